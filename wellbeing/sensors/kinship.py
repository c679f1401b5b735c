"""Whether two processes belong to one program."""

from __future__ import annotations

import psutil

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
    found: list[int] = []
    try:
        process: psutil.Process | None = psutil.Process(pid)
        for _ in range(_GENERATIONS):
            process = process.parent() if process is not None else None
            if process is None or process.pid <= 1 or process.name() in _SHELLS:
                break
            found.append(process.pid)
    except psutil.Error:
        pass  # it has ended, or is somebody else's
    return found
