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
"""Windows of which something is remembered."""
LOOK_AGAIN = timedelta(seconds=4)
"""How long a way is believed while its own processes say that it holds: shorter than the beat's period, so that only
those who switch back and forth between windows are spared looks. `make` may start an agent at any time."""
GRAIN = timedelta(seconds=8)
"""A terminal tells the time of its last key to this much (drivers/tty/tty_io.c)."""
ASK_AGAIN = timedelta(seconds=60)
"""tmux may change its pane without a key, by a command from elsewhere."""
_TMUX = "tmux: client"
_SERVED = ("screen", "zellij")
"""Multiplexers whose server owns the terminals inside; which one is shown they do not tell without side effects."""
_HELPERS = {"ptyxis": "ptyxis-agent"}
"""Terminals in a sandbox have their shells started by a helper outside of it."""


@dataclass(slots=True)
class _Way:
    """How a window's terminal led to its foreground program; as long as it holds, nothing has changed."""

    looked: timedelta
    """When all processes were looked at, after the machine's start."""
    shells: list[Process]
    """All of the window."""
    sessions: list[Process]
    """The one in use, and those inside it."""
    clients: dict[int, int]
    """The terminal that each client of tmux on the way showed."""
    certain: bool
    """Whether nothing else may change it: screen and zellij do not tell which terminal they show."""
    commands: tuple[tuple[str, ...], ...] = ()
    leader: Process | None = None
    """None where everything in the foreground is suspended."""


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
        self._ways: dict[Evidence, _Way] = {}

    def foreground(self, window: Evidence) -> Foreground:
        """What the terminal in a window runs in its foreground; 0.05 ms while nothing changes, else some 0.3."""
        way = self._ways.get(window)
        if way is None or not self._holds(way):
            way = self._look(window)
            if len(self._ways) >= KEPT:
                self._ways.clear()
            self._ways[window] = way
        if not way.sessions:
            return Foreground()
        used = self._table.tty_use(way.sessions[0].tty)
        quiet = None if used is None else max(self._now() - used.read, timedelta(0))
        if way.leader is None:
            return Foreground(quiet=quiet)
        return Foreground(way.commands, max(self._table.up() - way.leader.started, timedelta(0)), quiet)

    def _holds(self, way: _Way) -> bool:
        """Whether a way still leads to the same program, as far as its few processes tell."""
        if not way.certain or self._table.up() - way.looked >= LOOK_AGAIN:
            return False
        if not way.sessions:
            return True
        if (shell := self._in_use(way.shells)) is None or shell.pid != way.sessions[0].pid:
            return False
        for one in way.sessions:
            now = self._table.fresh(one.pid)
            if now is None or (now.started, now.front) != (one.started, one.front):
                return False
        clients = [client for pid in way.clients if (client := self._table.fresh(pid)) is not None]
        if {client.pid: self._pane_tty(client) for client in clients} != way.clients or way.leader is None:
            return False
        leader = self._table.fresh(way.leader.pid)
        return (
            leader is not None
            and (leader.started, leader.stopped) == (way.leader.started, False)
            and self._table.argv(leader.pid) == way.commands[:1][0]
        )

    def _look(self, window: Evidence) -> _Way:
        """Find the way anew."""
        processes = self._table.refresh()
        leaders = shells(processes, self._hosts(processes, window))
        shell = self._in_use(leaders)
        sessions = [] if shell is None else [shell]
        way = _Way(self._table.up(), leaders, sessions, {}, certain=True)
        members = [] if shell is None else self._members(processes, shell, way)
        # Who leads the foreground may have become another program since the table was read.
        argvs = ((one, self._table.argv(one.pid)) for one in members[:MEMBERS])
        told = [(one, argv) for one, argv in argvs if argv]
        way.commands = tuple(argv for _, argv in told)
        way.leader = told[0][0] if told else None
        return way

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

    def _members(self, processes: Mapping[int, Process], shell: Process, way: _Way) -> list[Process]:
        """The foreground group behind everything that only passes a terminal on; notes the way to it."""
        members = self._group(processes, shell)
        for _ in range(DEEPEST):
            within = self._within(processes, members, way)
            if within is None:
                break
            way.sessions.append(within)
            members = self._group(processes, within)
        return members

    def _group(self, processes: Mapping[int, Process], shell: Process) -> list[Process]:
        """A foreground group, its leader read anew: it may have been started since, or stopped."""
        if shell.front > 0:
            self._table.fresh(shell.front)
        return foreground(processes, shell)

    def _within(
        self, processes: Mapping[int, Process], members: Sequence[Process], way: _Way
    ) -> Process | None:
        """The leader of the session inside a multiplexer or `sudo -i`; None where nothing is inside."""
        for one in members:
            if one.name == _TMUX:
                way.clients[one.pid] = tty = self._pane_tty(one)
                return self._pane(processes, tty)
            if one.name in _SERVED:
                way.certain = False
                return self._served(processes, one)
        leader = inner(processes, members)
        return None if leader is None else self._table.fresh(leader.pid)

    def _pane(self, processes: Mapping[int, Process], tty: int) -> Process | None:
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
