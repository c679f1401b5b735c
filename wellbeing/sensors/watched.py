"""Looking again and again on a thread of its own, where a system tells nothing by itself; news wakes who waits."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from wellbeing.ports import SensorLost

T = TypeVar("T")
EVERY_S = 0.2
"""Between two looks. A look costs some 20 µs on Windows (GetForegroundWindow and the title)."""


class Watched(Generic[T]):
    """The newest look, and a file number that is readable when it differs from the one before.

    Args:
        look: called on the thread; SensorLost ends the watch and is raised by `read`.
        every_s: between two looks, in seconds.
    """

    def __init__(self, look: Callable[[], T], every_s: float = EVERY_S) -> None:
        self._look, self._every_s = look, every_s
        self._near, self._far = socket.socketpair()
        for end in (self._near, self._far):
            end.setblocking(False)
        self._done = threading.Event()
        self._lost: SensorLost | None = None
        self._seen = look()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
        self._thread.start()

    def read(self) -> T:
        """The newest look.

        Raises:
            SensorLost: the last look failed.
        """
        with contextlib.suppress(BlockingIOError):
            self._near.recv(4096)
        if self._lost is not None:
            raise self._lost
        return self._seen

    def fileno(self) -> int:
        """Readable when there is news."""
        return self._near.fileno()

    def close(self) -> None:
        """End the thread; may be called twice."""
        self._done.set()
        if self._thread is not threading.current_thread():
            self._thread.join(timeout=2)
        for end in (self._near, self._far):
            end.close()

    def _run(self) -> None:
        while not self._done.wait(self._every_s):
            try:
                seen = self._look()
            except SensorLost as lost:
                self._lost = lost
                self._prod()
                return
            if seen != self._seen:
                self._seen = seen
                self._prod()

    def _prod(self) -> None:
        with contextlib.suppress(OSError):
            self._far.send(b"!")
