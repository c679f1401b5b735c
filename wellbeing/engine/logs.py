"""Reads what the logs of AI tools tell, as far as it is new, into the ledger."""

from __future__ import annotations

import errno
import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from wellbeing.interop.log import LogFormat
from wellbeing.model import PIECE, Mark, Reading
from wellbeing.ports import Clock, KnownError, LogBook, StoreError

log = logging.getLogger(__name__)

ABSENT_EVERY = timedelta(minutes=5)
"""How often tools that never logged here are looked for while nothing is new where tools settle: there are some
seventy, a look at all takes 3 to 5 ms, and hardly anybody uses more than three."""
_SETTLE = ("", ".config", ".local/share", ".local/state", "Library/Application Support")
"""Folders of a home in which a tool makes its own when it is first used."""
_FAULT = "This program does not understand the log; that is its own fault."


class LogReader:
    """Reads all logs on; cheap where nothing changed: a look at each file.

    Safe on any thread, one reading at a time.

    Args:
        formats: in the order in which they are read.
        book: takes in what they tell.
        clock: tells when they were read.
        home: the person's home folder.
        environ: where the variables of the tools stand.
        failed: told of an error of ours.
    """

    def __init__(
        self,
        formats: Sequence[LogFormat],
        book: LogBook,
        clock: Clock,
        home: Path,
        environ: Mapping[str, str],
        failed: Callable[[BaseException], None],
    ) -> None:
        self._formats = formats
        self._book = book
        self._clock = clock
        self._home = home
        self._environ = environ
        self._failed = failed
        self._turn = threading.Lock()
        self._stopped = threading.Event()
        self._troubles: dict[tuple[str, str], str] = {}
        self._noted: set[str] | None = None
        """Formats of which an earlier run noted troubles, to be looked at once; None before the first reading."""
        self._absent: set[str] = set()
        """Formats without any log at the last look."""
        self._settled: tuple[tuple[float, str], ...] = ()
        self._news_until = self._whole_due = clock.tick()

    def read(self, *, asked: bool = True) -> int:
        """Read what is new.

        Args:
            asked: whether somebody waits for it; else tools that never logged here may be passed over for some
                minutes, see `ABSENT_EVERY`.

        Returns:
            How much that was: prompts, answers, and stretches of work.

        Raises:
            StoreError: it cannot be kept right now; nothing is lost, it is read again the next time.
        """
        with self._turn:
            whole = self._whole() or asked
            due = [each for each in self._formats if whole or each.name not in self._absent]
            return sum(self._read_format(each) for each in due)

    def _whole(self) -> bool:
        """Whether all formats are due: long not done, or a tool may have settled lately."""
        tick, settled = self._clock.tick(), tuple(_changed(self._home / name) for name in _SETTLE)
        if settled != self._settled:
            self._settled, self._news_until = settled, tick + ABSENT_EVERY
        if tick < self._news_until or tick >= self._whole_due:
            self._whole_due = tick + ABSENT_EVERY
            return True
        return False

    def stop(self) -> None:
        """Break a reading off at the next piece; what was read is kept."""
        self._stopped.set()

    def _read_format(self, each: LogFormat) -> int:
        try:
            paths = {str(path): path for path in each.places(self._home, self._environ)}
        except OSError as error:
            log.info("logs of %s cannot be listed: %s", each.name, errno.errorcode.get(error.errno or 0, "?"))
            return 0
        (self._absent.discard if paths else self._absent.add)(each.name)
        names = list(paths)
        self._forget_gone(each.name, names)
        if not paths:
            return 0
        marks = list(zip(paths.values(), self._book.marks(each.name, names), strict=True))
        # Known logs first, then new ones from the oldest on: a copy is younger than what it copies.
        known = [(path, mark) for path, mark in marks if mark is not None]
        new = sorted((path for path, mark in marks if mark is None), key=_changed)
        held = _Held(self._book, each.name, self._clock)
        for path, mark in (*known, *((path, None) for path in new)):
            if self._stopped.is_set():
                break
            self._read_log(each, path, mark, held)
        held.keep()
        return held.told

    def _forget_gone(self, name: str, there: Sequence[str]) -> None:
        """Logs in trouble that their tools have removed are none: looked for at first, and when one of ours goes."""
        if self._noted is None:
            self._noted = {one.format for one in self._book.logs() if one.troubles}
        mine = {path for known, path in self._troubles if known == name}
        gone = mine.difference(there) if mine else mine
        if name not in self._noted and not gone:
            return
        self._book.forget_troubles(name, there)
        self._noted.discard(name)
        for path in gone:
            del self._troubles[name, path]

    def _read_log(self, each: LogFormat, path: Path, mark: Mark | None, held: _Held) -> None:
        key = (each.name, str(path))
        try:
            for reading in each.read(path, mark):
                held.add(key[1], reading)
                self._troubles.pop(key, None)
                if self._stopped.is_set():
                    return
        except FileNotFoundError:  # tools tidy their logs up
            pass
        except StoreError:
            raise
        except KnownError as error:
            self._note(key, error.sentence)
        except OSError as error:
            self._note(key, _sentence(error))
        except Exception as error:
            log.exception("a log of %s could not be read", each.name)
            if self._troubles.get(key) != _FAULT:
                self._failed(error)
            self._note(key, _FAULT)

    def _note(self, key: tuple[str, str], sentence: str) -> None:
        if self._troubles.get(key) != sentence:
            self._troubles[key] = sentence
            self._book.note_trouble(*key, sentence)


class _Held:
    """Readings that are kept together, so that many small logs do not make many small writes."""

    def __init__(self, book: LogBook, name: str, clock: Clock) -> None:
        self._book, self._name, self._clock = book, name, clock
        self._readings: list[tuple[str, Reading]] = []
        self._size = 0
        self.told = 0
        """Prompts, answers and works in all."""

    def add(self, path: str, reading: Reading) -> None:
        """Hold one more; keep all when they are many."""
        self._readings.append((path, reading))
        told = len(reading.prompts) + len(reading.answers) + len(reading.works)
        self.told += told
        self._size += 1 + told
        if self._size >= PIECE:
            self.keep()

    def keep(self) -> None:
        """Write what is held.

        Raises:
            StoreError: nothing was written.
        """
        if self._readings:
            self._book.keep(self._name, self._readings, self._clock.now())
        self._readings, self._size = [], 0


def _changed(path: Path) -> tuple[float, str]:
    """Older logs come first."""
    try:
        return path.stat().st_mtime, str(path)
    except OSError:
        return 0.0, str(path)


def _sentence(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "It may not be read."
    return f"It cannot be read ({errno.errorcode.get(error.errno or 0, 'unknown')})."
