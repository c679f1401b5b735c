"""Seven days as the Week page shows them, beside the usual week and the same weekdays of the week before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from wellbeing.analysis import usage
from wellbeing.analysis.days import WEEK, UsualWeek, amounts, average, by_day, comparable, usual_week
from wellbeing.analysis.usual import LOOK_BACK, TooEarly
from wellbeing.catalogue.label import AI
from wellbeing.engine.source import Source
from wellbeing.engine.view.thing import Thing, group, name, thing
from wellbeing.files.settings import Settings
from wellbeing.model import AppIdentity, Per, Span, Use

ZERO = timedelta(0)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the week."""

    day: date
    parts: Mapping[str, timedelta]
    """Use by group; groups without use are absent."""
    recorded: bool
    """Whether anything at all is known of it."""
    usual: timedelta | None
    """Of this weekday; None while too early, or where it is never recorded."""

    @property
    def total(self) -> timedelta:
        """All use of the day."""
        return sum(self.parts.values(), ZERO)


@dataclass(frozen=True, slots=True)
class Beside:
    """Two stretches of the same weekdays, a week apart, the running day cut at the same time of day."""

    now: timedelta
    before: timedelta
    days: int
    """Weekdays in each; fewer than were lived where the week before is recorded in part only."""


@dataclass(frozen=True, slots=True)
class Part:
    """One category of the week."""

    key: str
    """Id of the category."""
    name: str
    group: str
    amount: timedelta
    before: timedelta | None
    """On the same weekdays of the week before; None where that week is not comparable as a whole."""


@dataclass(frozen=True, slots=True)
class Row:
    """One app or site of the week."""

    thing: Thing
    name: str
    icon: str | None
    group: str
    amount: timedelta
    day: date | None
    """On which it was used most; None where days were not asked for."""


@dataclass(frozen=True, slots=True)
class WeekView:
    """A week, ready to be put into words."""

    now: datetime
    """In the person's zone."""
    today: date
    days: tuple[Day, ...]
    """Seven, in order."""
    total: timedelta
    ai: timedelta
    average: timedelta | None
    """Of the recorded days that are over; None while there is none."""
    usual: UsualWeek | TooEarly
    usual_ai: timedelta | None
    """AI time of a usual week; None while too early."""
    beside: Beside | None
    """None where the week before is not recorded."""
    categories: tuple[Part, ...]
    """Most used first; those that were used the week before only come last."""
    rows: tuple[Row, ...]
    """Most used first."""
    recorded: tuple[date, date] | None
    """First and last day of the whole record."""

    @property
    def first(self) -> date:
        """The day on which the week begins."""
        return self.days[0].day

    @property
    def current(self) -> bool:
        """Whether it is lived now."""
        return self.first <= self.today <= self.days[-1].day


def first_weekday(settings: Settings, regional: int) -> int:
    """The weekday on which weeks begin, 0 for Monday; `regional` where the setting follows the locale."""
    return {"monday": 0, "saturday": 5, "sunday": 6}.get(settings.week_start, regional)


