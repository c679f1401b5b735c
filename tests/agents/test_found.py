"""Which processes are agents, and which belong together."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from wellbeing.agents.found import children_of, manner, roots, tree
from wellbeing.agents.working import Manner
from wellbeing.model import Process

PLAIN = Process(1, "init", 0, 1, 1, 0, -1, timedelta(0), timedelta(0), stopped=False)
ON_A_TTY = replace(PLAIN, pid=20, group=20, tty=5, front=20)


def table(parents: dict[int, int]) -> dict[int, Process]:
    return {pid: replace(PLAIN, pid=pid, parent=parent) for pid, parent in parents.items()}


def test_npx_its_shell_and_the_program_are_one_agent() -> None:
    processes = table({10: 1, 11: 10, 12: 11, 13: 12})
    assert roots(processes, {10: "codex", 12: "codex", 13: "codex"}) == {10: "codex"}


def test_an_agent_that_another_one_started_is_its_own() -> None:
    processes = table({10: 1, 11: 10})
    assert roots(processes, {10: "claude_code", 11: "codex"}) == {10: "claude_code", 11: "codex"}


def test_processes_that_are_gone_and_circles_are_no_trouble() -> None:
    processes = table({10: 11, 11: 10})
    assert roots(processes, {10: "codex", 99: "codex"}) == {10: "codex"}


def test_a_tree_holds_all_that_was_started() -> None:
    processes = table({10: 1, 11: 10, 12: 11, 13: 10, 20: 1})
    assert sorted(tree(children_of(processes), 10)) == [10, 11, 12, 13]


@pytest.mark.parametrize(
    ("argv", "on_a_tty", "expected"),
    [
        ("claude", True, Manner.DIALOGUE),
        ("claude --continue", True, Manner.DIALOGUE),
        ("node /opt/bin/codex exec fix-it", True, Manner.ALONE),
        ("claude -p hello", False, Manner.ALONE),
        ("gemini --prompt=hello", False, Manner.ALONE),
        ("opencode run hello", False, Manner.ALONE),
        ("claude", False, None),
        ("claude --output-format stream-json --input-format stream-json", False, None),
        ("claude --input-format=stream-json -p", True, None),
    ],
)
def test_how_an_agent_shows_that_it_works(argv: str, on_a_tty: bool, expected: Manner | None) -> None:
    assert manner(ON_A_TTY if on_a_tty else PLAIN, argv.split()) is expected


def test_an_agent_behind_another_program_of_its_terminal_is_hidden() -> None:
    assert manner(replace(ON_A_TTY, front=21), ["claude"]) is Manner.HIDDEN
