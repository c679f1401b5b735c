"""Whose window it is, on desktops that give an app id and no process."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

STARTED_WITHIN_S = 15.0
"""A window that appears belongs to a process of its name that began at most this long before."""


@dataclass(frozen=True, slots=True)
class Running:
    """A process of the person's."""

    pid: int
    exe: str
    """Base name of the executable."""
    started_s: float
    """Seconds since 1970."""
    parent: int = 0
    name: str = ""
    """What it calls itself; a script's own name where the executable is its interpreter."""


def running() -> Iterator[Running]:
    """The person's own processes; some ten milliseconds for a few hundred."""
    import psutil  # 1 MB of the tracker, which desktops with process numbers spare

    own = os.getuid() if hasattr(os, "getuid") else 0
    # Not `process_iter`: it keeps what it saw, and a start script that became the program stays a shell there.
    for pid in psutil.pids():
        try:
            process = psutil.Process(pid)
            with process.oneshot():
                if process.uids().real == own and (exe := PurePath(process.exe()).name):
                    began = process.create_time()
                    yield Running(process.pid, exe, began, process.ppid(), process.name())
        except (psutil.Error, OSError):
            continue


class Owners:
    """Remembers for each window which process is meant; an honest None where more than one may be.

    Asked once for each window, not for each look. An app id names a process when it, or a part of it, is the
    executable's name: `foot`, `org.gnome.Nautilus`, `firefox-esr`, `google-chrome` (whose executable is `chrome`),
    `brave-browser`. Of a program that starts itself many times, as browsers do, the first is meant.
    """

    def __init__(
        self,
        running: Callable[[], Iterator[Running]] = running,
        now_s: Callable[[], float] = time.time,
        own_pid: int | None = None,
    ) -> None:
        self._running, self._now_s = running, now_s
        self._own = os.getpid() if own_pid is None else own_pid
        self._known: dict[int, Running | None] = {}

    def appeared(self, window: int, app_id: str) -> None:
        """A window came up just now: the youngest process of its name, if only one of those without a window is."""
        named = self._named(app_id)
        taken = {one.pid for one in self._known.values() if one is not None}
        young = [
            one for one in named if self._now_s() - one.started_s <= STARTED_WITHIN_S and one.pid not in taken
        ]
        self._known[window] = _only(named) or _only(young)

    def of(self, window: int, app_id: str) -> tuple[int | None, str | None]:
        """Process and executable of a window; the process None where several may be meant, both where none is."""
        if window not in self._known:
            self._known[window] = _only(self._named(app_id))
        owner = self._known[window]
        return (None, None) if owner is None else (owner.pid, owner.exe)

    def gone(self, window: int) -> None:
        """Forget a window."""
        self._known.pop(window, None)

    def _named(self, app_id: str) -> list[Running]:
        """Those whose name fits best, without those that others of them started."""
        everyone = [one for one in self._running() if one.pid != self._own]
        for wanted in _names(app_id):
            named = [one for one in everyone if wanted in (one.exe.casefold(), one.name.casefold())]
            if named:
                pids = {one.pid for one in named}
                return [one for one in named if one.parent not in pids]
        return []


def _names(app_id: str) -> list[str]:
    """What the executable may be called, the surest first."""
    whole = app_id.strip().casefold()
    last = whole.rpartition(".")[2]
    before, _, after = last.partition("-")
    return list(dict.fromkeys(name for name in (whole, last, after, before) if name))


def _only(found: list[Running]) -> Running | None:
    return found[0] if len(found) == 1 else None
