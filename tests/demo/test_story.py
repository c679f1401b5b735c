"""What happens in a synthetic life, and what it does to the amounts of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from statistics import fmean

import pytest

from wellbeing.demo import (
    MIA_DAYS,
    Absence,
    Away,
    Binge,
    Change,
    Kind,
    Series,
    life,
    mia_story,
    person,
    scenario,
)
from wellbeing.demo.character import mia
from wellbeing.demo.plan import Planner
from wellbeing.demo.story import Story

DAY = timedelta(days=1)
ONSET = date(2024, 5, 6)
MINUTE = timedelta(minutes=1)


def ratio(name: str, series: Series = Series.AI, after: int = 0) -> float:
    """A scenario's AI (or screen) minutes on one day over the same day's without it."""
    day = ONSET + after * DAY
    who = replace(mia(), ai_free=0.0, missing=0.0, ai=replace(mia().ai, workday=20 * MINUTE))
    told, plain = (Planner(who, story).plan(day) for story in (scenario(name, ONSET, series), ()))
    return told.ai / plain.ai if series is Series.AI else told.active / plain.active


def test_no_binge_fills_more_than_eight_hours_with_ai() -> None:
    glutton = replace(mia(), ai=replace(mia().ai, workday=timedelta(hours=5)), ai_free=0.0)
    planner = Planner(glutton, (Binge(Series.AI, ONSET, 30, 6.0),))
    plans = [planner.plan(ONSET + n * DAY) for n in range(30)]
    assert max(plan.ai for plan in plans) == timedelta(hours=7.7)
    assert max(plan.active for plan in plans) == timedelta(hours=11)


@pytest.mark.parametrize(
    ("name", "after", "factor"),
    [
        ("null", 3, 1.0),
        ("step30", -1, 1.0),
        ("step30", 0, 1.3),
        ("step50", 90, 1.5),
        ("step100", 1, 2.0),
        ("ramp5", 27, 1.05**4),
        ("ramp10", 6, 1.1),
        ("ramp10", 200, 3.0),
        ("binge1", 0, 6.0),
        ("binge1", 1, 1.0),
        ("binge3", 2, 4.0),
        ("binge3", 3, 1.0),
        ("dip28", 27, 0.5),
        ("dip28", 28, 1.0),
        ("vacret", 15, 1.4),
        ("weekend", 5, 2.0),
        ("weekend", 7, 1.0),
    ],
)
def test_a_scenario_multiplies_the_amount_from_its_day_on(name: str, after: int, factor: float) -> None:
    assert ratio(name, after=after) == pytest.approx(factor, rel=0.01)


def test_a_scenario_may_be_about_screens() -> None:
    assert ratio("step30", Series.SCREEN) == pytest.approx(1.3, rel=0.01)


def test_more_frequent_use_leaves_fewer_days_without_ai() -> None:
    planner = Planner(person(5), scenario("freq", ONSET))

    def free(first: date) -> float:
        plans = [planner.plan(first + n * DAY, present=True) for n in range(365)]
        return fmean(not plan.ai for plan in plans)

    assert free(ONSET - 365 * DAY) > 2 * free(ONSET)


def test_an_unknown_scenario_is_refused() -> None:
    with pytest.raises(ValueError, match="step31"):
        scenario("step31", ONSET)


def test_a_week_of_life_does_not_depend_on_the_stretch_around_it() -> None:
    for seed in range(20):
        long = life(seed, date(2021, 1, 1), date(2024, 12, 31))
        short = life(seed, date(2024, 6, 1), date(2024, 6, 30))
        planned = [
            [Planner(person(seed), story).plan(date(2024, 6, 1) + n * DAY) for n in range(30)]
            for story in (long, short)
        ]
        assert planned[0] == planned[1]


def test_a_life_has_changes_up_and_down_and_comes_in_order() -> None:
    sizes = []
    for seed in range(10):
        story = life(seed, date(2020, 1, 1), date(2024, 12, 31))
        assert [told.on for told in story] == sorted(told.on for told in story)
        sizes += [told.after / told.before for told in story if isinstance(told, Change)]
    assert min(sizes) < 0.8
    assert max(sizes) > 1.5
    assert all(0.5 <= size <= 2.0 for size in sizes)


def test_vacations_are_mostly_without_the_machine() -> None:
    story: Story = (Away(Absence.VACATION, ONSET, 400),)
    planner = Planner(mia(), story)
    kinds = [planner.plan(ONSET + n * DAY).kind for n in range(400)]
    assert set(kinds) == {Kind.OFF, Kind.VACATION}
    assert kinds.count(Kind.OFF) / 400 == pytest.approx(0.7, abs=0.07)
    assert planner.plan(ONSET, present=True).kind is Kind.VACATION


def test_a_journey_opens_and_closes_a_travel_week() -> None:
    planner = Planner(mia(), (Away(Absence.TRAVEL, ONSET, 7),))
    kinds = [planner.plan(ONSET + n * DAY, present=True).kind for n in range(-1, 8)]
    assert [kind is Kind.JOURNEY for kind in kinds] == [False, True, *[False] * 5, True, False]


@pytest.mark.parametrize("last", [date(2025, 3, 18), date(2026, 1, 31), date(2024, 2, 29)])
def test_mias_growth_comes_with_the_ninth_month(last: date) -> None:
    first = last - (MIA_DAYS - 1) * DAY
    story = mia_story(last)
    (change,) = (told for told in story if isinstance(told, Change))
    assert change.after / change.before == pytest.approx(1.6)
    assert 7.9 < (change.on - first) / DAY / 30.44 < 8.1
    assert any(isinstance(told, Away) and told.kind is Absence.VACATION for told in story)
    assert any(isinstance(told, Binge) for told in story)
    assert all(first <= told.on <= last for told in story)
