"""Shades of a heat map in round steps that fit the person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.analysis.heat import STEPS, ladder, shade

MINUTE = timedelta(minutes=1)
days = st.lists(st.integers(0, 24 * 60).map(lambda minutes: minutes * MINUTE), max_size=366)


@pytest.mark.parametrize(
    ("minutes", "begins"),
    [
        ([], (1, 20, 45, 75)),
        ([0, 0, 10, 30], (1, 20, 45, 75)),
        ([80, 10, 10, 10], (1, 20, 45, 75)),
        ([80, 80, 10, 10], (1, 30, 60, 120)),
        ([400] * 10, (1, 180, 300, 420)),
        ([480] * 10, (1, 240, 480, 720)),
        ([1440] * 10, (1, 360, 540, 720)),
    ],
)
def test_the_darkest_shade_is_not_the_rule(minutes: list[int], begins: tuple[int, ...]) -> None:
    assert ladder([one * MINUTE for one in minutes]) == tuple(one * MINUTE for one in begins)


@pytest.mark.parametrize(
    ("seconds", "expected"), [(0, 0), (29, 0), (31, 1), (60, 1), (1169, 1), (1171, 2), (2700, 3), (9999, 4)]
)
def test_a_day_has_the_shade_of_what_is_read(seconds: int, expected: int) -> None:
    assert shade(timedelta(seconds=seconds), ladder([])) == expected


@given(days)
def test_steps_rise_and_each_day_has_one_of_five(amounts: list[timedelta]) -> None:
    begins = ladder(amounts)
    assert list(begins) == sorted(set(begins))
    assert len(begins) == STEPS - 1
    shades = [shade(amount, begins) for amount in sorted(amounts)]
    assert shades == sorted(shades)
    assert all(0 <= one < STEPS for one in shades)
