"""Real terminals without windows: this process is the terminal program, with a shell in each of its tabs."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import struct
import sys
import termios
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import psutil

from tests import rig
from wellbeing.agents.found import children_of, tree
from wellbeing.model import Process
from wellbeing.sensors.proc import ProcTable

ANSWERS = {b"\x1b[c": b"\x1b[?62;22c", b"\x1b[6n": b"\x1b[1;1R"}
"""What programs ask a terminal before they show anything (what it is, where the cursor stands), and its answers."""
SHELL = ("bash", "--norc", "--noprofile", "-i")


class Tab:
    """A shell on a terminal of its own; what is typed goes through the terminal as keys do."""

    def __init__(self, environ: Mapping[str, str], folder: Path, command: Sequence[str] = SHELL) -> None:
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execvpe(command[0], list(command), dict(environ))  # noqa: S606 - a shell, on purpose
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self._said = bytearray()
        self._reader = threading.Thread(target=self._drain, daemon=True)
        self._reader.start()

    @property
    def said(self) -> str:
        """All that the terminal would have shown."""
        return bytes(self._said).decode("utf-8", "replace")

    @property
    def tty(self) -> Path:
        """The terminal's file."""
        return Path(f"/proc/{self.pid}/fd/0").readlink()

    def rest(self, seconds: float) -> None:
        """Pretend that nothing was typed or shown for a while. Linux tells the last key to 8 s only."""
        at = time.time() - seconds
        os.utime(self.tty, (at, at))

    def type(self, text: str) -> None:
        """Press keys."""
        os.write(self._fd, text.encode())

    def line(self, text: str) -> None:
        """Type a line."""
        self.type(f"{text}\r")

    def close(self) -> None:
        """Hang up, as when a tab is closed."""
        for one in (*psutil.Process(self.pid).children(recursive=True), psutil.Process(self.pid)):
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()
        os.waitpid(self.pid, 0)
        # The terminal ends when its last program has: then there is no more to read.
        self._reader.join(rig.PATIENCE_S)
        os.close(self._fd)

    def _drain(self) -> None:
        with contextlib.suppress(OSError):
            while said := os.read(self._fd, 65536):
                self._said += said
                for asked, answer in ANSWERS.items():
                    if asked in said:
                        os.write(self._fd, answer)


@contextlib.contextmanager
def tab(environ: Mapping[str, str], folder: Path, command: Sequence[str] = SHELL) -> Iterator[Tab]:
    """A tab that waits at its prompt; closed with the block."""
    opened = Tab(environ, folder, command)
    try:
        rig.until(lambda: opened.said, "the prompt")
        yield opened
    finally:
        opened.close()


STANDS_FOR = """#!{python} -S
import os, select, sys, time
busy = time.monotonic() + float(os.environ.get("BUSY_S", "0"))
while True:
    if time.monotonic() < busy:
        sys.stdout.write("\\r" + "|/-"[int(time.monotonic() * 10) % 3]); sys.stdout.flush()
    ready, _, _ = select.select([0] if os.isatty(0) else [], [], [], 0.1)
    if ready:
        line = os.read(0, 1024).decode(errors="replace")
        if "work" in line:
            busy = time.monotonic() + float(line.split()[1])
        if "quit" in line or not line:
            break
"""
"""Draws a wheel while it works, as agents do; a line `work 5` lets it work, `quit` ends it."""


def commands(folder: Path, *names: str) -> Path:
    """A folder `bin` with programs of these names that wait for keys; put it first into PATH."""
    place = folder / "bin"
    place.mkdir(exist_ok=True)
    for name in names:
        program = place / name
        program.write_text(STANDS_FOR.format(python=os.path.realpath(sys.executable)))
        program.chmod(0o755)
    return place


def environ(folder: Path) -> dict[str, str]:
    """What a shell needs to know, with the folder's programs first."""
    return {
        "PATH": f"{folder}/bin:{os.environ['PATH']}",
        "HOME": str(folder),
        "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
        "PS1": "$ ",
        "TMUX_TMPDIR": str(folder),
        "SCREENDIR": str(folder / "screen"),
        "HISTFILE": "/dev/null",
    }


class OwnTable(ProcTable):
    """Only what this test started: other agents may work on this machine."""

    def refresh(self) -> Mapping[int, Process]:
        """The processes below this one."""
        whole = super().refresh()
        beneath = set(tree(children_of(whole), os.getpid()))
        return {pid: one for pid, one in whole.items() if pid in beneath}
