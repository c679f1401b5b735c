"""The reliance index: percentiles that can be counted, parts that add up, silence while there is too little."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.analysis.reliance import REVERSED, WEIGHTS, Component, ai_amount, index, ordinary, percentile

WEEK = [day % 7 for day in range(200)]
VALUES = st.lists(st.one_of(st.none(), st.floats(0, 1000)), min_size=200, max_size=200)


def test_a_percentile_can_be_counted() -> None:
    # 80 weekdays lie in the window of day 126 (a Monday): 0 .. 79, one of them equal to today's 60.
    values: list[float | None] = [None] * 200
    weekdays = [day for day in range(112) if WEEK[day] < 5]
    for value, day in enumerate(weekdays):
        values[day] = float(value)
    values[126] = 60.0
    assert percentile(values, WEEK, 126) == pytest.approx(100 * (60 + 0.5 + 0.5) / 81)


def test_days_of_the_last_two_weeks_are_not_compared_with() -> None:
    values: list[float | None] = [1000.0 if 113 <= day < 127 else 10.0 for day in range(200)]
    assert percentile(values, WEEK, 126) == pytest.approx(100 * (80 + 0.5) / 81)


def test_where_a_class_has_few_days_all_days_are_compared() -> None:
    values: list[float | None] = [5.0 if WEEK[day] < 5 else None for day in range(200)]
    values[131] = 6.0
    assert WEEK[131] == 5
    assert percentile(values, WEEK, 131) == pytest.approx(100 * (80 + 0.5) / 81)
    assert percentile(values, WEEK, 20) is None
    assert percentile(values, WEEK, 132) is None


def test_the_index_of_a_hand_worked_example() -> None:
    # Every day of the last two weeks lies above all comparable weekdays or weekend days for one of two components.
    same: list[float | None] = [10.0] * 140
    more: list[float | None] = [10.0 if day < 126 else 20.0 for day in range(140)]
    found = index({Component.AI_MINUTES: more, Component.QUICK_TURNS: same}, WEEK[:140], 139)
    assert found is not None
    work, free = 100 * 80.5 / 81, 100 * 32.5 / 33
    mean = (10 * work + 4 * free) / 14
    assert [part.mean for part in found.parts] == pytest.approx([mean, 50])
    assert [part.weight for part in found.parts] == [50, 50]
    assert found.value == pytest.approx(50 + 0.5 * (mean - 50))
    assert len(found.missing) == 8


def test_less_of_a_reversed_component_raises_the_index() -> None:
    for component in REVERSED:
        less: list[float | None] = [60.0 if day < 126 else 10.0 for day in range(140)]
        found = index({component: less}, WEEK[:140], 139)
        assert found is not None
        assert found.value > 95


@given(st.dictionaries(st.sampled_from(Component), VALUES, max_size=4), st.integers(0, 199))
def test_the_parts_add_up_and_the_index_stays_between_0_and_100(
    days: dict[Component, list[float | None]], day: int
) -> None:
    found = index(days, WEEK, day)
    if found is None:
        return
    assert found.value == 50 + sum(part.contribution for part in found.parts)
    assert 0 <= found.value <= 100
    assert math.isclose(sum(part.weight for part in found.parts), 100)
    assert {part.component for part in found.parts} | set(found.missing) == set(Component)
    assert all(part.days >= 8 for part in found.parts)


def test_too_little_data_is_no_index() -> None:
    assert index({}, WEEK, 150) is None
    assert index({Component.PROMPTS: [1.0] * 200}, WEEK, 24) is None


def test_weights_are_of_a_hundred_and_the_band_narrows_with_components() -> None:
    assert sum(WEIGHTS.values()) == 100
    assert ordinary(1) == pytest.approx((30.4, 69.6))
    assert ordinary(10) == pytest.approx((35.46, 64.54), abs=0.05)


def test_one_amount_of_ai_use() -> None:
    assert ai_amount(45) == pytest.approx(50)
    assert ai_amount(45, 9, 19) == pytest.approx((50 * 10 * 20) ** (1 / 3))
    assert ai_amount(0, 0, 0) == 0
    assert ai_amount(0, prompts=3) == pytest.approx(math.sqrt(5 * 4))
