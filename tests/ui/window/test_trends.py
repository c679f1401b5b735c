"""The Trends page in its states, and what a person can do there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.fakes.days import TODAY, ZONE, lived
from tests.fakes.store import FakeStore
from tests.ui.window.conftest import Room
from wellbeing.analysis.growth import Metric
from wellbeing.engine.changes import Change
from wellbeing.engine.reliance import new_normals
from wellbeing.ui.window.desk import Desk, Where
from wellbeing.ui.window.trends.page import TrendsPage

DAY = timedelta(days=1)
GREW = 24
"""Days ago on which AI use doubled."""

Show = Callable[..., TrendsPage]


@pytest.fixture
def shown(qtbot: QtBot) -> Show:
    """Opens the page and waits for its first figures."""
    kept: list[TrendsPage] = []

    def show(desk: Desk, width: int = 1000) -> TrendsPage:
        page = TrendsPage(desk)
        kept.append(page)
        qtbot.addWidget(page)
        page.resize(width, 1900)
        page.show()
        page.shown()
        qtbot.waitUntil(lambda: page.view is not None, timeout=20_000)
        return page

    return show


def said(page: TrendsPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page) and one.text())


def title(page: TrendsPage) -> str:
    return page.heading.accessibleName().replace("\N{NO-BREAK SPACE}", " ")


def test_growth_is_the_sentence_and_its_days_are_shown(
    room: Room, desk: Desk, shown: Show, qtbot: QtBot
) -> None:
    room.store = lived(150, GREW)
    page = shown(desk)
    assert page.view is not None
    (growth,) = page.view.lines["ai"].growths  # type: ignore[index]  # a StrEnum is its value
    assert abs((growth.episode.start - (TODAY - GREW * DAY)).days) <= 4
    began = f"{growth.episode.start.day} {growth.episode.start:%B}"
    assert title(page) == f"AI time has been growing since about {began}"
    assert "a weekday in the last two weeks before it was noticed" in said(page)
    assert "a false note comes about once a year" in said(page)
    qtbot.waitUntil(lambda: page.weeks.chart.chart is not None and page.growth.chart.chart is not None)
    assert page.weeks.chart.chart is not None
    assert page.growth.chart.chart is not None
    assert any("Growth since about" in one.words for one in page.weeks.chart.chart.spots)
    assert len(page.growth.chart.chart.spots) == 50
    assert page.growth.chart.chart.table.rows[-1][0] == (TODAY - DAY).isoformat()


def test_the_index_is_shown_as_its_sum_and_every_part_explains_itself(
    room: Room, desk: Desk, shown: Show, qtbot: QtBot
) -> None:
    room.store = lived(150, GREW)
    page = shown(desk)
    qtbot.waitUntil(lambda: page.index.chart.chart is not None)
    chart = page.index.chart.chart
    assert page.view is not None
    assert page.view.index is not None
    assert chart is not None
    words = {one.key: one.words for one in chart.spots}
    assert "× (" in words["ai_minutes"]
    assert "15 min" not in words["ai_minutes"]
    assert "left out" in words["prompts"]
    assert "no diagnosis" in words["end"]
    rows = {row[0]: row[3] for row in chart.table.rows}
    assert float(rows["Index"]) == pytest.approx(page.view.index.value, abs=0.051)
    assert "Left out, the others weigh more: Prompts" in said(page)


def test_the_numbers_of_a_growth_stand_behind_a_button(room: Room, desk: Desk, shown: Show) -> None:
    room.store = lived(150, GREW)
    page = shown(desk)
    assert page.growth.numbers.isHidden()
    page.growth.more.click()
    assert "the limit is" in page.growth.numbers.text()
    assert "Fortnight beside usual" in page.growth.numbers.text()


def test_my_new_normal_is_kept_and_ends_the_sentence(
    room: Room, desk: Desk, shown: Show, qtbot: QtBot
) -> None:
    room.store = lived(150, GREW)
    page = shown(desk)
    page.growth.normal.click()
    qtbot.waitUntil(lambda: "growing" not in title(page))
    assert new_normals(room.store) == {Metric.AI: [TODAY]}
    assert "You have called it your new normal." in said(page)
    assert page.growth.normal.isHidden()


def test_a_limit_is_one_button_away(room: Room, desk: Desk, shown: Show) -> None:
    room.store = lived(150, GREW)
    went: list[Where] = []
    desk.went.connect(went.append)
    page = shown(desk)
    page.growth.limit.click()
    assert [one.page for one in went] == ["limits"]


def test_an_assistive_tool_is_not_called_growing(room: Room, desk: Desk, shown: Show) -> None:
    room.store = lived(150, GREW)
    room.home.settings_file.write_text("ai_is_assistive = true\n")
    page = shown(desk)
    assert "growing" not in title(page)
    assert "AI is your assistive tool" in said(page)


def test_screen_and_night_are_a_key_away(room: Room, desk: Desk, shown: Show, qtbot: QtBot) -> None:
    room.store = lived(150)
    page = shown(desk)
    assert title(page) == "AI time is as usual"
    page.choose("screen")
    assert title(page) == "Screen time is as usual"
    page.choose("night")
    assert title(page) == "AI at night is as usual"
    assert "The night is a part of the index" in said(page)
    qtbot.waitUntil(lambda: page.days.chart.chart is not None and page.hours.chart.chart is not None)
    assert page.hours.chart.chart is not None
    assert len(page.hours.chart.chart.spots) == 7 * 24


@pytest.mark.parametrize(("days", "usual"), [(1, "17 December"), (3, "15 December"), (9, "9 December")])
def test_too_early_says_what_was_counted_and_what_comes_when(
    room: Room, desk: Desk, shown: Show, qtbot: QtBot, days: int, usual: str
) -> None:
    room.store = lived(days)
    page = shown(desk)
    count = "1 day" if days == 1 else f"{days} days"
    assert title(page) == f"{count} recorded. Too early to call anything a trend"
    assert f"from about {usual}" in said(page).replace("\N{NO-BREAK SPACE}", " ")
    assert page.older.open.isVisible()
    assert page.days.isHidden()
    assert page.growth.isHidden()
    qtbot.waitUntil(lambda: page.weeks.chart.chart is not None)
    assert page.weeks.chart.chart is not None
    assert len(page.weeks.chart.chart.spots) == days


def test_six_weeks_have_weeks_and_an_index(room: Room, desk: Desk, shown: Show) -> None:
    room.store = lived(44)
    page = shown(desk)
    assert title(page) == "AI time is as usual"
    assert page.view is not None
    assert page.view.index is not None
    assert "once a year is recorded" in said(page)


def test_a_year_ago_stands_beside_now(room: Room, desk: Desk, shown: Show) -> None:
    room.store = lived(400)
    page = shown(desk)
    assert "a year ago it had" in said(page)
    assert page.view is not None
    assert len(page.view.lines["ai"].weeks) == 52  # type: ignore[index]  # a StrEnum is its value


def test_no_finished_day_says_so(room: Room, desk: Desk, qtbot: QtBot) -> None:
    room.store = FakeStore(zone=ZONE)
    page = TrendsPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.shown()
    qtbot.waitUntil(lambda: title(page) == "Nothing to compare yet")
    assert page.weeks.isHidden()


def test_what_is_done_now_asks_for_no_reading(room: Room, desk: Desk, shown: Show) -> None:
    room.store = lived(30)
    page = shown(desk)
    reads = room.reads
    page.refresh(Change.ACTIVITY)
    assert room.reads == reads


def test_a_day_of_the_year_can_be_opened(room: Room, desk: Desk, shown: Show) -> None:
    room.store = lived(60)
    went: list[Where] = []
    desk.went.connect(went.append)
    page = shown(desk)
    page.days.chosen.emit("2026-11-02")
    assert went == [Where("today", date(2026, 11, 2))]


def test_figures_are_reached_by_keyboard_and_have_their_tables(
    room: Room, desk: Desk, shown: Show, qtbot: QtBot
) -> None:
    room.store = lived(60)
    page = shown(desk)
    qtbot.waitUntil(lambda: page.weeks.chart.chart is not None)
    figure = page.weeks.chart
    figure._figure.setFocus()
    qtbot.keyClick(figure._figure, Qt.Key.Key_T)
    assert figure.as_table
    for card in (page.weeks, page.index, page.days, page.hours):
        assert card.chart._figure.accessibleName()
