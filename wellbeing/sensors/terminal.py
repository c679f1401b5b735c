"""What runs in the foreground of the terminal that a window shows, on Linux; through tmux, screen and zellij."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from wellbeing.agents.terminal import Tabs, foreground, inner, named, shells, tabs
from wellbeing.model import Evidence, Process
from wellbeing.ports import Foreground
from wellbeing.sensors import tmux
from wellbeing.sensors.proc import ProcTable

DEEPEST = 5
"""Terminals inside terminals that are looked into: tmux in tmux in sudo, and no end is nobody's."""
MEMBERS = 16
"""Members of a foreground group whose arguments are read; pipelines are shorter."""
KEPT = 64
"""Windows whose tabs are remembered."""
GRAIN = timedelta(seconds=8)
"""A terminal tells the time of its last key to this much (drivers/tty/tty_io.c)."""
ASK_AGAIN = timedelta(seconds=60)
"""tmux may change its pane without a key, by a command from elsewhere."""
_TMUX = "tmux: client"
_SERVED = ("screen", "zellij")
"""Multiplexers whose server owns the terminals inside; which one is shown they do not tell without side effects."""
_HELPERS = {"ptyxis": "ptyxis-agent"}
"""Terminals in a sandbox have their shells started by a helper outside of it."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a tmux client showed when it was asked."""

    client: tuple[int, timedelta]
    tty: int
    asked: datetime


class TerminalSensor:
    """Implements `ports.Terminals`. Remembers tabs and panes between looks; used on one thread."""

    def __init__(self, table: ProcTable, now: Callable[[], datetime]) -> None:
        self._table = table
        self._now = now
        self._tabs: dict[tuple[int, ...], Tabs] = {}
        self._shown: dict[int, _Shown] = {}

    def foreground(self, window: Evidence) -> Foreground:
        """What the terminal in a window runs in its foreground."""
        processes = self._table.refresh()
        shell = self._in_use(shells(processes, self._hosts(processes, window)))
        if shell is None:
            return Foreground()
        used = self._table.tty_use(shell.tty)
        quiet = None if used is None else max(self._now() - used.read, timedelta(0))
        members = self._members(processes, shell)
        if not members:
            return Foreground(quiet=quiet)
        # Who leads the foreground may have become another program since the table was read.
        argvs = (self._table.argv(one.pid) for one in members[:MEMBERS])
        return Foreground(
            tuple(argv for argv in argvs if argv),
            max(self._table.up() - members[0].started, timedelta(0)),
            quiet,
        )

    def _hosts(self, processes: Mapping[int, Process], window: Evidence) -> Sequence[int]:
        """The processes that own a window; by name where the desktop does not tell its process."""
        if window.pid is not None:
            return (window.pid,)
        last = (window.app_id or "").rpartition(".")[2].casefold()
        return named(processes, {last, (window.exe or "").casefold(), _HELPERS.get(last, "")})

    def _in_use(self, leaders: Sequence[Process]) -> Process | None:
        """The shell of the tab in use, as it is now; None where there is none."""
        alive = [now for one in leaders if (now := self._table.fresh(one.pid)) is not None and now.tty]
        if len(alive) < 2:
            return alive[0] if alive else None
        reads = {one.tty: used.read for one in alive if (used := self._table.tty_use(one.tty)) is not None}
        if not reads:
            return alive[-1]
        # Windows of one program are known by who started the shells.
        owner = tuple(sorted({one.parent for one in alive}))
        if len(self._tabs) >= KEPT and owner not in self._tabs:
            self._tabs.clear()
        found = self._tabs[owner] = tabs(self._tabs.get(owner), reads)
        return next((one for one in alive if one.tty == found.current), None)

    def _members(self, processes: Mapping[int, Process], shell: Process) -> list[Process]:
        """The foreground group behind everything that only passes a terminal on."""
        members = self._group(processes, shell)
        for _ in range(DEEPEST):
            within = self._within(processes, members)
            if within is None:
                break
            members = self._group(processes, within)
        return members

    def _group(self, processes: Mapping[int, Process], shell: Process) -> list[Process]:
        """A foreground group, its leader read anew: it may have been started since, or stopped."""
        if shell.front > 0:
            self._table.fresh(shell.front)
        return foreground(processes, shell)

    def _within(self, processes: Mapping[int, Process], members: Sequence[Process]) -> Process | None:
        """The leader of the session inside a multiplexer or `sudo -i`; None where nothing is inside."""
        for one in members:
            if one.name == _TMUX:
                return self._pane(processes, one)
            if one.name in _SERVED:
                return self._served(processes, one)
        leader = inner(processes, members)
        return None if leader is None else self._table.fresh(leader.pid)

    def _pane(self, processes: Mapping[int, Process], client: Process) -> Process | None:
        tty = self._pane_tty(client)
        leader = next((one for one in processes.values() if one.tty == tty and one.session == one.pid), None)
        return None if leader is None else self._table.fresh(leader.pid)

    def _pane_tty(self, client: Process) -> int:
        """The terminal of the active pane; asked anew only if a key was pressed since, or it was long ago."""
        known, now = self._shown.get(client.tty), self._now()
        if known is not None and known.client == (client.pid, client.started):
            used = self._table.tty_use(client.tty)
            untouched = used is not None and used.read + GRAIN < known.asked
            if untouched and timedelta(0) <= now - known.asked < ASK_AGAIN:
                return known.tty
        pid = client.pid
        argv, variables = self._table.argv(pid), self._table.variables(pid)
        server = tmux.socket(argv, variables, self._table.owner(pid) or 0)
        tty = tmux.pane_tty(self._table.exe(pid), server, pid)
        if tty is None:
            return known.tty if known is not None and known.client[0] == pid else 0
        if len(self._shown) >= KEPT:
            self._shown.clear()
        self._shown[client.tty] = _Shown((pid, client.started), tty, now)
        return tty

    def _served(self, processes: Mapping[int, Process], client: Process) -> Process | None:
        """The terminal last typed into among those of the server behind a client of screen or zellij."""
        servers = [one for one in processes.values() if one.name == client.name and one.tty != client.tty]
        holding = [one for one in servers if self._table.holds(one.pid, client.tty)]
        pids = {one.pid for one in holding or servers}
        leaders = [
            one for one in processes.values() if one.parent in pids and one.tty and one.session == one.pid
        ]
        return self._in_use(leaders)
