"""When the tray looks again, and what it does with what it sees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from tests.ui.states import STATES, USUAL
from wellbeing.engine.changes import Change
from wellbeing.ports import StoreBusy
from wellbeing.ui.bridge import Bridge
from wellbeing.ui.theme import Theme
from wellbeing.ui.tray.tray import Tray
from wellbeing.ui.tray.view import PanelView, PauseFor


@dataclass
class Day:
    """Stands for the store: what a reading returns, and how often it was asked."""

    view: PanelView = USUAL
    error: Exception | None = None
    reads: int = 0

    def read(self) -> PanelView:
        self.reads += 1
        if self.error is not None:
            raise self.error
        return self.view


@pytest.fixture
def day() -> Day:
    return Day()


@pytest.fixture
def bridge(qapp: QApplication) -> Iterator[Bridge]:
    result = Bridge()
    yield result
    result.close()


@pytest.fixture
def tray(bridge: Bridge, day: Day, theme: Theme, qtbot: QtBot) -> Iterator[Tray]:
    result = Tray(bridge, day.read, theme)
    result.refresh()
    qtbot.waitUntil(lambda: result.view is not None)
    yield result
    result.close()


def _menu(tray: Tray) -> list[str]:
    return [
        action.text() for action in tray._menu.actions() if action.isVisible() and not action.isSeparator()
    ]


def test_the_menu_says_today_and_offers_pause_open_and_quit(tray: Tray) -> None:
    assert _menu(tray) == [
        "4 h 12 today",
        "LibreOffice Writer: 1 h 07",
        "Visual Studio Code: 1 h 03",
        "Thunderbird: 22 min",
        "Pause",
        "Focus",
        "How are you?",
        "Open",
        "Quit",
    ]


def test_the_menu_is_brought_up_to_date_when_it_is_shown(tray: Tray, day: Day, qtbot: QtBot) -> None:
    day.view = replace(STATES["paused"], total=timedelta(minutes=300))
    tray._menu.aboutToShow.emit()
    qtbot.waitUntil(lambda: "5 h 00 today" in _menu(tray))
    assert "Resume" in _menu(tray)
    assert "Pause" not in _menu(tray)
    assert "Paused until 16:00, by you" in _menu(tray)


def test_a_name_with_an_ampersand_keeps_it(tray: Tray, day: Day, qtbot: QtBot) -> None:
    day.view = replace(USUAL, top=(replace(USUAL.top[0], name="Vim & friends"),))
    tray.refresh()
    qtbot.waitUntil(lambda: "Vim && friends: 1 h 07" in _menu(tray))


def test_wishes_come_out_as_signals(tray: Tray, qtbot: QtBot) -> None:
    actions = {action.text(): action for action in tray._menu.actions()}
    with qtbot.waitSignal(tray.open_window):
        actions["Open"].trigger()
    with qtbot.waitSignal(tray.quit):
        actions["Quit"].trigger()
    with qtbot.waitSignal(tray.resume):
        actions["Resume"].trigger()
    with qtbot.waitSignal(tray.pause) as caught:
        tray._menu._pause.actions()[2].trigger()
    assert caught.args == [PauseFor.TOMORROW]
    with qtbot.waitSignal(tray.focus) as begun:
        tray._menu._focus.actions()[1].trigger()
    assert begun.args == [45]


def test_a_focus_session_under_way_is_ended_in_the_menu(tray: Tray, day: Day, qtbot: QtBot) -> None:
    day.view = replace(USUAL, focus_left=timedelta(minutes=12))
    tray.refresh()
    qtbot.waitUntil(lambda: "End the focus (12 min left)" in _menu(tray))
    assert "Focus" not in _menu(tray)
    with qtbot.waitSignal(tray.end_focus):
        next(one for one in tray._menu.actions() if "12 min" in one.text()).trigger()


def test_a_pause_shows_at_once(tray: Tray, day: Day, bridge: Bridge, qtbot: QtBot) -> None:
    day.view = STATES["paused"]
    bridge.tell(Change.PAUSE)
    qtbot.waitUntil(lambda: "Resume" in _menu(tray), timeout=1000)


def test_a_hundred_switches_with_nobody_looking_cost_no_reading(
    tray: Tray, day: Day, bridge: Bridge, qtbot: QtBot
) -> None:
    seen: list[object] = []
    bridge.changed.connect(seen.append)
    for _switch in range(100):
        bridge.tell(Change.ACTIVITY)
    qtbot.waitUntil(lambda: len(seen) == 100)
    assert day.reads == 1
    assert 50_000 < tray._soon.remainingTime() <= 63_000, "a coarse timer may be 5 % late"


def test_while_the_panel_is_open_switches_show_within_a_second_and_the_minute_counts(
    tray: Tray, day: Day, bridge: Bridge, qtbot: QtBot
) -> None:
    tray.open_panel()
    qtbot.waitUntil(lambda: day.reads == 2 and tray._minute.isActive())
    day.view = replace(USUAL, total=timedelta(minutes=253))
    for _switch in range(100):
        bridge.tell(Change.ACTIVITY)
    qtbot.waitUntil(lambda: "4 h 13 today" in _menu(tray), timeout=3000)
    assert day.reads == 3
    assert tray._popover is not None
    tray._popover.hide()
    assert not tray._minute.isActive()
    assert not tray._soon.isActive(), "no timer runs while nothing changes and nobody looks"


def test_a_reading_that_fails_keeps_the_figures_and_says_why(tray: Tray, day: Day, qtbot: QtBot) -> None:
    day.error = StoreBusy("Another program holds the record.", "Close it.")
    tray.refresh()
    qtbot.waitUntil(lambda: "Another program holds the record." in _menu(tray))
    assert tray.view is not None
    assert tray.view.total == USUAL.total
    day.error = None
    tray.refresh()
    qtbot.waitUntil(lambda: "Another program holds the record." not in _menu(tray))


def test_asked_again_while_reading_it_reads_once_more_not_ten_times(
    tray: Tray, day: Day, qtbot: QtBot
) -> None:
    for _ask in range(10):
        tray.refresh()
    qtbot.waitUntil(lambda: day.reads == 3)
    qtbot.waitUntil(lambda: not tray._reading)
    assert day.reads == 3


def test_without_a_tray_the_panel_opens_as_an_ordinary_window(
    bridge: Bridge, day: Day, theme: Theme, qtbot: QtBot
) -> None:
    assert not QSystemTrayIcon.isSystemTrayAvailable()
    tray = Tray(bridge, day.read, theme)
    tray.start(timedelta(0))
    assert tray._popover is not None
    assert tray._popover.isVisible()
    assert tray._popover.windowTitle() == "Wellbeing"
    assert tray._popover.panel.property("framed")
    tray.close()
