"""The kinds of nudges, and the rule of each, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """What a nudge is about. The letters are stored; never change one."""

    GROWTH = "G"
    """Use grows beyond what is usual for this person."""
    LIMIT = "L"
    """An own limit nears or is reached, or a goal is done."""
    FRICTION = "F"
    """A pause before an app that the person put on the list."""
    TRY_FIRST = "T"
    """"Try five minutes first?" before asking an AI tool."""
    NIGHT = "N"
    """Use inside own night hours."""
    HUMAN = "H"
    """Company by AI up, contact with people down: "write to someone?"."""
    WEEK = "W"
    """The weekly review is there."""
    CHECK_IN = "C"
    """How are you?"""
    SECOND_OPINION = "S"
    """After a long stretch with a companion: a program can be wrong."""
    BREAK = "B"
    """A break of the person's own rhythm."""


class Delivery(StrEnum):
    """How much a nudge asks for."""

    SILENT = "silent"
    """Stands in the panel and the list; nothing pops up."""
    QUIET = "quiet"
    """A notification of low urgency that goes by itself; not an interruption."""
    INTERRUPTING = "interrupting"
    """Counts in the day's budget."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds for every nudge of a kind."""

    version: int
    on: bool
    """Switched on from the start; otherwise the person opts in."""
    cool_down: timedelta
    """Between two of a kind about the same thing."""
    delivery: Delivery = Delivery.INTERRUPTING
    own: bool = False
    """The person's own fence: no waiting for 14 days, no budget, no back-off, no breakpoint."""
    waits: bool = True
    """For a breakpoint."""
    randomised: bool = True
    """May be withheld to learn whether it helps, with consent."""
    at_night: bool = False
    """Speaks in quiet hours too."""
    apart: timedelta = timedelta(0)
    """Distance to any nudge before, beyond that of the manners."""
    early: bool = False
    """Speaks in the first days as well: the person has chosen it, and it needs no usual."""
    any_cool_down: timedelta = timedelta(0)
    """Between two of a kind, whatever they are about."""


_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_A_DAY = timedelta(hours=18)
"""Once a day, though not at the same hour; the day itself is compared as well."""

RULES: Mapping[Kind, Rule] = MappingProxyType(
    {
        Kind.GROWTH: Rule(1, on=True, cool_down=28 * _DAY, any_cool_down=_WEEK, randomised=False),
        Kind.LIMIT: Rule(1, on=True, cool_down=timedelta(0), own=True, waits=False, randomised=False),
        Kind.FRICTION: Rule(
            1, on=False, cool_down=timedelta(minutes=10), own=True, waits=False, at_night=True
        ),
        Kind.TRY_FIRST: Rule(1, on=False, cool_down=_A_DAY, any_cool_down=_A_DAY, waits=False),
        Kind.NIGHT: Rule(1, on=False, cool_down=_A_DAY, any_cool_down=_A_DAY, at_night=True),
        Kind.HUMAN: Rule(1, on=False, cool_down=_WEEK, any_cool_down=_WEEK),
        Kind.WEEK: Rule(
            2, on=True, cool_down=6 * _DAY, delivery=Delivery.QUIET, waits=False, randomised=False
        ),
        Kind.CHECK_IN: Rule(
            1,
            on=False,
            cool_down=_A_DAY,
            any_cool_down=_A_DAY,
            delivery=Delivery.QUIET,
            randomised=False,
            early=True,
            apart=timedelta(hours=2),
        ),
        Kind.SECOND_OPINION: Rule(1, on=True, cool_down=_WEEK, any_cool_down=_WEEK, randomised=False),
        Kind.BREAK: Rule(
            1, on=False, cool_down=timedelta(0), own=True, waits=False, randomised=False, at_night=True
        ),
    }
)
"""Cool-downs, defaults and what is never randomised: facts/science.md 4.2 to 4.4."""
