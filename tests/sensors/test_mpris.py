"""Players on a real bus, as real processes."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass

import jeepney
import pytest

from tests import rig
from wellbeing.ports import Player, SensorLost
from wellbeing.sensors.mpris import OBJECT, PLAYER, PREFIX, Mpris

MOCK = "org.freedesktop.DBus.Mock"


@dataclass
class MediaPlayer:
    """A player made of properties (python3-dbusmock)."""

    bus: rig.Bus
    name: str
    pid: int

    def set(self, status: str) -> None:
        where = jeepney.DBusAddress(OBJECT, PREFIX + self.name, MOCK)
        self.bus.call(where, "UpdateProperties", "sa{sv}", PLAYER, {"PlaybackStatus": ("s", status)})


@contextlib.contextmanager
def player(bus: rig.Bus, name: str, status: str = "Playing", entry: str = "") -> Iterator[MediaPlayer]:
    command = ("/usr/bin/python3", "-m", "dbusmock", "--session", PREFIX + name, OBJECT, PLAYER)
    env = {"PATH": os.environ["PATH"], "DBUS_SESSION_BUS_ADDRESS": bus.address}
    with rig.running(*command, env=env) as process:
        rig.until(lambda: bus.owned(PREFIX + name), name)
        where = jeepney.DBusAddress(OBJECT, PREFIX + name, MOCK)
        bus.call(where, "AddProperty", "ssv", PLAYER, "PlaybackStatus", ("s", status))
        if entry:
            bus.call(where, "AddProperty", "ssv", PREFIX[:-1], "DesktopEntry", ("s", entry))
        yield MediaPlayer(bus, name, process.pid)


@pytest.fixture
def sensor(session_bus: rig.Bus) -> Iterator[Mpris]:
    sensor = Mpris({"DBUS_SESSION_BUS_ADDRESS": session_bus.address})
    assert sensor.probe().ok
    yield sensor
    sensor.close()


def names(found: tuple[Player, ...]) -> list[str]:
    return [one.name for one in found]


def test_a_player_that_plays_is_seen_with_its_process_until_it_pauses_or_ends(
    session_bus: rig.Bus, sensor: Mpris
) -> None:
    assert sensor.read() == ()
    with player(session_bus, "film", "Paused", "org.example.Film") as film:
        film.set("Playing")
        rig.told(sensor, lambda found: found == (Player("film", film.pid, "org.example.Film"),), "the film")
        film.set("Paused")
        rig.told(sensor, lambda found: found == (), "a pause")
        film.set("Playing")
        rig.told(sensor, lambda found: names(found) == ["film"], "the film again")
    rig.told(sensor, lambda found: found == (), "the end")


def test_players_that_were_there_before_are_known_from_the_start(session_bus: rig.Bus) -> None:
    with player(session_bus, "one"), player(session_bus, "two", "Stopped"):
        sensor = Mpris({"DBUS_SESSION_BUS_ADDRESS": session_bus.address})
        assert sensor.probe().ok
        assert names(sensor.read()) == ["one"]
        sensor.close()


def test_without_a_bus_it_says_so_and_a_dead_one_is_told(session_bus: rig.Bus, sensor: Mpris) -> None:
    nowhere = Mpris({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"})
    support = nowhere.probe()
    assert not support.ok
    assert support.remedy
    assert nowhere.fileno() is None
    with pytest.raises(SensorLost):
        Mpris({}).read()
    session_bus.kill()
    with pytest.raises(SensorLost, match="has gone"):
        rig.told(sensor, lambda _: False, "the end of the bus")
