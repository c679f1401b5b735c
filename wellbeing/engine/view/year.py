"""A calendar year as the Year page shows it: every day, the months, the categories, all from totals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from wellbeing.analysis.days import amounts, average, by_day
from wellbeing.analysis.usual import ENOUGH_DAYS
from wellbeing.catalogue.label import AI
from wellbeing.engine.source import Source
from wellbeing.engine.view.thing import group
from wellbeing.engine.view.week import Part, Row, categories, first_weekday, rows

ZERO = timedelta(0)
_ONE = timedelta(days=1)
_WHOLE = timedelta(days=14)
"""A part that begins this soon after the first of January is called the year."""
FEW = 3
"""Recorded days below which a month has no average (look.md: too little is said, not drawn)."""


@dataclass(frozen=True, slots=True)
class Month:
    """One month."""

    first: date
    parts: Mapping[str, timedelta]
    """Use by group; groups without use are absent."""
    recorded: int
    """Days with a record."""

    @property
    def total(self) -> timedelta:
        """All use of the month."""
        return sum(self.parts.values(), ZERO)

    @property
    def average(self) -> timedelta | None:
        """Of a recorded day; None where there are too few."""
        return self.total / self.recorded if self.recorded >= FEW else None


@dataclass(frozen=True, slots=True)
class Beside:
    """The same part of two years: averages of a recorded day."""

    since: date
    """First day of the part, in the later year."""
    whole: bool
    """Whether the part begins with the year, so that it speaks for all that is shown."""
    now: timedelta
    before: timedelta
    now_ai: timedelta
    before_ai: timedelta


@dataclass(frozen=True, slots=True)
class YearView:
    """A year, ready to be put into words."""

    year: int
    today: date
    first_weekday: int
    """0 for Monday."""
    days: Mapping[date, timedelta]
    """Use of each recorded day."""
    ai: Mapping[date, timedelta]
    """AI time of each recorded day."""
    months: tuple[Month, ...]
    """Twelve."""
    average: timedelta | None
    """Of a recorded day that is over."""
    average_ai: timedelta | None
    beside: Beside | None
    """None where fewer than 24 days of one of the two are recorded."""
    categories: tuple[Part, ...]
    """Most used first."""
    rows: tuple[Row, ...]
    """Most used first."""
    recorded: tuple[date, date] | None
    """First and last day of the whole record."""

    @property
    def current(self) -> bool:
        """Whether it is lived now."""
        return self.year == self.today.year

    @property
    def last(self) -> date:
        """The last day that can hold anything."""
        return self.today if self.current else date(self.year, 12, 31)


def year(source: Source, which: int | None, regional: int) -> YearView:
    """A year up to this moment.

    Args:
        source: what is read from.
        which: the year; None for the one that is lived now.
        regional: first weekday where the person lives, 0 for Monday.
    """
    today = source.today
    number = which or today.year
    span = source.days(date(number, 1, 1), date(number, 12, 31))
    days = by_day(source.store.daily(span, lambda app: group(app, source.labels)))
    uses = source.store.uses(span)
    extent = source.store.extent()
    known = (source.calendar.day_of(extent.start), source.calendar.day_of(extent.end)) if extent else None
    all_days, ai_days = amounts(days), amounts(days, AI)
    return YearView(
        year=number,
        today=today,
        first_weekday=first_weekday(source.settings, regional),
        days=all_days,
        ai=ai_days,
        months=_months(number, days),
        average=average(_over(all_days, today)),
        average_ai=average(_over(ai_days, today)),
        beside=_beside(source, number, days, known[0] if known else None),
        categories=categories(source, uses, None),
        rows=rows(source, uses),
        recorded=(source.calendar.day_of(extent.start), source.calendar.day_of(extent.end))
        if extent
        else None,
    )


def _over(days: Mapping[date, timedelta], today: date) -> Iterable[timedelta]:
    return (amount for day, amount in days.items() if day < today)


def _beside(
    source: Source, number: int, days: Mapping[date, Mapping[str, timedelta]], recorded: date | None
) -> Beside | None:
    """What is over of this year beside the same days of the year before, as far back as that was recorded."""
    begin, begin_past = date(number, 1, 1), date(number - 1, 1, 1)
    end = min(date(number, 12, 31), source.today - _ONE)
    # The first day of a record is mostly a part of a day.
    first = begin_past if recorded is None else max(begin_past, recorded + _ONE)
    # Counted in days from the first of January: a leap day moves the end by one, which no average shows.
    last = min(date(number - 1, 12, 31), begin_past + (end - begin))
    if recorded is None or last < first:
        return None
    uses = source.store.daily(source.days(first, last), lambda app: group(app, source.labels))
    since = begin + (first - begin_past)
    now, past = {day: days[day] for day in days if since <= day <= end}, by_day(uses)
    if min(len(now), len(past)) < ENOUGH_DAYS:
        return None
    means = [average(amounts(part, kind).values()) or ZERO for kind in (None, AI) for part in (now, past)]
    return Beside(since, since - begin < _WHOLE, *means)


def _months(number: int, days: Mapping[date, Mapping[str, timedelta]]) -> tuple[Month, ...]:
    sums: defaultdict[int, defaultdict[str, timedelta]] = defaultdict(lambda: defaultdict(timedelta))
    counts: defaultdict[int, int] = defaultdict(int)
    for day, kinds in days.items():
        counts[day.month] += 1
        for kind, amount in kinds.items():
            sums[day.month][kind] += amount
    return tuple(Month(date(number, month, 1), dict(sums[month]), counts[month]) for month in range(1, 13))
