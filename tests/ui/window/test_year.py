"""The Year page in its states, and what a person can do there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.fakes.days import MORNING, TODAY, ZONE, Stay, activities, record
from tests.fakes.store import FakeStore
from tests.ui.window.conftest import Room
from wellbeing.engine.changes import Change
from wellbeing.ports import Batch
from wellbeing.ui.window.desk import Desk, Where
from wellbeing.ui.window.year.page import YearPage

DAY = timedelta(days=1)

Show = Callable[..., YearPage]


@pytest.fixture
def shown(qtbot: QtBot) -> Show:
    """Opens the page and waits for its first figures."""
    kept: list[YearPage] = []  # the collector would take a page that a test looks into only once

    def show(desk: Desk, day: date | None = None, width: int = 900) -> YearPage:
        page = YearPage(desk)
        kept.append(page)
        qtbot.addWidget(page)
        page.resize(width, 1200)
        page.open_at(day, None)
        page.show()
        page.shown()
        qtbot.waitUntil(lambda: page.view is not None)
        return page

    return show


def years(*stretches: tuple[date, date, int]) -> FakeStore:
    """Each day of each stretch with so many minutes of writing."""
    store = FakeStore(zone=ZONE)
    closed = [
        one
        for first, last, minutes in stretches
        for place in range((last - first).days + 1)
        for one in activities(first + place * DAY, [Stay("10:00", minutes)])
    ]
    store.write(Batch(closed=closed, zones=[ZONE]))
    return store


def said(page: YearPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page) and one.text())


def title(page: YearPage) -> str:
    return page.heading.accessibleName()


def drawn(page: YearPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.field.chart is not None and page.months.chart is not None)


def test_the_sentence_says_an_average_day(desk: Desk, shown: Show) -> None:
    page = shown(desk)
    assert title(page) == "2 h 15 a day at the screen in 2026"
    assert "137 h 15 on 61 recorded days." in said(page)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (100, "1 h 30 a day at the screen in 2026, 10 min less than in 2025"),
        (60, "1 h 30 a day at the screen in 2026, 30 min more than in 2025"),
        (90, "1 h 30 a day at the screen in 2026, just as in 2025"),
    ],
)
def test_a_year_is_compared_with_the_year_before(
    room: Room, desk: Desk, shown: Show, before: int, expected: str
) -> None:
    room.store = years((date(2024, 12, 20), date(2025, 12, 31), before), (date(2026, 1, 1), TODAY, 90))
    page = shown(desk)
    assert title(page) == expected
    assert "Compared with the same part of 2025." in said(page)


def test_a_part_of_the_year_before_is_compared_below_the_title(room: Room, desk: Desk, shown: Show) -> None:
    room.store = years((date(2025, 9, 24), date(2025, 12, 31), 60), (date(2026, 1, 1), TODAY, 90))
    page = shown(desk)
    assert title(page) == "1 h 30 a day at the screen in 2026"
    assert "Since Fri 25 Sept 1 h 30 a day, 30 min more than in the same part of 2025." in said(page)


def test_every_day_of_the_year_is_told_in_words_and_as_a_table(desk: Desk, shown: Show, qtbot: QtBot) -> None:
    page = shown(desk)
    drawn(page, qtbot)
    chart = page.field.chart
    assert chart is not None
    assert len(chart.spots) == (TODAY - date(2026, 1, 1)).days + 1
    assert chart.spots[0].words == "Thursday 1 January: not recorded"
    assert chart.spots[-1].words == "Tuesday 24 November: 2 h 15, 20 min of it with AI tools"
    assert len(chart.table.rows) == 61
    assert chart.table.rows[-1] == ("2026-11-24", "135", "20")
    assert "October 2026: 2 h 15 a day on 31 recorded days" in chart.sentence
    assert page.months.chart is not None
    assert page.months.chart.table.rows[-1] == ("November 2026", "24", "3240", "480", "135")


def test_the_figures_are_about_the_screen_or_about_ai(desk: Desk, shown: Show, qtbot: QtBot) -> None:
    page = shown(desk)
    drawn(page, qtbot)
    before = page.field.chart
    page.of._choose("ai")
    assert title(page) == "20 min a day with AI tools in 2026"
    assert "20 h 20 on 61 recorded days." in said(page)
    qtbot.waitUntil(lambda: page.field.chart is not before)


def test_a_click_on_a_day_opens_it_and_on_a_month_its_first_week(
    desk: Desk, shown: Show, qtbot: QtBot
) -> None:
    page = shown(desk)
    drawn(page, qtbot)
    wished: list[Where] = []
    desk.went.connect(wished.append)
    for view, key in ((page.field, "2026-11-20"), (page.months, "2026-11-01")):
        assert view.chart is not None
        spot = next(one for one in view.chart.spots if one.key == key)
        point = QPoint(round(spot.left + spot.width / 2), round(spot.top + spot.height / 2))
        qtbot.mouseClick(view._figure, Qt.MouseButton.LeftButton, pos=point)
    page.months.chosen.emit("2026-12-01")
    assert wished == [Where("today", date(2026, 11, 20)), Where("week", date(2026, 11, 1))]


def test_categories_and_apps_come_with_their_share(desk: Desk, shown: Show) -> None:
    page = shown(desk)
    assert [(line.name, line.amount, line.beside) for line in page.categories.lines[:2]] == [
        ("Writing & office", "61 h 00", "44%"),
        ("Development", "35 h 35", "26%"),
    ]
    assert page.apps.lines[0].words == "LibreOffice Writer: 61 hours, 44%"


def test_arrows_go_through_the_years_that_are_recorded(
    room: Room, desk: Desk, shown: Show, qtbot: QtBot
) -> None:
    room.store = years((date(2025, 12, 1), TODAY, 60))
    page = shown(desk)
    assert page.steps.earlier.isEnabled()
    page.steps.earlier.click()
    qtbot.waitUntil(lambda: page.view is not None and page.view.year == 2025)
    assert not page.steps.earlier.isEnabled()
    assert title(page) == "1 h 00 a day at the screen in 2025"
    page.steps.back.click()
    qtbot.waitUntil(lambda: page.view is not None and page.view.year == 2026)


def test_while_the_person_works_the_year_is_not_read_every_second(
    room: Room, desk: Desk, shown: Show, qtbot: QtBot
) -> None:
    page = shown(desk)
    reads = room.reads
    page.refresh(Change.ACTIVITY)
    assert not page._waiting
    page.refresh(Change.RECORD)
    qtbot.waitUntil(lambda: room.reads == reads + 1)


def test_a_year_without_record_says_why_there_is_no_chart(room: Room, desk: Desk, shown: Show) -> None:
    room.store = years((date(2024, 5, 1), date(2024, 5, 9), 60), (TODAY, TODAY, 60))
    page = shown(desk, date(2025, 6, 1))
    assert title(page) == "Nothing recorded in 2025"
    assert "The computer was off, or the tracker was not running." in said(page)
    assert not page.field.isVisible()


def test_the_first_day_is_no_average(room: Room, desk: Desk, shown: Show) -> None:
    room.store = record(MORNING, days_before=0)
    page = shown(desk)
    assert title(page) == "No whole day of 2026 is recorded yet"
    assert page.field.isVisible()


def test_before_the_first_minute_nothing_is_drawn(room: Room, desk: Desk, shown: Show) -> None:
    room.store = FakeStore(zone=ZONE)
    page = shown(desk)
    assert title(page) == "Nothing recorded yet"
    assert not page.field.isVisible()
    assert not page.of.isVisible()


def test_a_narrow_window_makes_the_field_higher(desk: Desk, shown: Show, qtbot: QtBot) -> None:
    wide, narrow = shown(desk), shown(desk, None, 520)
    drawn(narrow, qtbot)
    assert narrow.field.height() > wide.field.height()
