"""From a process to the name of the program that it runs."""

from __future__ import annotations

import os
from pathlib import Path, PurePath

_PROC = Path("/proc/self/exe")
_DELETED = " (deleted)"
"""What the kernel writes after the path of a file that was replaced, by an update mostly (proc(5))."""


def executable(pid: int) -> str | None:
    """Base name of a running process's executable, such as `firefox-esr`; about 0.01 ms.

    None where no such process runs here, or it may not be looked into. A kernel thread has none either:
    a window inside a sandbox gives the small number that its process has in there, which out here
    is mostly a kernel thread's.
    """
    if pid <= 0:
        return None
    path = _by_kernel(pid) if _PROC.is_symlink() else _by_psutil(pid)
    return PurePath(path).name or None


def _by_kernel(pid: int) -> str:
    try:
        path = os.readlink(f"/proc/{pid}/exe")  # noqa: PTH115 - at each switch, and a third of the time
    except OSError:
        return ""
    return path.removesuffix(_DELETED).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _by_psutil(pid: int) -> str:
    """Where there is no /proc. Loaded here only: psutil takes 1 MB of the tracker."""
    import psutil

    try:
        return psutil.Process(pid).exe()
    except (psutil.Error, OSError, ValueError, OverflowError):
        return ""
