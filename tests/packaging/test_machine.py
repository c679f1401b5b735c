"""What the two commands ask of a machine: packages, and a Python that can; and what they say without."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGING = Path(__file__).parents[2] / "packaging"
NOBODY = 65534

pytestmark = pytest.mark.skipif(
    shutil.which("dpkg-query") is None, reason="these commands speak to apt and dpkg"
)


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that everyone may read, which pytest's own are not."""
    with tempfile.TemporaryDirectory(prefix="machine-") as name:
        path = Path(name)
        path.chmod(0o755)
        shutil.copy(PACKAGING / "machine.sh", path)
        yield path


def sh(script: str, place: Path, *, user: int | None = None) -> subprocess.CompletedProcess[str]:
    """What POSIX sh makes of `script` after machine.sh; nobody is there to type."""
    return subprocess.run(
        ["sh", "-euc", f". ./machine.sh\n{script}"],
        cwd=place,
        env={"PATH": f"{Path(sys.executable).parent}:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        user=user,
    )


def test_a_list_is_names_with_reasons(place: Path) -> None:
    (place / "list").write_text("# what for\nzeta   # last\nalpha\n\nbeta?  # if there is one\n")
    assert sh("wanted list", place).stdout.split() == ["alpha", "beta?", "zeta"]


def test_what_is_installed_is_not_missing_under_its_own_name_or_one_it_provides(place: Path) -> None:
    # dpkg is on every Debian; awk is only ever provided by another package
    (place / "list").write_text("dpkg\nawk\nno-such-package-1\nno-such-package-2?\n")
    assert sh("missing list", place).stdout.split() == ["no-such-package-1", "no-such-package-2?"]


def test_without_the_right_to_install_the_packages_are_named(place: Path) -> None:
    (place / "list").write_text("dpkg\nno-such-package-1\nno-such-package-2\n")
    said = sh("need_packages list; echo went on", place, user=NOBODY if os.geteuid() == 0 else None)
    assert said.returncode == 1
    assert "went on" not in said.stdout
    assert "apt-get install --no-install-recommends no-such-package-1 no-such-package-2\n" in said.stderr


def test_an_optional_package_that_does_not_exist_stops_nobody(place: Path) -> None:
    (place / "list").write_text("dpkg\nno-such-package?\n")
    said = sh("need_packages list; echo went on", place, user=NOBODY if os.geteuid() == 0 else None)
    assert said.stdout == "went on\n"
    assert said.returncode == 0


def test_a_python_that_can_make_environments_is_found(place: Path) -> None:
    assert sh('find_python && echo "$python"', place).stdout.strip()


def test_a_python_without_ensurepip_does_not_fit(place: Path) -> None:
    bare = place / "python-bare"
    without = "import sys; sys.modules['ensurepip'] = None; exec(sys.argv[-1])"
    bare.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{without}" "$@"\n')
    bare.chmod(0o755)
    assert sh("python_fits ./python-bare", place).returncode == 1


def test_a_folder_in_the_way_is_not_removed(place: Path) -> None:
    (place / ".venv").mkdir()
    (place / ".venv" / "letter").write_text("keep me")
    (place / "pyproject.toml").touch()
    said = sh("need_environment ''", place)
    assert said.returncode == 1
    assert "is in the way and is no Python environment" in said.stderr
    assert (place / ".venv" / "letter").read_text() == "keep me"


@pytest.fixture
def environment(place: Path) -> Path:
    """What stands for an environment that test.sh made: nothing in it would need to be installed again."""
    (place / ".venv" / "bin").mkdir(parents=True)
    (place / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (place / ".venv" / "bin" / "wellbeing").symlink_to("/bin/true")
    (place / "pyproject.toml").write_text("[project]\n")
    assert sh("stamp '[dev,hub]' >.venv/stamp", place).returncode == 0
    return place


@pytest.mark.parametrize("change", ["", "echo >>pyproject.toml", "rm .venv/bin/wellbeing", "rm .venv/stamp"])
def test_an_environment_is_fresh_until_something_it_stands_on_changes(environment: Path, change: str) -> None:
    said = sh(f"{change}\nfresh '[dev,hub]'", environment)
    assert said.returncode == (1 if change else 0), said.stderr


def test_the_environment_of_the_checks_serves_the_program_as_it_is(environment: Path) -> None:
    said = sh("need_environment ''", environment)
    assert (said.returncode, said.stderr) == (0, "")
    assert sh("fresh '[dev,hub]'", environment).returncode == 0


@pytest.mark.parametrize("name", ["run.sh", "test.sh"])
def test_each_command_tells_how_it_is_used(name: str) -> None:
    said = subprocess.run(
        ["sh", str(PACKAGING / name), "--help"], capture_output=True, text=True, timeout=30, check=True
    )
    assert f"sh packaging/{name}" in said.stdout


def test_a_wrong_option_is_refused_before_anything_is_installed() -> None:
    said = subprocess.run(
        ["sh", str(PACKAGING / "test.sh"), "--fast"], capture_output=True, text=True, timeout=30, check=False
    )
    assert said.returncode == 2
    assert "--fast" in said.stderr
