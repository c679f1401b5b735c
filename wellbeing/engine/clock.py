"""The one module that reads the clock."""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, datetime, timedelta

import tzlocal

from wellbeing.engine import uptime
from wellbeing.model import Zone

_LOCALTIME = "/etc/localtime"
"""A link to the rules of the local zone (localtime(5)); travel replaces it."""


class SystemClock:
    """The machine's clocks. Safe on any thread."""

    def __init__(self) -> None:
        self._sign: tuple[str | None, tuple[int, ...]] | None = None
        self._name = ""

    def now(self) -> datetime:
        """Wall clock, aware UTC; may jump."""
        return datetime.now(UTC)

    def tick(self) -> timedelta:
        """Monotonic clock; stands still in suspend."""
        return timedelta(microseconds=uptime.awake_ns() // 1000)

    def slept(self) -> timedelta:
        """How long the machine has been suspended since it booted; only differences mean anything."""
        awake = uptime.awake_ns()
        return timedelta(microseconds=(uptime.on_ns() - awake) // 1000)

    def zone(self) -> Zone:
        """The local zone now; notices travel while the program runs, at the cost of one look at a link."""
        sign = (os.environ.get("TZ"), _stamp(_LOCALTIME))
        if sign != self._sign:
            self._sign = sign
            if sys.platform != "win32":
                time.tzset()
            self._name = _local_name()
        now = self.now()
        return Zone(now, self._name, now.astimezone().utcoffset() or timedelta(0))


def _local_name() -> str:
    """The IANA name, or nothing where the system does not tell one: then the offset counts."""
    try:
        tzlocal.reload_localzone()
        name = tzlocal.get_localzone_name() or ""
    except (LookupError, ValueError, OSError):
        return ""
    return "" if name == "local" else name


def _stamp(path: str) -> tuple[int, ...]:
    """Of the link and of what it names: another one, or other content, has another stamp."""
    try:
        return tuple(
            number
            for one in (os.lstat(path), os.stat(path))  # noqa: PTH116 - at every beat, and a third of the time
            for number in (one.st_dev, one.st_ino, one.st_mtime_ns)
        )
    except OSError:
        return ()
