"""`wellbeing ai` as design 9 promises it: from logs and the record, whether or not a tracker runs."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.e2e.program import Program, now
from tests.interop.agent_logs import Claude, Codex, Line, Truth, stamp, write

AI = ["from", "to", "tools", "share_of_active"]
TOOL = [
    "tool",
    "name",
    "kind",
    "attended_s",
    "unattended_s",
    "prompts",
    "sessions",
    "input_tokens",
    "output_tokens",
    "cache_creation_tokens",
    "cache_read_tokens",
]
ALL = ("--from", "2026-05-01", "--to", "2026-06-01")


def prompt(at: datetime, key: str) -> Line:
    message = {"role": "user", "content": "SECRET please"}
    return {"type": "user", "uuid": key, "sessionId": "today", "timestamp": stamp(at), "message": message}


def log_of(folder: Path) -> Path:
    return folder / ".claude" / "projects" / "-p" / "today.jsonl"


def row(said: Any, tool: str) -> Any:  # JSON
    (found,) = [one for one in said["tools"] if one["tool"] == tool]
    return found


def same(found: Any, truth: Truth) -> None:  # found: JSON
    figures = [found[name] for name in TOOL[5:]]
    tokens = truth.tokens
    assert figures == [
        truth.prompts,
        len(truth.sessions),
        tokens.input,
        tokens.output,
        tokens.cache_creation,
        tokens.cache_read,
    ]


def test_logs_count_on_the_first_call_and_only_once(alone: Program, folder: Path) -> None:
    claude, codex = Claude(folder, 3).fill(), Codex(folder, 4).fill()
    for _ in range(2):
        said = alone.json("ai", *ALL)
        assert list(said) == AI
        assert [list(one) for one in said["tools"]] == [TOOL] * 2
        same(row(said, "claude_code"), claude)
        same(row(said, "codex"), codex)
        assert row(said, "codex")["kind"] == "coding_agent_cli"
        assert row(said, "claude_code")["unattended_s"] > 0
        assert said["share_of_active"] == 0
    for path in (folder / ".claude").rglob("*.jsonl"):
        path.unlink()
    same(row(alone.json("ai", *ALL), "claude_code"), claude)
    alone.sound()


def test_nothing_is_nothing(alone: Program) -> None:
    assert alone.json("ai")["tools"] == []
    assert "No AI tool was used" in alone.run("ai").out
    assert alone.run("ai", "--from", "2026-05-02", "--to", "2026-05-01").code == 1
    ahead = alone.run("ai", "--from", (now() + timedelta(days=1)).isoformat())
    assert (ahead.code, ahead.err.splitlines()[0][:30]) == (1, "--from lies in the future, whe")


def test_people_read_a_table(alone: Program, folder: Path) -> None:
    Claude(folder, 3).fill(1)
    said = alone.run("ai", *ALL).out
    assert "Claude Code" in said
    assert "prompts" in said


def test_a_running_tracker_reads_up_to_this_second(alone: Program, folder: Path) -> None:
    write(log_of(folder), [prompt(now() - timedelta(seconds=5), "a")])
    with alone.tracker() as tracker:
        assert row(alone.json("ai"), "claude_code")["prompts"] == 1
        write(log_of(folder), [prompt(now() - timedelta(seconds=1), "b")])
        assert row(alone.json("ai"), "claude_code")["prompts"] == 2
        assert tracker.alive
    kept = b"".join(path.read_bytes() for path in alone.home.rglob("*") if path.is_file())
    assert b"SECRET" not in kept


def test_one_switch_ends_it(alone: Program, folder: Path) -> None:
    write(log_of(folder), [prompt(now(), "a")])
    alone.settings(read_ai_logs=False)
    assert alone.json("ai")["tools"] == []
    rows = {one["name"]: one["reason"] for one in alone.json("doctor")["checks"]}
    assert "not read" in rows["AI tools"]


def test_doctor_says_how_much_is_understood(alone: Program, folder: Path) -> None:
    write(log_of(folder), [prompt(now(), "a"), dict(prompt(now(), "b"), version="2.1.0")])
    with log_of(folder).open("a") as file:
        file.write("no JSON\n")
    alone.json("ai")
    rows = {one["name"]: one for one in alone.json("doctor")["checks"]}
    assert "Understood 66.6 % of 3 lines in 1 log, format 2.1.0" in rows["Claude Code"]["reason"]
    assert not rows["Claude Code"]["ok"]


def test_forgetting_everything_forgets_what_logs_told(alone: Program, folder: Path) -> None:
    write(log_of(folder), [prompt(now() - timedelta(seconds=5), "a")])
    assert row(alone.json("ai"), "claude_code")["prompts"] == 1
    said = alone.run("forget", "--everything", "--yes")
    assert (said.code, said.out.splitlines()[0][-21:]) == (0, " 1 entry of AI tools.")
    assert alone.json("ai")["tools"] == []
    write(log_of(folder), [prompt(now(), "b")])
    assert row(alone.json("ai"), "claude_code")["prompts"] == 1


def test_a_tool_can_be_forgotten_by_its_id(alone: Program, folder: Path) -> None:
    Claude(folder, 3).fill(1)
    Codex(folder, 4).fill(2)
    alone.json("ai")
    said = alone.run("forget", "--app", "codex", "--yes")
    assert "entries of AI tools" in said.out
    assert [one["tool"] for one in alone.json("ai", *ALL)["tools"]] == ["claude_code"]


def test_a_home_that_cannot_be_written_is_read_all_the_same(alone: Program, folder: Path) -> None:
    write(log_of(folder), [prompt(now(), "a")])
    alone.home.write_text("in the way")
    said = alone.run("ai", "--json")
    assert said.code == 0, said.err
    assert row(said.value, "claude_code")["prompts"] == 1
    assert "cannot be" in said.err


def test_a_log_that_is_a_pipe_holds_nothing_up(alone: Program, folder: Path) -> None:
    write(log_of(folder), [prompt(now(), "a")])
    os.mkfifo(log_of(folder).with_name("pipe.jsonl"))
    assert row(alone.json("ai"), "claude_code")["prompts"] == 1
