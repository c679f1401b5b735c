"""School holidays, and as which weekday a day counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.family.holiday import Fault, Holiday, ahead, fault, together, typed, weekday

WINTER = Holiday(date(2026, 12, 21), date(2027, 1, 5), "Winter")
days = st.dates(date(2026, 11, 1), date(2027, 2, 28))
holidays = st.builds(
    lambda first, length, name, like: Holiday(first, first + timedelta(days=length), name, like),
    days,
    st.integers(0, 30),
    st.sampled_from(["", "Winter"]),
    st.integers(0, 6),
)


def test_workdays_of_holidays_count_as_a_saturday_or_as_chosen() -> None:
    monday = date(2026, 12, 21)
    assert weekday(monday, []) == 0
    assert weekday(monday, [WINTER]) == 5
    assert weekday(monday, [Holiday(monday, monday, like=6)]) == 6
    assert weekday(date(2026, 12, 27), [WINTER]) == 6
    assert weekday(date(2027, 1, 6), [WINTER]) == 2


@given(days, st.lists(holidays, max_size=6))
def test_joining_holidays_changes_no_day(day: date, some: list[Holiday]) -> None:
    joined = together(some)
    assert (weekday(day, joined) == day.weekday()) == (weekday(day, some) == day.weekday()) or len(
        {one.like for one in some if day in one}
    ) > 1
    assert together(joined) == joined
    assert any(day in one for one in joined) == any(day in one for one in some)


@given(days, st.lists(holidays, max_size=6))
def test_weekends_stay_weekends(day: date, some: list[Holiday]) -> None:
    if day.weekday() >= 5:
        assert weekday(day, some) == day.weekday()


@pytest.mark.parametrize(
    ("one", "wrong"),
    [
        (WINTER, None),
        (Holiday(date(2026, 12, 21), date(2026, 12, 20)), Fault.ENDS_BEFORE),
        (Holiday(date(2026, 1, 1), date(2026, 5, 1)), Fault.TOO_LONG),
        (Holiday(date(2026, 1, 1), date(2026, 1, 1), like=7), Fault.NO_WEEKDAY),
        (Holiday(date(2026, 1, 1), date(2026, 1, 1), "x" * 81), Fault.NAME_TOO_LONG),
    ],
)
def test_what_is_wrong_with_a_holiday_is_named(one: Holiday, wrong: Fault | None) -> None:
    assert fault(one) is wrong


def test_those_that_are_over_are_left_out() -> None:
    assert ahead([WINTER], date(2027, 1, 5)) == (WINTER,)
    assert ahead([WINTER], date(2027, 1, 6)) == ()


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("2026-12-21..2027-01-05", (date(2026, 12, 21), date(2027, 1, 5))),
        (" 2026-12-21 – 2027-01-05 ", (date(2026, 12, 21), date(2027, 1, 5))),
        ("2026-12-21/2026-12-22", (date(2026, 12, 21), date(2026, 12, 22))),
        ("2026-12-21", (date(2026, 12, 21), date(2026, 12, 21))),
        ("2026-13-01", None),
        ("21.12.2026", None),
        ("", None),
    ],
)
def test_a_stretch_is_read_as_it_is_typed(text: str, stretch: tuple[date, date] | None) -> None:
    assert typed(text) == stretch
