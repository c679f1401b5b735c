"""How the hub's database is reached: SQLite or PostgreSQL, by the same statements."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from wellbeing.model.sentence import Sentence
from wellbeing.ports import StoreError
from wellbeing.store.trouble import known_errors

BUSY_S = 5.0
"""How long a write waits for another program, such as `wellbeing hub revoke` beside the server."""

_POOL = 8
"""Connections; reads run beside each other, and writes are gathered."""


class HubSource:
    """A database and the two ways into it. Safe from any thread.

    Args:
        place: the file's path, or how to name the server to a person (no password).
        engine: made by `file_source` or `server_source`.
        file: None for a server.
    """

    def __init__(self, place: Path | str, engine: Engine, file: Path | None) -> None:
        self.place = place
        self.file = file
        self._engine = engine
        event.listen(engine, "begin", _begin)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One moment of the database, whatever is written meanwhile."""
        with known_errors(self.place), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is kept, or (on any error) nothing."""
        with known_errors(self.place), self._engine.connect() as connection:
            writer = connection.execution_options(writing=True)
            with writer.begin():
                yield writer

    @contextmanager
    def outside(self) -> Iterator[sqlite3.Connection]:
        """SQLite's own connection outside any transaction; only where there is a file."""
        with known_errors(self.place):
            pooled = self._engine.raw_connection()
            try:
                own = pooled.driver_connection
                if not isinstance(own, sqlite3.Connection):
                    raise TypeError("only SQLite has a file")
                yield own
            finally:
                pooled.close()

    def close(self) -> None:
        """Give the file back; the last one to do so empties the write-ahead log."""
        with known_errors(self.place):
            self._engine.dispose()


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing")
    if connection.dialect.name == "sqlite":
        # The driver begins nothing by itself (isolation_level None), so that reads see one moment too.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
    elif not writing:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def file_source(file: Path) -> HubSource:
    """The database in a file that exists; nothing is opened until it is used.

    A push that was answered must outlive a power cut, since the device then forgets it: hence `synchronous=FULL`
    (https://www.sqlite.org/pragma.html#pragma_synchronous), paid once for all pushes that are written together.
    """

    def connect() -> sqlite3.Connection:
        address = f"{file.absolute().as_uri()}?mode=rw"
        own = sqlite3.connect(
            address, timeout=BUSY_S, isolation_level=None, check_same_thread=False, uri=True
        )
        for pragma in ("secure_delete = ON", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            own.execute(f"PRAGMA {pragma}")
        return own

    engine = create_engine(
        "sqlite://", creator=connect, poolclass=QueuePool, pool_size=_POOL, hide_parameters=True
    )
    return HubSource(file, engine, file)


def server_source(address: str) -> HubSource:
    """The database on a PostgreSQL server, such as `postgresql://name@host/hub`.

    Raises:
        StoreError: the address is none, or the driver is not installed.
    """
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
        engine = create_engine(url, pool_size=_POOL, pool_pre_ping=True, hide_parameters=True)
    except ArgumentError as error:
        raise StoreError(
            Sentence("This is no address of a PostgreSQL database."),
            Sentence("Such an address looks like postgresql://name@host/database."),
        ) from error
    except ImportError as error:
        raise StoreError(
            Sentence("The driver for PostgreSQL is not installed."),
            Sentence("Install it: pip install 'wellbeing[hub]'."),
        ) from error
    return HubSource(url.render_as_string(hide_password=True), engine, None)
