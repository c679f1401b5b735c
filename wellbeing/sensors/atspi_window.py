"""The window in front by the desktop's accessibility bus: the way on GNOME without an extension.

Toolkits tell assistive technology which of their windows is activated (AT-SPI 2, `window:activate`). The app id is
not among what they tell; the process is. Programs that started before accessibility was switched on may stay silent.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import jeepney
from jeepney.bus_messages import message_bus

from wellbeing.model import Evidence
from wellbeing.model.sentence import Sentence
from wellbeing.ports import Fact, SensorLost, Support
from wellbeing.sensors.executable import executable
from wellbeing.sensors.past import Past
from wellbeing.sensors.past import tick as _tick
from wellbeing.sensors.session_bus import Heard, Refused, SessionBus
from wellbeing.sensors.x11_text import plain
from wellbeing.timeline.settling import Told

DOOR = jeepney.DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
REGISTRY = jeepney.DBusAddress(
    "/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "org.a11y.atspi.Registry"
)
EVENTS = "org.a11y.atspi.Event.Window"
ACCESSIBLE = "org.a11y.atspi.Accessible"
FRESH = timedelta(seconds=2)
"""A title is asked for again, on a read, when it is older: toolkits tell of activation, and few of new titles."""


KEPT = 256
"""Programs and windows that are remembered."""


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
        self._active: dict[tuple[str, str], None] = {}
        """Windows that were activated and not left yet, in that order: programs speak each for itself, and late."""
        self._title_due = timedelta(0)
        self._processes: dict[str, tuple[int | None, str | None]] = {}
        """Process and executable by bus name, which no other program ever gets."""
        self._titles: dict[tuple[str, str], str | None] = {}
        self._shown: deque[tuple[tuple[str, str] | None, timedelta | None]] = deque()
        """What came to the front, until the bus has said whose it is; when it was heard, once a read has gone by."""
        self._past = Past(gaps=False)

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
        heard = self._tick()
        self._shown = deque((window, at or heard) for window, at in self._shown)
        if self._front is not None and not self._shown and self._tick() >= self._title_due:
            self._ask_title(bus, self._front)
        return self._past.newest

    def passed(self) -> tuple[Told, ...]:
        """What came to the front since this was last asked, one for each event.

        The bus gives them no time; those that were told of later than heard have the moment at which they were heard.
        """
        return self._past.take()

    def fileno(self) -> int | None:
        """The bus's socket; None while not connected."""
        return None if self._bus is None else self._bus.fileno()

    def close(self) -> None:
        """Leave the bus; `probe` and `read` come back to it."""
        if self._bus is not None:
            self._bus.close()
            self._bus = None
        self._front = None
        self._active.clear()
        self._shown.clear()
        self._past.forget()

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
        if heard.member == "Deactivate":
            self._active.pop(window, None)
            if window == self._front:
                self._show(next(reversed(self._active), None))
        elif heard.member == "Activate":
            self._active.pop(window, None)
            self._active[window] = None
            if len(self._active) > KEPT:
                del self._active[next(iter(self._active))]  # its program ended without a word
            self._show(window)

    def _show(self, window: tuple[str, str] | None) -> None:
        self._front = window
        self._shown.append((window, None))
        if self._bus is not None and window is not None:
            self._ask_title(self._bus, window)
            if window[0] not in self._processes:
                self._ask_process(self._bus, window[0])
        self._settle()

    def _settle(self) -> None:
        """Note in order what came to the front, as far as it is known whose it is."""
        while self._shown:
            window, at = self._shown[0]
            if window is not None and window[0] not in self._processes:
                return
            self._shown.popleft()
            self._past.note(None if window is None else self._evidence(window), at)

    def _evidence(self, window: tuple[str, str]) -> Evidence:
        pid, exe = self._processes[window[0]]
        return Evidence(None, self._titles.get(window), exe, pid)

    def _ask_process(self, bus: SessionBus, name: str) -> None:
        def told(body: tuple[Any, ...] | None) -> None:
            pid = int(body[0]) if body else 0
            self._processes[name] = (pid or None, executable(pid) if pid else None)
            self._settle()

        if len(self._processes) >= KEPT and len(self._shown) == 1:
            self._processes.clear()
        bus.ask(message_bus.GetConnectionUnixProcessID(name), told)

    def _ask_title(self, bus: SessionBus, window: tuple[str, str]) -> None:
        asked = self._tick()
        self._title_due = asked + FRESH

        def told(body: tuple[Any, ...] | None) -> None:
            if body is None:  # closed, or its program has ended, without a word
                self._titles.pop(window, None)
                self._active.pop(window, None)
                if window == self._front:
                    self._show(next(reversed(self._active), None))
                return
            if len(self._titles) >= KEPT:
                self._titles.clear()
            self._titles[window] = plain(str(body[0]).encode("utf-8", "replace")) or None
            if window == self._front and not self._shown:
                self._past.note(self._evidence(window), asked)

        name, path = window
        bus.property(jeepney.DBusAddress(path, name, ACCESSIBLE), "Name", told)
