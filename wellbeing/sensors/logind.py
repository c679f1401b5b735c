"""Whether the screen is locked and the machine about to sleep, as logind (or elogind) tells on the system bus."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any

import jeepney
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
from jeepney.wrappers import unwrap_msg

from wellbeing.model.sentence import Sentence
from wellbeing.ports import Fact, SensorLost, SessionState, Support

BUS = "unix:path=/run/dbus/system_bus_socket"
"""Where the system bus listens unless DBUS_SYSTEM_BUS_ADDRESS says otherwise."""
LOGIND = "org.freedesktop.login1"
ROOT = "/org/freedesktop/login1"
MANAGER = f"{LOGIND}.Manager"
SESSION = f"{LOGIND}.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"

ANSWER_S = 5.0
"""A call that takes longer, in seconds, counts as unanswered; logind may have to be started first."""
CONFIRMED_WITHIN = timedelta(seconds=30)
"""`Lock` only asks for a lock; desktops that carry it out set LockedHint (org.freedesktop.login1(5)).
Screen lockers that do not tell would leave the session locked for ever, so an unconfirmed lock is
believed this long: after it, missing input speaks for itself."""


def _tick() -> timedelta:
    return timedelta(seconds=time.monotonic())


class Logind:
    """The state of the person's own session. Waits on the bus's socket; a read without news asks nothing.

    Where no session of this process is known, sleep is still told and the screen counts as unlocked.
    """

    name = "logind"
    fact = Fact.SESSION

    def __init__(self, environ: Mapping[str, str], tick: Callable[[], timedelta] = _tick) -> None:
        self._environ = environ
        self._tick = tick
        self._bus: Any = None  # jeepney has no types
        self._signals: deque[Any] = deque()
        self._forget()

    def _forget(self) -> None:
        self._session: str | None = None
        self._sleeping = False
        self._hint = False
        self._asked: timedelta | None = None
        """When a lock was asked for that LockedHint has not confirmed yet."""
        self._signals.clear()

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
        """Locked and sleeping, as they stand.

        Raises:
            SensorLost: the system bus or logind cannot be reached, or the bus has gone.
        """
        self._open()
        try:
            while True:
                self._bus.recv_messages(timeout=0)
        except TimeoutError:
            pass  # nothing more has arrived
        except OSError as error:
            raise self._lost() from error
        while self._signals:
            self._take_in(self._signals.popleft())
        if self._asked is not None and self._tick() - self._asked > CONFIRMED_WITHIN:
            self._asked = None
        return SessionState(locked=self._hint or self._asked is not None, sleeping=self._sleeping)

    def fileno(self) -> int | None:
        """The bus's socket; None while not connected."""
        return None if self._bus is None else int(self._bus.sock.fileno())

    def close(self) -> None:
        """Leave the bus; `probe` and `read` come back to it."""
        if self._bus is not None:
            self._bus.close()
            self._bus = None
        self._forget()

    def _open(self) -> None:
        if self._bus is not None:
            return
        try:
            self._bus = open_dbus_connection(self._environ.get("DBUS_SYSTEM_BUS_ADDRESS") or BUS)
        # ValueError and RuntimeError: an address that is none, or of a kind that jeepney cannot reach.
        except (OSError, ValueError, RuntimeError, jeepney.DBusErrorResponse) as error:
            raise self._lost(
                Sentence("The system bus cannot be reached, so locking and sleep are not seen.")
            ) from error
        try:
            self._bus.filter(jeepney.MatchRule(type="signal"), queue=self._signals)
            self._subscribe(MANAGER, ROOT, "PrepareForSleep")
            self._await_owner()
            self._sleeping = self._property(ROOT, MANAGER, "PreparingForSleep")
            self._session = next(self._sessions(), None)
            if self._session is not None:
                self._subscribe(SESSION, self._session)
                self._subscribe(PROPERTIES, self._session, "PropertiesChanged")
                self._hint = self._property(self._session, SESSION, "LockedHint")
            # Its answer is left in the socket: a signal may have come in with the answers above, and
            # whoever sleeps on the socket must wake to read it.
            self._bus.send(message_bus.GetId())
        except jeepney.DBusErrorResponse as error:
            self.close()
            raise SensorLost(
                Sentence("logind does not answer on the system bus, so locking and sleep are not seen."),
                Sentence("Install and start systemd-logind or elogind."),
            ) from error
        except OSError as error:
            self.close()
            raise self._lost() from error

    def _lost(self, what: str = "") -> SensorLost:
        return SensorLost(
            what or Sentence("The system bus has gone, so locking and sleep are not seen."),
            Sentence("Check that dbus-daemon or dbus-broker runs (systemctl status dbus)."),
        )

    def _subscribe(self, interface: str, path: str, member: str | None = None) -> None:
        rule = jeepney.MatchRule(type="signal", sender=LOGIND, interface=interface, path=path, member=member)
        self._call(message_bus.AddMatch(rule))

    def _await_owner(self) -> None:
        """Hear of logind's own restart, which may have swallowed news."""
        rule = jeepney.MatchRule(
            type="signal",
            sender=message_bus.bus_name,
            member="NameOwnerChanged",
            path=message_bus.object_path,
        )
        rule.add_arg_condition(0, LOGIND)
        self._call(message_bus.AddMatch(rule))

    def _call(self, message: Any) -> Any:
        """The body of the answer.

        Raises:
            DBusErrorResponse: it was refused.
            OSError: no answer in time, or the bus has gone.
        """
        return unwrap_msg(self._bus.send_and_get_reply(message, timeout=ANSWER_S))

    def _property(self, path: str, interface: str, name: str) -> Any:
        address = jeepney.DBusAddress(path, bus_name=LOGIND, interface=interface)
        return self._call(jeepney.Properties(address).get(name))[0][1]

    def _sessions(self) -> Iterator[str]:
        """Object paths of what may be our session, the surest first; each is known to logind."""
        manager = jeepney.DBusAddress(ROOT, bus_name=LOGIND, interface=MANAGER)
        named = self._environ.get("XDG_SESSION_ID")

        def by_name(name: str) -> str:
            return str(self._call(jeepney.new_method_call(manager, "GetSession", "s", (name,)))[0])

        def by_process() -> str:
            asked = jeepney.new_method_call(manager, "GetSessionByPID", "u", (os.getpid(),))
            return str(self._call(asked)[0])

        def by_user() -> str:
            # Programs that the user's systemd starts belong to no session; `auto` means the person's
            # graphical one then (systemd 246). Its signals come from the real path.
            return by_name(self._property(f"{ROOT}/session/auto", SESSION, "Id"))

        ways: list[Callable[[], str]] = [by_process, by_user]
        if named:
            ways.insert(0, lambda: by_name(named))
        for way in ways:
            try:
                path = way()
                self._property(path, SESSION, "LockedHint")
            except jeepney.DBusErrorResponse:
                continue
            yield path

    def _take_in(self, signal: Any) -> None:
        member = signal.header.fields.get(jeepney.HeaderFields.member)
        if member == "PrepareForSleep":
            self._sleeping = bool(signal.body[0])
        elif member == "Lock":
            self._asked = self._tick()
        elif member == "Unlock":
            self._asked, self._hint = None, False
        elif member == "PropertiesChanged" and "LockedHint" in signal.body[1]:
            self._asked, self._hint = None, bool(signal.body[1]["LockedHint"][1])
        elif member == "NameOwnerChanged" and signal.body[2]:
            self._ask_again()

    def _ask_again(self) -> None:
        try:
            self._sleeping = self._property(ROOT, MANAGER, "PreparingForSleep")
            if self._session is not None:
                self._hint = self._property(self._session, SESSION, "LockedHint")
        except (OSError, jeepney.DBusErrorResponse) as error:
            raise SensorLost(
                Sentence("logind started anew and does not answer."), Sentence("It is tried again by itself.")
            ) from error
