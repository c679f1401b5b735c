"""The person's own usual that growth is measured against: a level for each weekday, a spread, days without use."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from wellbeing.analysis.growth_rule import Rule

USED = 1.0
"""Minutes from which a day counts as a day of use."""
OFFSET = 2.0
"""Minutes added before taking logarithms, so that three minutes rather than one are no tripling."""
ENOUGH_USED = 8
"""Days of use without which there is no usual."""
SATURDAY = 5
_PRIOR_DAYS = 8
"""Weight of the believed spread, in days."""
_NORMAL = 1.45
"""Variance of a normal variable over its variance after winsorising a tenth on each side."""
_DAY_COUNTS = 1.25
"""A day's distance from usual counts as so many spreads at most: no single day decides."""
_SCATTER = 0.62
"""Mean square of distances so capped in lives of even noise (normal: .66; heavier tails: .58)."""
_CAP_SPREADS = 1.4
"""Longer days count as this many spreads above usual when fortnights are compared: a binge is no level."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What is usual."""

    first: int
    """Day it begins with."""
    end: int
    """Day before which it ends."""
    levels: tuple[float, ...]
    """Usual log amount of a day of use, Monday to Sunday."""
    spread: float
    """Spread of log amounts from day to day."""
    unused: tuple[float, ...]
    """Share of days without use, Monday to Sunday, 0 to 0.97."""
    means: tuple[float, float]
    """Mean amount of all recorded weekdays and weekend days, in minutes."""
    doubt: float
    """What is taken off each day because the levels rest on few days, in spreads."""
    lean: float
    """Mean distance of the reference's own days, capped: where long days are many and short ones rare, or the other
    way round, that is not 0."""
    scatter: float
    """How much more the capped distances scatter than those of even noise, as a ratio of squares, 1 or more."""
    caps: tuple[float, ...]
    """Amount that a day counts at most when fortnights are compared, in minutes, Monday to Sunday."""


def log_amount(amount: float | None) -> float | None:
    """Logarithm of a day's minutes; None without use."""
    return None if amount is None or amount < USED else log(amount + OFFSET)


def reference(
    days: Iterable[tuple[int, float, float | None]], first: int, end: int, rule: Rule
) -> Reference | None:
    """What was usual; None while there are too few days of use.

    Args:
        days: weekday (Monday 0), minutes, log amount (None without use) of recorded days, in any order.
        first: day it begins with, kept for showing.
        end: day before which it ends.
        rule: for the believed spread.
    """
    logs: list[list[float]] = [[], [], [], [], [], [], []]
    unused, recorded, totals = [0] * 7, [0] * 7, [0.0] * 7
    for weekday, amount, logged in days:
        recorded[weekday] += 1
        totals[weekday] += amount
        if logged is None:
            unused[weekday] += 1
        else:
            logs[weekday].append(logged)
    count = sum(map(len, logs))
    if count < ENOUGH_USED:
        return None
    for some in logs:
        some.sort()  # what is sorted in pieces is sorted quickly as a whole, which happens four times below
    levels = _by_class(logs)
    levels = _by_weekday(logs, levels, _variance(_rest(logs, levels)))
    rest = _rest(logs, levels)
    variance = (_PRIOR_DAYS * rule.spread**2 + count * _variance(rest)) / (_PRIOR_DAYS + count)
    spread = max(0.08, sqrt(variance))
    total, free_total = sum(totals[:SATURDAY]), sum(totals[SATURDAY:])
    worked, free = sum(recorded[:SATURDAY]), sum(recorded[SATURDAY:])
    mean = (total + free_total) / (worked + free)
    lean, scatter = _shape(rest, spread)
    return Reference(
        first,
        end,
        tuple(levels),
        spread,
        _unused(unused, recorded),
        (total / worked if worked else mean, free_total / free if free else mean),
        0.4 / sqrt(count),
        lean,
        scatter,
        tuple(exp(level + _CAP_SPREADS * spread) - OFFSET for level in levels),
    )


