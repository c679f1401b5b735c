"""Where things lie, and who may use them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from wellbeing.files.lock import HomeLock
from wellbeing.files.paths import home
from wellbeing.ports import KnownError


def test_a_chosen_home_holds_everything(tmp_path: Path) -> None:
    one = home(str(tmp_path / "h"))
    paths = (one.settings_file, one.rules_file, one.record, one.backups, one.logs, one.lock)
    assert all(path.is_relative_to(tmp_path / "h") for path in paths)
    one.prepare()
    assert (tmp_path / "h").stat().st_mode & 0o777 == 0o700


def test_without_a_choice_the_system_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    one = home(None)
    assert one.settings == tmp_path / "CONFIG" / "wellbeing"
    assert one.record.parent == tmp_path / "DATA" / "wellbeing"


def test_a_deep_home_still_has_a_socket_of_its_own(tmp_path: Path) -> None:
    deep = home(str(tmp_path / ("d" * 120)))
    other = home(str(tmp_path / ("e" * 120)))
    assert len(str(deep.socket)) <= 107
    assert deep.socket != other.socket


def test_a_home_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KnownError, match="cannot be used"):
        home(str(tmp_path / "file" / "h")).prepare()


TRY = """
import sys
from pathlib import Path
from wellbeing.files.lock import HomeLock
from wellbeing.ports import AlreadyRunning
try:
    HomeLock(Path(sys.argv[1])).take()
except AlreadyRunning:
    sys.exit(1)
"""


def other_takes(path: Path) -> bool:
    return subprocess.run([sys.executable, "-W", "ignore", "-c", TRY, path], check=False).returncode == 0


def test_one_tracker_at_a_time(tmp_path: Path) -> None:
    lock = HomeLock(tmp_path / "lock")
    lock.take()
    assert not other_takes(tmp_path / "lock")
    lock.release()
    lock.release()
    assert other_takes(tmp_path / "lock")


def test_a_lock_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="cannot be made"):
        HomeLock(tmp_path / "missing" / "lock").take()
