"""How much of what: sums of activities, as every view reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from wellbeing.model.activity import Presence
from wellbeing.model.identity import AppIdentity


class Per(Enum):
    """What a sum is kept apart by, beside app and presence."""

    DAY = "day"
    HOUR = "hour"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Use:
    """Time spent with one app in one presence, apart by what was asked for."""

    app: AppIdentity
    presence: Presence
    amount: timedelta
    day: date | None = None
    """Local day, beginning at the person's day start; None when not asked for."""
    hour: int | None = None
    """Local clock hour, 0 to 23; None when not asked for."""
    title: str | None = None
    """None when not asked for or not kept."""


@dataclass(frozen=True, slots=True)
class DayUse:
    """Time of one local day spent with all apps of one kind in one presence."""

    day: date
    """Local day, beginning at the person's day start."""
    kind: str
    """What the asker counts apps as: a group, a category."""
    presence: Presence
    amount: timedelta
