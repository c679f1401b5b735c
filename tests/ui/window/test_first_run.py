"""The first two screens: read, choose, begin; shown once, and to somebody new only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.days import NOW, Stay, record, source
from tests.ui.window.conftest import Room
from wellbeing.engine.source import Source
from wellbeing.model import AppIdentity, Span
from wellbeing.ports import StoreBusy
from wellbeing.timeline.redact import Privacy
from wellbeing.ui.window import state
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.first_run import FirstRun, wanted
from wellbeing.ui.window.listener import Listener
from wellbeing.ui.window.window import Window

EVER = Span(NOW - timedelta(days=99), NOW)


@pytest.fixture
def first(desk: Desk, qtbot: QtBot) -> FirstRun:
    result = FirstRun(desk)
    qtbot.addWidget(result)
    result.resize(1000, 800)
    result.show()
    return result


def said(widget: QWidget) -> str:
    return "\n".join(
        one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget) and one.text()
    )


def test_the_first_screen_says_what_is_recorded_and_what_never(first: FirstRun) -> None:
    text = said(first)
    assert "1 of 2" in text
    assert "Which app is in front, and how long" in text
    assert "What you say to an AI, or it to you" in text
    assert "How much should be kept?" not in text


def test_enter_goes_through_both_screens(first: FirstRun, qtbot: QtBot) -> None:
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert "How much should be kept?" in said(first)
    with qtbot.waitSignal(first.finished):
        qtbot.keyClick(first, Qt.Key.Key_Enter)


def test_one_can_go_back(first: FirstRun) -> None:
    first.next.click()
    first.back.click()
    assert "1 of 2" in said(first)


def test_the_default_needs_no_choice_and_writes_nothing(first: FirstRun, room: Room, qtbot: QtBot) -> None:
    first.next.click()
    assert first.levels.level is Privacy.SITES
    with qtbot.waitSignal(first.finished):
        first.begin.click()
    assert not room.home.settings_file.exists()


def test_more_is_kept_from_then_on(first: FirstRun, room: Room, qtbot: QtBot) -> None:
    first.next.click()
    first.levels.show_level(Privacy.TITLES)
    with qtbot.waitSignal(first.finished):
        first.begin.click()
    assert room.settings.privacy is Privacy.TITLES


def test_less_also_holds_for_the_minutes_before(first: FirstRun, room: Room, qtbot: QtBot) -> None:
    assert any(one.app.site for one in room.store.activities(EVER))
    first.next.click()
    first.levels.show_level(Privacy.APPS)
    with qtbot.waitSignal(first.finished):
        first.begin.click()
    assert room.settings.privacy is Privacy.APPS
    assert not any(one.app.site for one in room.store.activities(EVER))


def test_an_error_is_said_and_begin_works_again(first: FirstRun, room: Room, qtbot: QtBot) -> None:
    first.next.click()
    first.levels.show_level(Privacy.APPS)
    room.error = StoreBusy("Another program holds it.", "Try again.")
    first.begin.click()
    qtbot.waitUntil(lambda: first.error.isVisibleTo(first))
    assert "Another program holds it." in said(first)
    room.error = None
    with qtbot.waitSignal(first.finished):
        first.begin.click()


def test_the_lists_stand_one_below_the_other_where_room_is_short(first: FirstRun, qtbot: QtBot) -> None:
    wide = first._lists.height()
    first.resize(480, 900)
    qtbot.waitUntil(lambda: first._lists.height() > wide)


# ------------------------------------------------------------ when


def _new() -> Source:
    return source(record([Stay("15:30", 12, AppIdentity("xterm"))], days_before=0))


def test_somebody_with_minutes_or_nothing_is_new() -> None:
    assert wanted(_new())
    assert wanted(source(record((), days_before=0)))


def test_somebody_with_a_past_is_not_new() -> None:
    assert not wanted(source(record(days_before=2)))


def test_a_demo_is_nobodys_first_run() -> None:
    made = _new()
    made.store.mark("demo", "1")
    assert not wanted(made)


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Iterator[Window]:
    listener = Listener(desk.home.socket)
    result = Window(desk, listener)
    qtbot.addWidget(result)
    yield result
    listener.close()


def test_the_window_shows_the_screens_before_its_pages_once(window: Window, room: Room, qtbot: QtBot) -> None:
    window.welcome(lambda: True)
    window.open()
    first = window.findChild(FirstRun)
    assert first is not None
    assert not window.navigation.isVisibleTo(window)
    first.next.click()
    first.begin.click()
    qtbot.waitUntil(lambda: window.navigation.isVisibleTo(window))
    assert state.read(room.home.window_state).welcomed
    window.close()
    assert state.read(room.home.window_state).welcomed


def test_nobody_is_welcomed_twice(window: Window, room: Room) -> None:
    window._left = state.State(welcomed=True)
    window.welcome(lambda: True)
    assert window.findChild(FirstRun) is None


def test_who_is_not_new_sees_the_pages_and_is_never_asked_again(window: Window, room: Room) -> None:
    window.welcome(lambda: False)
    window.open()
    assert window.findChild(FirstRun) is None
    window.close()
    assert state.read(room.home.window_state).welcomed
