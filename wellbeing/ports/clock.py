"""Where time comes from."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from wellbeing.model import Zone


class Clock(Protocol):
    """The only source of time."""

    def now(self) -> datetime:
        """Wall clock, aware UTC; may jump."""
        ...

    def tick(self) -> timedelta:
        """Monotonic clock from an arbitrary origin; stands still in suspend."""
        ...

    def zone(self) -> Zone:
        """The local zone now, `since` being now."""
        ...


class SleepClock(Clock, Protocol):
    """A clock that also knows how long the machine slept."""

    def slept(self) -> timedelta:
        """How long the machine has been suspended since it booted."""
        ...
