"""The window in front by the desktop's accessibility bus: the way on GNOME without an extension.

Toolkits tell assistive technology which of their windows is activated (AT-SPI 2, `window:activate`). The app id is
not among what they tell; the process is. Programs that started before accessibility was switched on may stay silent.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import jeepney
from jeepney.bus_messages import message_bus

from wellbeing.model import Evidence
from wellbeing.model.sentence import Sentence
from wellbeing.ports import Fact, SensorLost, Support
from wellbeing.sensors.executable import executable
from wellbeing.sensors.session_bus import Heard, Refused, SessionBus
from wellbeing.sensors.x11_text import plain

DOOR = jeepney.DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
REGISTRY = jeepney.DBusAddress(
    "/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "org.a11y.atspi.Registry"
)
EVENTS = "org.a11y.atspi.Event.Window"
ACCESSIBLE = "org.a11y.atspi.Accessible"
FRESH = timedelta(seconds=2)
"""A title is asked for again, on a read, when it is older: toolkits tell of activation, and few of new titles."""


def _tick() -> timedelta:
    return timedelta(seconds=time.monotonic())


class AtspiWindow:
    """The activated window: title and process. Event-driven at a switch; a program that hangs holds nothing up."""

    name = "atspi-window"
    fact = Fact.WINDOW

    def __init__(self, environ: Mapping[str, str], tick: Callable[[], timedelta] = _tick) -> None:
        self._environ = environ
        self._tick = tick
        self._bus: SessionBus | None = None
        self._front: tuple[str, str] | None = None
        """Bus name and object path of the activated window."""
        self._process: tuple[int | None, str | None] = (None, None)
        self._title: str | None = None
        self._title_due = timedelta(0)
        self._known = False
        """Whether the bus has said whose the window is."""

    def probe(self) -> Support:
        """Whether there is an accessibility bus."""
        try:
            self._open()
        except SensorLost as lost:
            self.close()
            return Support(False, lost.sentence, lost.remedy)
        return Support(
            True,
            Sentence("The accessibility bus tells which window is active, for programs that use it."),
            Sentence("Programs that were open before may stay unseen until they are started anew."),
        )

    def read(self) -> Evidence | None:
        """What is in front now; None where nothing that tells of itself is.

        Raises:
            SensorLost: the accessibility bus has gone.
        """
        bus = self._open()
        bus.take_in()
        if self._front is None or not self._known:
            return None
        if self._tick() >= self._title_due:
            self._ask_title(bus, self._front)
        pid, exe = self._process
        return Evidence(None, self._title, exe, pid)

    def fileno(self) -> int | None:
        """The bus's socket; None while not connected."""
        return None if self._bus is None else self._bus.fileno()

    def close(self) -> None:
        """Leave the bus; `probe` and `read` come back to it."""
        if self._bus is not None:
            self._bus.close()
            self._bus = None
        self._forget()

    def _forget(self) -> None:
        self._front, self._process, self._title, self._known = None, (None, None), None, False

    def _open(self) -> SessionBus:
        if self._bus is not None:
            return self._bus
        address = self._address()
        bus = SessionBus(self._environ, self._hear, address)
        self._bus = bus
        try:
            bus.listen(f"type='signal',interface='{EVENTS}'")
            for event in ("window:activate", "window:deactivate"):
                bus.call(REGISTRY, "RegisterEvent", "s", event)
        except (Refused, SensorLost) as error:
            self.close()
            raise SensorLost(
                Sentence("The accessibility bus does not tell of windows."),
                Sentence("It is tried again by itself."),
            ) from error
        return bus

    def _address(self) -> str:
        """Switch accessibility on, and ask where its bus is."""
        session = SessionBus(self._environ, lambda _heard: None)
        try:
            status = jeepney.DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Status")
            session.ask(jeepney.Properties(status).set("IsEnabled", "b", True), lambda _: None)
            session.settle()
            return str(session.call(DOOR, "GetAddress")[0])
        except Refused as error:
            raise SensorLost(
                Sentence("There is no accessibility bus on this desktop."),
                Sentence("Install at-spi2-core, then log out and in again."),
            ) from error
        finally:
            session.close()

    def _hear(self, heard: Heard) -> None:
        window = (heard.sender, heard.path)
        if heard.member == "Deactivate" and window == self._front:
            self._forget()
        elif heard.member == "Activate" and self._bus is not None:
            self._forget()
            self._front = window
            self._ask_title(self._bus, window)

            def told(body: tuple[Any, ...] | None) -> None:
                if window == self._front:
                    pid = int(body[0]) if body else 0
                    self._process = (pid or None, executable(pid) if pid else None)
                    self._known = True

            self._bus.ask(message_bus.GetConnectionUnixProcessID(heard.sender), told)

    def _ask_title(self, bus: SessionBus, window: tuple[str, str]) -> None:
        self._title_due = self._tick() + FRESH

        def told(body: tuple[Any, ...] | None) -> None:
            if window != self._front:
                return
            if body is None:  # closed, or its program has ended, without a word
                self._forget()
            else:
                self._title = plain(str(body[0]).encode("utf-8", "replace")) or None

        name, path = window
        bus.property(jeepney.DBusAddress(path, name, ACCESSIBLE), "Name", told)
