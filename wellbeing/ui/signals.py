"""Ending Qt's loop when the system asks."""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication

ENDS = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)
"""Signals that ask for the end; each system has its own."""


class Signals:
    """Ends Qt's loop when the system asks, also when it asked before the loop began.

    Python only sees a signal when it runs, so a socket wakes it; what lies in the socket waits for the loop, while
    a `quit` before it would be lost.
    """

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._near, self._far = socket.socketpair()
        for end in (self._near, self._far):
            end.setblocking(False)
        signal.set_wakeup_fd(self._far.fileno())
        self._notifier = QSocketNotifier(self._near.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._woken)
        self.asked = False
        """Whether somebody asked for the end."""
        for name in ENDS:
            signal.signal(name, self._heard)

    def _heard(self, *_: object) -> None:
        self.asked = True

    def _woken(self) -> None:
        # Python writes each signal's number here; only those that end the program have a handler.
        if self._near.recv(4096):
            self._application.quit()

    def close(self) -> None:
        """Give the signals back."""
        signal.set_wakeup_fd(-1)
        self._notifier.setEnabled(False)
        for end in (self._near, self._far):
            end.close()
