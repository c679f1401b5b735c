"""The sums of one day that a family may see: of a device (`digest`), or of a person (`line`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated

from msgspec import Meta, Struct

from wellbeing.family.level import Level

LONGEST_DAY_S = 25 * 3600
"""No day of the calendar lasts longer; what travel adds is cut off."""
LONGEST_HOUR_S = 2 * 3600
"""A clock hour is lived twice when daylight saving ends."""
NIGHT = (23, 0, 1, 2, 3, 4)
"""Clock hours from 23:00 to 05:00 (facts/science.md, C1)."""
MOST_APPS = 200
LONGEST_NAME = 100
"""Characters."""

Seconds = Annotated[int, Meta(ge=0, le=LONGEST_DAY_S)]
HourSeconds = Annotated[int, Meta(ge=0, le=LONGEST_HOUR_S)]
Hours = Annotated[tuple[HourSeconds, ...], Meta(min_length=24, max_length=24)]
"""By local clock hour, 0 to 23."""
Count = Annotated[int, Meta(ge=0, le=1_000_000)]
Name = Annotated[str, Meta(max_length=LONGEST_NAME)]
Key = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9._:+-]+$")]
"""An id of ours: a category, a kind, a tool, a device, a person."""
Hash = Annotated[str, Meta(pattern=r"^([0-9a-f]{64})?$")]
"""SHA-256 in hex; empty where there is nothing to hash."""
Zone = Annotated[str, Meta(max_length=64, pattern=r"^[A-Za-z0-9._+/-]*$")]

UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]")
"""What a name must not hold: it would turn or hide the text around it."""


class _Value(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What all of them are."""


class Ai(_Value, frozen=True):
    """AI of one day."""

    attended_s: Seconds
    """A tool was in front, and the person was there."""
    unattended_s: Seconds
    """An agent worked, and the person was elsewhere."""
    prompts: Count | None
    """None where no log tells."""
    night_s: Seconds
    """Attended, from 23:00 to 05:00."""
    hours: Hours
    """Attended seconds."""


class App(_Value, frozen=True):
    """One app; never a site, never a title."""

    name: Name
    active_s: Seconds


class Tool(_Value, frozen=True):
    """One AI tool; the three numbers are never added."""

    id: Key
    attended_s: Seconds
    unattended_s: Seconds
    prompts: Count | None


class Kept(_Value, frozen=True):
    """One limit that asked something of the day."""

    id: Annotated[str, Meta(max_length=64)]
    """Of an agreed limit, as the agreement calls it; otherwise the device's own number."""
    name: Name
    """Empty where it is not told at this level, or names a site."""
    shown: Level
    """From which level on the name is told: it may name an app."""
    kept: bool
    agreed: bool
    """Whether the family agreed on it."""


class Journal(_Value, frozen=True):
    """What happened to the record itself on this day."""

    pauses: Count = 0
    paused_s: Seconds = 0
    gaps: Count = 0
    """Stalls, crashes, and times in which a sensor saw nothing."""
    missed_s: Seconds = 0
    jumps: Count = 0
    """Of the clock."""
    limits: Count = 0
    """Limits set, changed, removed, extended, ignored."""
    edits: Count = 0
    forgotten: Count = 0


class Chain(_Value, frozen=True):
    """Where the hash-chained journal of a device stood: a later one that is shorter, or another, was changed."""

    entries: Annotated[int, Meta(ge=0, le=2**53)] = 0
    head: Hash = ""


class Mood(_Value, frozen=True):
    """One check-in; only by its owner's own choice, and never the note beside it."""

    at: datetime
    """Aware, UTC."""
    form: Key
    values: Annotated[tuple[Annotated[int, Meta(ge=0, le=100)] | None, ...], Meta(max_length=20)]
    score: Annotated[int, Meta(ge=0, le=100)] | None


class Figures(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is the same of a device and of a person. What a level does not show is empty."""

    day: date
    """Local day, beginning at the person's day start."""
    level: Level
    """Nothing above it is inside: "no apps" and "apps are not shown" are told apart by it."""
    active_s: Seconds
    hours: Hours
    """Active seconds; together `active_s`."""
    ai: Ai
    night_s: Seconds
    """Active, from 23:00 to 05:00."""
    longest_free_s: Seconds | None
    """The longest stretch of use without AI; None where it is not known."""
    breaks: Count | None
    """Absences of five minutes or more between two stretches of use; None where it is not known."""
    categories: Annotated[Mapping[Key, Seconds], Meta(max_length=100)] = {}
    ai_kinds: Annotated[Mapping[Key, Seconds], Meta(max_length=30)] = {}
    """Attended, by kind of tool."""
    apps: Annotated[tuple[App, ...], Meta(max_length=MOST_APPS)] = ()
    """Most used first."""
    tools: Annotated[tuple[Tool, ...], Meta(max_length=MOST_APPS)] = ()
    limits: Annotated[tuple[Kept, ...], Meta(max_length=100)] = ()
    journal: Journal = Journal()
    moods: Annotated[tuple[Mood, ...], Meta(max_length=50)] | None = None
    """None where their owner does not show them."""
    demo: bool = False
    """Made by `wellbeing demo`, not lived."""


def contradiction(one: Figures) -> str:
    """What does not fit together in a day, in figures of the wire format; empty where all does."""
    sums = {
        "hours is not active_s": sum(one.hours) == one.active_s,
        "ai.hours is not ai.attended_s": sum(one.ai.hours) == one.ai.attended_s,
        "ai.attended_s is above active_s": one.ai.attended_s <= one.active_s,
        "night_s is not that of hours": night(one.hours) == one.night_s,
        "ai.night_s is not that of ai.hours": night(one.ai.hours) == one.ai.night_s,
        "longest_free_s is above active_s": (one.longest_free_s or 0) <= one.active_s,
        "categories are above active_s": sum(one.categories.values()) <= one.active_s,
        "ai_kinds are above ai.attended_s": sum(one.ai_kinds.values()) <= one.ai.attended_s,
        "apps are above active_s": sum(app.active_s for app in one.apps) <= one.active_s,
        "tools are above ai.attended_s": sum(tool.attended_s for tool in one.tools) <= one.ai.attended_s,
        "a name holds unseen characters": not any(UNSEEN.search(name) for name in _names(one)),
        "level does not show what is inside": not above(one, one.level),
    }
    return next((what for what, holds in sums.items() if not holds), "")


def night(hours: tuple[int, ...]) -> int:
    """Seconds from 23:00 to 05:00."""
    return sum(hours[hour] for hour in NIGHT)


def above(one: Figures, level: Level) -> bool:
    """Whether anything is inside that the level does not show."""
    return (
        (level < Level.KINDS and bool(one.categories or one.ai_kinds))
        or (level < Level.APPS and bool(one.apps or one.tools))
        or any(limit.name and level < limit.shown for limit in one.limits)
    )


def _names(one: Figures) -> list[str]:
    return [
        *(app.name for app in one.apps),
        *(text for limit in one.limits for text in (limit.name, limit.id)),
    ]
