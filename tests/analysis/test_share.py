"""Shares of one's time: what they usually lie between, what some days usually have, and how much of it by now."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.analysis.share import band, so_far, usual_of
from wellbeing.analysis.usual import TooEarly

TODAY = date(2026, 11, 24)
"""A Tuesday."""
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def before(days: int, hours: float = 4.0, first: date = TODAY) -> dict[date, timedelta]:
    """So many equal days before one."""
    return {first - back * DAY: hours * HOUR for back in range(1, days + 1)}


def test_the_band_is_the_middle_half_of_the_days() -> None:
    whole = before(28)
    part = {day: (place % 4 + 1) * HOUR for place, day in enumerate(whole)}
    assert band(part, whole, TODAY) == (0.4375, 0.8125)


def test_days_without_the_part_are_zero_and_days_without_use_do_not_count() -> None:
    whole = before(30) | {TODAY - 31 * DAY: timedelta(0)}
    assert band({}, whole, TODAY) == (0.0, 0.0)


def test_there_is_no_band_before_24_days() -> None:
    assert band(before(23), before(23), TODAY) is None
    assert band(before(24), before(24), TODAY) == (1.0, 1.0)


def test_days_of_long_ago_and_days_to_come_do_not_count() -> None:
    old = {TODAY - 120 * DAY - back * DAY: 4 * HOUR for back in range(30)}
    assert band(old, old, TODAY) is None
    later = before(30) | {TODAY + DAY: 4 * HOUR}
    assert band({TODAY + DAY: 4 * HOUR}, later, TODAY) == (0.0, 0.0)


def test_the_usual_of_seven_days_is_that_of_their_weekdays() -> None:
    days = [TODAY - back * DAY for back in range(6, -1, -1)]
    whole = before(60, 4.0, days[0])
    assert usual_of(whole, days, TODAY, 0.25) == 6 * 4 * HOUR + HOUR
    assert usual_of(whole, days, TODAY, 1.0) == 28 * HOUR
    part = dict.fromkeys(whole, HOUR)
    assert usual_of(whole, days, TODAY, 0.5, part) == 6 * HOUR + HOUR / 2


def test_a_part_that_is_rare_is_as_usual_as_the_whole() -> None:
    days = [TODAY]
    assert usual_of(before(40), days, TODAY, 1.0, {TODAY - 7 * DAY: HOUR}) == timedelta(0)


def test_days_to_come_do_not_count_in_the_usual() -> None:
    days = [TODAY, TODAY + DAY]
    assert usual_of(before(40), days, TODAY, 1.0) == 4 * HOUR


@pytest.mark.parametrize(("lived", "until"), [(3, 28), (20, 11), (27, 4), (30, 1)])
def test_too_early_names_the_day_on_which_such_a_stretch_has_enough_before_it(lived: int, until: int) -> None:
    """Seven days that end so many days from now have 24 recorded ones before them, if every day is recorded."""
    days = [TODAY - back * DAY for back in range(6, -1, -1)]
    whole = before(lived, 4.0, TODAY + DAY)
    found = usual_of(whole, days, TODAY, 1.0)
    assert found == TooEarly(TODAY + until * DAY, max(0, lived - 7))
    later = whole | {TODAY + ahead * DAY: 4 * HOUR for ahead in range(1, until + 1)}
    stretch = [day + until * DAY for day in days]
    assert not isinstance(usual_of(later, stretch, stretch[-1], 1.0), TooEarly)
    sooner = [day - DAY for day in stretch]
    assert isinstance(usual_of(later, sooner, sooner[-1], 1.0), TooEarly)


@pytest.mark.parametrize(
    ("passed", "expected"), [(0.0, 0.0), (5.0, 0.0), (5.5, 0.25), (6.0, 0.5), (19.5, 0.75), (24.0, 1.0)]
)
def test_how_much_of_a_day_is_done_by_now(passed: float, expected: float) -> None:
    assert so_far({9: HOUR, 23: HOUR}, passed * HOUR, 4) == expected


def test_nothing_is_all_done() -> None:
    assert so_far({}, HOUR, 4) == 1.0


@given(
    st.dictionaries(st.integers(0, 23), st.timedeltas(timedelta(0), HOUR)),
    st.floats(0, 30),
    st.floats(0, 30),
    st.integers(0, 6),
)
def test_what_is_done_grows_with_the_day(
    hours: dict[int, timedelta], one: float, two: float, start: int
) -> None:
    early, late = (so_far(hours, passed * HOUR, start) for passed in sorted((one, two)))
    assert 0.0 <= early <= late <= 1.0 + 1e-9
