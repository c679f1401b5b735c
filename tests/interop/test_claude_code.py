"""Claude Code: what a person wrote, and when agents worked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.interop.agent_logs import Line, stamp, write
from tests.interop.told import EVER, told
from wellbeing.interop.claude_code import ClaudeCode
from wellbeing.interop.lines import LineLog
from wellbeing.ports import LogBook

T0 = datetime(2026, 5, 5, 8, tzinfo=UTC)
TEXT = {"type": "text", "text": "please"}
PICTURE = {"type": "image", "source": {}}
RESULT = {"type": "tool_result", "tool_use_id": "t", "content": "x"}
OPENED = {"type": "text", "text": "<ide_opened_file>The user opened a.py</ide_opened_file>"}
REMINDER = {"type": "text", "text": "<system-reminder>note</system-reminder>"}


def line(second: float, kind: str = "user", content: Any = "please", **more: Any) -> Line:
    """A line of the main agent, so many seconds after T0 (content: whatever JSON a log may hold)."""
    body = {} if kind in ("system", "attachment") else {"message": {"role": kind, "content": content}}
    at = stamp(T0 + timedelta(seconds=second))
    return {
        "type": kind,
        "uuid": f"u{second}",
        "sessionId": "s",
        "version": "2.1.0",
        "timestamp": at,
        **body,
        **more,
    }


def queued(prompt: Any = "please", **more: Any) -> Line:
    return line(1, "attachment", attachment={"type": "queued_command", "prompt": prompt, **more})


def read(home: Path, *lines: Line, name: str = "s.jsonl") -> LogBook:
    write(home / ".claude" / "projects" / "-p" / name, lines)
    return told(home, ClaudeCode())


def works(ledger: LogBook) -> list[tuple[float, float]]:
    return [
        ((one.span.start - T0).total_seconds(), (one.span.end - T0).total_seconds())
        for one in ledger.works(EVER)
    ]


HUMAN = {
    "words": line(1),
    "blocks": line(1, content=[TEXT]),
    "picture": line(1, content=[PICTURE]),
    "document": line(1, content=[{"type": "document", "source": {}}]),
    "editor context before words": line(1, content=[OPENED, TEXT]),
    "editor context in one text": line(1, content="<ide_selection>x</ide_selection>\nplease"),
    "reminder beside words": line(1, content=[REMINDER, TEXT]),
    "typed": line(1, promptSource="typed"),
    "queued source": line(1, promptSource="queued"),
    "human origin": line(1, origin={"kind": "human"}),
    "an angle": line(1, content="<div> is broken, please mend it"),
    "queued": queued(),
    "queued blocks": queued([TEXT, PICTURE]),
    "queued as a prompt": queued(commandMode="prompt"),
    "older, with few fields": {
        "type": "user",
        "sessionId": "s",
        "timestamp": stamp(T0),
        "message": {"role": "user", "content": "hi"},
    },
}
OTHER = {
    "tool result": line(1, content=[RESULT]),
    "tool result and text": line(1, content=[RESULT, TEXT]),
    "meta": line(1, isMeta=True),
    "side chain": line(1, isSidechain=True),
    "summary": line(1, isCompactSummary=True),
    "summary of old": line(1, content="This session is being continued from a previous conversation that …"),
    "transcript only": line(1, isVisibleInTranscriptOnly=True),
    "command": line(1, content="<command-name>/exit</command-name>"),
    "command message": line(1, content="<command-message>review</command-message>"),
    "command output": line(1, content="<local-command-stdout>bye</local-command-stdout>"),
    "shell input": line(1, content="<bash-input>ls</bash-input>"),
    "shell output": line(1, content="<bash-stdout>a</bash-stdout>"),
    "reminder": line(1, content="<system-reminder>x</system-reminder>"),
    "reminder block": line(1, content=[REMINDER]),
    "editor context alone": line(1, content=[OPENED]),
    "interrupt": line(1, content="[Request interrupted by user]"),
    "interrupt block": line(
        1, content=[{"type": "text", "text": "[Request interrupted by user for tool use]"}]
    ),
    "script": line(1, promptSource="sdk"),
    "system": line(1, promptSource="system"),
    "headless": line(1, entrypoint="sdk-cli"),
    "background": line(1, sessionKind="bg"),
    "task notice": line(1, content="<task-notification>x</task-notification>"),
    "another agent": line(1, origin={"kind": "peer"}),
    "empty": line(1, content=" \n"),
    "nothing": line(1, content=[]),
    "answer": line(1, "assistant"),
    "other attachment": line(1, "attachment", attachment={"type": "file", "content": "x"}),
    "queued notice": queued("x", commandMode="task-notification"),
    "queued result": queued([RESULT]),
}


@pytest.mark.parametrize("one", HUMAN.values(), ids=HUMAN)
def test_a_human_turn(tmp_path: Path, one: Line) -> None:
    assert len(read(tmp_path, one).prompts(EVER)) == 1


@pytest.mark.parametrize("one", OTHER.values(), ids=OTHER)
def test_no_human_turn(tmp_path: Path, one: Line) -> None:
    ledger = read(tmp_path, one)
    assert ledger.prompts(EVER) == []
    assert ledger.logs()[0].unknown == 0


def test_a_sub_agent_is_told_nothing_by_a_person(tmp_path: Path) -> None:
    assert read(tmp_path, line(1), name="s/subagents/agent-1.jsonl").prompts(EVER) == []
    assert read(tmp_path, line(1), name="agent-2.jsonl").prompts(EVER) == []


def test_a_copy_under_another_session_counts_once(tmp_path: Path) -> None:
    read(tmp_path, line(1), line(2))
    ledger = read(
        tmp_path, line(1, sessionId="f"), line(2, sessionId="f"), line(9, sessionId="f"), name="f.jsonl"
    )
    assert len(ledger.prompts(EVER)) == 3
    assert len({prompt.session for prompt in ledger.prompts(EVER)}) == 2


def test_work_runs_from_the_prompt_to_the_last_answer(tmp_path: Path) -> None:
    ledger = read(tmp_path, line(0), line(10, "assistant"), line(60, content=[RESULT]), line(90, "assistant"))
    assert works(ledger) == [(0, 90)]


def test_the_time_before_the_next_prompt_is_not_work(tmp_path: Path) -> None:
    ledger = read(tmp_path, line(0), line(10, "assistant"), line(100), line(130, "assistant"))
    assert works(ledger) == [(0, 10), (100, 130)]


def test_a_long_silence_is_not_work(tmp_path: Path) -> None:
    ledger = read(
        tmp_path, line(0), line(10, "assistant"), line(600, content=[RESULT]), line(620, "assistant")
    )
    assert works(ledger) == [(0, 10), (600, 620)]


def test_the_log_knows_better_how_long_a_turn_took(tmp_path: Path) -> None:
    ledger = read(
        tmp_path,
        line(0),
        line(10, "assistant"),
        line(600, content=[RESULT]),
        line(620, "assistant"),
        line(621, "system", subtype="turn_duration", durationMs=620_500),
    )
    assert works(ledger) == [(0.5, 621)]


def test_work_grows_while_it_goes_on(tmp_path: Path) -> None:
    path = tmp_path / ".claude" / "projects" / "-p" / "s.jsonl"
    book = read(tmp_path, line(0), line(10, "assistant"))
    assert works(book) == [(0, 10)]
    write(path, [line(50, "assistant")])
    assert works(told(tmp_path, ClaudeCode(), book=book)) == [(0, 50)]


def test_agents_at_once_have_stretches_of_their_own(tmp_path: Path) -> None:
    read(tmp_path, line(0), line(30, "assistant"))
    ledger = read(tmp_path, line(5), line(20, "assistant"), name="s/subagents/agent-1.jsonl")
    assert works(ledger) == [(0, 30), (5, 20)]


def test_copied_work_counts_once(tmp_path: Path) -> None:
    read(tmp_path, line(0), line(30, "assistant"))
    copied = (line(0, sessionId="f"), line(30, "assistant", sessionId="f"))
    assert works(read(tmp_path, *copied, name="f.jsonl")) == [(0, 30)]


def test_only_names_of_models_are_kept(tmp_path: Path) -> None:
    models = ["claude-opus-4-5", "<synthetic>", "a sentence of somebody", "x" * 200, None]
    for place, model in enumerate(models):
        one = line(place, "assistant")
        one["message"] |= {
            "id": f"m{place}",
            "model": model,
            "usage": {"input_tokens": 1, "output_tokens": 1},
        }
        read(tmp_path, one)
    answers = told(tmp_path, ClaudeCode()).answers(EVER)
    assert [answer.model for answer in answers] == ["claude-opus-4-5", None, None, None, None]


def test_places_follow_the_variables(tmp_path: Path) -> None:
    for folder in (
        "one/projects/p",
        "two/projects/p",
        ".config/claude/projects/p",
        ".claude/projects/p/s/subagents",
    ):
        write(tmp_path / folder / "s.jsonl", [line(1)])
    found = {path.parent.parent.parent.name for path in ClaudeCode().places(tmp_path, {})}
    assert found == {"claude", "p"}
    environ = {"CLAUDE_CONFIG_DIR": f"{tmp_path / 'one'},{tmp_path / 'two'}/projects, "}
    given = list(ClaudeCode().places(tmp_path, environ))
    assert sorted(path.parent.parent.parent.name for path in given) == ["one", "two"]


def test_the_version_is_the_one_of_the_log(tmp_path: Path) -> None:
    (read_,) = read(tmp_path, line(1)).logs()
    assert read_.version == "2.1.0"
    assert issubclass(ClaudeCode, LineLog)
