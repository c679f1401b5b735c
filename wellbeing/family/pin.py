"""The PIN of the parents: what makes one too easy to guess, and how long to wait after wrong tries.

The wait is counted on the lasting clock (time since the machine's start, sleep included), which nobody can set:

    try ✗ ── wait ──────► next try          same start: counted from the try
    try ✗ ─ restart ── wait ────► next try  new start: the machine has been up as long as the wait lasts
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import pairwise

SHORTEST, LONGEST = 4, 64
"""Characters of a PIN; letters are welcome."""
DELAYS = tuple(timedelta(seconds=one) for one in (0, 2, 5, 30, 60, 300, 900, 3600))
"""After so many wrong tries in a row, the last one for all beyond: a slip costs nothing, 10,000 PINs a year."""


class Weakness(StrEnum):
    """What makes a PIN unfit."""

    TOO_SHORT = "too short"
    TOO_LONG = "too long"
    ALL_ALIKE = "all alike"
    IN_ORDER = "in order"


def weakness(pin: str) -> Weakness | None:
    """Why a PIN should not be used; None for one that may."""
    if len(pin) < SHORTEST:
        return Weakness.TOO_SHORT
    if len(pin) > LONGEST:
        return Weakness.TOO_LONG
    steps = {ord(after) - ord(before) for before, after in pairwise(pin)}
    if steps == {0}:
        return Weakness.ALL_ALIKE
    return Weakness.IN_ORDER if steps in ({1}, {-1}) else None


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong tries in a row."""

    failed: int = 0
    at: timedelta = timedelta(0)
    """The last one, on the lasting clock."""


def delay(failed: int) -> timedelta:
    """How long nothing is tried after so many wrong tries; never less after more."""
    return DELAYS[min(max(failed, 0), len(DELAYS) - 1)]


def left(tries: Tries, lasting: timedelta) -> timedelta:
    """Until the next try; zero when one may be made.

    Args:
        tries: so far.
        lasting: the clock that nobody sets, at zero when the machine starts.
    """
    # Below the try, the machine was started again: at least its whole uptime has passed since.
    passed = lasting - tries.at if lasting >= tries.at else lasting
    return max(delay(tries.failed) - passed, timedelta(0))


def tried(tries: Tries, lasting: timedelta) -> Tries:
    """With one more try, which counts as wrong until it is known to be right: a killed program tells no less."""
    return Tries(tries.failed + 1, lasting)
