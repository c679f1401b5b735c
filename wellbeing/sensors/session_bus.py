"""The session bus for sensors: questions whose answers come when they come, so that no program holds up the beat."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import jeepney
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

from wellbeing.model.sentence import Sentence
from wellbeing.ports import SensorLost

ANSWER_S = 2.0
"""How long `settle` waits for answers, in seconds; only while a sensor is being chosen."""
Then = Callable[[tuple[Any, ...] | None], None]
"""Called with the answer's body; None where it was refused."""
Heard = Callable[[Any], None]
"""Called with a signal's message; jeepney has no types."""


class SessionBus:
    """A connection of its own, for one thread.

    Raises:
        SensorLost: there is no session bus, or it has gone.
    """

    def __init__(self, environ: Mapping[str, str], heard: Heard) -> None:
        runtime = environ.get("XDG_RUNTIME_DIR", "")
        address = environ.get("DBUS_SESSION_BUS_ADDRESS") or (f"unix:path={runtime}/bus" if runtime else "")
        if not address:
            raise _none()
        try:
            self._bus: Any = open_dbus_connection(address)
        # ValueError and RuntimeError: an address that is none, or of a kind that jeepney cannot reach.
        except (OSError, ValueError, RuntimeError, jeepney.DBusErrorResponse) as error:
            raise _none() from error
        self._heard = heard
        self._asked: dict[int, Then] = {}

    def fileno(self) -> int:
        """Readable when something has arrived, or the bus has gone."""
        return int(self._bus.sock.fileno())

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()

    def ask(self, message: Any, then: Then) -> None:
        """Ask; `then` is called by a later `take_in`."""
        serial = next(self._bus.outgoing_serial)
        self._asked[serial] = then
        try:
            self._bus.send(message, serial=serial)
        except OSError as error:
            raise _gone() from error

    def property(self, where: jeepney.DBusAddress, name: str, then: Then) -> None:
        """Ask for a property; starts no program for it. `then` gets a body of one value, without its type."""
        message = jeepney.Properties(where).get(name)
        message.header.flags |= jeepney.MessageFlag.no_auto_start
        self.ask(message, lambda body: then(None if body is None else (body[0][1],)))

    def listen(self, rule: str) -> None:
        """Hear of signals that fit a rule (D-Bus specification, match rules)."""
        self.ask(jeepney.new_method_call(message_bus, "AddMatch", "s", (rule,)), lambda _: None)

    def take_in(self) -> None:
        """Take in everything that has arrived; never waits."""
        self._receive(0.0)

    def settle(self) -> None:
        """Wait until every question is answered, at most `ANSWER_S`."""
        end = time.monotonic() + ANSWER_S
        while self._asked and (left := end - time.monotonic()) > 0:
            self._receive(left, once=True)

    def _receive(self, timeout: float, *, once: bool = False) -> None:
        while True:
            try:
                message = self._bus.receive(timeout=timeout)
            except TimeoutError:
                return
            except OSError as error:
                raise _gone() from error
            self._dispatch(message)
            if once:
                return

    def _dispatch(self, message: Any) -> None:
        kind = message.header.message_type
        if kind is jeepney.MessageType.signal:
            self._heard(message)
            return
        then = self._asked.pop(message.header.fields.get(jeepney.HeaderFields.reply_serial), None)
        if then is not None:
            then(tuple(message.body) if kind is jeepney.MessageType.method_return else None)


def member(message: Any) -> str:
    """A signal's name."""
    return str(message.header.fields.get(jeepney.HeaderFields.member))


def sender(message: Any) -> str:
    """Who sent it, by unique name."""
    return str(message.header.fields.get(jeepney.HeaderFields.sender))


def path(message: Any) -> str:
    """The object that sent it."""
    return str(message.header.fields.get(jeepney.HeaderFields.path))


def _none() -> SensorLost:
    return SensorLost(
        Sentence("The session bus cannot be reached."),
        Sentence("Start the program from within the desktop session (DBUS_SESSION_BUS_ADDRESS)."),
    )


def _gone() -> SensorLost:
    return SensorLost(
        Sentence("The session bus has gone."), Sentence("Nothing to do: it is tried again by itself.")
    )
