"""What a person's fortnights were like: how unevenly they live, and whether they have been here before."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import deque
from math import inf

from wellbeing.analysis.growth_rule import FORTNIGHT, MEMORY, MEMORY_LAG, UNREST_LAG, Rule

ENOUGH = 8
"""Recorded days that make a fortnight."""
_ENOUGH_USED = 6
_BELIEVED, _BELIEVED_WEIGHT = 1.3, 56.0
"""Unrest of a person of whom little is known, and its weight in days."""
_FADES = 0.5 ** (1 / 150)
"""What is left after a day of the weight of an earlier one: half after 150 days."""
_MOST, _HIGHEST_PRICE = 14.0, 4.0
_SETTLED = 84
"""Days after the first recorded one from which unrest counts: what is new is often used much at first."""
_FALLS = 1 - 0.5 ** (1 / 100)
"""Share of a day in the slow mean that takes out a lasting fall: half after 100 days."""
_RISEN = 1.15
"""A fortnight so much above the lowest one before it has been risen to."""
_FIRST_LEVEL = 84
"""Days for which a level is remembered that was there from the beginning: where use has long been less since, coming
back to it is growth. What was risen to, and left again, is remembered for the year."""


class Unrest:
    """Variance of a fortnight's mean over what independent days would give: 1 for an even life, 3 for bursts.

    Days are measured in spreads from what was usual at the time, so that wandering, bursts, shifts and seasons all
    count, whatever their rhythm; days are used when they are three weeks old, so that a growth now is no unrest yet.
    A slow lasting fall is none: it has never led to a note.
    """

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._window: deque[float | None] = deque([None] * FORTNIGHT, FORTNIGHT)
        self._waiting: deque[float | None] = deque([None] * UNREST_LAG, UNREST_LAG)
        self._sum, self._count, self._slow, self._age = 0.0, 0, 0.0, 0
        self._squares, self._weight = _BELIEVED * _BELIEVED_WEIGHT, _BELIEVED_WEIGHT
        self.value = _BELIEVED
        self.price = 1.0
        """What each day's evidence is divided by, 1 to 4."""

    def add(self, distance: float | None, *, counts: bool) -> None:
        """Take in a day: its distance from usual in spreads, None without use; `counts` for the one 21 days ago."""
        gone = self._window[0]
        if gone is not None:
            self._sum -= gone
            self._count -= 1
        self._window.append(distance)
        made: float | None = None
        if distance is not None:
            self._sum += distance
            self._count += 1
            self._slow += (distance - self._slow) * _FALLS
            if self._count >= _ENOUGH_USED:
                rest = self._sum - self._count * min(0.0, self._slow)
                made = min(rest * rest / self._count, _MOST)
        self._age += 1
        due = self._waiting[0]
        self._waiting.append(made)
        if due is not None and counts and self._age > _SETTLED:
            self._squares = self._squares * _FADES + due
            self._weight = self._weight * _FADES + 1
            self.value = self._squares / self._weight
            self.price = min(_HIGHEST_PRICE, max(1.0, self.value / self._rule.unrest_pays))

    @property
    def share(self) -> float:
        """From 0, an even life, to 1."""
        return min(1.0, max(0.0, (self.value - self._rule.calm_unrest) / self._rule.unrest_range))


class Fortnights:
    """Means of fortnights of the past year but the latest five weeks, in minutes, long days capped.

    Kept are those of the last twelve weeks, and of the others those that had been risen to.
    """

    def __init__(self) -> None:
        self._window: deque[float | None] = deque([None] * FORTNIGHT, FORTNIGHT)
        self._sum, self._count = 0.0, 0
        self._past: deque[tuple[float, bool] | None] = deque()
        """Mean, and whether it had been risen to; None with too few recorded days."""
        self._lowest = inf
        self._ordered: list[float] = []

    def add(self, amount: float | None) -> None:
        """Take in a day, capped, None without a record."""
        gone = self._window[0]
        if gone is not None:
            self._sum -= gone
            self._count -= 1
        self._window.append(amount)
        if amount is not None:
            self._sum += amount
            self._count += 1
        past = self._past
        if len(past) >= FORTNIGHT and (apart := past[-FORTNIGHT]) is not None:
            self._lowest = min(self._lowest, apart[0])
        mean = self.mean if self._count >= ENOUGH else None
        past.append(None if mean is None else (mean, mean >= _RISEN * self._lowest))
        if len(past) > MEMORY_LAG and (old := past[-1 - MEMORY_LAG]) is not None:
            insort(self._ordered, old[0])
        if len(past) > _FIRST_LEVEL and (old := past[-1 - _FIRST_LEVEL]) is not None and not old[1]:
            self._forget(old[0])
        if len(past) > MEMORY and (old := past.popleft()) is not None and old[1]:
            self._forget(old[0])

    def _forget(self, mean: float) -> None:
        del self._ordered[bisect_left(self._ordered, mean)]

    @property
    def recorded(self) -> int:
        """Recorded days in the latest fortnight."""
        return self._count

    @property
    def mean(self) -> float:
        """Mean of what is recorded of the latest fortnight, 0 without any."""
        return self._sum / self._count if self._count else 0.0

    def exceeded_by(self, share: float) -> float | None:
        """The mean that this share of remembered fortnights lay below; None before there are fourteen."""
        count = len(self._ordered)
        return None if count < FORTNIGHT else self._ordered[min(count - 1, int(share * count))]
