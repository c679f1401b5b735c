"""Mood beside use: is there a pattern that weekdays, trend and chance do not explain? Never a cause.

    mood, use ─ minus weekday and trend ─ ranks ─ correlation at three lags ─ the same after turning one
    series round by every possible number of days, forwards and backwards ─ how often as much by chance ─ Holm

Rank correlation of adjusted values; p by circular shift, the largest of three lags declared beforehand, so that
days that hang together count once (size .04 to .06 at 60 days where naive tests have .10 to .27: simulated,
facts/science.md 5.1).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import NormalDist, median

LEAST = 60
"""Paired days below which nothing is said."""
SURE = 90
"""Below these only p < .01 counts."""
LEVEL, EARLY_LEVEL = 0.05, 0.01
MOST = 2
"""Usage series that are compared at once."""
LONGEST = 400
"""Days looked back on: a year and a month."""
_BLOCK = 7
"""Days of a block of the bootstrap."""
_DRAWS = 300
_WEEK = 7
_NEAR = 2
"""Smaller turns are the three lags themselves."""
_FITTED = 8
"""Seven weekdays and a slope are taken out of the days."""
_EDGE = 0.999
"""A correlation beyond it counts as this one on Fisher's scale."""


class Lag(StrEnum):
    """Which day's use stands beside a mood."""

    SAME = "same"
    USE_BEFORE = "use-before"
    """Use of the day before."""
    USE_AFTER = "use-after"
    """Use of the day after."""


_LAGS = {Lag.SAME: 0, Lag.USE_BEFORE: -1, Lag.USE_AFTER: 1}


class Says(StrEnum):
    """What may be said."""

    TOO_FEW = "too-few"
    TOO_EARLY = "too-early"
    NOTHING_CLEAR = "nothing-clear"
    PATTERN = "pattern"


@dataclass(frozen=True, slots=True)
class Pattern:
    """What mood and one usage series have to do with each other."""

    says: Says
    days: int
    """Pairs of a mood with the same day's use."""
    rho: float | None = None
    """Rank correlation at the lag, -1 to 1; None below 60 days."""
    lag: Lag | None = None
    """The strongest of the three; None below 60 days."""
    p: float | None = None
    """After Holm; None below 60 days."""
    likely: tuple[float, float] | None = None
    """About where the correlation lies (block bootstrap; somewhat too narrow); None unless a pattern is said."""


Series = Sequence[float | None]
"""A value a day without gaps in the calendar, oldest first; None where nothing is known."""


def patterns(mood: Series, uses: Mapping[str, Series], first_weekday: int = 0) -> dict[str, Pattern]:
    """Mood beside each usage series of the same days.

    Args:
        mood: a value a day.
        uses: at most two series, each as long as `mood`.
        first_weekday: of the first day, 0 for Monday.

    Raises:
        ValueError: more series than may be compared, or of other lengths.
    """
    if len(uses) > MOST or any(len(one) != len(mood) for one in uses.values()):
        raise ValueError("at most two series, each as long as the moods")
    cut = max(len(mood) - LONGEST, 0)
    weekday = (first_weekday + cut) % _WEEK
    moods = mood[cut:]
    found = {name: _pattern(moods, use[cut:], weekday) for name, use in uses.items()}
    return {name: _said(one, p, moods, uses[name][cut:], weekday) for name, (one, p) in _holm(found).items()}


def _pattern(mood: Series, use: Series, weekday: int) -> Pattern:
    days = sum(one is not None and other is not None for one, other in zip(mood, use, strict=True))
    if days < LEAST:
        return Pattern(Says.TOO_FEW, days)
    first, second = _ranks(adjusted(mood, weekday)), _ranks(adjusted(use, weekday))
    turned = _turned(first, second)
    lag = max(_LAGS, key=lambda one: abs(turned[_LAGS[one] % len(turned)]))
    rho = turned[_LAGS[lag] % len(turned)]
    chance = [turned[_NEAR:-_NEAR], _turned(first, second[::-1])]
    return Pattern(Says.NOTHING_CLEAR, days, rho, lag, _p(rho, chance, days))


def _p(rho: float, chance: Sequence[Sequence[float]], days: int) -> float:
    """How often the strongest of three lags is as strong by chance.

    The turned series say how widely correlations of such days scatter, and by how much the strongest of three
    neighbours exceeds one alone; between and beyond them the normal distribution tells (as Knijnenburg et al. 2009 do
    for few permutations), because so few turns could not tell .01 from .02.

    Args:
        rho: the strongest.
        chance: correlations by turn; the second list with one series read backwards, which leaves its memory as it is.
        days: pairs. Turned correlations scatter a little less than those of the lags themselves, because turning moves
            one series' trend away from the other's; as much as independent days is believed at least.
    """
    fisher = [[math.atanh(max(-_EDGE, min(_EDGE, one))) for one in row] for row in chance]
    count = sum(map(len, fisher))
    squares = math.fsum(one * one for row in fisher for one in row) / count
    if not squares:
        return 1.0
    free = days - _FITTED
    scatter = math.sqrt(max(squares, 1 / (free - 2)) * (1 + 1 / free))
    strongest = [
        max(map(abs, row[at - 1 : at + 2])) / scatter for row in fisher for at in range(1, len(row) - 1)
    ]
    inside = math.erf(median(strongest) / math.sqrt(2))
    tries = min(max(math.log(0.5) / math.log(inside), 1.0), float(len(_LAGS)))
    observed = math.atanh(min(_EDGE, abs(rho))) / scatter
    return -math.expm1(tries * math.log1p(-math.erfc(observed / math.sqrt(2)))) if observed else 1.0


