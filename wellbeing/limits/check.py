"""What is wrong with a limit before it is kept: faults to be said in words, one for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from itertools import combinations

from wellbeing.limits.hours import overlap
from wellbeing.limits.limit import Aim, Hours, Level, Limit, Measure, Of, Target

DAY_MINUTES = 24 * 60
MOST_PROMPTS = 10_000
"""A day has no room for more."""
NAME_LENGTH = 80
_HOST = re.compile(r"^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,62})?(\.[a-z0-9_]([a-z0-9_-]{0,62})?)*$")
_DAY = timedelta(days=1)


class Fault(StrEnum):
    """What may be wrong."""

    NOTHING_NAMED = "nothing named"
    NO_AMOUNT = "no amount"
    TOO_LITTLE = "too little"
    TOO_MUCH_A_DAY = "too much a day"
    TOO_MUCH_A_WEEK = "too much a week"
    WEEK_BELOW_DAY = "week below day"
    NOT_SEVEN_DAYS = "not seven days"
    NO_TIME_OF_DAY = "no time of day"
    EMPTY_HOURS = "empty hours"
    NO_WEEKDAY = "no weekday"
    HOURS_OVERLAP = "hours overlap"
    UNKNOWN_APP = "unknown app"
    UNKNOWN_CATEGORY = "unknown category"
    UNKNOWN_TOOL = "unknown tool"
    NO_HOST = "no host"
    PROMPTS_OF_WHAT = "prompts of what"
    NOTHING_COUNTS = "nothing counts"
    GOAL_HAS_HOURS = "goal has hours"
    GOAL_COVERS = "goal covers"
    WARNING_OUT_OF_RANGE = "warning out of range"
    NAME_TOO_LONG = "name too long"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault, with what is at fault."""

    fault: Fault
    figure: str = ""
    """The number, word or name that is not as it should be; empty where the fault says all."""


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to set limits on."""

    app: Callable[[str], bool]
    """Whether an app id is installed or was ever recorded."""
    categories: Collection[str]
    tools: Collection[str]
    limits: Collection[Limit] = field(default=())
    """Those in force."""


def problems(limit: Limit, known: Known) -> list[Problem]:
    """Everything that is wrong with a limit, in the order in which a person would mend it; empty when sound."""
    return [
        *_targets(limit, known),
        *_amounts(limit),
        *_hours(limit),
        *_sense(limit),
        *(Problem(Fault.TWICE, str(one.id)) for one in known.limits if _same(one, limit)),
    ]


def _targets(limit: Limit, known: Known) -> Iterator[Problem]:
    if not limit.targets:
        yield Problem(Fault.NOTHING_NAMED)
    for target in (*limit.targets, *limit.without):
        yield from _target(target, known)
    if limit.targets and set(limit.targets) <= set(limit.without):
        yield Problem(Fault.NOTHING_COUNTS)


def _target(target: Target, known: Known) -> Iterator[Problem]:
    match target.of:
        case Of.APP if not target.key or not known.app(target.key):
            yield Problem(Fault.UNKNOWN_APP, target.key)
        case Of.CATEGORY if target.key not in known.categories:
            yield Problem(Fault.UNKNOWN_CATEGORY, target.key)
        case Of.TOOL if target.key not in known.tools:
            yield Problem(Fault.UNKNOWN_TOOL, target.key)
        case Of.SITE if not _HOST.match(target.key) or "." not in target.key.strip("."):
            yield Problem(Fault.NO_HOST, target.key)
        case _:
            pass


def _amounts(limit: Limit) -> Iterator[Problem]:
    if len(limit.days) != 7:
        yield Problem(Fault.NOT_SEVEN_DAYS, str(len(limit.days)))
    amounts = [one for one in limit.days if one is not None]
    if not amounts and limit.week is None and not limit.hours:
        yield Problem(Fault.NO_AMOUNT)
    most = DAY_MINUTES if limit.measure is Measure.MINUTES else MOST_PROMPTS
    for amount in dict.fromkeys(amounts):
        if amount < 1:
            yield Problem(Fault.TOO_LITTLE, str(amount))
        elif amount > most:
            yield Problem(Fault.TOO_MUCH_A_DAY, str(amount))
    if limit.week is None:
        return
    if limit.week < 1:
        yield Problem(Fault.TOO_LITTLE, str(limit.week))
    elif limit.week > most * 7:
        yield Problem(Fault.TOO_MUCH_A_WEEK, str(limit.week))
    elif limit.aim is Aim.AT_MOST and amounts and limit.week < min(amounts):
        yield Problem(Fault.WEEK_BELOW_DAY, str(limit.week))


def _hours(limit: Limit) -> Iterator[Problem]:
    sound = []
    for one in limit.hours:
        if not (timedelta(0) <= one.start < _DAY and timedelta(0) <= one.end <= _DAY):
            yield Problem(Fault.NO_TIME_OF_DAY, _clocks(one))
        elif one.start == one.end:
            yield Problem(Fault.EMPTY_HOURS, _clocks(one))
        elif not one.weekdays or not one.weekdays <= frozenset(range(7)):
            yield Problem(Fault.NO_WEEKDAY, _clocks(one))
        else:
            sound.append(one)
    for one, other in combinations(sound, 2):
        if overlap(one, other):
            yield Problem(Fault.HOURS_OVERLAP, f"{_clocks(one)}, {_clocks(other)}")


def _sense(limit: Limit) -> Iterator[Problem]:
    if limit.measure is Measure.PROMPTS:
        of = [one for one in limit.targets if one.of not in (Of.AI, Of.TOOL)]
        if of:
            yield Problem(Fault.PROMPTS_OF_WHAT, of[0].key or str(of[0].of))
    if limit.aim is Aim.AT_LEAST:
        if limit.hours:
            yield Problem(Fault.GOAL_HAS_HOURS)
        if limit.level is not Level.NOTE:
            yield Problem(Fault.GOAL_COVERS)
    for one in limit.warnings:
        if not 1 <= one <= DAY_MINUTES:
            yield Problem(Fault.WARNING_OUT_OF_RANGE, str(one))
    if len(limit.name) > NAME_LENGTH:
        yield Problem(Fault.NAME_TOO_LONG, str(len(limit.name)))


def _same(one: Limit, other: Limit) -> bool:
    """Whether two limits say the same of the same: a second one would warn twice."""
    return one.id != other.id and _about(one) == _about(other)


def _about(limit: Limit) -> tuple[object, ...]:
    return (
        frozenset(limit.targets),
        frozenset(limit.without),
        limit.measure,
        limit.aim,
        bool(limit.hours),
    )


def _clocks(hours: Hours) -> str:
    return f"{clock(hours.start)}-{clock(hours.end)}"


def clock(after: timedelta) -> str:
    """A time of day as it is written: 22:30."""
    minutes = after // timedelta(minutes=1)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
