"""Other programs' SQLite databases: what stands in them, and never a byte written beside them."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from wellbeing.interop.log import Mark, Reading
from wellbeing.interop.page import Page
from wellbeing.interop.place import Seen, opened, seen
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError

BUDGET_S = 5.0
"""How long one reading may take; it goes on at the next one from where it got to."""
COPIED_AT_MOST = 2 << 30
"""Bytes of a database that is copied because it cannot be opened where it lies."""
_INSTRUCTIONS = 20_000
"""Of SQLite's machine between two looks at the clock: about a millisecond."""
_MAGIC = b"SQLite format 3\x00"

M = TypeVar("M", bound=msgspec.Struct)


class DatabaseLog(ABC, Generic[M]):
    """Base of formats whose logs are SQLite databases.

    Args:
        memory: how far the rows are known (last row, last change), stored between readings; no text. When it
            cannot be decoded any more, the database is read anew.
    """

    def __init__(self, memory: type[M]) -> None:
        self._memory = memory
        self._decoder = msgspec.msgpack.Decoder(memory)

    @abstractmethod
    def take(self, database: sqlite3.Connection, memory: M, page: Page, path: Path) -> Iterator[None]:
        """Put on the page what rows tell that are new or changed since the memory; yield after each row.

        At each yield the memory must say how far the page goes, since a Reading may be made there and the rest
        left for another time. sqlite3.DatabaseError (a table that is missing) makes the log one that is not
        understood.
        """

    def read(self, path: Path, before: Mark | None) -> Iterator[Reading]:
        """See `LogFormat`."""
        now = _with_log(path)
        if now.unchanged(before):
            return
        memory = self._resumed(before, now)
        page = Page(anew=memory is None)
        memory = self._memory() if memory is None else memory
        try:
            with database(path) as connection:
                for _ in self.take(connection, memory, page, path):
                    if page.full:
                        yield self._turned(page, memory, now, finished=False)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                raise _not_understood(error) from error
            if page.blank and before is not None and before.state == msgspec.msgpack.encode(memory):
                raise KnownError(
                    Sentence("A database is too slow to read."), Sentence("It is tried again.")
                ) from error
            yield self._turned(page, memory, now, finished=False)
        except sqlite3.DatabaseError as error:
            raise _not_understood(error) from error
        else:
            yield self._turned(page, memory, now, finished=True)

    def _turned(self, page: Page, memory: M, now: Seen, *, finished: bool) -> Reading:
        return page.turned(now.mark(state=msgspec.msgpack.encode(memory), finished=finished))

    def _resumed(self, before: Mark | None, now: Seen) -> M | None:
        if before is None or not now.same_file(before):
            return None
        try:
            return self._decoder.decode(before.state)
        except msgspec.MsgspecError:
            return None


@contextmanager
def database(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program's database for reading, its write-ahead log included.

    Where it lies if that can be done without writing anything there, else a private copy that is gone afterwards.
    Queries are interrupted when the budget is spent.

    Raises:
        OSError: it cannot be read or copied.
        sqlite3.DatabaseError: it is none.
    """
    with ExitStack() as left:
        connection = _in_place(path)
        if connection is None:
            folder = left.enter_context(tempfile.TemporaryDirectory(prefix="wellbeing-"))  # 0700
            connection = _connected(_copy(path, Path(folder)), "rw")
        left.callback(connection.close)
        limit = time.monotonic() + BUDGET_S
        connection.set_progress_handler(lambda: time.monotonic() > limit, _INSTRUCTIONS)
        yield connection


def _in_place(path: Path) -> sqlite3.Connection | None:
    """The database where it lies, or None where SQLite would write beside it, or somebody locks it."""
    with opened(path) as file:
        head = file.read(20)
    if head[:16] != _MAGIC:
        raise sqlite3.DatabaseError("file is not a database")
    mode = "ro"
    if head[18:19] == b"\x02":  # keeps a write-ahead log (https://www.sqlite.org/fileformat2.html, 1.3.3)
        if not _size(path, "-wal"):
            mode = "ro&immutable=1"
        elif not _size(path, "-shm"):
            return None  # left by a crash: SQLite would lay out the index of the log
    with suppress(sqlite3.OperationalError):
        return _connected(path, mode)
    return None


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    own = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", timeout=0.2, isolation_level=None, uri=True
    )
    try:
        own.execute("PRAGMA query_only = ON")
        own.execute("PRAGMA trusted_schema = OFF")
        own.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 64 << 20)
        own.text_factory = _text
        own.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        own.close()
        raise
    return own


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _copy(path: Path, folder: Path) -> Path:
    size = path.stat().st_size + _size(path, "-wal")
    if size > COPIED_AT_MOST:
        raise OSError(f"in use, and too large to be copied ({size >> 20} MB)")
    target = folder / "copy.db"
    for ending in ("", "-wal", "-journal"):
        with suppress(FileNotFoundError):
            shutil.copyfile(path.with_name(path.name + ending), target.with_name(target.name + ending))
    return target


def _size(path: Path, ending: str) -> int:
    try:
        return path.with_name(path.name + ending).stat().st_size
    except OSError:
        return 0


def _with_log(path: Path) -> Seen:
    """What the system says of a database and its write-ahead log together."""
    main = seen(path.stat())
    try:
        log = seen(path.with_name(path.name + "-wal").stat())
    except OSError:
        return main
    return Seen(main.device, main.inode, main.size + log.size, max(main.mtime_ns, log.mtime_ns))


def _not_understood(error: sqlite3.DatabaseError) -> KnownError:
    code = getattr(error, "sqlite_errorname", "") or type(error).__name__
    return KnownError(
        Sentence("A database cannot be read ({code}).", code=code),
        Sentence("Nothing is lost: it is tried again. If this stays, its program has changed its format."),
    )
