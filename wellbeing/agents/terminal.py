"""Which program a terminal window runs in its foreground, from the table of processes.

window's process ── helper of the same program ── session leader (a shell) on a terminal of its own
                                                      │  the terminal names its foreground group
                                                      └─ leader of that group, and who else is in it
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from wellbeing.model import Process

TYPED_LATELY = timedelta(seconds=60)
"""How long after the last key in its built-in terminal an editor counts as that terminal: whoever goes back to the
code types or reads elsewhere, and nothing outside the editor tells which pane has the focus."""
_DEEPEST = 4
"""Helpers between a window's process and its shells: Visual Studio Code has one."""
_TIE = timedelta(seconds=1)
"""Terminals that are told of their focus hear of coming and going in the same second (xterm's mode 1004)."""


def shells(table: Mapping[int, Process], hosts: Collection[int]) -> list[Process]:
    """Session leaders that windows' processes started on terminals of their own, the oldest first.

    Directly, or through helpers of the same program. A terminal that a file manager started belongs to the
    terminal's own window, so other programs in between are not looked through.

    Args:
        table: all processes by number.
        hosts: the processes that own the window.
    """
    found = [
        one
        for one in table.values()
        if one.tty and one.session == one.pid and _owner(table, one, hosts) is not None
    ]
    return sorted(found, key=lambda one: (one.started, one.pid))


def named(table: Mapping[int, Process], names: Collection[str]) -> list[int]:
    """Processes with one of these names, case ignored and shortened as the system does."""
    short = {name.casefold()[:15] for name in names if name}
    return [one.pid for one in table.values() if one.name.casefold() in short]


def foreground(table: Mapping[int, Process], shell: Process) -> list[Process]:
    """Who is in the foreground of a shell's terminal and not suspended: the group's leader first, then by age.

    Args:
        table: all processes by number.
        shell: its session's leader as it is at this moment.
    """
    members = [
        one
        for one in table.values()
        if one.tty == shell.tty and one.group == shell.front and one.session == shell.session
    ]
    members.sort(key=lambda one: (one.pid != shell.front, one.started, one.pid))
    return [one for one in members if not one.stopped]


def inner(table: Mapping[int, Process], members: Sequence[Process]) -> Process | None:
    """The session that a foreground program runs on another terminal of its making: `sudo -i`, `script`.

    The newest one; None for ordinary programs.
    """
    pids = {one.pid for one in members}
    ttys = {one.tty for one in members}
    found = [
        one
        for one in table.values()
        if one.parent in pids and one.session == one.pid and one.tty and one.tty not in ttys
    ]
    return max(found, key=lambda one: (one.started, one.pid), default=None)


@dataclass(frozen=True, slots=True)
class Tabs:
    """The terminals of one program, as they stood at a look."""

    current: int
    """The one in use."""
    reads: Mapping[int, datetime]
    """The last input of each."""


def tabs(before: Tabs | None, reads: Mapping[int, datetime]) -> Tabs:
    """Which of several terminals under one process is in use: the one that was typed into last.

    Where two heard something in the same second, the one that was not in use before: that is a change of tabs,
    of which both were told. Where none heard anything, it is the same as before.

    Args:
        before: the look before; None at the first.
        reads: the last input of each terminal, not empty.
    """
    known = before if before is not None and before.current in reads else None
    if known is None:
        return Tabs(max(reads, key=lambda tty: (reads[tty], tty)), dict(reads))
    moved = {tty: at for tty, at in reads.items() if tty not in known.reads or at > known.reads[tty]}
    if not moved:
        return Tabs(known.current, dict(reads))
    latest = max(moved.values())
    others = [tty for tty, at in moved.items() if tty != known.current and latest - at <= _TIE]
    current = max(others, key=lambda tty: (reads[tty], tty), default=known.current)
    return Tabs(current, dict(reads))


def _owner(table: Mapping[int, Process], leader: Process, hosts: Collection[int]) -> Process | None:
    """The window's process behind a session leader; None where there is none."""
    way: list[Process] = []
    parent = table.get(leader.parent)
    while parent is not None and len(way) <= _DEEPEST:
        if parent.pid in hosts:
            return parent if all(_kin(one.name, parent.name) for one in way) else None
        way.append(parent)
        parent = table.get(parent.parent)
    return None


def _kin(name: str, other: str) -> bool:
    """Whether two names are of one program: `ptyxis` and `ptyxis-agent`, `code` and `code`."""
    short, long = sorted((name, other), key=len)
    return bool(short) and long.startswith(short)
