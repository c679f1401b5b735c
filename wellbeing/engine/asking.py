"""What is asked today, what was answered, and the wish to ask at the chosen hour."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.form import SHAPES, Form
from wellbeing.checkins.schedule import due, hour_has_come
from wellbeing.engine import manners
from wellbeing.engine.situation import Situation
from wellbeing.files.packs import packs
from wellbeing.files.settings import Settings
from wellbeing.nudges.kind import Kind
from wellbeing.nudges.nudge import Figures, Wish
from wellbeing.ports import Clock, Store
from wellbeing.timeline.day import Calendar

_OWN = (Form.DAILY, Form.AI)
"""Forms whose words are the program's own."""
EVER = datetime(1970, 1, 1, tzinfo=UTC)
_LOOKED_AT = timedelta(minutes=1)
_LONGEST = timedelta(days=61)
"""Twice the longest rhythm: what lies further back does not decide what is due."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How the questions stand on a day."""

    on: bool
    """Whether the person wants to be asked."""
    today: tuple[CheckIn, ...]
    """What was answered or skipped today."""
    due: tuple[Form, ...]
    """What is still open today."""
    forms: tuple[Form, ...]
    """Everything that may be asked at all."""
    unheard: bool = False
    """Whether the chosen hour lies in quiet hours that last as long as the day: then nobody asks."""


def offered(settings: Settings) -> tuple[Form, ...]:
    """The forms that the person wants and whose words are installed."""
    there = {*_OWN, *packs()}
    return tuple(form for form in settings.checkin_forms if form in there)


def asked(store: Store, settings: Settings, calendar: Calendar, now: datetime) -> Asked:
    """How the questions stand now."""
    past = store.checkins.since(now - _LONGEST)
    today, forms = calendar.day_of(now), offered(settings)
    return Asked(
        manners.kinds(store)[Kind.CHECK_IN],
        tuple(one for one in past if calendar.day_of(one.at) == today),
        tuple(due(forms, past, today, calendar.day_of)),
        forms,
        settings.asks_in_quiet,
    )


def daily(past: Sequence[CheckIn], calendar: Calendar) -> dict[date, CheckIn]:
    """The latest daily answer of each local day, skipped ones left out."""
    return {calendar.day_of(one.at): one for one in past if one.form is Form.DAILY and not one.skipped}


class CheckInRule:
    """Wishes to ask once a day from the chosen hour on; reads the record only then. Beat thread.

    Args:
        store: where answers are.
        clock: tells the zone while none is noted.
        settings: as they are now.
    """

    def __init__(self, store: Store, clock: Clock, settings: Callable[[], Settings]) -> None:
        self._store, self._clock, self._settings = store, clock, settings
        self._done: date | None = None
        """The day on which nothing is left to ask."""
        self._on, self._looked = False, timedelta(days=-1)

    def minds(self) -> bool:
        """Whether the person wants to be asked at all; read from the record once a minute."""
        tick = self._clock.tick()
        if tick - self._looked >= _LOOKED_AT:
            self._on, self._looked = manners.kinds(self._store)[Kind.CHECK_IN], tick
        return self._on

    def begin_anew(self) -> None:
        """The record was changed from elsewhere: look at once whether it asks for something else."""
        self._done, self._looked = None, timedelta(days=-1)

    def __call__(self, situation: Situation) -> list[Wish]:
        """See `situation.Rule`."""
        settings = self._settings()
        calendar = Calendar(self._store.zones() or [self._clock.zone()], settings.day_start)
        today = calendar.day_of(situation.at)
        began = calendar.local(calendar.begin(today))
        if self._done == today or not hour_has_come(situation.local, began, settings.asks_at):
            return []
        found = asked(self._store, settings, calendar, situation.at)
        if not found.on:
            return []
        if not found.due:
            self._done = today
            return []
        questions = sum(SHAPES[form].items for form in found.due)
        figures: Figures = {"hour": settings.checkin_at, "questions": questions}
        return [Wish(Kind.CHECK_IN, "checkin", f"checkin-{today.isoformat()}", figures)]
