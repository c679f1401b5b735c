"""Which of the running processes are agents, which belong together, and what each tree of them has used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wellbeing.agents.working import Manner
from wellbeing.model import Process

ONCE = frozenset({"exec", "e", "run"})
"""First arguments of commands that do one task and end: `codex exec`, `opencode run`, `goose run`."""
ONCE_OPTIONS = frozenset(
    {"-p", "--print", "--prompt", "-x", "--execute", "--message", "--headless", "--non-interactive"}
)
"""Options that say the same: of claude, gemini, qwen, amp, aider, kiro."""
DRIVEN_OPTIONS = frozenset({"--input-format", "--permission-prompt-tool"})
"""Another program talks to it (the Claude agent SDK, extensions of editors), so it is part of that one."""


def roots(table: Mapping[int, Process], tools: Mapping[int, str]) -> dict[int, str]:
    """The outermost process of each agent: `npx`, its shell, node and the program itself are one.

    Args:
        table: all processes by number.
        tools: the tool of each process that is a command of one.
    """
    return {pid: tool for pid, tool in tools.items() if pid in table and not _beneath(table, tools, pid)}


def _beneath(table: Mapping[int, Process], tools: Mapping[int, str], pid: int) -> bool:
    """Whether a process above is of the same tool."""
    seen = {pid}
    parent = table[pid].parent
    while parent in table and parent not in seen:
        if tools.get(parent) == tools[pid]:
            return True
        seen.add(parent)
        parent = table[parent].parent
    return False


def tree(children: Mapping[int, Sequence[int]], pid: int) -> list[int]:
    """A process and all that it started and that still runs."""
    found, todo = [], [pid]
    while todo:
        one = todo.pop()
        found.append(one)
        todo += children.get(one, ())
    return found


def children_of(table: Mapping[int, Process]) -> dict[int, list[int]]:
    """The children of each process that has some."""
    found: dict[int, list[int]] = {}
    for one in table.values():
        found.setdefault(one.parent, []).append(one.pid)
    return found


def manner(process: Process, argv: Sequence[str]) -> Manner | None:
    """How an agent shows that it works; None for one that another program drives, such as an editor's extension.

    Without a terminal only commands that do one task count: whatever else runs so is part of another program.
    """
    options = {word.partition("=")[0] for word in argv if word.startswith("-")}
    if not options.isdisjoint(DRIVEN_OPTIONS):
        return None
    if not ONCE.isdisjoint(argv[1:4]) or not options.isdisjoint(ONCE_OPTIONS):
        return Manner.ALONE
    if not process.tty:
        return None
    return Manner.DIALOGUE if process.group == process.front else Manner.HIDDEN
