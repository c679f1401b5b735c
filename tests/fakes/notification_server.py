"""A notification server on a private bus that holds its clients to the specification.

Desktop Notifications Specification 1.2, section 9 (D-Bus protocol), as qutebrowser's tests do it.
"""

from __future__ import annotations

import contextlib
import select
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Self

import jeepney
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
from jeepney.wrappers import unwrap_msg

from tests import rig

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
FULL = ("actions", "body", "body-markup")


@dataclass
class Shown:
    """One note as it stands on the screen."""

    id: int
    title: str
    body: str
    actions: list[str]
    hints: dict[str, Any]
    expires_ms: int

    @property
    def buttons(self) -> list[str]:
        """Their texts, without that of the note itself."""
        keys, labels = self.actions[::2], self.actions[1::2]
        return [label for key, label in zip(keys, labels, strict=True) if key != "default"]


class _Markup(HTMLParser):
    """Refuses what section 4 does not allow."""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert tag in ("b", "i", "u", "a", "img"), f"<{tag}> is no markup of the specification"


@dataclass
class NotificationServer:
    """Runs on a thread from `with` on; what a client did wrong is raised at the end."""

    bus: rig.Bus
    name: str = "double"
    version: str = "1.0"
    capabilities: Sequence[str] = FULL
    new_ids: bool = False
    """Breaks `replaces_id`, as some servers do."""
    deaf: bool = False
    """Never answers Notify."""
    refuses: str = ""
    """Error with which Notify is refused."""
    notes: dict[int, Shown] = field(default_factory=dict)
    """What stands on the screen."""
    history: list[Shown] = field(default_factory=list)
    faults: list[AssertionError] = field(default_factory=list)
    first_id: int = 1

    def __enter__(self) -> Self:
        self._bus: Any = open_dbus_connection(self.bus.address)
        asked = self._bus.send_and_get_reply(message_bus.RequestName(NAME), timeout=rig.PATIENCE_S)
        assert unwrap_msg(asked)[0] == 1
        self._next = self.first_id
        self._near, self._far = socket.socketpair()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._near.send(b"!")
        self._thread.join(rig.PATIENCE_S)
        self._bus.close()
        self._near.close()
        self._far.close()
        if self.faults:
            raise self.faults[0]

    def one(self, title: str = "") -> Shown:
        """The one note on the screen, once it is there."""

        def there() -> list[Shown]:
            return [each for each in list(self.notes.values()) if title in each.title]

        return rig.until(there, f"the note {title}")[0]

    def empty(self) -> None:
        """Wait until the screen is empty."""
        rig.until(lambda: not self.notes, "no notes")

    def press(self, note: Shown, key: str, *, stays: bool = False) -> None:
        """Press a button; by default the note closes then."""
        self._signal("ActionInvoked", "us", (note.id, key))
        if not stays:
            self.dismiss(note)

    def dismiss(self, note: Shown, reason: int = 2) -> None:
        """Close it by hand, or let it expire (1)."""
        if self.notes.pop(note.id, None) is not None:
            self._signal("NotificationClosed", "uu", (note.id, reason))

    def _signal(self, member: str, signature: str, body: tuple[object, ...]) -> None:
        where = jeepney.DBusAddress(PATH, interface=NAME)
        with self._sending:
            self._bus.send(jeepney.new_signal(where, member, signature, body))

    _sending = threading.Lock()

    def _serve(self) -> None:
        while True:
            ready = select.select([self._bus.sock, self._far], [], [])[0]
            if self._far in ready:
                return
            with contextlib.suppress(TimeoutError, ConnectionError):
                self._answer(self._bus.receive(timeout=0))

    def _answer(self, message: Any) -> None:
        if message.header.message_type is not jeepney.MessageType.method_call:
            return
        fields = message.header.fields
        member = fields[jeepney.HeaderFields.member]
        signature = fields.get(jeepney.HeaderFields.signature, "")
        answers: dict[str, Callable[[], tuple[str, tuple[object, ...]]]] = {
            "GetServerInformation": lambda: ("ssss", (self.name, "Test", self.version, "1.2")),
            "GetCapabilities": lambda: ("as", (list(self.capabilities),)),
            "Notify": lambda: ("u", (self._notify(signature, message.body),)),
            "CloseNotification": lambda: self._close(signature, message.body),
        }
        if member == "Notify" and self.deaf:
            return
        if member == "Notify" and self.refuses:
            reply = jeepney.new_error(message, self.refuses)
        else:
            try:
                kind, body = answers[member]()
                reply = jeepney.new_method_return(message, kind or None, body)
            except AssertionError as fault:
                self.faults.append(fault)
                reply = jeepney.new_error(message, "org.freedesktop.DBus.Error.InvalidArgs")
        with self._sending:
            self._bus.send(reply)

    def _notify(self, signature: str, body: tuple[Any, ...]) -> int:
        assert signature == "susssasa{sv}i", signature
        app, replaces, _icon, title, text, actions, hints, expires = body
        assert app, "the application has a name"
        assert title, "the summary is required"
        assert "\n" not in title, "the summary is a single line"
        assert len(actions) % 2 == 0, "actions come in pairs"
        assert "actions" in self.capabilities or not actions, "actions were sent although there are none"
        assert expires >= -1
        assert hints["urgency"][0] == "y"
        assert hints["urgency"][1] in (0, 1, 2)
        if "body-markup" in self.capabilities:
            _Markup().feed(text)
            assert "&" not in text.replace("&lt;", "").replace("&gt;", "").replace("&amp;", ""), text
        number = replaces
        if not replaces or replaces not in self.notes or self.new_ids:
            number, self._next = self._next, self._next + 1
        note = Shown(number, title, text, actions, hints, expires)
        self.notes[number] = note
        self.history.append(note)
        return int(number)

    def _close(self, signature: str, body: tuple[Any, ...]) -> tuple[str, tuple[object, ...]]:
        assert signature == "u", signature
        if self.notes.pop(body[0], None) is not None:
            self._signal("NotificationClosed", "uu", (body[0], 3))
        return "", ()
