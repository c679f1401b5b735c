"""The tray by StatusNotifierItem: real Qt, real bus, and the desktop's side of the protocol in the test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.rig import until
from tests.ui.desktop import Program, session_bus, tray_program, window_manager, x_server
from tests.ui.notifier_host import Desktop, desktop

pytestmark = pytest.mark.desktop


@pytest.fixture(scope="module")
def screen() -> Iterator[dict[str, str]]:
    with x_server() as env, window_manager(env), session_bus(env) as with_bus:
        yield {**with_bus, "XDG_CURRENT_DESKTOP": "GNOME"}


@pytest.fixture
def host(screen: dict[str, str]) -> Iterator[Desktop]:
    with desktop(screen["DBUS_SESSION_BUS_ADDRESS"]) as result:
        yield result


@pytest.fixture
def tray(screen: dict[str, str], host: Desktop) -> Iterator[Program]:
    with tray_program(screen) as program:
        until(lambda: host.items, "the item")
        until(lambda: "4 h 12" in host.item("ToolTip")[2] + host.item("ToolTip")[3], "the first reading")
        yield program


def _labels(host: Desktop) -> list[str]:
    return [
        entry["label"]
        for entry in host.menu().values()
        if entry.get("label") and entry.get("visible", True) and entry.get("type") != "separator"
    ]


def test_the_item_carries_the_mark_in_every_size_and_the_tooltip(tray: Program, host: Desktop) -> None:
    sizes = {width for width, _height, _pixels in host.item("IconPixmap")}
    assert {16, 22, 24, 32, 64} <= sizes
    words = " ".join(str(part) for part in host.item("ToolTip"))
    assert "LibreOffice Writer: 1 h 07" in words
    # GNOME's bar is always dark: the mark is light whatever the desktop's scheme.
    assert tray.seen()["drawn"] == ["usual", True]


def test_activate_opens_the_panel_and_hides_it(tray: Program, host: Desktop) -> None:
    host.activate()
    seen = tray.until(lambda seen: seen["panel"] and seen["active"], "the panel")
    left, top, width, height = seen["screen"]
    x, y, wide, high = seen["panel"]
    assert left <= x
    assert x + wide <= left + width
    assert top <= y
    assert y + high <= top + height
    tray.screenshot("notifier_panel")
    host.activate()
    tray.until(lambda seen: not seen["panel"], "the panel gone")


def test_the_menu_says_today_and_its_entries_work(tray: Program, host: Desktop) -> None:
    assert _labels(host) == [
        "4 h 12 today",
        "LibreOffice Writer: 1 h 07",
        "Visual Studio Code: 1 h 03",
        "Thunderbird: 22 min",
        "Pause",
        "15 minutes",
        "1 hour",
        "Until tomorrow",
        "Focus",
        "25 min",
        "45 min",
        "60 min",
        "90 min",
        "How are you?",
        "Open",
        "Quit",
    ]
    host.choose("Until tomorrow")
    assert tray.hear("pause") == ["TOMORROW"]
    host.choose("Open")
    assert tray.hear("open") == []
    host.choose("4 h 12 today")
    tray.until(lambda seen: seen["panel"], "the panel, where a left click opens the menu")
    host.choose("Quit")
    assert tray.hear("quit") == []


def test_a_pause_turns_the_menu_to_resume(tray: Program, host: Desktop) -> None:
    tray.tell("paused")
    until(lambda: "Resume" in _labels(host), "Resume in the menu")
    assert "Pause" not in _labels(host)
    host.choose("Resume")
    assert tray.hear("resume") == []


def test_the_desktops_choice_of_dark_is_followed_while_running(tray: Program, host: Desktop) -> None:
    host.change_scheme(dark=True)
    assert tray.hear("theme") == ["dark"]
    host.activate()
    tray.until(lambda seen: seen["panel"], "the panel")
    tray.screenshot("notifier_panel_dark")
    host.change_scheme(dark=False)
    assert tray.hear("theme") == ["light"]
