"""How long the beat was kept from running although something was there for it, on a machine under load."""

from __future__ import annotations

import contextlib
import os
import sys
from datetime import timedelta

_FILE = "/proc/thread-self/schedstat"
"""Nanoseconds on a processor, nanoseconds waiting for one, turns (Documentation/scheduler/sched-stats.rst)."""


class Delay:
    """The calling thread's own, by the kernel's count; always zero where the kernel does not tell. 3 µs a call.

    Made and called on one thread: the file is that of whoever opened it.
    """

    def __init__(self) -> None:
        self._file: int | None = None
        if sys.platform == "linux":
            with contextlib.suppress(OSError):
                self._file = os.open(_FILE, os.O_RDONLY | os.O_CLOEXEC)
        self._waited = self._count()

    def __call__(self) -> timedelta:
        """Time spent waiting for a processor since the last call."""
        before, self._waited = self._waited, self._count()
        return timedelta(microseconds=max(self._waited - before, 0) // 1000)

    def close(self) -> None:
        """Give the file back; may be called twice."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _count(self) -> int:
        if self._file is None or sys.platform != "linux":
            return 0
        words = os.pread(self._file, 128, 0).split()
        return int(words[1]) if len(words) > 1 else 0
