"""Half-open stretches of UTC time, and the local zones in which people live them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of time, `[start, end)`, aware and in UTC; may be empty, never reversed.

    Raises:
        ValueError: an end before the start, or a time without UTC.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is not UTC or self.end.tzinfo is not UTC:
            raise ValueError(f"a span is kept in UTC, not {self.start!r} to {self.end!r}")
        if self.end < self.start:
            raise ValueError(f"a span ends before it starts: {self.start} to {self.end}")

    @property
    def length(self) -> timedelta:
        """End minus start; zero for an empty span."""
        return self.end - self.start

    @property
    def empty(self) -> bool:
        """Whether no moment lies inside."""
        return self.end == self.start

    def __contains__(self, moment: datetime) -> bool:
        """Whether the moment lies inside; the end does not."""
        return self.start <= moment < self.end

    def clipped(self, to: Span) -> Span | None:
        """The part that lies inside `to`, or None where they share no moment."""
        start, end = max(self.start, to.start), min(self.end, to.end)
        return Span(start, end) if start < end else None


@dataclass(frozen=True, slots=True)
class Zone:
    """The local zone from a moment on, until the next one is noted (travel, or a changed setting)."""

    since: datetime
    """Aware, UTC."""
    name: str
    """IANA name such as `Europe/Berlin`; empty when the system does not tell one."""
    offset: timedelta
    """East of Greenwich at `since`; what counts when the name is unknown to this machine."""
