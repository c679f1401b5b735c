"""How things stand with one series after a day: all that a page needs to show why, or why not, growth is noticed."""

from __future__ import annotations

from dataclasses import dataclass

from wellbeing.analysis.growth_gate import Compared, Gate
from wellbeing.analysis.growth_reference import Reference
from wellbeing.analysis.growth_rule import RULE, VERSION, Question, Sensitivity


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand after a day: what a page needs to show the sum and every condition."""

    day: int
    """Index of the day."""
    question: Question
    """The question that speaks, or is nearest to it."""
    start: int
    """Day after which its sum began to rise: the estimate of when growth began."""
    total: float
    limit: float
    """The sum and the limit above which it speaks; log likelihood ratios."""
    path: tuple[float, ...]
    """Its sum on each day from `start` to `day`."""
    means: Compared
    """Mean of the last fourteen days and of the same kinds of days in the reference, minutes a day."""
    usual: Reference
    unrest: float
    """1 for an even life, 3 for one of bursts."""
    gates: tuple[Gate, ...]
    sensitivity: Sensitivity
    silent_until: int | None = None
    """Day before which nothing more is said after a note or a new normal; None when nothing holds it back."""
    before: tuple[float, ...] = ()
    """Its sum on each of the three weeks' days before `start`, as far as there are any."""
    rule: str = RULE
    version: int = VERSION
