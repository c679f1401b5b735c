"""Whether the person wants no notes now: Do Not Disturb, as each desktop keeps it.

There is no common way, so each one that is known is asked, and any that says yes counts:

    Plasma         org.freedesktop.Notifications, property Inhibited (knotifications; plasma-workspace,
                   libnotificationmanager/org.freedesktop.Notifications.xml)
    dunst          org.dunstproject.cmd0, property paused (dunst 1.5, src/dbus.c)
    xfce4-notifyd  xfconf, channel xfce4-notifyd, property /do-not-disturb (xfce4-notifyd 0.4)
    mako           fr.emersion.Mako, property Modes holds do-not-disturb (mako 1.7, dbus/mako.c)
    GNOME          org.gnome.desktop.notifications show-banners is false (gsettings; dconf tells of changes)
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import jeepney

from wellbeing.model.sentence import Sentence, joined
from wellbeing.ports import Fact, SensorLost, Support
from wellbeing.sensors.session_bus import Heard, SessionBus

NOTIFICATIONS = "org.freedesktop.Notifications"
SERVER = "/org/freedesktop/Notifications"
_GSETTINGS_S = 2.0
_GNOME_KEY = "/org/gnome/desktop/notifications/"


@dataclass(frozen=True, slots=True)
class _Property:
    """A way by a D-Bus property."""

    name: str
    bus_name: str
    path: str
    interface: str
    property: str
    means: Callable[[Any], bool]  # the property's value


_PROPERTIES = (
    _Property("Plasma", NOTIFICATIONS, SERVER, NOTIFICATIONS, "Inhibited", bool),
    _Property("dunst", NOTIFICATIONS, SERVER, "org.dunstproject.cmd0", "paused", bool),
    _Property(
        "mako",
        NOTIFICATIONS,
        "/fr/emersion/Mako",
        "fr.emersion.Mako",
        "Modes",
        lambda modes: "do-not-disturb" in modes,
    ),
)
_XFCONF = jeepney.DBusAddress("/org/xfce/Xfconf", "org.xfce.Xfconf", "org.xfce.Xfconf")
_XFCE = ("xfce4-notifyd", "/do-not-disturb")
GNOME = frozenset({"gnome", "unity", "budgie"})
"""Words of XDG_CURRENT_DESKTOP whose desktops keep `org.gnome.desktop.notifications`."""


class Quiet:
    """Do Not Disturb, event-driven; a read without news asks nothing."""

    name = "do-not-disturb"
    fact = Fact.QUIET

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._bus: SessionBus | None = None
        self._said: dict[str, bool] = {}
        """By whom, and whether quiet is wanted; only those who answered."""

    def probe(self) -> Support:
        """Whether anybody here tells of Do Not Disturb."""
        try:
            self._open().settle()
        except SensorLost as lost:
            self.close()
            return Support(False, joined(lost.sentence, Sentence("Do Not Disturb is not seen.")), lost.remedy)
        if not self._said:
            return Support(
                True,
                Sentence(
                    "Nobody here tells of Do Not Disturb yet; a notification server that starts later is asked."
                ),
            )
        return Support(
            True, Sentence("Do Not Disturb is told by {programs}.", programs=", ".join(sorted(self._said)))
        )

    def read(self) -> bool:
        """Whether quiet is wanted.

        Raises:
            SensorLost: the session bus cannot be reached or has gone.
        """
        self._open().take_in()
        return any(self._said.values())

    def fileno(self) -> int | None:
        """The bus's socket; None while not connected."""
        return None if self._bus is None else self._bus.fileno()

    def close(self) -> None:
        """Leave the bus; `probe` and `read` come back to it."""
        if self._bus is not None:
            self._bus.close()
            self._bus = None
        self._said.clear()

    def _open(self) -> SessionBus:
        if self._bus is None:
            bus = self._bus = SessionBus(self._environ, self._hear)
            for path in dict.fromkeys(one.path for one in _PROPERTIES):
                bus.listen(f"type='signal',interface='org.freedesktop.DBus.Properties',path='{path}'")
            bus.listen_owner(NOTIFICATIONS)
            bus.listen("type='signal',interface='org.xfce.Xfconf',arg0='xfce4-notifyd'")
            if self._gnome:
                bus.listen(f"type='signal',interface='ca.desrt.dconf.Writer',arg0path='{_GNOME_KEY}'")
            self._ask_all(bus)
        return self._bus

    @property
    def _gnome(self) -> bool:
        return bool(GNOME & set(self._environ.get("XDG_CURRENT_DESKTOP", "").lower().split(":")))

    def _ask_all(self, bus: SessionBus) -> None:
        for way in _PROPERTIES:
            where = jeepney.DBusAddress(way.path, way.bus_name, way.interface)
            bus.property(where, way.property, self._taking(way))
        asked = jeepney.new_method_call(_XFCONF, "GetProperty", "ss", _XFCE)
        asked.header.flags |= jeepney.MessageFlag.no_auto_start
        bus.ask(asked, lambda body: self._xfce(None if body is None else body[0]))
        if self._gnome:
            self._ask_gnome()

    def _taking(self, way: _Property) -> Callable[[tuple[Any, ...] | None], None]:
        def take(body: tuple[Any, ...] | None) -> None:
            if body is None:
                self._said.pop(way.name, None)
            else:
                self._said[way.name] = way.means(body[0])

        return take

    def _xfce(self, value: Any) -> None:
        if value is not None:
            self._said["xfce4-notifyd"] = bool(value[1])

    def _ask_gnome(self) -> None:
        command = ("gsettings", "get", "org.gnome.desktop.notifications", "show-banners")
        try:
            done = subprocess.run(  # noqa: S603 - a fixed command
                command,
                env=dict(self._environ),
                capture_output=True,
                text=True,
                timeout=_GSETTINGS_S,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return
        if done.returncode == 0:
            self._said["GNOME"] = done.stdout.strip() == "false"

    def _hear(self, heard: Heard) -> None:
        member, bus = heard.member, self._bus
        if member == "NameOwnerChanged" and bus is not None:
            for way in _PROPERTIES:
                self._said.pop(way.name, None)
            if heard.body[2]:
                self._ask_all(bus)
        elif member == "PropertiesChanged" and bus is not None:
            self._changed(bus, heard)
        elif member == "PropertyChanged" and tuple(heard.body[:2]) == _XFCE:
            self._xfce(heard.body[2])
        elif member == "Notify" and self._gnome and str(heard.body[0]).startswith(_GNOME_KEY):
            self._ask_gnome()

    def _changed(self, bus: SessionBus, heard: Heard) -> None:
        interface, changed, invalid = heard.body
        for way in _PROPERTIES:
            if way.interface != interface or way.path != heard.path:
                continue
            if way.property in changed:
                self._taking(way)((changed[way.property][1],))
            elif way.property in invalid:
                where = jeepney.DBusAddress(way.path, way.bus_name, way.interface)
                bus.property(where, way.property, self._taking(way))
