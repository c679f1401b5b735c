"""How much of one's time went to something: between what that usually lies, and how much of it by now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from wellbeing.analysis.days import Amounts, usual_week
from wellbeing.analysis.usual import ENOUGH_DAYS, LOOK_BACK, TooEarly

_ZERO = timedelta(0)


def band(part: Amounts, whole: Amounts, before: date) -> tuple[float, float] | None:
    """The middle half of the daily shares of the last 16 weeks, 0 to 1: first and third quartile.

    Half of all days lie inside, so that most days are no event. Days without use do not count. None while the
    whole is not usual yet (`days.usual_week`).

    Args:
        part: recorded days with the amount that is spoken of.
        whole: the same days with everything.
        before: the day from which on nothing counts.
    """
    if isinstance(usual_week(whole, before), TooEarly):
        return None
    found = sorted(
        part.get(day, _ZERO) / amount
        for day, amount in whole.items()
        if amount and day < before and before - day <= LOOK_BACK
    )
    return (_quantile(found, 0.25), _quantile(found, 0.75)) if found else None


def usual_of(
    whole: Amounts, days: Sequence[date], today: date, today_part: float, part: Amounts | None = None
) -> timedelta | TooEarly:
    """The usual for some days in a row: of each the median of its weekday, from the weeks before they began.

    Args:
        whole: recorded days.
        days: in order, at least one.
        today: the day that is lived; those after it do not count.
        today_part: how much of today's use usually lies before this time of day, 0 to 1.
        part: speak of this part of the use; recorded days without it count as zero.
    """
    week = usual_week(whole, days[0], part)
    if isinstance(week, TooEarly):
        used = sorted(day for day, amount in whole.items() if amount and day <= today)
        lacking = ENOUGH_DAYS - len(used)
        enough = today + timedelta(days=lacking) if lacking > 0 else used[ENOUGH_DAYS - 1]
        # As many days that end here begin on the day after the one with which there are enough.
        return TooEarly(enough + timedelta(days=len(days)), week.days)
    total = _ZERO
    for day in days:
        if day <= today:
            total += week.days.get(day.weekday(), _ZERO) * (today_part if day == today else 1.0)
    return total


def so_far(hours: Mapping[int, timedelta], since_start: timedelta, start_hour: int) -> float:
    """How much of a day's use lies in its first part, 0 to 1; within an hour use is taken as even.

    Args:
        hours: use by clock hour over many days; without any, everything counts as done.
        since_start: how long ago the day began.
        start_hour: local hour at which it begins.
    """
    whole = sum(hours.values(), _ZERO)
    if not whole:
        return 1.0
    passed = since_start / timedelta(hours=1)
    done = sum(
        (amount * min(1.0, max(0.0, passed - (hour - start_hour) % 24)) for hour, amount in hours.items()),
        _ZERO,
    )
    return done / whole


def _quantile(ordered: Sequence[float], part: float) -> float:
    """Between the two nearest values (Hyndman and Fan 1996, type 7, as spreadsheets do)."""
    place = part * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
