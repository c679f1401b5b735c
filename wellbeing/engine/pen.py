"""What waits to be written, and when it is due; loses nothing when the record cannot be written."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from wellbeing.model import Activity, Entry, Span, Zone
from wellbeing.ports import Batch, Clock, Store, StoreError

log = logging.getLogger(__name__)

EVERY = timedelta(seconds=9)
"""At most this much use is lost by a kill (budget 10 s), and at most 400 writes an hour are made."""


class Pen:
    """Collects what is certain and writes it together. Used on the beat's thread only."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._closed: list[Activity] = []
        self._entries: list[Entry] = []
        self._zones: list[Zone] = []
        self._cut: datetime | None = None
        self._standing: Activity | None = None
        self._stored: Activity | None = None
        self._next = clock.tick()
        self.trouble: StoreError | None = None
        """Why the last write failed; None while all is well."""
        self.resting = False
        """Set while the record is lent: everything waits, and is written after."""

    @property
    def due(self) -> timedelta | None:
        """Tick at which something should be written; None while there is nothing to write, or nowhere."""
        return self._next if self._waiting() and not self.resting else None

    @property
    def reached(self) -> datetime | None:
        """Up to where activities wait that are not in the record yet; None while none waits."""
        return self._closed[-1].span.end if self._closed else None

    def close(self, activities: Sequence[Activity]) -> None:
        """Note activities that ended."""
        self._closed.extend(activities)

    def cut(self, moment: datetime) -> None:
        """Withdraw what was noted or written at or after a moment."""
        kept = (one for one in self._closed if one.span.start < moment)
        self._closed = [replace(one, span=Span(one.span.start, min(one.span.end, moment))) for one in kept]
        self._cut = moment if self._cut is None else min(self._cut, moment)

    def stand(self, activity: Activity | None) -> None:
        """Note where the running activity stands; None when nothing runs."""
        self._standing = activity

    def note(self, entry: Entry) -> None:
        """Note a line for the journal."""
        self._entries.append(entry)

    def move(self, zone: Zone) -> None:
        """Note that the person is in another zone now."""
        self._zones.append(zone)

    def write(self) -> bool:
        """Write what waits; on failure all of it is kept for the next time. Whether nothing waits any more."""
        if not self._waiting():
            return True
        if self.resting:
            return False
        standing = self._standing if self._standing is None or not self._standing.span.empty else None
        batch = Batch(tuple(self._closed), standing, self._cut, tuple(self._zones), tuple(self._entries))
        self._next = self._clock.tick() + EVERY
        try:
            self._store.write(batch)
        except StoreError as error:
            if self.trouble is None:
                log.warning("the record cannot be written: %s", type(error).__name__)
            self.trouble = error
            return False
        self.trouble = None
        self._stored = standing
        self._closed, self._entries, self._zones, self._cut = [], [], [], None
        return True

    def _waiting(self) -> bool:
        if self._closed or self._entries or self._zones or self._cut is not None:
            return True
        standing, stored = self._standing, self._stored
        if standing is None or stored is None:
            return standing is not stored
        # Where absence stands is not worth a write: a crash in it costs nothing that counts.
        moved = standing.span.end != stored.span.end and standing.presence.counts
        return moved or standing.span.start != stored.span.start or standing.presence != stored.presence
