"""Locked or not, from a screen saver that speaks GNOME's interface on a private session bus."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator

import jeepney
import pytest

from tests.rig import Bus, running, told, until
from wellbeing.ports import SensorLost, SessionState
from wellbeing.sensors.screen_saver import ScreenSaver

NAME, PATH, MOCK = "org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.freedesktop.DBus.Mock"


@pytest.fixture
def saver(session_bus: Bus) -> Iterator[subprocess.Popen[bytes]]:
    """A mocked screen saver, unlocked."""
    env = {"PATH": os.environ["PATH"], "DBUS_SESSION_BUS_ADDRESS": session_bus.address}
    with running("/usr/bin/python3", "-m", "dbusmock", NAME, PATH, NAME, env=env) as process:
        until(lambda: session_bus.owned(NAME), "the screen saver")
        where = jeepney.DBusAddress(PATH, NAME, MOCK)
        session_bus.call(where, "AddMethod", "sssss", "", "GetActive", "", "b", "ret = False")
        yield process


def sensor(bus: Bus) -> ScreenSaver:
    return ScreenSaver({"DBUS_SESSION_BUS_ADDRESS": bus.address})


@pytest.mark.usefixtures("saver")
def test_locking_and_unlocking_are_told(session_bus: Bus) -> None:
    screen_saver = sensor(session_bus)
    assert screen_saver.probe().ok
    assert not screen_saver.read().locked
    where = jeepney.DBusAddress(PATH, NAME, MOCK)
    for locked in (True, False):
        session_bus.call(where, "EmitSignal", "sssav", NAME, "ActiveChanged", "b", [("b", locked)])
        wanted = SessionState(locked=locked)
        told(screen_saver, wanted.__eq__, "the news")
    screen_saver.close()


def test_a_screen_saver_that_goes_is_lost(session_bus: Bus, saver: subprocess.Popen[bytes]) -> None:
    screen_saver = sensor(session_bus)
    screen_saver.read()
    saver.terminate()

    def lost() -> bool:
        try:
            screen_saver.read()
        except SensorLost:
            return True
        return False

    until(lost, "the loss")
    screen_saver.close()
    assert "No screen saver answers" in screen_saver.probe().reason


def test_where_none_runs_it_says_so(session_bus: Bus) -> None:
    assert "No screen saver answers" in sensor(session_bus).probe().reason
    assert "cannot be reached" in ScreenSaver({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/no"}).probe().reason
