"""Whether a change gives more than was agreed: only what is certainly no looser needs nobody's leave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from wellbeing.limits.limit import Aim, Hours, Level, Limit

_LEVELS = tuple(Level)
_MINUTE = timedelta(minutes=1)
_DAY = 24 * 60


def loosens(before: Limit, after: Limit | None) -> bool:
    """Whether a limit in force would ask less of the person than it does.

    Name and warnings ask nothing, so they may change. What cannot be compared, such as minutes with prompts, loosens.

    Args:
        before: as it is in force.
        after: as it is to be; None when it is to end.
    """
    if after is None or (before.measure, before.aim) != (after.measure, after.aim):
        return True
    agreed, kept = before.agreed, after.agreed
    if agreed is not None and (kept is None or kept.by != agreed.by or kept.more > agreed.more):
        return True
    goal = before.aim is Aim.AT_LEAST
    counted, ignored = (set(before.targets), set(before.without)), (set(after.targets), set(after.without))
    wider = counted[0] <= ignored[0] and ignored[1] <= counted[1]
    narrower = ignored[0] <= counted[0] and counted[1] <= ignored[1]
    return (
        not (narrower if goal else wider)
        or any(_less(one, other, goal=goal) for one, other in zip(before.days, after.days, strict=False))
        or _less(before.week, after.week, goal=goal)
        or _LEVELS.index(after.level) < _LEVELS.index(before.level)
        or not _minutes(before.hours) <= _minutes(after.hours)
    )


def _less(before: int | None, after: int | None, *, goal: bool) -> bool:
    """Whether an amount asks less than the one before."""
    if before is None:
        return False
    if after is None:
        return True
    return after < before if goal else after > before


def _minutes(hours: Sequence[Hours]) -> set[int]:
    """Every minute of a week that is closed."""
    week = 7 * _DAY
    closed: set[int] = set()
    for one in hours:
        length = one.length // _MINUTE
        for weekday in one.weekdays:
            start = weekday * _DAY + one.start // _MINUTE
            closed.update(minute % week for minute in range(start, start + length))
    return closed
