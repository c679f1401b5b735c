"""Plasma's own shell on KWin: its panel with a tray, its notes, a mouse, and pictures of the screen."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jeepney import DBusAddress, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg
from PySide6.QtGui import QImage

from tests import wayland
from tests.rig import PATIENCE_S, missing, until

NEEDS = missing("kwin_wayland", "plasmashell", "kded5") or (
    "" if Path("/usr/share/plasma/shells/org.kde.plasma.desktop").exists() else "plasma-desktop"
)
"""What is not installed."""
LEFT, RIGHT = 272, 273
"""Buttons of a mouse (linux/input-event-codes.h)."""
_NOTES = DBusAddress(
    "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "org.freedesktop.Notifications"
)
_SCREEN = DBusAddress("/org/kde/KWin/ScreenShot2", "org.kde.KWin", "org.kde.KWin.ScreenShot2")
_SHELL = DBusAddress("/PlasmaShell", "org.kde.plasmashell", "org.kde.PlasmaShell")
_DRAWS = {
    "KDE_FULL_SESSION": "true",  # kded then has the tray's watcher
    "KWIN_COMPOSE": "O2",  # by OpenGL, as people have it; only so KWin gives pictures of the screen
    "LIBGL_ALWAYS_SOFTWARE": "1",
    "KWIN_SCREENSHOT_NO_PERMISSION_CHECKS": "1",
    "KWIN_WAYLAND_NO_PERMISSION_CHECKS": "1",  # for the mouse
}


@dataclass
class Plasma:
    """A desktop with its shell."""

    desktop: wayland.KWin
    bus: DBusConnection
    _hand: subprocess.Popen[str]

    def move(self, x: int, y: int) -> None:
        """The mouse goes there."""
        self._do(f"move {x} {y}")

    def click(self, x: int, y: int, button: int = LEFT) -> None:
        """A click of a mouse."""
        self.move(x, y)
        self._do(f"click {button}")

    def picture(self, name: str = "") -> QImage:
        """The screen; also as a file in the folder WELLBEING_PICTURES, if someone wants to look."""
        reader, writer = os.pipe()
        raw = bytearray()

        def read() -> None:
            while part := os.read(reader, 1 << 20):
                raw.extend(part)

        thread = threading.Thread(target=read)
        thread.start()
        try:
            with open_dbus_connection(
                self.desktop.environ["DBUS_SESSION_BUS_ADDRESS"], enable_fds=True
            ) as bus:
                asked = new_method_call(_SCREEN, "CaptureActiveScreen", "a{sv}h", ({}, writer))
                (told,) = unwrap_msg(bus.send_and_get_reply(asked, timeout=PATIENCE_S))
        finally:
            os.close(writer)
            thread.join(PATIENCE_S)
            os.close(reader)
        size = (told["width"][1], told["height"][1], told["stride"][1])
        image = QImage(bytes(raw), *size, QImage.Format(told["format"][1])).copy()
        folder = os.environ.get("WELLBEING_PICTURES")
        if name and folder:
            image.save(str(Path(folder) / f"{name}.png"))
        return image

    def inhibit(self) -> int:
        """Do Not Disturb, as a program such as a player wishes it; a number to end it with."""
        asked = new_method_call(_NOTES, "Inhibit", "ssa{sv}", ("player", "a film", {}))
        return int(unwrap_msg(self.bus.send_and_get_reply(asked, timeout=PATIENCE_S))[0])

    def allow(self, number: int) -> None:
        """End it."""
        asked = new_method_call(_NOTES, "UnInhibit", "u", (number,))
        unwrap_msg(self.bus.send_and_get_reply(asked, timeout=PATIENCE_S))

    def owned(self, name: str) -> bool:
        """Whether somebody has this name on the bus."""
        asked = self.bus.send_and_get_reply(message_bus.NameHasOwner(name), timeout=PATIENCE_S)
        return bool(unwrap_msg(asked)[0])

    def _do(self, word: str) -> None:
        assert self._hand.stdin is not None
        assert self._hand.stdout is not None
        self._hand.stdin.write(f"{word}\n")
        self._hand.stdin.flush()
        assert self._hand.stdout.readline() == "done\n"


@contextlib.contextmanager
def plasma() -> Iterator[Plasma]:
    """Plasma, once its panel has a tray, its notes are there, and nothing on the screen moves any more."""
    with contextlib.ExitStack() as stack:
        desktop = stack.enter_context(wayland.kwin(**_DRAWS))
        env = desktop.environ
        telling = (*wayland.become(), "dbus-update-activation-environment", "--all")
        subprocess.run(telling, env=env, check=True)
        desktop.start("plasmashell")
        hand = desktop.folder / "hand.py"
        shutil.copyfile(Path(__file__).with_name("kwin_hand.py"), hand)
        hand.chmod(0o644)
        # KWin gives its mouse to programs of its own user only, whose Python is the system's.
        command = (*wayland.become(), "/usr/bin/python3", str(hand))
        mouse = stack.enter_context(
            subprocess.Popen(command, env=env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        )
        stack.callback(mouse.kill)
        bus = stack.enter_context(open_dbus_connection(env["DBUS_SESSION_BUS_ADDRESS"]))
        result = Plasma(desktop, bus, mouse)
        for name in (
            "org.kde.StatusNotifierWatcher",
            "org.freedesktop.Notifications",
            "org.kde.KWin.ScreenShot2",
        ):
            until(lambda name=name: result.owned(name), name)  # type: ignore[misc]  # a default that binds the name
        settled(result)
        yield result


def settled(plasma: Plasma) -> QImage:
    """The screen, once two pictures in a row are the same."""
    last = [plasma.picture()]

    def same() -> bool:
        threading.Event().wait(0.5)
        now = plasma.picture()
        alike = now == last[0]
        last[0] = now
        return alike

    until(same, "a still screen")
    return last[0]
