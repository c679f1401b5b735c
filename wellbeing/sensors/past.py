"""What came to the front and was not fetched yet, so that no switch is lost between two reads."""

from __future__ import annotations

import time
from collections import deque
from datetime import timedelta

from wellbeing.model import Evidence
from wellbeing.timeline.settling import Told

KEPT = 256
"""Changes that are remembered: 12 s of 20 switches a second."""
LATEST = timedelta(seconds=60)
"""A moment that lies farther back is not believed: the other clock is not ours."""
MILLISECOND = timedelta(milliseconds=1)
_NOTHING = Told(None)
_TURN_MS = 1 << 32
_LAST_WALL_MS = 1 << 48
"""Later than any clock here says; what is told may be any number."""


class Past:
    """A queue of changes, and the newest of them. Used on one thread.

    Args:
        gaps: whether a nothing between two was there for some time, though nobody says how long; not where who lost
            the focus is told before who got it.
    """

    def __init__(self, *, gaps: bool = True) -> None:
        self._gaps = gaps
        self.newest: Evidence | None = None
        """What is in front."""
        self._told: deque[Told] = deque(maxlen=KEPT)

    def note(self, evidence: Evidence | None, tick: timedelta | None = None) -> None:
        """Something came to the front, or changed; what is the same as before is no news."""
        if evidence == self.newest:
            return
        if not self._gaps and tick is None and self._told and self._told[-1] == _NOTHING:
            self._told.pop()
        if len(self._told) == KEPT and _same_window(self.newest, evidence):
            # A program that floods its title must not push switches out.
            self._told.pop()
        self.newest = evidence
        self._told.append(Told(evidence, tick))

    def take(self) -> tuple[Told, ...]:
        """What was not fetched yet, in order."""
        told = tuple(self._told)
        self._told.clear()
        return told

    def forget(self) -> None:
        """Begin again: nothing is in front."""
        self.newest = None
        self._told.clear()


def _same_window(one: Evidence | None, other: Evidence | None) -> bool:
    return one is not None and other is not None and (one.app_id, one.pid) == (other.app_id, other.pid)


def tick() -> timedelta:
    """The monotonic clock, as `Clock.tick` gives it where there are X11 and Wayland."""
    return timedelta(microseconds=time.monotonic_ns() // 1000)


def of_server(ms: int) -> timedelta | None:
    """The moment of a time stamp of an X server on this machine; None where it counts by another clock.

    Xorg's servers count CLOCK_MONOTONIC in milliseconds of 32 bits (os/utils.c, GetTimeInMillis).
    """
    now = tick()
    return _believed(now, MILLISECOND * ((now // MILLISECOND - ms) % _TURN_MS))


def of_wall(ms: float) -> timedelta | None:
    """The moment of a wall clock's time in milliseconds since 1970; None where that is not about now."""
    if not 0 <= ms < _LAST_WALL_MS:
        return None
    now = tick()
    while True:
        wall, before, now = time.time(), now, tick()
        if now - before <= MILLISECOND:  # else we lost the processor between looking at both clocks
            return _believed(now, timedelta(milliseconds=wall * 1000 - ms))


def of_monotonic(us: float) -> timedelta | None:
    """The moment of a time in microseconds of CLOCK_MONOTONIC (GLib, g_get_monotonic_time); None where it is not."""
    now = tick()
    return _believed(now, now - timedelta(microseconds=us))


def _believed(now: timedelta, age: timedelta) -> timedelta | None:
    return now - max(age, timedelta(0)) if -MILLISECOND * 2 <= age <= LATEST else None
