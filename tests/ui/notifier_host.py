"""The desktop's side of a StatusNotifier tray on a real session bus: watcher, host, and the settings portal.

Protocols: freedesktop StatusNotifierItem (as KDE and GNOME's AppIndicator extension speak it), com.canonical.dbusmenu,
org.freedesktop.portal.Settings version 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    Properties,
    new_error,
    new_method_call,
    new_method_return,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import new_signal

WATCHER = "org.kde.StatusNotifierWatcher"
PORTAL = "org.freedesktop.portal.Desktop"
_LIGHT, _DARK = 2, 1


class Items:
    """Calls the icons in a tray as the clicks of its panel would."""

    def __init__(self, address: str) -> None:
        self._client: DBusConnection = open_dbus_connection(address)
        self.items: list[str] = []

    def close(self) -> None:
        """Leave the bus."""
        self._client.close()

    def registered(self) -> list[str]:
        """Bus names of the icons that another panel's watcher has; none while there is no watcher."""
        watcher = DBusAddress("/StatusNotifierWatcher", WATCHER, WATCHER)
        asked = Properties(watcher).get("RegisteredStatusNotifierItems")
        reply = self._client.send_and_get_reply(asked, timeout=20)
        if reply.header.message_type is not MessageType.method_return:
            return []
        self.items = [one.partition("/")[0] for one in reply.body[0][1]]
        return self.items

    def item(self, name: str) -> Any:  # Any: a property of any type
        """A property of the first item."""
        return self._call(
            "org.freedesktop.DBus.Properties", "Get", "ss", ("org.kde.StatusNotifierItem", name)
        )[0][1]

    def activate(self) -> None:
        """A left click."""
        self._call("org.kde.StatusNotifierItem", "Activate", "ii", (1000, 780))

    def menu(self) -> dict[int, dict[str, Any]]:
        """The menu's entries by number, with their properties; submenus follow their parents."""
        self._menu_call("AboutToShow", "i", (0,))
        [_revision, root] = self._menu_call("GetLayout", "iias", (0, -1, []))
        found: dict[int, dict[str, Any]] = {}

        def walk(node: Any) -> None:
            number, properties, children = node
            found[number] = {key: value for key, (_signature, value) in properties.items()}
            for _signature, child in children:
                walk(child)

        walk(root)
        return found

    def choose(self, label: str) -> None:
        """Click an entry."""
        [number] = [number for number, entry in self.menu().items() if entry.get("label") == label]
        self._menu_call("Event", "isvu", (number, "clicked", ("s", ""), 0))

    def _call(
        self, interface: str, method: str, signature: str, body: tuple[Any, ...], path: str = ""
    ) -> Any:
        address = DBusAddress(path or "/StatusNotifierItem", bus_name=self.items[0], interface=interface)
        reply = self._client.send_and_get_reply(new_method_call(address, method, signature, body), timeout=20)
        assert reply.header.message_type is MessageType.method_return, reply.body
        return reply.body

    def _menu_call(self, method: str, signature: str, body: tuple[Any, ...]) -> Any:
        return self._call("com.canonical.dbusmenu", method, signature, body, self.item("Menu"))


class Desktop(Items):
    """Answers as a desktop's panel would, on a thread of its own."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self._server: DBusConnection = open_dbus_connection(address)
        for name in (WATCHER, PORTAL):
            self._server.send_and_get_reply(message_bus.RequestName(name))
        self.dark = False
        self.animated = True
        self._done = Event()
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Leave the bus."""
        self._done.set()
        self._thread.join()
        self._server.close()
        super().close()

    def change_scheme(self, *, dark: bool) -> None:
        """What the person's choice of dark in the desktop's settings sends to every program."""
        self.dark = dark
        emitter = DBusAddress("/org/freedesktop/portal/desktop", interface="org.freedesktop.portal.Settings")
        body = ("org.freedesktop.appearance", "color-scheme", ("u", _DARK if dark else _LIGHT))
        self._server.send(new_signal(emitter, "SettingChanged", "ssv", body))

    # ------------------------------------------------------------ what a panel answers

    def _serve(self) -> None:
        while not self._done.is_set():
            try:
                message = self._server.receive(timeout=0.1)
            except TimeoutError:
                continue
            if message.header.message_type is MessageType.method_call:
                self._server.send(self._answer(message))

    def _answer(self, message: Message) -> Message:
        fields = message.header.fields
        call = (fields.get(HeaderFields.interface), fields.get(HeaderFields.member))
        match call:
            case (_, "RegisterStatusNotifierItem"):
                self.items.append(fields[HeaderFields.sender])
                return new_method_return(message)
            case ("org.freedesktop.DBus.Properties", "Get"):
                known = {
                    "IsStatusNotifierHostRegistered": ("b", True),
                    "ProtocolVersion": ("i", 0),
                    "RegisteredStatusNotifierItems": ("as", self.items),
                    "version": ("u", 1),
                }
                return new_method_return(message, "v", (known[message.body[1]],))
            case ("org.freedesktop.portal.Settings", "Read"):
                known_settings = {
                    ("org.freedesktop.appearance", "color-scheme"): ("u", _DARK if self.dark else _LIGHT),
                    ("org.gnome.desktop.interface", "enable-animations"): ("b", self.animated),
                }
                if message.body in known_settings:
                    return new_method_return(message, "v", (("v", known_settings[message.body]),))
            case ("org.freedesktop.portal.Settings", "ReadAll"):
                scheme = {"color-scheme": ("u", _DARK if self.dark else _LIGHT)}
                return new_method_return(message, "a{sa{sv}}", ({"org.freedesktop.appearance": scheme},))
        return new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")


@contextmanager
def desktop(address: str) -> Iterator[Desktop]:
    """A desktop on the bus at this address."""
    result = Desktop(address)
    try:
        yield result
    finally:
        result.close()
