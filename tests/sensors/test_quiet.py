"""Do Not Disturb as desktops keep it: a real dunst, and others as their interfaces say."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import jeepney
import pytest

from tests import rig
from wellbeing.sensors.quiet import NOTIFICATIONS, SERVER, Quiet

MOCK = "org.freedesktop.DBus.Mock"


@pytest.fixture
def sensor(session_bus: rig.Bus) -> Iterator[Quiet]:
    sensor = Quiet({"DBUS_SESSION_BUS_ADDRESS": session_bus.address})
    assert sensor.probe().ok
    yield sensor
    sensor.close()


def _mock(name: str, path: str, interface: str) -> tuple[str, ...]:
    return ("/usr/bin/python3", "-m", "dbusmock", "--session", name, path, interface)


def test_a_paused_dunst_wants_quiet(
    desktop: rig.Desktop, session_bus: rig.Bus, sensor: Quiet, tmp_path: Path
) -> None:
    environ = {**desktop.environ, "DBUS_SESSION_BUS_ADDRESS": session_bus.address, "HOME": str(tmp_path)}
    assert sensor.read() is False
    with rig.running("dunst", env=environ):
        rig.until(lambda: session_bus.owned(NOTIFICATIONS), "dunst")
        subprocess.run(["dunstctl", "set-paused", "true"], env=environ, check=True)
        rig.told(sensor, bool, "quiet")
        fresh = Quiet({"DBUS_SESSION_BUS_ADDRESS": session_bus.address})
        assert "dunst" in fresh.probe().reason
        assert fresh.read() is True
        fresh.close()
        subprocess.run(["dunstctl", "set-paused", "false"], env=environ, check=True)
        rig.told(sensor, lambda quiet: not quiet, "noise")
        subprocess.run(["dunstctl", "set-paused", "true"], env=environ, check=True)
        rig.told(sensor, bool, "quiet")
    rig.told(sensor, lambda quiet: not quiet, "the end of dunst")


def test_an_inhibited_plasma_wants_quiet(session_bus: rig.Bus, sensor: Quiet) -> None:
    env = {"PATH": os.environ["PATH"], "DBUS_SESSION_BUS_ADDRESS": session_bus.address}
    with rig.running(*_mock(NOTIFICATIONS, SERVER, NOTIFICATIONS), env=env):
        rig.until(lambda: session_bus.owned(NOTIFICATIONS), "the server")
        where = jeepney.DBusAddress(SERVER, NOTIFICATIONS, MOCK)
        session_bus.call(where, "AddProperty", "ssv", NOTIFICATIONS, "Inhibited", ("b", False))
        session_bus.call(where, "UpdateProperties", "sa{sv}", NOTIFICATIONS, {"Inhibited": ("b", True)})
        rig.told(sensor, bool, "quiet")


def test_xfce_keeps_it_in_its_settings(session_bus: rig.Bus, sensor: Quiet) -> None:
    env = {"PATH": os.environ["PATH"], "DBUS_SESSION_BUS_ADDRESS": session_bus.address}
    with rig.running(*_mock("org.xfce.Xfconf", "/org/xfce/Xfconf", "org.xfce.Xfconf"), env=env):
        rig.until(lambda: session_bus.owned("org.xfce.Xfconf"), "xfconf")
        where = jeepney.DBusAddress("/org/xfce/Xfconf", "org.xfce.Xfconf", MOCK)
        session_bus.call(where, "AddMethod", "sssss", "", "GetProperty", "ss", "v", "ret = True")
        fresh = Quiet({"DBUS_SESSION_BUS_ADDRESS": session_bus.address})
        assert "xfce4-notifyd" in fresh.probe().reason
        assert fresh.read() is True
        fresh.close()
        words = [("s", "xfce4-notifyd"), ("s", "/do-not-disturb"), ("b", True)]
        session_bus.call(where, "EmitSignal", "sssav", "org.xfce.Xfconf", "PropertyChanged", "ssv", words)
        rig.told(sensor, bool, "quiet")


def test_without_a_bus_it_says_so() -> None:
    support = Quiet({}).probe()
    assert not support.ok
    assert "Do Not Disturb is not seen" in support.reason
    assert support.remedy
