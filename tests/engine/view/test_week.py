"""A week as the page shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from tests.fakes.days import (
    CHAT,
    CODE,
    MORNING,
    NOW,
    TODAY,
    WRITER,
    ZONE,
    Stay,
    activities,
    local,
    record,
    source,
)
from tests.fakes.store import FakeStore
from wellbeing.analysis.usual import TooEarly
from wellbeing.engine.source import Source
from wellbeing.engine.view.week import Beside, first_weekday, week
from wellbeing.files.settings import Settings, WeekStart
from wellbeing.model import Presence
from wellbeing.ports import Batch

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
MONDAY = TODAY - DAY


def told(days: Mapping[date, Iterable[Stay]], *, now: datetime = NOW) -> Source:
    """A record of these days only."""
    store = FakeStore(zone=ZONE)
    closed = [one for day in sorted(days) for one in activities(day, days[day])]
    store.write(Batch(closed=closed, zones=[ZONE]))
    return source(store, now=now)


def test_the_week_around_today_has_seven_days_from_monday() -> None:
    view = week(source(record()), None, 0)
    assert [one.day for one in view.days] == [MONDAY + place * DAY for place in range(7)]
    assert [one.recorded for one in view.days] == [True, True, *[False] * 5]
    assert (view.total, view.ai, view.current) == (270 * MINUTE, 40 * MINUTE, True)
    assert view.days[0].parts["writing"] == 60 * MINUTE
    assert view.average == 135 * MINUTE, "of the days that are over"


def test_the_running_week_is_compared_up_to_the_same_time_of_day() -> None:
    evening = Stay("20:00", 60)
    store = record([*MORNING, Stay("15:30", 6, CODE)], past=[*MORNING, evening])
    assert week(source(store), None, 0).beside == Beside(336 * MINUTE, 330 * MINUTE, 2)


def test_a_past_week_is_compared_whole() -> None:
    view = week(source(record()), TODAY - 7 * DAY, 0)
    assert view.beside == Beside(7 * 135 * MINUTE, 7 * 135 * MINUTE, 7)
    assert not view.current
    assert view.total == 7 * 135 * MINUTE


def test_only_weekdays_that_both_weeks_have_on_record_are_compared() -> None:
    """The record begins on Wednesday of the week before: its first day is a part, so Thursday is the first whole."""
    begin = MONDAY - 5 * DAY
    days = {begin + place * DAY: [Stay("10:00", 10 * (place + 1))] for place in range(12)}
    view = week(told(days, now=local(MONDAY + 6 * DAY, "22:00")), None, 0)
    assert view.beside == Beside((90 + 100 + 110 + 120) * MINUTE, (20 + 30 + 40 + 50) * MINUTE, 4)
    assert all(part.before is None for part in view.categories), "a part of a week says nothing of a category"


def test_a_day_off_is_a_difference_and_not_a_hole() -> None:
    days = {MONDAY - back * DAY: [Stay("10:00", 60)] for back in range(1, 29) if back != 6}
    view = week(told(days), MONDAY - DAY, 0)
    assert view.beside == Beside(6 * 60 * MINUTE, 7 * 60 * MINUTE, 7)


def test_categories_come_with_the_week_before_and_what_is_gone_comes_last() -> None:
    days = {MONDAY - back * DAY: [Stay("10:00", 30, CODE)] for back in range(1, 29)}
    days |= {MONDAY: [Stay("10:00", 45, WRITER)], TODAY: [Stay("10:00", 5, CHAT)]}
    view = week(told(days), None, 0)
    assert [(part.group, part.amount, part.before) for part in view.categories] == [
        ("writing", 45 * MINUTE, timedelta(0)),
        ("ai", 5 * MINUTE, timedelta(0)),
        ("making", timedelta(0), 60 * MINUTE),
    ]


def test_apps_and_sites_know_the_day_they_were_used_most() -> None:
    days = {MONDAY: [Stay("10:00", 5, CHAT), Stay("11:00", 30, CODE)], TODAY: [Stay("10:00", 20, CHAT)]}
    rows = week(told(days), None, 0).rows
    assert [(row.thing.key, row.amount, row.day) for row in rows] == [
        ("app:code", 30 * MINUTE, MONDAY),
        ("site:chatgpt.com", 25 * MINUTE, TODAY),
    ]


def test_the_usual_is_that_of_the_weeks_before_the_one_that_is_shown() -> None:
    view = week(source(record(days_before=60)), TODAY - 14 * DAY, 0)
    assert not isinstance(view.usual, TooEarly)
    assert view.usual.average == 135 * MINUTE
    assert view.usual_ai == 7 * 20 * MINUTE
    assert [one.usual for one in view.days] == [135 * MINUTE] * 7


def test_in_the_first_weeks_it_is_too_early_for_a_usual() -> None:
    view = week(source(record(days_before=10)), None, 0)
    assert view.usual == TooEarly(MONDAY + 15 * DAY, 9)
    assert view.usual_ai is None
    assert {one.usual for one in view.days} == {None}


def test_a_day_of_mere_absence_is_recorded_and_empty() -> None:
    view = week(told({MONDAY: [Stay("10:00", 30, WRITER, Presence.IDLE)]}), None, 0)
    assert (view.days[0].recorded, view.days[0].total) == (True, timedelta(0))
    assert not view.days[1].recorded


def test_nothing_recorded_is_an_empty_week() -> None:
    view = week(source(FakeStore(zone=ZONE)), None, 0)
    assert (view.total, view.beside, view.recorded, view.average) == (timedelta(0), None, None, None)
    assert view.categories == ()
    assert view.rows == ()


@pytest.mark.parametrize(
    ("chosen", "regional", "first"),
    [("locale", 0, 0), ("locale", 6, 6), ("monday", 6, 0), ("saturday", 0, 5), ("sunday", 0, 6)],
)
def test_weeks_begin_as_the_person_chose_or_where_they_live(
    chosen: WeekStart, regional: int, first: int
) -> None:
    settings = Settings(week_start=chosen)
    assert first_weekday(settings, regional) == first
    view = week(replace(source(record()), settings=settings), None, regional)
    assert view.days[0].day.weekday() == first
    assert view.first <= TODAY <= view.days[-1].day
