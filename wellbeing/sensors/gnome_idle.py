"""Whether input has stopped on GNOME, by the idle monitor of its compositor (org.gnome.Mutter.IdleMonitor)."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import timedelta

from wellbeing.model.sentence import Sentence
from wellbeing.ports import Fact, SensorLost, Support
from wellbeing.sensors.desktop_bus import DesktopBus, Refused

MONITOR = "org.gnome.Mutter.IdleMonitor"
CORE = "/org/gnome/Mutter/IdleMonitor/Core"
"""All input devices together."""
MILLISECOND = timedelta(milliseconds=1)


def _tick() -> timedelta:
    return timedelta(seconds=time.monotonic())


class GnomeIdle:
    """Time since the last input, known once it has reached the threshold; zero before. Woken twice an idle period."""

    name = "gnome-idle"
    fact = Fact.IDLE

    def __init__(
        self, environ: Mapping[str, str], threshold: timedelta, tick: Callable[[], timedelta] = _tick
    ) -> None:
        self._environ = environ
        self._threshold = max(threshold, MILLISECOND)
        self._tick = tick
        self._bus: DesktopBus | None = None
        self._idle_watch = self._active_watch = -1
        self._since: timedelta | None = None
        """When input stopped, by the monotonic clock; None while there is input."""

    def probe(self) -> Support:
        """Whether Mutter counts the time since the last input."""
        try:
            self._open()
        except SensorLost as lost:
            self.close()
            return Support(False, lost.sentence, lost.remedy)
        return Support(True, Sentence("GNOME wakes us when input stops and returns."))

    def read(self) -> timedelta:
        """Time since the last input once it reached the threshold, else zero.

        Raises:
            SensorLost: the bus or GNOME has gone.
        """
        bus = self._open()
        for heard in bus.arrived():
            if heard.member == "NameOwnerChanged":
                raise SensorLost(
                    Sentence("GNOME Shell has gone or was started anew."),
                    Sentence("It is asked again by itself."),
                )
            if heard.member == "WatchFired" and heard.body[0] == self._idle_watch:
                self._stopped(bus, self._threshold)
            elif heard.member == "WatchFired" and heard.body[0] == self._active_watch:
                self._since = None
        return timedelta(0) if self._since is None else self._tick() - self._since

    def fileno(self) -> int | None:
        """The bus's socket; None while not connected."""
        return None if self._bus is None else self._bus.fileno()

    def close(self) -> None:
        """Leave the bus, with which the watches end; `probe` and `read` come back to it."""
        if self._bus is not None:
            self._bus.close()
            self._bus = None
        self._since = None

    def _open(self) -> DesktopBus:
        if self._bus is not None:
            return self._bus
        bus = DesktopBus(self._environ)
        try:
            if bus.owned(MONITOR):
                self._watch(bus)
                self._bus = bus
                return bus
        except Refused:
            pass
        except SensorLost:
            bus.close()
            raise
        bus.close()
        raise SensorLost(Sentence("This is not GNOME: nobody on the session bus counts idle time."), "")

    def _watch(self, bus: DesktopBus) -> None:
        bus.hear_signals(sender=MONITOR, interface=MONITOR, path=CORE, member="WatchFired")
        bus.hear_owner(MONITOR)
        limit_ms = self._threshold // MILLISECOND
        (self._idle_watch,) = bus.call(MONITOR, CORE, MONITOR, "AddIdleWatch", "t", limit_ms)
        (idle_ms,) = bus.call(MONITOR, CORE, MONITOR, "GetIdletime")
        if idle_ms >= limit_ms:
            self._stopped(bus, timedelta(milliseconds=idle_ms))
        bus.prod()

    def _stopped(self, bus: DesktopBus, idle: timedelta) -> None:
        self._since = self._tick() - idle
        try:
            (self._active_watch,) = bus.call(MONITOR, CORE, MONITOR, "AddUserActiveWatch")
        except Refused as error:
            raise SensorLost(
                Sentence("GNOME no longer tells when input returns."),
                Sentence("It is asked again by itself."),
            ) from error
