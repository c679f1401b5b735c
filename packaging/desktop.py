"""A private desktop for the tour: a screen without hardware, a window manager, a tray, a D-Bus session."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

OUTWARD = ("DISPLAY", "WAYLAND_", "XAUTHORITY", "DBUS_", "XDG_", "QT_", "WELLBEING_", "LANG", "LC_", "HOME")
"""Beginnings of the variables that would lead out of the private desktop."""

SCREEN = ("-screen", "0", "1280x800x24", "-nolisten", "tcp")
ICON_PX = range(8, 65)
"""Widths an icon in the tray may have; anything else inside the panel is the panel's own."""

TINT2 = """
rounded = 0
background_color = #252a31 100
panel_items = TSC
panel_size = 100% 32
panel_position = bottom center horizontal
panel_background_id = 1
strut_policy = follow_size
taskbar_padding = 6 2 6
task_text = 1
task_icon = 0
task_maximum_size = 260 28
task_font = DejaVu Sans 9
task_font_color = #e8eaed 70
task_active_font_color = #ffffff 100
systray_padding = 8 4 8
systray_icon_size = 22
time1_format = %H:%M
time1_font = DejaVu Sans 9
clock_font_color = #e8eaed 100
clock_padding = 10 0
"""

GRAB = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
area = [int(number) for number in sys.argv[2:]]
sys.exit(not app.primaryScreen().grabWindow(0, *area).save(sys.argv[1]))
"""


class TourError(Exception):
    """The tour cannot go on; the text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Window:
    """One line of `xwininfo -tree`: position and size in pixels of the screen, depth as indent."""

    depth: int
    number: str
    wm_class: str
    width: int
    height: int
    x: int
    y: int


_LINE = re.compile(
    r"^(\s*)(0x[0-9a-f]+) .*: \((.*)\)\s+(\d+)x(\d+)\+-?\d+\+-?\d+\s+\+(-?\d+)\+(-?\d+)$", re.MULTILINE
)


def until(wanted: Callable[[], T | None], seconds: float, sentence: str) -> T:
    """What `wanted` returns, as soon as that is something.

    Raises:
        TourError: with `sentence`, when it was nothing for `seconds`.
    """
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := wanted():
            return found
        time.sleep(0.1)
    raise TourError(sentence)


def end(program: subprocess.Popen[bytes], seconds: float = 5) -> int:
    """Asks a program and all it started to end, insists after `seconds`, and returns its exit status."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        if program.poll() is None:
            program.terminate()
            program.wait(seconds)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(program.pid, signal.SIGKILL)
    return program.wait()


class Desktop:
    """The private desktop, in the empty folder `place`; what starts on it ends with `stack`."""

    def __init__(self, stack: contextlib.ExitStack, place: Path, log: Path) -> None:
        self.log = log
        self._stack = stack
        runtime, home, panel = place / "run", place / "home", place / "tint2rc"
        runtime.mkdir(mode=0o700)
        home.mkdir()
        panel.write_text(TINT2)
        self.env = {name: value for name, value in os.environ.items() if not name.startswith(OUTWARD)}
        self.env |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "LC_ALL": "C.UTF-8"}
        self.env["DISPLAY"] = ":" + self._serve(["Xvfb", *SCREEN, "-displayfd", "{}"])
        bus = ["dbus-daemon", "--session", "--nofork", "--print-address={}"]
        self.env["DBUS_SESSION_BUS_ADDRESS"] = self._serve(bus)
        self.env["QT_QPA_PLATFORM"] = "xcb"
        self.start("openbox")
        self.start("tint2", "-c", str(panel))
        until(self._panel, 15, "The panel of the private desktop (tint2) did not come up.")

    def start(self, *command: str, pass_fds: Sequence[int] = ()) -> subprocess.Popen[bytes]:
        """A program on this desktop, in a process group of its own; what it says goes to the log."""
        try:
            with self.log.open("ab") as log:
                program = subprocess.Popen(
                    command, env=self.env, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                    pass_fds=pass_fds, process_group=0,
                )  # fmt: skip
        except FileNotFoundError as error:
            raise TourError(
                f"The tour needs {command[0]}; `sh packaging/run.sh --tour` installs what is missing."
            ) from error
        self._stack.callback(end, program)
        return program

    def _serve(self, command: Sequence[str]) -> str:
        """Starts a server that writes its address to a descriptor, {} in `command`; returns the address."""
        reading, writing = os.pipe()
        with os.fdopen(reading) as line:
            try:
                self.start(*(word.format(writing) for word in command), pass_fds=[writing])
            finally:
                os.close(writing)
            address = line.readline().strip()
        if not address:
            raise TourError(f"{command[0]} did not start. What it said is in {self.log}.")
        return address

    def told(self, *command: str) -> str:
        """What a short program says on this desktop, at most 30 s long; nothing if it failed."""
        done = subprocess.run(command, env=self.env, capture_output=True, text=True, timeout=30, check=False)
        return done.stdout if done.returncode == 0 else ""

    def windows(self) -> list[Window]:
        """Every window of the screen, parents before children."""
        found = _LINE.findall(self.told("xwininfo", "-root", "-tree"))
        return [Window(len(indent), number, name, *map(int, rest)) for indent, number, name, *rest in found]

    def _panel(self) -> Window | None:
        return next((w for w in self.windows() if '"Tint2"' in w.wm_class and w.height in ICON_PX), None)

    def icon(self) -> Window | None:
        """The first icon in the tray: a small square window inside the panel's."""
        if (panel := self._panel()) is None:
            return None
        windows = self.windows()
        start = next((at for at, w in enumerate(windows, 1) if w.number == panel.number), len(windows))
        inside = takewhile(lambda w: w.depth > panel.depth, windows[start:])
        return next((w for w in inside if w.width == w.height and w.width in ICON_PX), None)

    def shown(self, *, but: Sequence[Window] = ()) -> Window | None:
        """A window that is on the screen, larger than an icon, and not among `but`."""
        known = {window.number for window in but}
        large = (w for w in self.windows() if w.number not in known and min(w.width, w.height) > ICON_PX.stop)
        return next((w for w in large if "IsViewable" in self.told("xwininfo", "-id", w.number)), None)

    def picture(self, path: Path, of: Window | None = None) -> Path:
        """Writes the screen, or a window's part of it, as PNG, once it has stood still."""
        area = [] if of is None else [str(n) for n in (of.x, of.y, of.width, of.height)]
        before = b""

        def still() -> bool:
            nonlocal before
            self.told(sys.executable, "-c", GRAB, str(path), *area)
            now = path.read_bytes() if path.exists() else b""
            same, before = bool(now) and now == before, now
            return same

        until(still, 20, f"No screenshot could be taken. What was said about it is in {self.log}.")
        return path
