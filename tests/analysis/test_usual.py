"""Your usual: own weekdays, medians, and silence while it is too early."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from wellbeing.analysis.usual import ENOUGH_DAYS, TooEarly, Usual, days_of, usual
from wellbeing.model import AppIdentity, Presence, Use

TODAY = date(2026, 5, 5)
HOUR = timedelta(hours=1)


def past(count: int, minutes: int = 60) -> dict[date, dict[int, timedelta]]:
    """A record of days before today, each with use in the sixth hour."""
    return {TODAY - timedelta(days=back): {5: timedelta(minutes=minutes)} for back in range(1, count + 1)}


def test_too_early_says_until_when() -> None:
    found = usual(past(10), TODAY, HOUR)
    assert found == TooEarly(TODAY + timedelta(days=ENOUGH_DAYS - 10), 10)


def test_days_without_use_do_not_count() -> None:
    days = past(30) | {TODAY - timedelta(days=40): {3: timedelta(0)}}
    assert isinstance(usual(past(23) | {TODAY: {1: HOUR}}, TODAY, HOUR), TooEarly)
    assert isinstance(usual(days, TODAY, HOUR), Usual)


def test_the_same_weekday_counts() -> None:
    days = past(60)
    for day, hours in days.items():
        if day.weekday() == TODAY.weekday():
            hours[5] = timedelta(minutes=30)
    found = usual(days, TODAY, 10 * HOUR)
    assert isinstance(found, Usual)
    assert found.total == timedelta(minutes=30)
    assert found.days == 8
    assert found.hours[5] == timedelta(minutes=30)
    assert found.hours[6] == timedelta(0)


def test_one_long_day_does_not_move_it() -> None:
    days = past(60)
    days[TODAY - timedelta(days=7)] = {5: 10 * HOUR}
    found = usual(days, TODAY, 10 * HOUR)
    assert isinstance(found, Usual)
    assert found.total == HOUR


def test_with_an_even_number_of_days_the_middle_two_are_averaged() -> None:
    days = past(29)
    for back, minutes in zip((7, 14, 21, 28), (10, 20, 40, 80), strict=True):
        days[TODAY - timedelta(days=back)] = {5: timedelta(minutes=minutes)}
    found = usual(days, TODAY, 10 * HOUR)
    assert isinstance(found, Usual)
    assert found.total == timedelta(minutes=30)


def test_a_weekday_never_recorded_is_compared_with_all_days() -> None:
    days = {day: hours for day, hours in past(60).items() if day.weekday() != TODAY.weekday()}
    found = usual(days, TODAY, 10 * HOUR)
    assert isinstance(found, Usual)
    assert found.total == HOUR


@pytest.mark.parametrize(
    ("since", "minutes"), [(5 * HOUR, 0), (5.5 * HOUR, 30), (6 * HOUR, 60), (20 * HOUR, 60)]
)
def test_by_now_takes_part_of_the_running_hour(since: timedelta, minutes: int) -> None:
    found = usual(past(60), TODAY, since)
    assert isinstance(found, Usual)
    assert found.by_now == timedelta(minutes=minutes)


def test_hours_count_from_the_start_of_the_day() -> None:
    app, m = AppIdentity("a"), timedelta(minutes=1)
    uses = [
        Use(app, Presence.ACTIVE, m, TODAY, 4),
        Use(app, Presence.ACTIVE, m, TODAY, 3),
        Use(app, Presence.PASSIVE, m, TODAY, 3),
        Use(app, Presence.IDLE, m, TODAY, 3),
        Use(app, Presence.ACTIVE, m),
    ]
    assert days_of(uses, 4) == {TODAY: {0: m, 23: 2 * m}}
