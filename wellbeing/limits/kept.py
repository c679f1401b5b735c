"""Whether a limit was kept on a day that is over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from wellbeing.limits.limit import AMOUNT, Aim, Extension, Grant, Limit, Measure
from wellbeing.limits.standing import Count

GRACE = {Measure.MINUTES: 1.0, Measure.PROMPTS: 0.0}
"""What it may take to come to an end after the limit was reached, in minutes or prompts."""


def kept(limit: Limit, day: date, count: Count, extensions: Iterable[Extension]) -> bool | None:
    """Whether a limit was kept; None on a day for which it asks nothing.

    One more minute is part of coming to an end, so the day is kept; 15 more, or ignoring it, is not.

    Args:
        limit: as it was in force on that day.
        day: over, or nearly so.
        count: of the whole day, and of the week up to its end.
        extensions: of any days and limits.
    """
    amount = limit.amount(day)
    if amount is None and limit.week is None and not limit.hours:
        return None
    if limit.aim is Aim.AT_LEAST:
        done = amount is None or count.today >= amount
        return done and (limit.week is None or amount is not None or count.week >= limit.week)
    own = [one for one in extensions if one.limit == limit.id and one.day == day]
    if any(one.grant is Grant.IGNORE for one in own):
        return False
    little = any(one.grant is Grant.LITTLE for one in own)
    room = GRACE[limit.measure] + (AMOUNT[limit.measure, Grant.LITTLE] if little else 0)
    return (
        (amount is None or count.today <= amount + room)
        and (limit.week is None or count.week <= limit.week + room or count.today <= room)
        and (not limit.hours or count.closed <= room)
    )


def tally(days: Iterable[bool | None]) -> tuple[int, int]:
    """On how many days it was kept, of how many for which it asked something."""
    asked = [one for one in days if one is not None]
    return sum(asked), len(asked)
