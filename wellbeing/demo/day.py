"""One synthetic day: what the record would hold, what was asked and felt, and what truly was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from wellbeing.model import Activity, Entry, Span, Zone


class Kind(StrEnum):
    """What sort of day it is."""

    WORK = "work"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    VACATION = "vacation"
    """Away; mostly without the machine."""
    JOURNEY = "journey"
    """The clock changes zone on the way; some use in the morning."""
    SICK = "sick"
    OFF = "off"
    """The machine stayed off."""

    @property
    def free(self) -> bool:
        """Whether nobody expects work."""
        return self not in (Kind.WORK, Kind.JOURNEY)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A human turn in an AI tool."""

    at: datetime
    answered: datetime
    """When the answer was complete; may lie after the tool was left."""
    tool: str
    """Id in the AI catalogue."""


@dataclass(frozen=True, slots=True)
class Run:
    """An agent at work by itself; no human turn, and the person may be elsewhere."""

    span: Span
    tool: str


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What the person answered when asked how they are."""

    at: datetime
    mood: int
    """1 (bad) to 7 (good)."""
    energy: int
    """1 to 7."""
    who5: int | None
    """WHO-5 Well-Being Index, 0 to 100 in steps of 4; None on days without it."""


@dataclass(frozen=True, slots=True)
class Truth:
    """How long everything truly was, counted while the day was made and not from its activities."""

    active: timedelta
    """Present: at the keyboard, or watching and listening."""
    passive: timedelta
    """The part of `active` without input."""
    idle: timedelta
    locked: timedelta
    ai: timedelta
    """The part of `active` with an AI tool in front."""
    tools: Mapping[str, timedelta]
    """`ai` by tool; tools of the day only."""
    companion: timedelta
    people: timedelta
    """The part of `active` in mail, messengers and calls."""
    night: timedelta
    """The part of `active` from 23:00 to 05:00 local."""
    unrecorded: timedelta
    """Present, but the record missed it: a crash, a pause, a stall, a clock set back."""


@dataclass(frozen=True, slots=True)
class Day:
    """A local day from its start (04:00) to the next; everything in order and inside `span`, times UTC."""

    day: date
    kind: Kind
    span: Span
    zones: tuple[Zone, ...]
    """Noted on this day; the first day made notes the home zone."""
    activities: tuple[Activity, ...]
    """None empty, none overlapping; neighbours that touch differ."""
    entries: tuple[Entry, ...]
    prompts: tuple[Prompt, ...]
    runs: tuple[Run, ...]
    checkin: CheckIn | None
    """None when skipped."""
    truth: Truth
