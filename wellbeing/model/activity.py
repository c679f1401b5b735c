"""One look, and a run of equal looks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum

from wellbeing.model.identity import AppIdentity
from wellbeing.model.span import Span


class Presence(IntEnum):
    """Whether the person is there. The numbers are stored; never reuse one."""

    ACTIVE = 1
    IDLE = 2
    LOCKED = 3
    PASSIVE = 4
    """Watching or listening: no input, but media plays or a call runs."""

    @property
    def counts(self) -> bool:
        """Whether this is use: the person is in front of the screen."""
        return self in (Presence.ACTIVE, Presence.PASSIVE)


@dataclass(frozen=True, slots=True)
class Sample:
    """One look: what is in front, and whether the person is there."""

    at: datetime
    """Wall clock, aware UTC; may jump."""
    tick: timedelta
    """Monotonic clock, from an arbitrary origin; never goes back, stands still in suspend."""
    app: AppIdentity
    title: str | None
    """None unless the person keeps titles."""
    presence: Presence
    since: datetime
    """When this presence began, at or before `at`: the last input for IDLE, else mostly `at` itself."""


@dataclass(frozen=True, slots=True)
class Activity:
    """A run of equal looks: one app, one title, one presence, over one span."""

    span: Span
    app: AppIdentity
    title: str | None
    presence: Presence

    def clipped(self, to: Span) -> Activity | None:
        """The part inside `to`, or None."""
        inside = self.span.clipped(to)
        return None if inside is None else replace(self, span=inside)
