"""A program with an empty home, on a real desktop or on none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import rig
from tests.e2e.program import Program, quiet
from tests.e2e.seat import Seat, seated


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


@pytest.fixture
def seat(folder: Path, desktop: rig.Desktop, session_bus: rig.Bus) -> Iterator[Seat]:
    """A person at a real desktop."""
    with seated(folder, desktop, session_bus) as made:
        yield made
