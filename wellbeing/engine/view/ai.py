"""Some days of AI use, ready to be put into words: the values that the AI page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum

from wellbeing.analysis.usual import TooEarly
from wellbeing.catalogue.why import Why
from wellbeing.model import Span, Tokens

ZERO = timedelta(0)


class Stretch(IntEnum):
    """How many days the page speaks of."""

    DAY = 1
    WEEK = 7
    MONTH = 28


@dataclass(frozen=True, slots=True)
class Tool:
    """One AI tool over these days. The three amounts are never added to each other."""

    id: str
    name: str
    kind: str | None
    """A value of `catalogue.tool.Kind`; None for a tool that no rule knows any more."""
    attended: timedelta
    """In front, the person present."""
    guessed: timedelta
    """The part of `attended` that only a title told."""
    unattended: timedelta
    """By the clock: an agent of it worked, and the person did not attend it."""
    prompts: int | None
    """Human turns; None where no log tells of them."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the shares."""

    day: date
    attended: timedelta
    active: timedelta
    recorded: bool
    """Whether anything at all is known of it."""


@dataclass(frozen=True, slots=True)
class Hour:
    """One clock hour."""

    hour: int
    """0 to 23."""
    attended: timedelta
    """On an average day of these."""
    usual: timedelta | None
    """On a usual day; None while too early."""
    night: bool


@dataclass(frozen=True, slots=True)
class Agents:
    """What agents did, whether or not the person watched."""

    unattended: timedelta
    """By the clock: at least one worked, and the person attended none of that tool."""
    working: timedelta
    """By the clock: at least one worked, attended or not."""
    agent_time: timedelta
    """As `working`, but several at once count each."""
    names: tuple[str, ...]
    """Tools that worked without the person, most work first."""


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual for as many such days, up to the same time of day."""

    attended: timedelta
    active: timedelta
    people: timedelta


@dataclass(frozen=True, slots=True)
class Company:
    """People beside companions."""

    people: timedelta
    companion: timedelta
    companion_days: int
    """Days with any."""


@dataclass(frozen=True, slots=True)
class Begin:
    """The first AI use of days."""

    at: timedelta | None
    """After the day's start: of the one day, or the median of those that had any; None when none had."""
    earliest: timedelta | None
    latest: timedelta | None
    days: int
    """Days with AI use of which single activities are kept."""
    before: timedelta | None
    """Time in use before it, the median of days with AI use; None when there was none."""
    usual_at: timedelta | None
    """Of such a day; only for a single one, and None while too early."""
    usual_before: timedelta | None


@dataclass(frozen=True, slots=True)
class AiView:
    """AI use over some days, up to this moment. Times are local."""

    now: datetime
    today: date
    days: tuple[Day, ...]
    """Those that the page speaks of, in order."""
    shares: tuple[Day, ...]
    """Those that the figure shows; more than `days` where these are few."""
    attended: timedelta
    active: timedelta
    usual: Usual | TooEarly
    band: tuple[float, float] | None
    """Between what the share of a day usually lies, 0 to 1."""
    tools: tuple[Tool, ...]
    """Most attended first, then most work without the person."""
    kinds: tuple[tuple[str | None, timedelta], ...]
    """Attended time by kind, most first."""
    hours: tuple[Hour, ...]
    """24, from the day's start."""
    agents: Agents
    prompts: int | None
    """Of all tools; None where no log tells of any."""
    company: Company
    day_start: datetime
    """When the last of the days began."""
    recorded: Span | None
    """From the first to the last recorded moment of all; None when nothing is recorded."""

    @property
    def first(self) -> date:
        """The first day that the page speaks of."""
        return self.days[0].day

    @property
    def last(self) -> date:
        """The last one."""
        return self.days[-1].day

    @property
    def current(self) -> bool:
        """Whether they reach up to now."""
        return self.last == self.today

    @property
    def share(self) -> float | None:
        """Of active time, 0 to 1; None without any."""
        return self.attended / self.active if self.active else None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was taken for a tool."""

    sure: bool
    why: Why
    """A sentence that names rule and evidence, never a title."""
    amount: timedelta


@dataclass(frozen=True, slots=True)
class ToolDay:
    """One day of one tool."""

    day: date
    attended: timedelta
    unattended: timedelta
    prompts: int


@dataclass(frozen=True, slots=True)
class Model:
    """One model that answered."""

    name: str | None
    """None where a log does not say."""
    answers: int
    tokens: Tokens


@dataclass(frozen=True, slots=True)
class ToolView:
    """One tool over the same days, in detail."""

    tool: Tool
    days: tuple[ToolDay, ...]
    """Those of the figure of shares."""
    hours: tuple[Hour, ...]
    sessions: int
    models: tuple[Model, ...]
    """Most answers first."""
    reasons: tuple[Reason, ...]
    """Most time first."""
