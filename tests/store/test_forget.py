"""What was forgotten is in no file any more: database, write-ahead log, backups, set-aside records."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.clocks import HandClock
from tests.store.lives import BROWSER, EVER, MINUTE, T, act
from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.form import Form
from wellbeing.model import Span
from wellbeing.ports import Batch, StoreError
from wellbeing.store.opening import open_store, read_store
from wellbeing.store.record import SqlStore

PRIVATE_NOTE = "a note that must vanish"
PRIVATE_WORDS = "a title that must vanish"


def holders(place: Path, words: str) -> list[str]:
    """Names of files below the home in which the words stand."""
    files = [path for path in place.parent.rglob("*") if path.is_file()]
    return sorted(path.name for path in files if words.encode() in path.read_bytes())


def fill(store: SqlStore) -> None:
    """Many titles, so that pages split and leave copies of them behind."""
    for number in range(30):
        closed = [act(10 * number + n, title=f"{PRIVATE_WORDS} {number} {n} {'x' * 300}") for n in range(10)]
        store.write(Batch(closed=closed))
    store.write(
        Batch(closed=[act(300 + number, app=BROWSER, title=f"kept {number}") for number in range(50)])
    )


def test_a_forgotten_title_is_in_no_file(place: Path, store: SqlStore, clock: HandClock) -> None:
    fill(store)
    first = store.backup()
    clock.advance(86_400)
    store.backup()
    assert PRIVATE_WORDS.encode() in Path(first).read_bytes()
    assert len(holders(place, PRIVATE_WORDS)) >= 3

    seen = store.forget(span=None, app="code", preview=True)
    assert len(holders(place, PRIVATE_WORDS)) >= 3
    gone = store.forget(span=None, app="code")
    assert gone == seen
    assert (gone.activities, gone.titles, gone.backups) == (300, 300, 2)
    assert holders(place, PRIVATE_WORDS) == []
    assert holders(place, "code") == []
    assert len(holders(place, "kept 7")) == 3
    assert store.count() == 50
    assert store.verify().ok


def test_backups_stay_sound_and_whole_files(place: Path, store: SqlStore, clock: HandClock) -> None:
    fill(store)
    kept = Path(store.backup())
    store.forget(span=None, app="code")
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]
    reader = read_store(kept, clock=clock)
    assert reader is not None
    assert reader.count() == 50
    assert reader.verify().ok
    reader.close()


def test_a_backup_without_any_of_it_is_left_alone(store: SqlStore) -> None:
    store.write(Batch(closed=[act(0, app=BROWSER)]))
    kept = Path(store.backup())
    before = kept.stat().st_mtime_ns
    store.write(Batch(closed=[act(1)]))
    assert store.forget(span=None, app="code").backups == 0
    assert kept.stat().st_mtime_ns == before


def test_a_reader_that_looks_back_only_delays_the_end(place: Path, store: SqlStore, clock: HandClock) -> None:
    fill(store)
    reader = read_store(place, clock=clock)
    assert reader is not None
    with reader._source.reading() as connection:
        connection.exec_driver_sql("SELECT * FROM title").first()
        store.forget(span=None, app="code")
        assert holders(place, PRIVATE_WORDS)
    store.checkpoint()
    assert holders(place, PRIVATE_WORDS) == []
    reader.close()


def test_another_process_that_remembers_names_is_not_misled(
    place: Path, store: SqlStore, clock: HandClock
) -> None:
    store.write(Batch(closed=[act(0, title="one")]))
    other = open_store(place, clock=clock, backups=place.parent / "backups").store
    other.forget(span=None, app=None)
    other.write(Batch(closed=[act(0, app=BROWSER, title="two")]))
    other.close()
    store.write(Batch(closed=[act(1, title="one")]))
    assert store.activities(EVER) == [act(0, app=BROWSER, title="two"), act(1, title="one")]
    assert store.verify().ok


def test_records_set_aside_are_searched_too(place: Path, clock: HandClock) -> None:
    aside = place.with_name(place.name + ".replaced-2026-05-01T000000Z")
    store = open_store(aside, clock=clock, backups=place.parent / "backups").store
    fill(store)
    store.close()
    store = open_store(place, clock=clock, backups=place.parent / "backups").store
    assert store.forget(span=Span(T, T + 300 * MINUTE), app=None).backups == 1
    assert holders(place, PRIVATE_WORDS) == []
    assert holders(place, "kept 7") == [aside.name]
    store.forget(span=None, app=None)
    assert not aside.exists()
    store.close()


def test_a_file_that_cannot_be_searched_is_named(place: Path, store: SqlStore) -> None:
    store.write(Batch(closed=[act(0)]))
    aside = place.with_name(place.name + ".damaged-2026-05-01T000000Z")
    aside.write_bytes(PRIVATE_WORDS.encode() * 99)
    assert store.forget(span=None, app="code", preview=True).activities == 1
    with pytest.raises(StoreError, match=aside.name) as error:
        store.forget(span=None, app="code")
    assert "yourself" in error.value.remedy
    assert store.count() == 0


def test_of_a_cleared_hour_the_whole_is_forgotten(store: SqlStore) -> None:
    store.write(Batch(closed=[act(0, 180)]))
    store.retain(T + timedelta(days=2))
    span = Span(T + 30 * MINUTE, T + 70 * MINUTE)
    assert store.forget(span=span, app=None).amount == 120 * MINUTE
    assert [use.amount for use in store.uses(EVER)] == [60 * MINUTE]
    assert store.verify().ok


def test_the_title_of_a_withdrawn_activity_goes_with_the_next_forget_or_upkeep(
    place: Path, store: SqlStore
) -> None:
    def forget() -> int:
        return store.forget(span=None, app="nothing of the kind").activities

    def upkeep() -> int:
        return store.retain(T - timedelta(days=400))

    for tidy in (forget, upkeep):
        store.write(Batch(open=act(0, title=PRIVATE_WORDS)))
        store.write(Batch())
        assert holders(place, PRIVATE_WORDS)
        assert tidy() == 0
        with store._source.reading() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM title").scalar() == 0


def test_a_forgotten_check_in_is_in_no_file(place: Path, store: SqlStore, clock: HandClock) -> None:
    fill(store)
    store.checkins.add(CheckIn(T, Form.DAILY, (2, 3), note=PRIVATE_NOTE))
    store.backup()
    assert len(holders(place, PRIVATE_NOTE)) >= 2
    store.forget(span=Span(T, T + MINUTE), app=None)
    assert holders(place, PRIVATE_NOTE) == []
    assert store.checkins.since(T) == []
    assert store.verify().ok
