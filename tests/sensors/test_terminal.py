"""What runs in the foreground of real terminals, behind everything that people put in between."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import psutil
import pytest

from tests import rig
from tests.terminals import SHELL, Tab, commands, environ, tab
from wellbeing.catalogue.tools import Tools
from wellbeing.files import rules
from wellbeing.model import Evidence
from wellbeing.ports import Foreground
from wellbeing.sensors.proc import ProcTable
from wellbeing.sensors.terminal import TerminalSensor

HERE = Evidence("xterm", "a terminal", "xterm", os.getpid())
TITLES = count()


def here() -> Evidence:
    """The window under another title each time, so that it is looked at anew."""
    return replace(HERE, title=f"title {next(TITLES)}")


NAMES = ("claude", "codex", "gemini", "aider", "vim", "goose", "ssh")


def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the wall clock beside which terminals tell their times


@pytest.fixture(scope="module")
def tools() -> Tools:
    return rules.catalogue().tools


@pytest.fixture
def sensor() -> TerminalSensor:
    return TerminalSensor(ProcTable(), now)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    commands(tmp_path, *NAMES)
    (tmp_path / "screen").mkdir(mode=0o700)
    return tmp_path


@pytest.fixture
def shell(folder: Path) -> Iterator[Tab]:
    with tab(environ(folder), folder) as opened:
        yield opened


@pytest.fixture
def used(sensor: TerminalSensor, tools: Tools) -> Callable[[], tuple[str, ...]]:
    """Names of the tools that are in use in the terminal now."""
    return lambda: tools.names_in_use(sensor.foreground(here()).commands)


Used = Callable[[], tuple[str, ...]]


def runs(sensor: TerminalSensor, name: str) -> Foreground:
    """Wait until a program of this name leads the foreground."""

    def found() -> Foreground | None:
        seen = sensor.foreground(here())
        return seen if seen.commands and any(name in word for word in seen.commands[0]) else None

    seen = rig.until(found, f"{name} to run in the foreground")
    assert seen is not None
    return seen


@pytest.mark.parametrize(
    ("line", "tool"),
    [
        ("claude", "claude"),
        ("codex resume", "codex"),
        ("env DEBUG=1 nice -n 5 gemini", "gemini"),
        ("bash -c 'true; claude; true'", "claude"),
        ("(exec -a renamed codex)", "codex"),
        ("cat | claude | cat", "claude"),
        ("perl -e '$0 = q(ssh -t build.example claude); sleep 60'", "claude"),
        ("perl -e '$0 = q(claude); sleep 60'", "claude"),
        ("script -q -c claude /dev/null", "claude"),
        ("exec aider --no-git", "aider"),
    ],
)
def test_an_agent_in_front_is_found_behind_what_started_it(
    shell: Tab, used: Used, line: str, tool: str
) -> None:
    shell.line(line)
    rig.until(lambda: used() == (tool,), f"{tool} to be in use, not {used()}")


@pytest.mark.skipif(bool(rig.missing("npx")), reason="no npx here")
def test_an_agent_started_by_npx_is_found(folder: Path, shell: Tab, used: Used) -> None:
    local = folder / "node_modules" / ".bin"
    local.mkdir(parents=True)
    (local / "gemini").write_text("#!/usr/bin/env node\nprocess.stdin.on('data', () => {})\n")
    (local / "gemini").chmod(0o755)
    shell.line("npx gemini")
    rig.until(lambda: used() == ("gemini",), "gemini to be in use")


@pytest.mark.parametrize(
    "line",
    ["vim CLAUDE.md", "goose -dir migrations up", "claude --version", "codex mcp-server", "ssh claude"],
)
def test_other_commands_are_no_use_of_an_agent(
    shell: Tab, sensor: TerminalSensor, used: Used, line: str
) -> None:
    shell.line(line)
    runs(sensor, line.split(maxsplit=1)[0])
    assert used() == ()


def test_a_suspended_agent_is_not_in_use(shell: Tab, sensor: TerminalSensor, used: Used) -> None:
    shell.line("claude")
    rig.until(lambda: used() == ("claude",), "claude to be in use")
    shell.type("\x1a")
    runs(sensor, "bash")
    assert used() == ()
    shell.line("fg")
    rig.until(lambda: used() == ("claude",), "claude to be in use again")
    shell.line("quit")
    runs(sensor, "bash")


def test_a_window_that_is_looked_at_again_and_again_is_seen_to_change(
    shell: Tab, sensor: TerminalSensor, tools: Tools
) -> None:
    def names() -> tuple[str, ...]:
        return tools.names_in_use(sensor.foreground(HERE).commands)

    for line, expected in (
        ("claude", ("claude",)),
        ("\x1a", ()),
        ("codex", ("codex",)),
        ("quit", ()),
        ("fg", ("claude",)),
    ):
        shell.type(line if line == "\x1a" else f"{line}\r")
        rig.until(lambda: names() == expected, f"{expected} to be in use")  # noqa: B023 - used at once


def test_an_agent_in_the_background_of_the_shell_is_not_in_use(
    shell: Tab, sensor: TerminalSensor, used: Used
) -> None:
    shell.line("claude < /dev/null & vim notes")
    runs(sensor, "vim")
    assert used() == ()


def test_the_age_is_that_of_the_program(shell: Tab, sensor: TerminalSensor) -> None:
    before = sensor.foreground(HERE)
    shell.line("claude")
    seen = runs(sensor, "claude")
    assert before.age is not None
    assert seen.age is not None
    assert timedelta(0) <= seen.age < before.age + timedelta(seconds=rig.PATIENCE_S)
    assert seen.quiet is not None
    assert seen.quiet < timedelta(seconds=rig.PATIENCE_S)


def test_of_several_tabs_the_one_that_was_typed_into_last_counts(
    folder: Path, sensor: TerminalSensor, used: Used
) -> None:
    with tab(environ(folder), folder) as first, tab(environ(folder), folder) as second:
        for one, other, tool in ((first, second, "claude"), (second, first, "codex")):
            one.rest(100)
            other.rest(60)
            one.line(tool)
            rig.until(lambda: used() == (tool,), f"{tool} to be in use")  # noqa: B023 - used at once
        first.rest(200)
        assert used() == ("codex",)
        first.line("hello")
        rig.until(lambda: used() == ("claude",), "claude to be in use again")


def test_a_window_without_a_terminal_runs_nothing(sensor: TerminalSensor) -> None:
    with subprocess.Popen(["sleep", "60"]) as process:
        assert sensor.foreground(Evidence("sleep", None, "sleep", process.pid)) == Foreground()
        assert sensor.foreground(Evidence("gone", None, None, 2**22)) == Foreground()
        process.kill()


def test_a_terminal_that_another_program_started_belongs_to_its_own_window(
    folder: Path, sensor: TerminalSensor
) -> None:
    host = commands(folder, "files") / "files"
    line = f"import pty, sys; sys.exit(pty.spawn(['bash', '--norc', '-c', 'echo ready; {host}']))"
    command = ["bash", "-c", f'python3 -c "{line}" & wait']
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"ready"
        assert sensor.foreground(Evidence("files", None, "bash", process.pid)) == Foreground()
        for one in psutil.Process(process.pid).children(recursive=True):
            one.kill()


# ---------------------------------------------------------------- multiplexers

SERVERS = [
    pytest.param("tmux new", "tmux", id="default"),
    pytest.param("tmux -L other new", "tmux -L other", id="label"),
    pytest.param("tmux -f /dev/null -S {folder}/sock new", "tmux -S {folder}/sock", id="socket"),
]


@pytest.mark.skipif(bool(rig.missing("tmux")), reason="no tmux here")
@pytest.mark.parametrize(("start", "ask"), SERVERS)
def test_the_active_pane_of_tmux_counts(
    folder: Path, shell: Tab, sensor: TerminalSensor, used: Used, start: str, ask: str
) -> None:
    control = [*ask.format(folder=folder).split()]

    def tell(*words: str) -> str:
        done = subprocess.run(
            [*control, *words], env=environ(folder), capture_output=True, text=True, check=False
        )
        return done.stdout

    shell.line(f"{start.format(folder=folder)} '{' '.join(SHELL)}'")
    try:
        rig.until(lambda: tell("list-clients"), "tmux to show")
        runs(sensor, "bash")
        shell.line("claude")
        rig.until(lambda: used() == ("claude",), "claude to be in use")
        # A second window, by the keys of tmux; then back to the first.
        shell.type("\x02c")
        rig.until(lambda: tell("list-windows").count("\n") == 2, "the second window")
        rig.until(lambda: used() == (), "the second window to be in use")
        shell.line("vim CLAUDE.md")
        runs(sensor, "vim")
        shell.type("\x02p")
        rig.until(lambda: used() == ("claude",), "claude to be in use again")
    finally:
        tell("kill-server")


@pytest.mark.skipif(bool(rig.missing("tmux")), reason="no tmux here")
def test_tmux_within_tmux_is_looked_into(folder: Path, shell: Tab, used: Used) -> None:
    try:
        shell.line("tmux -L outer new 'TMUX= tmux -L inner new claude'")
        rig.until(lambda: used() == ("claude",), "claude to be in use")
    finally:
        for name in ("inner", "outer"):
            subprocess.run(["tmux", "-L", name, "kill-server"], env=environ(folder), check=False, stderr=-3)


@pytest.mark.skipif(bool(rig.missing("tmux")), reason="no tmux here")
def test_a_tmux_that_hangs_costs_one_answer_and_no_error(
    folder: Path, shell: Tab, sensor: TerminalSensor, used: Used
) -> None:
    shell.line("tmux new claude")
    rig.until(lambda: used() == ("claude",), "claude to be in use")
    server = int(
        subprocess.run(
            ["tmux", "display", "-p", "#{pid}"], env=environ(folder), capture_output=True, check=True
        ).stdout
    )
    try:
        os.kill(server, 19)
        shell.type("x")
        assert used() == ("claude",)
    finally:
        os.kill(server, 18)
        subprocess.run(["tmux", "kill-server"], env=environ(folder), check=False)


@pytest.mark.skipif(bool(rig.missing("screen")), reason="no screen here")
def test_the_window_of_screen_that_was_typed_into_counts(folder: Path, shell: Tab, used: Used) -> None:
    try:
        shell.line("screen -c /dev/null -s bash")
        rig.until(lambda: list((folder / "screen").iterdir()), "screen to run")
        rig.until(lambda: "\x1b[" in shell.said, "screen to show")

        def tried(line: str, expected: tuple[str, ...]) -> bool:
            shell.line(line)
            return used() == expected

        rig.until(lambda: tried("claude", ("claude",)), "claude to be in use")
        shell.type("\x01c")
        rig.until(lambda: tried("vim CLAUDE.md", ()), "the second window to be in use")
    finally:
        subprocess.run(["screen", "-X", "quit"], env=environ(folder), check=False, stdout=-3)
