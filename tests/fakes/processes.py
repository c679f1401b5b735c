"""A table of processes in a test's hands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from tests.clocks import HandClock
from wellbeing.model import Process, TtyUse


class FakeProcesses:
    """Implements `ports.Processes`; times are those of a clock in the test's hands."""

    def __init__(self, clock: HandClock) -> None:
        self._clock = clock
        self._table: dict[int, Process] = {}
        self._argv: dict[int, tuple[str, ...]] = {}
        self.exes: dict[int, str] = {}
        self.uses: dict[int, TtyUse] = {}
        self.connections: set[int] = set()
        self.others: set[int] = set()
        """Processes of other people."""
        self.looks = 0

    def start(self, pid: int, line: str, parent: int = 1, tty: int = 0, name: str = "") -> None:
        """A process begins, in the foreground of its terminal."""
        argv = tuple(line.split())
        self._argv[pid] = argv
        self._table[pid] = Process(
            pid, name or argv[0].rpartition("/")[2][:15], parent, pid, pid, tty, pid if tty else -1, self.up(),
            timedelta(0), stopped=False,
        )  # fmt: skip
        if tty:
            self.uses[tty] = TtyUse(self._clock.now(), self._clock.now())

    def turns_into(self, pid: int, line: str) -> None:
        """It becomes another program (exec)."""
        self._argv[pid] = tuple(line.split())
        self._table[pid] = replace(self._table[pid], name=line.split(maxsplit=1)[0].rpartition("/")[2][:15])

    def end(self, pid: int) -> None:
        """It ends, or is killed."""
        del self._table[pid]

    def spend(self, pid: int, seconds: float) -> None:
        """It computes."""
        self._table[pid] = replace(self._table[pid], cpu=self._table[pid].cpu + timedelta(seconds=seconds))

    def step_back(self, pid: int) -> None:
        """It is suspended: its shell is in front again."""
        self._table[pid] = replace(self._table[pid], front=1, stopped=True)

    def shows(self, tty: int) -> None:
        """Something is written to a terminal."""
        self.uses[tty] = replace(self.uses[tty], written=self._clock.now())

    def types(self, tty: int) -> None:
        """A key is pressed, and echoed."""
        self.uses[tty] = TtyUse(self._clock.now(), self._clock.now())

    # ------------------------------------------------------------ the port

    def refresh(self) -> Mapping[int, Process]:
        self.looks += 1
        return self._table

    def fresh(self, pid: int) -> Process | None:
        return self._table.get(pid)

    def argv(self, pid: int) -> tuple[str, ...]:
        return self._argv.get(pid, ())

    def exe(self, pid: int) -> str:
        return self.exes.get(pid, "")

    def tty_use(self, tty: int, pid: int | None = None) -> TtyUse | None:
        assert pid is None or pid in self._table
        return self.uses.get(tty)

    def own(self, pid: int) -> bool:
        return pid not in self.others

    def up(self) -> timedelta:
        return self._clock.tick()

    def connected(self, ports: Sequence[int]) -> bool:
        return not self.connections.isdisjoint(ports)
