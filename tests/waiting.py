"""Waiting for conditions, never for a time; needs nothing of the system."""

from __future__ import annotations

import select
import time
from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

PATIENCE_S = 60.0
"""Far more than anything here takes; busy machines are slow."""
_STEP_S = 0.005


def until(what: Callable[[], T], why: str, patience_s: float = PATIENCE_S) -> T:
    """Ask until the answer is true, and give it; fail with the reason after a long while."""
    end = time.monotonic() + patience_s
    while not (answer := what()):
        if time.monotonic() > end:
            raise AssertionError(f"waited {patience_s:.0f} s for {why}; it is {answer!r}")
        time.sleep(_STEP_S)
    return answer


class Readable(Protocol[T_co]):
    """What can be waited for and read, as every event-driven sensor."""

    def read(self) -> T_co:
        """The fact now."""
        ...

    def fileno(self) -> int | None:
        """Readable when it may have changed."""
        ...


def told(source: Readable[T], what: Callable[[T], bool], why: str, patience_s: float = PATIENCE_S) -> T:
    """Read only when the file number wakes, as the beat does, until a value fits; fails when it sleeps on."""
    while not what(value := source.read()):
        number = source.fileno()
        assert number is not None
        if not select.select([number], [], [], patience_s)[0]:
            raise AssertionError(f"slept {patience_s:.0f} s waiting for {why}; it is {value!r}")
    return value
