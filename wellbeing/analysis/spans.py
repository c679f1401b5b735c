"""Sets of moments, as spans: without one another, and how many at once; `edit.merged` puts them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from wellbeing.model import Span


def without(spans: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
    """The moments of the first that are not of the second; both as `merged` gives them."""
    found: list[Span] = []
    at = 0
    for one in spans:
        while at < len(taken) and taken[at].end <= one.start:
            at += 1
        start, ahead = one.start, at
        while ahead < len(taken) and taken[ahead].start < one.end:
            if start < taken[ahead].start:
                found.append(Span(start, taken[ahead].start))
            start = max(start, taken[ahead].end)
            ahead += 1
        if start < one.end:
            found.append(Span(start, one.end))
    return found


def length(spans: Iterable[Span]) -> timedelta:
    """How long they are together, each counted by itself."""
    return sum((one.length for one in spans), timedelta(0))


def levels(first: Iterable[Span], second: Iterable[Span]) -> Iterator[tuple[timedelta, int, int]]:
    """How many spans of each of two kinds run at once: (how long, of the first, of the second), in order."""
    ones, twos = _steps(first), _steps(second)
    one_level = two_level = 0
    before: datetime | None = None
    for moment in sorted(ones.keys() | twos.keys()):
        if before is not None and (one_level or two_level):
            yield moment - before, one_level, two_level
        one_level += ones[moment]
        two_level += twos[moment]
        before = moment


def _steps(spans: Iterable[Span]) -> Counter[datetime]:
    steps: Counter[datetime] = Counter()
    for one in spans:
        steps[one.start] += 1
        steps[one.end] -= 1
    return steps
