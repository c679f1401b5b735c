"""From a process to the name of the program that it runs."""

from __future__ import annotations

from pathlib import PurePath

import psutil


def executable(pid: int) -> str | None:
    """Base name of a running process's executable, such as `firefox-esr`; about 0.1 ms.

    None where no such process runs here, or it may not be looked into. A kernel thread has none either:
    a window inside a sandbox gives the small number that its process has in there, which out here
    is mostly a kernel thread's.
    """
    try:
        return PurePath(psutil.Process(pid).exe()).name or None
    except (psutil.Error, OSError, ValueError, OverflowError):
        return None
