"""A program with an empty home, on a real desktop or on none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import rig
from tests.e2e.program import Program, quiet


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The person's home folder."""
    return tmp_path


@pytest.fixture
def alone(folder: Path) -> Program:
    """The program where no desktop is."""
    return Program(folder / "wellbeing", quiet({}, folder))


@pytest.fixture
def program(folder: Path, desktop: rig.Desktop) -> Program:
    """The program on a private desktop with openbox."""
    return Program(folder / "wellbeing", quiet(desktop.environ, folder))
