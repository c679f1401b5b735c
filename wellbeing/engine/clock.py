"""The one module that reads the clock."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import tzlocal

from wellbeing.model import Zone


class SystemClock:
    """The machine's clocks. Safe on any thread."""

    def now(self) -> datetime:
        """Wall clock, aware UTC; may jump."""
        return datetime.now(UTC)

    def tick(self) -> timedelta:
        """Monotonic clock; stands still in suspend (clock_gettime(2), CLOCK_MONOTONIC)."""
        return timedelta(microseconds=time.monotonic_ns() // 1000)

    def slept(self) -> timedelta:
        """How long the machine has been suspended since it booted; only differences mean anything."""
        awake = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
        return timedelta(microseconds=(time.clock_gettime_ns(time.CLOCK_BOOTTIME) - awake) // 1000)

    def zone(self) -> Zone:
        """The local zone now."""
        now = self.now()
        try:
            name = tzlocal.get_localzone_name() or ""
            offset = now.astimezone(tzlocal.get_localzone()).utcoffset()
        except (LookupError, ValueError, OSError):
            # A broken TZ or /etc/localtime: the C library's offset is what every clock on the screen shows.
            name, offset = "", now.astimezone().utcoffset()
        return Zone(now, "" if name == "local" else name, offset or timedelta(0))
