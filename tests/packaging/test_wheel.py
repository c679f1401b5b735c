"""The built wheel is what people get: it carries its resources and works away from the checkout."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def said(*command: str, cwd: Path, path: Path | None = None) -> str:
    """What a command prints, with nothing but `path` on Python's path besides the libraries."""
    env = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(cwd)}
    if path is not None:
        env["PYTHONPATH"] = str(path)
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("dist")
    said(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(place), cwd=ROOT)
    (built,) = place.glob("wellbeing-*.whl")
    return built


@pytest.fixture(scope="module")
def target(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("target")
    options = ["--quiet", "--no-deps", "--no-index", "--no-compile", "--target", str(place)]
    said(sys.executable, "-m", "pip", "install", *options, str(wheel), cwd=place)
    return place


def files(top: Path, *, without: Sequence[str] = ("__pycache__",)) -> set[str]:
    return {
        path.relative_to(top).as_posix()
        for path in top.rglob("*")
        if path.is_file() and not set(without) & set(path.parts)
    }


def test_the_wheel_holds_every_resource_and_every_module(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    assert {f"wellbeing/resources/{name}" for name in files(ROOT / "resources")} <= held
    assert {f"wellbeing/{name}" for name in files(ROOT / "wellbeing")} <= held


def test_the_wheel_holds_nothing_but_the_program(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"wellbeing"}


def test_the_installed_program_finds_its_own_resources(target: Path, tmp_path: Path) -> None:
    line = "from wellbeing.files.resources import resource; print(resource('catalogue'))"
    found = Path(said(sys.executable, "-c", line, cwd=tmp_path, path=target).strip())
    assert found == target / "wellbeing" / "resources" / "catalogue"
    assert files(found) == files(ROOT / "resources" / "catalogue")


def test_the_installed_command_tells_how_it_is_used(target: Path, tmp_path: Path) -> None:
    text = said(str(target / "bin" / "wellbeing"), "--help", cwd=tmp_path, path=target)
    assert text.startswith("Usage: wellbeing")
    assert "status" in text
