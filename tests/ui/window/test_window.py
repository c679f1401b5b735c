"""The window: pages, keys, what is kept between openings, and following a tracker that comes and goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.days import MORNING, Stay, record
from tests.ui.window.conftest import Room
from wellbeing.engine.changes import Change
from wellbeing.line.server import Server
from wellbeing.line.wire import Answer, Request
from wellbeing.ui.theme import Theme, Wish
from wellbeing.ui.widgets.fade import Fade
from wellbeing.ui.window import pages, state
from wellbeing.ui.window.desk import Desk, Link, Where
from wellbeing.ui.window.listener import Listener
from wellbeing.ui.window.page import Page
from wellbeing.ui.window.pages import Entry
from wellbeing.ui.window.shortcuts import Shortcuts
from wellbeing.ui.window.today.page import TodayPage
from wellbeing.ui.window.window import Window


class Plain(Page):
    """A page that notes what happens to it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.met: list[object] = []
        self.heading.show_words("", "Plain")

    def open_at(self, day: date | None, app: str | None) -> None:
        self.met.append((day, app))

    def shown(self) -> None:
        self.met.append("shown")

    def hidden(self) -> None:
        self.met.append("hidden")

    def refresh(self, change: Change) -> None:
        self.met.append(change)

    def load(self) -> None:
        self.met.append("load")


@pytest.fixture(autouse=True)
def _plain_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """All pages but Today are plain ones: the others have tests of their own."""

    def page(entry: Entry) -> type[Page]:
        return (
            TodayPage
            if entry.key == "today"
            else type("One", (Plain,), {"key": entry.key, "icon": entry.key})
        )

    monkeypatch.setattr(Entry, "page", page)


@pytest.fixture
def build(qtbot: QtBot, room: Room, desk_in: Callable[[Room], Desk]) -> Iterator[Callable[[], Window]]:
    """Builds windows on the room."""
    listeners: list[Listener] = []

    def make() -> Window:
        listener = Listener(room.home.socket)
        listeners.append(listener)
        window = Window(desk_in(room), listener)
        qtbot.addWidget(window)
        return window

    yield make
    for listener in listeners:
        listener.close()


@pytest.fixture
def window(build: Callable[[], Window]) -> Window:
    """Open at the last page."""
    result = build()
    result.open()
    return result


def today_of(window: Window) -> TodayPage:
    page = window._pages["today"]
    assert isinstance(page, TodayPage)
    return page


class Tracker:
    """Answers on the home's line as a tracker does."""

    def __init__(self, room: Room) -> None:
        self.asked: list[Request] = []
        self.paused_until: str | None = None
        self._server = Server(room.home.socket, self._answer)
        self._server.start()

    def _answer(self, asked: Request) -> Answer:
        self.asked.append(asked)
        if asked.do == "status":
            sensors: list[dict[str, Any]] = []
            return {"pid": 1, "paused_until": self.paused_until, "sensors": sensors, "trouble": None}
        return {"ok": True}

    def tell(self, change: str) -> None:
        self._server.tell({"change": change})

    def close(self) -> None:
        self._server.close()


@pytest.fixture
def tracker(room: Room) -> Iterator[Tracker]:
    """Runs from the start of the test."""
    result = Tracker(room)
    yield result
    result.close()


# ------------------------------------------------------------ pages


def test_it_opens_at_today(window: Window) -> None:
    assert window.page is not None
    assert window.page.key == "today"
    assert window.windowTitle() == "Today – Wellbeing"


def test_every_page_of_the_navigation_is_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    shown = [
        "today",
        "week",
        "year",
        "ai",
        "trends",
        "checkin",
        "timeline",
        "reports",
        "limits",
        "nudges",
        "family",
        "settings",
        "health",
        "help",
    ]
    assert list(pages.KEYS) == shown
    for entry in pages.PAGES:
        assert entry.page().key == entry.key
        assert entry.page().title() == pages.title(entry.key)


