"""Reliance from a record: the index, growth with its figures, the person's word on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

import pytest

from tests.fakes.days import TODAY, source
from tests.fakes.store import FakeStore
from wellbeing.analysis.daily import DayParts
from wellbeing.analysis.growth import Metric, Sensitivity
from wellbeing.analysis.reliance import Component
from wellbeing.demo.chance import Chance
from wellbeing.engine.days import Lived
from wellbeing.engine.reliance import Reliance, accept, new_normals, reliance_of
from wellbeing.engine.source import Source
from wellbeing.files.settings import Settings

DAY = timedelta(days=1)
LENGTH, GREW = 200, 150
"""Days of the life below, and the one from which AI doubles."""
FIRST = TODAY - LENGTH * DAY


def day(minutes: float, prompts: int) -> DayParts:
    return DayParts(480, minutes, 0, 60, minutes, 0, round(minutes / 6) + 1, 30, 90, 20)


@lru_cache(maxsize=2)
def life(*, prompts_from: int = 0) -> Lived:
    """Forty minutes a day give or take a third, eighty from day 150 on."""
    chance = Chance.at(7, 1, 1)
    minutes = [40 * 1.35 ** chance.between(-1, 1) * (2 if place >= GREW else 1) for place in range(LENGTH)]
    asked = [None if place < prompts_from else round(one / 4) for place, one in enumerate(minutes)]
    return Lived(FIRST, tuple(day(one, 0) for one in minutes), tuple(asked), 0)


def told(lived: Lived, from_: Source | None = None) -> Reliance:
    return reliance_of(from_ or source(FakeStore()), lived)


def chosen(**settings: object) -> Source:
    return replace(source(FakeStore()), settings=Settings(**settings))  # type: ignore[arg-type]  # named fields


def test_growth_is_noticed_soon_after_it_began_with_its_figures() -> None:
    one = told(life()).episodes[0]
    assert one.metric is Metric.AI
    assert abs((one.start - (FIRST + GREW * DAY)).days) <= 3
    assert GREW < one.standing.day <= GREW + 14
    assert one.noticed == FIRST + one.standing.day * DAY
    assert one.usual == pytest.approx(40, rel=0.1)
    assert one.changes[Component.PROMPTS] > 0.25
    assert not one.accepted
    assert all(gate.passed for gate in one.standing.gates)


def test_the_index_stands_on_the_last_day_and_adds_up() -> None:
    found = told(life())
    assert found.index is not None
    assert found.index.value == 50 + sum(part.contribution for part in found.index.parts)
    assert found.index.value > 55
    assert Component.QUICK_TURNS not in found.index.missing
    assert found.counted == LENGTH


def test_ai_as_an_assistive_tool_is_not_watched() -> None:
    found = told(life(), chosen(ai_is_assistive=True))
    assert set(found.watches) == {Metric.SCREEN}
    assert found.episodes == ()
    assert found.index is not None, "what was used can still be seen"


def test_the_sensitivity_is_the_persons() -> None:
    limits = []
    for one in (Sensitivity.EARLY, Sensitivity.BALANCED, Sensitivity.CALM):
        found = told(life(), chosen(growth=one))
        limits.append(found.episodes[0].standing.limit)
        assert found.sensitivity is one
    assert limits == sorted(set(limits)), "later needs more"


def test_an_accepted_normal_is_kept_once_a_day_and_shown() -> None:
    store = FakeStore()
    one = told(life()).episodes[0]
    for _ in range(2):
        accept(store, Metric.AI, one.noticed + DAY)
    accept(store, Metric.SCREEN, TODAY)
    assert new_normals(store) == {Metric.AI: [one.noticed + DAY], Metric.SCREEN: [TODAY]}
    (again,) = told(life(), source(store)).episodes
    assert again.accepted, "and it is not told twice"


@pytest.mark.parametrize(("since", "counted"), [(0, True), (20, True), (60, True), (150, False)])
def test_prompts_count_once_a_whole_reference_has_them(since: int, counted: bool) -> None:
    found = told(life(prompts_from=since))
    assert (Component.PROMPTS in found.signals) is counted


def first_days(count: int, counting: Sequence[bool] = ()) -> Reliance:
    parts = [day(30, 0) if one else DayParts(5, 0, 0, 0, 0, 0) for one in counting or [True] * count]
    return told(Lived(TODAY - len(parts) * DAY, tuple(parts), (None,) * len(parts), 0))


@pytest.mark.parametrize(
    ("days", "begin"),
    [(3, TODAY + 21 * DAY), (10, TODAY + 14 * DAY), (24, TODAY), (25, None)],
)
def test_when_there_will_be_something_usual(days: int, begin: date | None) -> None:
    assert first_days(days).usual_from == begin


def test_days_that_do_not_count_put_it_off() -> None:
    found = first_days(10, [True, False] * 5)
    assert found.counted == 5
    assert found.usual_from == TODAY + 19 * DAY
    assert found.index is None
