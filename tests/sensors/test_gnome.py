"""What is in front and whether input stopped, on a real GNOME Shell without a screen."""

from __future__ import annotations

import select
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import psutil
import pytest

from tests import wayland
from tests.rig import missing, told, until
from tests.sensors import starved
from wellbeing.files import gnome_extension
from wellbeing.ports import SensorLost
from wellbeing.sensors.atspi_window import AtspiWindow
from wellbeing.sensors.gnome_idle import GnomeIdle
from wellbeing.sensors.gnome_window import GnomeWindow

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(bool(why := missing("gnome-shell", "gsettings")), reason=f"not installed: {why}"),
]


def with_extension(home: Path) -> None:
    """As a person with our extension has it after the next log-in."""
    environ = wayland.environ(home, GSETTINGS_BACKEND="keyfile")
    gnome_extension.install(environ)


@pytest.fixture(scope="module")
def desktop() -> Iterator[wayland.Gnome]:
    """GNOME Shell with our extension, for all tests of this file that leave it as it was."""
    with wayland.gnome(with_extension) as result:
        yield result


def test_focus_titles_and_processes_are_seen(desktop: wayland.Gnome) -> None:
    sensor = GnomeWindow(desktop.environ)
    assert sensor.probe().ok
    with wayland.windows(desktop, "one", "two") as hand:
        second = told(sensor, lambda seen: seen is not None and seen.title == "two", "the second window")
        assert second is not None
        assert second.app_id == "org.example.two"
        assert second.pid == hand.pid("two")
        desktop.focus("one")
        told(sensor, lambda seen: seen is not None and seen.title == "one", "the first window")
        hand.rename("one", "another title")
        told(sensor, lambda seen: seen is not None and seen.title == "another title", "the title")
        desktop.evaluate("global.display.focus_window.make_fullscreen()")
        told(sensor, lambda seen: seen is not None and seen.full_screen, "full screen")
        desktop.evaluate("global.display.focus_window.unmake_fullscreen()")
        told(sensor, lambda seen: seen is not None and not seen.full_screen, "an ordinary window")
    told(sensor, lambda seen: seen is None, "nothing in front")
    sensor.close()


def test_no_switch_is_missed_at_twenty_a_second(desktop: wayland.Gnome) -> None:
    sensor = GnomeWindow(desktop.environ)
    with wayland.windows(desktop, "one", "two"):
        told(sensor, lambda seen: seen is not None and seen.title == "two", "the second window")
        seen: list[str | None] = []
        for turn in range(40):
            title = ("one", "two")[turn % 2]
            desktop.focus(title)
            deadline = time.monotonic() + 5
            while time.monotonic() < deadline:
                number = sensor.fileno()
                assert number is not None
                if not select.select([number], [], [], 5)[0]:
                    break
                front = sensor.read()
                if front is not None and front.title == title:
                    seen.append(title)
                    break
        assert seen == ["one", "two"] * 20
    sensor.close()


def test_a_reader_that_got_no_turn_learns_of_every_switch_and_when_it_was(desktop: wayland.Gnome) -> None:
    sensor = GnomeWindow(desktop.environ)
    with wayland.windows(desktop, "one", "two"):
        told(sensor, lambda seen: seen is not None and seen.title == "two", "the second window")
        sensor.passed()
        switches = desktop.drive(("one", "two"), 40, 20)()
        told(sensor, lambda seen: seen is not None and seen.title == "two", "the last switch")
        passed = sensor.passed()
    sensor.close()
    starved.agrees(passed, switches)


def test_input_that_stops_wakes_us(desktop: wayland.Gnome) -> None:
    threshold = timedelta(milliseconds=600)
    sensor = GnomeIdle(desktop.environ, threshold)
    assert sensor.probe().ok
    idle = told(sensor, lambda one: one >= threshold, "idleness")
    assert idle >= threshold
    desktop.key()
    assert told(sensor, lambda one: one < threshold, "input") == timedelta(0)
    sensor.close()


