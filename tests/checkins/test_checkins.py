"""Forms, answers, when something is asked, and what counts as low."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.form import DEFAULT, SHAPES, Form, fits, score
from wellbeing.checkins.low import concerns, wants_help_page
from wellbeing.checkins.schedule import due, hour_has_come

TODAY = date(2026, 5, 4)
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def day_of(moment: datetime) -> date:
    return moment.date()


@pytest.mark.parametrize(
    ("form", "values", "sum_"),
    [
        (Form.WHO5, (5, 5, 5, 5, 5), 100),
        (Form.WHO5, (1, 2, 1, 2, 1), 28),
        (Form.WHO5, (0, 0, 0, 0, 0), 0),
        (Form.WHO5, (1, 2, None, 2, 1), None),
        (Form.PHQ2, (1, 2), 3),
        (Form.PHQ4, (3, 3, 3, 3), 12),
        (Form.DAILY, (4, 4), None),
        (Form.AI, (1, 1), None),
    ],
)
def test_answers_add_up_as_the_instrument_says(
    form: Form, values: tuple[int | None, ...], sum_: int | None
) -> None:
    assert score(form, values) == sum_
    assert CheckIn(NOON, form, values).score == sum_


@given(st.sampled_from(Form), st.data())
def test_answers_in_range_fit_and_no_others_do(form: Form, data: st.DataObject) -> None:
    shape = SHAPES[form]
    one = st.none() | st.integers(shape.low, shape.high)
    good = data.draw(st.lists(one, min_size=shape.items, max_size=shape.items))
    assert fits(form, good)
    assert not fits(form, [*good, shape.low])
    assert not fits(form, [*good[1:], shape.high + 1])
    assert not fits(form, [*good[1:], shape.low - 1])


def test_a_daily_form_holds_mood_and_energy_and_others_do_not() -> None:
    one = CheckIn(NOON, Form.DAILY, (5, None), ("people",))
    assert (one.mood, one.energy, one.skipped) == (5, None, False)
    other = CheckIn(NOON, Form.LONELY, (2,))
    assert (other.mood, other.energy) == (None, None)
    assert CheckIn(NOON, Form.DAILY).skipped
    assert CheckIn(NOON, Form.DAILY).mood is None


def test_on_the_first_day_the_daily_form_and_one_longer_one_are_due() -> None:
    assert due(DEFAULT, [], TODAY, day_of) == [Form.DAILY, Form.WHO5]


def test_what_was_answered_or_skipped_today_is_not_asked_again() -> None:
    past = [CheckIn(NOON, Form.DAILY, (4, 4)), CheckIn(NOON, Form.WHO5)]
    assert due(DEFAULT, past, TODAY, day_of) == []
    assert due(DEFAULT, past, TODAY + DAY, day_of) == [Form.DAILY, Form.LONELY]


@pytest.mark.parametrize(
    ("form", "days"), [(Form.DAILY, 1), (Form.WHO5, 14), (Form.LONELY, 28), (Form.AI, 28), (Form.PHQ4, 14)]
)
def test_each_form_comes_in_its_own_rhythm(form: Form, days: int) -> None:
    past = [CheckIn(NOON, form, ())]
    assert due({form}, past, TODAY + (days - 1) * DAY, day_of) == []
    assert due({form}, past, TODAY + days * DAY, day_of) == [form]


@given(st.sets(st.sampled_from(Form)), st.lists(st.tuples(st.integers(0, 60), st.sampled_from(Form))))
def test_never_more_than_one_longer_form_and_never_one_that_is_off(
    on: set[Form], past: list[tuple[int, Form]]
) -> None:
    found = due(on, [CheckIn(NOON - back * DAY, form) for back, form in past], TODAY, day_of)
    assert set(found) <= on
    assert sum(form is not Form.DAILY for form in found) <= 1


@pytest.mark.parametrize(
    ("hour", "day", "at", "come"),
    [(17, 4, 18, False), (18, 4, 18, True), (2, 5, 18, True), (23, 4, 1, False), (1, 5, 1, True)],
)
def test_the_chosen_hour_belongs_to_the_local_day(hour: int, day: int, at: int, come: bool) -> None:
    began = datetime(2026, 5, 4, 4, tzinfo=UTC)
    local = datetime(2026, 5, day, hour, tzinfo=UTC)
    assert hour_has_come(local, began, timedelta(hours=at)) is come


@pytest.mark.parametrize(
    ("form", "values", "shown"),
    [
        (Form.WHO5, (1, 2, 1, 2, 1), True),
        (Form.WHO5, (2, 2, 1, 2, 1), False),
        (Form.WHO5, (0, 0, None, 0, 0), False),
        (Form.PHQ2, (1, 2), True),
        (Form.PHQ2, (1, 1), False),
        (Form.PHQ4, (3, 3, 0, 2), False),
        (Form.PHQ4, (0, 0, 3, None), True),
        (Form.DAILY, (1, 1), False),
    ],
)
def test_the_help_page_is_shown_at_the_known_bounds(
    form: Form, values: tuple[int | None, ...], shown: bool
) -> None:
    assert wants_help_page(CheckIn(NOON, form, values)) is shown


@pytest.mark.parametrize(
    ("scores", "told"),
    [
        ([], False),
        ([20], False),
        ([28, 28], True),
        ([28, 32], False),
        ([72, 72, 72, 72, 48, 48], True),
        ([72, 72, 72, 48, 48], False),
        ([72, 72, 72, 72, 48, 56], False),
        ([72, 72, 72, 72, 52, 52], False),
        ([64, 64, 64, 64, 48, 48], False),
        ([72, 72, 72, 72, 48, 48, 72], False),
    ],
)
def test_two_low_scores_in_a_row_concern_and_nothing_less(scores: list[int], told: bool) -> None:
    assert concerns(scores) is told


def test_people_who_are_stable_are_almost_never_spoken_of() -> None:
    dice = Random(5)  # noqa: S311 - a life, not a secret
    told = {75: 0, 55: 0}
    for mean in told:
        found = 0
        for _person in range(300):
            scores: list[int] = []
            hit = False
            for _fortnight in range(26):
                scores.append(4 * min(max(round(dice.gauss(mean, 8) / 4), 0), 25))
                hit = hit or concerns(scores)
            found += hit
        told[mean] = found
    assert told[75] <= 6
    assert told[55] <= 24
