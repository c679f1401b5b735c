"""What a person's record and a hub's database have in common: connections, and transactions that see one moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy import (
    URL,
    BigInteger,
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from wellbeing.model.sentence import Sentence
from wellbeing.ports import StoreError
from wellbeing.store.trouble import known_errors

Number = BigInteger().with_variant(Integer, "sqlite")
"""64 bits everywhere; on SQLite the word INTEGER makes a single primary key the row's own address."""


def revision_table(metadata: MetaData, name: str) -> Table:
    """Where the revision stands at which the other tables are; one row, as Alembic keeps it."""
    return Table(
        name,
        metadata,
        Column("version_num", String(32), nullable=False),
        PrimaryKeyConstraint("version_num", name=f"{name}_pkc"),
    )


class Database:
    """A database, what every way into it shares. Safe from any thread.

    Args:
        place: the file's path, or how to name the server to a person (no password).
        engine: made by `file_engine` or `server_engine`.
        file: None for a server.
        begin: begins each transaction; `begin_one`, or what calls it.
    """

    def __init__(
        self, place: Path | str, engine: Engine, file: Path | None, begin: Callable[[Connection], None]
    ) -> None:
        self.place = place
        self.file = file
        self._engine = engine
        event.listen(engine, "begin", begin)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One moment of the database, whatever is written meanwhile."""
        with self._guarded(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def outside(self) -> Iterator[sqlite3.Connection]:
        """SQLite's own connection outside any transaction, for what SQL in one cannot do; only of a file."""
        with self._guarded():
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

    def _guarded(self) -> AbstractContextManager[None]:
        """Around each use."""
        return known_errors(self.place)


def begin_one(connection: Connection) -> None:
    """Begin a transaction; one without the option `writing` only reads."""
    writing = connection.get_execution_options().get("writing")
    if connection.dialect.name == "sqlite":
        # The driver begins nothing by itself (isolation_level None), so that reads see one moment too.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
    elif not writing:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def file_engine(connect: Callable[[], sqlite3.Connection], *, size: int, overflow: int) -> Engine:
    """Connections to a file, made by `connect`; nothing is opened until it is used."""
    return create_engine(
        "sqlite://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=overflow,
        hide_parameters=True,
    )


def connected(file: Path, mode: str, *, busy_s: float) -> sqlite3.Connection:
    """A connection to a file as SQLite's URI mode says it, which waits so long for another program."""
    address = f"{file.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, timeout=busy_s, isolation_level=None, check_same_thread=False, uri=True)


def server_engine(address: str, *, size: int, overflow: int) -> tuple[URL, Engine]:
    """Connections to a PostgreSQL server, such as `postgresql://name@host/database`.

    Raises:
        StoreError: the address is none, or the driver is not installed.
    """
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
        engine = create_engine(
            url, pool_size=size, max_overflow=overflow, pool_pre_ping=True, hide_parameters=True
        )
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
    return url, engine
