"""Keeping less reaches backups and the file's free parts; a record that was let go refuses everybody."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.clocks import HandClock
from wellbeing.model import Activity, AppIdentity, Presence, Span
from wellbeing.ports import Batch, StoreBusy, StoreError
from wellbeing.store.opening import open_store
from wellbeing.store.record import SqlStore
from wellbeing.store.restore import restore
from wellbeing.timeline.redact import Privacy

T = datetime(2026, 5, 4, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
EVER = Span(datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))
SECRET = "a title nobody should read"  # noqa: S105 - it is no password
HOST = "secret.example.org"


@pytest.fixture
def store(place: Path, clock: HandClock) -> SqlStore:
    opened = open_store(place, clock=clock, backups=place.parent / "backups").store
    opened.write(
        Batch(closed=[Activity(Span(T, T + HOUR), AppIdentity("web", site=HOST), SECRET, Presence.ACTIVE)])
    )
    return opened


def _held(folder: Path, words: str) -> list[str]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file.name for file in files if words.encode() in file.read_bytes()]


def test_titles_and_sites_go_from_every_file(place: Path, store: SqlStore) -> None:
    store.backup()
    assert len(_held(place.parent, SECRET)) >= 2
    lowered = store.lower(Privacy.APPS)
    assert (lowered.titles, lowered.sites, lowered.backups) == (1, 1, 1)
    store.close()
    assert _held(place.parent, SECRET) == []
    assert _held(place.parent, HOST) == []


def test_a_backup_that_cannot_be_read_is_named(place: Path, store: SqlStore) -> None:
    kept = Path(store.backup())
    kept.write_bytes(b"no database at all" * 500)
    with pytest.raises(StoreError, match=kept.name):
        store.lower(Privacy.SITES)
    assert store.activities(EVER)[0].title is None
    store.close()


def test_while_it_is_let_go_everybody_is_refused(place: Path, store: SqlStore, clock: HandClock) -> None:
    kept = Path(store.backup())
    store.write(
        Batch(closed=[Activity(Span(T + HOUR, T + 2 * HOUR), AppIdentity("x"), None, Presence.ACTIVE)])
    )
    store.let_go()
    for attempt in (lambda: store.activities(EVER), lambda: store.write(Batch()), store.checkpoint):
        with pytest.raises(StoreBusy, match="being replaced"):
            attempt()
    assert restore(place, kept, clock=clock, backups=kept.parent) is not None
    store.take_up()
    assert [one.app.app_id for one in store.activities(EVER)] == ["web"]
    store.write(
        Batch(closed=[Activity(Span(T + HOUR, T + 2 * HOUR), AppIdentity("y"), None, Presence.ACTIVE)])
    )
    assert [one.app.app_id for one in store.activities(EVER)] == ["web", "y"]
    store.close()


def test_it_is_not_let_go_while_somebody_reads(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wellbeing.store.source._LET_GO_S", 0.05)
    with store._source.reading(), pytest.raises(StoreBusy, match="in use"):
        store.let_go()
    assert store.count() == 1
    store.close()


def test_it_is_let_go_as_soon_as_a_reading_ends(store: SqlStore) -> None:
    reading, go = threading.Event(), threading.Event()

    def read() -> None:
        with store._source.reading():
            reading.set()
            go.wait(10)

    reader = threading.Thread(target=read)
    reader.start()
    reading.wait(10)
    gone = threading.Thread(target=store.let_go)
    gone.start()
    go.set()
    gone.join(10)
    reader.join(10)
    assert not gone.is_alive()
    store.take_up()
    store.close()
