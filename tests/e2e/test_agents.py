"""An agent in a terminal on a real desktop: attended while it is in front, unattended while it works behind."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import pytest

from tests import rig
from tests.e2e.program import Program, now
from tests.terminals import commands, environ
from wellbeing.engine.clock import SystemClock
from wellbeing.model import Activity, Presence, Span, Work
from wellbeing.store.opening import read_store

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(bool(rig.missing("xterm", "xdotool", "bash")), reason="no terminal here"),
]

ALWAYS = Span(datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
SHELL = ("-e", "bash", "--norc", "--noprofile", "-i")
SECRET = "an-argument-that-nobody-may-keep"  # noqa: S105 - what a prompt on the command line would be


class Terminal:
    """An xterm with a shell, in front."""

    def __init__(self, desktop: rig.Desktop, pid: int, window: int) -> None:
        self._desktop, self.pid, self.window = desktop, pid, window

    def front(self) -> None:
        """Bring it to the front; keys reach it from now on."""
        self._desktop.pointer.activate(self.window)
        focus = str(self.window)
        rig.until(lambda: self._desktop.xdotool("getwindowfocus") == focus, "the keys to reach the terminal")

    def types(self, line: str) -> None:
        """Type a line."""
        self._desktop.xdotool("type", "--delay", "1", line)
        self._desktop.xdotool("key", "Return")

    def suspend(self) -> None:
        """Press Ctrl-Z."""
        self._desktop.xdotool("key", "ctrl+z")

    def runs(self, name: str) -> psutil.Process:
        """The process of a program in it, once it is there."""

        def found() -> psutil.Process | None:
            with contextlib.suppress(psutil.Error):
                for one in psutil.Process(self.pid).children(recursive=True):
                    if one.name() == name:
                        return one
            return None

        process = rig.until(found, f"{name} to run")
        assert process is not None
        return process


@contextlib.contextmanager
def terminal(desktop: rig.Desktop, folder: Path, title: str) -> Iterator[Terminal]:
    """A terminal that has the focus and shows its prompt."""
    command = ("xterm", "-T", title, *SHELL)
    with rig.running(*command, env={**desktop.environ, **environ(folder)}) as process:
        window = desktop.pointer.of_process(process.pid)
        desktop.pointer.activate(window)
        opened = Terminal(desktop, process.pid, window)
        opened.runs("bash")
        yield opened


def activities(program: Program) -> list[Activity]:
    """The record up to now."""
    program.run("status")
    store = read_store(program.home / "wellbeing.sqlite", clock=SystemClock())
    if store is None:
        return []
    try:
        return store.activities(ALWAYS)
    finally:
        store.close()


def works(program: Program) -> list[Work]:
    """The work of agents up to now."""
    store = read_store(program.home / "wellbeing.sqlite", clock=SystemClock())
    if store is None:
        return []
    try:
        return store.ledger.works(ALWAYS)
    finally:
        store.close()


def test_the_agent_in_the_terminal_in_front_is_what_is_used(
    program: Program, desktop: rig.Desktop, folder: Path
) -> None:
    commands(folder, "claude", "vim")

    def last() -> tuple[str, ...]:
        return activities(program)[-1].app.commands

    with program.tracker() as tracker, terminal(desktop, folder, "work") as xterm:
        tracker.sees("window")
        rig.until(lambda: activities(program)[-1].app.app_id == "XTerm", "the terminal")
        xterm.types(f"claude --resume {SECRET}")
        began = xterm.runs("claude").create_time()
        rig.until(lambda: last() == ("claude",), "the agent to be noticed")
        start = activities(program)[-1].span.start
        # The beat comes every five seconds; what it finds is dated back to the program's start.
        assert abs(start.timestamp() - began) < 1.5
        xterm.suspend()
        rig.until(lambda: last() == (), "the suspension to be noticed")
        xterm.types("vim CLAUDE.md")
        xterm.runs("vim")
        rig.until(lambda: psutil.Process(xterm.pid).is_running(), "the terminal")
        stopped = now()
        xterm.types("quit")
        xterm.types("fg")
        rig.until(lambda: last() == ("claude",), "the agent to be noticed again")
    kept = [one for one in activities(program) if one.app.commands]
    assert all(one.app.commands == ("claude",) for one in kept)
    assert not any(one.span.start < stopped < one.span.end for one in kept)
    assert {one.presence for one in kept} == {Presence.ACTIVE}
    files = [file for file in program.home.rglob("*") if file.is_file()]
    assert files
    assert not any(SECRET.encode() in file.read_bytes() for file in files)


@pytest.mark.soak
def test_a_day_with_agents(program: Program, desktop: rig.Desktop, folder: Path) -> None:
    """Attended, left working, suspended: two and a half minutes, since Linux tells terminals' times to 8 s."""
    commands(folder, "claude")
    with program.tracker() as tracker, terminal(desktop, folder, "work") as xterm:
        tracker.sees("window")
        other = desktop.xterm("other", "Other")
        xterm.front()
        xterm.types("claude")
        rig.until(lambda: activities(program)[-1].app.commands == ("claude",), "the agent to be noticed")
        begin = now()
        wait(20)
        xterm.types("work 60")
        asked = now()
        wait(20)
        left = now()
        desktop.pointer.activate(other.window)
        wait(70)
        xterm.front()
        back = now()
        wait(15)
        xterm.suspend()
        suspended = now()
        wait(30)
        rig.until(lambda: activities(program)[-1].app.commands == (), "the suspension to be noticed")
        end = now()
        told = program.json("ai", "--from", begin.isoformat(), "--to", end.isoformat())
    [use] = told["tools"]
    assert use["tool"] == "claude_code"
    slack = 12.0
    attended = (left - begin) + (suspended - back)
    assert use["attended_s"] == pytest.approx(attended.total_seconds(), abs=slack)
    # Forty of its sixty seconds of work were seen by nobody.
    alone = asked + timedelta(seconds=60) - left
    assert use["unattended_s"] == pytest.approx(alone.total_seconds(), abs=slack)
    [work] = works(program)
    assert work.span.length.total_seconds() == pytest.approx(60, abs=slack)
    assert told["share_of_active"] == pytest.approx(attended / (end - begin), abs=0.2)


def wait(seconds: float) -> None:
    """Time passes: it is what is measured."""
    time.sleep(seconds)
