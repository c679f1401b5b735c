"""What a view reads from: the record, the person's days, rules and settings, as they stand at one moment."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from wellbeing.engine.labels import Labels
from wellbeing.engine.ruling import Ruling
from wellbeing.files.settings import Settings
from wellbeing.model import Span
from wellbeing.ports import KnownError, SleepClock, Store
from wellbeing.timeline.day import Calendar


@dataclass(frozen=True, slots=True)
class Source:
    """Everything a view function needs; good for one reading."""

    store: Store
    calendar: Calendar
    labels: Labels
    settings: Settings
    clock: SleepClock
    now: datetime
    """Aware, UTC; one moment for everything that is read together."""

    @property
    def today(self) -> date:
        """The local day that is lived now."""
        return self.calendar.day_of(self.now)

    @property
    def demo(self) -> bool:
        """Whether the record is synthetic."""
        return self.store.mark("demo") is not None

    def days(self, first: date, last: date) -> Span:
        """From the beginning of one local day to the end of another."""
        return Span(self.calendar.begin(first), self.calendar.begin(last + timedelta(days=1)))


class Sources:
    """Makes a source for each reading: rules read again where they changed, the record opened where it is new.

    Called on one thread at a time. Keeps labels and the open record between readings.

    Args:
        open_record: opens the record for reading with the settings in force; an empty one where there is none.
        record: its file; when another one takes its place (first write, restore) it is opened anew.
        ruled: settings and rules of the home.
        clock: the time.
        flush: asks the tracker to write up to this moment; may do nothing.
    """

    def __init__(
        self,
        open_record: Callable[[Settings], Store],
        record: Path,
        ruled: Ruling,
        clock: SleepClock,
        flush: Callable[[], object],
    ) -> None:
        self._open_record, self._record = open_record, record
        self._ruled, self._clock, self._flush = ruled, clock, flush
        self._store: Store | None = None
        self._opened: tuple[tuple[int, int] | None, timedelta] | None = None

    @property
    def settings(self) -> Settings:
        """Those in force at the last reading."""
        return self._ruled.settings

    @property
    def troubles(self) -> tuple[KnownError, ...]:
        """What is wrong with settings or rules; empty while all is well."""
        return self._ruled.troubles

    def __call__(self) -> Source:
        """The source for one reading, up to this moment.

        Raises:
            StoreError: the record cannot be opened.
        """
        with contextlib.suppress(KnownError):  # a busy tracker costs ten seconds of freshness at most
            self._flush()
        self._ruled.refresh()
        settings = self._ruled.settings
        store = self._current(settings)
        calendar = Calendar(store.zones() or [self._clock.zone()], settings.day_start)
        return Source(store, calendar, self._ruled.labels, settings, self._clock, self._clock.now())

    def close(self) -> None:
        """Give the record back; the next call opens it again."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def _current(self, settings: Settings) -> Store:
        wanted = (_identity(self._record), settings.day_start)
        if self._store is None or wanted != self._opened:
            self.close()
            self._store = self._open_record(settings)
            self._opened = wanted
        return self._store


def _identity(file: Path) -> tuple[int, int] | None:
    """Which file it is, or None where there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
