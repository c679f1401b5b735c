"""Backups and their thinning, restoring, migrations."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from tests.clocks import HandClock
from tests.store.lives import BROWSER, EVER, T, act
from wellbeing.model import Entry, EntryKind, Per, Zone
from wellbeing.ports import Batch, StoreBusy, StoreDamaged, StoreError, StoreNewer
from wellbeing.store import backup, migrate, opening
from wellbeing.store.opening import open_store
from wellbeing.store.record import SqlStore
from wellbeing.store.restore import restore
from wellbeing.store.source import make_room, sqlite_source
from wellbeing.store.tables import HEAD

FULL = Batch(
    closed=[act(0, 90, title="one"), act(90, 10, BROWSER)],
    open=act(100, 1, title="two"),
    zones=[Zone(T, "Europe/Berlin", timedelta(hours=2))],
    entries=[Entry(T, EntryKind.START, {"version": "1"})],
)


def test_seven_days_and_four_weeks_of_backups_are_kept(tmp_path: Path) -> None:
    start = datetime(2026, 3, 1, 5, tzinfo=UTC)
    for hours in range(0, 24 * 60, 12):
        backup.file_for(tmp_path, start + timedelta(hours=hours)).touch()
        backup.thin(tmp_path)
    (tmp_path / "holiday.sqlite3").touch()
    backup.thin(tmp_path)
    days = [file.name[10:20] for file in backup.found(tmp_path)]
    last = ["2026-04-29", "2026-04-28", "2026-04-27", "2026-04-26", "2026-04-25", "2026-04-24", "2026-04-23"]
    assert days == [*last, "2026-04-19", "2026-04-12"]
    assert all("T17" in file.name for file in backup.found(tmp_path))
    assert (tmp_path / "holiday.sqlite3").exists()


def test_a_backup_is_one_whole_file(store: SqlStore, clock: HandClock) -> None:
    store.write(FULL)
    kept = Path(store.backup())
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]
    own = sqlite3.connect(kept)
    assert own.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert own.execute("SELECT count(*) FROM activity").fetchone() == (2,)
    own.close()
    assert Path(store.backup()) == kept
    clock.advance(1)
    store.backup()
    assert len(list(kept.parent.iterdir())) == 1


def test_a_backup_is_taken_back_and_the_present_record_kept(
    place: Path, store: SqlStore, clock: HandClock
) -> None:
    store.write(FULL)
    kept = Path(store.backup())
    store.write(Batch(closed=[act(200)]))
    store.close()
    aside = restore(place, kept, clock=clock, backups=kept.parent)
    assert aside is not None
    again = open_store(place, clock=clock, backups=kept.parent).store
    assert again.activities(EVER) == [*FULL.closed, FULL.open]
    assert [entry.kind for entry in again.entries(EVER)] == [EntryKind.START, EntryKind.RESTORE]
    assert again.verify().ok
    again.close()
    restore(place, aside, clock=clock, backups=kept.parent)
    again = open_store(place, clock=clock, backups=kept.parent).store
    assert again.count() == 3
    again.close()


def test_a_backup_makes_a_record_where_there_is_none(place: Path, store: SqlStore, clock: HandClock) -> None:
    store.write(FULL)
    kept = Path(store.backup())
    other = place.parent.parent / "other" / "record.sqlite"
    assert restore(other, kept, clock=clock, backups=other.parent / "b") is None
    again = open_store(other, clock=clock, backups=other.parent / "b").store
    assert again.count() == 2
    again.close()


def test_a_file_that_is_no_good_backup_changes_nothing(
    place: Path, store: SqlStore, clock: HandClock
) -> None:
    store.write(FULL)
    kept = Path(store.backup())
    store.close()
    before = place.read_bytes()
    whole = kept.read_bytes()
    cases: dict[str, tuple[bytes, type[StoreError], str]] = {
        "damaged": (whole[:-4096] + bytes(4096), StoreDamaged, "damaged"),
        "short": (whole[:-4096], StoreDamaged, "damaged"),
        "text": (b"hello" * 999, StoreDamaged, "damaged"),
        "empty": (b"", StoreError, "empty"),
    }
    for name, (content, error, words) in cases.items():
        file = place.parent / name
        file.write_bytes(content)
        with pytest.raises(error, match=words) as raised:
            restore(place, file, clock=clock, backups=kept.parent)
        assert name in raised.value.sentence
        assert "backup" in raised.value.remedy
    newer, foreign = place.parent / "newer", place.parent / "foreign"
    shutil.copy(kept, newer)
    for file, statement in (
        (newer, "UPDATE alembic_version SET version_num = '9999'"),
        (foreign, "CREATE TABLE t (x)"),
    ):
        own = sqlite3.connect(file)
        own.execute(statement)
        own.commit()
        own.close()
    with pytest.raises(StoreNewer, match="newer"):
        restore(place, newer, clock=clock, backups=kept.parent)
    with pytest.raises(StoreError, match="foreign is no record"):
        restore(place, foreign, clock=clock, backups=kept.parent)
    with pytest.raises(StoreError, match="no file"):
        restore(place, place.parent / "absent", clock=clock, backups=kept.parent)
    assert place.read_bytes() == before
    left = {path.name for path in place.parent.iterdir()}
    assert left == {place.name, "backups", *cases, "newer", "foreign"}


def test_a_record_in_use_is_not_replaced(place: Path, store: SqlStore, clock: HandClock) -> None:
    store.write(FULL)
    kept = Path(store.backup())
    holder = sqlite3.connect(place)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy):
        store.write(Batch())
    holder.close()
    assert restore(place.with_name("new.sqlite"), kept, clock=clock, backups=kept.parent) is None


# ---------------------------------------------------------------- migrations

NEXT = """
import sqlalchemy as sa
from alembic import op
revision = "9999"
down_revision = "0007"
def upgrade():
    op.add_column("zone", sa.Column("note", sa.Text()))
