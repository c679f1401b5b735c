"""Whether the person is there, on Windows: last input, lock, sleep. Not yet run on a real machine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from wellbeing.model.sentence import Sentence
from wellbeing.ports import Fact, SessionState, Support
from wellbeing.sensors.windows_api import Desk
from wellbeing.sensors.windows_window import UNVERIFIED


class WindowsIdle:
    """Time since the last input; asked whenever it is wanted, which takes a microsecond."""

    name = "windows-idle"
    fact = Fact.IDLE

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def probe(self) -> Support:
        """Windows tells every program."""
        return Support(True, Sentence("Windows tells when the last input was."), UNVERIFIED)

    def read(self) -> timedelta:
        """Time since the last input."""
        return timedelta(milliseconds=self._desk.idle_ms())

    def fileno(self) -> int | None:
        """None: it must be asked."""
        return None

    def close(self) -> None:
        """Nothing is open."""


class WindowsSession:
    """Locked and sleeping; the lock is asked at each beat, sleep is told."""

    name = "windows-session"
    fact = Fact.SESSION

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sleeping = False
        self._end: Callable[[], None] | None = None

    def probe(self) -> Support:
        """Whether Windows says that the session is locked."""
        self._open()
        if self._desk.locked() is None:
            return Support(
                True,
                Sentence("Windows tells when the machine sleeps, but not whether the screen is locked."),
                UNVERIFIED,
            )
        return Support(
            True, Sentence("Windows tells when the screen is locked and when the machine sleeps."), UNVERIFIED
        )

    def read(self) -> SessionState:
        """As it stands."""
        self._open()
        return SessionState(locked=self._desk.locked() is True, sleeping=self._sleeping)

    def fileno(self) -> int | None:
        """None: the lock must be asked."""
        return None

    def close(self) -> None:
        """Hear of sleep no more; `probe` and `read` come back to it."""
        if self._end is not None:
            self._end()
            self._end = None
        self._sleeping = False

    def _open(self) -> None:
        if self._end is None:
            self._end = self._desk.on_power(self._told)

    def _told(self, sleeping: bool) -> None:
        self._sleeping = sleeping