def week_of(day: date, weekday: int) -> date:
    """The first day of the week around a day, for weeks that begin on a weekday."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def week(source: Source, day: date | None, regional: int) -> WeekView:
    """The week around a day, up to this moment.

    Args:
        source: what is read from.
        day: any of its days; None for the week that is lived now.
        regional: first weekday where the person lives, 0 for Monday.
    """
    first = week_of(day or source.today, first_weekday(source.settings, regional))
    extent = source.store.extent()
    known = (source.calendar.day_of(extent.start), source.calendar.day_of(extent.end)) if extent else None
    uses = source.store.uses(source.days(first, first + 6 * _DAY), frozenset({Per.DAY}))
    earlier = Span(source.calendar.begin(first - LOOK_BACK), source.calendar.begin(first))
    past = by_day(source.store.daily(earlier, lambda app: group(app, source.labels)))
    normal = usual_week(amounts(past), first)
    normal_ai = usual_week(amounts(past, AI), first)
    days = _days(source, uses, first, normal)
    compared, before = _week_before(source, first, known)
    return WeekView(
        now=source.calendar.local(source.now),
        today=source.today,
        days=days,
        total=usage.used(uses),
        ai=sum((one.parts.get(AI, ZERO) for one in days), ZERO),
        average=average(one.total for one in days if one.recorded and one.day < source.today),
        usual=normal,
        usual_ai=None if isinstance(normal, TooEarly) or isinstance(normal_ai, TooEarly) else normal_ai.total,
        beside=_beside(uses, before, compared),
        categories=categories(source, uses, before if len(compared) == _lived(source, first) else None),
        rows=rows(source, uses),
        recorded=known,
    )


def _lived(source: Source, first: date) -> int:
    return max(0, min(7, (source.today - first).days + 1))


def _days(source: Source, uses: Sequence[Use], first: date, normal: UsualWeek | TooEarly) -> tuple[Day, ...]:
    parts: defaultdict[date, defaultdict[str, timedelta]] = defaultdict(lambda: defaultdict(timedelta))
    for use in uses:
        if use.day is None:
            continue
        of_day = parts[use.day]
        if use.presence.counts:
            of_day[group(use.app, source.labels)] += use.amount
    week_days = [first + place * _DAY for place in range(7)]
    return tuple(
        Day(
            one,
            dict(parts[one]) if one in parts else {},
            one in parts,
            None if isinstance(normal, TooEarly) else normal.days.get(one.weekday()),
        )
        for one in week_days
    )


def _week_before(
    source: Source, first: date, known: tuple[date, date] | None
) -> tuple[list[date], list[Use]]:
    """The days that may be compared, and the uses of the same weekdays a week earlier, up to the same time."""
    lived = [first + place * _DAY for place in range(_lived(source, first))]
    # The first day of a record is mostly a part of a day.
    days = comparable(lived, known[0] + _DAY) if known else []
    if not days:
        return [], []
    start, last = source.calendar.begin(days[0] - WEEK), days[-1] - WEEK
    whole = source.calendar.span_of(last)
    into = source.now - source.calendar.begin(source.today)
    end = min(whole.end, whole.start + into) if days[-1] == source.today else whole.end
    return days, source.store.uses(Span(start, max(start, end)))


def _beside(uses: Iterable[Use], before: Sequence[Use], days: Sequence[date]) -> Beside | None:
    past = usage.used(before)
    if not past:
        return None
    return Beside(usage.used(use for use in uses if use.day in days), past, len(days))


def categories(source: Source, uses: Sequence[Use], before: Sequence[Use] | None) -> tuple[Part, ...]:
    """Categories, most used first; `before` is what they are compared with."""
    labels = source.labels
    now, past = (
        {row.key: row.amount for row in usage.ranking(some, lambda use: labels.label(use.app).category)}
        for some in (uses, before or ())
    )
    comparing = before is not None and bool(past)
    keys = [*now, *(key for key in past if key not in now)]
    known = labels.catalogue.categories
    return tuple(
        Part(
            key,
            labels.category_name(key),
            str(known[key].group) if key in known else "other",
            now.get(key, ZERO),
            past.get(key, ZERO) if comparing else None,
        )
        for key in keys
    )


def rows(source: Source, uses: Iterable[Use]) -> tuple[Row, ...]:
    """Apps and sites, most used first."""
    apps: dict[Thing, AppIdentity] = {}
    sums: defaultdict[Thing, defaultdict[date | None, timedelta]] = defaultdict(
        lambda: defaultdict(timedelta)
    )
    for use in uses:
        if use.presence.counts and use.app.app_id:
            one = thing(use.app)
            apps.setdefault(one, use.app)
            sums[one][use.day] += use.amount
    amounts_of = {one: sum(days.values(), ZERO) for one, days in sums.items()}
    labels = source.labels
    return tuple(
        Row(
            one,
            name(one, apps[one], labels),
            labels.icon(apps[one]),
            group(apps[one], labels),
            amounts_of[one],
            max(sums[one], key=lambda day: sums[one][day]),
        )
        for one in sorted(sums, key=lambda one: (-amounts_of[one], one.key))
    )
