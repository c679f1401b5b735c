"""The table of processes on Linux, read from /proc: whoever is new is read, whoever is known is not.

Measured on 367 processes: psutil takes 15 to 21 ms for a look at all of them, this 0.2 ms. A process keeps its number
over exec, and may be caught between fork and exec: those younger than ten seconds are read each time, all of them
once in five minutes.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from wellbeing.model import Process, TtyUse

YOUNG = timedelta(seconds=10)
"""A program of this age has become what it is going to be."""
WHOLE_EVERY = timedelta(minutes=5)
"""How often all processes are read again, at some 15 us each: once a minute would cost as much as all other looks."""
_ARGV_BYTES = 8192
_TICK = timedelta(seconds=1) / (os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100)
_PTS_MAJOR = range(136, 144)
_TTY_MAJOR = 4
_ESTABLISHED = b"01"
"""State of a TCP connection (include/net/tcp_states.h)."""


class ProcTable:
    """Implements `ports.Processes`. Processes that the system hides (hidepid) are not there."""

    def __init__(self, root: str = "/proc") -> None:
        self._root = root
        self._known: dict[int, Process] = {}
        self._young: set[int] = set()
        self._whole_due = timedelta(0)

    def refresh(self) -> Mapping[int, Process]:
        """All processes by number; see `ports.Processes`."""
        now = self.up()
        whole = now >= self._whole_due
        if whole:
            self._whole_due = now + WHOLE_EVERY
        known = self._known
        try:
            names = os.listdir(self._root)  # noqa: PTH208 - three times quicker
        except OSError:  # no /proc in here: nobody is known
            names = []
        alive = {int(name) for name in names if name.isdigit()}
        for pid in known.keys() - alive:
            del known[pid]
        youngest = now - YOUNG
        wanted = alive if whole else (alive - known.keys()) | (self._young & alive)
        read = [one for pid in wanted if (one := self.fresh(pid)) is not None]
        self._young = {one.pid for one in read if one.started > youngest}
        return known

    def fresh(self, pid: int) -> Process | None:
        """A process as it is now; None when it has ended."""
        raw = self._read(pid, "stat", 1024)
        try:
            found = _process(pid, raw)
        except (ValueError, IndexError):
            self._known.pop(pid, None)
            return None
        if pid not in self._known:
            self._young.add(pid)
        self._known[pid] = found
        return found

    def argv(self, pid: int) -> tuple[str, ...]:
        """Its arguments as it shows them now; programs may write over them (process.title)."""
        raw = self._read(pid, "cmdline", _ARGV_BYTES)
        return tuple(part.decode("utf-8", "replace") for part in raw.rstrip(b"\0").split(b"\0") if part)

    def exe(self, pid: int) -> str:
        """Path of its executable; empty where it may not be known."""
        try:
            path = str(Path(self._root, str(pid), "exe").readlink())
        except OSError:
            return ""
        return path.removesuffix(" (deleted)").encode("utf-8", "surrogateescape").decode("utf-8", "replace")

    def tty_use(self, tty: int, pid: int | None = None) -> TtyUse | None:
        """When a terminal was used; None where its file is not that terminal, or may not be looked at."""
        path = tty_path(tty)
        if path is None:
            return None
        try:
            found = os.stat(path if pid is None else f"{self._root}/{pid}/root{path}")  # noqa: PTH116 - several at each look, and a third of the time
        except OSError:
            return None
        if found.st_rdev != tty:
            return None
        return TtyUse(
            datetime.fromtimestamp(found.st_atime, UTC), datetime.fromtimestamp(found.st_mtime, UTC)
        )

    def up(self) -> timedelta:
        """Time since the machine's start, suspend included."""
        return timedelta(seconds=time.clock_gettime(time.CLOCK_BOOTTIME))

    def connected(self, ports: Sequence[int]) -> bool:
        """Whether an established TCP connection ends at one of these ports of this machine."""
        wanted = {b"%04X" % port for port in ports}
        return any(
            fields[3] == _ESTABLISHED and fields[1].rpartition(b":")[2] in wanted
            for fields in self._connections()
        )

    def holds(self, pid: int, tty: int) -> bool:
        """Whether a process has a terminal open, as the server of `screen` has those of its clients."""
        path = tty_path(tty)
        try:
            files = list(Path(self._root, str(pid), "fd").iterdir())
            return path is not None and any(str(one.readlink()) == path for one in files)
        except OSError:
            return False

    def variables(self, pid: int) -> Mapping[str, str]:
        """The environment that a process was started with; empty where it may not be read."""
        parts = (part.partition(b"=") for part in self._read(pid, "environ", 1 << 17).split(b"\0"))
        return {name.decode("utf-8", "replace"): os.fsdecode(value) for name, _, value in parts if name}

    def owner(self, pid: int) -> int | None:
        """Number of the user whose process it is; None when it has ended."""
        try:
            return Path(self._root, str(pid)).stat().st_uid
        except OSError:
            return None

    def own(self, pid: int) -> bool:
        """Whether it is a process of the person who runs this program."""
        return self.owner(pid) == os.getuid()

    def _connections(self) -> Iterator[list[bytes]]:
        for name in ("tcp", "tcp6"):
            try:
                with Path(self._root, "net", name).open("rb") as file:
                    next(file, None)
                    yield from (line.split() for line in file)
            except OSError:
                continue

    def _read(self, pid: int, name: str, most: int) -> bytes:
        try:
            number = os.open(f"{self._root}/{pid}/{name}", os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return b""
        try:
            return os.read(number, most)
        except OSError:
            return b""
        finally:
            os.close(number)


def tty_path(tty: int) -> str | None:
    """The file of a terminal by its device number; None for kinds that no window has."""
    major, minor = os.major(tty), os.minor(tty)
    if major in _PTS_MAJOR:
        return f"/dev/pts/{minor + (major - _PTS_MAJOR.start) * 256}"
    return f"/dev/tty{minor}" if major == _TTY_MAJOR and minor < 64 else None


def _process(pid: int, raw: bytes) -> Process:
    """A line of /proc/PID/stat (proc_pid_stat(5)).

    Raises:
        ValueError, IndexError: it is none.
    """
    end = raw.rindex(b")")
    rest = raw[end + 2 :].split()
    return Process(
        pid=pid,
        name=raw[raw.index(b"(") + 1 : end].decode("utf-8", "replace"),
        parent=int(rest[1]),
        group=int(rest[2]),
        session=int(rest[3]),
        tty=int(rest[4]),
        front=int(rest[5]),
        started=int(rest[19]) * _TICK,
        cpu=(int(rest[11]) + int(rest[12]) + int(rest[13]) + int(rest[14])) * _TICK,
        stopped=rest[0] in (b"T", b"t"),
    )
