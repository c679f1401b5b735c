"""Whether input has stopped on GNOME and its relatives, by the idle monitor of their compositor.

Mutter's (org.gnome.Mutter.IdleMonitor) is also that of Pantheon, Phosh and GNOME Kiosk; Cinnamon's Muffin has the same
under a name of its own.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import jeepney

from wellbeing.model.sentence import Sentence
from wellbeing.ports import Fact, SensorLost, Support
from wellbeing.sensors.session_bus import Heard, Refused, SessionBus

MUTTER, MUFFIN = "org.gnome.Mutter.IdleMonitor", "org.cinnamon.Muffin.IdleMonitor"
MILLISECOND = timedelta(milliseconds=1)


def _tick() -> timedelta:
    return timedelta(seconds=time.monotonic())


class GnomeIdle:
    """Time since the last input, known once it has reached the threshold; zero before. Woken twice an idle period."""

    fact = Fact.IDLE

    def __init__(
        self,
        environ: Mapping[str, str],
        threshold: timedelta,
        tick: Callable[[], timedelta] = _tick,
        monitor: str = MUTTER,
    ) -> None:
        self._environ = environ
        self._monitor = monitor
        core = f"/{monitor.replace('.', '/')}/Core"  # all input devices together
        self._where = jeepney.DBusAddress(core, monitor, monitor)
        self._threshold = max(threshold, MILLISECOND)
        self._tick = tick
        self._bus: SessionBus | None = None
        self._idle_watch = self._active_watch = -1
        self._since: timedelta | None = None
        """When input stopped, by the monotonic clock; None while there is input."""

    @property
    def name(self) -> str:
        """Another for each monitor."""
        return "gnome-idle" if self._monitor == MUTTER else "cinnamon-idle"

    def probe(self) -> Support:
        """Whether the compositor counts the time since the last input."""
        try:
            self._open()
        except SensorLost as lost:
            self.close()
            return Support(False, lost.sentence, lost.remedy)
        return Support(True, Sentence("The desktop's idle monitor wakes us when input stops and returns."))

    def read(self) -> timedelta:
        """Time since the last input once it reached the threshold, else zero.

        Raises:
            SensorLost: the bus or GNOME has gone.
        """
        self._open().take_in()
        return timedelta(0) if self._since is None else self._tick() - self._since

    @property
    def grain(self) -> timedelta:
        """A shorter silence is told as none."""
        return self._threshold

    def fileno(self) -> int | None:
        """The bus's socket; None while not connected."""
        return None if self._bus is None else self._bus.fileno()

    def close(self) -> None:
        """Leave the bus, with which the watches end; `probe` and `read` come back to it."""
        if self._bus is not None:
            self._bus.close()
            self._bus = None
        self._since = None

    def _open(self) -> SessionBus:
        if self._bus is not None:
            return self._bus
        bus = SessionBus(self._environ, self._hear)
        try:
            self._watch(bus)
        except (Refused, SensorLost) as error:
            bus.close()
            if isinstance(error, SensorLost):
                raise
            raise SensorLost(
                Sentence("Nobody on the session bus counts idle time ({monitor}).", monitor=self._monitor),
                "",
            ) from error
        self._bus = bus
        return bus

    def _watch(self, bus: SessionBus) -> None:
        bus.listen(
            f"type='signal',sender='{self._monitor}',interface='{self._monitor}',"
            f"path='{self._where.object_path}',member='WatchFired'"
        )
        bus.listen_owner(self._monitor)
        limit_ms = self._threshold // MILLISECOND  # refused where nobody has the name
        (self._idle_watch,) = bus.call(self._where, "AddIdleWatch", "t", limit_ms)
        (idle_ms,) = bus.call(self._where, "GetIdletime")
        if idle_ms >= limit_ms:
            self._stopped(bus, timedelta(milliseconds=idle_ms))

    def _hear(self, heard: Heard) -> None:
        if heard.member == "NameOwnerChanged":
            raise SensorLost(
                Sentence("The desktop's idle monitor has gone or was started anew."),
                Sentence("It is asked again by itself."),
            )
        if heard.member == "WatchFired" and heard.body[0] == self._active_watch:
            self._since = None
        elif heard.member == "WatchFired" and heard.body[0] == self._idle_watch and self._bus is not None:
            self._stopped(self._bus, self._threshold)

    def _stopped(self, bus: SessionBus, idle: timedelta) -> None:
        """Input has stopped: ask to be told of its return, and whether it has returned before that was asked."""
        self._since = self._tick() - idle

        def watched(body: tuple[Any, ...] | None) -> None:
            if body is None:
                raise SensorLost(
                    Sentence("The desktop no longer tells when input returns."),
                    Sentence("It is asked again by itself."),
                )
            (self._active_watch,) = body

        def counted(body: tuple[Any, ...] | None) -> None:
            if body is not None and timedelta(milliseconds=body[0]) < self._threshold:
                self._since = None

        bus.ask(jeepney.new_method_call(self._where, "AddUserActiveWatch"), watched)
        bus.ask(jeepney.new_method_call(self._where, "GetIdletime"), counted)
