"""One local day, ready to be put into words: the values that the Today page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from wellbeing.analysis.usual import TooEarly, Usual
from wellbeing.catalogue.why import Why
from wellbeing.engine.view.thing import Thing
from wellbeing.model import Span

ZERO = timedelta(0)


@dataclass(frozen=True, slots=True)
class Narrow:
    """What the page is narrowed to; both together are possible."""

    thing: Thing | None = None
    hour: int | None = None
    """Index into `DayView.hours`."""


@dataclass(frozen=True, slots=True)
class Hour:
    """One clock hour of the day."""

    start: datetime
    """In the person's zone."""
    parts: tuple[tuple[str, timedelta], ...]
    """Use by group, in the order of a stack; none empty."""
    idle: timedelta
    paused: timedelta
    usual: timedelta | None

    @property
    def used(self) -> timedelta:
        """All use of the hour."""
        return sum((amount for _, amount in self.parts), ZERO)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing of the day."""

    thing: Thing
    name: str
    icon: str | None
    group: str
    amount: timedelta


@dataclass(frozen=True, slots=True)
class What:
    """What a thing is taken for, and why."""

    thing: Thing
    name: str
    category: str
    """Id."""
    why: Why
    sure: bool
    choices: tuple[tuple[str, str], ...]
    """Id and name of every category that a rule may give."""
    fixed: bool
    """Private windows, the bare desktop and AI tools in a terminal: no rule of the person's reaches them."""
    browser: bool
    """A rule on it counts for every site in it."""
    kept: bool
    """A rule on titles decided when it was recorded; no new rule can change that part of the past."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the strip: use of one group, idle or paused."""

    start: datetime
    end: datetime
    kind: str
    """A group, `idle` or `paused`."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What AI tools were to the day, beside the time they were in front."""

    before: timedelta | None
    """Time in use before the first AI use; None without any, or where only totals are kept."""
    prompts: int | None
    """Human turns; None where no log tells of them."""
    unattended: timedelta
    """By the clock: an agent worked, and the person did not attend it."""
    names: tuple[str, ...]
    """Tools that worked so, most work first."""
    works: tuple[Block, ...]
    """When they did; the kind is the tool's name."""

    @property
    def any(self) -> bool:
        """Whether there was any AI at all."""
        return self.before is not None or bool(self.prompts) or bool(self.unattended)


@dataclass(frozen=True, slots=True)
class DayView:
    """A day, ready to be put into words. Times are local."""

    now: datetime
    day: date
    start: datetime
    """When the day began, and when it ends."""
    end: datetime
    current: bool
    """Whether it is the day that is lived now."""
    total: timedelta
    idle: timedelta
    """Of the whole day, as `longest`, `switches` and `first` are, whatever the page is narrowed to."""
    ai: timedelta
    usual: Usual | TooEarly
    """Of the total, or of the thing the page is narrowed to."""
    usual_ai: timedelta | None
    """By now, or of the whole day when the day is over; None while too early, or narrowed."""
    groups: tuple[tuple[str, timedelta], ...]
    hours: tuple[Hour, ...]
    rows: tuple[Row, ...]
    """Most used first."""
    blocks: tuple[Block, ...]
    """In order; empty where only totals are kept."""
    asked: Asked
    """Of the whole day, whatever the page is narrowed to."""
    longest: tuple[datetime, datetime] | None
    switches: int | None
    """None where only totals are kept."""
    first: datetime | None
    """First use of the day."""
    since: datetime | None
    """When recording began, if that was on this day."""
    recorded: Span | None
    """From the first to the last recorded moment of all; None when nothing is recorded."""
    narrow: Narrow
    what: What | None
    """Of the thing the page is narrowed to."""
    demo: bool


@dataclass(frozen=True, slots=True)
class Habits:
    """What such a day is usually like by the same time; None where there is too little."""

    longest: timedelta | None
    switches: int | None
    first: timedelta | None
    """After the day's start."""
    idle: timedelta | None
    before_ai: timedelta | None = None
    """Time in use before the first AI use."""
