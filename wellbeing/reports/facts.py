"""What a report is built from: sums and counts of days, as the record tells them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType

from wellbeing.analysis.lived import Lived
from wellbeing.limits.limit import Limit
from wellbeing.reports.edition import Stretch
from wellbeing.timeline.marker import Marker

ZERO = timedelta(0)


@dataclass(frozen=True, slots=True)
class Piece:
    """Time in use of one day, apart by what it was."""

    day: date
    category: str
    """Id."""
    amount: timedelta
    tool: str | None = None
    """Id of the AI tool in front; None without one."""
    thing: str = ""
    """Key of the app or site; empty where nothing was in front, or where it is not asked for."""
    hour: int | None = None
    """Clock hour, 0 to 23; None where it is not asked for."""


@dataclass(frozen=True, slots=True)
class Logged:
    """What the ledger tells of one day."""

    unattended: Mapping[str, timedelta] = field(default_factory=lambda: MappingProxyType({}))
    """By tool: an agent of it worked, and the person did not attend it."""
    alone: timedelta = ZERO
    """By the clock: any agent worked unattended."""
    prompts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """By tool."""
    known: frozenset[str] = frozenset()
    """Tools of which a log tells."""


@dataclass(frozen=True, slots=True)
class CategoryName:
    """A category, as the person knows it."""

    name: str
    group: str


@dataclass(frozen=True, slots=True)
class ToolName:
    """An AI tool, as the person knows it."""

    name: str
    kind: str | None


@dataclass(frozen=True, slots=True)
class Names:
    """What ids are called."""

    categories: Mapping[str, CategoryName] = field(default_factory=lambda: MappingProxyType({}))
    tools: Mapping[str, ToolName] = field(default_factory=lambda: MappingProxyType({}))
    things: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


Felt = tuple[date, int | None, int | None]
"""A day's mood and energy, 1 to 7; None where one was skipped."""


@dataclass(frozen=True, slots=True)
class GrowthNote:
    """Growth that was noticed and told."""

    at: date
    about: str
    """The series: `ai` or `screen`."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that `build` looks at."""

    stretch: Stretch
    now: datetime
    """When it was read, in the person's zone."""
    today: date
    """The local day that was lived then."""
    pieces: Sequence[Piece]
    """Of the stretch, up to now."""
    recorded: frozenset[date]
    """Days of the stretch of which anything is known."""
    names: Names
    before: Sequence[Piece] = ()
    """Of the stretch before: for a week the same weekdays as `compared`, the running one up to the same time."""
    compared: frozenset[date] = frozenset()
    """Days of this stretch that have their counterpart in `before`; only for a week."""
    before_recorded: frozenset[date] = frozenset()
    past: Sequence[Piece] = ()
    """Of the 28 days before a week."""
    past_recorded: frozenset[date] = frozenset()
    logged: Mapping[date, Logged] = field(default_factory=lambda: MappingProxyType({}))
    lived: Mapping[date, Lived] = field(default_factory=lambda: MappingProxyType({}))
    """Days of which only totals are left are absent."""
    limits: Sequence[tuple[Limit, Sequence[bool | None]]] = ()
    """Each limit, and for each day of the stretch whether it was kept; None where it asked nothing."""
    notes: Sequence[GrowthNote] = ()
    markers: Sequence[Marker] = ()
    changes: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """How many journal entries of a kind (`limit`, `edit`, `forget`, …), or of a household (`pin-wrong`, …)."""
    broken: bool = False
    """Whether the journal's chain is broken."""
    shares: bool = False
    """Whether the owner of the check-ins has them told."""
    feelings: Sequence[Felt] = ()
    """Daily check-ins of the stretch; empty unless they are shared."""
    feelings_before: Sequence[Felt] = ()
    """Of the stretch before."""
    demo: bool = False

    @property
    def over(self) -> tuple[date, ...]:
        """Recorded days that are over, in order."""
        return tuple(day for day in self.stretch.days if day in self.recorded and day < self.today)
