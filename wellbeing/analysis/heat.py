"""Steps of a heat map: five shades for the days of a year, in round numbers that fit the person."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from datetime import timedelta

STEPS = 5
"""Shades, the first for days without any use."""
_TOP = 0.25
"""The most that the darkest shade may hold of the days with use: more would hide what differs between them."""
_LADDERS = (
    (20, 45, 75),
    (30, 60, 120),
    (60, 120, 180),
    (60, 120, 240),
    (120, 240, 360),
    (180, 300, 420),
    (240, 360, 480),
    (240, 480, 720),
    (360, 540, 720),
)
"""Minutes at which the third, fourth and fifth shade begin; the second begins with one minute."""


def ladder(amounts: Collection[timedelta]) -> tuple[timedelta, ...]:
    """Where the second to the fifth shade begin: the lowest round steps whose darkest is not the rule.

    Args:
        amounts: one a recorded day.
    """
    used = [amount for amount in amounts if amount >= timedelta(minutes=1)]
    for steps in _LADDERS:
        most = sum(amount >= timedelta(minutes=steps[-1]) for amount in used)
        if most <= _TOP * len(used):
            return _begins(steps)
    return _begins(_LADDERS[-1])


def shade(amount: timedelta, begins: Sequence[timedelta]) -> int:
    """The shade of a day, 0 to 4."""
    # To the minute as it will be read, so that a day of "20 min" has the shade that begins with 20.
    return bisect_right(begins, timedelta(minutes=round(amount / timedelta(minutes=1))))


def _begins(steps: Sequence[int]) -> tuple[timedelta, ...]:
    return tuple(timedelta(minutes=step) for step in (1, *steps))
