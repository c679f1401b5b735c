"""The Today page in its states, and what a person can do there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.fakes.asked import busy
from tests.fakes.days import MORNING, STRANGE, TODAY, Stay, local, paused, record
from tests.ui.window.conftest import Room
from wellbeing.engine.changes import Change
from wellbeing.model import Prompt
from wellbeing.ports import StoreBusy
from wellbeing.ui.window.desk import Desk, Link, Where
from wellbeing.ui.window.today.days import Calendar
from wellbeing.ui.window.today.page import TodayPage

WORKS = ({"fact": "window", "name": "x11-window", "ok": True, "reason": "Openbox on X11.", "remedy": ""},)
RUNNING = Link(True, sensors=WORKS)


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[[Desk], TodayPage]:
    """Opens the page and waits for its first figures."""
    kept: list[TodayPage] = []  # the collector would take a page that a test looks into only once

    def show(desk: Desk) -> TodayPage:
        page = TodayPage(desk)
        kept.append(page)
        qtbot.addWidget(page)
        page.resize(900, 800)
        page.show()
        page.shown()
        qtbot.waitUntil(lambda: page.view is not None)
        return page

    return show


def said(page: TodayPage) -> str:
    """Everything a person can read there."""
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page) and one.text())


def title(page: TodayPage) -> str:
    return page.heading.accessibleName()


def test_the_sentence_comes_first(desk: Desk, shown: Callable[[Desk], TodayPage]) -> None:
    page = shown(desk)
    assert title(page) == "2 h 15 so far, 9 min more than your usual Tuesday"
    assert "Tuesday 24 November" in said(page)
    assert "20 min of it with AI tools, as usual. Your usual Tuesday is made of the last 8." in said(page)


def test_categories_stand_above_the_hours_with_their_totals(
    desk: Desk, shown: Callable[[Desk], TodayPage], qtbot: QtBot
) -> None:
    page = shown(desk)
    names = [cell.accessibleName() for cell in page.hours.groups._cells.values() if not cell.isHidden()]
    assert names[0] == "AI tools: 20 minutes"
    qtbot.waitUntil(lambda: page.hours.chart.chart is not None)
    chart = page.hours.chart.chart
    assert chart is not None
    assert "10–11: 1 h 00, usually 1 h 00" in chart.sentence
    assert chart.table.columns[:3] == ("Hour", "In use", "AI tools")
    assert len(chart.spots) == len(chart.table.rows) == 18


def test_apps_and_sites_are_listed_by_how_much(desk: Desk, shown: Callable[[Desk], TodayPage]) -> None:
    items = shown(desk).rows.ranking.items
    assert [(item.name, item.amount) for item in items[:3]] == [
        ("LibreOffice Writer", "1 h 00"),
        ("Visual Studio Code", "35 min"),
        ("chatgpt.com", "20 min"),
    ]
    assert items[0].share == 1.0
    assert items[2].words == "chatgpt.com: 20 minutes"


def test_figures_get_their_usual_when_it_is_known(
    desk: Desk, shown: Callable[[Desk], TodayPage], qtbot: QtBot
) -> None:
    page = shown(desk)
    qtbot.waitUntil(lambda: "usual by now 5" in said(page))
    assert "10:00 to 11:00; usual 1\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}00" in said(page)
    assert "usual 09:00" in said(page)


def test_a_day_with_ai_says_when_it_came_and_what_agents_did_alone(
    room: Room, desk_in: Callable[[Room], Desk], shown: Callable[[Desk], TodayPage], qtbot: QtBot
) -> None:
    room.store = busy()
    page = shown(desk_in(room))
    qtbot.waitUntil(lambda: "Agents without you\n30 min\nClaude Code; 17 prompts" in said(page))
    qtbot.waitUntil(lambda: "Before the first AI tool\n30 min\nactive time; usual 30 min" in said(page))
    [piece] = page.line.strip._line.below if page.line.strip._line else []
    assert piece.words == "10:50 to 11:20: Claude Code worked without you"


def test_a_day_of_prompts_alone_counts_them(
    room: Room, desk_in: Callable[[Room], Desk], shown: Callable[[Desk], TodayPage], qtbot: QtBot
) -> None:
    room.store = record([Stay("09:00", 30)])
    at = local(TODAY, "09:10")
    room.store.ledger.add(prompts=[Prompt("chatgpt", "1", at, "s")])
    page = shown(desk_in(room))
    qtbot.waitUntil(lambda: "Before the first AI tool\n–\nnone was in front" in said(page))
    assert "Prompts\n1\nto AI tools" in said(page)


def test_too_early_says_until_when(
    room: Room, desk_in: Callable[[Room], Desk], shown: Callable[[Desk], TodayPage]
) -> None:
    room.store = record(days_before=9)
    page = shown(desk_in(room))
    assert title(page) == "2 h 15 so far"
    assert "Too early to say what is usual; that begins on Wed 9 Dec." in said(page)


def test_the_first_hour_says_that_it_records_and_what(
    room: Room, desk_in: Callable[[Room], Desk], shown: Callable[[Desk], TodayPage], qtbot: QtBot
) -> None:
    room.store = record([Stay("15:30", 12)], days_before=0)
    desk = desk_in(room)
    desk.link = RUNNING
    page = shown(desk)
    assert title(page) == "Recording since 15:30. Nothing to compare with yet"
    assert "No chart yet: 12 minutes are recorded" in said(page)
    assert "Come back at 17:00" in said(page)
    qtbot.waitUntil(lambda: "The window in front" in said(page) and "works" in said(page))
    assert page.hours.chart.isHidden()


def test_nothing_recorded_at_all(
    room: Room, desk_in: Callable[[Room], Desk], shown: Callable[[Desk], TodayPage]
) -> None:
    room.store = record([], days_before=0)
    page = shown(desk_in(room))
    assert title(page) == "Nothing recorded yet"
    assert "No chart yet: nothing is recorded" in said(page)


def test_paused_says_until_when_and_offers_to_go_on(
    room: Room, desk_in: Callable[[Room], Desk], shown: Callable[[Desk], TodayPage]
) -> None:
    room.store = record(entries=paused("15:35", "16:00"))
    desk = desk_in(room)
    page = shown(desk)
    assert page.standing.isHidden()
    desk.link = Link(True, paused_until="2026-11-24T16:00+01:00", sensors=WORKS)
    desk.linked.emit(desk.link)
    assert "Paused until 16:00, by you." in said(page)


def test_without_a_tracker_it_says_so_and_keeps_the_figures(
    desk: Desk, shown: Callable[[Desk], TodayPage]
) -> None:
    page = shown(desk)
    desk.link = Link(running=False)
    desk.linked.emit(desk.link)
    assert "Nothing is being recorded: the tracker is not running." in said(page)
    assert title(page).startswith("2 h 15 so far")


def test_a_missing_sensor_says_why_and_what_helps(desk: Desk, shown: Callable[[Desk], TodayPage]) -> None:
    page = shown(desk)
    sensor = {
        "fact": "window",
        "name": "null",
        "ok": False,
        "reason": "No X server.",
        "remedy": "Log in to X11.",
    }
    desk.link = Link(True, sensors=(sensor,))
    desk.linked.emit(desk.link)
    assert "Not seen on this desktop: The window in front. No X server." in said(page)
    assert "Log in to X11." in said(page)


def test_an_error_keeps_the_last_figures_and_can_be_tried_again(
    room: Room, desk: Desk, shown: Callable[[Desk], TodayPage], qtbot: QtBot
) -> None:
    page = shown(desk)
    room.error = StoreBusy("The record is busy.", "Wait a moment.")
    page.load()
    qtbot.waitUntil(lambda: "The record is busy." in said(page))
    assert title(page).startswith("2 h 15 so far")
    room.error = None
    page.notice.acted.emit()
    qtbot.waitUntil(lambda: "The record is busy." not in said(page))


def test_a_wait_of_more_than_300_ms_is_mentioned(desk: Desk, qtbot: QtBot) -> None:
    page = TodayPage(desk)
    qtbot.addWidget(page)
    page.waiting()
    assert "Reading the record" in said(page)


def test_today_grows_while_it_is_open(
    room: Room, desk: Desk, shown: Callable[[Desk], TodayPage], qtbot: QtBot
) -> None:
    page = shown(desk)
    row = page.rows.ranking._rows[0]
    room.store = record([*MORNING, Stay("15:42", 5)])
    room.clock.advance(300)
    page.refresh(Change.ACTIVITY)
    qtbot.waitUntil(lambda: title(page).startswith("2 h 20 so far"))
    assert page.rows.ranking._rows[0] is row, "rows stay, so that nothing flickers"


def test_arrows_and_keys_go_to_the_days_before(
    desk: Desk, shown: Callable[[Desk], TodayPage], qtbot: QtBot
) -> None:
    page = shown(desk)
    page.days.earlier()
    qtbot.waitUntil(lambda: title(page) == "2 h 15, just as on your usual Monday")
    assert "Monday 23 November" in said(page)
    page.refresh(Change.ACTIVITY)
    page.days.later()
    qtbot.waitUntil(lambda: title(page).startswith("2 h 15 so far"))
    assert page.days._later.isEnabled() is False
    assert page._day is None, "it follows the days again"


def test_the_calendar_ends_today_and_begins_with_the_record(
    desk: Desk, shown: Callable[[Desk], TodayPage], qtbot: QtBot
) -> None:
    page = shown(desk)
    page.days.open_calendar()
    popup = page.findChild(Calendar)
    assert popup is not None
    assert popup.month.maximumDate() == QDate(2026, 11, 24)
    assert popup.month.minimumDate() == QDate(2026, 9, 25)
    popup.month.activated.emit(QDate(2026, 11, 20))
    qtbot.waitUntil(lambda: "Friday 20 November" in said(page))


def test_a_click_on_an_hour_narrows_the_page_and_escape_widens_it(
    desk: Desk, shown: Callable[[Desk], TodayPage], qtbot: QtBot
) -> None:
    page = shown(desk)
    qtbot.waitUntil(lambda: page.hours.chart.chart is not None)
    chart = page.hours.chart.chart
    assert chart is not None
    spot = next(spot for spot in chart.spots if spot.words.startswith("10–11"))
    middle = QPoint(round(spot.left + spot.width / 2), round(spot.top + spot.height / 2))
    qtbot.mouseClick(page.hours.chart._figure, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.waitUntil(lambda: "Tuesday 24 November, 10–11" in said(page))
    assert title(page) == "1 h 00 in this hour"
    assert [item.name for item in page.rows.ranking.items] == [
        "Visual Studio Code",
        "chatgpt.com",
        "Thunderbird",
    ]
    page.widen()
    qtbot.waitUntil(lambda: title(page).startswith("2 h 15 so far"))


def test_a_click_on_an_app_narrows_the_page_and_shows_its_rule(
    desk: Desk, shown: Callable[[Desk], TodayPage], qtbot: QtBot
) -> None:
    page = shown(desk)
    page.rows.ranking._rows[0].click()
    qtbot.waitUntil(lambda: title(page) == "1 h 00 so far, 9 min more than your usual Tuesday")
    assert "What is LibreOffice Writer?" in said(page)
    assert page.what._choice.currentData() == "writing"
    assert page.facts.isHidden()


def test_another_category_becomes_a_rule_and_repairs_the_past(
    room: Room, desk: Desk, shown: Callable[[Desk], TodayPage], qtbot: QtBot
) -> None:
    page = shown(desk)
    page.narrow_to_thing("site:chatgpt.com")
    qtbot.waitUntil(lambda: "What is chatgpt.com?" in said(page))
    place = page.what._choice.findData("learning")
    page.what._choice.setCurrentIndex(place)
    page.what._choice.activated.emit(place)
    desk.changed.connect(page.refresh)  # as the window passes it on
    qtbot.waitUntil(room.home.rules_file.exists)
    qtbot.waitUntil(
        lambda: page.view is not None and page.view.what is not None and page.view.what.category == "learning"
    )
    assert 'site = "chatgpt.com"' in room.home.rules_file.read_text("utf-8")
    page.open_at(TODAY - timedelta(days=1), None)
    page.shown()
    qtbot.waitUntil(lambda: page.view is not None and page.view.day == TODAY - timedelta(days=1))
    assert page.view is not None
    assert page.view.ai == timedelta(0)


def test_an_app_that_nobody_knows_can_be_named(
    room: Room, desk_in: Callable[[Room], Desk], shown: Callable[[Desk], TodayPage], qtbot: QtBot
) -> None:
    room.store = record([Stay("09:00", 90, STRANGE)])
    page = shown(desk_in(room))
    page.narrow_to_thing("app:zorgblatt")
    qtbot.waitUntil(lambda: "What is zorgblatt?" in said(page))
    page.change_category("games")
    qtbot.waitUntil(room.home.rules_file.exists)
    assert 'app = "zorgblatt"' in room.home.rules_file.read_text("utf-8")


def test_another_page_can_send_here(desk: Desk, shown: Callable[[Desk], TodayPage], qtbot: QtBot) -> None:
    page = shown(desk)
    page.open_at(TODAY - timedelta(days=3), "code")
    page.shown()
    qtbot.waitUntil(lambda: "Saturday 21 November, only Visual Studio Code" in said(page))


def test_the_strip_leads_to_the_timeline(
    desk: Desk, shown: Callable[[Desk], TodayPage], qtbot: QtBot
) -> None:
    page = shown(desk)
    with qtbot.waitSignal(desk.went) as went:
        qtbot.mouseClick(page.line.strip, Qt.MouseButton.LeftButton)
    assert went.args == [Where("timeline", TODAY)]


def test_the_figure_becomes_its_table_and_can_be_copied(
    desk: Desk, shown: Callable[[Desk], TodayPage], qtbot: QtBot
) -> None:
    page = shown(desk)
    chart = page.hours.chart
    qtbot.waitUntil(lambda: chart.chart is not None)
    qtbot.keyClick(chart._figure, Qt.Key.Key_T)
    assert chart.as_table
    qtbot.keyClick(chart, Qt.Key.Key_T)
    assert not chart.as_table
    chart.copy_csv()
    assert QApplication.clipboard().text().startswith("Hour,In use,AI tools")
    chart.copy_picture()
    assert QApplication.clipboard().image().width() == chart._figure.width() * 2


def test_arrow_keys_walk_through_the_hours(
    desk: Desk, shown: Callable[[Desk], TodayPage], qtbot: QtBot
) -> None:
    page = shown(desk)
    chart = page.hours.chart
    qtbot.waitUntil(lambda: chart.chart is not None)
    for _ in range(4):
        qtbot.keyClick(chart._figure, Qt.Key.Key_Right)
    assert chart._figure.accessibleDescription().startswith("09–10: 30 min")
    qtbot.keyClick(chart._figure, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Tuesday 24 November, 09–10" in said(page))
