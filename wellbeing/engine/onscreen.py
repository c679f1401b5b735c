"""What the tracker shows by itself at a reached limit: which dialog or cover should stand on the screen now.

The beat says what should be there, as one whole value; whoever has the screen brings it about:

    beat ── (Stop, Stop, …) ──► OnScreen ── attached ──► the tray's windows
      ▲                                                       │
      └──────────────── answer, extension ◄───────────────────┘
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from statistics import median

from wellbeing.catalogue.label import Label
from wellbeing.engine import household, permit
from wellbeing.engine.limits import Reckoner
from wellbeing.family.request import Request, waiting
from wellbeing.limits.count import concerns, used
from wellbeing.limits.limit import Level, Limit, Measure
from wellbeing.limits.standing import Standing, notice
from wellbeing.model import AppIdentity, Per, Span
from wellbeing.model.sentence import Sentence
from wellbeing.nudges.nudge import Record, Verdict
from wellbeing.ports import Answered, KnownError, Note, Reaction, Store, Support

LOOK_BACK = timedelta(days=28)
FEWEST_DAYS = 5
"""Fewer days with any record make no usual."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A reached limit that has its own window on the screen."""

    nudge: int
    """Number of the decision, for its answer."""
    standing: Standing
    usual: float | None = None
    """Minutes or prompts of the person's usual day of this kind; None while it is too early to say."""
    in_front: bool = False
    """Whether what is in front now counts for it."""
    pid: int | None = None
    """Process of the window in front; None where it is not known."""
    asked: Request | None = None
    """What the child asked for at it and nobody answered yet; of agreed limits only."""
    guarded: bool = False
    """Whether more than was agreed asks for the PIN."""


@dataclass(frozen=True, slots=True)
class Refused:
    """What was wished at a dialog could not be."""

    nudge: int
    error: KnownError
    wait: timedelta
    """Until the PIN may be tried again; zero where nothing has to wait."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that should stand on the screen."""

    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class TakenAway:
    """The note of a slot is to go."""

    slot: str


class OnScreen:
    """The way to our own windows, and the notifier of last resort: nothing is shown until something is attached.

    Any thread may call; what is attached must return at once.
    """

    name = "own-window"

    def __init__(self, heard: Callable[[Reaction], None] = lambda _: None) -> None:
        self._show: Callable[[object], None] | None = None
        self._heard = heard

    def attach(self, show: Callable[[object], None] | None) -> None:
        """Give it a screen, or take it away: `show` is given `Shown`, `Refused`, `Note` and `TakenAway`."""
        self._show = show

    @property
    def attached(self) -> bool:
        """Whether there is a screen."""
        return self._show is not None

    def tell(self, value: object) -> None:
        """Have something shown; nothing happens without a screen."""
        if self._show is not None:
            self._show(value)

    def probe(self) -> Support:
        """Whether there is a screen."""
        return Support(
            self.attached, Sentence("Notes are shown in a small window of our own.") if self.attached else ""
        )

    def show(self, note: Note) -> None:
        """Show it in a window of our own; without a screen it ends untouched."""
        if self._show is None:
            self._heard(Reaction(note.slot, Answered.EXPIRED))
        else:
            self._show(note)

    def take_away(self, slot: str) -> None:
        """Close it."""
        self.tell(TakenAway(slot))

    def close(self) -> None:
        """Everything goes with its screen."""
        self._show = None


class Stops:
    """Keeps the screen in step with the limits; the beat's thread only."""

    def __init__(self, screen: OnScreen) -> None:
        self._screen = screen
        self._asked: set[int] = set()
        """Decisions that were shown as a dialog since the start."""
        self._stops: dict[int, Stop] = {}
        self._told: tuple[Stop, ...] = ()

    def take(self, record: Record, standing: Standing) -> bool:
        """Whether a delivered decision gets its own window; else it is told as a note."""
        if standing.limit.level is Level.NOTE or not self._screen.attached:
            return False
        self._asked.add(record.id)
        return True

    def reckon(
        self, stands: Iterable[Standing], past: Sequence[Record], reckoner: Reckoner, at: datetime
    ) -> None:
        """Which limits stop now: a dialog until it is answered, a cover as long as its limit is reached."""
        known, self._stops = self._stops, {}
        for one in stands:
            record = self._record(one, past) if self._screen.attached else None
            if record is not None:
                before = known.get(one.limit.id)
                usual = before.usual if before else usually(reckoner, one.limit, one.day)
                asked, guarded = _agreed(one, reckoner.store, at)
                self._stops[one.limit.id] = Stop(record.id, one, usual, asked=asked, guarded=guarded)

    def answered(self, nudge: int) -> None:
        """A dialog has its answer and goes; a cover stays with its limit."""
        self._stops = {
            key: one
            for key, one in self._stops.items()
            if one.nudge != nudge or one.standing.limit.level is Level.COVER
        }

    def look(
        self, app: AppIdentity | None, label: Callable[[AppIdentity], Label], pid: int | None = None
    ) -> None:
        """Tell the screen what should be there while this is in front; only when it differs from before."""
        if not self._stops and not self._told:
            return
        words = None if app is None else label(app)
        wanted = tuple(
            replace(one, in_front=front, pid=pid if front else None)
            for one in self._stops.values()
            for front in (app is not None and words is not None and concerns(one.standing.limit, app, words),)
        )
        if wanted != self._told:
            self._told = wanted
            self._screen.tell(Shown(wanted))

    def _record(self, one: Standing, past: Sequence[Record]) -> Record | None:
        """The decision by which a limit stops now; None where it does not."""
        told = notice(one, ()) if one.reached and one.limit.level is not Level.NOTE else None
        if told is None:
            return None
        for record in reversed(past):
            if record.decision.wish.key == told.key and record.decision.verdict is Verdict.DELIVERED:
                open_ = record.id in self._asked and record.response is None
                return record if open_ or one.limit.level is Level.COVER else None
        return None


def _agreed(one: Standing, store: Store, at: datetime) -> tuple[Request | None, bool]:
    """What was asked for at an agreed limit, and whether the PIN guards it."""
    if one.limit.agreed is None:
        return None, False
    return waiting(household.recent(store, at), at, one.limit.id), permit.has_pin(store)


def usually(reckoner: Reckoner, limit: Limit, day: date) -> float | None:
    """The median of the person's workdays or free days (Saturday, Sunday) of the last four weeks; minutes only."""
    if limit.measure is Measure.PROMPTS:
        return None
    begin = reckoner.calendar.begin(day)
    uses = reckoner.store.uses(Span(begin - LOOK_BACK, begin), frozenset({Per.DAY}))
    days = {use.day for use in uses if use.day is not None and (use.day.weekday() > 4) == (day.weekday() > 4)}
    if len(days) < FEWEST_DAYS:
        return None
    return median(used(limit, [use for use in uses if use.day == one], (), reckoner.label) for one in days)
