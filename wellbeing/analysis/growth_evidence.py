"""What a day says about growth: four sums that rise on days above usual and fall on others.

Each sum is a CUSUM: `S = max(0, S + evidence)`, the evidence being the log likelihood ratio of "grown by so much"
against "as usual" (Page 1954; Lorden 1971 shows that nothing detects sooner when both are known). A sum that speaks
has begun where it last was zero, which is also the estimate of when the growth began.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import log

from wellbeing.analysis.growth_reference import SATURDAY, Reference
from wellbeing.analysis.growth_rule import Question, Rule

QUESTIONS = (Question.SLOW, Question.FAST, Question.OFTEN, Question.WEEKEND)
_OFTEN, _WEEKEND = 2, 3
_RARELY = 0.12
"""Share of days without use below which their becoming fewer says nothing."""
_FULL = 1.6
"""A sum stays below so many limits, so that it can also fall in time."""
_LARGEST = 2.0
"""Growth looked for is at most so many spreads."""


def _often(none: float, *, used: bool) -> float | None:
    """What a day says for half as many days without use as usual; None where they are too few to become fewer."""
    if none < _RARELY:
        return None
    return min(1.5, log((1 - none / 2) / (1 - none))) if used else log(0.5)


def often_began(days: Iterable[tuple[int, int, bool]], usual: Reference, first: int) -> int:
    """When use became more frequent, judged of days that passed before there was a usual.

    Args:
        days: number, weekday and whether there was any use, of recorded days in order.
        usual: what is known now.
        first: the answer where the sum never was zero.
    """
    total, began = 0.0, first
    for day, weekday, used in days:
        total += _often(usual.unused[weekday], used=used) or 0.0
        if total <= 0:
            total, began = 0.0, day
    return began


class Evidence:
    """The four sums, day after day."""

    def __init__(self, rule: Rule, day: int) -> None:
        self._limits = rule.limits
        self._sizes = rule.sizes
        self._usual: Reference | None = None
        self._looked_for: list[tuple[float, float]] = []
        self._full = [_FULL * limit for limit in rule.limits]
        self.sums = [0.0, 0.0, 0.0, 0.0]
        self.began = [day] * 4

    def restart(self, day: int) -> None:
        """Begin anew on a day."""
        self.sums = [0.0, 0.0, 0.0, 0.0]
        self.began = [day] * 4

    def add(self, day: int, weekday: int, distance: float | None, usual: Reference, price: float) -> None:
        """Take in a day: its distance from usual in spreads, None without use; `price` divides what it says."""
        if usual is not self._usual:
            self._look_at(usual)
        if distance is not None:
            above, price = distance - usual.doubt, price * usual.scatter
            (slow, slow_half), (fast, fast_half), (free, free_half) = self._looked_for
            self._sum(0, day, slow * (above - slow_half) / price)
            self._sum(1, day, fast * (above - fast_half) / price)
            if weekday >= SATURDAY:
                self._sum(_WEEKEND, day, free * (above - usual.doubt - free_half) / price)
        said = _often(usual.unused[weekday], used=distance is not None)
        if said is not None:
            self._sum(_OFTEN, day, said)

    def _look_at(self, usual: Reference) -> None:
        """Growth that is looked for, in spreads, and its half, for both sizes and for weekends."""
        self._usual = usual
        sizes = [min(size / usual.spread, _LARGEST) for size in (*self._sizes, log(2))]
        self._looked_for = [(size, size / 2) for size in sizes]

    def _sum(self, which: int, day: int, said: float) -> None:
        total = self.sums[which] + said
        if total <= 0:
            total = 0.0
            self.began[which] = day
        elif total > self._full[which]:
            total = self._full[which]
        self.sums[which] = total

    def loudest(self, caution: float = 1.0) -> int | None:
        """The question whose sum is above its limit, times `caution`; large growth speaks for small, then frequency."""
        slow, fast, often, weekend = self.sums
        limits = self._limits
        if fast > limits[1] * caution:
            return 1
        if slow > limits[0] * caution:
            return 0
        if often > limits[_OFTEN] * caution:
            return _OFTEN
        return _WEEKEND if weekend > limits[_WEEKEND] * caution else None

    def nearest(self) -> int:
        """The question that is nearest to its limit."""
        return max(range(4), key=lambda which: self.sums[which] / self._limits[which])
