"""A limit that is reached on a real desktop: held by full screen and by a call, then told, then answered."""

from __future__ import annotations

import contextlib
import os
import signal
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xcffib.xproto as x11

from tests import rig
from tests.e2e.program import Program, quiet
from tests.e2e.screen_reader import LAUNCHER, screen_reader
from tests.sound import SoundServer, sound_server

PATIENCE_S = 100.0
"""In the first minute of a day a limit of one minute takes a minute."""


@pytest.fixture
def sound(session_bus: rig.Bus, folder: Path) -> Iterator[SoundServer]:
    place = folder / "run"
    place.mkdir()
    with sound_server(session_bus, place) as server:
        yield server


@pytest.fixture
def speaking(folder: Path, desktop: rig.Desktop, session_bus: rig.Bus, sound: SoundServer) -> Program:
    """The program on a desktop with notes and sound, and with some days behind it."""
    environ = {
        **quiet(desktop.environ, folder),
        "DBUS_SESSION_BUS_ADDRESS": session_bus.address,
        "XDG_RUNTIME_DIR": sound.environ["XDG_RUNTIME_DIR"],
    }
    program = Program(folder / "wellbeing", environ)
    assert program.run("demo", "--days", "3", "--seed", "1").code == 0
    return program


def _told(program: Program, verdict: str) -> dict[str, Any]:
    """The first decision of this kind, once it is there (JSON values)."""

    def found() -> list[dict[str, Any]]:
        return [one for one in program.json("nudges")["nudges"] if one["verdict"] == verdict]

    return rig.until(found, f"a nudge that is {verdict}", PATIENCE_S)[0]


def test_a_reached_limit_waits_for_the_film_and_the_call_and_is_answered_in_dunst(
    speaking: Program, desktop: rig.Desktop, sound: SoundServer, session_bus: rig.Bus, folder: Path
) -> None:
    menu = folder / "menu"
    menu.write_text('#!/bin/sh\nsed -n "/15 more/p" | head -1\n')
    menu.chmod(0o755)
    (folder / "dunstrc").write_text(f"[global]\ndmenu = {menu}\n")
    film = desktop.xterm("film")
    with (
        rig.running("dunst", "-conf", str(folder / "dunstrc"), env=speaking.environ),
        contextlib.ExitStack() as call,
        contextlib.ExitStack() as rest,
    ):
        rig.until(lambda: session_bus.owned("org.freedesktop.Notifications"), "dunst")
        call.enter_context(sound.recording("mic"))
        rig.until(lambda: "pacat" in sound.pactl("list", "source-outputs"), "the recording")
        tracker = rest.enter_context(speaking.tracker())
        tracker.sees("sound")
        assert speaking.run("limits", "set", "--total", "--minutes", "1", "--level", "dialog").code == 0
        held = _told(speaking, "held")
        assert (held["reason"], held["checks"][-1]["figure"]) == ("nothing-holds", "microphone")
        full_screen(desktop, film.window, 1)
        assert tracker.ask("flush")  # the beat has turned since
        call.close()
        rig.until(lambda: "pacat" not in sound.pactl("list", "source-outputs"), "the call's end")
        assert tracker.ask("flush")
        assert _shown(speaking) == 0
        full_screen(desktop, film.window, 0)
        shown = _told(speaking, "delivered")
        rig.until(lambda: _shown(speaking) == 1, "the note on the screen")
        subprocess.run(["dunstctl", "context"], env=dict(speaking.environ), check=True)
        rig.until(lambda: _answered(speaking, shown["id"]) == "acted", "the answer")
        (row,) = speaking.json("limits", "list")["limits"]
        assert row["today"]["extensions"] == ["more"]
        assert row["today"]["state"] == "open"
        assert "limit" in speaking.kinds()


@pytest.mark.skipif(LAUNCHER is None, reason="at-spi2-core is not installed")
def test_why_opens_that_very_note_in_the_window_and_limit_the_editor_of_its_limit(
    desktop: rig.Desktop, session_bus: rig.Bus, folder: Path
) -> None:
    menu = folder / "menu"
    menu.write_text(f'#!/bin/sh\ngrep "$(cat {folder}/wanted)" | head -1\n')
    menu.chmod(0o755)
    (folder / "dunstrc").write_text(f"[global]\ndmenu = {menu}\n")
    film = desktop.xterm("film", "Film")
    base = {**quiet(desktop.environ, folder), "QT_QPA_PLATFORM": "xcb"}
    with screen_reader(base, session_bus) as (reader, environ):
        program = Program(folder / "wellbeing", environ)
        assert program.run("demo", "--days", "3", "--seed", "1").code == 0
        with (
            rig.running("dunst", "-conf", str(folder / "dunstrc"), env=environ),
            program.tracker() as tracker,
        ):
            rig.until(lambda: session_bus.owned("org.freedesktop.Notifications"), "dunst")
            tracker.sees("window")

            def press(action: str) -> None:
                (folder / "wanted").write_text(action)
                rig.until(lambda: _shown(program) == 1, "the note on the screen")
                subprocess.run(["dunstctl", "context"], env=dict(environ), check=True)

            assert program.run("limits", "set", "--total", "--hours", "00:00-24:00").code == 0
            told = _told(program, "delivered")
            press("Why")
            window = rig.until(lambda: _window(desktop), "the window")
            [pid] = desktop.pointer.numbers(window, "_NET_WM_PID")
            try:
                reader.find(pid, lambda one: "Why you got this note" in one.name, "the grounds")
                assert _answered(program, told["id"]) == "why"
                desktop.pointer.activate(film.window)
                assert program.run("limits", "set", "--app", "Film", "--hours", "00:00-24:00").code == 0
                press("Limit")
                reader.find(pid, lambda one: one.name == "Save" and "button" in one.role, "the editor")
                reader.find(pid, lambda one: "Film" in one.name and "label" in one.role, "its limit")
            finally:
                os.kill(pid, signal.SIGTERM)
                rig.until(lambda: not _window(desktop), "the window to close")


def _window(desktop: rig.Desktop) -> int:
    """The program's window; 0 while there is none."""
    hand = desktop.pointer
    titles = {
        one: hand.xcb.core.GetProperty(False, one, hand.atom("_NET_WM_NAME"), 0, 0, 64)
        for one in hand.windows()
    }
    for one, asked in titles.items():
        with contextlib.suppress(x11.WindowError):  # it closed meanwhile
            if asked.reply().value.raw.endswith(b"Wellbeing"):
                return one
    return 0


def _answered(program: Program, nudge_id: int) -> str | None:
    response: str | None = program.json("nudges", "why", str(nudge_id))["response"]
    return response


def _shown(program: Program) -> int:
    counted = subprocess.run(
        ["dunstctl", "count", "displayed"],
        env=dict(program.environ),
        check=True,
        capture_output=True,
        text=True,
    )
    return int(counted.stdout)


def full_screen(desktop: rig.Desktop, window: int, action: int) -> None:
    """Ask the window manager for full screen (1), or out of it (0)."""
    hand = desktop.pointer
    words = (window, hand.atom("_NET_WM_STATE"), action, hand.atom("_NET_WM_STATE_FULLSCREEN"), 0, 1, 0)
    event = struct.pack("=BBHII5I", 33, 32, 0, *words)
    mask = x11.EventMask.SubstructureRedirect | x11.EventMask.SubstructureNotify
    hand.xcb.core.SendEvent(False, hand.root, mask, event)
    hand.xcb.flush()
