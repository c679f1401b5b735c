"""The layers of pyproject.toml hold, and they bite: each violation planted in a copy is found and named."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def layers(place: Path) -> subprocess.CompletedProcess[str]:
    """What lint-imports says of the package in `place`; the colours are off and lines are not folded."""
    command = [
        str(Path(sys.executable).with_name("lint-imports")),
        "--no-cache",
        "--config",
        "pyproject.toml",
    ]
    return subprocess.run(
        command,
        cwd=place,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(place), "COLUMNS": "200", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "wellbeing", tmp_path / "wellbeing", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@dataclass(frozen=True)
class Violation:
    """An import that must not be: where it is planted, which contract it breaks, how it is named."""

    module: str
    line: str
    contract: str
    named: str


VIOLATIONS = {
    "the core touches the operating system": Violation(
        "wellbeing/analysis/planted.py",
        "import os",
        "The core touches nothing outside",
        "wellbeing.analysis.planted -> os",
    ),
    "one adapter knows another": Violation(
        "wellbeing/sensors/planted.py",
        "import wellbeing.store",
        "Imports go downwards only, sideways not at all",
        "wellbeing.sensors.planted -> wellbeing.store",
    ),
    "the command line draws": Violation(
        "wellbeing/cli/planted.py",
        "from PySide6 import QtWidgets",
        "PySide6 appears only in ui and app",
        "wellbeing.cli.planted -> PySide6",
    ),
    "what all share looks upwards": Violation(
        "wellbeing/model/planted.py",
        "import wellbeing.timeline",
        "Imports go downwards only, sideways not at all",
        "wellbeing.model.planted -> wellbeing.timeline",
    ),
    "an import hides inside a function": Violation(
        "wellbeing/model/planted.py",
        "def late():\n    import sqlite3",
        "The core touches nothing outside",
        "wellbeing.model.planted -> sqlite3",
    ),
}


def test_the_program_keeps_its_layers() -> None:
    said = layers(ROOT)
    assert said.returncode == 0, said.stdout + said.stderr


@pytest.mark.parametrize("violation", VIOLATIONS.values(), ids=VIOLATIONS.keys())
def test_a_planted_violation_is_found_and_named(copy: Path, violation: Violation) -> None:
    (copy / violation.module).write_text(f'"""Planted."""\n\n{violation.line}\n', encoding="utf-8")
    said = layers(copy)
    assert said.returncode != 0
    assert f"{violation.contract} BROKEN" in said.stdout
    assert violation.named in said.stdout


def test_a_folder_without_a_place_in_the_layers_is_found(copy: Path) -> None:
    (copy / "wellbeing" / "homeless").mkdir()
    (copy / "wellbeing" / "homeless" / "__init__.py").write_text('"""Planted."""\n', encoding="utf-8")
    said = layers(copy)
    assert said.returncode != 0
    assert "homeless" in said.stdout
