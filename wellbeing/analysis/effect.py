"""Does a kind of nudge help? Centred least squares on withheld and delivered ones, judged by re-drawing the draws.

At each decision point a known chance p decided whether the nudge was delivered (A = 1) or withheld (A = 0), and the
minutes of the target in the hour after it are the outcome Y:

    Y = a + b·(minutes in the hour before) + c·cos(hour) + d·sin(hour) + beta·(A - p)

beta is the effect in minutes (weighted and centred least squares with a constant p: Boruvka, Almirall, Witkiewitz &
Murphy 2018). Its p-value asks how often the same residuals would give as much under other draws. Nothing about their
distribution is assumed; that of the re-drawn sum is exact up to a saddlepoint (Lugannani & Rice 1980; Robinson 1982
for permutations), which needs neither random numbers nor thousands of repetitions. The interval holds every
relative effect d for which Y/(1+d) of the delivered ones cannot be told from the withheld ones.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

LEAST_POINTS = 60
LEAST_WITHHELD = 12
"""Below these nothing is known yet: Welch's t covers 92 % with 9 withheld (facts/science.md 4.4)."""
ENOUGH_POINTS = 240
"""From here on "does not seem to help" may be said; four months at two points a day."""
NO_MATTER = 0.20
"""An interval inside +-20 % says that it hardly matters."""
LEVEL = 0.05
WEEKLY_LEVEL = 0.01
"""Because it is looked at every week, "helps" asks for more than the interval does (facts/science.md 4.4)."""
_WIDEST = (math.log(0.05), math.log(5.0))
"""Relative effects that are looked at: -95 % to +400 %."""
_STEPS = 30
_HALVINGS = 12


@dataclass(frozen=True, slots=True)
class Point:
    """One decision point of one kind."""

    delivered: bool
    chance: float
    """Of being delivered, above 0 and below 1."""
    before: float
    """Minutes of the target in the hour before."""
    after: float
    """Minutes of the target in the hour after."""
    hour: float
    """Local clock, 0 to 24."""


class Says(StrEnum):
    """What may be said of an effect."""

    NOT_KNOWN = "not known yet"
    UNCLEAR = "unclear"
    HELPS = "helps"
    NO_USE = "does not seem to help"


@dataclass(frozen=True, slots=True)
class Effect:
    """What is known of a kind's effect."""

    says: Says
    points: int
    withheld: int
    minutes: float | None = None
    """More (or, below 0, fewer) minutes of the target in the hour after; None while not known."""
    p_value: float | None = None
    """Of no effect at all, two-sided."""
    low: float | None = None
    high: float | None = None
    """Relative effect, 95 %: -0.3 is 30 % fewer minutes. At the edge of -0.95 or 4 it may reach further."""


def effect(points: Sequence[Point]) -> Effect:
    """Effect of a kind of nudge on the minutes of its target in the hour after it.

    Takes about 0.1 s for 240 points. Points must be at least 90 minutes apart, so that one does not reach into
    the next.
    """
    withheld = sum(not one.delivered for one in points)
    if len(points) < LEAST_POINTS or withheld < LEAST_WITHHELD:
        return Effect(Says.NOT_KNOWN, len(points), withheld)
    residual = _Residual(points)
    minutes, p_value = _minutes(residual, points), p_of(points, 0.0, residual)
    low, high = interval(points)
    told = Effect(Says.UNCLEAR, len(points), withheld, minutes, p_value, low, high)
    if high < 0 and p_value < WEEKLY_LEVEL:
        return replace(told, says=Says.HELPS)
    if len(points) >= ENOUGH_POINTS and (low > 0 or (low >= -NO_MATTER and high <= NO_MATTER)):
        return replace(told, says=Says.NO_USE)
    return told


def minutes(points: Sequence[Point]) -> float:
    """The effect in minutes, by centred least squares."""
    return _minutes(_Residual(points), points)


def p_of(points: Sequence[Point], relative: float, residual: _Residual | None = None) -> float:
    """How likely draws as good as these would tell at least as much, if the relative effect were `relative`.

    Args:
        points: not empty.
        relative: above -1; 0 for no effect at all.
        residual: of the same points, where it is at hand.
    """
    residual = residual or _Residual(points)
    scale = 1.0 / (1.0 + relative)
    without = [one.after * scale if one.delivered else one.after for one in points]
    left = residual.of(without)
    chances = [one.chance for one in points]
    total = sum((float(one.delivered) - one.chance) * rest for one, rest in zip(points, left, strict=True))
    upper = _upper_tail(left, chances, total)
    return min(1.0, 2.0 * min(upper, 1.0 - upper))


