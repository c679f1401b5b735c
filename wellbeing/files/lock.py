"""One tracker for each home."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO

from wellbeing.model.sentence import Sentence
from wellbeing.ports import AlreadyRunning, KnownError


class HomeLock:
    """Held while a tracker runs; the system lets go of it when the process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] | None = None

    def take(self) -> None:
        """Take the lock; nothing where this one holds it.

        Raises:
            AlreadyRunning: another tracker holds it.
            KnownError: the file cannot be made.
        """
        if self._file is not None:
            return
        try:
            file = self._path.open("a+", encoding="utf-8")
        except OSError as error:
            raise KnownError(
                Sentence("{path} cannot be made: {why}.", path=self._path, why=error.strerror),
                Sentence("Make its folder writable for you."),
            ) from error
        try:
            _lock(file)
        except (BlockingIOError, PermissionError) as error:
            file.close()
            raise AlreadyRunning(
                Sentence("A tracker is already running."), Sentence("See it with: wellbeing status")
            ) from error
        if sys.platform != "win32":  # what is locked cannot be written there
            file.truncate(0)
            file.write(f"{os.getpid()}\n")
            file.flush()
        self._file = file

    def release(self) -> None:
        """Let go; may be called twice."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _lock(file: IO[str]) -> None:
    """For this process alone, until it ends.

    Raises:
        BlockingIOError, PermissionError: another process has it.
    """
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
