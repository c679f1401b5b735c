"""Ending Qt's loop when the system asks."""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication


class Signals:
    """Ends Qt's loop when the system asks. Python only sees a signal when it runs, so a socket wakes it."""

    def __init__(self, application: QApplication) -> None:
        self._near, self._far = socket.socketpair()
        for end in (self._near, self._far):
            end.setblocking(False)
        signal.set_wakeup_fd(self._far.fileno())
        self._notifier = QSocketNotifier(self._near.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._woken)
        for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(name, lambda *_: application.quit())

    def _woken(self) -> None:
        # The handler itself runs as soon as Python does; here only the socket is emptied.
        self._near.recv(4096)

    def close(self) -> None:
        """Give the signals back."""
        signal.set_wakeup_fd(-1)
        self._notifier.setEnabled(False)
        for end in (self._near, self._far):
            end.close()
