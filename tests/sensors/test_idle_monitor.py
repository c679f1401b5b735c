"""Cinnamon's idle monitor: GNOME's under another name, mocked on a private session bus."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta

import jeepney
import pytest

from tests.rig import MOCK, Bus, running, told, until
from wellbeing.sensors.gnome_idle import MUFFIN, GnomeIdle

CORE = "/org/cinnamon/Muffin/IdleMonitor/Core"
WHERE = jeepney.DBusAddress(CORE, MUFFIN, MOCK)
THRESHOLD = timedelta(seconds=3)


@pytest.fixture
def muffin(session_bus: Bus) -> Iterator[Bus]:
    """Somebody is there."""
    env = {"PATH": os.environ["PATH"], "DBUS_SESSION_BUS_ADDRESS": session_bus.address}
    with running("/usr/bin/python3", "-m", "dbusmock", MUFFIN, CORE, MUFFIN, env=env):
        until(lambda: session_bus.owned(MUFFIN), "the mocked monitor")
        for name, taken, given, code in (
            ("AddIdleWatch", "t", "u", "ret = 1 if args[0] == 3000 else 0"),
            ("AddUserActiveWatch", "", "u", "ret = 2"),
            ("GetIdletime", "", "t", "ret = 0"),
        ):
            session_bus.call(WHERE, "AddMethod", "sssss", "", name, taken, given, code)
        yield session_bus


def fire(bus: Bus, watch: int) -> None:
    bus.call(WHERE, "EmitSignal", "sssav", MUFFIN, "WatchFired", "u", [("u", watch)])


def test_cinnamon_tells_when_input_stops_and_returns(muffin: Bus) -> None:
    sensor = GnomeIdle({"DBUS_SESSION_BUS_ADDRESS": muffin.address}, THRESHOLD, monitor=MUFFIN)
    assert sensor.name == "cinnamon-idle"
    assert sensor.probe().ok
    assert sensor.read() == timedelta(0)
    muffin.call(WHERE, "AddMethod", "sssss", "", "GetIdletime", "", "t", "ret = 3000")
    fire(muffin, 1)
    assert told(sensor, lambda idle: idle >= THRESHOLD, "absence") >= THRESHOLD
    fire(muffin, 2)  # whether it is known by then which watch that is, or not yet: the bus keeps the order
    told(sensor, lambda idle: idle == timedelta(0), "the return")
    sensor.close()


def test_without_it_the_monitor_is_named(session_bus: Bus) -> None:
    support = GnomeIdle({"DBUS_SESSION_BUS_ADDRESS": session_bus.address}, THRESHOLD, monitor=MUFFIN).probe()
    assert not support.ok
    assert MUFFIN in support.reason
