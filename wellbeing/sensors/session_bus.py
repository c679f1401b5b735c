"""A message bus for sensors: questions whose answers come when they come, so that no program holds up the beat.

Only while a sensor is being chosen may it wait for answers, and then for `OPENING_S` in all.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import jeepney
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

from wellbeing.model.sentence import Sentence
from wellbeing.ports import SensorLost

OPENING_S = 4.0
"""How long after connecting `settle` and `call` may wait for answers, in seconds, all together."""
Then = Callable[[tuple[Any, ...] | None], None]
"""Called with the answer's body, whose values have no types; None where it was refused."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A signal, or a call to us, that came in."""

    member: str
    body: tuple[Any, ...]
    """Values as jeepney gives them, which have no types."""
    sender: str
    """Unique name."""
    path: str


class Refused(Exception):
    """The other side answered with an error, or not in time."""


class SessionBus:
    """A connection of its own, for one thread.

    Whoever opened it reads once before sleeping on `fileno`: what came in beside an answer wakes nobody.

    Args:
        environ: says where the bus is.
        heard: called with each signal that was asked for, and each call to us; may raise SensorLost.
        address: of another bus of the session, such as that of assistive technology.

    Raises:
        SensorLost: there is no such bus, or it has gone; also by every method once it has gone.
    """

    def __init__(
        self, environ: Mapping[str, str], heard: Callable[[Heard], None], address: str | None = None
    ) -> None:
        runtime = environ.get("XDG_RUNTIME_DIR", "")
        address = address or environ.get("DBUS_SESSION_BUS_ADDRESS")
        address = address or (f"unix:path={runtime}/bus" if runtime else "")
        if not address:
            raise self.nobody()
        try:
            self._bus: Any = open_dbus_connection(address)
        # ValueError and RuntimeError: an address that is none, or of a kind that jeepney cannot reach.
        except (OSError, ValueError, RuntimeError, jeepney.DBusErrorResponse) as error:
            raise self.nobody() from error
        self._heard = heard
        self._asked: dict[int, Then] = {}
        self._opened_until = time.monotonic() + OPENING_S

    def nobody(self) -> SensorLost:
        """What is said where the bus cannot be reached."""
        return SensorLost(
            Sentence("The session bus cannot be reached."),
            Sentence("Start the program from within the desktop session (DBUS_SESSION_BUS_ADDRESS)."),
        )

    def gone(self) -> SensorLost:
        """What is said once it has gone."""
        return SensorLost(
            Sentence("The session bus has gone."), Sentence("Nothing to do: it is tried again by itself.")
        )

    @property
    def name(self) -> str:
        """Our own unique name, such as `:1.42`."""
        return str(self._bus.unique_name)

    def fileno(self) -> int:
        """Readable when something has arrived, or the bus has gone."""
        return int(self._bus.sock.fileno())

    def close(self) -> None:
        """Leave the bus; may be called twice."""
        self._bus.close()

    def ask(self, message: Any, then: Then) -> None:
        """Ask; `then` is called by a later `take_in`."""
        serial = next(self._bus.outgoing_serial)
        self._asked[serial] = then
        self._send(message, serial)

    def tell(self, message: Any) -> None:
        """Ask for something whose answer nobody needs."""
        message.header.flags |= jeepney.MessageFlag.no_reply_expected
        self._send(message, next(self._bus.outgoing_serial))

    def property(self, where: jeepney.DBusAddress, name: str, then: Then) -> None:
        """Ask for a property; starts no program for it. `then` gets a body of one value, without its type."""
        message = jeepney.Properties(where).get(name)
        message.header.flags |= jeepney.MessageFlag.no_auto_start
        self.ask(message, lambda body: then(None if body is None else (body[0][1],)))

    def listen(self, rule: str) -> None:
        """Hear of signals that fit a rule (D-Bus specification, match rules)."""
        self.ask(jeepney.new_method_call(message_bus, "AddMatch", "s", (rule,)), lambda _: None)

    def listen_owner(self, bus_name: str) -> None:
        """Hear of `NameOwnerChanged` when somebody takes or leaves a name."""
        self.listen(
            f"type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='{bus_name}'"
        )

    def take_in(self) -> None:
        """Take in everything that has arrived; never waits."""
        self._receive(0.0)

    def settle(self) -> None:
        """Wait until every question is answered, no longer than opening may take."""
        self.wait(lambda: not self._asked, OPENING_S)

    def wait(self, done: Callable[[], bool], seconds: float) -> bool:
        """Take in what arrives until something is done; whether it was, in that time. Only while opening."""
        end = min(time.monotonic() + seconds, self._opened_until)
        while not done() and (left := end - time.monotonic()) > 0:
            self._receive(left, once=True)
        return done()

    def call(
        self, where: jeepney.DBusAddress, member: str, signature: str = "", *body: object
    ) -> tuple[Any, ...]:
        """The body of the answer; only while opening.

        Raises:
            Refused: the answer was an error, or did not come in the time that opening may take.
        """
        return self._answer(jeepney.new_method_call(where, member, signature or None, body))

    def owned(self, bus_name: str) -> bool:
        """Whether somebody has this name; only while opening."""
        return bool(self._answer(message_bus.NameHasOwner(bus_name))[0])

    def _answer(self, message: Any) -> tuple[Any, ...]:
        answers: list[tuple[Any, ...] | None] = []
        self.ask(message, answers.append)
        self.wait(lambda: bool(answers), OPENING_S)
        if not answers or answers[0] is None:
            raise Refused(message.header.fields.get(jeepney.HeaderFields.member))
        return answers[0]

    def _send(self, message: Any, serial: int) -> None:
        try:
            self._bus.send(message, serial=serial)
        except OSError as error:
            raise self.gone() from error

    def _receive(self, timeout: float, *, once: bool = False) -> None:
        while True:
            try:
                message = self._bus.receive(timeout=timeout)
            except TimeoutError:
                return
            except OSError as error:
                raise self.gone() from error
            self._dispatch(message)
            if once:
                return

    def _acknowledge(self, call: Any) -> None:
        """A bus lets a program have so many open calls (dbus-daemon(1), max_replies_per_connection), then no more."""
        if not call.header.flags & jeepney.MessageFlag.no_reply_expected:
            self._send(jeepney.new_method_return(call), next(self._bus.outgoing_serial))

    def _dispatch(self, message: Any) -> None:
        kind, fields, names = message.header.message_type, message.header.fields, jeepney.HeaderFields
        if kind is jeepney.MessageType.method_call:
            self._acknowledge(message)
        if kind in (jeepney.MessageType.signal, jeepney.MessageType.method_call):
            sender, path = str(fields.get(names.sender, "")), str(fields.get(names.path, ""))
            self._heard(Heard(str(fields.get(names.member)), tuple(message.body), sender, path))
            return
        then = self._asked.pop(fields.get(names.reply_serial), None)
        if then is not None:
            then(tuple(message.body) if kind is jeepney.MessageType.method_return else None)
