"""The figure of what was added up: its line, limit and stretches, and that no word lies on another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.render.seen import assert_clear, look, words
from wellbeing.render.chart import Chart, Size, Table
from wellbeing.render.sum import Step, Sum, added_up

NAMES = {0: "21 Sep", 21: "12 Oct", 49: "9 Nov"}
GROWTH = Sum(
    steps=[
        Step(float(day), (day % 5) / 4 if day < 21 else (day - 21) * 0.2, f"day {day}", NAMES.get(day, ""))
        for day in range(50)
    ],
    limit=5.4,
    limit_words="limit 5.4",
    last="9 Nov, 5.6",
    sentence="The sum rose.",
    table=Table(("Day",), ()),
    since=21.0,
    since_words="growth",
    before_words="back to zero whenever\nyou are as usual",
)
LIMIT = Sum(
    steps=[Step(float(hour), 25.0 * hour, f"until {hour}", f"{9 + hour}:00") for hour in range(4)],
    limit=75,
    limit_words="limit 1 h 15",
    last="12:00, 1 h 15",
    sentence="75 of 75.",
    table=Table(("Until",), ()),
    color="#112233",
)


def drawn(value: Sum, width: float = 780) -> Chart:
    return added_up(value, look(), Size(width, 200))


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("width", [340, 780, 1100])
@pytest.mark.parametrize("value", [GROWTH, LIMIT])
def test_its_words_are_apart_and_time_runs_as_one_reads(value: Sum, width: float, mirrored: bool) -> None:
    chart = drawn(replace(value, mirrored=mirrored), width)
    assert_clear(chart)
    assert {value.last, value.limit_words} <= set(words(chart))
    assert [one.words for one in chart.spots] == [one.words for one in value.steps]
    assert (chart.spots[0].left < chart.spots[-1].left) is not mirrored


def test_the_growing_stretch_and_the_calm_one_are_named_where_there_is_room() -> None:
    assert {"growth", "back to zero whenever\nyou are as usual"} <= set(words(drawn(GROWTH)))
    short = replace(GROWTH, since=2.0)
    assert "back to zero whenever\nyou are as usual" not in words(drawn(short))
    late = replace(GROWTH, since=48.8)
    assert "growth" not in words(drawn(late))


@pytest.mark.parametrize("last", [0.0, 2.0, 5.3, 5.4, 5.6, 40.0])
def test_the_last_step_and_the_limit_make_room_for_each_other(last: float) -> None:
    steps = [*GROWTH.steps[:-1], replace(GROWTH.steps[-1], amount=last)]
    assert_clear(drawn(replace(GROWTH, steps=steps)))


def test_two_steps_at_one_moment_can_be_drawn() -> None:
    same = [Step(0.0, 0.0, "", "9:00"), Step(0.0, 0.0, "", "9:00")]
    assert_clear(drawn(replace(LIMIT, steps=same, limit=0.0)))
