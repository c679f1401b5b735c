"""What a file is, before it is trusted: ours, how old, whole?"""

from __future__ import annotations

import sqlite3
import sys
from dataclasses import dataclass
from pathlib import Path

from wellbeing.model.sentence import Sentence
from wellbeing.ports import StoreError, StoreNewer
from wellbeing.store.source import BUSY_S
from wellbeing.store.tables import APPLICATION_ID, HEAD
from wellbeing.store.trouble import damaged, known_errors

CHECKED = "checked"
"""Notes when (ms) the whole file was last found good."""

_SHARED_FIRST, _SHARED_SIZE = 0x4000_0002, 510

_GLANCES = (
    "SELECT * FROM activity ORDER BY start_ms DESC LIMIT 1",
    "SELECT * FROM activity ORDER BY start_ms LIMIT 1",
    "SELECT * FROM running",
    "SELECT * FROM zone",
    "SELECT * FROM tallied ORDER BY day DESC LIMIT 1",
    "SELECT * FROM journal ORDER BY id DESC LIMIT 1",
    "SELECT * FROM note",
)
"""Reads that touch each part's root and the newest pages, in about a millisecond however long the history."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file that looks like ours."""

    revision: str | None
    """None: the file is empty."""
    checked_ms: int | None = None
    """When all of it was last found good; None where it never was."""


def look(file: Path, name: Path | None = None) -> Found:
    """A first look at a record's parts; quick however long the history.

    Args:
        file: the database; must be writable, since what a crash left is put in order.
        name: what to call it, where the file is only a copy.

    Raises:
        StoreNewer: a newer program wrote it.
        StoreDamaged: it cannot be read.
        StoreError: it is no record of ours, or out of reach.
    """
    place = name or file
    with known_errors(place):
        own = sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", timeout=BUSY_S, uri=True)
        try:
            return _found(own, place)
        finally:
            own.close()


def unclean(file: Path) -> bool:
    """Whether the last program to use it crashed, or another uses it now: its write-ahead log is there."""
    return _size(file, "-wal") > 0


def in_use(file: Path) -> bool:
    """Whether another process has the record open.

    SQLite holds a shared lock on these bytes while a database in WAL mode is open. Call it only while this
    process has the file closed: closing a descriptor gives up all locks a process has on the file.
    https://www.sqlite.org/src/file/src/os.h (PENDING_BYTE), https://www.sqlite.org/lockingv3.html
    """
    if sys.platform == "win32":  # a file in use cannot be moved away there: the system itself refuses
        return False
    import fcntl

    with file.open("r+b") as content:
        try:
            fcntl.lockf(content, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST)
        except BlockingIOError:
            return True
    return False


def _found(own: sqlite3.Connection, place: Path) -> Found:
    tables = {row[0] for row in own.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return Found(None)
    ours = own.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    if not ours or "alembic_version" not in tables:
        raise StoreError(
            Sentence("{place} is no record of this program.", place=place),
            Sentence("Move it away, or choose another home."),
        )
    row = own.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise damaged(place, "it carries no revision")
    refuse_newer(str(row[0]), place)
    if row[0] != HEAD:
        return Found(str(row[0]))
    for glance in _GLANCES:
        own.execute(glance).fetchall()
    checked = own.execute("SELECT value FROM note WHERE name = ?", (CHECKED,)).fetchone()
    return Found(HEAD, int(checked[0]) if checked else None)


def refuse_newer(revision: str, place: Path | str) -> None:
    """Let revisions up to the present one pass.

    Raises:
        StoreNewer: nothing was touched.
    """
    if revision > HEAD:
        raise StoreNewer(
            Sentence("The record {place} was written by a newer version of this program.", place=place),
            Sentence("Install that version again; nothing was changed."),
        )


def _size(file: Path, suffix: str = "") -> int:
    try:
        return file.with_name(file.name + suffix).stat().st_size
    except FileNotFoundError:
        return 0
