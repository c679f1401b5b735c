"""Whether a limit was kept on a day that is over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from wellbeing.limits.limit import AMOUNT, Aim, Extension, Grant, Limit, Measure, Weekday
from wellbeing.limits.standing import Count, extended_to

GRACE = {Measure.MINUTES: 1.0, Measure.PROMPTS: 0.0}
"""What it may take to come to an end after the limit was reached, in minutes or prompts."""


def kept(
    limit: Limit,
    day: date,
    count: Count,
    extensions: Iterable[Extension],
    weekday: Weekday = date.weekday,
) -> bool | None:
    """Whether a limit was kept; None on a day for which it asks nothing.

    One more minute is part of coming to an end, so the day is kept; 15 more, or ignoring it, is not, unless it
    was agreed. What a parent gave counts as allowed.

    Args:
        limit: as it was in force on that day.
        day: over, or nearly so.
        count: of the whole day, and of the week up to its end.
        extensions: of any days and limits.
        weekday: as which weekday the day counts.
    """
    amount = limit.amount(day, weekday)
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
    leave = _by_leave(limit, own)
    added = sum(max(one.units, 0.0) or AMOUNT.get((limit.measure, one.grant), 0) for one in leave)
    return (
        (amount is None or count.today <= extended_to(leave, amount) + room)
        and (limit.week is None or count.week <= limit.week + added + room or count.today <= room)
        and (not limit.hours or count.closed <= added + room)
    )


def _by_leave(limit: Limit, own: Iterable[Extension]) -> list[Extension]:
    """Those of a day that a parent gave, or that were agreed beforehand."""
    agreed = limit.agreed.more if limit.agreed else 0
    found = []
    for one in own:
        if one.grant is Grant.MORE:
            agreed -= 1
        if one.grant is Grant.GIVEN or (one.grant is Grant.MORE and agreed >= 0):
            found.append(one)
    return found


def tally(days: Iterable[bool | None]) -> tuple[int, int]:
    """On how many days it was kept, of how many for which it asked something."""
    asked = [one for one in days if one is not None]
    return sum(asked), len(asked)
