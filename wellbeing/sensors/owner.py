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


def running() -> Iterator[Running]:
    """The person's own processes; some ten milliseconds for a few hundred."""
    import psutil  # 1 MB of the tracker, which desktops with process numbers spare

    own = os.getuid()
    for process in psutil.process_iter():
        try:
            if process.uids().real == own and (exe := PurePath(process.exe()).name):
                yield Running(process.pid, exe, process.create_time())
        except (psutil.Error, OSError):
            continue


class Owners:
    """Remembers for each window which process is meant; an honest None where more than one may be.

    Asked once for each window, not for each look. An app id names a process when its last part is the
    executable's name: `foot`, `org.gnome.Nautilus`, `firefox-esr`.
    """

    def __init__(
        self,
        running: Callable[[], Iterator[Running]] = running,
        now_s: Callable[[], float] = time.time,
        own_pid: int | None = None,
    ) -> None:
        self._running, self._now_s = running, now_s
        self._own = os.getpid() if own_pid is None else own_pid
        self._known: dict[int, tuple[int | None, str | None]] = {}

    def appeared(self, window: int, app_id: str) -> None:
        """A window came up just now: the youngest process of its name, if only one is that young."""
        named = self._named(app_id)
        young = [one for one in named if self._now_s() - one.started_s <= STARTED_WITHIN_S]
        self._known[window] = _only(named) or _only(young) or (None, None)

    def of(self, window: int, app_id: str) -> tuple[int | None, str | None]:
        """Process and executable of a window; both None where they cannot be known."""
        if window not in self._known:
            self._known[window] = _only(self._named(app_id)) or (None, None)
        return self._known[window]

    def gone(self, window: int) -> None:
        """Forget a window."""
        self._known.pop(window, None)

    def _named(self, app_id: str) -> list[Running]:
        wanted = {app_id.casefold(), app_id.casefold().rpartition(".")[2]} - {""}
        return [one for one in self._running() if one.exe.casefold() in wanted and one.pid != self._own]


def _only(found: list[Running]) -> tuple[int | None, str | None] | None:
    if len(found) == 1:
        return found[0].pid, found[0].exe
    return None
