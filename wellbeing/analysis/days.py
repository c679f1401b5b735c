"""Days beside days: the average day, the usual week, which days of two weeks may be compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wellbeing.analysis.usual import ENOUGH_DAYS, LOOK_BACK, WEEKS, TooEarly
from wellbeing.model import DayUse

Amounts = Mapping[date, timedelta]
"""Recorded days with their use: a day without use is zero, a day without record is absent."""

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class UsualWeek:
    """What a week is like for this person."""

    days: Mapping[int, timedelta]
    """Median by weekday, 0 for Monday; weekdays that are never recorded are absent."""
    weeks: int
    """The most days of one weekday that it rests on."""

    @property
    def total(self) -> timedelta:
        """Of the whole week."""
        return sum(self.days.values(), timedelta(0))

    @property
    def average(self) -> timedelta:
        """Of its recorded days."""
        return self.total / max(1, len(self.days))


def by_day(uses: Iterable[DayUse]) -> dict[date, dict[str, timedelta]]:
    """Use of each recorded day by kind, in order of days; a day of mere absence is there, and empty."""
    days: dict[date, defaultdict[str, timedelta]] = {}
    for use in uses:
        kinds = days.setdefault(use.day, defaultdict(timedelta))
        if use.presence.counts:
            kinds[use.kind] += use.amount
    return {day: dict(days[day]) for day in sorted(days)}


def amounts(days: Mapping[date, Mapping[str, timedelta]], kind: str | None = None) -> dict[date, timedelta]:
    """Each recorded day as one amount: of one kind, or of all (None)."""
    zero = timedelta(0)
    if kind is not None:
        return {day: kinds.get(kind, zero) for day, kinds in days.items()}
    return {day: sum(kinds.values(), zero) for day, kinds in days.items()}


def average(days: Iterable[timedelta]) -> timedelta | None:
    """The mean; None of nothing."""
    known = list(days)
    return sum(known, timedelta(0)) / len(known) if known else None


def usual_week(days: Amounts, before: date, part: Amounts | None = None) -> UsualWeek | TooEarly:
    """The usual for a week that begins on a day: of each weekday the median of its latest recorded days.

    Medians, so that one long day or a holiday does not move them; as for the usual of one day
    (`analysis.usual`), at most 8 of a weekday, at most 16 weeks old, and none before 24 days are recorded.

    Args:
        days: recorded days.
        before: the day from which on nothing counts.
        part: speak of this part of the use; recorded days without it count as zero.
    """
    past = sorted(day for day in days if day < before)
    used = [day for day in past if days[day]]
    if len(used) < ENOUGH_DAYS:
        return TooEarly(before + timedelta(days=ENOUGH_DAYS - len(used)), len(used))
    spoken_of = days if part is None else part
    alike: defaultdict[int, list[timedelta]] = defaultdict(list)
    for day in past:
        if before - day <= LOOK_BACK:
            alike[day.weekday()].append(spoken_of.get(day, timedelta(0)))
    chosen = {weekday: found[-WEEKS:] for weekday, found in alike.items()}
    return UsualWeek(
        {weekday: _median(found) for weekday, found in sorted(chosen.items())},
        max((len(found) for found in chosen.values()), default=0),
    )


def comparable(days: Sequence[date], since: date) -> list[date]:
    """The days whose same weekday of the week before lies in the record, which was kept from `since` on."""
    return [day for day in days if day - WEEK >= since]


def _median(found: Sequence[timedelta]) -> timedelta:
    ordered = sorted(found)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
