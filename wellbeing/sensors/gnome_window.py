"""The window in front on GNOME, told by our extension of GNOME Shell (`resources/gnome`)."""

from __future__ import annotations

from collections.abc import Mapping

import jeepney

from wellbeing.model import Evidence
from wellbeing.model.sentence import Sentence
from wellbeing.ports import Fact, SensorLost, Support
from wellbeing.sensors.executable import executable
from wellbeing.sensors.gnome_words import NO_EXTENSION
from wellbeing.sensors.past import Past, of_monotonic
from wellbeing.sensors.session_bus import Heard, Refused, SessionBus
from wellbeing.sensors.x11_text import plain
from wellbeing.timeline.settling import Told

NAME, PATH = "io.wellbeing.Shell", "/io/wellbeing/Shell"
SHELL = "org.gnome.Shell"


class GnomeWindow:
    """The focused window: desktop entry or class, title, process, full screen. Event-driven, one signal a switch."""

    name = "gnome-window"
    fact = Fact.WINDOW

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._bus: SessionBus | None = None
        self._past = Past()
        self._exe: tuple[int, str | None] = (0, None)

    def probe(self) -> Support:
        """Whether GNOME Shell runs with our extension."""
        try:
            self._open()
        except SensorLost as lost:
            self.close()
            return Support(False, lost.sentence, lost.remedy)
        return Support(True, Sentence("Our extension of GNOME Shell tells which window is active."))

    def read(self) -> Evidence | None:
        """What is in front now; None where nothing is.

        Raises:
            SensorLost: the bus, the shell or the extension has gone.
        """
        self._open().take_in()
        return self._past.newest

    def passed(self) -> tuple[Told, ...]:
        """What came to the front since this was last asked, each with the moment at which the shell said it."""
        return self._past.take()

    def fileno(self) -> int | None:
        """The bus's socket; None while not connected."""
        return None if self._bus is None else self._bus.fileno()

    def close(self) -> None:
        """Leave the bus; `probe` and `read` come back to it."""
        if self._bus is not None:
            self._bus.close()
            self._bus = None
        self._past.forget()

    def _open(self) -> SessionBus:
        if self._bus is not None:
            return self._bus
        bus = SessionBus(self._environ, self._hear)
        try:
            self._begin(bus)
        except (SensorLost, Refused) as error:
            bus.close()
            if isinstance(error, SensorLost):
                raise
            raise SensorLost(
                Sentence("Our extension of GNOME Shell does not answer."),
                Sentence("Log out and in again."),
            ) from error
        self._bus = bus
        return bus

    def _begin(self, bus: SessionBus) -> None:
        if not bus.owned(NAME):
            if not bus.owned(SHELL):
                raise SensorLost(Sentence("This is not GNOME: its shell is not on the session bus."), "")
            raise SensorLost(
                NO_EXTENSION,
                Sentence("Install ours (wellbeing extension install gnome), then log out and in again."),
            )
        bus.listen(f"type='signal',sender='{NAME}',interface='{NAME}',path='{PATH}',member='Changed'")
        bus.listen_owner(NAME)
        self._take_in(bus.call(jeepney.DBusAddress(PATH, NAME, NAME), "Get"))

    def _hear(self, heard: Heard) -> None:
        if heard.member == "Changed":
            self._take_in(heard.body)
        elif heard.member == "NameOwnerChanged":
            raise SensorLost(
                Sentence("Our extension of GNOME Shell was switched off or started anew."),
                Sentence("It is asked again by itself."),
            )

    def _take_in(self, body: tuple[object, ...]) -> None:
        # One that was installed earlier gives no time.
        app_id, caption, pid, full, us = (*body, "", "", 0, False, 0)[:5]
        tick = of_monotonic(us) if isinstance(us, int) and us else None
        if not app_id and not caption:
            self._past.note(None, tick)
            return
        process = pid if isinstance(pid, int) else 0
        if self._exe[0] != process:
            self._exe = (process, executable(process) if process > 0 else None)
        title = plain(str(caption).encode("utf-8", "replace"))
        seen = Evidence(
            str(app_id) or None, title or None, self._exe[1], process or None, full_screen=full is True
        )
        self._past.note(seen, tick)
