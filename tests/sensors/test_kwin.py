"""What is in front and whether input stopped, on a real KWin without a screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests import wayland
from tests.rig import missing, told, until
from wellbeing.ports import SensorLost
from wellbeing.sensors.desktop_bus import DesktopBus
from wellbeing.sensors.kwin_window import KWIN, SCRIPTING, KWinWindow
from wellbeing.sensors.wayland_idle import WaylandIdle

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(bool(why := missing("kwin_wayland")), reason=f"not installed: {why}"),
]


@pytest.fixture(scope="module")
def desktop() -> Iterator[wayland.Compositor]:
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
    told(sensor, lambda seen: seen is None, "nothing in front")
    sensor.close()


def test_a_script_is_taken_back_at_the_end(desktop: wayland.Compositor) -> None:
    sensor = opened(desktop.environ)
    bus = DesktopBus(desktop.environ)
    try:
        name = sensor._script
        assert bus.call(KWIN, "/Scripting", SCRIPTING, "isScriptLoaded", "s", name) == (True,)
        sensor.close()
        assert bus.call(KWIN, "/Scripting", SCRIPTING, "isScriptLoaded", "s", name) == (False,)
    finally:
        bus.close()


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
