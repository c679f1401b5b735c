"""Today as the tray shows it: one read of the record, one value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from wellbeing.analysis import usage
from wellbeing.analysis.usual import LOOK_BACK, TooEarly, Usual, days_of, usual
from wellbeing.engine.labels import Labels
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
        self._past: tuple[date, dict[date, dict[int, timedelta]]] | None = None

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
        uses = self._store.uses(Span(begin, now), frozenset({Per.HOUR}))
        extent = self._store.extent()
        first = extent is not None and begin <= extent.start
        return Today(
            calendar.local(now),
            day,
            usage.used(uses),
            usage.idle(uses),
            _hours(uses, calendar, day),
            self._day_start // timedelta(hours=1),
            usual(self._days(day, begin), day, now - begin),
            calendar.local(extent.start) if extent is not None and first else None,
            _top(uses, labels),
        )

    def _days(self, day: date, begin: datetime) -> dict[date, dict[int, timedelta]]:
        if self._past is None or self._past[0] != day:
            # A little further than what is compared, so that "how many days are recorded" sees old days too.
            span = Span(begin - LOOK_BACK, begin)
            uses = self._store.uses(span, frozenset({Per.DAY, Per.HOUR}))
            self._past = (day, days_of(uses, self._day_start // timedelta(hours=1)))
        return self._past[1]


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
