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
from wellbeing.model import DayUse

ZERO = timedelta(0)
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
    before: timedelta | None
    """Average of a recorded day in the same part of the year before; None where fewer than 24 are recorded."""
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
        before=_before(source, number),
        categories=categories(source, uses, None),
        rows=rows(source, uses),
        recorded=(source.calendar.day_of(extent.start), source.calendar.day_of(extent.end))
        if extent
        else None,
    )


def _over(days: Mapping[date, timedelta], today: date) -> Iterable[timedelta]:
    return (amount for day, amount in days.items() if day < today)


def _before(source: Source, number: int) -> timedelta | None:
    """The same part of the year before: up to the day before today's date, or all of it."""
    first = date(number - 1, 1, 1)
    last = date(number - 1, 12, 31)
    if number == source.today.year:
        # One day less in leap years moves the end by a day: nothing that an average shows.
        last = min(last, first + (source.today - date(number, 1, 1)) - timedelta(days=1))
    extent = source.store.extent()
    if last < first or extent is None or extent.start > source.calendar.begin(last):
        return None
    days: list[DayUse] = source.store.daily(source.days(first, last), lambda _app: "all")
    known = amounts(by_day(days))
    return average(known.values()) if len(known) >= ENOUGH_DAYS else None


def _months(number: int, days: Mapping[date, Mapping[str, timedelta]]) -> tuple[Month, ...]:
    sums: defaultdict[int, defaultdict[str, timedelta]] = defaultdict(lambda: defaultdict(timedelta))
    counts: defaultdict[int, int] = defaultdict(int)
    for day, kinds in days.items():
        counts[day.month] += 1
        for kind, amount in kinds.items():
            sums[day.month][kind] += amount
    return tuple(Month(date(number, month, 1), dict(sums[month]), counts[month]) for month in range(1, 13))
