"""A nudge from wish to answer: what a rule would say, what was decided and on which grounds, what came back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from wellbeing.nudges.kind import RULES, Delivery, Kind

Figure = str | int | float | bool | None
"""A number or one of our words: never a title, a site, a name or a mood."""
Figures = Mapping[str, Figure]
NO_FIGURES: Figures = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Wish:
    """What a rule would like to say now."""

    kind: Kind
    about: str
    """What it is about, as far as cool-downs go: a series, a limit, an app."""
    key: str
    """Names this very message: it is said once at most."""
    figures: Figures = field(default_factory=lambda: NO_FIGURES)
    """What the rule saw."""
    thresholds: Figures = field(default_factory=lambda: NO_FIGURES)
    """What it compared with; keys as in `figures`."""
    delivery: Delivery | None = None
    """None: as the kind's rule says."""
    stops: bool = False
    """The person's own stop (dialog, cover, bedtime): speaks in quiet hours, and waits as long as it must."""

    @property
    def loudness(self) -> Delivery:
        """How much it asks for."""
        return self.delivery or RULES[self.kind].delivery


class Hold(StrEnum):
    """What keeps the program silent while it lasts. The words are stored; never change one."""

    DO_NOT_DISTURB = "do-not-disturb"
    FULL_SCREEN = "full-screen"
    PRESENTATION = "presentation"
    MICROPHONE = "microphone"
    CAMERA = "camera"
    CALL_IN_FRONT = "call-in-front"
    LOCKED = "locked"
    AWAY = "away"
    """Nobody is there to hear it."""


class Breakpoint(StrEnum):
    """Between two things people mind an interruption less (Iqbal & Bailey; Okoshi: -33 % in the field)."""

    SWITCH = "switch"
    """Another app after at least five minutes with one."""
    RETURN = "return"
    """Back after at least a minute without input."""
    BREAK_END = "break-end"
    """A break is over."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A breakpoint, and what made it one."""

    at: datetime
    breakpoint: Breakpoint
    length: timedelta
    """Time with the app before, time away, or the break's length."""


class Verdict(StrEnum):
    """What became of a wish. The words are stored; never change one."""

    DELIVERED = "delivered"
    WITHHELD = "withheld"
    """A draw left it out, to learn whether such nudges help."""
    HELD = "held"
    """It waits for a good moment."""
    DROPPED = "dropped"
    """No good moment came."""
    REFUSED = "refused"
    """Manners forbid it for now."""


class Response(StrEnum):
    """What the person did with it. The words are stored; never change one."""

    HELPFUL = "helpful"
    NOT_NOW = "not-now"
    NEVER = "never"
    """Never for this kind."""
    ACTED = "acted"
    """One of its own buttons: set a limit, my new normal, 15 more minutes."""
    WHY = "why"
    DISMISSED = "dismissed"
    """Closed by hand."""
    EXPIRED = "expired"
    """Nobody touched it."""


class Gate(StrEnum):
    """What must hold for a nudge to be delivered, in the order in which it is asked. Stored; never change one."""

    SWITCHED_ON = "switched-on"
    NOT_SAID_BEFORE = "not-said-before"
    ENOUGH_DAYS = "enough-days"
    NOT_SNOOZED = "not-snoozed"
    NO_QUIET_HOURS = "no-quiet-hours"
    COOL_DOWN = "cool-down"
    KIND_COOL_DOWN = "kind-cool-down"
    APART = "apart"
    BUDGET = "budget"
    NOTHING_HOLDS = "nothing-holds"
    GOOD_MOMENT = "good-moment"
    DRAW = "draw"


@dataclass(frozen=True, slots=True)
class Check:
    """One gate with its figures, as the Why page shows it."""

    gate: Gate
    passed: bool
    figure: Figure = None
    threshold: Figure = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on one wish, with every ground."""

    at: datetime
    day: date
    """The local day."""
    wish: Wish
    version: int
    """Of the kind's rule."""
    verdict: Verdict
    checks: tuple[Check, ...]
    """In order; none after the first that failed."""
    budget: tuple[int, int]
    """Interruptions of the day before this one, and how many are allowed."""
    moment: Moment | None = None
    """The breakpoint it was decided at; None where there was none."""
    draw: float | None = None
    """In [0, 1); None where nothing was drawn."""
    chance: float | None = None
    """Of being delivered; None where nothing was drawn."""
    offers_stop: bool = False
    """It was refused three times in a row: ask once whether to stop this kind."""

    @property
    def why(self) -> Gate | None:
        """The gate that failed; None where all passed."""
        return next((one.gate for one in self.checks if not one.passed), None)


@dataclass(frozen=True, slots=True)
class Record:
    """One decision as it is kept, with what the person did."""

    decision: Decision
    response: Response | None = None
    answered: datetime | None = None
    """Aware, UTC; None while unanswered."""
    id: int = 0
    """Given by the record; 0 while not kept."""
    outcome: Figures = field(default_factory=lambda: NO_FIGURES)
    """What its kind counts in the hour `before` and `after`, and `of` what; empty while not known."""
