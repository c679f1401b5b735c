"""Today as the tray shows it: one read of the record, one value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from wellbeing.analysis import usage
from wellbeing.analysis.usual import LOOK_BACK, TooEarly, Usual, days_of, usual
from wellbeing.catalogue.label import Group
from wellbeing.engine.labels import Labels
from wellbeing.engine.view.asked import ledger_use
from wellbeing.engine.view.thing import group
from wellbeing.model import AppIdentity, Per, Span, Use
from wellbeing.ports import Clock, Store
from wellbeing.timeline.day import Calendar

ABOVE_SHARE = 0.2
ABOVE_LEAST = timedelta(minutes=15)
"""Above the usual is a fifth more and a quarter of an hour: what a person would call noticeable."""


@dataclass(frozen=True, slots=True)
class App:
    """One app of the day."""

    app: AppIdentity
    name: str
    icon: str | None
    category: str
    amount: timedelta


@dataclass(frozen=True, slots=True)
class AiPart:
    """What AI tools were to the day."""

    amount: timedelta = timedelta(0)
    """In front, the person present; by category, as on every page but that for AI tools."""
    hours: tuple[timedelta, ...] = ()
    """The same in each of the day's hours."""
    usual: timedelta | None = None
    """By this time of day; None while too early."""
    prompts: int | None = None
    """Human turns; None where no log tells of them."""
    unattended: timedelta = timedelta(0)
    """By the clock: an agent worked, and the person did not attend it."""


@dataclass(frozen=True, slots=True)
class Today:
    """The local day so far."""

    now: datetime
    """In the person's zone."""
    day: date
    total: timedelta
    idle: timedelta
    hours: tuple[timedelta, ...]
    """Use in each clock hour from the day's start on; 24, or 23 when the clock skips one."""
    day_start: int
    """The clock hour of the first of `hours`."""
    usual: Usual | TooEarly
    since: datetime | None
    """When recording began, if that was today; in the person's zone."""
    top: tuple[App, ...]
    """All apps of the day, most used first."""
    ai: AiPart = AiPart()

    @property
    def above(self) -> bool:
        """Whether it is noticeably more than usual by now."""
        if isinstance(self.usual, TooEarly):
            return False
        more = self.total - self.usual.by_now
        return more >= max(ABOVE_LEAST, self.usual.by_now * ABOVE_SHARE)


class TodayReader:
    """Reads today; keeps the usual of a day, which does not change while the day lasts."""

    def __init__(self, store: Store, clock: Clock, day_start: timedelta) -> None:
        self._store = store
        self._clock = clock
        self._day_start = day_start
        self._past: tuple[date, list[Use]] | None = None

    def begin_anew(self, day_start: timedelta) -> None:
        """The past or the settings have changed: read it anew next time."""
        self._day_start = day_start
        self._past = None

    def tomorrow(self) -> datetime:
        """When the next local day begins, UTC."""
        calendar = self._calendar()
        return calendar.begin(calendar.day_of(self._clock.now()) + timedelta(days=1))

    def _calendar(self) -> Calendar:
        return Calendar(self._store.zones() or [self._clock.zone()], self._day_start)

    def read(self, labels: Labels) -> Today:
        """Today up to this moment."""
        now = self._clock.now()
        calendar = self._calendar()
        day = calendar.day_of(now)
        begin = calendar.begin(day)
        span = Span(begin, now)
        uses = self._store.uses(span, frozenset({Per.HOUR}))
        extent = self._store.extent()
        first = extent is not None and begin <= extent.start
        past, start = self._before(day, begin), self._day_start // timedelta(hours=1)
        days = days_of(past, start)
        with_ai = days_of((use for use in past if _is_ai(use, labels)), start)
        usual_ai = usual(days, day, now - begin, with_ai)
        return Today(
            calendar.local(now),
            day,
            usage.used(uses),
            usage.idle(uses),
            _hours(uses, calendar, day),
            start,
            usual(days, day, now - begin),
            calendar.local(extent.start) if extent is not None and first else None,
            _top(uses, labels),
            self._ai(span, [use for use in uses if _is_ai(use, labels)], calendar, usual_ai, labels),
        )

    def _ai(
        self, span: Span, uses: list[Use], calendar: Calendar, normal: Usual | TooEarly, labels: Labels
    ) -> AiPart:
        whole, known = ledger_use(self._store, span, labels)
        return AiPart(
            usage.used(uses),
            _hours(uses, calendar, calendar.day_of(span.start)),
            None if isinstance(normal, TooEarly) else normal.by_now,
            len(whole.prompts) if known else None,
            whole.unattended,
        )

    def _before(self, day: date, begin: datetime) -> list[Use]:
        if self._past is None or self._past[0] != day:
            # A little further than what is compared, so that "how many days are recorded" sees old days too.
            span = Span(begin - LOOK_BACK, begin)
            self._past = (day, self._store.uses(span, frozenset({Per.DAY, Per.HOUR})))
        return self._past[1]


def _is_ai(use: Use, labels: Labels) -> bool:
    return group(use.app, labels) == Group.AI


def _hours(uses: list[Use], calendar: Calendar, day: date) -> tuple[timedelta, ...]:
    clock_hours: list[int] = []
    for _, hour, _part in calendar.pieces(calendar.span_of(day)):
        if not clock_hours or clock_hours[-1] != hour:
            clock_hours.append(hour)
    sums = dict.fromkeys(clock_hours, timedelta(0))
    for use in uses:
        if use.presence.counts and use.hour in sums:
            sums[use.hour] += use.amount
    return tuple(sums[hour] for hour in clock_hours)


def _top(uses: list[Use], labels: Labels) -> tuple[App, ...]:
    sums: dict[str, tuple[AppIdentity, timedelta]] = {}
    for use in uses:
        if use.presence.counts and use.app.app_id:
            app, amount = sums.get(use.app.app_id, (use.app, timedelta(0)))
            sums[use.app.app_id] = (app, amount + use.amount)
    ordered = sorted(sums.values(), key=lambda item: (-item[1], item[0].app_id))
    return tuple(
        App(app, labels.name(app), labels.icon(app), labels.label(app).category, amount)
        for app, amount in ordered
    )
