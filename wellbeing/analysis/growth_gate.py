"""What must hold besides the sum before a note is worth a person's attention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from wellbeing.analysis.growth_memory import Fortnights, Unrest
from wellbeing.analysis.growth_reference import SATURDAY, Reference
from wellbeing.analysis.growth_rule import FIRST_NOTE, FORTNIGHT, Question, Rule

_RISE, _MINUTES = 1.15, 3.0
_SEEN_OFTEN = 0.9
"""For "how often", the share of remembered fortnights that must lie below this one."""
_TAIL = 3
"""The longest and shortest days of a fortnight that are left out."""
_CORE_REACH = 35
"""How far back the fortnight's days of use may lie, for those who have few."""
_RECORDED = 6
"""Recorded days of a fortnight that make it comparable."""


class Condition(StrEnum):
    """What is asked."""

    HISTORY = "history"
    """Days since the first recorded one."""
    USED = "used"
    """A day of use: 1, otherwise 0. A note on growth does not come on a day without."""
    RECORDED = "recorded"
    """Recorded days in the latest fortnight."""
    RISE = "rise"
    """Mean of the latest fortnight over that of the same kinds of days in the reference."""
    MINUTES = "minutes"
    """The same as a difference, in minutes a day."""
    NEW = "new"
    """Mean of the latest fortnight, long days capped, against the earlier fortnights of the past year, in minutes."""
    CORE = "core"
    """Distance from usual of the fortnight's days of use without the three longest and shortest, in spreads."""


@dataclass(frozen=True, slots=True)
class Gate:
    """One condition and how it stands."""

    condition: Condition
    value: float
    limit: float
    """The value must be at least this."""

    @property
    def passed(self) -> bool:
        """Whether it holds."""
        return self.value >= self.limit


@dataclass(frozen=True, slots=True)
class Compared:
    """Lately against usual, in minutes a day."""

    recent: float
    usual: float


def compared(
    amounts: Sequence[float | None], weekdays: Sequence[int], day: int, usual: Reference
) -> Compared:
    """The latest fortnight's recorded days against the same kinds of days in the reference; 0 without any."""
    recent, expected, count = 0.0, 0.0, 0
    for one in range(max(0, day - FORTNIGHT + 1), day + 1):
        amount = amounts[one]
        if amount is not None:
            recent += amount
            expected += usual.means[weekdays[one] >= SATURDAY]
            count += 1
    return Compared(recent / count, expected / count) if count else Compared(0.0, 0.0)


def core(distances: Sequence[float | None]) -> float:
    """Mean distance of the latest fourteen days of use, three on each side left out; 0 when too few are left."""
    latest = [one for one in distances[-_CORE_REACH:] if one is not None][-FORTNIGHT:]
    inner = sorted(latest)[_TAIL : len(latest) - _TAIL]
    return sum(inner) / len(inner) if inner else 0.0


def seen_before(question: Question, rule: Rule, unrest: Unrest, past: Fortnights) -> float:
    """What the latest fortnight must reach to be something new, in minutes; 0 while nothing is remembered.

    An even life needs to leave most of its earlier fortnights behind, an uneven one all of them, and by a margin.
    """
    if question is Question.OFTEN:
        return past.exceeded_by(_SEEN_OFTEN) or 0.0
    share, uneven = rule.seen_share, unrest.share
    return (past.exceeded_by(share + (1 - share) * uneven) or 0.0) * (1 + rule.seen_margin * uneven)


def gates(
    question: Question,
    rule: Rule,
    age: int,
    distances: Sequence[float | None],
    means: Compared,
    unrest: Unrest,
    past: Fortnights,
) -> tuple[Gate, ...]:
    """All conditions, with values and limits.

    Args:
        question: which sum speaks.
        rule: the numbers.
        age: days since the first recorded one.
        distances: of all days up to this one, in spreads; None without use.
        means: lately and usual.
        unrest: how uneven the life is.
        past: the fortnights.
    """
    found = [
        Gate(Condition.HISTORY, age, FIRST_NOTE),
        Gate(Condition.USED, float(bool(distances) and distances[-1] is not None), 1.0),
        Gate(Condition.RECORDED, past.recorded, _RECORDED),
        Gate(Condition.RISE, means.recent / means.usual if means.usual > 0 else _RISE, _RISE),
        Gate(Condition.MINUTES, means.recent - means.usual, _MINUTES),
        Gate(Condition.NEW, past.mean, seen_before(question, rule, unrest, past)),
    ]
    if question in (Question.SLOW, Question.FAST):
        found.append(Gate(Condition.CORE, core(distances), rule.core))
    return tuple(found)
