"""Mood and energy over time: gaps stay gaps, names stand apart, and it says itself without being seen."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.render.seen import assert_clear, look, words
from wellbeing.render.chart import Size, Table
from wellbeing.render.mood import Lines, Point, lines

TABLE = Table(("Day", "Mood", "Energy"), (("Mon", "4", "5"),))
POINTS = tuple(
    Point(str(place), f"day {place}", mood, energy, name)
    for place, (mood, energy, name) in enumerate(
        [(4, 5, "1 Nov"), (5, 5, ""), (None, None, ""), (3, None, ""), (4, 4, "today")]
    )
)
VALUE = Lines(POINTS, 1, 7, ("Mood", "Energy"), "On Monday 4.", TABLE)


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_day_without_an_answer_is_a_gap(mirrored: bool) -> None:
    value = Lines(POINTS, 1, 7, ("Mood", "Energy"), "On Monday 4.", TABLE, mirrored)
    chart = lines(value, look(), Size(400, 190))
    assert {"1", "4", "7", "Mood", "Energy", "today"} <= set(words(chart))
    drawn = [
        np.asarray(line.get_ydata(), float)
        for line in chart.figure.axes[0].lines
        if np.size(line.get_xdata()) == 5
    ]
    assert all(math.isnan(one[2]) for one in drawn)
    assert [spot.words for spot in chart.spots] == ["day 0", "day 1", "day 3", "day 4"]
    assert chart.sentence == "On Monday 4."
    assert_clear(chart)


@given(
    st.lists(
        st.tuples(st.none() | st.integers(1, 7), st.none() | st.integers(1, 7)), min_size=1, max_size=84
    ),
    st.integers(240, 700),
)
@settings(max_examples=12, deadline=None)
def test_whatever_was_answered_nothing_is_cut_or_covered(
    answers: list[tuple[int | None, int | None]], width: int
) -> None:
    points = [
        Point(str(n), str(n), one[0], one[1], f"{n} Nov" if n % 14 == 0 else "")
        for n, one in enumerate(answers)
    ]
    assert_clear(lines(Lines(points, 1, 7, ("Mood", "Energy"), "", TABLE), look("dark"), Size(width, 190)))
