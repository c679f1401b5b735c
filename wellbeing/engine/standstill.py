"""Why nothing is recorded although all works: the person paused, or the record is held still for another process."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from wellbeing.ports import Clock, Store, StoreError

log = logging.getLogger(__name__)


class Standstill:
    """The pause and the hold. Used on the beat's thread, but for `paused_until`.

    A pause outlasts a restart, for the record keeps it; a hold ends with the process that asked for it, or soon after.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self.paused_until: datetime | None = None
        """None while not paused."""
        self._paused_ticks = timedelta(0)
        self._held_until: timedelta | None = None
        self.lent = False
        """Whether the file itself is given away."""

    def take_up(self) -> None:
        """Go on with the pause that the record keeps, if there is one."""
        noted = self._store.mark("paused")
        self.paused_until = datetime.fromisoformat(noted) if noted else None
        if self.paused_until is not None:
            self._paused_ticks = self._clock.tick() + (self.paused_until - self._clock.now())

    def pause(self, until: datetime) -> None:
        """Stop recording until a moment."""
        self.paused_until = until
        # A clock that is set back meanwhile does not make the pause longer.
        self._paused_ticks = self._clock.tick() + (until - self._clock.now())
        self.remember()

    def resume(self) -> bool:
        """End the pause; whether there was one."""
        if self.paused_until is None:
            return False
        self.paused_until = None
        self.remember()
        return True

    def over(self, at: datetime, tick: timedelta) -> bool:
        """Whether a pause has lasted as long as it was to, by one of both clocks."""
        return self.paused_until is not None and (at >= self.paused_until or tick >= self._paused_ticks)

    def remember(self) -> None:
        """Keep the pause in the record, so that it outlasts a restart."""
        try:
            self._store.mark("paused", "" if self.paused_until is None else self.paused_until.isoformat())
        except StoreError:
            log.warning("the pause would not outlast a restart")

    def hold(self, patience: timedelta, *, lent: bool = False) -> None:
        """Leave the record alone until `go_on`, or until patience ends; `lent` gives the file itself away."""
        self._held_until = self._clock.tick() + patience
        self.lent = self.lent or lent

    def go_on(self) -> None:
        """The record may be written again."""
        self._held_until = None

    def held(self, tick: timedelta) -> bool:
        """Whether the record is to be left alone at a tick."""
        return self._held_until is not None and tick < self._held_until

    def forgotten(self, tick: timedelta) -> bool:
        """Whether whoever took the file has not given it back in time."""
        return self.lent and self._held_until is not None and tick >= self._held_until

    @property
    def ended(self) -> bool:
        """Whether nothing stands in the way of recording: neither paused nor held nor lent."""
        return self.paused_until is None and not self.held(self._clock.tick()) and not self.lent
