"""Whether the desktop asks for less motion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_PATIENCE_S = 1.0
_ASKED = (
    ("org.freedesktop.appearance", "reduced-motion"),
    ("org.gnome.desktop.interface", "enable-animations"),
)
"""Where it stands: freedesktop's setting since xdg-desktop-portal 1.20 (1: less), GNOME's own before that (false)."""


def less_motion(environ: Mapping[str, str]) -> bool:
    """The answer of the desktop's settings portal; False where there is none. Some ms; at most a second.

    https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html
    """
    address = environ.get("DBUS_SESSION_BUS_ADDRESS")
    if not address:
        return False
    try:
        from jeepney import DBusAddress, MessageType, new_method_call
        from jeepney.io.blocking import open_dbus_connection

        portal = DBusAddress(
            "/org/freedesktop/portal/desktop",
            "org.freedesktop.portal.Desktop",
            "org.freedesktop.portal.Settings",
        )
        with open_dbus_connection(address) as bus:
            for where in _ASKED:
                call = new_method_call(portal, "Read", "ss", where)
                reply = bus.send_and_get_reply(call, timeout=_PATIENCE_S)
                if reply.header.message_type is MessageType.method_return:
                    return _less(where[1], _value(reply.body[0]))
    except (ImportError, OSError, ValueError, TimeoutError):
        return False
    return False


def _value(said: Any) -> object:  # Any: D-Bus variants, which may lie in each other
    while isinstance(said, tuple) and len(said) == 2:
        said = said[1]
    return said


def _less(name: str, value: object) -> bool:
    return value == 1 if name == "reduced-motion" else value is False
