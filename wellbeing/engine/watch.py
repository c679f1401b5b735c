"""The watch over AI agents and local models that run behind: processes looked at, work written to the ledger."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from wellbeing.agents.found import children_of, manner, roots, tree
from wellbeing.agents.working import BUSY, LOOK, Look, Manner, Watched, begin, step
from wellbeing.catalogue.tools import Tool, Tools
from wellbeing.model import Process, Work
from wellbeing.ports import Clock, Ledger, Processes, StoreError
from wellbeing.timeline.redact import excluded

log = logging.getLogger(__name__)

TREE = 64
"""Processes of one agent that are looked at; builds start more, and then it works anyway."""
YOUNG = timedelta(seconds=10)
"""A process may be seen before it has become what it is going to be."""
WHOLE_EVERY = timedelta(minutes=5)
"""How often those that are older are looked at again; hardly any becomes another program."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What a process turned out to be; asked again while it is young, and when it changes its name."""

    started: timedelta
    name: str
    settled: bool
    """Whether it was old enough to have become what it is."""
    tool: str | None = None
    manner: Manner | None = None
    ports: tuple[int, ...] = ()


class Watch:
    """Finds agents among the processes and notes when they work. Used on the beat's thread only.

    A look costs 0.2 to 0.3 ms with a few agents running. Command lines are looked at and forgotten: what is
    kept is the tool's id.

    Args:
        processes: the table.
        tools: the tools in force; asked at each look, since the person may add some.
        ledger: where work is written.
        clock: the time.
        excluded: apps of which nothing is kept by name; asked at each look.
        every: between two looks.
    """

    def __init__(
        self,
        processes: Processes,
        tools: Callable[[], Tools],
        ledger: Ledger,
        clock: Clock,
        *,
        excluded: Callable[[], Sequence[str]] = tuple,
        every: timedelta = LOOK,
    ) -> None:
        self._excluded = excluded
        self._every = every
        self._processes, self._tools, self._ledger, self._clock = processes, tools, ledger, clock
        self._judged_by: tuple[Tools, Sequence[str]] | None = None
        self._known: dict[int, _Known] = {}
        self._agents: dict[int, str] = {}
        self._unsettled: set[int] = set()
        self._whole_due = timedelta(0)
        self._watched: dict[str, Watched] = {}
        self._waiting: dict[str, Work] = {}
        self._due: timedelta | None = None
        self._anew = False

    @property
    def working(self) -> tuple[str, ...]:
        """The tools of the agents that showed a sign of work at the last look, sorted; several alike stand twice."""
        found = [one.look.tool for one in self._watched.values() if one.start is not None and _recent(one)]
        return tuple(sorted(found))

    def begin_anew(self) -> None:
        """Forget what was not written yet: the record has changed. Safe on any thread."""
        self._anew = True

    def beat(self, *, recording: bool) -> None:
        """Look, if it is time.

        Args:
            recording: False while the person has paused: what runs then is not looked at.
        """
        tick = self._clock.tick()
        if self._anew or not recording:
            self._anew = False
            self._watched.clear()
            self._waiting.clear()
        if not recording or (self._due is not None and tick < self._due):
            return
        self._due = tick + self._every
        self._look(tick)
        self._write()

    # ------------------------------------------------------------ inside

    def _look(self, tick: timedelta) -> None:
        table = self._processes.refresh()
        self._judge(table)
        at = self._clock.now()
        before, self._watched = self._watched, {}
        if not self._agents:
            return
        children = children_of(table)
        for pid in roots(table, self._agents):
            root = self._processes.fresh(pid)
            if root is None or root.started != self._known[pid].started:
                continue
            name = f"process-{pid}-{root.started // timedelta(milliseconds=1)}"
            known = before.get(name)
            look = self._seen(root, name, tree(children, pid), at, tick, known)
            if look is None:
                continue
            if known is None:
                self._watched[name] = begin(look)
                continue
            self._watched[name], work = step(known, look)
            if work is not None:
                self._waiting[work.key] = work

    def _judge(self, table: Mapping[int, Process]) -> None:
        """Decide of every process that is new or has become another what it is."""
        tools, patterns = self._tools(), self._excluded()
        if self._judged_by is None or tools is not self._judged_by[0] or patterns != self._judged_by[1]:
            self._judged_by = (tools, patterns)
            self._known.clear()
            self._agents.clear()
        for pid in self._known.keys() - table.keys():
            del self._known[pid]
            self._agents.pop(pid, None)
        self._unsettled &= table.keys()
        up = self._processes.up()
        whole = up >= self._whole_due
        if whole:
            self._whole_due = up + WHOLE_EVERY
        wanted = table.keys() if whole else (table.keys() - self._known.keys()) | self._unsettled
        self._unsettled = set()
        for pid in wanted:
            one, known = table[pid], self._known.get(pid)
            settled = one.started <= up - YOUNG
            if not settled:
                self._unsettled.add(pid)
            if known is None or not known.settled or (known.started, known.name) != (one.started, one.name):
                found = self._known[pid] = self._judged(tools, one, _Known(one.started, one.name, settled))
                self._agents.pop(pid, None)
                if found.tool is not None:
                    self._agents[pid] = found.tool

    def _judged(self, tools: Tools, one: Process, blank: _Known) -> _Known:
        argv = self._processes.argv(one.pid)
        if not argv:
            return blank
        if (server := tools.server(argv)) is not None:
            if self._is_excluded(server[0], one):
                return blank
            return replace(blank, tool=server[0].id, manner=Manner.SERVER, ports=server[1])
        tool = tools.command(argv)
        if tool is None and len(argv) == 1:
            # A program that wrote a title over its arguments is known by its name or its file.
            spellings = ((one.name,), (self._processes.exe(one.pid),))
            tool = next((known for form in spellings if (known := tools.command(form)) is not None), None)
        # A local model may belong to the system; an agent of another person on this machine is theirs.
        if tool is None or self._is_excluded(tool, one) or not self._processes.own(one.pid):
            return blank
        how = manner(one, argv)
        return blank if how is None else replace(blank, tool=tool.id, manner=how)

    def _is_excluded(self, tool: Tool, one: Process) -> bool:
        return excluded((tool.id, tool.name, one.name), self._excluded())

    def _seen(
        self, root: Process, name: str, pids: list[int], at: datetime, tick: timedelta, before: Watched | None
    ) -> Look | None:
        known = self._known[root.pid]
        if known.tool is None or known.manner is None:
            return None
        cpu = root.cpu
        for pid in pids[1:TREE]:
            if (one := self._processes.fresh(pid)) is not None:
                cpu += one.cpu
        how, in_front = known.manner, root.group == root.front
        if how in (Manner.DIALOGUE, Manner.HIDDEN):
            how = Manner.DIALOGUE if in_front else Manner.HIDDEN
        use = self._processes.tty_use(root.tty, root.pid) if in_front and how is not Manner.SERVER else None
        connected = True
        if how is Manner.SERVER and known.ports and before is not None:
            # Who is connected costs milliseconds to find out, so only a server that computes is asked about.
            spent = cpu - before.look.cpu
            connected = spent >= BUSY * (tick - before.look.tick) and self._processes.connected(known.ports)
        age = max(self._processes.up() - root.started, timedelta(0))
        return Look(known.tool, name, how, at, tick, age, cpu, use, connected)

    def _write(self) -> None:
        if not self._waiting:
            return
        try:
            self._ledger.add(works=tuple(self._waiting.values()))
        except StoreError:
            log.info("work of agents waits to be written")
            return
        self._waiting.clear()


def _recent(one: Watched) -> bool:
    return one.end is not None and one.look.at - one.end <= LOOK
