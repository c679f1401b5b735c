"""A person's own experiment: weeks as usual and weeks with something tried, in turn, and what the difference is.

week 1 as usual │ week 2 with it │ week 3 as usual │ week 4 with it
Mo … Su       │   Mo … Su      │                 │
└── the same day of the week is compared, so that weekends do not matter ──┘
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

WEEK, WEEKS = 7, 4
DAYS = WEEK * WEEKS
LEAST = 8
"""Pairs of days below which nothing is said."""
_TOGETHER = 1.55
"""Days of a week are alike, so the error of a mean is larger than days alone say; with a memory of .4 from day to
day this keeps the range at 95 % in simulation."""
_T = (2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160)
"""Student's t, 95 %, for 7 to 13 degrees of freedom."""


@dataclass(frozen=True, slots=True)
class Result:
    """What the weeks with it were like, less the weeks as usual."""

    pairs: int
    difference: float | None = None
    """Mean of the pairs, in the unit of the values; None with fewer than eight."""
    likely: tuple[float, float] | None = None
    """About where it lies; None with fewer than eight."""

    @property
    def clear(self) -> bool:
        """Whether the range leaves out no difference at all."""
        return self.likely is not None and (self.likely[0] > 0 or self.likely[1] < 0)


def result(values: Sequence[float | None]) -> Result:
    """The result so far.

    Args:
        values: one a day from the first day on, at most four weeks; None where nothing is known.
    """
    known = [*values[:DAYS], *[None] * max(DAYS - len(values), 0)]
    found = [
        tried - usual
        for first in (0, 2 * WEEK)
        for day in range(WEEK)
        if (usual := known[first + day]) is not None and (tried := known[first + WEEK + day]) is not None
    ]
    count = len(found)
    if count < LEAST:
        return Result(count)
    mean = math.fsum(found) / count
    spread = math.sqrt(math.fsum((one - mean) ** 2 for one in found) / (count - 1))
    half = _T[count - LEAST] * _TOGETHER * spread / math.sqrt(count)
    return Result(count, mean, (mean - half, mean + half))


def with_it(day: int) -> bool:
    """Whether it is tried on a day, counted from 0."""
    return (day // WEEK) % 2 == 1
