"""Your usual: the same weekday, as it was lived over the last weeks.

Medians of the person's own days, never of other people: one long day does not move them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wellbeing.model import Use

ENOUGH_DAYS = 24
"""Recorded days before anything is called usual: three of each weekday and a few to spare."""
WEEKS = 8
"""Same weekdays that count, the latest ones with a record."""
LOOK_BACK = timedelta(weeks=16)
"""How far those may lie back."""

Hours = Mapping[int, timedelta]
"""Use by hours after the day's start, 0 to 24 (a day may have 25 hours); absent hours are zero."""


@dataclass(frozen=True, slots=True)
class Usual:
    """What a day of this kind is like for this person."""

    hours: Sequence[timedelta]
    """Mean use in each of 24 hours after the day's start."""
    days: int
    """Days it rests on."""
    total: timedelta
    """Median of whole days."""
    by_now: timedelta
    """Median of what was used by the same time of day."""


@dataclass(frozen=True, slots=True)
class TooEarly:
    """Not enough days yet."""

    until: date
    """The day on which there will be enough if every day is recorded."""
    days: int
    """Days recorded so far."""


def days_of(uses: Iterable[Use], start_hour: int) -> dict[date, dict[int, timedelta]]:
    """Use by day and hour after the day's start, from uses kept apart by day and hour.

    Args:
        uses: with `day` and `hour`.
        start_hour: local hour at which a day begins.
    """
    days: defaultdict[date, defaultdict[int, timedelta]] = defaultdict(lambda: defaultdict(timedelta))
    for use in uses:
        if use.day is not None and use.hour is not None and use.presence.counts:
            days[use.day][(use.hour - start_hour) % 24] += use.amount
    return {day: dict(hours) for day, hours in days.items()}


def usual(
    days: Mapping[date, Hours],
    today: date,
    since_start: timedelta,
    part: Mapping[date, Hours] | None = None,
) -> Usual | TooEarly:
    """The usual for a day like today.

    Args:
        days: recorded days; today itself is left out.
        today: the local day that is compared.
        since_start: how long ago it began; what counts for `by_now`.
        part: speak of this part of the use (one app, one category); recorded days without it count as zero.
    """
    past = {day: hours for day, hours in days.items() if day < today and any(hours.values())}
    if len(past) < ENOUGH_DAYS:
        return TooEarly(today + timedelta(days=ENOUGH_DAYS - len(past)), len(past))
    alike = sorted(day for day in past if day.weekday() == today.weekday() and today - day <= LOOK_BACK)
    if not alike:
        # A weekday that is never recorded: all days together say more than nothing.
        alike = sorted(past)
    spoken_of: Mapping[date, Hours] = past if part is None else part
    chosen = [spoken_of.get(day, {}) for day in alike[-WEEKS:]]
    hours = [
        sum((one.get(hour, timedelta(0)) for one in chosen), timedelta(0)) / len(chosen) for hour in range(24)
    ]
    return Usual(
        hours,
        len(chosen),
        _median([sum(one.values(), timedelta(0)) for one in chosen]),
        _median([_by(one, since_start) for one in chosen]),
    )


def _by(hours: Hours, since_start: timedelta) -> timedelta:
    """What was used in the first part of a day; within an hour use is taken as even."""
    whole, part = divmod(since_start, timedelta(hours=1))
    sums = sum((amount for hour, amount in hours.items() if hour < whole), timedelta(0))
    return sums + hours.get(whole, timedelta(0)) * (part / timedelta(hours=1))


def _median(amounts: Sequence[timedelta]) -> timedelta:
    ordered = sorted(amounts)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