def test_the_accessibility_bus_tells_of_programs_that_use_it(desktop: wayland.Gnome) -> None:
    sensor = AtspiWindow(desktop.environ)
    support = sensor.probe()
    assert support.ok, support
    with wayland.windows(desktop, "one", accessible=True) as hand:
        front = told(sensor, lambda seen: seen is not None and seen.title == "one", "the window")
        assert front is not None
        assert front.pid == hand.pid("one")
        assert front.app_id is None
    sensor.close()


def test_the_accessibility_bus_tells_a_reader_that_got_no_turn_of_every_switch(
    desktop: wayland.Gnome,
) -> None:
    sensor = AtspiWindow(desktop.environ)
    assert sensor.probe().ok
    with wayland.windows(desktop, "one", "two", accessible=True):
        told(sensor, lambda seen: seen is not None and seen.title == "two", "the second window")
        desktop.focus("one")
        told(sensor, lambda seen: seen is not None and seen.title == "one", "the first window")
        desktop.focus("two")
        told(sensor, lambda seen: seen is not None and seen.title == "two", "the second window again")
        sensor.passed()
        switches = desktop.drive(("one", "two"), 20, 50)()
        told(sensor, lambda seen: seen is not None and seen.title == "two", "the last switch")
        fronts = [one.evidence.title for one in sensor.passed() if one.evidence is not None]
    sensor.close()
    # Each program speaks for itself, so a late word of one may lie between two of the other.
    for title in ("one", "two"):
        assert fronts.count(title) >= sum(1 for switched, _ in switches if switched == title)


def test_without_the_extension_it_says_what_to_do() -> None:
    with wayland.gnome() as desktop:
        sensor = GnomeWindow(desktop.environ)
        support = sensor.probe()
        assert not support.ok
        assert "extension" in support.reason
        assert "wellbeing extension install gnome" in support.remedy
        assert sensor.fileno() is None


def test_an_extension_that_is_switched_off_is_a_lost_sensor(desktop: wayland.Gnome) -> None:
    sensor = GnomeWindow(desktop.environ)
    sensor.read()
    uuid = gnome_extension.UUID
    try:
        desktop.evaluate(f"Main.extensionManager.disableExtension({uuid!r})")

        def lost() -> bool:
            try:
                sensor.read()
            except SensorLost:
                return True
            return False

        until(lost, "the loss")
        sensor.close()
        assert not sensor.probe().ok
    finally:
        desktop.evaluate(f"Main.extensionManager.enableExtension({uuid!r})")
        sensor.close()
    again = GnomeWindow(desktop.environ)
    until(lambda: again.probe().ok, "the extension again")
    again.close()


def test_installing_and_removing_leave_other_extensions_alone(tmp_path: Path) -> None:
    environ = wayland.environ(tmp_path, GSETTINGS_BACKEND="keyfile")
    settings = tmp_path / ".config" / "glib-2.0" / "settings" / "keyfile"
    settings.parent.mkdir(parents=True)
    settings.write_text("[org/gnome/shell]\nenabled-extensions=['other@example.org']\n")
    gnome_extension.install(environ)
    gnome_extension.install(environ)
    text = settings.read_text()
    assert text.count(gnome_extension.UUID) == 1
    assert "other@example.org" in text
    assert gnome_extension.remove(environ)
    assert gnome_extension.UUID not in settings.read_text()
    assert "other@example.org" in settings.read_text()
    assert not gnome_extension.folder(environ).exists()
    assert not gnome_extension.remove(environ)


@pytest.mark.skipif(bool(why := missing("Xwayland", "xterm")), reason=f"not installed: {why}")
def test_an_x11_window_is_seen_as_the_others_are(desktop: wayland.Gnome) -> None:
    sensor = GnomeWindow(desktop.environ)
    desktop.xterm("elder")
    seen = told(sensor, lambda seen: seen is not None and seen.title == "elder", "the X11 window")
    assert seen is not None
    assert seen.app_id is not None
    assert seen.app_id.lower() in ("xterm", "debian-xterm")
    assert seen.exe == "xterm"
    assert seen.pid is not None
    sensor.close()
    psutil.Process(seen.pid).terminate()
