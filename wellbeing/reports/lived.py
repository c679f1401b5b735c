"""The rhythm of a day: first AI use, the longest stretch without AI, breaks.

in use    ███ work ███ AI ██ work ███      7 min away      ███ work ███
free      ├───────────┤     ├────────────────────────────────────────┤   active time only
break                                      ├────────┤
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from wellbeing.analysis.rhythm import BREAK
from wellbeing.model import Activity, AppIdentity
from wellbeing.reports.facts import ZERO, Lived


def lived(
    activities: Iterable[Activity], begin: datetime, with_ai: Callable[[AppIdentity], bool]
) -> Lived | None:
    """The rhythm of one day; None without any use.

    Args:
        activities: of the day, in order.
        begin: when the day began.
        with_ai: whether an app in front is an AI tool.
    """
    used = [one for one in activities if one.presence.counts]
    if not used:
        return None
    first = before = None
    active = free = longest_free = away = ZERO
    since, longest, breaks = used[0].span.start, ZERO, 0
    end = since
    for one in used:
        if one.span.start - end >= BREAK:
            breaks, away, since = breaks + 1, away + (one.span.start - end), one.span.start
        end = one.span.end
        longest = max(longest, end - since)
        if with_ai(one.app):
            if first is None:
                first, before = one.span.start - begin, active
            free = ZERO
        else:
            free += one.span.length
            longest_free = max(longest_free, free)
        active += one.span.length
    return Lived(first, before, longest_free, longest, breaks, away)
