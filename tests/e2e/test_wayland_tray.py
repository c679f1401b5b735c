"""Our icon, our panel and our notes on Wayland: sway with its bar and mako, and GNOME, which has no tray."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests import rig, wayland
from tests.notify.conftest import Heard, Make, heard, make, note
from tests.sensors.test_gnome import with_extension
from tests.ui.desktop import Program, tray_program
from tests.ui.notifier_host import Items
from wellbeing.engine import doctor
from wellbeing.ports import Answered, Reaction
from wellbeing.sensors.kwin_window import KWinWindow

__all__ = ["heard", "make"]
pytestmark = pytest.mark.desktop
SWAY = pytest.mark.skipif(
    bool(why := rig.missing("sway", "swaybar", "mako", "makoctl", "grim", "convert")),
    reason=f"not installed: {why}",
)
BAR = (
    "bar {\n tray_output *\n position bottom\n status_command while true; do echo ready; sleep 60; done\n}\n"
)


@pytest.fixture(scope="module")
def desktop() -> Iterator[wayland.Sway]:
    """Sway with its bar, on a session bus of its own."""
    with wayland.sway(BAR) as result:
        yield result


@pytest.fixture
def tray(desktop: wayland.Sway) -> Iterator[tuple[Program, Items]]:
    """The tray program as a native Wayland client, once the bar has its icon."""
    with (
        contextlib.closing(Items(desktop.environ["DBUS_SESSION_BUS_ADDRESS"])) as items,
        tray_program({**desktop.environ, "QT_QPA_PLATFORM": "wayland"}) as program,
    ):
        rig.until(items.registered, "the icon in the bar")
        yield program, items


def bar(desktop: wayland.Sway) -> bytes:
    """Pixels of the bar's right end, where icons are."""
    shot = subprocess.run(
        ["grim", "-g", "1180,770 100x30", "-t", "ppm", "-"],
        env=desktop.environ,
        check=True,
        capture_output=True,
    )
    return shot.stdout


@SWAY
def test_the_icon_is_drawn_in_the_bar(desktop: wayland.Sway) -> None:
    rig.until(lambda: doctor.desk(desktop.environ)[0].ok, "the bar's tray")
    before = bar(desktop)
    with (
        contextlib.closing(Items(desktop.environ["DBUS_SESSION_BUS_ADDRESS"])) as items,
        tray_program({**desktop.environ, "QT_QPA_PLATFORM": "wayland"}),
    ):
        rig.until(items.registered, "the icon in the bar")
        rig.until(lambda: bar(desktop) != before, "the icon to be drawn")


@SWAY
def test_a_menu_entry_chosen_in_the_bar_acts(tray: tuple[Program, Items]) -> None:
    program, items = tray
    items.choose("Open")
    program.hear("open")


@SWAY
def test_a_click_opens_the_panel_as_a_wayland_window(
    desktop: wayland.Sway, tray: tuple[Program, Items]
) -> None:
    program, items = tray
    items.activate()
    program.until(lambda seen: seen["panel"], "the panel")
    rig.until(lambda: ours(desktop), "the panel's window")
    shown = ours(desktop)
    assert shown is not None
    assert shown["shell"] == "xdg_shell"
    items.activate()
    rig.until(lambda: ours(desktop) is None, "the panel to go")


def ours(desktop: wayland.Sway) -> Mapping[str, Any] | None:
    """The panel's window as sway knows it."""
    return next((one for one in desktop.windows() if one.get("app_id") != "foot"), None)


@SWAY
def test_a_button_pressed_in_mako_comes_back(desktop: wayland.Sway, make: Make, heard: Heard) -> None:
    with rig.running(*wayland.become(), "mako", env=desktop.environ):
        rig.until(lambda: doctor.desk(desktop.environ)[1].ok, "mako")
        notifier = make(desktop.environ)
        assert "mako" in notifier.probe().reason
        notifier.show(note())

        def shown() -> str:
            told = mako(desktop, "list")
            return told if "Ten minutes left" in told else ""

        rig.until(shown, "the note")
        mako(desktop, "invoke", "why")
        assert heard.wait() == [Reaction("limit", Answered.PRESSED, "why")]


def mako(desktop: wayland.Sway, *words: str) -> str:
    """What `makoctl` says."""
    command = ["makoctl", *words]
    return subprocess.run(command, env=desktop.environ, check=True, capture_output=True, text=True).stdout


@pytest.mark.skipif(bool(rig.missing("gnome-shell", "gsettings")), reason="not installed: gnome-shell")
def test_on_gnome_the_panel_is_a_window_doctor_says_why_and_the_shell_shows_notes(
    make: Make, heard: Heard
) -> None:
    with wayland.gnome(with_extension) as shell:
        row, notes = doctor.desk(shell.environ)
        assert not row.ok
        assert "GNOME has no tray" in row.reason
        assert "AppIndicator" in row.remedy
        assert notes.ok
        assert "gnome-shell" in notes.reason
        with tray_program(shell.environ) as program:
            program.until(lambda seen: seen["panel"] and seen["framed"], "the panel as a window")
            titles = "global.get_window_actors().map(a => a.meta_window.get_title()).join()"
            rig.until(lambda: "Wellbeing" in shell.evaluate(titles), "the window in GNOME")
        make(shell.environ).show(note())
        rig.until(lambda: "Ten minutes left" in shell.evaluate(_SHOWN), "the note")
        assert shell.evaluate(_PRESS) == "true"
        assert heard.wait() == [Reaction("limit", Answered.PRESSED, "why")]


_NOTES = "Main.messageTray.getSources().flatMap(s => s.notifications)"
_SHOWN = f"{_NOTES}.map(n => n.title).join()"
_PRESS = f"""(function () {{
    const button = {_NOTES}.flatMap(n => n.actions).find(one => one.label === "Why?");
    if (button) button.callback();
    return Boolean(button);
}})()"""
"""GNOME 43 keeps the label of a button and what it does (messageTray.js)."""


@pytest.mark.skipif(bool(why := rig.missing("kwin_wayland", "waybar")), reason=f"not installed: {why}")
def test_on_kwin_another_panel_shows_the_icon_its_menu_acts_and_a_click_opens_ours() -> None:
    with wayland.kwin() as desktop:
        assert not doctor.desk(desktop.environ)[0].ok
        config = desktop.folder / "waybar.json"
        config.write_text('{"position": "bottom", "modules-right": ["tray"]}')
        config.chmod(0o644)
        desktop.start("waybar", "-c", str(config), GDK_BACKEND="wayland")
        rig.until(lambda: doctor.desk(desktop.environ)[0].ok, "waybar's tray")
        with (
            contextlib.closing(Items(desktop.environ["DBUS_SESSION_BUS_ADDRESS"])) as items,
            tray_program(desktop.environ) as program,
            contextlib.closing(KWinWindow(desktop.environ)) as front,
        ):
            rig.until(items.registered, "the icon in the panel")
            items.activate()
            program.until(lambda seen: seen["panel"], "the panel")
            rig.told(front, lambda seen: seen is not None and seen.title == "Wellbeing", "its window in KWin")
            items.choose("Open")
            program.hear("open")
