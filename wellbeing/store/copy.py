"""Whole records as single files: copied, moved between databases, checked."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Table, delete, func, insert, select

from wellbeing.store.migrate import create
from wellbeing.store.source import BUSY_S, make_room, sqlite_source
from wellbeing.store.tables import CONTENT, subject, title
from wellbeing.store.trouble import damaged, known_errors

_ROWS = 5000
"""Rows carried at once between two databases."""


def file_copy(source: Path, target: Path) -> None:
    """Copy a SQLite database, what still stands in its write-ahead log included, into one new file (0600).

    Raises:
        StoreDamaged, StoreFull, StoreError: the target is removed again.
    """
    try:
        with known_errors(source):
            reader = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", timeout=BUSY_S, uri=True)
            try:
                pour(reader, target)
            finally:
                reader.close()
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def pour(reader: sqlite3.Connection, target: Path) -> None:
    """The same from an open connection; one moment of the record, others may go on writing."""
    target.unlink(missing_ok=True)
    make_room(target)
    writer = sqlite3.connect(target, isolation_level=None)
    try:
        reader.backup(writer)
        writer.execute("PRAGMA journal_mode = DELETE")
    finally:
        writer.close()


def check(file: Path, name: Path | str | None = None) -> None:
    """Read the whole file and check that it holds together (about 7 ms per MB).

    Raises:
        StoreDamaged: it does not; names `name` where the file is only a copy of it.
    """
    place = file if name is None else name
    with known_errors(place):
        own = sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", timeout=BUSY_S, uri=True)
        try:
            finding = own.execute("PRAGMA quick_check(1)").fetchone()[0]
        finally:
            own.close()
    if finding != "ok":
        raise damaged(place, finding)


def keep_on_disk(file: Path) -> None:
    """Make sure that a power cut does not take the file's content back."""
    with file.open("rb") as content:
        os.fsync(content.fileno())


def to_file(reader: Connection, target: Path) -> None:
    """Write the content of any record into a new SQLite file."""
    target.unlink(missing_ok=True)
    make_room(target)
    source = sqlite_source(target, wal=False)
    try:
        with source.writing(links=False) as writer:
            create(writer)
            carry(reader, writer)
    finally:
        source.close()


def carry(reader: Connection, writer: Connection) -> None:
    """Replace the content of one record by that of another at the same revision."""
    for table in reversed(CONTENT):
        writer.execute(delete(table))
    for table in CONTENT:
        rows = reader.execution_options(yield_per=_ROWS).execute(select(table))
        for part in rows.partitions():
            writer.execute(insert(table), [dict(row._mapping) for row in part])  # noqa: SLF001 public in SQLAlchemy
    if writer.dialect.name == "postgresql":
        for table in (subject, title):
            _continue_numbers(writer, table)


def _continue_numbers(writer: Connection, table: Table) -> None:
    """New names must not take numbers that came along."""
    last = writer.scalar(select(func.max(table.c.id)))
    if last is not None:
        writer.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), last)))
