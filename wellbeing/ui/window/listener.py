"""The window's ear on the tracker's line: what changes, and whether a tracker is there at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from wellbeing.engine.changes import Change
from wellbeing.line import client

AGAIN_MS = 2_000
"""While no tracker runs, one is looked for this often: a failed connect to a local socket costs some 20 µs."""


class Listener(QObject):
    """Follows the tracker of a home, through its ends and new beginnings. GUI thread only; never waits."""

    heard = Signal(object)
    """A `Change`."""
    present = Signal(bool)
    """A tracker answers, or is gone; also said once at the start."""

    def __init__(self, socket: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._socket = socket
        self._line: client.Watch | None = None
        self._notifier: QSocketNotifier | None = None
        self._known: bool | None = None
        self._again = QTimer(self)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self._look)

    def start(self) -> None:
        """Look for a tracker, now and until `close`."""
        self._again.start()
        self._look()

    def close(self) -> None:
        """Listen no more."""
        self._again.stop()
        self._hang_up()

    def _look(self) -> None:
        line = client.watch(self._socket)
        if line is None:
            self._say(present=False)
            return
        self._again.stop()
        self._line = line
        self._notifier = QSocketNotifier(line.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        self._say(present=True)

    def _read(self) -> None:
        if self._line is None:
            return
        try:
            news = self._line.news()
        except msgspec.DecodeError:
            news = None
        if news is None:
            self._hang_up()
            self._again.start()
            self._say(present=False)
            return
        for one in news:
            if "change" in one:
                self.heard.emit(_change(str(one["change"])))

    def _hang_up(self) -> None:
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if self._line is not None:
            self._line.close()
            self._line = None

    def _say(self, *, present: bool) -> None:
        if present != self._known:
            self._known = present
            self.present.emit(present)


def _change(word: str) -> Change:
    """A word of a newer tracker means: read everything anew."""
    known: Callable[[str], Change] = Change
    try:
        return known(word)
    except ValueError:
        return Change.RECORD