def _holm(found: Mapping[str, Pattern]) -> dict[str, tuple[Pattern, float | None]]:
    """p-values made larger for having looked twice (Holm 1979), never smaller than that of a stronger one."""
    tested = sorted((one.p, name) for name, one in found.items() if one.p is not None)
    held, highest = {}, 0.0
    for place, (p, name) in enumerate(tested):
        highest = max(highest, min(1.0, p * (len(tested) - place)))
        held[name] = highest
    return {name: (one, held.get(name)) for name, one in found.items()}


def _said(one: Pattern, p: float | None, mood: Series, use: Series, weekday: int) -> Pattern:
    if p is None or one.lag is None:
        return one
    level = LEVEL if one.days >= SURE else EARLY_LEVEL
    if p < level:
        return replace(one, says=Says.PATTERN, p=p, likely=_likely(mood, use, weekday, one))
    says = Says.NOTHING_CLEAR if one.days >= SURE else Says.TOO_EARLY
    return replace(one, says=says, p=p)


# ------------------------------------------------------------ adjusting


def adjusted(values: Series, weekday: int) -> list[float | None]:
    """What is left of values after the mean of their weekday and a straight trend, by least squares.

    The slope is that within weekdays (Frisch & Waugh 1933): both are fitted together.
    """
    known = [(place, value) for place, value in enumerate(values) if value is not None]
    groups: dict[int, list[tuple[int, float]]] = {}
    for place, value in known:
        groups.setdefault((place + weekday) % _WEEK, []).append((place, value))
    means = {
        day: (math.fsum(p for p, _ in some) / len(some), math.fsum(v for _, v in some) / len(some))
        for day, some in groups.items()
    }
    across = up = 0.0
    for place, value in known:
        at, level = means[(place + weekday) % _WEEK]
        across += (place - at) * (value - level)
        up += (place - at) ** 2
    slope = across / up if up else 0.0
    left: list[float | None] = [None] * len(values)
    for place, value in known:
        at, level = means[(place + weekday) % _WEEK]
        left[place] = value - level - slope * (place - at)
    return left


def _ranks(values: Series) -> list[float | None]:
    """Ranks of what is known, equal ones sharing their mean rank, around 0 and of length 1 on average."""
    order = sorted((value, place) for place, value in enumerate(values) if value is not None)
    ranks: list[float | None] = [None] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and math.isclose(order[end][0], order[start][0], rel_tol=0, abs_tol=1e-9):
            end += 1
        for _value, place in order[start:end]:
            ranks[place] = (start + end - 1) / 2
        start = end
    return ranks


# ------------------------------------------------------------ correlating


def _turned(first: Series, second: Series) -> list[float]:
    """The correlation with the second series turned round by 0, 1, … days."""
    size = len(first)
    known = [(place, value) for place, value in enumerate(first) if value is not None]
    twice = [*second, *second]
    return [
        _correlation([(value, other) for place, value in known if (other := twice[place + turn]) is not None])
        for turn in range(size)
    ]


def _correlation(pairs: Sequence[tuple[float, float]]) -> float:
    """Pearson's; 0 where one side does not vary."""
    count = len(pairs)
    if count < 3:
        return 0.0
    one = math.fsum(a for a, _ in pairs) / count
    other = math.fsum(b for _, b in pairs) / count
    both = ones = others = 0.0
    for a, b in pairs:
        x, y = a - one, b - other
        both += x * y
        ones += x * x
        others += y * y
    return both / math.sqrt(ones * others) if ones and others else 0.0


def _likely(mood: Series, use: Series, weekday: int, known: Pattern) -> tuple[float, float]:
    """Where the correlation about lies: blocks of seven days drawn anew, around the found one on Fisher's scale."""
    by = _LAGS[known.lag or Lag.SAME]
    first, second = _ranks(adjusted(mood, weekday)), _ranks(adjusted(use, weekday))
    size = len(first)
    blocks = [
        [
            (a, b)
            for place in range(start, min(start + _BLOCK, size))
            if 0 <= place + by < size
            and (a := first[place]) is not None
            and (b := second[place + by]) is not None
        ]
        for start in range(0, size, _BLOCK)
    ]
    draws = _numbers()
    drawn = []
    for _draw in range(_DRAWS):
        some = [blocks[int(next(draws) * len(blocks))] for _block in blocks]
        drawn.append(
            math.atanh(max(-_EDGE, min(_EDGE, _correlation([pair for one in some for pair in one]))))
        )
    mean = math.fsum(drawn) / len(drawn)
    spread = math.sqrt(math.fsum((one - mean) ** 2 for one in drawn) / (len(drawn) - 1))
    half = NormalDist().inv_cdf(0.975) * spread
    middle = math.atanh(max(-_EDGE, min(_EDGE, known.rho or 0.0)))
    return math.tanh(middle - half), math.tanh(middle + half)


def _numbers() -> Iterator[float]:
    """Numbers in [0, 1), the same each time, so that a page does not tremble (SplitMix64, Steele et al. 2014)."""
    state, mask = 0x9E3779B97F4A7C15, (1 << 64) - 1
    while True:
        state = (state + 0x9E3779B97F4A7C15) & mask
        mixed = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & mask
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & mask
        yield (mixed ^ (mixed >> 31)) / 2**64
