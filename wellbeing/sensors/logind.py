"""Whether the screen is locked and the machine about to sleep, as logind (or elogind) tells on the system bus."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import jeepney
from jeepney.bus_messages import message_bus

from wellbeing.model.sentence import Sentence
from wellbeing.ports import Fact, SensorLost, SessionState, Support
from wellbeing.sensors.logind_bus import (
    LOGIND,
    MANAGER,
    PROPERTIES,
    ROOT,
    SESSION,
    SystemBus,
    own_session,
    property_of,
    rule,
)
from wellbeing.sensors.session_bus import Heard, Refused

ANSWER = timedelta(seconds=5)
"""A logind that started anew and says nothing for longer counts as lost."""
CONFIRMED_WITHIN = timedelta(seconds=30)
"""`Lock` only asks for a lock; desktops that carry it out set LockedHint (org.freedesktop.login1(5)).
Screen lockers that do not tell would leave the session locked for ever, so an unconfirmed lock is
believed this long: after it, missing input speaks for itself."""


def _tick() -> timedelta:
    return timedelta(seconds=time.monotonic())


class Logind:
    """The state of the person's own session. Waits on the bus's socket; a read without news asks nothing.

    A session that another one has taken the screen from (another person's, or a console) counts as locked. Where no
    session of this process is known, sleep is still told and the screen counts as unlocked.
    """

    name = "logind"
    fact = Fact.SESSION

    def __init__(self, environ: Mapping[str, str], tick: Callable[[], timedelta] = _tick) -> None:
        self._environ = environ
        self._tick = tick
        self._bus: SystemBus | None = None
        self._forget()

    def _forget(self) -> None:
        self._session: str | None = None
        self._sleeping = False
        self._hint = False
        self._seen: bool | None = None
        """Whether the session has the screen; None until it had it: with X on a console of its own it never has."""
        self._lock_asked: timedelta | None = None
        """When a lock was asked for that LockedHint has not confirmed yet."""
        self._owed: timedelta | None = None
        """When a logind that started anew was asked how things stand; None once it has answered."""

    def probe(self) -> Support:
        """Whether logind answers on the system bus."""
        try:
            self._open()
        except SensorLost as lost:
            return Support(False, lost.sentence, lost.remedy)
        if self._session is None:
            return Support(
                True,
                Sentence(
                    "logind tells when the machine sleeps, but knows no session of this program: "
                    "locking is not seen."
                ),
                Sentence("Start the program from within the desktop session."),
            )
        return Support(True, Sentence("logind tells when the screen is locked and when the machine sleeps."))

    def read(self) -> SessionState:
        """Locked and sleeping, as they stand; never waits for logind once it is open.

        Raises:
            SensorLost: the system bus or logind cannot be reached, or has gone.
        """
        self._open().take_in()
        now = self._tick()
        if self._lock_asked is not None and now - self._lock_asked > CONFIRMED_WITHIN:
            self._lock_asked = None
        if self._owed is not None and now - self._owed > ANSWER:
            raise _silent()
        locked = self._hint or self._lock_asked is not None or self._seen is False
        return SessionState(locked=locked, sleeping=self._sleeping)

    def fileno(self) -> int | None:
        """The bus's socket; None while not connected."""
        return None if self._bus is None else self._bus.fileno()

    def close(self) -> None:
        """Leave the bus; `probe` and `read` come back to it."""
        if self._bus is not None:
            self._bus.close()
            self._bus = None
        self._forget()

    def _open(self) -> SystemBus:
        if self._bus is not None:
            return self._bus
        bus = SystemBus(self._environ, self._hear)
        try:
            self._ask_all(bus)
        except (Refused, SensorLost) as error:
            bus.close()
            self._forget()
            if isinstance(error, SensorLost):
                raise
            raise SensorLost(
                Sentence("logind does not answer on the system bus, so locking and sleep are not seen."),
                Sentence("Install and start systemd-logind or elogind."),
            ) from error
        self._bus = bus
        # Its answer is left in the socket: a signal may have come in with the answers before, and
        # whoever sleeps on the socket must wake to read it.
        bus.ask(message_bus.GetId(), lambda _: None)
        return bus

    def _ask_all(self, bus: SystemBus) -> None:
        bus.listen(rule(MANAGER, ROOT, "PrepareForSleep"))
        bus.listen_owner(LOGIND)  # its own restart may swallow news
        self._sleeping = bool(property_of(bus, ROOT, MANAGER, "PreparingForSleep"))
        self._session = own_session(bus, self._environ)
        if self._session is not None:
            bus.listen(rule(SESSION, self._session))
            bus.listen(rule(PROPERTIES, self._session, "PropertiesChanged"))
            self._hint = bool(property_of(bus, self._session, SESSION, "LockedHint"))
            self._seen = bool(property_of(bus, self._session, SESSION, "Active")) or None

    def _hear(self, heard: Heard) -> None:
        if heard.member == "PrepareForSleep":
            self._sleeping = bool(heard.body[0])
        elif heard.member == "Lock":
            self._lock_asked = self._tick()
        elif heard.member == "Unlock":
            self._lock_asked, self._hint = None, False
        elif heard.member == "PropertiesChanged":
            self._changed(heard.body[1])
        elif heard.member == "NameOwnerChanged" and heard.body[2] and self._bus is not None:
            self._ask_again(self._bus)

    def _changed(self, values: Mapping[str, tuple[str, object]]) -> None:
        if "LockedHint" in values:
            self._lock_asked, self._hint = None, bool(values["LockedHint"][1])
        if "Active" in values:
            active = bool(values["Active"][1])
            self._seen = active if active or self._seen is not None else None

    def _ask_again(self, bus: SystemBus) -> None:
        """Of a logind that started anew; its answers come when they come."""
        self._owed = self._tick()

        def sleeping(body: tuple[Any, ...] | None) -> None:
            self._sleeping = bool(_answered(body))
            self._owed = None if self._session is None else self._owed

        def hint(body: tuple[Any, ...] | None) -> None:
            self._hint, self._owed = bool(_answered(body)), None

        bus.property(jeepney.DBusAddress(ROOT, LOGIND, MANAGER), "PreparingForSleep", sleeping)
        if self._session is not None:
            bus.property(jeepney.DBusAddress(self._session, LOGIND, SESSION), "LockedHint", hint)


def _answered(body: tuple[Any, ...] | None) -> object:
    if body is None:
        raise _silent()
    return body[0]


def _silent() -> SensorLost:
    return SensorLost(
        Sentence("logind started anew and does not answer."), Sentence("It is tried again by itself.")
    )