def test_the_navigation_changes_the_page_and_tells_both(window: Window) -> None:
    window.navigation.chosen.emit("week")
    week = window.page
    assert isinstance(week, Plain)
    assert week.met == ["shown"]
    window.go(Where("year"))
    assert week.met == ["shown", "hidden"]
    window.go(Where("week", date(2026, 11, 2), "code"))
    assert week.met[2:] == [(date(2026, 11, 2), "code"), "shown"]
    assert window.navigation._items["week"].isChecked()


def test_every_page_has_a_key(window: Window, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for number, key in enumerate(pages.KEYS[:9], 1):
        qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        assert window.page is not None
        assert window.page.key == key


def test_the_keys_are_listed_under_a_question_mark(window: Window, qtbot: QtBot) -> None:
    window._show_keys()
    dialog = window.findChild(Shortcuts)
    assert dialog is not None
    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Go to a page" in words
    assert "The day before" in words, "keys of the page are among them"
    dialog.close()
    qtbot.waitUntil(lambda: window.findChild(Shortcuts) is None)


def test_tab_reaches_every_control_that_can_be_clicked(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: today_of(window).view is not None)
    reached, here = set(), window.nextInFocusChain()
    while here is not None and here is not window:
        if here.focusPolicy() & Qt.FocusPolicy.TabFocus:
            reached.add(here)
        here = here.nextInFocusChain()
    buttons = [one for one in window.findChildren(QPushButton) if one.isVisible() and one.isEnabled()]
    assert buttons
    assert set(buttons) <= reached


def test_every_control_has_a_name(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: today_of(window).view is not None)
    nameless = [
        one
        for one in window.findChildren(QPushButton)
        if one.isVisible() and not (one.accessibleName() or one.text())
    ]
    assert nameless == []


def test_a_narrow_window_has_one_column_and_glyphs_only(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(today_of(window).rows.isVisible)
    page = today_of(window)

    def top(card: QWidget) -> int:
        return card.mapTo(page, QPoint(0, 0)).y()

    window.resize(1120, 900)
    qtbot.waitUntil(lambda: top(page.rows) == top(page.facts))
    window.resize(640, 900)
    qtbot.waitUntil(lambda: top(page.facts) > top(page.rows))
    assert window.navigation.width() < 80
    inside = page.widget()
    assert inside is not None
    assert inside.width() <= page.viewport().width(), "nothing is cut off at the side"


def test_it_becomes_dark_while_it_is_open(window: Window, theme: Theme, qtbot: QtBot) -> None:
    chart = today_of(window).hours.chart
    qtbot.waitUntil(lambda: chart.chart is not None)
    before = chart.chart
    theme.wish(Wish.DARK)
    qtbot.waitUntil(lambda: chart.chart is not before)


# ------------------------------------------------------------ kept


def test_size_and_page_are_kept_between_openings(build: Callable[[], Window], room: Room) -> None:
    first = build()
    first.open()
    first.go(Where("year"))
    first.resize(760, 620)  # Qt's offscreen screen has 800 x 800
    first.close()
    second = build()
    second.open()
    assert second.page is not None
    assert second.page.key == "year"
    assert (second.width(), second.height()) == (760, 620)
    assert room.home.window_state.stat().st_mode & 0o077 == 0


def test_a_state_that_is_not_ours_is_passed_over(build: Callable[[], Window], room: Room) -> None:
    room.home.window_state.write_text("[1, 2", "utf-8")
    assert state.read(room.home.window_state) == state.State()
    state.write(room.home.window_state, state.State("a page of tomorrow", "%%%"))
    window = build()
    window.open()
    assert window.page is not None
    assert window.page.key == "today"


def test_a_second_start_brings_it_to_the_front_where_it_is(window: Window) -> None:
    window.go(Where("week"))
    window.showMinimized()
    window.open()
    assert not window.isMinimized()
    assert window.page is not None
    assert window.page.key == "week"
    window.open(Where("health"))
    assert window.page.key == "health"


# ------------------------------------------------------------ following


def test_without_a_tracker_it_shows_the_record_and_says_so(window: Window, qtbot: QtBot) -> None:
    window._listener.start()
    qtbot.waitUntil(lambda: window.desk.link == Link(running=False))
    assert window.navigation.state._words.text() == "Not recording"
    assert window.navigation.state._start.isVisible()
    qtbot.waitUntil(lambda: today_of(window).view is not None)


def test_it_follows_a_tracker_that_comes_and_goes(
    window: Window, room: Room, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window._listener._again.setInterval(20)
    window._listener.start()
    words = window.navigation.state._words
    qtbot.waitUntil(lambda: words.text() == "Not recording")
    tracker = Tracker(room)
    qtbot.waitUntil(lambda: words.text() == "Recording")
    tracker.close()
    qtbot.waitUntil(lambda: words.text() == "Not recording")


def test_what_the_tracker_notes_grows_on_the_page(
    window: Window, tracker: Tracker, room: Room, qtbot: QtBot
) -> None:
    window._listener.start()
    page = today_of(window)
    qtbot.waitUntil(lambda: page.heading.accessibleName().startswith("2 h 15"))
    qtbot.waitUntil(lambda: window.desk.link is not None)
    room.store = record([*MORNING, Stay("15:42", 10)])
    room.clock.advance(600)
    tracker.tell("activity")
    qtbot.waitUntil(lambda: page.heading.accessibleName().startswith("2 h 25"))


def test_a_pause_shows_at_once_and_can_be_ended(window: Window, tracker: Tracker, qtbot: QtBot) -> None:
    window._listener.start()
    qtbot.waitUntil(lambda: window.desk.link == Link(running=True))
    tracker.paused_until = "2026-11-24T15:00:00+00:00"
    tracker.tell("pause")
    qtbot.waitUntil(window.navigation.state._resume.isVisible)
    window.navigation.state._resume.click()
    qtbot.waitUntil(lambda: "resume" in [one.do for one in tracker.asked])


def test_many_changes_are_read_once_a_second_at_most(
    window: Window, tracker: Tracker, room: Room, qtbot: QtBot
) -> None:
    window._listener.start()
    qtbot.waitUntil(lambda: today_of(window).view is not None and window.desk.link is not None)
    before = room.reads
    for _ in range(50):
        window._heard(Change.ACTIVITY)
    qtbot.waitUntil(lambda: room.reads > before)
    assert room.reads <= before + 2


def test_nobody_reads_while_nobody_looks(window: Window, room: Room, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: today_of(window)._habits is not None)
    window.hide()
    done: list[object] = []
    window.desk.work(lambda: None, done.append, done.append)
    qtbot.waitUntil(lambda: bool(done))  # and so is what was asked for before
    before = room.reads
    window._heard(Change.RECORD)
    window._next_minute()
    assert window._stale
    assert room.reads == before
    window.show()
    qtbot.waitUntil(lambda: room.reads > before)


def test_a_change_by_one_page_reaches_the_others(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: today_of(window)._habits is not None)
    window.go(Where("week"))
    window.desk.changed.emit(Change.RECORD)
    assert isinstance(window.page, Plain)
    assert window.page.met[-1] is Change.RECORD
    assert today_of(window)._reader._kept.weeks is None


def test_a_page_fades_into_the_next_one_and_holds_still_where_the_desktop_asks_for_it(
    window: Window, theme: Theme, qtbot: QtBot
) -> None:
    window.go(Where("week"))
    [fade] = window.findChildren(Fade)
    assert fade.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert fade.size() == window._stack.size()
    qtbot.waitUntil(lambda: not window.findChildren(Fade))
    theme.hold_still(True)
    window.go(Where("year"))
    assert not window.findChildren(Fade)
