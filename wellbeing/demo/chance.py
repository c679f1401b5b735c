"""Chance that comes out the same everywhere: a small generator of our own, and distributions drawn from it.

The core may not import `random`, whose distributions change between Python versions, nor depend on numpy.
`Chance` is PCG32 (XSH-RR 64/32). Source: M. O'Neill, "PCG: A Family of Simple Fast Space-Efficient
Statistically Good Algorithms for Random Number Generation", 2014, and the minimal C implementation at
pcg-random.org, whose published numbers the test compares. Only `exp`, `log` and the like come from the C
library; they may differ in the last bit, so all that is kept is rounded (to milliseconds or whole scores).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from math import cos, exp, log, pi, sin, sqrt
from typing import Generic, TypeVar

T = TypeVar("T")

_WORD = 0xFFFF_FFFF
_LONG = 0xFFFF_FFFF_FFFF_FFFF
_MULTIPLIER = 6364136223846793005
_GOLDEN = 0x9E37_79B9_7F4A_7C15
_UNIT = 2.0**-32
_TURN = 2 * pi


def _mixed(state: int, word: int) -> int:
    """One round of SplitMix64 over a state and one more word (Steele, Lea, Flood, OOPSLA 2014)."""
    z = (state ^ (word & _LONG)) + _GOLDEN & _LONG
    z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9 & _LONG
    z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB & _LONG
    return z ^ (z >> 31)


class Chance:
    """A stream of draws; the same seed and stream give the same draws on every machine.

    Not for secrets. One user at a time.

    Args:
        seed: any whole number; 64 bits count.
        stream: any whole number; 63 bits count. Streams of one seed are related; `at` gives unrelated ones.
    """

    __slots__ = ("_state", "_step", "_waiting")

    def __init__(self, seed: int, stream: int = 0) -> None:
        self._waiting: float | None = None
        self._step = (stream << 1 | 1) & _LONG
        self._state = (self._step + seed) * _MULTIPLIER + self._step & _LONG

    @classmethod
    def at(cls, seed: int, *path: int) -> Chance:
        """A stream of its own for a place, such as (seed, what, day): draws elsewhere never shift it."""
        state = _mixed(0, seed)
        for word in path:
            state = _mixed(state, word)
        return cls(state, _mixed(state, len(path)))

    def bits(self) -> int:
        """32 even bits."""
        old = self._state
        self._state = old * _MULTIPLIER + self._step & _LONG
        word = ((old >> 18) ^ old) >> 27 & _WORD
        turn = old >> 59
        return (word >> turn) | (word << (-turn & 31)) & _WORD

    def uniform(self) -> float:
        """Between 0 and 1, neither end ever drawn; a grid of 2^-32."""
        old = self._state
        self._state = old * _MULTIPLIER + self._step & _LONG
        word = ((old >> 18) ^ old) >> 27 & _WORD
        turn = old >> 59
        return (((word >> turn) | (word << (-turn & 31)) & _WORD) + 0.5) * _UNIT

    def between(self, low: float, high: float) -> float:
        """Evenly between two numbers."""
        return low + (high - low) * self.uniform()

    def below(self, count: int) -> int:
        """A whole number from 0 to count - 1; count must be small beside 2^32."""
        return self.bits() * count >> 32

    def happens(self, probability: float) -> bool:
        """True with the given probability, 0 to 1."""
        return self.uniform() < probability

    def normal(self, mean: float = 0.0, sd: float = 1.0) -> float:
        """Normal, by Box and Muller (1958), who give two at once: the second waits for the next call."""
        waiting = self._waiting
        if waiting is not None:
            self._waiting = None
            return mean + sd * waiting
        radius, angle = sqrt(-2.0 * log(self.uniform())), _TURN * self.uniform()
        self._waiting = radius * sin(angle)
        return mean + sd * radius * cos(angle)

    def lognormal(self, median: float, log_sd: float) -> float:
        """Above 0; mean = median * exp(log_sd^2 / 2)."""
        return median * exp(self.normal(0.0, log_sd))

    def exponential(self, mean: float) -> float:
        """Waiting time, above 0."""
        return -mean * log(self.uniform())

    def poisson(self, mean: float) -> int:
        """How often something with exponential waiting times happens; cost grows with the mean."""
        count, waited = 0, self.exponential(1.0)
        while waited < mean:
            count += 1
            waited += self.exponential(1.0)
        return count

    def student5(self) -> float:
        """Student's t with 5 degrees of freedom, scaled to variance 1: normal with odd outliers."""
        chi2 = 0.0  # no `sum`: how it rounds floats changed with Python 3.12
        for _ in range(5):
            chi2 += self.normal() ** 2
        return self.normal() * sqrt(3.0 / chi2)

    def choice(self, items: Sequence[T]) -> T:
        """One of several, evenly."""
        return items[self.below(len(items))]

    def sample(self, items: Sequence[T], count: int) -> list[T]:
        """Some of several without repeats, in the order of `items`."""
        ranked = sorted(range(len(items)), key=lambda _: self.bits())
        return [items[i] for i in sorted(ranked[:count])]


class Wheel(Generic[T]):
    """A choice among weighted items, made ready once and spun often."""

    __slots__ = ("_bounds", "_items", "_total")

    def __init__(self, items: Sequence[T], weights: Sequence[float]) -> None:
        self._items = tuple(items)
        *bounds, self._total = accumulate(weights)
        self._bounds = tuple(bounds)

    def spin(self, chance: Chance) -> T:
        """One item, as often as its weight says."""
        return self._items[bisect_right(self._bounds, self._total * chance.uniform())]
