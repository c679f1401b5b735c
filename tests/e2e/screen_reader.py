"""What a screen reader finds in the program's windows: AT-SPI on a private session bus."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import jeepney
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import DBusErrorResponse, unwrap_msg

from tests import rig

LAUNCHER = shutil.which(
    "at-spi-bus-launcher", path="/usr/libexec:/usr/lib/at-spi2-core:/usr/lib/at-spi2-core/libexec"
)
"""Comes with at-spi2-core; None where that is not installed."""
_ATSPI = "org.a11y.atspi"
_SHOWING = 1 << 25
"""ATSPI_STATE_SHOWING of the AT-SPI specification (Accessibility.StateType), in the first of two words."""
_ENABLED = 1 << 8
_SCREEN = 0
"""ATSPI_COORD_TYPE_SCREEN."""
_DEEP = 40


@dataclass(frozen=True, slots=True)
class Thing:
    """One widget, as a screen reader knows it."""

    name: str
    role: str
    """Such as `push button`."""
    place: tuple[int, int, int, int]
    """Left, top, width and height on the screen, in px."""
    usable: bool = True
    """Whether it is enabled."""

    @property
    def middle(self) -> tuple[int, int]:
        """Where to click."""
        left, top, width, height = self.place
        return left + width // 2, top + height // 2


class ScreenReader:
    """Reads what is showing; programs must run with `environ`."""

    def __init__(self, connection: DBusConnection) -> None:
        self._connection = connection

    def things(self, program: int) -> list[Thing]:
        """Everything named that shows in the windows of a process; empty while it has none."""
        found: list[Thing] = []
        for bus, path in self._children("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root"):
            if self._pid(bus) == program:
                with contextlib.suppress(DBusErrorResponse):  # it goes away while it is read
                    self._walk(bus, path, found, 0)
        return found

    def find(self, program: int, holds: Callable[[Thing], bool], why: str) -> Thing:
        """The first thing of which this holds, once there is one."""
        said: list[Thing] = []

        def look() -> Thing | None:
            said[:] = self.things(program)
            return next((thing for thing in said if holds(thing)), None)

        try:
            found = rig.until(look, why)
        except AssertionError as late:
            raise AssertionError(f"{late}; it says {[(one.role, one.name) for one in said]}") from None
        assert found is not None
        return found

    def _walk(self, bus: str, path: str, found: list[Thing], depth: int) -> None:
        states = self._ask(bus, path, "Accessible", "GetState")
        if depth > 1 and not states[0] & _SHOWING:
            return
        name = self._name(bus, path)
        if name and depth:
            role = self._ask(bus, path, "Accessible", "GetRoleName")
            place = self._ask(bus, path, "Component", "GetExtents", "u", _SCREEN)
            found.append(Thing(name, role, place, bool(states[0] & _ENABLED)))
        if depth < _DEEP:
            for child_bus, child in self._children(bus, path):
                self._walk(child_bus, child, found, depth + 1)

    def _children(self, bus: str, path: str) -> list[tuple[str, str]]:
        return list(self._ask(bus, path, "Accessible", "GetChildren"))

    def _name(self, bus: str, path: str) -> str:
        where = jeepney.DBusAddress(path, bus, "org.freedesktop.DBus.Properties")
        [(_kind, name)] = self._call(where, "Get", "ss", f"{_ATSPI}.Accessible", "Name")
        return str(name)

    def _pid(self, bus: str) -> int:
        where = jeepney.DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        try:
            [pid] = self._call(where, "GetConnectionUnixProcessID", "s", bus)
        except DBusErrorResponse:
            return 0
        return int(pid)

    def _ask(
        self, bus: str, path: str, interface: str, member: str, signature: str = "", *body: object
    ) -> Any:
        """The one value of an answer (jeepney's values have no types)."""
        where = jeepney.DBusAddress(path, bus, f"{_ATSPI}.{interface}")
        return self._call(where, member, signature, *body)[0]

    def _call(self, where: jeepney.DBusAddress, member: str, signature: str, *body: object) -> Any:
        message = jeepney.new_method_call(where, member, signature or None, body)
        return unwrap_msg(self._connection.send_and_get_reply(message, timeout=rig.PATIENCE_S))


@contextlib.contextmanager
def screen_reader(environ: Mapping[str, str], bus: rig.Bus) -> Iterator[tuple[ScreenReader, dict[str, str]]]:
    """A screen reader on a session bus, and the environment for programs that it reads."""
    assert LAUNCHER is not None, "at-spi2-core is not installed"
    with tempfile.TemporaryDirectory(prefix="a11y-", ignore_cleanup_errors=True) as folder:
        env = {**environ, "DBUS_SESSION_BUS_ADDRESS": bus.address, "XDG_RUNTIME_DIR": folder}
        with rig.running(LAUNCHER, "--launch-immediately", env=env):
            rig.until(lambda: bus.owned("org.a11y.Bus"), "the bus for screen readers")
            where = jeepney.DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            [address] = bus.call(where, "GetAddress")
            with open_dbus_connection(address) as connection:
                yield ScreenReader(connection), {**env, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
