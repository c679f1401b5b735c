"""An own experiment: hand-computed differences, and a range that holds what is true as often as it says."""

from __future__ import annotations

import math
from random import Random

import pytest

from wellbeing.analysis.experiment import DAYS, result, with_it


def test_the_same_days_of_the_week_are_compared() -> None:
    usual, tried = [1.0, 2, 3, 4, 5, 6, 7], [2.0, 3, 4, 5, 6, 7, 8]
    found = result([*usual, *tried, *usual, *tried])
    assert (found.pairs, found.difference) == (14, 1.0)
    assert found.likely == (1.0, 1.0)
    assert found.clear


def test_the_range_is_that_of_paired_days_made_wider() -> None:
    usual = [4.0] * 7
    values: list[float | None] = [*usual, 5, 4, 5, 4, 5, 4, 5, *usual, 4, 5, 4, 5, 4, 5, 4]
    found = result(values)
    half = 2.160 * 1.55 * math.sqrt(14 * 0.25 / 13) / math.sqrt(14)
    assert found.difference == 0.5
    assert found.likely is not None
    assert [*found.likely] == pytest.approx([0.5 - half, 0.5 + half])


def test_with_fewer_than_eight_pairs_nothing_is_said() -> None:
    assert result([4.0] * 14).difference is None
    assert not result([4.0] * 14).clear
    assert result([]).pairs == 0
    assert result([4.0] * 7 + [5.0] * 6 + [None] + [4.0] * 7 + [5.0, 5.0]).pairs == 8


def test_weeks_alternate() -> None:
    assert [with_it(day) for day in (0, 6, 7, 13, 14, 20, 21, 27)] == [False, False, True, True] * 2


@pytest.mark.parametrize("true", [0.0, 0.8])
def test_the_range_holds_the_truth_about_as_often_as_it_says(true: float) -> None:
    dice = Random(4)  # noqa: S311 - lives, not secrets
    held = 0
    for _person in range(800):
        feeling, values = 0.0, list[float | None]()
        for day in range(DAYS):
            feeling = 0.4 * feeling + math.sqrt(1 - 0.16) * dice.gauss(0, 1)
            mood = 4.2 + feeling + true * with_it(day) + 0.5 * (day % 7 >= 5)
            values.append(None if dice.random() < 0.2 else mood)
        likely = result(values).likely
        held += likely is None or likely[0] <= true <= likely[1]
    assert 0.92 <= held / 800 <= 0.99
