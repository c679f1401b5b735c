"""The ledger on disk: migrated, backed up, restored, forgotten everywhere."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

from tests.clocks import HandClock
from tests.store.lives import EVER, T
from wellbeing.model import Answer, Mark, Prompt, Reading, Span, Tokens, Work
from wellbeing.store import migrate
from wellbeing.store.opening import open_store, read_store
from wellbeing.store.record import SqlStore
from wellbeing.store.restore import restore
from wellbeing.store.source import make_room, sqlite_source

MINUTE = timedelta(minutes=1)
TOLD = Reading(
    Mark(1, 2, 3, 4, 5, b"state"),
    [Prompt("claude_code", "key", T, "session")],
    [Answer("claude_code", "key", T, "session", "opus", Tokens(1, 2, 3, 4))],
    [Work("claude_code", "key", Span(T, T + MINUTE), "session")],
    understood=3,
)


def counts(store: SqlStore) -> tuple[int, int, int]:
    ledger = store.ledger
    return len(ledger.prompts(EVER)), len(ledger.answers(EVER)), len(ledger.works(EVER))


def test_a_record_of_the_first_version_is_brought_up_to_date(place: Path, clock: HandClock) -> None:
    make_room(place)
    source = sqlite_source(place)
    with source.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {0x57424E47}")
        migrate.upgrade(connection, to="0001")
        connection.exec_driver_sql("INSERT INTO subject VALUES (7, x'00', 'code', NULL, NULL, NULL, NULL)")
        at = round(T.timestamp() * 1000)
        connection.exec_driver_sql("INSERT INTO activity VALUES (?, 60000, 7, NULL, 1)", (at,))
    source.close()
    store = open_store(place, clock=clock, backups=place.parent / "backups").store
    (activity,) = store.activities(EVER)
    assert activity.app.app_id == "code"
    store.ledger.keep("f", [("/log", TOLD)], T)
    assert counts(store) == (1, 1, 1)
    assert store.verify().ok
    store.close()
    kept = list((place.parent / "backups").glob("before-migration-*"))
    assert len(kept) == 1
    own = sqlite3.connect(kept[0])
    assert own.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    own.close()


def test_an_older_backup_comes_back_with_an_empty_ledger(place: Path, clock: HandClock) -> None:
    old = place.with_name("old.sqlite")
    make_room(old)
    source = sqlite_source(old, wal=False)
    with source.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {0x57424E47}")
        migrate.upgrade(connection, to="0001")
    source.close()
    restore(place, old, clock=clock, backups=place.parent / "backups")
    store = open_store(place, clock=clock, backups=place.parent / "backups").store
    assert counts(store) == (0, 0, 0)
    store.close()


def test_a_backup_holds_the_ledger(place: Path, store: SqlStore, clock: HandClock) -> None:
    store.ledger.keep("f", [("/log", TOLD)], T)
    kept = Path(store.backup())
    store.forget(span=Span(T + MINUTE, T + 2 * MINUTE), app=None)
    store.close()
    restore(place, kept, clock=clock, backups=kept.parent)
    again = read_store(place, clock=clock)
    assert again is not None
    assert counts(again) == (1, 1, 1)
    assert again.ledger.marks("f", ["/log"]) == [TOLD.mark]
    again.close()


def test_what_is_forgotten_leaves_backups_too(place: Path, store: SqlStore, clock: HandClock) -> None:
    store.ledger.keep("f", [("/log", TOLD)], T)
    kept = Path(store.backup())
    assert store.forget(span=None, app=None, preview=True).backups == 1
    done = store.forget(span=None, app=None)
    assert (done.turns, done.backups) == (3, 1)
    for file in (place, kept):
        own = sqlite3.connect(file)
        for table in ("prompt", "answer", "work", "log", "word"):
            assert own.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608 - our own tables
        assert own.execute("SELECT count(*) FROM note WHERE name = 'salt'").fetchone() == (0,)
        own.close()
        assert b"claude_code" not in file.read_bytes()


def test_a_reader_sees_what_another_process_keeps(place: Path, store: SqlStore, clock: HandClock) -> None:
    reader = read_store(place, clock=clock)
    assert reader is not None
    store.ledger.keep("f", [("/log", TOLD)], T)
    assert counts(reader) == (1, 1, 1)
    reader.close()


def test_ten_thousand_answers_take_little_room(place: Path, store: SqlStore) -> None:
    before = place.stat().st_size
    for part in range(5):
        answers = [
            Answer("codex", f"{part}/{n}", T + n * MINUTE, "s", "gpt-5.2", Tokens(1000, 200, 0, 50_000))
            for n in range(2000)
        ]
        store.ledger.add(answers=answers)
    store.checkpoint()
    assert (place.stat().st_size - before) / 10_000 < 100
