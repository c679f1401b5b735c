"""The window in front on Windows, and whose it is. Written against recorded replies; not yet run on a real machine."""

from __future__ import annotations

from pathlib import PureWindowsPath

from wellbeing.model import Evidence
from wellbeing.model.sentence import Sentence
from wellbeing.ports import Fact, Support
from wellbeing.sensors.watched import Watched
from wellbeing.sensors.windows_api import Desk
from wellbeing.sensors.x11_text import plain

FRAME = "applicationframehost.exe"
"""The frame around apps from the Store; the app itself is a window inside, of another process."""
UNVERIFIED = Sentence("This way is not yet verified on a real machine; tell us how it does.")


class WindowsWindow:
    """The foreground window: executable, title, process, full screen. Looked at five times a second."""

    name = "windows-window"
    fact = Fact.WINDOW

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._watched: Watched[Evidence | None] | None = None
        self._known: tuple[int, str, str] = (0, "", "")
        """Process, executable and app id of the last window."""

    def probe(self) -> Support:
        """Windows tells every program which window is active."""
        self._open()
        return Support(True, Sentence("Windows tells which window is active."), UNVERIFIED)

    def read(self) -> Evidence | None:
        """What is in front now; None while nothing is, as at the lock screen."""
        return self._open().read()

    def fileno(self) -> int | None:
        """Readable when something changed; None while not open."""
        return None if self._watched is None else self._watched.fileno()

    def close(self) -> None:
        """Look no more; `probe` and `read` come back to it."""
        if self._watched is not None:
            self._watched.close()
            self._watched = None

    def _open(self) -> Watched[Evidence | None]:
        if self._watched is None:
            self._watched = Watched(self._look)
        return self._watched

    def _look(self) -> Evidence | None:
        window = self._desk.foreground()
        pid = self._desk.pid(window) if window else 0
        if pid <= 0:
            return None
        pid, exe, app_id = self._owner(window, pid)
        title = plain(self._desk.title(window).encode("utf-8", "replace"))
        full = (
            self._desk.covers(window) and exe.lower() != "explorer.exe"
        )  # the desktop covers its screen, too
        return Evidence(app_id or None, title or None, exe or None, pid, full_screen=full)

    def _owner(self, window: int, pid: int) -> tuple[int, str, str]:
        image = self._desk.image(pid) if pid != self._known[0] else ""
        if pid == self._known[0]:
            return self._known
        if PureWindowsPath(image).name.lower() == FRAME:
            inner = self._desk.child_pid(window, pid)
            if not inner:
                return pid, PureWindowsPath(image).name, ""
            pid, image = inner, self._desk.image(inner)
        path = PureWindowsPath(image)
        self._known = (pid, path.name, self._desk.description(image) or path.stem)
        return self._known
