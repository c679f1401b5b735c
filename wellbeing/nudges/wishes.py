"""What limits would like to say, as wishes for the policy to decide on."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from wellbeing.limits.limit import Aim, Level
from wellbeing.limits.standing import Notice, Standing, notice
from wellbeing.nudges.kind import Delivery, Kind
from wellbeing.nudges.nudge import Wish


def of_limits(standings: Iterable[Standing], said: Collection[str], concerned: Collection[int]) -> list[Wish]:
    """One wish at most for each limit.

    Args:
        standings: how the limits in force stand.
        said: keys of what was said, dropped or withheld before.
        concerned: ids of the limits that speak of what is in front. The others keep silent: "ten minutes left"
            helps nobody who is doing something else. Goals are told wherever the person is.
    """
    wishes = []
    for one in standings:
        told = notice(one, said)
        if told is not None and (one.limit.id in concerned or one.limit.aim is Aim.AT_LEAST):
            wishes.append(_wish(one, told))
    return wishes


def _wish(now: Standing, told: Notice) -> Wish:
    stops = now.reached and (now.limit.level is not Level.NOTE or now.closed_until is not None)
    # "Ten minutes to bedtime" comes in the evening or not at all.
    bedtime = bool(now.limit.hours) and told.warning
    return Wish(
        Kind.LIMIT,
        about=str(told.limit),
        key=told.key,
        figures={
            "limit": told.limit,
            "what": told.what,
            "used": round(now.used, 2),
            "left": round(told.left, 2),
            "measure": str(now.limit.measure),
            "level": str(now.limit.level),
        },
        thresholds={"used": now.allowed, "left": _threshold(told)},
        delivery=Delivery.QUIET if told.warning or told.what == "done" else None,
        stops=stops or bedtime,
    )


def _threshold(told: Notice) -> int:
    return int(told.what.removeprefix("warning-")) if told.warning else 0
