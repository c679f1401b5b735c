"""Sensors of the desktop: what each can know, and what it tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Protocol, TypeVar, runtime_checkable

from wellbeing.model import Evidence
from wellbeing.ports.support import Support
from wellbeing.timeline.settling import Told


class Fact(StrEnum):
    """What a sensor can know. One sensor, one fact."""

    WINDOW = "window"
    IDLE = "idle"
    SESSION = "session"
    MEDIA = "media"
    """Players that play."""
    SOUND = "sound"
    """Streams that record or sound."""
    CAMERA = "camera"
    QUIET = "quiet"
    """Do Not Disturb."""


@dataclass(frozen=True, slots=True)
class SessionState:
    """What logind tells: is the screen locked, is the machine about to sleep."""

    locked: bool = False
    sleeping: bool = False


@dataclass(frozen=True, slots=True)
class Player:
    """A media player that plays now; never what it plays."""

    name: str
    """What follows `org.mpris.MediaPlayer2.` in its bus name, such as `vlc` or `firefox.instance_1_23`."""
    pid: int | None
    entry: str | None = None
    """Its desktop entry, as it names it."""


@dataclass(frozen=True, slots=True)
class Stream:
    """A program that records or sounds now; never what."""

    pid: int | None
    program: str
    """Name of its executable, or what it calls itself; may be empty."""
    role: str | None = None
    """`video`, `music`, `phone`, …, as it declares; mostly None."""


@dataclass(frozen=True, slots=True)
class Sound:
    """What the sound server tells."""

    recording: tuple[Stream, ...] = ()
    """From microphones, not from what other programs play."""
    playing: tuple[Stream, ...] = ()


T_co = TypeVar("T_co", covariant=True)


class Sensor(Protocol[T_co]):
    """One fact about the desktop, event-driven where the desktop allows.

    Used on one thread only. `read()` returns the fact as it stands now and drains pending events.
    """

    @property
    def name(self) -> str:
        """Short and stable, such as `x11-window`; shown by doctor."""
        ...

    @property
    def fact(self) -> Fact:
        """What it knows."""
        ...

    def probe(self) -> Support:
        """Whether it can work here; opens nothing that stays open when the answer is no."""
        ...

    def read(self) -> T_co:
        """The fact now.

        Raises:
            SensorLost: the source is gone for good; close and choose again.
        """
        ...

    def fileno(self) -> int | None:
        """Readable when something may have changed; None when the sensor must be polled."""
        ...

    def close(self) -> None:
        """Give back what was opened; may be called twice."""
        ...


@runtime_checkable
class Recounts(Protocol):
    """A sensor of windows that remembers what came to the front between two reads."""

    def passed(self) -> Sequence[Told]:
        """What came to the front since this was last asked, in order; the last is what `read` returned.

        Bounded: of more changes than a sensor keeps, the oldest are forgotten.
        """
        ...


WindowSensor = Sensor[Evidence | None]
"""None: no window is in front."""
IdleSensor = Sensor[timedelta | None]
"""Time since the last input; None where it cannot be known."""
SessionSensor = Sensor[SessionState]
MediaSensor = Sensor[tuple[Player, ...]]
"""Those that play."""
SoundSensor = Sensor[Sound]
CameraSensor = Sensor[bool]
"""Whether any camera is in use."""
QuietSensor = Sensor[bool]
"""Whether the person wants no notes now."""
