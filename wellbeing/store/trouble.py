"""What SQLite, PostgreSQL and the file system report, as the store's own errors with a remedy each."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from wellbeing.model.sentence import Sentence
from wellbeing.ports import StoreBusy, StoreDamaged, StoreError, StoreFull

_ROOM = 64 * 1024
"""Bytes; a disk with less free is full, whatever the error is called."""


@contextmanager
def known_errors(place: Path | str) -> Iterator[None]:
    """Turn the world's errors into known ones; ours (bad SQL, broken constraints) fly on.

    Args:
        place: the database file, or what to call the server.
    """
    try:
        yield
    except DBAPIError as error:
        told = _told(error.orig, place)
        if told is None:
            raise
        raise told from error
    except (sqlite3.Error, OSError) as error:
        told = _told(error, place)
        if told is None:
            raise
        raise told from error


def damaged(place: Path | str, finding: str) -> StoreDamaged:
    """The record does not pass its check; the finding is SQLite's own words."""
    return StoreDamaged(
        Sentence("The record {place} is damaged ({finding}).", place=place, finding=finding),
        Sentence("Start the tracker: it sets the file aside and restores the newest good backup."),
    )


def _told(error: BaseException | None, place: Path | str) -> StoreError | None:
    if isinstance(error, sqlite3.Error):
        return _sqlite(error, Path(place))
    if isinstance(error, OSError):
        return _system(error, Path(place))
    return _postgresql(error, place) if error is not None else None


def _sqlite(error: sqlite3.Error, path: Path) -> StoreError | None:
    """Primary result codes: https://www.sqlite.org/rescode.html."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreBusy(
            Sentence("Another program holds the record {path}.", path=path),
            Sentence("It is tried again by itself."),
        )
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and _crowded(path)):
        return full(path)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return damaged(path, str(error))
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return _closed(path)
    if code == sqlite3.SQLITE_IOERR:
        return StoreError(
            Sentence("The disk does not read or write the record {path} ({error}).", path=path, error=error),
            Sentence("Check the disk."),
        )
    return None


def _system(error: OSError, path: Path) -> StoreError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return full(path)
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return _no_folder(path.parent)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.EISDIR):
        return _closed(path)
    return StoreError(
        Sentence("The record {path} cannot be reached ({why}).", path=path, why=error.strerror),
        Sentence("Check the disk."),
    )


def full(path: Path | str) -> StoreFull:
    """No room left where the record lies."""
    return StoreFull(
        Sentence("The disk that holds {path} is full.", path=path),
        Sentence("Make room; nothing noticed so far is lost."),
    )


def _closed(path: Path) -> StoreError:
    if path.is_dir():
        return StoreError(
            Sentence("{path} is a folder, where the record should be a file.", path=path),
            Sentence("Move the folder away."),
        )
    folder = next(folder for folder in path.absolute().parents if folder.exists())
    if not folder.is_dir():
        return _no_folder(folder)
    where = path if path.exists() else folder
    return StoreError(
        Sentence("You may not write to {where}.", where=where),
        Sentence("Give yourself the right to it, or choose another home."),
    )


def _no_folder(path: Path) -> StoreError:
    return StoreError(
        Sentence("{path} is not a folder, so no record can be kept in it.", path=path),
        Sentence("Choose another home."),
    )


def _crowded(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _ROOM
    except OSError:
        return False


def _postgresql(error: BaseException, place: Path | str) -> StoreError | None:
    """SQLSTATE codes: https://www.postgresql.org/docs/current/errcodes-appendix.html."""
    state = getattr(error, "sqlstate", None)
    told: StoreError | None = None
    if state is None:
        unreachable = type(error).__name__ in ("OperationalError", "ConnectionTimeout", "InterfaceError")
        told = _lost(error, place) if unreachable else None
    elif state in ("55P03", "40001", "40P01"):
        told = StoreBusy(
            Sentence("Another program holds the record {place}.", place=place),
            Sentence("It is tried again by itself."),
        )
    elif state in ("53100", "53200"):
        told = full(place)
    elif state in ("XX001", "XX002"):
        told = damaged(place, str(error).strip())
    elif state in ("42501", "25006"):
        told = StoreError(
            Sentence("You may not write to {place}.", place=place),
            Sentence("Ask whoever keeps the server for the right to it."),
        )
    elif state.startswith(("08", "28", "3D", "57P", "53")):
        told = _lost(error, place)
    return told


def _lost(error: BaseException, place: Path | str) -> StoreError:
    why = str(error).strip().splitlines()[0] if str(error).strip() else Sentence("no answer")
    return StoreError(
        Sentence("The record {place} cannot be reached ({why}).", place=place, why=why),
        Sentence("Check that PostgreSQL runs, and its address."),
    )
