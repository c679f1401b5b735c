"""What is offered to be tried: signs from real days, what was declined, and how an experiment stands."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.fakes.days import CHAT, NOW, TODAY, Stay, record, source
from tests.fakes.store import FakeStore
from wellbeing.analysis.mood import Says
from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.form import Form
from wellbeing.checkins.technique import Sign
from wellbeing.engine import trying
from wellbeing.engine.trying import Amounts, signs
from wellbeing.engine.view import feeling
from wellbeing.files.ideas import techniques

DAY = timedelta(days=1)


def amounts(lately: Amounts, before: Amounts, days: int = 56) -> dict[object, Amounts]:
    found: dict[object, Amounts] = {TODAY - back * DAY: lately for back in range(1, 8)}
    return found | {TODAY - back * DAY: before for back in range(8, 8 + days)}


def moods(value: int, days: int = 7) -> dict[object, CheckIn]:
    return {
        TODAY - back * DAY: CheckIn(NOW - back * DAY, Form.DAILY, (value, None))
        for back in range(1, days + 1)
    }


@pytest.mark.parametrize(
    ("lately", "before", "days", "found"),
    [
        (Amounts(60, 300), Amounts(40, 300), 56, {Sign.AI_MUCH}),
        (Amounts(40, 400), Amounts(40, 300), 56, {Sign.SCREEN_MUCH}),
        (Amounts(45, 310), Amounts(40, 300), 56, set()),
        (Amounts(60, 300), Amounts(40, 300), 20, set()),
        (Amounts(60, 300), Amounts(0, 0), 56, set()),
    ],
)
def test_much_is_a_quarter_more_than_ones_own_usual(
    lately: Amounts, before: Amounts, days: int, found: set[Sign]
) -> None:
    seen = signs(TODAY, {}, amounts(lately, before, days))  # type: ignore[arg-type]  # dates
    assert seen == found | {Sign.ANY}


@pytest.mark.parametrize(("mood", "days", "low"), [(3, 7, True), (4, 7, False), (2, 2, False)])
def test_low_is_a_median_of_the_last_week(mood: int, days: int, low: bool) -> None:
    seen = signs(TODAY, moods(mood, days), {})  # type: ignore[arg-type]  # dates
    assert (Sign.LOW_MOOD in seen) is low


def test_more_ai_than_usual_offers_something_for_it() -> None:
    store = record((Stay("09:00", 60, CHAT),), past=(Stay("09:00", 60, CHAT), Stay("11:00", 60)))
    # The last week is as the others, so what always fits is offered.
    view = feeling.read(source(store))
    assert view.trying.offered is not None
    assert Sign.ANY in techniques()[view.trying.offered].when
    assert view.patterns[feeling.AI].says is Says.TOO_FEW


def test_what_is_declined_and_what_runs_is_kept_in_the_record() -> None:
    store = record()
    first = feeling.read(source(store)).trying.offered
    assert first is not None
    trying.decline(store, first, TODAY)
    second = feeling.read(source(store)).trying.offered
    assert second not in (None, first)
    trying.begin(store, "walk", TODAY - 3 * DAY)
    view = feeling.read(source(store)).trying
    assert view.offered is None
    assert view.trial is not None
    assert (view.trial.technique, view.day) == ("walk", 3)
    trying.begin(store, "one-thing", TODAY)
    assert [one.ended for one in trying.trials(store)] == [TODAY, None]
    trying.end(store, TODAY)
    assert feeling.read(source(store)).trying.trial is None


def test_after_four_weeks_the_result_stays() -> None:
    store = record()
    trying.begin(store, "walk", TODAY - 40 * DAY)
    for day in range(28):
        at = NOW - (40 - day) * DAY
        store.checkins.add(CheckIn(at, Form.DAILY, (3 + (day // 7) % 2, None)))
    view = feeling.read(source(store)).trying
    assert view.trial is None
    assert view.last is not None
    assert view.result is not None
    assert view.result.difference == 1.0


def test_today_is_left_out_because_it_is_not_over() -> None:
    store = record()
    found = feeling.used(source(store), TODAY - 10 * DAY)
    assert TODAY not in found
    assert len(found) == 10
    assert found[TODAY - DAY] == Amounts(20.0, 135.0)


def test_sixty_days_of_moods_are_compared_with_real_days() -> None:
    store = record(days_before=120)
    for back in range(1, 110):
        store.checkins.add(CheckIn(NOW - back * DAY, Form.DAILY, (1 + back % 7, 4)))
    found = feeling.read(source(store)).patterns
    assert found[feeling.AI].days == 109
    assert found[feeling.AI].says is Says.NOTHING_CLEAR


def test_an_empty_record_offers_something_that_always_fits() -> None:
    empty = FakeStore()
    found = feeling.read(source(empty, now=datetime(2026, 5, 4, 12, tzinfo=UTC)))
    assert found.trying.offered is not None
    assert found.patterns[feeling.SCREEN].says is Says.TOO_FEW
