"""Days beside days: averages, the usual week, which days may be compared."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from wellbeing.analysis.days import amounts, average, by_day, comparable, usual_week
from wellbeing.analysis.usual import TooEarly
from wellbeing.model import DayUse, Presence

MONDAY = date(2026, 11, 23)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def past(weeks: int, hours: dict[int, float]) -> dict[date, timedelta]:
    """So many weeks before Monday, each weekday with its hours; weekdays that are not named have no record."""
    return {
        MONDAY - back * DAY: hours[(MONDAY - back * DAY).weekday()] * HOUR
        for back in range(1, weeks * 7 + 1)
        if (MONDAY - back * DAY).weekday() in hours
    }


def test_a_day_of_mere_absence_is_recorded_and_empty() -> None:
    days = by_day(
        [
            DayUse(MONDAY, "ai", Presence.ACTIVE, HOUR),
            DayUse(MONDAY, "ai", Presence.PASSIVE, HOUR),
            DayUse(MONDAY, "other", Presence.IDLE, HOUR),
            DayUse(MONDAY - DAY, "other", Presence.LOCKED, HOUR),
        ]
    )
    assert days == {MONDAY - DAY: {}, MONDAY: {"ai": 2 * HOUR}}
    assert list(days) == [MONDAY - DAY, MONDAY]
    assert amounts(days) == {MONDAY - DAY: timedelta(0), MONDAY: 2 * HOUR}
    assert amounts(days, "writing") == {MONDAY - DAY: timedelta(0), MONDAY: timedelta(0)}


def test_nothing_has_no_average() -> None:
    assert average([]) is None
    assert average([HOUR, 2 * HOUR]) == 1.5 * HOUR


def test_the_usual_week_is_the_median_of_each_weekday() -> None:
    days = past(4, dict.fromkeys(range(7), 2.0))
    days[MONDAY - 7 * DAY] = 14 * HOUR
    normal = usual_week(days, MONDAY)
    assert not isinstance(normal, TooEarly)
    assert normal.days == dict.fromkeys(range(7), 2 * HOUR)
    assert (normal.total, normal.average, normal.weeks) == (14 * HOUR, 2 * HOUR, 4)


def test_weekdays_without_record_do_not_lower_the_average_day() -> None:
    normal = usual_week(past(6, dict.fromkeys(range(5), 6.0)), MONDAY)
    assert not isinstance(normal, TooEarly)
    assert normal.average == 6 * HOUR
    assert sorted(normal.days) == [0, 1, 2, 3, 4]


def test_what_lies_in_the_week_itself_or_long_ago_does_not_count() -> None:
    days = past(20, {0: 1.0, 1: 1.0}) | {MONDAY: 9 * HOUR, MONDAY + DAY: 9 * HOUR}
    for back in range(9, 21):
        days[MONDAY - back * 7 * DAY] = 12 * HOUR
    normal = usual_week(days, MONDAY)
    assert not isinstance(normal, TooEarly)
    assert normal.days[0] == HOUR
    assert normal.weeks == 8


@pytest.mark.parametrize("recorded", [0, 1, 23])
def test_before_24_days_with_use_it_is_too_early(recorded: int) -> None:
    days = {MONDAY - back * DAY: HOUR for back in range(1, recorded + 1)}
    days |= {MONDAY - back * DAY: timedelta(0) for back in range(40, 60)}
    assert usual_week(days, MONDAY) == TooEarly(MONDAY + (24 - recorded) * DAY, recorded)


def test_days_are_compared_where_the_week_before_is_recorded() -> None:
    week = [MONDAY + place * DAY for place in range(4)]
    assert comparable(week, MONDAY - 30 * DAY) == week
    assert comparable(week, MONDAY - 6 * DAY) == week[1:]
    assert comparable(week, MONDAY) == []