def interval(points: Sequence[Point], level: float = LEVEL) -> tuple[float, float]:
    """The relative effects that the draws do not speak against."""
    residual = _Residual(points)

    def fits(log_ratio: float) -> bool:
        return p_of(points, math.expm1(log_ratio), residual) >= level

    low, high = _WIDEST
    grid = [low + (high - low) * n / _STEPS for n in range(_STEPS + 1)]
    # The best fit lies between grid points when few fit; it belongs to the interval always.
    best = max(grid, key=lambda one: p_of(points, math.expm1(one), residual))
    fitting = [one for one in grid if fits(one)] or [best]
    step = (high - low) / _STEPS
    left = fitting[0] if fitting[0] == low else _edge(fits, fitting[0], fitting[0] - step)
    right = fitting[-1] if fitting[-1] == high else _edge(fits, fitting[-1], fitting[-1] + step)
    return math.expm1(left), math.expm1(right)


def _edge(fits: Callable[[float], bool], inside: float, outside: float) -> float:
    for _ in range(_HALVINGS):
        middle = (inside + outside) / 2
        if fits(middle):
            inside = middle
        else:
            outside = middle
    return (inside + outside) / 2


def _minutes(residual: _Residual, points: Sequence[Point]) -> float:
    drawn = residual.of([float(one.delivered) - one.chance for one in points])
    told = residual.of([one.after for one in points])
    square = sum(one * one for one in drawn)
    return sum(a * y for a, y in zip(drawn, told, strict=True)) / square if square > 0 else 0.0


class _Residual:
    """What is left of a column once hour and the hour before are taken out: an orthonormal basis, made once."""

    def __init__(self, points: Sequence[Point]) -> None:
        angle = [one.hour / 24 * math.tau for one in points]
        columns = (
            [1.0] * len(points),
            [one.before for one in points],
            [math.cos(one) for one in angle],
            [math.sin(one) for one in angle],
        )
        self._basis: list[list[float]] = []
        for column in columns:
            left = self.of(self.of(column))  # twice is enough (Kahan, Parlett)
            length = math.sqrt(sum(one * one for one in left))
            if length > 1e-9 * math.sqrt(len(points)):
                self._basis.append([one / length for one in left])

    def of(self, column: Sequence[float]) -> list[float]:
        left = list(column)
        for base in self._basis:
            part = sum(a * b for a, b in zip(base, left, strict=True))
            left = [a - part * b for a, b in zip(left, base, strict=True)]
        return left


def _upper_tail(left: Sequence[float], chances: Sequence[float], total: float) -> float:
    """P(sum of (A - p)·e >= total) over fresh draws A, by the formula of Lugannani and Rice."""
    spread = math.sqrt(sum(p * (1 - p) * e * e for e, p in zip(left, chances, strict=True)))
    if spread < 1e-12:
        return 0.5
    weights = [(e / spread, p) for e, p in zip(left, chances, strict=True)]
    level = total / spread
    bound = sum(max((1 - p) * e, -p * e) for e, p in weights)
    if abs(level) >= bound * (1 - 1e-9):
        return 0.0 if level > 0 else 1.0
    if abs(level) < 1e-3:
        return _normal_tail(level)
    at = _saddle(weights, level)
    height, _, curve = _cumulants(weights, at)
    root = math.copysign(math.sqrt(max(2 * (at * level - height), 0.0)), at)
    slope = at * math.sqrt(curve)
    if abs(root) < 1e-4 or slope == 0.0:
        return _normal_tail(level)
    tail = _normal_tail(root) + math.exp(-root * root / 2) / math.sqrt(math.tau) * (1 / slope - 1 / root)
    return min(max(tail, 0.0), 1.0)


def _saddle(weights: Sequence[tuple[float, float]], level: float) -> float:
    """Where the derivative of the cumulant generating function is `level`; by Newton, kept inside bounds."""
    low, high = (0.0, 60.0) if level > 0 else (-60.0, 0.0)
    at = max(min(level, high), low)
    for _ in range(40):
        _, slope, curve = _cumulants(weights, at)
        if abs(slope - level) < 1e-9:
            break
        if slope < level:
            low = at
        else:
            high = at
        step = at + (level - slope) / curve if curve > 0 else low
        at = step if low < step < high else (low + high) / 2
    return at


def _cumulants(weights: Sequence[tuple[float, float]], at: float) -> tuple[float, float, float]:
    """The cumulant generating function of the re-drawn sum, and its first two derivatives."""
    height = slope = curve = 0.0
    for e, p in weights:
        grown = math.exp(min(at * e, 700.0))
        norm = 1 - p + p * grown
        tilted = p * grown / norm
        height += math.log(norm) - at * p * e
        slope += (tilted - p) * e
        curve += tilted * (1 - tilted) * e * e
    return height, slope, curve


def _normal_tail(x: float) -> float:
    return 0.5 * math.erfc(x / math.sqrt(2))
