"""Sensors that know nothing and say why."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Generic, TypeVar

from wellbeing.model import Evidence
from wellbeing.ports import Fact, Foreground, SessionState, Sound, Support

T_co = TypeVar("T_co", covariant=True)


class Null(Generic[T_co]):
    """Stands where no sensor works: every read gives the same nothing."""

    def __init__(self, fact: Fact, nothing: T_co, *, reason: str, remedy: str, name: str = "none") -> None:
        self._fact = fact
        self._name = name
        self._nothing = nothing
        self.reason = reason
        """A sentence: why nothing is known."""
        self.remedy = remedy
        """A sentence: what the person can do; empty when nothing can be done."""

    @property
    def name(self) -> str:
        """`none`, or the name of the sensor that it stands for."""
        return self._name

    @property
    def fact(self) -> Fact:
        """What it does not know."""
        return self._fact

    def probe(self) -> Support:
        """Never works; says why."""
        return Support(False, self.reason, self.remedy)

    def read(self) -> T_co:
        """Nothing."""
        return self._nothing

    def fileno(self) -> int | None:
        """Always None: nothing ever changes."""
        return None

    def close(self) -> None:
        """Nothing is open."""


class NoTerminals:
    """Implements `ports.Terminals` where the system does not tell: no window runs anything."""

    def foreground(self, window: Evidence) -> Foreground:
        """Nothing."""
        del window
        return Foreground()


def null(fact: Fact, *, reason: str, remedy: str, name: str = "none") -> Null[object]:
    """The sensor that knows nothing of this fact: no window, no idle time, nothing locked, playing or held."""
    nothing = NOTHING_KNOWN[fact]
    return Null(fact, nothing, reason=reason, remedy=remedy, name=name)


NOTHING_KNOWN: Mapping[Fact, object] = MappingProxyType(
    {
        Fact.WINDOW: None,
        Fact.IDLE: None,
        Fact.SESSION: SessionState(),
        Fact.MEDIA: (),
        Fact.SOUND: Sound(),
        Fact.CAMERA: False,
        Fact.QUIET: False,
    }
)
"""What a sensor that knows nothing reads."""
