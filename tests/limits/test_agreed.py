"""Agreed limits: what loosens one, what a parent gives, and which day counts as which."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.limits import hours
from wellbeing.limits.kept import kept
from wellbeing.limits.limit import (
    Agreed,
    Aim,
    Extension,
    Grant,
    Hours,
    Level,
    Limit,
    Measure,
    Of,
    Target,
    units,
)
from wellbeing.limits.loosening import loosens
from wellbeing.limits.standing import Count, Standing, State, standing
from wellbeing.model import Zone
from wellbeing.timeline.day import Calendar

BERLIN = Calendar([Zone(datetime(2026, 1, 1, tzinfo=UTC), "Europe/Berlin", timedelta(hours=1))])
TUESDAY = date(2026, 5, 5)
NOON = datetime(2026, 5, 5, 10, tzinfo=UTC)
H = timedelta(hours=1)
NIGHT = Hours(22 * H, 6 * H)
VIDEO, GAMES = Target(Of.CATEGORY, "video"), Target(Of.CATEGORY, "games")
BASE = Limit(
    (VIDEO,),
    (60, 60, 60, 60, 60, 90, None),
    week=400,
    level=Level.DIALOG,
    without=(Target(Of.SITE, "school.example"),),
    hours=(NIGHT,),
    id=3,
    agreed=Agreed("Mum", 1),
)
GOAL = Limit((VIDEO,), (20,) * 7, aim=Aim.AT_LEAST, id=4, agreed=Agreed("Mum"))


@pytest.mark.parametrize(
    "change",
    [
        {"days": (50, 60, 60, 60, 60, 90, 30)},
        {"week": 300},
        {"level": Level.COVER},
        {"targets": (VIDEO, GAMES)},
        {"without": ()},
        {"hours": (Hours(21 * H, 7 * H),)},
        {"hours": (Hours(22 * H, 24 * H), Hours(0 * H, 6 * H))},
        {"name": "Films"},
        {"warnings": ()},
        {"agreed": Agreed("Mum", 0)},
        {},
    ],
    ids=str,
)
def test_tightening_needs_nobodys_leave(change: dict[str, object]) -> None:
    assert not loosens(BASE, replace(BASE, **change))  # type: ignore[arg-type]  # named fields


@pytest.mark.parametrize(
    "change",
    [
        {"days": (60, 60, 60, 60, 61, 90, None)},
        {"days": (60, 60, 60, 60, None, 90, None)},
        {"week": None},
        {"week": 401},
        {"level": Level.NOTE},
        {"targets": (GAMES,)},
        {"without": (Target(Of.SITE, "school.example"), Target(Of.APP, "mpv"))},
        {"hours": ()},
        {"hours": (Hours(22 * H, 6 * H, frozenset(range(6))),)},
        {"measure": Measure.PROMPTS},
        {"aim": Aim.AT_LEAST},
        {"agreed": None},
        {"agreed": Agreed("Mum", 2)},
        {"agreed": Agreed("me", 1)},
    ],
    ids=str,
)
def test_loosening_does(change: dict[str, object]) -> None:
    assert loosens(BASE, replace(BASE, **change))  # type: ignore[arg-type]  # named fields


def test_ending_a_limit_loosens_it() -> None:
    assert loosens(BASE, None)


def test_a_goal_is_loosened_by_asking_less() -> None:
    assert not loosens(GOAL, replace(GOAL, days=(30,) * 7))
    assert loosens(GOAL, replace(GOAL, days=(10,) * 7))
    assert loosens(GOAL, replace(GOAL, targets=(VIDEO, GAMES)))
    assert not loosens(replace(GOAL, targets=(VIDEO, GAMES)), GOAL)


amounts = st.lists(st.one_of(st.none(), st.integers(1, 300)), min_size=7, max_size=7).map(tuple)


@given(amounts, amounts, st.integers(0, 6), st.floats(0, 400))
def test_what_loosens_nothing_never_leaves_more(
    before: tuple[int | None, ...], after: tuple[int | None, ...], day: int, used: float
) -> None:
    one, other = (Limit((VIDEO,), some, id=1, agreed=Agreed("Dad")) for some in (before, after))
    if loosens(one, other):
        return
    at = date(2026, 5, 4) + timedelta(days=day)
    lefts = [stand(limit, used, day=at).left for limit in (one, other)]
    assert lefts[0] is None or (lefts[1] is not None and lefts[1] <= lefts[0])


def stand(limit: Limit, used: float, *extensions: Extension, day: date = TUESDAY) -> Standing:
    return standing(limit, day, Count(used, used), extensions, NOON, BERLIN)


def test_only_what_was_agreed_needs_no_leave() -> None:
    now = stand(BASE, 60)
    assert now.free(Grant.LITTLE)
    assert now.free(Grant.MORE)
    assert not now.free(Grant.IGNORE)
    assert not stand(BASE, 75, now.extended(Grant.MORE)).free(Grant.MORE)
    assert all(stand(replace(BASE, agreed=None), 60).free(one) for one in Grant)


def test_what_is_given_counts_from_what_is_used_and_what_is_taken_from_what_is_allowed() -> None:
    early, late = stand(BASE, 20), stand(BASE, 70)
    assert stand(BASE, 20, early.given(30)).left == 70
    assert stand(BASE, 70, late.given(30)).left == 30
    less = early.given(-30)
    assert (less.units, stand(BASE, 20, less).left) == (-30, 10)
    assert stand(BASE, 50, less).state is State.REACHED
    again = stand(BASE, 50, less).given(15)
    assert stand(BASE, 50, less, again).left == 15
    assert stand(BASE, 0, stand(BASE, 0).given(-60), stand(BASE, 0).given(-60)).allowed == 0


def test_prompts_are_given_in_their_own_measure() -> None:
    assert units(Measure.PROMPTS, 30) == 10
    limit = Limit((Target(Of.AI),), (20,) * 7, measure=Measure.PROMPTS, id=1)
    assert stand(limit, 20, stand(limit, 20).given(30)).left == 10


def test_a_day_on_which_a_parent_gave_time_is_kept() -> None:
    given = stand(BASE, 60).given(30)
    own = stand(BASE, 60).extended(Grant.MORE)
    assert kept(BASE, TUESDAY, Count(89, 89), [given]) is True
    assert kept(BASE, TUESDAY, Count(92, 92), [given]) is False
    assert kept(BASE, TUESDAY, Count(75, 75), [own]) is True
    assert kept(replace(BASE, agreed=None), TUESDAY, Count(75, 75), [own]) is False
    assert kept(BASE, TUESDAY, Count(40, 40), [stand(BASE, 10).given(-30)]) is False
    assert kept(BASE, TUESDAY, Count(0, 0, closed=25), [given]) is True
    assert kept(BASE, TUESDAY, Count(0, 0, closed=35), [given]) is False


def test_on_holidays_the_weekends_amounts_and_hours_hold() -> None:
    school = Hours(20 * H, 24 * H, frozenset({6, 0, 1, 2, 3}))
    limit = replace(BASE, hours=(school,), agreed=None, week=None)
    evening = datetime(2026, 5, 5, 19, tzinfo=UTC)

    def on(weekday: int) -> Standing:
        return standing(limit, TUESDAY, Count(0), (), evening, BERLIN, lambda _day: weekday)

    assert on(1).closed_until is not None
    assert on(5).closed_until is None
    assert on(5).allowed == 90
    assert hours.begins((school,), evening, BERLIN, lambda _day: 5) is None
    assert kept(limit, TUESDAY, Count(80, 80), (), lambda _day: 5) is True
