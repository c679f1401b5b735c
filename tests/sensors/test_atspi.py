"""The window in front by the accessibility bus: what a busy session does to its memory."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Any

import jeepney
import pytest
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.rig import PATIENCE_S, Bus, told
from wellbeing.sensors import atspi_window
from wellbeing.sensors.atspi_window import EVENTS, AtspiWindow
from wellbeing.sensors.past import tick
from wellbeing.timeline.settling import placed

WINDOW = "/org/a11y/atspi/accessible/1"
TITLES = ("one", "two", "three")
Says = Callable[[str], tuple[str, tuple[Any, ...]]]
"""From the member that is called to signature and body of the answer, whose values have no types."""


class Program:
    """Something on the bus that answers every question; on a thread of its own."""

    def __init__(self, address: str, says: Says, *names: str) -> None:
        self._bus: DBusConnection = open_dbus_connection(address)
        self._says = says
        for name in names:
            self._bus.send_and_get_reply(message_bus.RequestName(name))
        self._ended, self._answered = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._answer)
        self._thread.start()

    def _answer(self) -> None:
        while not self._ended.is_set():
            with contextlib.suppress(TimeoutError):
                asked = self._bus.receive(timeout=0.02)
                if asked.header.message_type is jeepney.MessageType.method_call:
                    member = asked.header.fields[jeepney.HeaderFields.member]
                    self._bus.send(jeepney.new_method_return(asked, *self._says(member)))
                elif asked.header.message_type is jeepney.MessageType.method_return:
                    self._answered.set()

    def close(self) -> None:
        self._ended.set()
        self._thread.join()
        self._bus.close()


class Window(Program):
    """A program with one window."""

    def __init__(self, address: str, title: str) -> None:
        super().__init__(address, lambda _: ("v", (("s", title),)))

    def tell(self, event: str) -> None:
        """Activate or Deactivate."""
        place = jeepney.DBusAddress(WINDOW, interface=EVENTS)
        self._bus.send(jeepney.new_signal(place, event, "siiv", ("", 0, 0, ("s", ""))))

    def settled(self) -> None:
        """Wait until the bus has passed on what was told: it answers in the order in which it was asked."""
        self._answered.clear()
        self._bus.send(message_bus.GetId())
        assert self._answered.wait(PATIENCE_S)


@pytest.fixture
def door(session_bus: Bus) -> Iterator[Bus]:
    """A session bus that is the accessibility bus as well."""

    def says(member: str) -> tuple[str, tuple[Any, ...]]:
        return ("s", (session_bus.address,)) if member == "GetAddress" else ("", ())

    one = Program(session_bus.address, says, "org.a11y.Bus", "org.a11y.atspi.Registry")
    yield session_bus
    one.close()


@pytest.fixture
def sensor(door: Bus) -> Iterator[AtspiWindow]:
    one = AtspiWindow({"DBUS_SESSION_BUS_ADDRESS": door.address})
    assert one.probe().ok
    yield one
    one.close()


@pytest.fixture
def windows(door: Bus) -> Iterator[list[Window]]:
    some = [Window(door.address, title) for title in TITLES]
    yield some
    for one in some:
        one.close()


def shown(sensor: AtspiWindow, title: str) -> None:
    """Wait until a title is in front."""
    told(sensor, lambda seen: seen is not None and seen.title == title, title)


def test_switches_that_are_heard_at_once_do_not_fall_on_one_moment(
    sensor: AtspiWindow, windows: list[Window]
) -> None:
    for window, title in zip(windows, TITLES, strict=True):
        window.tell("Activate")
        shown(sensor, title)
    sensor.passed()
    for window in windows:
        window.tell("Activate")
        window.settled()
    windows[0].settled()  # by now the bus has written what it had for the sensor
    sensor.read()
    passed = sensor.passed()
    assert [one.evidence.title for one in passed if one.evidence is not None] == list(TITLES)
    end = tick()
    moments = [one.tick for one in placed(passed, end - timedelta(seconds=1), end)]
    assert all(later - earlier > timedelta(milliseconds=100) for earlier, later in pairwise(moments))


def test_a_window_whose_process_was_forgotten_comes_back(
    sensor: AtspiWindow, windows: list[Window], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atspi_window, "KEPT", 2)
    for window, title in zip(windows, TITLES, strict=True):
        window.tell("Activate")
        shown(sensor, title)
    windows[2].tell("Deactivate")
    shown(sensor, "two")
    windows[1].tell("Deactivate")
    told(sensor, lambda seen: seen is None, "that what ended without a word is not kept for ever")
