"""Opening the hub's database: created at set-up, checked, brought up to date with a backup before."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, inspect, select

from wellbeing.model.sentence import Sentence
from wellbeing.ports import StoreDamaged, StoreError, StoreNewer
from wellbeing.store.hub import backup
from wellbeing.store.hub.source import HubSource, file_source, server_source
from wellbeing.store.hub.tables import APPLICATION_ID, HEAD, metadata, revision
from wellbeing.store.source import make_room
from wellbeing.store.trouble import known_errors

SCRIPTS = Path(__file__).parent / "migrations"


def is_server(place: Path | str) -> bool:
    """Whether a place is the address of a server."""
    return str(place).startswith("postgresql")


def open_hub(place: Path | str, *, now: datetime, backups: Path, create: bool = False) -> HubSource:
    """Open the hub's database for reading and writing.

    Args:
        place: a file, or `postgresql://…`.
        now: dates the backup that is made before tables change.
        backups: folder for that backup.
        create: at set-up; else a missing database is an error.

    Raises:
        StoreNewer: a newer program wrote it; nothing was touched.
        StoreError: it cannot be opened, or is no hub's, with the remedy.
    """
    if is_server(place):
        source = server_source(str(place))
    else:
        file = Path(place)
        if not create and not file.exists():
            raise _not_set_up(file)
        with known_errors(file):
            make_room(file)
            _look(file)
        source = file_source(file)
    try:
        _lay_out(source, now, backups, create=create)
    except BaseException:
        source.close()
        raise
    return source


def _look(file: Path) -> None:
    """Refuse a file that is none of ours before anything is written to it."""
    own = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
    try:
        tables = own.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables and own.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise _foreign(file)
        if tables and (said := own.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
            raise _damaged(file, said)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise _damaged(file, str(error)) from error
        raise
    finally:
        own.close()


def _lay_out(source: HubSource, now: datetime, backups: Path, *, create: bool) -> None:
    with source.reading() as connection:
        stands, empty = found(connection), not inspect(connection).get_table_names()
    if stands == HEAD:
        return
    if empty:
        if not create:
            raise _not_set_up(source.place)
        with source.writing() as connection:
            _create(connection)
        return
    if stands is None:
        raise _foreign(source.place)
    if stands > HEAD:
        raise StoreNewer(
            Sentence(
                "The hub's database {place} was written by a newer version of this program.",
                place=source.place,
            ),
            Sentence("Install that version again; nothing was changed."),
        )
    if source.file is not None:
        backup.write(source, backup.before_migration(backups, now))
    with source.writing() as connection:
        upgrade(connection)


def found(connection: Connection) -> str | None:
    """The revision a database stands at; None when it carries none."""
    if not connection.dialect.has_table(connection, revision.name):
        return None
    return connection.execute(select(revision.c.version_num)).scalar()


def upgrade(connection: Connection, to: str = HEAD) -> None:
    """Run the migrations that are missing, inside the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _create(connection: Connection) -> None:
    """Lay out an empty database at the present revision (a test holds this equal to the migrations)."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    metadata.create_all(connection)
    connection.execute(revision.insert().values(version_num=HEAD))


def _not_set_up(place: Path | str) -> StoreError:
    return StoreError(
        Sentence("There is no hub yet in {place}.", place=place), Sentence("Set it up: wellbeing hub setup.")
    )


def _foreign(place: Path | str) -> StoreError:
    return StoreError(
        Sentence("{place} is no database of a hub.", place=place),
        Sentence("Move it away, or choose another place with --database."),
    )


def _damaged(place: Path | str, finding: str) -> StoreDamaged:
    return StoreDamaged(
        Sentence("The hub's database {place} is damaged ({finding}).", place=place, finding=finding),
        Sentence("Stop the hub, move the file away and put the newest backup in its place."),
    )
