"""The numbers by which growth is noticed, for each kind of amount and each degree of sensitivity.

All were chosen by simulation (`tests/growth_lives.py`, `tests/soak/test_growth.py`), with lives that were kept apart
for checking: the optimum is flat, none of them is worth a second digit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from math import log

RULE, VERSION = "growth", 3
"""Which rule a note rests on; the version rises whenever the same days could lead to another answer."""
FORTNIGHT = 14
"""Days that are compared as "lately"."""
SILENT_DAYS = 28
"""After a note, or a new normal, this many days pass before the next: the new level must be learned first."""
FIRST_NOTE = 42
"""Days after the first recorded one before anything is said."""
WINDOW, GAP, SHORT_GAP = 112, 14, 7
"""The reference: so many days, ending so many days ago (the short gap while there are less than 70 days)."""
UNREST_LAG, MEMORY_LAG, MEMORY = 21, 35, 365
"""How old a fortnight must be to count as unrest or as "has been here before", and how long it is remembered."""


class Metric(StrEnum):
    """What is watched."""

    AI = "ai"
    SCREEN = "screen"


class Sensitivity(StrEnum):
    """How soon a person wants to be told."""

    CALM = "calm"
    BALANCED = "balanced"
    EARLY = "early"


class Question(StrEnum):
    """What is asked of each day; each has a sum of its own."""

    SLOW = "slow"
    """Is a day of use somewhat longer than usual?"""
    FAST = "fast"
    """Is a day of use much longer than usual?"""
    OFTEN = "often"
    """Are there fewer days without use?"""
    WEEKEND = "weekend"
    """Are days of use on weekends longer than usual?"""


@dataclass(frozen=True, slots=True)
class Rule:
    """Everything that decides, for one metric."""

    sizes: tuple[float, float]
    """Growth that the slow and the fast question look for, in logarithms of amounts."""
    limits: tuple[float, float, float, float]
    """Sums at which slow, fast, often and weekend speak; a sum is a log likelihood ratio, without unit."""
    spread: float
    """Spread of log amounts that is believed of a person of whom little is known."""
    calm_unrest: float
    """Unrest up to which a life counts as even."""
    unrest_range: float
    """From there to a wholly uneven life."""
    unrest_pays: float
    """Each day's evidence is divided by unrest / this, where that is more than one."""
    seen_share: float
    """Share of the fortnights of the past year below which a fortnight of an even life must not lie."""
    seen_margin: float
    """How much an uneven life must go beyond its highest fortnight."""
    core: float
    """How far the fortnight's middle days must lie above usual, in spreads."""


_RULES = {
    Metric.AI: Rule((log(1.3), log(1.6)), (2.65, 2.55, 3.9, 2.5), 0.55, 1.4, 1.0, 1.6, 0.85, 0.25, 0.6),
    Metric.SCREEN: Rule((log(1.25), log(1.5)), (3.05, 2.9, 4.4, 2.4), 0.28, 2.4, 1.4, 2.1, 0.6, 0.2, 0.4),
}
_SCALE = {Sensitivity.CALM: 1.5, Sensitivity.BALANCED: 1.0, Sensitivity.EARLY: 0.8}

EXPECTED = {
    (Metric.AI, Sensitivity.CALM): 0.3,
    (Metric.AI, Sensitivity.BALANCED): 0.8,
    (Metric.AI, Sensitivity.EARLY): 1.2,
    (Metric.SCREEN, Sensitivity.CALM): 0.2,
    (Metric.SCREEN, Sensitivity.BALANCED): 0.7,
    (Metric.SCREEN, Sensitivity.EARLY): 1.0,
}
"""Notes a year without any growth, measured over even lives by simulation; uneven ones have two to three times that."""


def rule_of(metric: Metric, sensitivity: Sensitivity = Sensitivity.BALANCED) -> Rule:
    """The numbers for a metric and a sensitivity."""
    rule, scale = _RULES[metric], _SCALE[sensitivity]
    slow, fast, often, weekend = (limit * scale for limit in rule.limits)
    return replace(rule, limits=(slow, fast, often, weekend))
