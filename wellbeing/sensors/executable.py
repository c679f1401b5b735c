"""From a process to the name of the program that it runs."""

from __future__ import annotations

from pathlib import PurePath

import psutil

KEPT = 256
"""Names kept; a desktop has a few dozen programs with windows."""


class Executables:
    """Base names of executables by process, each looked up once in a process's life."""

    def __init__(self) -> None:
        self._names: dict[tuple[int, float], str] = {}

    def name(self, pid: int) -> str | None:
        """Such as `firefox-esr`; None where no such process runs here, or it may not be looked into.

        A kernel thread has none either: a window inside a sandbox gives the small number that its
        process has in there, which out here is somebody else's.
        """
        try:
            process = psutil.Process(pid)
            key = (pid, process.create_time())
            if key not in self._names:
                if len(self._names) >= KEPT:
                    self._names.clear()
                self._names[key] = PurePath(process.exe()).name
        except (psutil.Error, OSError, ValueError, OverflowError):
            return None
        return self._names[key] or None
