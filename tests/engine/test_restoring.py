"""A backup put in place: with a tracker that gives the record away and goes on, and without one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.engine.test_tracker import ALWAYS, Whole, until
from wellbeing.engine import tracker as tracking
from wellbeing.engine.changes import Change
from wellbeing.engine.clock import SystemClock
from wellbeing.engine.restoring import backups, restored
from wellbeing.files.lock import HomeLock
from wellbeing.files.paths import Home, home
from wellbeing.line import client
from wellbeing.model import EntryKind, Evidence
from wellbeing.ports import AlreadyRunning, KnownError, StoreDamaged, StoreError
from wellbeing.store.opening import open_store

CLOCK = SystemClock()


def nothing() -> None:
    """Nothing is open here."""


@pytest.fixture
def where(tmp_path: Path) -> Home:
    """The folder in which `Whole` builds its tracker, under the names of a home."""
    return home(str(tmp_path))


@pytest.fixture
def whole(where: Home) -> Iterator[Whole]:
    """A tracker of that home."""
    one = Whole(where.data, record=where.record, socket=where.socket)
    one.tracker.start(one.shown.append)
    client.ask(where.socket, "flush")
    yield one
    one.tracker.stop()


def _apps(whole: Whole) -> list[str]:
    return [one.app.app_id for one in whole.store.activities(ALWAYS)]


def _until_recorded(whole: Whole, app: str) -> None:
    """Ask for it again and again: what came to the front just now may still be followed by what counts."""
    until(lambda: client.ask(whole.socket, "flush") is not None and app in _apps(whole))


def _restore_elsewhere(where: Home, file: Path) -> None:
    """As another process does: files of SQLite know locks by process."""
    code = (
        "import sys; from pathlib import Path; from wellbeing.engine.clock import SystemClock;"
        "from wellbeing.engine.restoring import restored; from wellbeing.files.paths import home;"
        "print(restored(home(sys.argv[1]), Path(sys.argv[2]), SystemClock(), lambda: None))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(where.data), str(file)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_running_tracker_gives_the_record_away_and_goes_on_with_the_backup(
    whole: Whole, where: Home
) -> None:
    kept = Path(whole.store.backup())
    heard: list[Change] = []
    whole.changes.subscribe(heard.append)
    whole.window.tell(Evidence("browser"))
    _until_recorded(whole, "browser")
    whole.window.tell(Evidence("editor"))
    client.ask(where.socket, "flush")
    _restore_elsewhere(where, kept)
    assert Change.RECORD in heard
    assert EntryKind.RESTORE in whole.kinds()
    assert "browser" not in _apps(whole)
    whole.window.tell(Evidence("mail"))
    _until_recorded(whole, "mail")
    assert whole.store.verify().ok
    assert [file for file in where.data.iterdir() if "replaced" in file.name]


def test_a_pause_outlasts_a_restore(whole: Whole, where: Home) -> None:
    kept = Path(whole.store.backup())
    client.ask(where.socket, "pause", until="2099-01-01T00:00+00:00")
    _restore_elsewhere(where, kept)
    assert whole.store.mark("paused") == "2099-01-01T00:00:00+00:00"
    told = client.ask(where.socket, "status")
    assert told is not None
    assert told["paused_until"] == "2099-01-01T00:00:00+00:00"


def test_a_bad_file_changes_nothing_and_recording_goes_on(whole: Whole, where: Home) -> None:
    bad = where.data / "bad.sqlite3"
    bad.write_bytes(b"this is no database" * 300)
    until(lambda: client.ask(where.socket, "flush") is not None and bool(_apps(whole)))
    before = _apps(whole)
    with pytest.raises(StoreError):
        restored(where, bad, CLOCK, nothing)
    whole.window.tell(Evidence("mail"))
    _until_recorded(whole, "mail")
    assert _apps(whole)[: len(before)] == before


def test_a_tracker_takes_its_record_back_when_nobody_returns_it(
    whole: Whole, where: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tracking, "LEND", timedelta(milliseconds=300))
    client.ask(where.socket, "let-go")
    whole.window.tell(Evidence("mail"))

    def recorded() -> bool:
        try:
            _apps(whole)  # while it is away this fails
            client.ask(where.socket, "flush")
            return "mail" in _apps(whole)
        except (StoreError, KnownError):
            return False

    until(recorded)


def test_a_tracker_may_end_while_its_record_is_away(where: Home) -> None:
    one = Whole(where.data, record=where.record, socket=where.socket)
    one.tracker.start()
    until(lambda: client.ask(where.socket, "flush") is not None and bool(_apps(one)))
    client.ask(where.socket, "let-go")
    one.tracker.stop()
    store = open_store(where.record, clock=CLOCK, backups=where.backups).store
    assert [one.app.app_id for one in store.activities(ALWAYS)] == ["editor"]
    store.close()


def test_without_a_tracker_the_backup_is_put_in_place_alone(where: Home) -> None:
    store = open_store(where.record, clock=CLOCK, backups=where.backups).store
    store.mark("one", "1")
    kept = Path(store.backup())
    store.mark("two", "2")
    closed: list[bool] = []

    def close() -> None:
        store.close()
        closed.append(True)

    assert [one.file for one in backups(where)] == [kept]
    aside = restored(where, kept, CLOCK, close)
    assert aside is not None
    assert aside.exists()
    assert closed == [True]
    again = open_store(where.record, clock=CLOCK, backups=where.backups).store
    assert (again.mark("one"), again.mark("two")) == ("1", None)
    again.close()


def test_a_tracker_that_only_just_starts_keeps_its_record(where: Home) -> None:
    where.prepare()
    lock = HomeLock(where.lock)
    lock.take()
    with pytest.raises(AlreadyRunning):
        restored(where, where.data / "any", CLOCK, nothing)
    lock.release()


def test_a_damaged_backup_is_named_as_such(where: Home) -> None:
    store = open_store(where.record, clock=CLOCK, backups=where.backups).store
    kept = Path(store.backup())
    store.close()
    spoiled = bytearray(kept.read_bytes())
    spoiled[4096:8192] = b"\xff" * 4096
    kept.write_bytes(bytes(spoiled))
    with pytest.raises(StoreDamaged, match="nothing was changed"):
        restored(where, kept, CLOCK, nothing)


def test_reload_has_the_tracker_look_at_its_files_at_once(whole: Whole, where: Home) -> None:
    looked = whole.looked
    client.ask(where.socket, "reload")
    assert whole.looked > looked
    with pytest.raises(KnownError, match="does not know"):
        client.ask(where.socket, "reload-now")
