"""A calendar year as the page shows it."""

from __future__ import annotations

from datetime import date, timedelta

from tests.engine.view.test_week import told
from tests.fakes.days import CHAT, CODE, TODAY, WRITER, ZONE, Stay, record, source
from tests.fakes.store import FakeStore
from wellbeing.engine.view.year import year
from wellbeing.model import Presence

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def days(first: date, last: date, minutes: int, ai: int = 0) -> dict[date, list[Stay]]:
    count = (last - first).days + 1
    stays = [Stay("10:00", minutes - ai, WRITER), *([Stay("18:00", ai, CHAT)] if ai else [])]
    return {first + place * DAY: stays for place in range(count)}


def test_each_recorded_day_has_its_amount_and_its_ai_time() -> None:
    view = year(source(record(days_before=30)), None, 0)
    assert (view.year, view.current, view.last) == (2026, True, TODAY)
    assert set(view.days.values()) == {135 * MINUTE}
    assert set(view.ai.values()) == {20 * MINUTE}
    assert len(view.days) == 31
    assert (view.average, view.average_ai) == (135 * MINUTE, 20 * MINUTE)


def test_months_are_averages_of_recorded_days() -> None:
    found = days(date(2026, 3, 1), date(2026, 3, 10), 60, 15) | days(date(2026, 5, 1), date(2026, 5, 2), 90)
    found[date(2026, 3, 11)] = [Stay("10:00", 30, WRITER, Presence.IDLE)]
    months = year(told(found), None, 0).months
    assert [one.recorded for one in months] == [0, 0, 11, 0, 2, 0, 0, 0, 0, 0, 0, 0]
    assert months[2].total == 600 * MINUTE
    assert months[2].parts == {"writing": 450 * MINUTE, "ai": 150 * MINUTE}
    assert months[2].average == 600 * MINUTE / 11
    assert months[4].average is None, "two days are no month"


def test_a_running_year_is_compared_with_the_same_part_of_the_year_before() -> None:
    found = days(date(2024, 12, 1), date(2025, 11, 23), 100, 10)
    found |= days(date(2025, 11, 24), date(2025, 12, 31), 500)
    found |= days(date(2026, 1, 1), TODAY, 80, 20)
    beside = year(told(found), None, 0).beside
    assert beside is not None
    assert (beside.since, beside.whole) == (date(2026, 1, 1), True)
    assert (beside.now, beside.before) == (80 * MINUTE, 100 * MINUTE)
    assert (beside.now_ai, beside.before_ai) == (20 * MINUTE, 10 * MINUTE)


def test_where_the_year_before_was_recorded_in_part_that_part_is_compared() -> None:
    found = days(date(2025, 9, 24), date(2025, 12, 31), 100)
    found |= days(date(2026, 1, 1), date(2026, 9, 24), 10) | days(date(2026, 9, 25), TODAY, 130)
    view = year(told(found), None, 0)
    assert view.beside is not None
    assert (view.beside.since, view.beside.whole) == (date(2026, 9, 25), False)
    assert (view.beside.now, view.beside.before) == (130 * MINUTE, 100 * MINUTE)


def test_few_days_are_not_compared() -> None:
    found = days(date(2025, 11, 5), date(2025, 12, 31), 100) | days(date(2026, 1, 1), TODAY, 130)
    assert year(told(found), None, 0).beside is None
    assert year(told(found), 2025, 0).beside is None


def test_a_past_year_ends_with_december() -> None:
    found = days(date(2024, 2, 1), date(2024, 3, 1), 60) | days(TODAY - DAY, TODAY, 60)
    view = year(told(found), 2024, 6)
    assert (view.last, view.first_weekday, view.current) == (date(2024, 12, 31), 6, False)
    assert date(2024, 2, 29) in view.days
    assert view.recorded == (date(2024, 2, 1), TODAY)


def test_categories_and_apps_are_those_of_the_year_only() -> None:
    found = days(date(2025, 5, 1), date(2025, 5, 9), 60) | {TODAY: [Stay("10:00", 40, CODE)]}
    view = year(told(found), None, 0)
    assert [part.group for part in view.categories] == ["making"]
    assert [row.thing.key for row in view.rows] == ["app:code"]


def test_nothing_recorded_is_an_empty_year() -> None:
    view = year(source(FakeStore(zone=ZONE)), None, 0)
    assert view.days == {}
    assert (view.average, view.beside, view.recorded) == (None, None, None)
    assert len(view.months) == 12
