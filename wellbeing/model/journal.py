"""What happened to the record itself: pauses, gaps, clock jumps, changed limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType


class EntryKind(StrEnum):
    """Kinds of journal entries. The words are stored; never change one."""

    START = "start"
    STOP = "stop"
    CRASH = "crash"
    PAUSE = "pause"
    RESUME = "resume"
    SUSPEND = "suspend"
    GAP = "gap"
    CLOCK = "clock"
    SENSOR = "sensor"
    FORGET = "forget"
    EDIT = "edit"
    """The person changed a stretch by hand; how many activities, never which."""
    RESTORE = "restore"
    SET_ASIDE = "set-aside"
    SETTING = "setting"
    LIMIT = "limit"
    """A limit was set, changed, removed, extended or ignored; its number and amounts, never what it is on."""
    HOUSEHOLD = "household"
    """The PIN was set, tried or used; time was asked for or given; holidays changed. Never a name or a reason."""
    DEMO = "demo"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal; the store chains them by hash, so that a changed one shows."""

    at: datetime
    """Aware, UTC."""
    kind: EntryKind
    facts: Mapping[str, str | int | float | bool | None] = field(default_factory=lambda: MappingProxyType({}))
    """Plain figures and words of ours: never titles, sites, names or moods."""


def crash(at: datetime, until: datetime) -> Entry:
    """The entry of a tracker that ended without stopping.

    Args:
        at: when the next one began.
        until: the last moment that is recorded.
    """
    return Entry(at, EntryKind.CRASH, {"until": until.isoformat(timespec="seconds")})
