"""The Limits page: what is left, set in two clicks, changed in place, every fault a sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.fakes.days import NOW, TODAY, record
from tests.ui.window.conftest import Room
from wellbeing.engine import focus
from wellbeing.limits.limit import Aim, Extension, Grant, Hours, Level, Limit, Measure, Of, Target
from wellbeing.ports import StoreBusy
from wellbeing.ui.window.desk import Desk, Where
from wellbeing.ui.window.limits.editor import LimitEditor
from wellbeing.ui.window.limits.page import LimitsPage

AI = Limit((Target(Of.AI),), (75,) * 5 + (45,) * 2, level=Level.DIALOG)
Show = Callable[[], LimitsPage]


@pytest.fixture
def shown(desk: Desk, qtbot: QtBot) -> Show:
    kept: list[LimitsPage] = []

    def show() -> LimitsPage:
        page = LimitsPage(desk)
        kept.append(page)
        qtbot.addWidget(page)
        page.resize(1000, 900)
        page.show()
        page.shown()
        qtbot.waitUntil(lambda: page.view is not None and not page._waiting)
        return page

    return show


def said(page: LimitsPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page) and one.text())


def press(page: LimitsPage, words: str, qtbot: QtBot) -> None:
    found = [one for one in page.findChildren(QPushButton) if one.text() == words and one.isVisibleTo(page)]
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def settle(page: LimitsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.editor.isVisible() and not page._waiting)


def test_a_first_limit_takes_two_clicks(shown: Show, room: Room, qtbot: QtBot) -> None:
    page = shown()
    assert page.heading.accessibleName() == "No limits yet"
    press(page, "AI tools, an hour a day", qtbot)
    press(page, "Save", qtbot)
    settle(page, qtbot)
    (limit,) = room.store.limits.limits()
    assert (limit.targets, limit.days, limit.level) == ((Target(Of.AI),), (60,) * 7, Level.DIALOG)
    qtbot.waitUntil(lambda: "left today" in page.heading.accessibleName())
    assert "One limit, set by you." in said(page)


def test_the_editor_is_built_when_a_limit_is_first_set(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    assert not page.editing
    assert not page.findChildren(LimitEditor)
    qtbot.keyClick(page, Qt.Key.Key_N)
    assert page.editing
    page.load()
    qtbot.waitUntil(lambda: not page._waiting)
    assert page.editing


def test_a_limit_says_what_is_used_left_and_kept(shown: Show, room: Room) -> None:
    room.store.limits.set(AI, NOW - timedelta(days=30))
    room.store.limits.extend(Extension(1, TODAY, Grant.MORE, 60.0, "a deadline"), NOW)
    page = shown()
    (card,) = page._cards
    assert card.accessibleName().startswith("Limit: AI tools, ")
    assert "workdays 1 h 15, weekends 45 min" in card.accessibleDescription()
    assert "of the last 6 days" in card.accessibleDescription()
    assert "1 with a reason" in said(page)


def test_everything_of_a_limit_is_changed_in_place(shown: Show, room: Room, qtbot: QtBot) -> None:
    room.store.limits.set(AI, NOW - timedelta(days=30))
    page = shown()
    press(page, "Change", qtbot)
    editor = page.editor
    assert editor.isVisible()
    assert not page._cards[0].isVisible()
    editor.amounts.each[5].setText("1h30")
    editor.amounts.each[6].setText("")
    editor.week.setText("6h")
    editor.level.show_value(Level.COVER, "")
    editor.name.setText("  My   AI ")
    qtbot.mouseClick(editor.hours.add, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(editor.hours.lines[0].days[0], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(editor.without.add, Qt.MouseButton.LeftButton)
    editor.without.picker.kind.show_value(Of.SITE, "A site")
    editor.without.picker.site.setText("https://www.claude.ai/new")
    qtbot.mouseClick(editor.without.add, Qt.MouseButton.LeftButton)
    press(page, "Save", qtbot)
    settle(page, qtbot)
    (limit,) = room.store.limits.limits()
    assert limit.days == (75,) * 5 + (90, None)
    assert (limit.week, limit.level, limit.name) == (360, Level.COVER, "My AI")
    assert limit.hours == (Hours(timedelta(hours=22), timedelta(hours=6), frozenset(range(1, 7))),)
    assert limit.without == (Target(Of.SITE, "claude.ai"),)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda e: e.amounts.every.setText("0"), "0 is too little for a limit."),
        (lambda e: e.amounts.every.setText("25h"), "1500 a day is more than a day has."),
        (lambda e: e.amounts.every.setText("-5"), "-5 is too little for a limit."),
        (lambda e: e.amounts.every.setText("a lot"), "a lot cannot be read."),
        (lambda e: e.amounts.every.setText(""), "A limit needs an amount or hours."),
        (lambda e: e.week.setText("soon"), "soon cannot be read."),
        (lambda e: e.hours.show_hours((_night(22, 6), _night(23, 5))), "These hours overlap"),
        (lambda e: e.hours.show_hours((_night(22, 22),)), "begins when it ends."),
        (lambda e: (e.target.kind.show_value(Of.SITE, ""), e.target.site.setText("no host")), "no host"),
        (lambda e: e.name.setText("x" * 81), "A name of 81 characters is too long."),
    ],
)
def test_each_fault_is_a_sentence_and_nothing_is_kept(
    spoil: Callable[[object], object], sentence: str, shown: Show, room: Room, qtbot: QtBot
) -> None:
    page = shown()
    press(page, "New limit", qtbot)
    spoil(page.editor)
    press(page, "Save", qtbot)
    qtbot.waitUntil(page.editor.error.isVisible)
    assert sentence in page.editor.error.text()
    assert room.store.limits.limits() == []


def _night(start: int, end: int) -> Hours:
    return Hours(timedelta(hours=start), timedelta(hours=end))


def test_a_second_limit_on_the_same_and_a_broken_record_are_said(
    shown: Show, room: Room, qtbot: QtBot
) -> None:
    room.store.limits.set(AI, NOW - timedelta(days=1))
    page = shown()
    press(page, "New limit", qtbot)
    press(page, "Save", qtbot)
    qtbot.waitUntil(page.editor.error.isVisible)
    assert "Limit 1 is on the same already." in page.editor.error.text()
    room.error = StoreBusy("The record is busy.", "Try again.")
    press(page, "Save", qtbot)
    qtbot.waitUntil(lambda: "The record is busy." in page.editor.error.text())
    room.error = None


def test_a_goal_has_no_hours_and_prompts_are_of_ai_only(shown: Show, room: Room, qtbot: QtBot) -> None:
    page = shown()
    press(page, "New limit", qtbot)
    press(page, "At least", qtbot)
    assert not page.editor.hours.isVisible()
    press(page, "Prompts", qtbot)
    page.editor.amounts.every.setText("20")
    press(page, "Save", qtbot)
    settle(page, qtbot)
    (limit,) = room.store.limits.limits()
    assert (limit.aim, limit.measure, limit.level) == (Aim.AT_LEAST, Measure.PROMPTS, Level.NOTE)
    press(page, "Change", qtbot)
    page.editor.target.kind.show_value(Of.TOTAL, "")
    page.editor._follow()
    assert page.editor.wished.measure is Measure.MINUTES


def test_removing_asks_first(shown: Show, room: Room, qtbot: QtBot) -> None:
    room.store.limits.set(AI, NOW - timedelta(days=1))
    page = shown()
    press(page, "Change", qtbot)
    press(page, "Remove", qtbot)
    press(page, "Keep it", qtbot)
    assert len(room.store.limits.limits()) == 1
    press(page, "Remove", qtbot)
    press(page, "Remove it", qtbot)
    settle(page, qtbot)
    qtbot.waitUntil(lambda: page.heading.accessibleName() == "No limits yet")
    assert room.store.limits.limits() == []


def test_keys_begin_a_limit_leave_it_and_show_the_numbers(shown: Show, room: Room, qtbot: QtBot) -> None:
    room.store.limits.set(AI, NOW - timedelta(days=1))
    page = shown()
    qtbot.keyClick(page, Qt.Key.Key_N)
    assert page.editor.isVisible()
    qtbot.keyClick(page.editor, Qt.Key.Key_Escape)
    assert not page.editor.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_T)
    assert page.table.isVisible()
    first = page.table.item(0, 0)
    assert first is not None
    assert first.text() == "AI tools"
    qtbot.keyClick(page, Qt.Key.Key_T)
    assert page._cards[0].isVisible()


def test_the_page_opens_at_a_limit(room: Room, desk: Desk, qtbot: QtBot) -> None:
    room.store.limits.set(AI, NOW - timedelta(days=1))
    page = LimitsPage(desk)
    qtbot.addWidget(page)
    page.open_at(None, "1")
    page.show()
    page.shown()
    qtbot.waitUntil(page.editor.isVisible)
    assert page.editor.limit.id == 1


def test_an_empty_record_offers_limits_too(room: Room, shown: Show, desk: Desk) -> None:
    room.store = record(days_before=0, stays=())
    page = shown()
    assert page.first.isVisible()
    assert Where("limits").page == page.key


def test_a_focus_session_begins_and_is_ended(shown: Show, room: Room, qtbot: QtBot) -> None:
    page = shown()
    page.focus.length.choose("45")
    page.focus.intention.setText("the  letter")
    press(page, "Begin", qtbot)
    qtbot.waitUntil(page.focus.running.isVisible)
    assert page.focus.running.text() == "45 min left: the letter"
    session = focus.read(room.store)
    assert session is not None
    assert session.distractions[0] == Target(Of.AI)
    press(page, "End it", qtbot)
    qtbot.waitUntil(page.focus.begin.isVisible)
    assert focus.read(room.store) is None


def test_what_gets_a_pause_is_kept_in_the_settings(shown: Show, room: Room, qtbot: QtBot) -> None:
    page = shown()
    press(page, "Add a pause", qtbot)
    page.before.list.picker.kind.show_value(Of.SITE, "")
    page.before.list.picker.site.setText("news.example.org")
    press(page, "Add", qtbot)
    qtbot.waitUntil(lambda: room.settings.pauses_before == ("site:news.example.org",))
    page.focus.list._change(page.focus.list.targets[:1])
    qtbot.waitUntil(lambda: room.settings.distractions == ("ai",))


@pytest.mark.parametrize(
    ("what", "targets", "days"),
    [
        ("tool:claude", (Target(Of.TOOL, "claude"),), (60,) * 7),
        ("app:org.example.Film", (Target(Of.APP, "org.example.Film"),), (60,) * 7),
        ("total", (Target(Of.TOTAL),), (480,) * 5 + (240,) * 2),
        ("ai", AI.targets, AI.days),
        ("1", AI.targets, AI.days),
    ],
)
def test_it_opens_with_the_limit_on_what_a_note_spoke_of(
    what: str, targets: tuple[Target, ...], days: tuple[int, ...], shown: Show, room: Room, qtbot: QtBot
) -> None:
    room.store.limits.set(AI, NOW)
    page = shown()
    page.open_at(None, what)
    page.load()
    qtbot.waitUntil(page.editor.isVisible)
    assert (page.editor.wished.targets, page.editor.wished.days) == (targets, days)


def test_what_nobody_can_read_opens_no_editor(shown: Show, room: Room, qtbot: QtBot) -> None:
    room.store.limits.set(AI, NOW)
    page = shown()
    page.open_at(None, "99")
    page.load()
    qtbot.waitUntil(lambda: not page._waiting)
    page.open_at(None, "nonsense:")
    page.load()
    qtbot.waitUntil(lambda: not page._waiting)
    assert not page.editor.isVisible()


def test_a_place_is_a_page_and_what_on_it() -> None:
    assert Where.of("limits") == Where("limits")
    assert Where.of("nudges/42") == Where("nudges", app="42")
    assert Where.of("limits/site:example.org") == Where("limits", app="site:example.org")
