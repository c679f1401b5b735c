"""The Week page in its states, and what a person can do there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.fakes.days import CODE, MORNING, TODAY, WRITER, ZONE, Stay, activities, record
from tests.fakes.store import FakeStore
from tests.ui.window.conftest import Room
from wellbeing.engine.changes import Change
from wellbeing.ports import Batch, StoreBusy
from wellbeing.ui.theme import Theme
from wellbeing.ui.window.desk import Desk, Where
from wellbeing.ui.window.week.page import WeekPage

DAY = timedelta(days=1)
MONDAY = TODAY - DAY

Show = Callable[[Desk], WeekPage]


@pytest.fixture
def shown(qtbot: QtBot) -> Show:
    """Opens the page and waits for its first figures."""
    kept: list[WeekPage] = []  # the collector would take a page that a test looks into only once

    def show(desk: Desk, day: date | None = None) -> WeekPage:
        page = WeekPage(desk)
        kept.append(page)
        qtbot.addWidget(page)
        page.resize(900, 800)
        page.open_at(day, None)
        page.show()
        page.shown()
        qtbot.waitUntil(lambda: page.view is not None)
        return page

    return show


def told(days: dict[date, Iterable[Stay]]) -> FakeStore:
    store = FakeStore(zone=ZONE)
    store.write(
        Batch(closed=[one for day in sorted(days) for one in activities(day, days[day])], zones=[ZONE])
    )
    return store


def said(page: WeekPage) -> str:
    """Everything a person can read there outside the figure."""
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page) and one.text())


def drawn(page: WeekPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.days.chart.chart is not None)


def title(page: WeekPage) -> str:
    return page.heading.accessibleName()


def test_the_sentence_compares_the_same_weekdays(desk: Desk, shown: Show) -> None:
    page = shown(desk)
    assert title(page) == "4 h 30 so far, just as in the week before by now"
    assert "Week of 23–29 Nov" in said(page).replace("\N{THIN SPACE}", "")  # around the dash since CLDR 48
    assert "40 min of it with AI tools; your usual week has 2 h 20." in said(page)
    assert "A day had 2 h 15, your usual day has 2 h 15." in said(page)


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (100, "1 h 40, 40 min more than the week before"),
        (20, "20 min, 40 min less than the week before"),
        (60, "1 h 00, just as in the week before"),
    ],
)
def test_a_past_week_is_compared_whole(
    room: Room, desk: Desk, shown: Callable[..., WeekPage], minutes: int, expected: str
) -> None:
    days: dict[date, Iterable[Stay]] = {MONDAY - back * DAY: [Stay("10:00", 0.1)] for back in range(22, 30)}
    days[MONDAY - 12 * DAY] = [Stay("10:00", 60)]
    days[MONDAY - 5 * DAY] = [Stay("10:00", minutes)]
    room.store = told(days)
    assert title(shown(desk, MONDAY - 5 * DAY)) == expected


def test_the_figure_says_each_day_in_words_and_as_a_table(desk: Desk, shown: Show, qtbot: QtBot) -> None:
    page = shown(desk)
    drawn(page, qtbot)
    chart = page.days.chart.chart
    assert chart is not None
    assert chart.sentence == (
        "Monday 23 November: 2 h 15, 20 min of it with AI tools; usually 2 h 15."
        " Tuesday 24 November: 2 h 15, 20 min of it with AI tools; usually 2 h 15"
    )
    assert chart.table.columns == (
        "Day",
        "In use, minutes",
        "AI tools",
        "Making",
        "Writing",
        "People",
        "Reading",
        "Usual",
    )
    assert chart.table.rows[0] == ("Mon 23 Nov", "135", "20", "35", "60", "5", "15", "135")
    assert len(chart.table.rows) == 2
    assert chart.spots[2].words == "Wednesday 25 November: usually 2 h 15"


def test_bars_show_ai_and_the_rest_or_categories(desk: Desk, shown: Show, qtbot: QtBot) -> None:
    page = shown(desk)
    drawn(page, qtbot)
    before = page.days.chart.chart
    assert not page.days.groups.isVisible()
    page.days.by._choose("category")
    qtbot.waitUntil(lambda: page.days.chart.chart is not before)
    assert page.days.groups.isVisible()
    names = [cell.accessibleName() for cell in page.days.groups._cells.values() if not cell.isHidden()]
    assert names[0] == "AI tools: 40 minutes"


def test_a_click_on_a_day_opens_it_and_a_day_ahead_does_nothing(
    desk: Desk, shown: Show, qtbot: QtBot
) -> None:
    page = shown(desk)
    drawn(page, qtbot)
    wished: list[Where] = []
    desk.went.connect(wished.append)
    chart = page.days.chart
    assert chart.chart is not None
    for spot in (chart.chart.spots[0], chart.chart.spots[5]):
        point = QPoint(round(spot.left + spot.width / 2), round(spot.top + spot.height / 2))
        qtbot.mouseClick(chart._figure, Qt.MouseButton.LeftButton, pos=point)
    assert wished == [Where("today", MONDAY)]


def test_the_keyboard_reaches_every_day(desk: Desk, shown: Show, qtbot: QtBot) -> None:
    page = shown(desk)
    drawn(page, qtbot)
    wished: list[Where] = []
    desk.went.connect(wished.append)
    figure = page.days.chart._figure
    figure.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(figure, key)
    assert wished == [Where("today", TODAY)]
    assert figure.accessibleDescription().startswith("Tuesday 24 November")
    qtbot.keyClick(figure, Qt.Key.Key_T)
    assert page.days.chart.as_table


def test_an_app_opens_the_day_on_which_it_was_used_most(
    room: Room, desk: Desk, shown: Show, qtbot: QtBot
) -> None:
    room.store = told({MONDAY: [Stay("10:00", 50, CODE)], TODAY: [Stay("10:00", 20, CODE), Stay("12:00", 9)]})
    page = shown(desk)
    assert [(item.name, item.amount) for item in page.ranking.items] == [
        ("Visual Studio Code", "1 h 10"),
        ("LibreOffice Writer", "9 min"),
    ]
    with qtbot.waitSignal(desk.went) as caught:
        page.ranking.chosen.emit("app:code")
    assert caught.args == [Where("today", MONDAY, "app:code")]


def test_categories_say_what_changed(room: Room, desk: Desk, shown: Show) -> None:
    days: dict[date, Iterable[Stay]] = {
        MONDAY - back * DAY: [Stay("10:00", 30, CODE)] for back in range(1, 29)
    }
    days |= {MONDAY: [Stay("10:00", 45, WRITER)], TODAY: [Stay("10:00", 5, CODE)]}
    room.store = told(days)
    page = shown(desk)
    assert [(line.name, line.amount, line.beside) for line in page.ledger.lines] == [
        ("Writing & office", "45 min", "45 min more"),
        ("Development", "5 min", "55 min less"),
    ]
    assert page.ledger.lines[0].words == "Writing & office: 45 minutes, 45 min more"
    assert "beside the week before by now" in said(page)


def test_arrows_go_through_the_weeks_and_back(desk: Desk, shown: Show, qtbot: QtBot) -> None:
    page = shown(desk)
    assert not page.steps.later.isEnabled()
    assert not page.steps.back.isVisible()
    page.steps.earlier.click()
    qtbot.waitUntil(lambda: page.view is not None and page.view.first == MONDAY - 7 * DAY)
    assert page.steps.back.isVisible()
    assert title(page) == "15 h 45, just as in the week before"
    page.steps.later.click()
    qtbot.waitUntil(lambda: page.view is not None and page.view.current)
    page.open_at(MONDAY - 60 * DAY, None)
    page.load()
    qtbot.waitUntil(lambda: page.view is not None and not page.view.current)
    assert not page.steps.earlier.isEnabled(), "the record begins in this week"
    page.steps.back.click()
    qtbot.waitUntil(lambda: page.view is not None and page.view.current)


def test_a_past_week_is_left_alone_while_the_person_works(
    room: Room, desk: Desk, shown: Show, qtbot: QtBot
) -> None:
    page = shown(desk)
    reads = room.reads
    page.refresh(Change.ACTIVITY)
    qtbot.waitUntil(lambda: room.reads == reads + 1 and not page._waiting)
    page.open_at(MONDAY - 7 * DAY, None)
    page.refresh(Change.ACTIVITY)
    assert not page._waiting
    page.refresh(Change.RECORD)
    qtbot.waitUntil(lambda: room.reads == reads + 2)


def test_too_early_says_until_when(room: Room, desk: Desk, shown: Show) -> None:
    room.store = record(days_before=10)
    page = shown(desk)
    assert "Too early to say what is usual; that begins on Tue 8 Dec." in said(page)


def test_a_first_week_is_not_compared(room: Room, desk: Desk, shown: Show) -> None:
    room.store = record(days_before=1)
    page = shown(desk)
    assert title(page) == "4 h 30 so far this week"
    assert {line.beside for line in page.ledger.lines} == {""}


def test_a_week_without_record_says_why_there_is_no_chart(
    room: Room, desk: Desk, shown: Callable[..., WeekPage]
) -> None:
    room.store = told({TODAY - 40 * DAY: MORNING, TODAY: MORNING})
    page = shown(desk, TODAY - 14 * DAY)
    assert title(page) == "Nothing recorded in this week"
    assert "The computer was off, or the tracker was not running." in said(page)
    assert not page.days.chart.isVisible()


def test_before_the_first_minute_the_page_says_what_comes(room: Room, desk: Desk, shown: Show) -> None:
    room.store = FakeStore(zone=ZONE)
    page = shown(desk)
    assert title(page) == "Nothing recorded yet"
    assert "No chart yet: nothing is recorded" in said(page)


def test_an_error_is_said_above_the_last_figures(room: Room, desk: Desk, shown: Show, qtbot: QtBot) -> None:
    page = shown(desk)
    room.error = StoreBusy("The record is busy.", "Try again in a moment.")
    page.again()
    qtbot.waitUntil(page.notice.isVisible)
    assert "The record is busy." in said(page)
    assert title(page).startswith("4 h 30")


def test_a_figure_that_did_not_change_is_not_drawn_again(
    desk: Desk, shown: Show, room: Room, qtbot: QtBot
) -> None:
    page = shown(desk)
    drawn(page, qtbot)
    before, reads = page.days.chart.chart, room.reads
    page.again()
    qtbot.waitUntil(lambda: room.reads > reads and not page._waiting)
    QApplication.processEvents()
    assert page.days.chart.chart is before


def test_patterns_come_and_go_while_the_page_is_open(
    desk: Desk, theme: Theme, shown: Show, qtbot: QtBot
) -> None:
    page = shown(desk)
    page.days.by._choose("category")
    drawn(page, qtbot)
    theme.show_patterns(True)
    qtbot.waitUntil(lambda: _hatched(page))
    theme.show_patterns(False)
    qtbot.waitUntil(lambda: not _hatched(page))


def _hatched(page: WeekPage) -> bool:
    chart = page.days.chart.chart
    return chart is not None and any(one.get_hatch() for one in chart.figure.axes[0].collections)
