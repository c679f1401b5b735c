"""What is in front and whether input stopped, on a real KWin without a screen."""

from __future__ import annotations

import contextlib
import os
import select
import subprocess
from collections.abc import Iterator
from datetime import timedelta

import psutil
import pytest
from jeepney import DBusAddress

from tests import wayland
from tests.rig import PATIENCE_S, missing, told, until
from tests.sensors import starved
from wellbeing.ports import SensorLost
from wellbeing.sensors.kwin_window import KWIN, SCRIPTING, KWinWindow
from wellbeing.sensors.session_bus import SessionBus
from wellbeing.sensors.wayland_idle import WaylandIdle

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(bool(why := missing("kwin_wayland")), reason=f"not installed: {why}"),
]


@pytest.fixture(scope="module")
def desktop() -> Iterator[wayland.KWin]:
    """KWin, for all tests of this file that leave it as it was."""
    with wayland.kwin() as result:
        yield result


def opened(environ: dict[str, str]) -> KWinWindow:
    """A sensor that KWin has taken: its scripting comes up a moment after its socket."""
    sensor = KWinWindow(environ)
    until(lambda: sensor.probe().ok, "KWin to take the script")
    return sensor


def test_focus_titles_and_processes_are_seen(desktop: wayland.Compositor) -> None:
    sensor = opened(desktop.environ)
    with wayland.windows(desktop, "one", "two") as hand:
        first = told(sensor, lambda seen: seen is not None and seen.title == "two", "the second window")
        assert first is not None
        assert first.app_id == "org.example.two"
        assert first.pid == hand.pid("two")
        assert first.exe is not None
        assert first.exe.startswith("python")
        hand.rename("two", "another title")
        told(sensor, lambda seen: seen is not None and seen.title == "another title", "the title")
        hand.cover("two", full=True)
        told(sensor, lambda seen: seen is not None and seen.full_screen, "full screen")
        hand.cover("two", full=False)
        told(sensor, lambda seen: seen is not None and not seen.full_screen, "an ordinary window")
    told(sensor, lambda seen: seen is None, "nothing in front")
    sensor.close()


def test_no_switch_is_missed_at_twenty_a_second(desktop: wayland.KWin) -> None:
    sensor = opened(desktop.environ)
    with wayland.windows(desktop, "one", "two"):
        told(sensor, lambda seen: seen is not None and seen.title == "two", "the second window")
        switched = desktop.drive(("one", "two"), 60, 50)
        seen: list[str | None] = []
        number = sensor.fileno()
        assert number is not None
        while len(seen) < 60 and select.select([number], [], [], PATIENCE_S)[0]:
            front = sensor.read()
            if front is not None and front.title != (seen or ["two"])[-1]:
                seen.append(front.title)
        assert seen == [title for title, _ in switched()] == ["one", "two"] * 30
    sensor.close()


def test_a_reader_that_got_no_turn_learns_of_every_switch_and_when_it_was(desktop: wayland.KWin) -> None:
    sensor = KWinWindow(desktop.environ)
    with wayland.windows(desktop, "one", "two"):
        told(sensor, lambda seen: seen is not None and seen.title == "two", "the second window")
        sensor.passed()
        switches = desktop.drive(("one", "two"), 40, 20)()
        told(sensor, lambda seen: seen is not None and seen.title == "two", "the last switch")
        passed = sensor.passed()
    sensor.close()
    starved.agrees(passed, switches)


def test_a_script_is_taken_back_at_the_end(desktop: wayland.Compositor) -> None:
    sensor = opened(desktop.environ)
    name = sensor._file(os.getpid()).stem
    assert loaded(desktop, name)
    sensor.close()
    until(lambda: not loaded(desktop, name), "the script to be taken back")
    assert not sensor._file(os.getpid()).exists()


def test_a_script_of_a_killed_program_is_taken_back_by_the_next(desktop: wayland.Compositor) -> None:
    dead = subprocess.Popen(["true"])
    dead.wait()
    killed = KWinWindow(desktop.environ)
    file = killed._file(dead.pid)
    file.write_text("print('a left script')")
    with contextlib.closing(SessionBus(desktop.environ, lambda _: None)) as bus:
        bus.call(DBusAddress("/Scripting", KWIN, SCRIPTING), "loadScript", "ss", str(file), file.stem)
    assert loaded(desktop, file.stem)
    sensor = opened(desktop.environ)
    until(lambda: not loaded(desktop, file.stem), "the left script to be taken back")
    assert not file.exists()
    sensor.close()


def loaded(desktop: wayland.Compositor, name: str) -> bool:
    """Whether KWin has a script."""
    with contextlib.closing(SessionBus(desktop.environ, lambda _: None)) as bus:
        return bus.call(DBusAddress("/Scripting", KWIN, SCRIPTING), "isScriptLoaded", "s", name) == (True,)


def test_input_that_stops_wakes_us(desktop: wayland.Compositor) -> None:
    threshold = timedelta(milliseconds=500)
    sensor = WaylandIdle(desktop.environ, threshold)
    try:
        assert "ext_idle_notifier_v1" in sensor.probe().reason
        idle = told(sensor, lambda one: one >= threshold, "idleness")
        assert idle < threshold + timedelta(seconds=2)
    finally:
        sensor.close()


def test_where_kwin_does_not_run_it_says_so(desktop: wayland.Compositor) -> None:
    nowhere = KWinWindow({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"})
    assert "cannot be reached" in nowhere.probe().reason
    assert nowhere.fileno() is None


def test_a_kwin_that_dies_is_lost() -> None:
    with wayland.kwin() as desktop:
        sensor = opened(desktop.environ)
        sensor.read()
        desktop.process.terminate()

        def lost() -> bool:
            try:
                sensor.read()
            except SensorLost:
                return True
            return False

        until(lost, "the loss")
        sensor.close()
        assert not sensor.probe().ok
        sensor.close()


@pytest.mark.skipif(bool(why := missing("Xwayland", "xterm")), reason=f"not installed: {why}")
def test_an_x11_window_is_seen_as_the_others_are(desktop: wayland.KWin) -> None:
    sensor = opened(desktop.environ)
    desktop.xterm("elder")
    seen = told(sensor, lambda seen: seen is not None and seen.title == "elder", "the X11 window")
    assert seen is not None
    assert seen.app_id is not None
    assert seen.app_id.lower() in ("xterm", "debian-xterm")
    assert seen.exe == "xterm"
    assert seen.pid is not None
    sensor.close()
    psutil.Process(seen.pid).terminate()


def test_a_number_that_kwin_gives_twice_does_not_blind_us(desktop: wayland.KWin) -> None:
    """KWin numbers scripts by how many there are: with one of three gone, the next gets the number of the third."""
    file = desktop.folder / "other.js"
    file.write_text("var other = 1;")
    file.chmod(0o644)
    with contextlib.closing(SessionBus(desktop.environ, lambda _: None)) as bus:
        for name in ("first", "second"):
            bus.call(DBusAddress("/Scripting", KWIN, SCRIPTING), "loadScript", "ss", str(file), name)
        bus.call(DBusAddress("/Scripting", KWIN, SCRIPTING), "unloadScript", "s", "first")
    until(lambda: not loaded(desktop, "first"), "the first script to go")
    sensor = opened(desktop.environ)
    with wayland.windows(desktop, "one"):
        told(sensor, lambda seen: seen is not None and seen.title == "one", "the window")
    sensor.close()
