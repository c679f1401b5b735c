"""The table of processes where there is no /proc, by psutil: everything each time.

Which group is in the foreground of a terminal is not known here: an agent that has one counts as in front of it.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil

from wellbeing.model import Process, TtyUse


class ProcessList:
    """Implements `ports.Processes`. A look at 300 processes takes some 15 ms, so ask seldom."""

    def __init__(self) -> None:
        self._known: dict[int, Process] = {}
        self._ttys: dict[int, Path] = {}
        self._boot_s = psutil.boot_time()

    def refresh(self) -> Mapping[int, Process]:
        """All processes by number; see `ports.Processes`."""
        # psutil keeps the terminals of its first look; tabs come and go.
        forget = getattr(getattr(psutil, "_psposix", None), "get_terminal_map", None)
        getattr(forget, "cache_clear", lambda: None)()
        found = (self._process(one) for one in psutil.process_iter())
        self._known = {one.pid: one for one in found if one is not None}
        return self._known

    def fresh(self, pid: int) -> Process | None:
        """A process as it is now; None when it has ended."""
        try:
            found = self._process(psutil.Process(pid))
        except psutil.Error:
            found = None
        if found is None:
            self._known.pop(pid, None)
        else:
            self._known[pid] = found
        return found

    def argv(self, pid: int) -> tuple[str, ...]:
        """Its arguments; empty where they are hidden."""
        try:
            return tuple(psutil.Process(pid).cmdline())
        except (psutil.Error, OSError):
            return ()

    def exe(self, pid: int) -> str:
        """Path of its executable; empty where it may not be known."""
        try:
            return psutil.Process(pid).exe()
        except (psutil.Error, OSError):
            return ""

    def own(self, pid: int) -> bool:
        """Whether it is a process of the person who runs this program."""
        try:
            return psutil.Process(pid).username() == psutil.Process().username()
        except (psutil.Error, OSError, KeyError):
            return False

    def tty_use(self, tty: int, pid: int | None = None) -> TtyUse | None:
        """When a terminal was used; None where its file is not that terminal any more."""
        del pid
        try:
            found = self._ttys[tty].stat()
        except (KeyError, OSError):
            return None
        return TtyUse(
            datetime.fromtimestamp(found.st_atime, UTC), datetime.fromtimestamp(found.st_mtime, UTC)
        )

    def up(self) -> timedelta:
        """Time since the machine's start."""
        return timedelta(seconds=time.time() - self._boot_s)

    def connected(self, ports: Sequence[int]) -> bool:
        """Whether somebody is connected to one of these TCP ports; True where the system does not tell."""
        try:
            return any(
                one.status == psutil.CONN_ESTABLISHED and one.laddr and one.laddr.port in ports
                for one in psutil.net_connections("tcp")
            )
        except (psutil.Error, OSError):
            return True

    def _process(self, one: psutil.Process) -> Process | None:
        try:
            with one.oneshot():
                spent, started_s = one.cpu_times(), one.create_time() - self._boot_s
                group, tty = self._place(one)
                return Process(
                    pid=one.pid,
                    name=one.name(),
                    parent=one.ppid(),
                    group=group,
                    session=group,
                    tty=tty,
                    front=group if tty else -1,
                    started=timedelta(seconds=max(started_s, 0.0)),
                    cpu=timedelta(seconds=sum(spent[:4])),
                    stopped=one.status() == psutil.STATUS_STOPPED,
                )
        except (psutil.Error, OSError):
            return None

    def _place(self, one: psutil.Process) -> tuple[int, int]:
        """The process group, and the number of the terminal, 0 without one; both 0 on Windows."""
        if sys.platform == "win32":
            return 0, 0
        path = one.terminal()
        if path is None:
            return os.getpgid(one.pid), 0
        tty = Path(path).stat().st_rdev
        self._ttys[tty] = Path(path)
        return os.getpgid(one.pid), tty
