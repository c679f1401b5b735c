"""A program that runs, as the system's table of processes tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Process:
    """One row of the table of processes; number and start together never come twice until the machine restarts."""

    pid: int
    name: str
    """As the system shortens it, at most 15 characters on Linux."""
    parent: int
    group: int
    """Process group: what a shell runs as one job."""
    session: int
    tty: int
    """Device number of the controlling terminal; 0 without one, and where the system does not tell."""
    front: int
    """The process group in the foreground of that terminal; -1 without one."""
    started: timedelta
    """After the machine's start."""
    cpu: timedelta
    """Processor time so far, that of its finished children included."""
    stopped: bool
    """Suspended, as by Ctrl-Z."""


@dataclass(frozen=True, slots=True)
class TtyUse:
    """When a terminal was last used. Linux moves both at most once in 8 s (tty_update_time, drivers/tty/tty_io.c)."""

    read: datetime
    """The last input: a key, a paste, a mouse event that a program asked for. Aware, UTC."""
    written: datetime
    """The last output. Aware, UTC."""
