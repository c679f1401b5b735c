"""The rhythm of a day: first AI use, the longest stretch without AI, breaks.

in use    ███ work ███ AI ██ work ███      7 min away      ███ work ███
free      ├───────────┤     ├────────────────────────────────────────┤   active time only
break                                      ├────────┤
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from wellbeing.analysis.rhythm import BREAK
from wellbeing.model import Activity, AppIdentity
from wellbeing.timeline.day import Calendar

_ZERO = timedelta(0)


@dataclass(frozen=True, slots=True)
class Lived:
    """The rhythm of one day, of which single activities are kept."""

    first_ai: timedelta | None
    """After the day's start, as clocks on the wall tell; None without any AI use."""
    before_ai: timedelta | None
    """Time in use before it."""
    free: timedelta
    """Longest stretch of use without AI."""
    longest: timedelta
    """Longest stretch of use without a break."""
    breaks: int
    """Absences of five minutes or more between two stretches of use."""
    away: timedelta
    """All of them together."""


def lived(
    activities: Iterable[Activity], day: date, calendar: Calendar, with_ai: Callable[[AppIdentity], bool]
) -> Lived | None:
    """The rhythm of one day; None without any use.

    Args:
        activities: of the day, in order.
        day: the local day.
        calendar: the person's days: when the clock is changed, or the person travels, first uses stand as clocks
            told them.
        with_ai: whether an app in front is an AI tool.
    """
    used = [one for one in activities if one.presence.counts]
    if not used:
        return None
    begin = datetime.combine(day, time()) + calendar.day_start
    first = before = None
    active = free = longest_free = away = _ZERO
    since, longest, breaks = used[0].span.start, _ZERO, 0
    end = since
    for one in used:
        if one.span.start - end >= BREAK:
            breaks, away, since = breaks + 1, away + (one.span.start - end), one.span.start
        end = one.span.end
        longest = max(longest, end - since)
        if with_ai(one.app):
            if first is None:
                first, before = calendar.local(one.span.start).replace(tzinfo=None) - begin, active
            free = _ZERO
        else:
            free += one.span.length
            longest_free = max(longest_free, free)
        active += one.span.length
    return Lived(first, before, longest_free, longest, breaks, away)
