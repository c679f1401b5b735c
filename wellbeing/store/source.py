"""How a record is reached: connections, transactions and what SQLite is told about its file."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine

from wellbeing.model.sentence import Sentence
from wellbeing.ports import StoreBusy, StoreDamaged
from wellbeing.store.database import Database, begin_one, connected, file_engine, server_engine
from wellbeing.store.trouble import known_errors

BUSY_S = 0.25
"""How long a write waits for another program before it is put off; the beat must not hang longer."""

_WAL_PAGES = 4000
"""Pages (16 MB) at which SQLite itself empties the write-ahead log, should `checkpoint` not be called."""

_LET_GO_S = 3.0
"""How long `let_go` waits for a reading or a write that is under way."""

_POOL = {"size": 2, "overflow": 8}
"""Connections: one writes, one reads; more only for a moment."""

_LOCK = 0x57424E47
"""PostgreSQL advisory lock: one write at a time, as on SQLite."""


class Source(Database):
    """A database and the two ways into it. Safe from any thread; one write at a time.

    Args:
        place: the file's path, or how to name the server to a person (no password).
        engine: made by `sqlite_source` or `postgresql_source`.
        file: None for a server.
    """

    def __init__(self, place: Path | str, engine: Engine, file: Path | None) -> None:
        super().__init__(place, engine, file, _begin)
        self._turn = threading.RLock()
        self._users, self._away = 0, False
        self._changed = threading.Condition()

    @contextmanager
    def writing(self, *, links: bool = True) -> Iterator[Connection]:
        """One transaction: all of it is kept, or (on any error) nothing.

        Args:
            links: off when names are removed: SQLite would read every activity for each of them. The
                statement that removes them names only those that nothing refers to.
        """
        with self._turn, self._guarded(), self._engine.connect() as connection:
            writer = connection.execution_options(writing=True, links=links)
            try:
                with writer.begin():
                    yield writer
            finally:
                own = connection.connection.driver_connection
                if not links and isinstance(own, sqlite3.Connection):
                    own.execute("PRAGMA foreign_keys = ON")

    @contextmanager
    def outside(self) -> Iterator[sqlite3.Connection]:
        """As `Database.outside`, while nobody else writes."""
        with self._turn, super().outside() as own:
            yield own

    def command(self, statement: str) -> None:
        """Run one statement outside any transaction, on either database."""
        with self._turn, self._guarded(), self._engine.connect() as connection:
            bare = connection.execution_options(bare=True, isolation_level="AUTOCOMMIT")
            bare.exec_driver_sql(statement)

    def let_go(self) -> None:
        """Close every connection; until `take_up` whoever asks is refused.

        Raises:
            StoreBusy: somebody still reads or writes after some seconds; nothing has changed.
        """
        with self._changed:
            if not self._changed.wait_for(lambda: self._users == 0, _LET_GO_S):
                raise StoreBusy(
                    Sentence("The record is in use just now."), Sentence("Try again in a moment.")
                )
            self._away = True
            self._engine.dispose()

    def take_up(self) -> None:
        """Let in whoever asks, to whatever lies in the place now."""
        with self._changed:
            self._away = False

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        with self._changed:
            if self._away:
                raise StoreBusy(
                    Sentence("The record is being replaced just now."), Sentence("Try again in a moment.")
                )
            self._users += 1
        try:
            with known_errors(self.place):
                yield
        except StoreDamaged:
            if self.file is not None:
                suspect(self.file)
            raise
        finally:
            with self._changed:
                self._users -= 1
                self._changed.notify_all()

    def close(self) -> None:
        """As `Database.close`, once nobody writes."""
        with self._turn:
            super().close()


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("bare"):
        return
    lite = connection.dialect.name == "sqlite"
    if lite and not options.get("links", True):
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    begin_one(connection)
    if not lite and options.get("writing"):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(BUSY_S * 1000)}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def sqlite_source(file: Path, *, readonly: bool = False, wal: bool = True) -> Source:
    """The record in a file that exists; nothing is opened until it is used.

    Args:
        file: the database.
        readonly: refuse to change anything; works beside a tracker that writes.
        wal: readers and the writer do not wait for each other; off for backups, which must stay one file.
    """

    def connect() -> sqlite3.Connection:
        own = connected(file, "rw", busy_s=BUSY_S)
        if readonly:
            try:
                own.execute("SELECT 1 FROM sqlite_master").fetchone()
            except sqlite3.OperationalError as error:
                own.close()
                if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
                    raise
                # Not ours to write to, as when the home of another person is looked at. Without a write-ahead
                # log nobody writes, and SQLite need not lay out the files with which it would notice.
                live = file.with_name(file.name + "-wal").exists()
                own = connected(file, "ro" if live else "ro&immutable=1", busy_s=BUSY_S)
            own.execute("PRAGMA query_only = ON")
            return own
        own.execute("PRAGMA secure_delete = ON")
        if wal:
            own.execute("PRAGMA journal_mode = WAL")
            own.execute(f"PRAGMA wal_autocheckpoint = {_WAL_PAGES}")
            own.execute("PRAGMA synchronous = NORMAL")
        own.execute("PRAGMA foreign_keys = ON")
        return own

    return Source(file, file_engine(connect, **_POOL), file)


def postgresql_source(address: str) -> Source:
    """The record on a PostgreSQL server, such as `postgresql+psycopg://name@host/record`.

    Raises:
        StoreError: the address is none, or the driver is not installed.
    """
    url, engine = server_engine(address, **_POOL)
    return Source(url.render_as_string(hide_password=True), engine, None)


def suspicion(file: Path) -> Path:
    """A file beside the record that says: check all of it at the next start."""
    return file.with_name(file.name + ".suspect")


def suspect(file: Path) -> None:
    """Have the next start check the whole file."""
    with suppress(OSError):
        suspicion(file).touch(mode=0o600)


def make_room(file: Path) -> None:
    """Create the folder (0700) and the file (0600), empty, where they are missing; close the file to others.

    Raises:
        OSError: as the system reports it.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # An existing file is not opened here: closing it would give up the locks that SQLite holds on it in this
    # process (https://www.sqlite.org/howtocorrupt.html section 2.2).
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    if file.stat().st_mode & 0o077:
        file.chmod(0o600)
