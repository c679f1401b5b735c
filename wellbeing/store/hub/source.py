"""How the hub's database is reached: SQLite or PostgreSQL, by the same statements."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from wellbeing.store.database import Database, begin_one, connected, file_engine, server_engine

BUSY_S = 5.0
"""How long a write waits for another program, such as `wellbeing hub revoke` beside the server."""

_POOL = {"size": 8, "overflow": 10}
"""Connections; reads run beside each other, and writes are gathered."""


class HubSource(Database):
    """A database and the two ways into it. Safe from any thread."""

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is kept, or (on any error) nothing."""
        with self._guarded(), self._engine.connect() as connection:
            writer = connection.execution_options(writing=True)
            with writer.begin():
                yield writer


def file_source(file: Path) -> HubSource:
    """The database in a file that exists; nothing is opened until it is used.

    A push that was answered must outlive a power cut, since the device then forgets it: hence `synchronous=FULL`
    (https://www.sqlite.org/pragma.html#pragma_synchronous), paid once for all pushes that are written together.
    """

    def connect() -> sqlite3.Connection:
        own = connected(file, "rw", busy_s=BUSY_S)
        for pragma in ("secure_delete = ON", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            own.execute(f"PRAGMA {pragma}")
        return own

    return HubSource(file, file_engine(connect, **_POOL), file, begin_one)


def server_source(address: str) -> HubSource:
    """The database on a PostgreSQL server, such as `postgresql://name@host/hub`.

    Raises:
        StoreError: the address is none, or the driver is not installed.
    """
    url, engine = server_engine(address, **_POOL)
    return HubSource(url.render_as_string(hide_password=True), engine, None, begin_one)
