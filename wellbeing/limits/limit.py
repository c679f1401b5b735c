"""A limit as a person sets it: of what, how much, on which days, in which hours, and what happens at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

DAILY_WARNINGS = (10, 5, 1)
"""Minutes or prompts left at which is warned, each once a day (GNOME 10, Apple 5, GNOME parental 1)."""


class Of(StrEnum):
    """What a limit may be of. The words are stored; never change one."""

    APP = "app"
    CATEGORY = "category"
    TOOL = "tool"
    """One AI tool."""
    AI = "ai"
    """All AI tools together."""
    SITE = "site"
    TOTAL = "total"
    """All time at the screen."""


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """One thing that is counted, or that is left out."""

    of: Of
    key: str = ""
    """App id, category id, id of an AI tool or host name; empty for `AI` and `TOTAL`."""


class Measure(StrEnum):
    """In what a limit is counted. The words are stored; never change one."""

    MINUTES = "minutes"
    """Time in front, the person present."""
    PROMPTS = "prompts"
    """Human turns; of AI tools only."""


class Aim(StrEnum):
    """Which way a limit points. The words are stored; never change one."""

    AT_MOST = "at-most"
    AT_LEAST = "at-least"
    """A goal, such as 20 minutes of writing without AI."""


class Level(StrEnum):
    """What happens at the limit, as the person chose. The words are stored; never change one."""

    NOTE = "note"
    DIALOG = "dialog"
    """A calm question with three ways to go on."""
    COVER = "cover"
    """The app's window is covered by a quiet page, with a way out after 10 s."""


ALL_WEEK = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours in which nothing of a limit's target is wanted, such as a bedtime; half-open, by the local clock.

    An end at or before the start lies on the next day: 22:30 to 06:00 is one night.
    """

    start: timedelta
    """After local midnight, below 24 h."""
    end: timedelta
    """After local midnight, above zero, at most 24 h."""
    weekdays: frozenset[int] = ALL_WEEK
    """On which they begin, 0 for Monday to 6 for Sunday."""

    @property
    def length(self) -> timedelta:
        """How long they last; above zero, at most 24 h."""
        length = self.end - self.start
        return length if length > timedelta(0) else length + timedelta(days=1)


Weekday = Callable[[date], int]
"""As which weekday a local day counts, 0 for Monday to 6 for Sunday: of holidays another one than its own."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """That a limit was agreed upon: whoever may loosen it says so with the PIN."""

    by: str
    """With whom, as the person calls them: Mum."""
    more: int = 0
    """How often a day 15 more minutes (or 5 prompts) are part of what was agreed."""


EVERY_DAY_FREE: tuple[int | None, ...] = (None,) * 7


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit. `check.problems` says what is wrong with one; nothing else refuses any."""

    targets: tuple[Target, ...]
    """Counted together: "video and social" is one limit."""
    days: tuple[int | None, ...] = EVERY_DAY_FREE
    """Minutes or prompts a day, Monday first; None where that day has no amount."""
    week: int | None = None
    """Minutes or prompts a week; None where only days count."""
    measure: Measure = Measure.MINUTES
    aim: Aim = Aim.AT_MOST
    level: Level = Level.NOTE
    without: tuple[Target, ...] = ()
    """Does not count, although a target covers it."""
    hours: tuple[Hours, ...] = ()
    """Wanted at no time inside these."""
    warnings: tuple[int, ...] = DAILY_WARNINGS
    """What is left when it is told; in minutes or prompts."""
    name: str = ""
    """As the person calls it; empty where the targets say enough."""
    id: int = 0
    """Given by the record, never given again; 0 while not kept."""
    agreed: Agreed | None = None
    """None: the person's own, to be changed as they like."""

    def amount(self, day: date, weekday: Weekday = date.weekday) -> int | None:
        """Minutes or prompts of a local day; None where that day has none."""
        return self.days[weekday(day)]


@dataclass(frozen=True, slots=True)
class LimitVersion:
    """A limit as it stood from a moment on."""

    id: int
    since: datetime
    """Aware, UTC."""
    limit: Limit | None
    """None: removed."""


def in_force(history: Iterable[LimitVersion], at: datetime) -> list[Limit]:
    """The limits as they were at a moment, by number.

    Args:
        history: every version of every limit, oldest first.
        at: the moment, such as the end of a day that is to be judged.
    """
    latest = {one.id: one.limit for one in history if one.since <= at}
    return [one for _, one in sorted(latest.items()) if one is not None]


class Grant(StrEnum):
    """How a person goes on at a limit. The words are stored; never change one."""

    LITTLE = "little"
    """One more minute, or prompt; once a day."""
    MORE = "more"
    """15 more minutes, or five more prompts; counted."""
    IGNORE = "ignore"
    """The limit does not count for the rest of the day; journaled."""
    GIVEN = "given"
    """Some minutes (or prompts) more or less for today, given by a parent."""


AMOUNT = {
    (Measure.MINUTES, Grant.LITTLE): 1,
    (Measure.MINUTES, Grant.MORE): 15,
    (Measure.PROMPTS, Grant.LITTLE): 1,
    (Measure.PROMPTS, Grant.MORE): 5,
}
"""What a grant adds, in minutes or prompts (Apple Screen Time: one more minute, 15 minutes, ignore)."""


@dataclass(frozen=True, slots=True)
class Extension:
    """One grant, as it is kept."""

    limit: int
    day: date
    """The day in force when it was granted."""
    grant: Grant
    upto: float = 0.0
    """Use of that day, in minutes or prompts, up to which it reaches; 0 for `IGNORE`."""
    reason: str = ""
    """The person's own words; empty where none were given. Never journaled."""
    units: float = 0.0
    """Of `GIVEN`: how many, below zero where they were taken away."""


def units(measure: Measure, minutes: int) -> float:
    """What some minutes are worth in what a limit counts: 15 minutes are five prompts, as in `AMOUNT`."""
    return minutes * AMOUNT[measure, Grant.MORE] / AMOUNT[Measure.MINUTES, Grant.MORE]
