"""The report of some days as a value: figures and their comparisons, no words yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from wellbeing.limits.limit import Limit
from wellbeing.reports.edition import Stretch
from wellbeing.reports.facts import ZERO, GrowthNote


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a week or month; one month of a year."""

    first: date
    active: timedelta
    ai: timedelta
    recorded: int
    """Days with a record: 0 or 1 of a day."""
    ahead: bool = False
    """Not lived yet."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Two amounts that may be compared."""

    now: timedelta
    before: timedelta
    days: int
    """Days that `now` rests on; for a week as many of the week before."""
    average: bool
    """Whether both are averages of a recorded day (months, years) and not sums of the same weekdays."""

    @property
    def change(self) -> timedelta:
        """What is more now; less is below zero."""
        return self.now - self.before


@dataclass(frozen=True, slots=True)
class Usual:
    """What as many days of the same weekdays had in the four weeks before: sums of medians by weekday."""

    active: timedelta
    ai: timedelta
    late: timedelta
    own_active: timedelta
    """Of this week, on the same days."""
    own_ai: timedelta
    days: int

    @property
    def share(self) -> float | None:
        """AI of active time, 0 to 1."""
        return self.ai / self.active if self.active else None


@dataclass(frozen=True, slots=True)
class Category:
    """One category; those that were used before only have zero."""

    key: str
    name: str
    group: str
    amount: timedelta
    """All of it."""
    before: timedelta | None
    """Of the stretch before, in the unit of `Report.beside`; None where nothing is compared."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One app or site."""

    key: str
    name: str
    amount: timedelta


@dataclass(frozen=True, slots=True)
class Tool:
    """One AI tool; the three numbers are never added."""

    key: str
    name: str
    kind: str | None
    attended: timedelta
    unattended: timedelta
    prompts: int | None
    """None where no log tells."""


@dataclass(frozen=True, slots=True)
class FirstUse:
    """The first AI use of days, after each day's start."""

    middle: timedelta
    """The median."""
    earliest: timedelta
    latest: timedelta
    days: int
    soon: int
    """Days on which it came within `SOON` minutes of use."""


@dataclass(frozen=True, slots=True)
class Ai:
    """AI over these days."""

    attended: timedelta
    share: float | None
    """Of active time, 0 to 1; None without any."""
    unattended: timedelta
    prompts: int | None
    tools: tuple[Tool, ...]
    kinds: tuple[tuple[str | None, timedelta], ...]
    """Attended time by kind, most first."""
    first: FirstUse | None
    night: timedelta
    """From 23:00 to 05:00."""
    free: tuple[timedelta, date] | None
    """The longest stretch of use without AI, and its day; None where only totals are left."""


@dataclass(frozen=True, slots=True)
class Late:
    """Use from 23:00 to 05:00."""

    amount: timedelta
    nights: int
    """With a minute of it or more."""


@dataclass(frozen=True, slots=True)
class Company:
    """People beside companions."""

    people: timedelta
    companion: timedelta
    companion_days: int


@dataclass(frozen=True, slots=True)
class Kept:
    """One limit over the days."""

    limit: Limit
    days: tuple[bool | None, ...]
    """One for each day; None where it asked nothing or was not over."""
    kept: int
    asked: int


@dataclass(frozen=True, slots=True)
class Breaks:
    """Absences of five minutes or more between stretches of use."""

    count: int
    away: timedelta
    longest: tuple[timedelta, date]
    """The longest stretch without one, and its day."""
    days: int


@dataclass(frozen=True, slots=True)
class Feeling:
    """A mean of daily check-ins, 1 to 7."""

    mean: float
    days: int
    before: float | None
    """Of the stretch before; None with fewer than three days there."""


@dataclass(frozen=True, slots=True)
class Feelings:
    """What the owner shares of the daily check-ins; None with fewer than three days."""

    mood: Feeling | None
    energy: Feeling | None


@dataclass(frozen=True, slots=True)
class Journal:
    """What happened to the record itself."""

    pauses: int = 0
    paused: timedelta = ZERO
    gaps: int = 0
    """Stalls, crashes, and times in which a sensor saw nothing."""
    missed: timedelta = ZERO
    jumps: int = 0
    limits: int = 0
    """Limits set, changed, removed, extended, ignored."""
    agreed: int = 0
    """Of `limits`: agreed ones that were changed, removed or ignored."""
    edits: int = 0
    forgotten: int = 0
    settings: int = 0
    pins: int = 0
    """Wrong tries at the PIN."""
    new_pins: int = 0
    """The PIN was changed, recovered or taken away."""
    asked: int = 0
    """Times time was asked for."""
    given: int = 0
    """Times a parent gave some."""
    broken: bool = False
    """Whether entries were changed or are missing."""


class Lack(StrEnum):
    """What could not be measured. The words are shown to other programs; never change one."""

    DAYS = "days"
    """Days without any record."""
    RUNNING = "running"
    """The stretch is not over."""
    PROMPTS = "prompts"
    """Tools whose logs are not read."""
    RHYTHM = "rhythm"
    """Days of which only totals are left."""
    COMPARED = "compared"
    """The stretch before is recorded in part only."""
    USUAL = "usual"
    """Too few days before for a usual."""
    SHORT = "short"
    """Too few days of this week are over to be held beside what is usual."""


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """One of them."""

    lack: Lack
    count: int = 0
    """Days, or tools."""
    names: tuple[str, ...] = ()
    """Of tools."""


class Idea(StrEnum):
    """The fixed list of suggestions. The words are shown to other programs; never change one."""

    OWN_FIRST = "own-first"
    AI_FREE_HOUR = "ai-free-hour"
    EARLIER_NIGHT = "earlier-night"
    OTHER_LIMIT = "other-limit"
    WRITE_TO_SOMEONE = "write-to-someone"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One idea with the figures that led to it."""

    idea: Idea
    count: int = 0
    """Days, nights, or days on which a limit was kept."""
    of: int = 0
    amount: timedelta = ZERO
    usual: timedelta = ZERO
    limit: Limit | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report."""

    stretch: Stretch
    made: datetime
    """In the person's zone."""
    partial: bool
    """Whether the stretch is not over."""
    days: tuple[Day, ...]
    recorded: int
    """Days with a record."""
    early: bool
    """Fewer than three recorded days: not enough to say more than sums."""
    total: timedelta
    average: timedelta | None
    """Of a recorded day that is over; None while there is none."""
    beside: Beside | None
    beside_ai: Beside | None
    usual: Usual | None
    categories: tuple[Category, ...]
    things: tuple[Thing, ...]
    """Most used first, at most ten."""
    ai: Ai
    late: Late
    company: Company
    limits: tuple[Kept, ...]
    breaks: Breaks | None
    notes: tuple[GrowthNote, ...]
    journal: Journal
    suggestion: Suggestion | None
    unmeasured: tuple[Unmeasured, ...]
    feelings: Feelings | None = None
    """None unless their owner shares them."""
    demo: bool = False
