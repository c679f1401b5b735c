"""A connection to the session bus for the desktops' sensors: calls with an end, signals in a queue."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jeepney
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
from jeepney.wrappers import unwrap_msg

from wellbeing.model.sentence import Sentence
from wellbeing.ports import SensorLost

ANSWER_S = 5.0
"""A call that takes longer, in seconds, counts as unanswered."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A signal or call that came in."""

    member: str
    body: tuple[Any, ...]
    """Values as jeepney gives them, which have no types."""
    sender: str
    """Unique name."""
    path: str


class Refused(Exception):
    """The other side answered with an error; its name is the text."""


class DesktopBus:
    """For one thread. What arrives is queued by `arrived`; waits on `fileno`.

    Args:
        environ: says where the bus is.
        address: of another bus of the session, such as that of assistive technology.

    Raises:
        SensorLost: the bus cannot be reached; also by every call once it has gone.
    """

    def __init__(self, environ: Mapping[str, str], address: str | None = None) -> None:
        address = address or environ.get("DBUS_SESSION_BUS_ADDRESS") or ""
        if not address and environ.get("XDG_RUNTIME_DIR"):
            address = f"unix:path={environ['XDG_RUNTIME_DIR']}/bus"
        try:
            self._bus: Any = open_dbus_connection(address)  # jeepney has no types
        # ValueError and RuntimeError: an address that is none, or of a kind that jeepney cannot reach.
        except (OSError, ValueError, RuntimeError, jeepney.DBusErrorResponse) as error:
            raise SensorLost(
                Sentence("The session bus cannot be reached."),
                Sentence("Start the program from within your desktop session (DBUS_SESSION_BUS_ADDRESS)."),
            ) from error
        self._queue: deque[Any] = deque()
        self._filters: list[Any] = []

    @property
    def name(self) -> str:
        """Our own unique name, such as `:1.42`."""
        return str(self._bus.unique_name)

    def call(
        self,
        bus_name: str,
        path: str,
        interface: str,
        member: str,
        signature: str = "",
        *body: object,
        patience_s: float = ANSWER_S,
    ) -> tuple[Any, ...]:
        """The body of the answer; nothing later than `patience_s` counts as one.

        Raises:
            Refused: the answer was an error, or nobody has the name.
        """
        address = jeepney.DBusAddress(path, bus_name=bus_name, interface=interface)
        message = jeepney.new_method_call(address, member, signature or None, body)
        return self._ask(message, patience_s)

    def owned(self, bus_name: str) -> bool:
        """Whether somebody has this name."""
        return bool(self._ask(message_bus.NameHasOwner(bus_name))[0])

    def hear_signals(
        self, interface: str, sender: str | None = None, path: str | None = None, member: str | None = None
    ) -> None:
        """Queue signals that fit all that is given."""
        # The bus knows who has a well-known name; messages carry the unique one, so we do not ask for it here.
        self._hear(jeepney.MatchRule(type="signal", interface=interface, path=path, member=member))
        rule = jeepney.MatchRule(type="signal", sender=sender, interface=interface, path=path, member=member)
        self._ask(message_bus.AddMatch(rule))

    def hear_owner(self, bus_name: str) -> None:
        """Queue the signal that tells when somebody takes or leaves a name."""
        match = jeepney.MatchRule(
            type="signal",
            sender=message_bus.bus_name,
            path=message_bus.object_path,
            member="NameOwnerChanged",
        )
        match.add_arg_condition(0, bus_name)
        self._hear(match)
        self._ask(message_bus.AddMatch(match))

    def hear_calls(self, interface: str) -> None:
        """Queue calls to us."""
        self._hear(jeepney.MatchRule(type="method_call", interface=interface))

    def arrived(self) -> list[Heard]:
        """Everything heard since the last time, without waiting."""
        try:
            while True:
                self._bus.recv_messages(timeout=0)
        except TimeoutError:
            pass
        except OSError as error:
            raise self._gone() from error
        heard = [_heard(message) for message in self._queue]
        self._queue.clear()
        return heard

    def prod(self) -> None:
        """Make the file number readable soon, so that whoever sleeps on it reads again."""
        try:
            self._bus.send(message_bus.GetId())
        except OSError as error:
            raise self._gone() from error

    def fileno(self) -> int:
        """Readable when something has arrived."""
        return int(self._bus.sock.fileno())

    def close(self) -> None:
        """Leave the bus; may be called twice."""
        self._bus.close()

    def _hear(self, match: Any) -> None:
        self._filters.append(self._bus.filter(match, queue=self._queue))

    def _ask(self, message: Any, patience_s: float = ANSWER_S) -> tuple[Any, ...]:
        try:
            return tuple(unwrap_msg(self._bus.send_and_get_reply(message, timeout=patience_s)))
        except jeepney.DBusErrorResponse as error:
            raise Refused(error.name) from error
        except TimeoutError as error:
            raise Refused("no answer") from error
        except OSError as error:
            raise self._gone() from error

    def _gone(self) -> SensorLost:
        return SensorLost(
            Sentence("The session bus has gone."), Sentence("Nothing to do: it is tried again by itself.")
        )


def _heard(message: Any) -> Heard:
    fields, names = message.header.fields, jeepney.HeaderFields
    sender, path = str(fields.get(names.sender, "")), str(fields.get(names.path, ""))
    return Heard(str(fields.get(names.member)), tuple(message.body), sender, path)
