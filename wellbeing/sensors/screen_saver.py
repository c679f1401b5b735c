"""Whether the screen is locked, as the desktop's screen saver tells on the session bus: where no logind does."""

from __future__ import annotations

from collections.abc import Mapping

import jeepney

from wellbeing.model.sentence import Sentence
from wellbeing.ports import Fact, SensorLost, SessionState, Support
from wellbeing.sensors.session_bus import Heard, Refused, SessionBus

NAMES = (
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
)
"""Bus names and paths; all speak `GetActive` and `ActiveChanged` (GNOME's interface, which the others took over)."""


class ScreenSaver:
    """Locked or not; sleep is not told here. Event-driven."""

    name = "screen-saver"
    fact = Fact.SESSION

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._bus: SessionBus | None = None
        self._locked = False

    def probe(self) -> Support:
        """Whether a screen saver answers."""
        try:
            self._open()
        except SensorLost as lost:
            self.close()
            return Support(False, lost.sentence, lost.remedy)
        return Support(True, Sentence("The desktop's screen saver tells when the screen is locked."))

    def read(self) -> SessionState:
        """Locked, as it stands.

        Raises:
            SensorLost: the bus or the screen saver has gone.
        """
        self._open().take_in()
        return SessionState(locked=self._locked)

    def fileno(self) -> int | None:
        """The bus's socket; None while not connected."""
        return None if self._bus is None else self._bus.fileno()

    def close(self) -> None:
        """Leave the bus; `probe` and `read` come back to it."""
        if self._bus is not None:
            self._bus.close()
            self._bus = None
        self._locked = False

    def _open(self) -> SessionBus:
        if self._bus is not None:
            return self._bus
        bus = SessionBus(self._environ, self._hear)
        try:
            for name, path in NAMES:
                if self._answers(bus, name, path):
                    self._bus = bus
                    return bus
        except SensorLost:
            bus.close()
            raise
        bus.close()
        raise SensorLost(Sentence("No screen saver answers on the session bus."), "")

    def _answers(self, bus: SessionBus, name: str, path: str) -> bool:
        try:
            if not bus.owned(name):
                return False
            bus.listen(f"type='signal',sender='{name}',interface='{name}',member='ActiveChanged'")
            bus.listen_owner(name)
            self._locked = bool(bus.call(jeepney.DBusAddress(path, name, name), "GetActive")[0])
        except Refused:
            return False
        return True

    def _hear(self, heard: Heard) -> None:
        if heard.member == "ActiveChanged" and heard.body:
            self._locked = bool(heard.body[0])
        elif heard.member == "NameOwnerChanged":
            raise SensorLost(
                Sentence("The desktop's screen saver has gone or was started anew."),
                Sentence("It is asked again by itself."),
            )