def _by_class(logs: Sequence[Sequence[float]]) -> list[float]:
    """Trimmed means of weekdays and weekends, drawn towards each other where there are few."""
    work = [one for some in logs[:SATURDAY] for one in some]
    free = [one for some in logs[SATURDAY:] for one in some]
    common = _trimmed(work + free)
    working = common + (_trimmed(work) - common) * len(work) / (len(work) + 3) if work else common
    leisure = common + (_trimmed(free) - common) * len(free) / (len(free) + 6) if free else common
    return [working] * SATURDAY + [leisure] * 2


def _by_weekday(logs: Sequence[Sequence[float]], levels: Sequence[float], variance: float) -> list[float]:
    """Levels moved towards each weekday's own, as far as weekdays differ by more than chance (empirical Bayes)."""
    own = [
        (day, _trimmed(some) - levels[day], 1.2 * variance / len(some))
        for day, some in enumerate(logs)
        if len(some) >= 4
    ]
    moved = list(levels)
    if len(own) < 4:
        return moved
    between = sum(shift * shift - chance for _day, shift, chance in own) / len(own)
    if between > 0:
        for day, shift, chance in own:
            moved[day] += shift * between / (between + chance)
    return moved


def _rest(logs: Sequence[Sequence[float]], levels: Sequence[float]) -> list[float]:
    """What levels do not explain, in order."""
    return sorted([one - level for some, level in zip(logs, levels, strict=True) for one in some])


def _variance(rest: Sequence[float]) -> float:
    """Variance of what is left, a tenth of the days on each side winsorised."""
    tail = len(rest) // 10
    low, high = rest[tail], rest[-1 - tail]
    inner = sum([one * one for one in rest[tail : len(rest) - tail]])
    return _NORMAL * (inner + tail * (low * low + high * high)) / len(rest)


def _shape(rest: Sequence[float], spread: float) -> tuple[float, float]:
    """Mean and scatter of capped distances, drawn towards those of even noise; `rest` in order, as logarithms."""
    cap, count = _DAY_COUNTS * spread, len(rest)
    low, high = bisect_left(rest, -cap), bisect_right(rest, cap)
    inner = rest[low:high]
    weight, capped = count + _PRIOR_DAYS, low + count - high
    lean = (sum(inner) / spread + _DAY_COUNTS * (count - high - low)) / weight
    squares = sum([one * one for one in inner]) / spread**2 + capped * _DAY_COUNTS**2
    about = squares - lean * lean * (2 * weight - count)
    return lean, max(1.0, (about / _SCATTER + _PRIOR_DAYS) / weight)


def distance(logged: float, weekday: int, usual: Reference) -> float:
    """How far a day of use lies above its weekday's usual, in spreads; usual days sum to about nothing."""
    far = (logged - usual.levels[weekday]) / usual.spread
    return min(_DAY_COUNTS, max(-_DAY_COUNTS, far)) - usual.lean


def _unused(unused: Sequence[int], recorded: Sequence[int]) -> tuple[float, ...]:
    """Shares of days without use, each weekday drawn towards its class and each class towards the whole."""
    whole = (sum(unused) + 0.5) / (sum(recorded) + 1)
    work = (sum(unused[:SATURDAY]) + 4 * whole) / (sum(recorded[:SATURDAY]) + 4)
    free = (sum(unused[SATURDAY:]) + 4 * whole) / (sum(recorded[SATURDAY:]) + 4)
    return tuple(
        min(0.97, (none + 6 * (work if day < SATURDAY else free)) / (seen + 6))
        for day, (none, seen) in enumerate(zip(unused, recorded, strict=True))
    )


def _trimmed(values: Sequence[float]) -> float:
    """Mean without a fifth on each side."""
    ordered = sorted(values)
    tail = len(ordered) // 5
    inner = ordered[tail : len(ordered) - tail]
    return sum(inner) / len(inner)
