"""No page, dialog or panel cuts a text, whatever language and however narrow, and none lies on another."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.asked import busy
from tests.fakes.days import TODAY, lived
from tests.render.seen import assert_clear
from tests.ui.states import STATES
from tests.ui.window.conftest import Room
from tests.ui.wording import Pseudo, cut, outside, overlapping
from wellbeing.catalogue import Category, Group, Rule
from wellbeing.files import rule_edit, rules
from wellbeing.files import words as texts
from wellbeing.ui.theme import Theme
from wellbeing.ui.tray.panel import Panel
from wellbeing.ui.widgets.chart import ChartView
from wellbeing.ui.window import pages
from wellbeing.ui.window.ai.page import AiPage
from wellbeing.ui.window.desk import Desk, Link, Where
from wellbeing.ui.window.first_run import FirstRun
from wellbeing.ui.window.listener import Listener
from wellbeing.ui.window.settings.page import SettingsPage
from wellbeing.ui.window.settings.rules import RulesPart
from wellbeing.ui.window.shortcuts import Shortcuts
from wellbeing.ui.window.timeline.offline import OfflineDialog
from wellbeing.ui.window.timeline.page import TimelinePage
from wellbeing.ui.window.today.days import Calendar
from wellbeing.ui.window.trends.page import TrendsPage
from wellbeing.ui.window.window import Window

_SIZES = ((1120, 900), (640, 900))
_TURNS = 4
_LANGUAGES = ("longer", "mirrored", "german")


@pytest.fixture(params=_LANGUAGES, autouse=True)
def language(
    request: pytest.FixtureRequest, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """Longer than English, right to left, or German as it is shipped."""
    chosen = str(request.param)
    if chosen == "german":
        monkeypatch.setenv("LANG", "de_DE.UTF-8")
    else:
        pseudo = Pseudo("en" if chosen == "longer" else "he")
        monkeypatch.setattr(texts, "_translations", lambda _values: pseudo)
    if chosen == "mirrored":
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield chosen
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def window(qtbot: QtBot, room: Room, desk_in: Callable[[Room], Desk]) -> Iterator[Window]:
    """Over a record with rules of one's own."""
    shipped = rules.shipped()
    rule_edit.add_category(room.home.rules_file, Category("thesis", "My thesis", Group.WRITING), shipped)
    rules.add_rule(room.home.rules_file, Rule("thesis", app="libreoffice*", title="Draft"), shipped)
    listener = Listener(room.home.socket)
    result = Window(desk_in(room), listener)
    qtbot.addWidget(result)
    result.open()
    yield result
    listener.close()


def settled(qtbot: QtBot, window: Window, size: tuple[int, int]) -> None:
    """Wait until the page has read all it asked for and is laid out in this size."""
    window.resize(*size)
    page = window.page
    assert page is not None
    view = "_view" if hasattr(page, "_view") else "view"
    qtbot.waitUntil(lambda: not page._waiting and getattr(page, view, page) is not None)
    inside = page.widget()
    assert inside is not None
    for turn in range(300):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        # Texts that came late make their card higher, that its column, that the page: each in a turn of its own.
        if turn > _TURNS and not (cut(inside) or overlapping(inside) or outside(inside)):
            break


def assert_readable(root: QWidget) -> None:
    """Nothing cut, nothing on something else, nothing beyond the side."""
    assert cut(root) == []
    assert overlapping(root) == []
    assert outside(root) == []


def assert_page(window: Window) -> None:
    """As `assert_readable`, in what can be scrolled to, and in the charts."""
    page = window.page
    assert page is not None
    inside = page.widget()
    assert inside is not None
    assert inside.width() <= page.viewport().width(), "the side of the page is cut off"
    assert_readable(inside)
    assert_readable(window.navigation)
    for view in inside.findChildren(ChartView):
        if view.isVisible() and view.chart is not None:
            assert_clear(view.chart)


@pytest.mark.parametrize("key", pages.KEYS)
def test_pages_can_be_read(window: Window, qtbot: QtBot, key: str, language: str) -> None:
    window.open(Where(key))
    window.navigation.state.show_demo(True)
    window.navigation.state.show_link(Link(running=True, paused_until="2026-11-24T15:00:00+00:00"))
    smallest = (window.minimumWidth(), 900)
    for size in (*_SIZES, smallest) if language == "german" else _SIZES:
        settled(qtbot, window, size)
        assert_page(window)


@pytest.mark.parametrize("stretch", ["day", "month"])
def test_ai_tools_can_be_read_all_and_one(room: Room, window: Window, qtbot: QtBot, stretch: str) -> None:
    room.store = busy()
    window.open(Where("ai"))
    page = window.page
    assert isinstance(page, AiPage)
    page.choose_stretch(stretch)
    for tool in ("", "claude_code", "gemini"):
        if tool:
            page.choose_tool(tool)
        for size in _SIZES:
            settled(qtbot, window, size)
            qtbot.waitUntil(page.tool.isVisible if tool else page.tool.isHidden)
            assert_page(window)


@pytest.mark.parametrize(("days", "of"), [(9, "ai"), (80, "ai"), (80, "night")])
def test_trends_can_be_read(room: Room, window: Window, qtbot: QtBot, days: int, of: str) -> None:
    room.store = lived(days, 20 if days > 20 else 0)
    window.open(Where("trends"))
    page = window.page
    assert isinstance(page, TrendsPage)
    page.choose(of)
    page.growth.more.setChecked(True)
    qtbot.waitUntil(lambda: page.view is not None, timeout=30_000)
    for size in _SIZES:
        settled(qtbot, window, size)
        assert_page(window)


@pytest.mark.parametrize("part", ["general", "privacy", "rules", "backups"])
def test_settings_can_be_read(window: Window, qtbot: QtBot, part: str) -> None:
    window.open(Where("settings"))
    page = window.page
    assert isinstance(page, SettingsPage)
    settled(qtbot, window, _SIZES[0])
    shown = page.show_part(part)
    if isinstance(shown, RulesPart):
        shown.begin("code")
    for size in _SIZES:
        settled(qtbot, window, size)
        assert_page(window)


@pytest.mark.parametrize("size", _SIZES)
def test_the_first_screens_can_be_read(desk: Desk, qtbot: QtBot, size: tuple[int, int]) -> None:
    first = FirstRun(desk)
    qtbot.addWidget(first)
    first.resize(*size)
    first.show()
    for turn in (first.next, first.back):
        QApplication.processEvents()
        assert_readable(first.screens)
        turn.click()


def test_dialogs_can_be_read(window: Window, qtbot: QtBot) -> None:
    window.open(Where("timeline"))
    settled(qtbot, window, _SIZES[0])
    page = window.page
    assert isinstance(page, TimelinePage)
    window._show_keys()
    page.ask_offline()
    calendar = Calendar(window.desk.theme, TODAY, TODAY.replace(month=1), TODAY, window)
    calendar.show()
    QApplication.processEvents()
    for dialog in (window.findChild(Shortcuts), window.findChild(OfflineDialog), calendar):
        assert dialog is not None
        assert_readable(dialog)
        dialog.close()


@pytest.mark.parametrize("state", STATES)
def test_the_panel_can_be_read(qtbot: QtBot, theme: Theme, state: str) -> None:
    panel = Panel(theme)
    qtbot.addWidget(panel)
    panel.show_view(STATES[state])
    panel.show()
    panel.fit()
    QApplication.processEvents()
    assert_readable(panel)