"""


def test_a_new_record_has_the_tables_that_the_migrations_make(place: Path, store: SqlStore) -> None:
    migrated = place.with_name("migrated.sqlite")
    make_room(migrated)
    source = sqlite_source(migrated)
    with source.writing() as connection:
        migrate.upgrade(connection)
    source.close()
    assert _layout(migrated) == _layout(place)


def test_on_postgresql_too(postgresql: str) -> None:
    engine = create_engine(postgresql.replace("postgresql:", "postgresql+psycopg:"))
    layouts = []
    for lay_out in (migrate.create, migrate.upgrade):
        with engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
            lay_out(connection)
        look = inspect(engine)
        layouts.append(
            {
                name: (
                    [
                        (c["name"], str(c["type"]), c["nullable"], c["default"])
                        for c in look.get_columns(name)
                    ],
                    look.get_pk_constraint(name),
                    look.get_unique_constraints(name),
                    look.get_foreign_keys(name),
                )
                for name in look.get_table_names()
            }
        )
    engine.dispose()
    assert len(layouts[0]) == 27
    assert layouts[0] == layouts[1]


def test_an_older_record_is_kept_before_its_tables_change(
    place: Path, store: SqlStore, clock: HandClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.write(FULL)
    store.close()
    scripts = tmp_path / "migrations"
    shutil.copytree(migrate.SCRIPTS, scripts)
    (scripts / "versions" / "9999_next.py").write_text(NEXT)
    upgrade = migrate.upgrade
    monkeypatch.setattr(opening, "HEAD", "9999")
    monkeypatch.setattr(migrate, "upgrade", lambda connection: upgrade(connection, scripts, "9999"))
    backups = place.parent / "backups"
    again = open_store(place, clock=clock, backups=backups).store
    assert again.activities(EVER) == [*FULL.closed, FULL.open]
    again.close()
    own = sqlite3.connect(place)
    assert own.execute("SELECT version_num FROM alembic_version").fetchone() == ("9999",)
    assert own.execute("SELECT note FROM zone").fetchone() == (None,)
    own.close()
    kept = backup.found(backups)
    assert [file.name.partition("-2")[0] for file in kept] == ["before-migration"]
    own = sqlite3.connect(kept[0])
    assert own.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)
    own.close()


def _layout(file: Path) -> list[tuple[str, str]]:
    own = sqlite3.connect(file)
    rows = own.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
    own.close()
    return [(name, " ".join(sql.split())) for name, sql in rows]


# ---------------------------------------------------------------- a server


@pytest.mark.postgresql
def test_a_server_is_backed_up_to_a_file_and_takes_it_back(
    postgresql: str, tmp_path: Path, clock: HandClock
) -> None:
    engine = create_engine(postgresql.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    per = frozenset({Per.DAY, Per.HOUR})
    store = open_store(postgresql, clock=clock, backups=tmp_path).store
    store.write(FULL)
    store.tally()
    uses = store.uses(EVER, per)
    kept = Path(store.backup())
    assert store.forget(span=None, app="code", preview=True).backups == 1
    store.write(Batch(closed=[act(200, title="three")]))
    store.close()
    clock.advance(86_400)

    aside = restore(postgresql, kept, clock=clock, backups=tmp_path)
    assert aside is not None
    store = open_store(postgresql, clock=clock, backups=tmp_path).store
    assert store.activities(EVER) == [*FULL.closed, FULL.open]
    assert store.uses(EVER, per) == uses
    store.write(Batch(closed=[act(300, app=BROWSER, title="four")]))
    assert store.verify().ok
    store.close()

    other = tmp_path / "home" / "record.sqlite"
    assert restore(other, aside, clock=clock, backups=other.parent) is None
    moved = open_store(other, clock=clock, backups=other.parent).store
    assert moved.count() == 3
    assert moved.verify().ok
    moved.close()
