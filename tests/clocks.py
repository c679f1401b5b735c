"""A clock that moves only when a test moves it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from wellbeing.model import Zone


class HandClock:
    """Implements `ports.Clock` and the sampler's `slept`."""

    def __init__(
        self, now: datetime = datetime(2026, 5, 5, 8, tzinfo=UTC), zone: str = "Europe/Berlin"
    ) -> None:
        self._now = now
        self._tick = timedelta(hours=1)
        self._slept = timedelta(0)
        self.name = zone

    def now(self) -> datetime:
        return self._now

    def tick(self) -> timedelta:
        return self._tick

    def slept(self) -> timedelta:
        return self._slept

    def zone(self) -> Zone:
        return Zone(self._now, self.name, timedelta(hours=2))

    def advance(self, seconds: float) -> None:
        """Time passes as usual."""
        self._now += timedelta(seconds=seconds)
        self._tick += timedelta(seconds=seconds)

    def set(self, seconds: float) -> None:
        """Somebody sets the wall clock."""
        self._now += timedelta(seconds=seconds)

    def sleep(self, seconds: float) -> None:
        """The machine is suspended."""
        self._now += timedelta(seconds=seconds)
        self._slept += timedelta(seconds=seconds)
