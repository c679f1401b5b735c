"""The rhythm of a stretch: longest stay at the screen, switches between apps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from wellbeing.model import Activity, Span

BREAK = timedelta(minutes=5)
"""A shorter absence does not end a stretch (Workrave's rest break is 5 to 10 minutes)."""
GLANCE = timedelta(seconds=5)
"""A shorter look at another app is not a switch (ManicTime leaves out the same)."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How a stretch of time was lived."""

    longest: Span | None
    """Longest stretch in front of the screen without a break; None when there was no use."""
    switches: int
    """Changes of the app in front, glances left out."""


def rhythm(activities: Iterable[Activity]) -> Rhythm:
    """The rhythm of activities in order."""
    longest: Span | None = None
    running: Span | None = None
    switches, app = 0, None
    for one in activities:
        if not one.presence.counts:
            continue
        joined = running is not None and one.span.start - running.end < BREAK
        running = Span(running.start if running is not None and joined else one.span.start, one.span.end)
        if longest is None or running.length > longest.length:
            longest = running
        if one.span.length >= GLANCE and one.app.app_id != app:
            switches += app is not None
            app = one.app.app_id
    return Rhythm(longest, switches)
