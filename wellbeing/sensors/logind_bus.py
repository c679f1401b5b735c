"""The system bus for sensors, and what logind (or elogind) calls our session on it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

import jeepney

from wellbeing.model.sentence import Sentence
from wellbeing.ports import SensorLost
from wellbeing.sensors.session_bus import Heard, Refused, SessionBus

BUS = "unix:path=/run/dbus/system_bus_socket"
"""Where the system bus listens unless DBUS_SYSTEM_BUS_ADDRESS says otherwise."""
LOGIND = "org.freedesktop.login1"
ROOT = "/org/freedesktop/login1"
MANAGER = f"{LOGIND}.Manager"
SESSION = f"{LOGIND}.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"


class SystemBus(SessionBus):
    """The same for the system bus."""

    def __init__(self, environ: Mapping[str, str], heard: Callable[[Heard], None]) -> None:
        super().__init__(environ, heard, environ.get("DBUS_SYSTEM_BUS_ADDRESS") or BUS)

    def nobody(self) -> SensorLost:
        """What is said where it cannot be reached."""
        return SensorLost(
            Sentence("The system bus cannot be reached, so locking and sleep are not seen."), _CHECK_BUS
        )

    def gone(self) -> SensorLost:
        """What is said once it has gone."""
        return SensorLost(Sentence("The system bus has gone, so locking and sleep are not seen."), _CHECK_BUS)


_CHECK_BUS = Sentence("Check that dbus-daemon or dbus-broker runs (systemctl status dbus).")


def rule(interface: str, path: str, member: str = "") -> str:
    """A match rule for signals of logind's."""
    rule = f"type='signal',sender='{LOGIND}',interface='{interface}',path='{path}'"
    return f"{rule},member='{member}'" if member else rule


def property_of(bus: SystemBus, path: str, interface: str, name: str) -> object:
    """A property of one of logind's objects; only while opening.

    Raises:
        Refused: there is no such object, or no answer came.
    """
    where = jeepney.DBusAddress(path, LOGIND, PROPERTIES)
    return bus.call(where, "Get", "ss", interface, name)[0][1]


def own_session(bus: SystemBus, environ: Mapping[str, str]) -> str | None:
    """Object path of our session, the surest way first; None where logind knows none of ours."""
    manager = jeepney.DBusAddress(ROOT, LOGIND, MANAGER)
    named = environ.get("XDG_SESSION_ID")

    def by_name(name: str) -> str:
        return str(bus.call(manager, "GetSession", "s", name)[0])

    def by_process() -> str:
        return str(bus.call(manager, "GetSessionByPID", "u", os.getpid())[0])

    def by_user() -> str:
        # Programs that the user's systemd starts belong to no session; `auto` means the person's
        # graphical one then (systemd 246). Its signals come from the real path.
        return by_name(str(property_of(bus, f"{ROOT}/session/auto", SESSION, "Id")))

    ways: list[Callable[[], str]] = [by_process, by_user]
    if named:
        ways.insert(0, lambda: by_name(named))
    for way in ways:
        try:
            path = way()
            property_of(bus, path, SESSION, "LockedHint")
        except Refused:
            continue
        return path
    return None
