"""The tray on a real X server with a real window manager and a real panel: icon, clicks, keys."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rig import until, xterm
from tests.ui.desktop import Program, tint2, tray_program, window_manager, x_server

pytestmark = pytest.mark.desktop


@pytest.fixture(scope="module")
def screen() -> Iterator[dict[str, str]]:
    with x_server() as env, window_manager(env):
        yield env


@pytest.fixture
def tray(screen: dict[str, str], tmp_path: Path) -> Iterator[Program]:
    with tint2(screen, tmp_path, color="#202024"), tray_program(screen) as program:
        program.until(lambda seen: seen["icon"][2] > 0 and seen["icon"][0] > 0, "the icon in the tray")
        program.until(lambda seen: seen["drawn"] == ["usual", True], "a light mark on the dark panel")
        yield program


def _pixels(env: dict[str, str], rect: list[int]) -> list[int]:
    """The brightness of a part of the real screen, row by row."""
    x, y, width, height = rect
    command = ["import", "-window", "root", "-crop", f"{width}x{height}+{x}+{y}", "-depth", "8", "gray:-"]
    return list(subprocess.run(command, env=env, capture_output=True, check=True).stdout)


def test_the_mark_is_drawn_light_on_a_dark_panel(tray: Program) -> None:
    rect = tray.seen()["icon"]
    until(lambda: max(_pixels(dict(tray.env), rect)) > 200, "the mark on the screen")
    pixels = _pixels(dict(tray.env), rect)
    assert sorted(pixels)[len(pixels) // 2] < 64, "mostly panel"
    tray.screenshot("tray_dark_panel")


def test_the_mark_is_drawn_dark_on_a_light_panel(screen: dict[str, str], tmp_path: Path) -> None:
    with tint2(screen, tmp_path, color="#f0f0f2"), tray_program(screen, "paused") as program:
        seen = program.until(
            lambda seen: seen["drawn"] == ["paused", False], "a dark mark on the light panel"
        )
        until(lambda: min(_pixels(screen, seen["icon"])) < 64, "the mark on the screen")
        program.screenshot("tray_light_panel")


def test_a_left_click_opens_the_panel_beside_the_icon_and_a_second_hides_it(tray: Program) -> None:
    icon = tray.seen()["icon"]
    tray.click(icon, 1)
    seen = tray.until(lambda seen: seen["panel"] and seen["active"], "the panel, with the keyboard")
    x, y, width, height = seen["panel"]
    left, top, wide, high = seen["screen"]
    assert width == 360
    assert left <= x
    assert x + width <= left + wide
    assert top <= y
    assert y + height <= icon[1], "above the icon"
    assert y + height <= top + high
    tray.screenshot("panel_open")
    tray.click(icon, 1, share=0.1)
    tray.until(lambda seen: not seen["panel"], "the panel gone")
    tray.click(icon, 1, share=0.9)
    tray.until(lambda seen: seen["panel"], "the panel again")


def test_the_panel_closes_on_escape_and_when_another_window_takes_the_focus(
    tray: Program, screen: dict[str, str]
) -> None:
    tray.click(tray.seen()["icon"], 1)
    tray.until(lambda seen: seen["panel"] and seen["active"], "the panel")
    tray.xdotool("key", "Escape")
    tray.until(lambda seen: not seen["panel"], "the panel gone by Esc")
    with subprocess.Popen(["xterm", "-T", "other"], env=screen) as other:
        try:
            window = tray.find("other")
            until(lambda: tray.in_front() == window, "the other window in front")
            tray.click(tray.seen()["icon"], 1, share=0.1)
            tray.until(lambda seen: seen["panel"] and seen["active"], "the panel")
            tray.xdotool("windowactivate", window)
            tray.until(lambda seen: not seen["panel"], "the panel gone with the focus")
        finally:
            other.terminate()


def test_a_panel_opened_again_at_once_has_the_keyboard_and_closes(
    tray: Program, screen: dict[str, str]
) -> None:
    icon = tray.seen()["icon"]
    with xterm(screen, "third") as other:
        tray.click(icon, 1)
        tray.until(lambda seen: seen["panel"] and seen["active"], "the panel")
        tray.xdotool("key", "Escape", "mousemove", icon[0] + 2, icon[1] + icon[3] // 2, "click", 1)
        tray.until(lambda seen: seen["panel"] and seen["active"], "the panel again, with the keyboard")
        tray.xdotool("windowactivate", other.window)
        tray.until(lambda seen: not seen["panel"], "the panel gone with the focus")


def test_keys_go_from_the_panel_to_a_pause_and_to_open(tray: Program) -> None:
    tray.click(tray.seen()["icon"], 1)
    tray.until(lambda seen: seen["panel"] and seen["active"], "the panel")
    tray.focus("Pause")
    tray.xdotool("key", "space")
    tray.pick("1 hour")
    tray.xdotool("key", "Return")
    assert tray.hear("pause") == ["HOUR"]
    tray.focus("Open")
    tray.screenshot("panel_focus")
    tray.xdotool("key", "space")
    assert tray.hear("open") == []


def test_a_right_click_opens_the_menu_and_keys_pick_from_it(tray: Program) -> None:
    tray.open_menu()
    tray.pick("Pause")
    tray.screenshot("menu_open")
    tray.pick("15 minutes", key="Right")
    tray.pick("1 hour")
    tray.xdotool("key", "Return")
    assert tray.hear("pause") == ["HOUR"]
    tray.open_menu()
    tray.pick("Quit", key="Up")
    tray.xdotool("key", "Return")
    assert tray.hear("quit") == []


def test_the_mark_and_the_menu_follow_a_pause(tray: Program) -> None:
    tray.tell("paused")
    tray.until(lambda seen: seen["drawn"] == ["paused", True], "two bars")
    tray.open_menu()
    tray.pick("Resume")
    tray.screenshot("menu_paused")
    tray.xdotool("key", "Return")
    assert tray.hear("resume") == []


def test_a_tray_that_comes_late_gets_the_icon(screen: dict[str, str], tmp_path: Path) -> None:
    with tray_program(screen) as program:
        assert program.seen()["icon"][2] == 0 or not program.seen()["icon"][0]
        with tint2(screen, tmp_path, color="#202024"):
            program.until(lambda seen: seen["drawn"] == ["usual", True] and seen["icon"][0], "the icon")
            assert not program.seen()["panel"]


def test_without_any_tray_the_panel_is_an_ordinary_window_that_the_manager_frames(
    screen: dict[str, str],
) -> None:
    with tray_program(screen) as program:
        seen = program.until(lambda seen: seen["panel"], "the window")
        assert seen["framed"]
        window = program.find("Wellbeing")
        extents = subprocess.run(
            ["xprop", "-id", window, "_NET_FRAME_EXTENTS"],
            env=screen,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        assert extents.strip().split(" = ")[1] != "0, 0, 0, 0"
        program.screenshot("window_without_tray")
