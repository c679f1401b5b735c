"""The window in front by the desktop's accessibility bus: the way on GNOME without an extension.

Toolkits tell assistive technology which of their windows is activated (AT-SPI 2, `window:activate`). The app id is
not among what they tell; the process is. Programs that started before accessibility was switched on may stay silent.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping

from wellbeing.model import Evidence
from wellbeing.model.sentence import Sentence
from wellbeing.ports import Fact, SensorLost, Support
from wellbeing.sensors.desktop_bus import DesktopBus, Heard, Refused
from wellbeing.sensors.executable import executable
from wellbeing.sensors.x11_text import plain

DOOR, DOOR_PATH = "org.a11y.Bus", "/org/a11y/bus"
REGISTRY, REGISTRY_PATH = "org.a11y.atspi.Registry", "/org/a11y/atspi/registry"
EVENTS = "org.a11y.atspi.Event.Window"
PROPERTIES = "org.freedesktop.DBus.Properties"
GLANCE_S = 0.3
"""Seconds in which a program must tell its window's name; one that hangs must not hang the beat."""


class AtspiWindow:
    """The activated window: title and process. Event-driven at a switch; titles are asked for at each read."""

    name = "atspi-window"
    fact = Fact.WINDOW

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._bus: DesktopBus | None = None
        self._front: tuple[str, str] | None = None
        """Bus name and object path of the activated window."""
        self._seen: Evidence | None = None

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
        for heard in bus.arrived():
            self._take_in(bus, heard)
        if self._front is not None and self._seen is not None:
            title = self._title(bus, self._front)
            self._seen = Evidence(None, title, self._seen.exe, self._seen.pid)
        return self._seen

    def fileno(self) -> int | None:
        """The bus's socket; None while not connected."""
        return None if self._bus is None else self._bus.fileno()

    def close(self) -> None:
        """Leave the bus; `probe` and `read` come back to it."""
        if self._bus is not None:
            self._bus.close()
            self._bus = None
        self._front = self._seen = None

    def _open(self) -> DesktopBus:
        if self._bus is not None:
            return self._bus
        session = DesktopBus(self._environ)
        try:
            session.call(
                DOOR, DOOR_PATH, PROPERTIES, "Set", "ssv", "org.a11y.Status", "IsEnabled", ("b", True)
            )
            (address,) = session.call(DOOR, DOOR_PATH, DOOR, "GetAddress")
        except Refused as error:
            raise SensorLost(
                Sentence("There is no accessibility bus on this desktop."),
                Sentence("Install at-spi2-core, then log out and in again."),
            ) from error
        finally:
            session.close()
        bus = DesktopBus(self._environ, str(address))
        try:
            bus.hear_signals(interface=EVENTS)
            for event in ("window:activate", "window:deactivate"):
                bus.call(REGISTRY, REGISTRY_PATH, REGISTRY, "RegisterEvent", "s", event)
            bus.prod()
        except Refused as error:
            bus.close()
            raise SensorLost(
                Sentence("The accessibility bus does not tell of windows."),
                Sentence("It is tried again by itself."),
            ) from error
        self._bus = bus
        return bus

    def _take_in(self, bus: DesktopBus, heard: Heard) -> None:
        window = (heard.sender, heard.path)
        if heard.member == "Deactivate" and window == self._front:
            self._front = self._seen = None
        elif heard.member == "Activate":
            pid = 0
            with contextlib.suppress(Refused):
                (pid,) = bus.call(
                    "org.freedesktop.DBus",
                    "/org/freedesktop/DBus",
                    "org.freedesktop.DBus",
                    "GetConnectionUnixProcessID",
                    "s",
                    heard.sender,
                )
            self._front = window
            self._seen = Evidence(None, None, executable(pid) if pid else None, pid or None)

    def _title(self, bus: DesktopBus, window: tuple[str, str]) -> str | None:
        asked = ("org.a11y.atspi.Accessible", "Name")
        try:
            ((_, name),) = bus.call(*window, PROPERTIES, "Get", "ss", *asked, patience_s=GLANCE_S)
        except (Refused, ValueError):
            return None
        return plain(str(name).encode("utf-8", "replace")) or None
