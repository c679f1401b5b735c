"""One conversation with the notification server on the session bus, in the words of the specification."""

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
from wellbeing.notify.server import Server, server
from wellbeing.ports import KnownError, Note, Urgency

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
ANSWER_S = 5.0
"""A server that takes longer, in seconds, shows nothing; it may have to be started first."""
SHORT_MS = 10_000
"""How long a note of low urgency stays where the server follows the wish."""
OPEN = "default"
"""The action of a click on the note itself (specification, section 4)."""


@dataclass(frozen=True, slots=True)
class Signal:
    """What the server tells by itself."""

    member: str
    """`ActionInvoked`, `NotificationClosed`, or `NameOwnerChanged` when the server came or went."""
    body: tuple[Any, ...]  # jeepney's values have no types


class NotificationBus:
    """A connection of its own; for one thread.

    Raises:
        KnownError: no session bus, or it has gone.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        address = environ.get("DBUS_SESSION_BUS_ADDRESS") or _default(environ)
        if not address:
            raise _no_bus()
        try:
            self._bus: Any = open_dbus_connection(address)
        # ValueError and RuntimeError: an address that is none, or of a kind that jeepney cannot reach.
        except (OSError, ValueError, RuntimeError, jeepney.DBusErrorResponse) as error:
            raise _no_bus() from error
        self._signals: deque[Any] = deque()
        self._bus.filter(jeepney.MatchRule(type="signal"), queue=self._signals)
        self._server: Server | None = None
        self._where = jeepney.DBusAddress(PATH, bus_name=NAME, interface=NAME)
        rule = jeepney.MatchRule(type="signal", interface=NAME, path=PATH)
        self._call(message_bus.AddMatch(rule))
        owner = jeepney.MatchRule(
            type="signal",
            sender=message_bus.bus_name,
            member="NameOwnerChanged",
            path=message_bus.object_path,
        )
        owner.add_arg_condition(0, NAME)
        self._call(message_bus.AddMatch(owner))

    def fileno(self) -> int:
        """Readable when a signal arrives or the bus goes."""
        return int(self._bus.sock.fileno())

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()

    def running(self) -> bool:
        """Whether a server runs, or would be started by the bus."""
        names = self._call(message_bus.ListActivatableNames())[0]
        return NAME in names or bool(self._call(message_bus.NameHasOwner(NAME))[0])

    def server(self) -> Server:
        """Who shows notes; asked once until it is restarted.

        Raises:
            KnownError: nobody answers.
        """
        if self._server is None:
            name, _vendor, version, _spec = self._ask("GetServerInformation")
            (capabilities,) = self._ask("GetCapabilities")
            self._server = server(name, version, capabilities)
        return self._server

    def notify(self, note: Note, replaces: int, icon: str = "") -> int:
        """Show a note; its number.

        Args:
            note: what to show.
            replaces: number of the note it replaces; 0 for none.
            icon: name in the icon theme or `file://` address; empty for none.

        Raises:
            KnownError: the server is gone or refuses.
        """
        known = self.server()
        shown = note.buttons if known.buttons is None else note.buttons[: known.buttons]
        actions: list[str] = [] if known.buttons == 0 else [OPEN, ""]
        for button in shown:
            actions += [button.key, button.label]
        low = note.urgency is Urgency.LOW
        hints = {
            "urgency": ("y", int(note.urgency)),
            "desktop-entry": ("s", "wellbeing"),
            "suppress-sound": ("b", True),
            "transient": ("b", low),
        }
        body = (
            "Wellbeing",
            replaces,
            icon,
            known.title(note.title),
            known.body(note.body),
            actions,
            hints,
            SHORT_MS if low else -1,
        )
        (number,) = self._ask("Notify", "susssasa{sv}i", body)
        return int(number)

    def take_away(self, number: int) -> None:
        """Close a note; nothing happens where it is gone already."""
        try:
            self._ask("CloseNotification", "u", (number,))
        except KnownError:
            return  # the specification allows an error for a note that is no more

    def signals(self) -> list[Signal]:
        """What has arrived since.

        Raises:
            KnownError: the bus has gone.
        """
        try:
            while True:
                self._bus.recv_messages(timeout=0)
        except TimeoutError:
            pass  # nothing more has arrived
        except OSError as error:
            raise _gone() from error
        told = []
        while self._signals:
            message = self._signals.popleft()
            member = str(message.header.fields.get(jeepney.HeaderFields.member))
            if member == "NameOwnerChanged":
                self._server = None
            elif member not in ("ActionInvoked", "NotificationClosed"):
                continue  # what the bus tells every client, and what the specification adds later
            told.append(Signal(member, tuple(message.body)))
        return told

    @property
    def waiting(self) -> bool:
        """Whether signals came in with an answer, so that the file number would sleep on them."""
        return bool(self._signals)

    def _ask(self, member: str, signature: str | None = None, body: tuple[Any, ...] = ()) -> Any:
        return self._call(jeepney.new_method_call(self._where, member, signature, body))

    def _call(self, message: Any) -> Any:
        try:
            return unwrap_msg(self._bus.send_and_get_reply(message, timeout=ANSWER_S))
        except jeepney.DBusErrorResponse as error:
            raise KnownError(
                Sentence("The notification server does not answer ({error}).", error=error.name),
                Sentence("Start one, such as dunst, xfce4-notifyd or that of your desktop."),
            ) from error
        except TimeoutError as error:
            raise KnownError(
                Sentence("The notification server does not answer in time."),
                Sentence("Start it again, or another one."),
            ) from error
        except OSError as error:
            raise _gone() from error


class BusGone(KnownError):
    """The session bus went away; it is tried again with the next note."""


def _gone() -> BusGone:
    return BusGone("The session bus has gone.", "It is tried again with the next note.")


def _no_bus() -> KnownError:
    return KnownError(
        Sentence("The session bus cannot be reached, so the desktop cannot show notes."),
        Sentence("Start the program from within the desktop session (DBUS_SESSION_BUS_ADDRESS)."),
    )


def _default(environ: Mapping[str, str]) -> str:
    """Where systemd's user bus listens when nothing says otherwise."""
    runtime = environ.get("XDG_RUNTIME_DIR", "")
    return f"unix:path={runtime}/bus" if runtime else ""
