"""What a person deleted or made private by hand leaves every file, and what was only sorted stays everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.clocks import HandClock
from tests.store.lives import BROWSER, EVER, MINUTE, T, act
from tests.store.test_forget import PRIVATE_WORDS, holders
from wellbeing.model import Span
from wellbeing.ports import Batch
from wellbeing.store.opening import open_store, read_store
from wellbeing.store.record import SqlStore
from wellbeing.timeline import edit

WHOLE = Span(T, T + 30 * MINUTE)
MIDDLE = Span(T + 10 * MINUTE, T + 20 * MINUTE)


def fill(store: SqlStore) -> None:
    closed = [
        act(number, title=f"{PRIVATE_WORDS} {number}" if 10 <= number < 20 else f"kept {number}")
        for number in range(30)
    ]
    store.write(Batch(closed=closed))


def test_what_was_hidden_is_in_no_file_after_the_next_checkpoint(place: Path, store: SqlStore) -> None:
    fill(store)
    backup = Path(store.backup())
    store.rewrite(WHOLE, edit.hide(store.activities(WHOLE), [MIDDLE]))
    store.checkpoint()
    assert holders(place, PRIVATE_WORDS) == []
    assert len(holders(place, "kept 7")) == 2
    kept = read_store(backup, clock=HandClock(T))
    assert kept is not None
    assert [one.span for one in kept.activities(MIDDLE)] == []
    assert len(kept.activities(EVER)) == 20
    kept.close()
    assert len(store.activities(EVER)) == 21
    assert store.verify().ok


def test_backups_are_cleared_once(place: Path, store: SqlStore) -> None:
    fill(store)
    backup = Path(store.backup())
    store.rewrite(WHOLE, edit.remove(store.activities(WHOLE), [MIDDLE]))
    store.checkpoint()
    stamp = backup.stat().st_mtime_ns
    store.checkpoint()
    assert backup.stat().st_mtime_ns == stamp


def test_a_reader_in_another_process_knows_the_new_names(
    place: Path, store: SqlStore, clock: HandClock
) -> None:
    fill(store)
    window = open_store(place, clock=clock, backups=place.parent / "backups").store
    window.rewrite(WHOLE, edit.remove(window.activities(WHOLE), [WHOLE]))
    window.close()
    store.write(Batch(closed=[act(40, title="kept 7"), act(41, app=BROWSER)]))
    assert [one.title for one in store.activities(EVER)] == ["kept 7", None]
    assert store.verify().ok


def test_sorting_a_stretch_takes_nothing_from_backups(store: SqlStore) -> None:
    fill(store)
    backup = Path(store.backup())
    stamp = backup.stat().st_mtime_ns
    store.rewrite(WHOLE, edit.correct(store.activities(WHOLE), [MIDDLE], "writing"))
    store.checkpoint()
    assert backup.stat().st_mtime_ns == stamp
    assert {one.app.hint.category for one in store.activities(MIDDLE) if one.app.hint} == {"writing"}


def test_an_unreadable_backup_does_not_stop_the_upkeep(
    store: SqlStore, caplog: pytest.LogCaptureFixture
) -> None:
    fill(store)
    backup = Path(store.backup())
    backup.write_bytes(b"no record at all" * 1000)
    store.rewrite(WHOLE, [])
    store.checkpoint()
    store.checkpoint()
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert store.activities(EVER) == []
