"""Programs: those that run, those in terminal windows, those that are installed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from wellbeing.model import AppEntry, Evidence, Process, TtyUse


class Processes(Protocol):
    """The table of processes, kept up to date at little cost. Used on one thread only."""

    def refresh(self) -> Mapping[int, Process]:
        """All processes by number; of those older than some seconds, as they were some minutes ago.

        A view that changes with the next call.
        """
        ...

    def fresh(self, pid: int) -> Process | None:
        """A process as it is now; None when it has ended."""
        ...

    def argv(self, pid: int) -> tuple[str, ...]:
        """Its arguments as it shows them now, cut after some thousand characters; empty where they are hidden."""
        ...

    def exe(self, pid: int) -> str:
        """Path of its executable; empty where it may not be known."""
        ...

    def tty_use(self, tty: int, pid: int | None = None) -> TtyUse | None:
        """When a terminal was used; None where the system does not tell.

        Args:
            tty: its device number.
            pid: the process that has it, which may be in a container with terminals of its own under the same
                numbers; None for one of this system.
        """
        ...

    def own(self, pid: int) -> bool:
        """Whether it is a process of the person who runs this program; False when it has ended."""
        ...

    def up(self) -> timedelta:
        """Time since the machine's start, suspend included; the clock of `Process.started`."""
        ...

    def connected(self, ports: Sequence[int]) -> bool:
        """Whether somebody is connected to one of these TCP ports of this machine."""
        ...


@dataclass(frozen=True, slots=True)
class Foreground:
    """What runs in the terminal that a window shows."""

    commands: tuple[tuple[str, ...], ...] = ()
    """Argument vectors of the foreground process group, its leader's first; empty where there is no terminal."""
    age: timedelta | None = None
    """Since when its leader runs; None without one."""
    quiet: timedelta | None = None
    """Since the last key typed into that terminal, known to 8 s; None where it cannot be known."""


class Terminals(Protocol):
    """What runs in terminal windows."""

    def foreground(self, window: Evidence) -> Foreground:
        """What the terminal in a window runs in its foreground; about 0.3 ms. Never raises."""
        ...


class Apps(Protocol):
    """Installed applications, by the id that a window gives."""

    def entry(self, app_id: str, exe: str | None = None) -> AppEntry | None:
        """The desktop entry behind an app id, or None; matching is described in `files.applications`."""
        ...
