"""Whether two processes belong to one program."""

from __future__ import annotations

import sys

from wellbeing.sensors.proc import ProcTable

_GENERATIONS = 4
"""A player's helper is a child or grandchild of the program whose window is in front; a desktop's session, from
which everything descends, is further away or its own."""
_SHELLS = frozenset(
    {"systemd", "init", "bash", "sh", "zsh", "fish", "dbus-daemon", "gnome-shell", "plasmashell"}
)
"""Ancestors that start programs which have nothing in common."""


def related(one: int, other: int) -> bool:
    """Whether they are the same process, or one descends from the other within one program."""
    return one == other or other in _ancestors(one) or one in _ancestors(other)


def _ancestors(pid: int) -> list[int]:
    look = _by_kernel if sys.platform == "linux" else _by_psutil
    found: list[int] = []
    above = look(pid)
    while above is not None and len(found) < _GENERATIONS:
        number, _ = above
        above = look(number)
        if number <= 1 or above is None or above[1] in _SHELLS:
            break
        found.append(number)
    return found


def _by_kernel(pid: int) -> tuple[int, str] | None:
    """Number of the parent, and the own name; None when it has ended."""
    found = ProcTable().fresh(pid)
    return (found.parent, found.name) if found is not None else None


def _by_psutil(pid: int) -> tuple[int, str] | None:
    """The same elsewhere. Loaded here only: psutil takes 1 MB of the tracker."""
    import psutil

    try:
        process = psutil.Process(pid)
        return process.ppid(), process.name()
    except psutil.Error:
        return None  # it has ended, or is somebody else's
