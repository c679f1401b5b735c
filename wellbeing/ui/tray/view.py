"""What the tray and its panel show, as one frozen value, and what a person may wish there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from wellbeing.limits.standing import Standing
from wellbeing.ui.theme import Group


class PauseFor(Enum):
    """How long to pause; the value is the length, or None until the next day begins."""

    QUARTER = timedelta(minutes=15)
    HOUR = timedelta(hours=1)
    TOMORROW = None


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour of the strip."""

    used: timedelta
    """0 to 1 h."""
    usual: timedelta | None = None
    """What this hour of such a weekday usually holds; None while it is too early to say."""
    ai: timedelta = timedelta(0)
    """The part of `used` with AI tools."""


@dataclass(frozen=True, slots=True)
class AppUse:
    """One app of today's list."""

    name: str
    """As the person knows it; any length, any script."""
    icon: str | None
    """Icon name of the desktop's theme, or absolute path."""
    group: Group
    """Colour of the letter that stands in for a missing icon."""
    amount: timedelta


@dataclass(frozen=True, slots=True)
class LimitLeft:
    """One of the person's limits."""

    name: str
    group: Group | None
    """Colour of its bar; None for ink."""
    standing: Standing


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something keeps the record from being whole: what, and what the person can do."""

    sentence: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class PanelView:
    """Today, ready to be shown."""

    now: datetime
    """Aware, in the person's zone."""
    day: date
    """The local day that is shown; before the day's start that is still yesterday's date."""
    total: timedelta
    """Time in use today."""
    hours: tuple[Hour, ...]
    """From the day's start on; 24, and one less or more when the clock changes."""
    day_start: int = 4
    """The clock hour of the first element of `hours`."""
    since: datetime | None = None
    """When recording began, if that was today (the first day); else None."""
    usual: timedelta | None = None
    """What such a weekday usually holds by now; None while it is too early to say."""
    usual_from: date | None = None
    """The day from which there is a usual, while it is too early and that day is known."""
    above: bool = False
    """Noticeably above the usual: the engine decides, the mark shows it."""
    top: tuple[AppUse, ...] = ()
    """Most used first; the panel shows three."""
    ai: timedelta = timedelta(0)
    """The part of `total` with AI tools."""
    ai_usual: timedelta | None = None
    """What such a weekday usually holds of it by now; None while it is too early to say."""
    prompts: int | None = None
    """Human turns to AI tools; None where no log tells of them."""
    unattended: timedelta = timedelta(0)
    """Work of agents that the person did not attend, by the clock."""
    limits: tuple[LimitLeft, ...] = ()
    """Those that ask something today, the one that ends soonest first; the panel shows three."""
    next_break: timedelta | None = None
    """Use until the next break; None where the person chose none."""
    focus_left: timedelta | None = None
    """Of a focus session under way; None outside of one."""
    paused_until: datetime | None = None
    """Aware, in the person's zone; None when not paused."""
    trouble: Trouble | None = None
    demo: bool = False
    """The figures are synthetic."""
