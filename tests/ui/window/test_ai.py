"""The AI page in its states, and what a person can do there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.fakes.asked import BUSY, EDITOR, busy, tell
from tests.fakes.days import MAIL, MORNING, NEWS, TODAY, WRITER, Stay, local, paused, record
from tests.ui.window.conftest import Room
from wellbeing.engine.changes import Change
from wellbeing.model import Span, Work
from wellbeing.ports import StoreBusy
from wellbeing.ui.window.ai.page import AiPage
from wellbeing.ui.window.desk import Desk, Link

DAY = timedelta(days=1)
WORKS = ({"fact": "window", "name": "x11-window", "ok": True, "reason": "Openbox on X11.", "remedy": ""},)
Show = Callable[..., AiPage]


@pytest.fixture
def shown(qtbot: QtBot) -> Show:
    """Opens the page for so many days and waits for its figures."""
    kept: list[AiPage] = []  # the collector would take a page that a test looks into only once

    def show(desk: Desk, stretch: str = "day", day: date | None = None) -> AiPage:
        page = AiPage(desk)
        kept.append(page)
        qtbot.addWidget(page)
        page.resize(1000, 900)
        page.stretch.choose(stretch)
        if day is not None:
            page.open_at(day, None)
        page.show()
        page.shown()
        qtbot.waitUntil(lambda: page.view is not None and not page._waiting)
        return page

    return show


@pytest.fixture
def busy_desk(room: Room, desk_in: Callable[[Room], Desk]) -> Desk:
    """Sixty days with every sort of AI use."""
    room.store = busy()
    return desk_in(room)


def said(page: AiPage) -> str:
    """Everything a person can read there outside the figures."""
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page) and one.text())


def title(page: AiPage) -> str:
    return page.heading.accessibleName()


# ------------------------------------------------------------ the sentence


def test_the_sentence_says_how_much_and_how_large_a_part(busy_desk: Desk, shown: Show) -> None:
    page = shown(busy_desk)
    assert title(page) == "1 h 15 with AI tools so far, 48% of your active time"
    assert "Your usual Tuesday has 1 h 15 by now, 48%." in said(page)
    assert "Agents worked another 30 min without you." in said(page)
    assert "Tuesday 24 November" in said(page)


@pytest.mark.parametrize(
    ("stretch", "over", "expected"),
    [
        ("week", "18–24 Nov", "8 h 45 with AI tools, 48% of your active time"),
        ("month", "28 Oct – 24 Nov", "35 h 00 with AI tools, 48% of your active time"),
    ],
)
def test_seven_and_28_days_end_today(
    busy_desk: Desk, shown: Show, stretch: str, over: str, expected: str
) -> None:
    page = shown(busy_desk, stretch)
    assert title(page) == expected
    assert over in said(page)
    assert "Your usual by now is" in said(page)


def test_too_early_says_until_when(room: Room, desk_in: Callable[[Room], Desk], shown: Show) -> None:
    room.store = record(days_before=9)
    page = shown(desk_in(room))
    assert "Too early to say what is usual; that begins on Wed 9 Dec." in said(page)
    week = shown(desk_in(room), "week")
    assert "Too early to say what is usual; that begins on" in said(week)
    assert week.view is not None
    assert week.view.band is None


def test_an_editor_built_around_ai_is_told_apart(
    room: Room, desk_in: Callable[[Room], Desk], shown: Show
) -> None:
    room.store = record([Stay("09:00", 60, EDITOR)])
    page = shown(desk_in(room))
    assert "1 h 00 of it in AI editors, which other pages count as development." in said(page)


# ------------------------------------------------------------ states


def test_nothing_recorded_at_all(room: Room, desk_in: Callable[[Room], Desk], shown: Show) -> None:
    room.store = record([], days_before=0)
    page = shown(desk_in(room), "week")
    assert title(page) == "Nothing recorded yet"
    assert "No chart yet: nothing is recorded" in said(page)
    assert "It begins with the first minute of use." in said(page)
    assert page.facts.isHidden()
    assert page.tools.listed.isHidden()


def test_days_without_ai_say_so_and_what_to_do(
    room: Room, desk_in: Callable[[Room], Desk], shown: Show
) -> None:
    room.store = record([Stay("09:00", 30, WRITER)], past=[Stay("09:00", 30, WRITER)])
    page = shown(desk_in(room))
    assert title(page) == "No AI tool in use so far"
    assert "No chart: no AI tool was in use" in said(page)
    assert "appear here by themselves" in said(page)
    assert page.hours.isHidden()
    assert title(shown(desk_in(room), "week")) == "No AI tool in use on these days"


def test_logs_alone_tell_of_work_and_prompts(
    room: Room, desk_in: Callable[[Room], Desk], shown: Show
) -> None:
    room.store = record([Stay("09:00", 30, WRITER)], days_before=0)
    begin = local(TODAY, "10:00")
    span = Span(begin, begin + timedelta(minutes=50))
    room.store.ledger.add(works=[Work("claude_code", "1", span, "s")])
    page = shown(desk_in(room))
    assert title(page) == "50 min of work by agents, none of it with you"
    [item] = page.tools.rows.items
    assert (item.name, item.amount, item.prompts) == ("Claude Code", "–", "0")
    assert item.alone_words == "50 min without you"


def test_the_first_day(room: Room, desk_in: Callable[[Room], Desk], shown: Show) -> None:
    room.store = record(MORNING, days_before=0)
    page = shown(desk_in(room), "week")
    assert title(page) == "20 min with AI tools, 15% of your active time"
    assert not page.steps.earlier.isEnabled()


def test_a_day_without_record(room: Room, desk_in: Callable[[Room], Desk], shown: Show) -> None:
    page = shown(desk_in(room), "day", TODAY - 90 * DAY)
    assert title(page) == "Nothing recorded on this day"
    assert "The computer was off, or the tracker was not running." in said(page)


def test_paused_and_a_missing_sensor_are_said(
    room: Room, desk_in: Callable[[Room], Desk], shown: Show
) -> None:
    room.store = record(entries=paused("15:35", "16:00"))
    desk = desk_in(room)
    page = shown(desk)
    desk.link = Link(True, paused_until="2026-11-24T16:00+01:00", sensors=WORKS)
    desk.linked.emit(desk.link)
    assert "Paused until 16:00, by you." in said(page)
    sensor = {"fact": "window", "name": "null", "ok": False, "reason": "No X server.", "remedy": "Log in."}
    desk.link = Link(True, sensors=(sensor,))
    desk.linked.emit(desk.link)
    assert "Not seen on this desktop: The window in front. No X server." in said(page)


def test_an_error_keeps_the_last_figures_and_can_be_tried_again(
    room: Room, busy_desk: Desk, shown: Show, qtbot: QtBot
) -> None:
    page = shown(busy_desk)
    room.error = StoreBusy("The record is busy.", "Wait a moment.")
    page.load()
    qtbot.waitUntil(lambda: "The record is busy." in said(page))
    assert title(page).startswith("1 h 15 with AI tools")
    room.error = None
    page.notice.acted.emit()
    qtbot.waitUntil(lambda: "The record is busy." not in said(page))


def test_a_wait_of_more_than_300_ms_is_mentioned(desk: Desk, qtbot: QtBot) -> None:
    page = AiPage(desk)
    qtbot.addWidget(page)
    page.waiting()
    assert "Reading the record" in said(page)


# ------------------------------------------------------------ cards


def test_tools_are_ranked_by_time_with_the_person(busy_desk: Desk, shown: Show) -> None:
    items = shown(busy_desk).tools.rows.items
    assert [(item.name, item.kind, item.amount, item.prompts) for item in items] == [
        ("Claude Code", "coding agent", "30 min", "12"),
        ("ChatGPT", "chat", "20 min", "5"),
        ("Character.AI", "companion", "15 min", "–"),
        ("Gemini", "chat", "about 10 min", "–"),
    ]
    assert items[0].alone_words == "30 min without you"
    assert items[0].words == (
        "Claude Code, coding agent: 30 minutes with you, 12 prompts, 30 minutes without you"
    )
    assert items[3].words == "Gemini, chat: 10 minutes with you, 10 minutes of it an estimate from titles"


def test_patterns_are_explained_where_they_are(busy_desk: Desk, shown: Show, room: Room) -> None:
    page = shown(busy_desk)
    assert "hatched: an agent worked without you; outlined: an estimate" in said(page)


def test_time_alone_is_never_added_to_time_with_the_person(busy_desk: Desk, shown: Show) -> None:
    page = shown(busy_desk)
    assert page.view is not None
    assert page.view.attended == timedelta(minutes=75)
    assert page.view.agents.unattended == timedelta(minutes=30)
    assert sum((amount for _, amount in page.view.kinds), timedelta(0)) == page.view.attended


def test_companions_and_chat_stand_apart_from_coding(busy_desk: Desk, shown: Show) -> None:
    lines = shown(busy_desk).kinds.ledger.lines
    assert [(line.name, line.amount) for line in lines] == [
        ("Chat", "30 min"),
        ("Coding agents", "30 min"),
        ("Companions", "15 min"),
    ]


def test_people_stand_beside_companions(busy_desk: Desk, shown: Show) -> None:
    page = shown(busy_desk, "week")
    text = said(page)
    assert "With people\nWith a companion AI" in text or "With people" in text
    assert "2 h 20" in text
    assert "1 h 45" in text
    assert "on 7 of 7 days" in text
    assert "They say nothing about what a talk is worth." in text


def test_people_are_left_out_where_there_are_none(
    room: Room, desk_in: Callable[[Room], Desk], shown: Show
) -> None:
    room.store = record([Stay("09:00", 30, NEWS)], days_before=0)
    assert shown(desk_in(room)).people.isHidden()


def test_first_use_time_before_it_prompts_and_agents(busy_desk: Desk, shown: Show) -> None:
    text = said(shown(busy_desk))
    assert "First AI use of the day\n10:00\nusual 10:00" in text
    assert "Before the first AI tool\n30 min\nactive time; usual 30 min" in text
    assert "Prompts\n17\nknown of 2 of 4 tools" in text
    assert "40 min" in text
    assert "50 min counting each agent, 30 min without you" in text


def test_several_days_have_a_middle_first_use(busy_desk: Desk, shown: Show) -> None:
    text = said(shown(busy_desk, "week"))
    assert "10:00 to 10:00, on 7 days" in text


def test_the_share_of_each_day_and_what_is_usual(busy_desk: Desk, shown: Show, qtbot: QtBot) -> None:
    page = shown(busy_desk, "week")
    qtbot.waitUntil(lambda: page.shares.chart.chart is not None)
    chart = page.shares.chart.chart
    assert chart is not None
    assert len(chart.spots) == 14
    assert chart.table.rows[-1] == ("Tue 24 Nov", "75", "155", "48%")
    assert chart.spots[-1].words == "Tuesday 24 November: 1 h 15 with AI tools, 48% of 2 h 35"
    page.shares.chart.chosen.emit("2026-11-20")
    qtbot.waitUntil(lambda: "Friday 20 November" in said(page))
    assert page.stretch.key == "day"


def test_the_hours_of_the_day(busy_desk: Desk, shown: Show, qtbot: QtBot) -> None:
    page = shown(busy_desk, "month")
    qtbot.waitUntil(lambda: page.hours.chart.chart is not None)
    chart = page.hours.chart.chart
    assert chart is not None
    assert "10–11: 50 min a day, usually 50 min" in chart.sentence
    assert len(chart.table.rows) == 24
    assert "average of 28 days; dashed: your usual" in said(page)


# ------------------------------------------------------------ one tool


def test_a_click_on_a_tool_shows_it_in_detail_and_escape_leaves(
    busy_desk: Desk, shown: Show, qtbot: QtBot
) -> None:
    page = shown(busy_desk, "week")
    page.activateWindow()
    page.tools.rows._rows[0].click()
    qtbot.waitUntil(page.tool.isVisible)
    text = said(page)
    assert "Models and tokens" in text
    assert "claude-sonnet-4-5" in text
    assert "84 answers" in text
    assert "read from cache" in text
    qtbot.waitUntil(lambda: "Sure, 3 h 30: claude runs in the terminal: Claude Code." in said(page))
    assert page.kinds.isHidden()
    qtbot.waitUntil(lambda: page.tool.chart.chart is not None)
    chart = page.tool.chart.chart
    assert chart is not None
    assert chart.table.rows[-1] == ("Tue 24 Nov", "30", "30", "12")
    page.widen()
    qtbot.waitUntil(page.tool.isHidden)
    assert page.kinds.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_tool_can_be_chosen_by_keyboard(busy_desk: Desk, shown: Show, qtbot: QtBot, key: Qt.Key) -> None:
    page = shown(busy_desk)
    row = page.tools.rows._rows[1]
    assert row.focusPolicy() & Qt.FocusPolicy.TabFocus
    qtbot.keyClick(row, key)
    qtbot.waitUntil(page.tool.isVisible)
    assert page.tool_view is not None
    assert page.tool_view.tool.id == "chatgpt"


def test_a_guess_says_that_it_is_one_and_never_a_title(busy_desk: Desk, shown: Show, qtbot: QtBot) -> None:
    page = shown(busy_desk)
    page.choose_tool("gemini")
    qtbot.waitUntil(page.tool.isVisible)
    qtbot.waitUntil(lambda: "A guess, 10 min: The title fitted the rule for Gemini: a brand." in said(page))
    assert "10 min of it is an estimate from titles" in said(page)
    assert "this tool keeps no log here that tells of them" in said(page)


def test_tokens_are_only_told_of_one_tool(busy_desk: Desk, shown: Show) -> None:
    assert "token" not in said(shown(busy_desk, "month")).lower()


def test_a_tool_that_is_gone_shows_all(busy_desk: Desk, shown: Show, qtbot: QtBot) -> None:
    page = shown(busy_desk)
    page.open_at(None, "no_such_tool")
    page.load()
    qtbot.waitUntil(lambda: not page._waiting)
    assert page.tool.isHidden()
    assert page.kinds.isVisible()


# ------------------------------------------------------------ time


def test_arrows_go_through_time_in_steps_of_what_is_shown(busy_desk: Desk, shown: Show, qtbot: QtBot) -> None:
    page = shown(busy_desk, "week")
    page.step(-1)
    qtbot.waitUntil(lambda: page.view is not None and page.view.last == TODAY - 7 * DAY)
    assert title(page) == "8 h 45 with AI tools, 48% of your active time"
    assert "Your usual is 8 h 45 and 48%." in said(page)
    page.step(0)
    qtbot.waitUntil(lambda: page.view is not None and page.view.current)
    assert page._last is None, "it follows the days again"


def test_keys_choose_how_many_days(busy_desk: Desk, shown: Show, qtbot: QtBot) -> None:
    page = shown(busy_desk)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    QTest.keySequence(page, QKeySequence("Alt+3"))
    qtbot.waitUntil(lambda: page.view is not None and len(page.view.days) == 28)
    assert dict(page.keys())["Alt+3"] == "28 days"


def test_it_grows_while_it_is_open(room: Room, busy_desk: Desk, shown: Show, qtbot: QtBot) -> None:
    page = shown(busy_desk)
    row = page.tools.rows._rows[0]
    room.store = record([*BUSY, Stay("15:42", 5, MAIL)], past=BUSY)
    tell(room.store)
    room.clock.advance(300)
    page.refresh(Change.ACTIVITY)
    qtbot.waitUntil(lambda: title(page).endswith("47% of your active time"))
    assert page.tools.rows._rows[0] is row, "rows stay, so that nothing flickers"


def test_a_change_of_rules_is_read_anew_for_the_past(
    room: Room, busy_desk: Desk, shown: Show, qtbot: QtBot
) -> None:
    page = shown(busy_desk, "week")
    store = busy(days_before=3)
    room.store = store
    busy_desk.changed.emit(Change.RECORD)
    page.refresh(Change.RECORD)
    qtbot.waitUntil(lambda: page.view is not None and page.view.prompts == 4 * 17)


# ------------------------------------------------------------ table and copies


def test_the_list_becomes_its_table_and_can_be_copied(busy_desk: Desk, shown: Show, qtbot: QtBot) -> None:
    page = shown(busy_desk)
    listed = page.tools.listed
    qtbot.keyClick(listed, Qt.Key.Key_T)
    assert listed.as_table
    cell = listed._table.item(0, 0) if listed._table is not None else None
    assert cell is not None
    assert cell.text() == "Claude Code"
    qtbot.keyClick(listed, Qt.Key.Key_T)
    assert not listed.as_table
    listed.copy_csv()
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0] == 'Tool,"With you, min",Estimated,"Without you, min",Prompts'
    assert lines[1] == "Claude Code,30,0,30,12"
    listed.copy_picture()
    assert QApplication.clipboard().image().width() == listed.width() * 2
    names = [action.text() for action in listed.menu().actions() if action.text()]
    assert names == ["Copy as picture", "Copy as CSV", "Save as …", "Show as table"]
