"""How much of one's time went to something, day by day, and between what it usually lies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from wellbeing.analysis.days import Amounts, usual_week
from wellbeing.analysis.usual import LOOK_BACK, TooEarly

ZERO = timedelta(0)


def share(part: timedelta, whole: timedelta) -> float | None:
    """Part of the whole, 0 to 1; None where there is no whole."""
    return part / whole if whole else None


def band(part: Amounts, whole: Amounts, before: date) -> tuple[float, float] | None:
    """The middle half of the daily shares of the last 16 weeks: first and third quartile.

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
        part.get(day, ZERO) / amount
        for day, amount in whole.items()
        if amount and day < before and before - day <= LOOK_BACK
    )
    return (_quantile(found, 0.25), _quantile(found, 0.75)) if found else None


def usual_of(days: Amounts, span: Sequence[date], today: date, today_part: float) -> timedelta | TooEarly:
    """The usual for some days in a row: of each the median of its weekday, before they began.

    Args:
        days: recorded days.
        span: in order, at least one.
        today: the day that is lived; those after it are not counted.
        today_part: how much of its use usually lies before this time of day, 0 to 1.
    """
    week = usual_week(days, span[0])
    if isinstance(week, TooEarly):
        # Told for somebody who looks at the same stretch on a later day.
        return TooEarly(week.until + (span[-1] - span[0]), week.days)
    total = ZERO
    for day in span:
        amount = week.days.get(day.weekday(), ZERO)
        total += amount * today_part if day == today else amount if day < today else ZERO
    return total


def so_far(hours: Mapping[int, timedelta], since_start: timedelta, start_hour: int) -> float:
    """How much of a day's use lies in its first part, 0 to 1; within an hour use is taken as even.

    Args:
        hours: use by clock hour over many days.
        since_start: how long ago the day began.
        start_hour: local hour at which it begins.
    """
    whole = sum(hours.values(), ZERO)
    if not whole:
        return 1.0
    passed = since_start / timedelta(hours=1)
    done = sum(
        (
            amount * min(1.0, max(0.0, passed - (hour - start_hour) % 24))
            for hour, amount in hours.items()
        ),
        ZERO,
    )
    return done / whole


def _quantile(ordered: Sequence[float], part: float) -> float:
    """Between the two nearest values, as spreadsheets do (Hyndman and Fan 1996, type 7)."""
    place = part * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
