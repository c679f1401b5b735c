"""What is in front on macOS, and whether the person is there. Written against fakes; not yet run on a real machine."""

from __future__ import annotations

from datetime import timedelta
from pathlib import PurePosixPath

from wellbeing.model import Evidence
from wellbeing.model.sentence import Sentence, joined
from wellbeing.ports import Fact, SessionState, Support
from wellbeing.sensors.macos_api import Desk
from wellbeing.sensors.watched import Watched
from wellbeing.sensors.windows_window import UNVERIFIED
from wellbeing.sensors.x11_text import plain


class MacWindow:
    """The application in front: bundle id, process; title and full screen with the permission. Five looks a second."""

    name = "macos-window"
    fact = Fact.WINDOW

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._watched: Watched[Evidence | None] | None = None

    def probe(self) -> Support:
        """Whether titles may be read; without them apps are seen all the same. Asks for the permission once."""
        trusted = self._desk.trusted(ask=self._watched is None)
        self._open()
        if trusted:
            return Support(
                True, Sentence("macOS tells which app is active, and its window's title."), UNVERIFIED
            )
        return Support(
            True,
            Sentence("macOS tells which app is active, but no window's title without your permission."),
            joined(
                Sentence(
                    "Open System Settings, Privacy & Security, Accessibility, and switch Wellbeing on; it is "
                    "noticed by itself."
                ),
                UNVERIFIED,
            ),
        )

    def read(self) -> Evidence | None:
        """What is in front now; None while nothing is."""
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
        front = self._desk.front()
        if front is None:
            return None
        may = self._desk.trusted(ask=False)
        title = plain(self._desk.title(front.pid).encode("utf-8", "replace")) if may else ""
        exe = PurePosixPath(front.executable).name
        full = may and self._desk.full_screen(front.pid)
        return Evidence(front.bundle or exe or None, title or None, exe or None, front.pid, full_screen=full)


class MacIdle:
    """Time since the last input; asked whenever it is wanted."""

    name = "macos-idle"
    fact = Fact.IDLE

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def probe(self) -> Support:
        """MacOS tells every program."""
        return Support(True, Sentence("macOS tells when the last input was."), UNVERIFIED)

    def read(self) -> timedelta:
        """Time since the last input."""
        return timedelta(seconds=max(self._desk.idle_s(), 0.0))

    def fileno(self) -> int | None:
        """None: it must be asked."""
        return None

    def close(self) -> None:
        """Nothing is open."""


class MacSession:
    """Locked or not, asked at each beat; sleep shows as a gap between two beats."""

    name = "macos-session"
    fact = Fact.SESSION

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def probe(self) -> Support:
        """MacOS tells every program."""
        return Support(True, Sentence("macOS tells when the screen is locked."), UNVERIFIED)

    def read(self) -> SessionState:
        """As it stands."""
        return SessionState(locked=self._desk.locked())

    def fileno(self) -> int | None:
        """None: it must be asked."""
        return None

    def close(self) -> None:
        """Nothing is open."""
