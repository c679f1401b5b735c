"""Codex: what a person wrote, when agents worked, and what is only a replay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.interop.agent_logs import Line, stamp, write
from tests.interop.told import EVER, told
from wellbeing.interop.codex import Codex
from wellbeing.model import Tokens
from wellbeing.ports import LogBook

T0 = datetime(2026, 5, 5, 8, tzinfo=UTC)


def at(second: float) -> str:
    return stamp(T0 + timedelta(seconds=second))


def meta(name: str = "A", second: float = 0, **more: Any) -> Line:
    """The first line of a thread (more: JSON of its payload)."""
    payload = {"id": name, "originator": "codex_cli_rs", "cli_version": "0.98.0", "source": "cli", **more}
    return {"timestamp": at(second), "type": "session_meta", "payload": payload}


def context(second: float, **more: Any) -> Line:
    return {"timestamp": at(second), "type": "turn_context", "payload": {"model": "gpt-5.2", **more}}


def event(second: float, name: str, /, **more: Any) -> Line:
    return {"timestamp": at(second), "type": "event_msg", "payload": {"type": name, **more}}


def wrote(second: float, message: Any = "please", **more: Any) -> Line:
    return event(second, "user_message", message=message, **more)


def counted(second: float, last: int, total: int) -> Line:
    usage = [{"input_tokens": n, "cached_input_tokens": 0, "output_tokens": 1} for n in (last, total)]
    return event(second, "token_count", info={"last_token_usage": usage[0], "total_token_usage": usage[1]})


def item(second: float) -> Line:
    return {"timestamp": at(second), "type": "response_item", "payload": {"type": "function_call_output"}}


def read(home: Path, *lines: Line, name: str = "A") -> LogBook:
    write(home / ".codex" / "sessions" / "2026" / "05" / "05" / f"rollout-x-{name}.jsonl", lines)
    return told(home, Codex())


def works(ledger: LogBook) -> list[tuple[float, float]]:
    return [
        ((one.span.start - T0).total_seconds(), (one.span.end - T0).total_seconds())
        for one in ledger.works(EVER)
    ]


@pytest.mark.parametrize(
    ("one", "prompts"),
    [
        (wrote(2), 1),
        (wrote(2, "", images=["data:"]), 1),
        (wrote(2, "", local_images=["/a.png"]), 1),
        (wrote(2, "# Context from my IDE setup:\n## My request for Codex:\nplease"), 1),
        (wrote(2, "", images=[], local_images=None), 0),
        (wrote(2, "<environment_context>x"), 0),
        (wrote(2, "<user_instructions>x"), 0),
        (wrote(2, "<system-reminder>x"), 0),
        (wrote(2, "  <turn_aborted>x"), 0),
        (wrote(2, "please", kind="environment_context"), 0),
        (event(2, "agent_message", message="please"), 0),
    ],
)
def test_human_turns(tmp_path: Path, one: Line, prompts: int) -> None:
    assert len(read(tmp_path, meta(), context(1), one).prompts(EVER)) == prompts


@pytest.mark.parametrize(
    "origin",
    [
        {"source": "exec"},
        {"originator": "codex_exec"},
        {"originator": "codex_sdk_ts"},
        {"source": "mcp"},
        {"source": {"subagent": "review"}},
        {"source": {"subagent": {"thread_spawn": {"parent_thread_id": "P"}}}},
        {"thread_source": "subagent"},
    ],
)
def test_what_no_person_began_has_no_human_turn(tmp_path: Path, origin: Line) -> None:
    ledger = read(tmp_path, meta(**origin), context(5), wrote(6), counted(9, 5, 5))
    assert ledger.prompts(EVER) == []
    assert ledger.tokens(EVER) == {"codex": Tokens(5, 1)}


def test_an_unknown_source_is_a_persons(tmp_path: Path) -> None:
    ledger = read(tmp_path, meta(source={"custom": 3}), context(1), wrote(2))
    assert len(ledger.prompts(EVER)) == 1


def test_a_moved_log_changes_nothing(tmp_path: Path) -> None:
    lines = [meta(), context(1), wrote(2), item(5), counted(9, 5, 5)]
    ledger = read(tmp_path, *lines)
    old = tmp_path / ".codex" / "sessions" / "2026" / "05" / "05" / "rollout-x-A.jsonl"
    new = tmp_path / ".codex" / "archived_sessions" / "rollout-x-A.jsonl"
    new.parent.mkdir()
    old.rename(new)
    before = (ledger.tokens(EVER), len(ledger.prompts(EVER)), works(ledger))
    told(tmp_path, Codex(), book=ledger)
    assert (ledger.tokens(EVER), len(ledger.prompts(EVER)), works(ledger)) == before


def test_work_lasts_as_long_as_the_log_says(tmp_path: Path) -> None:
    ledger = read(
        tmp_path, meta(), event(1, "task_started"), wrote(2), item(5), event(900, "task_complete"), item(901)
    )
    assert works(ledger) == [(1, 900)]


def test_work_without_an_end_is_capped_at_silences(tmp_path: Path) -> None:
    ledger = read(tmp_path, meta(), wrote(2), item(5), item(60), item(400), item(420), wrote(430), item(440))
    assert works(ledger) == [(2, 60), (400, 420), (430, 440)]


def test_an_aborted_turn_ends(tmp_path: Path) -> None:
    ledger = read(tmp_path, meta(), event(1, "task_started"), item(5), event(30, "turn_aborted"))
    assert works(ledger) == [(1, 30)]


SPAWNED = {"subagent": {"thread_spawn": {"parent_thread_id": "P"}}}
PARENT = [meta("P"), context(1), wrote(2), counted(5, 10, 10), counted(9, 20, 30)]
ID_OLD = "01970000-0000-7000-8000-000000000000"
ID_CHILD = "01980000-0000-7000-8000-000000000000"
ID_NEW = "01990000-0000-7000-8000-000000000000"


def anew(second: float) -> list[Line]:
    return [dict(one, timestamp=at(second + place / 1000)) for place, one in enumerate(PARENT)]


@pytest.mark.parametrize(
    "replay",
    [
        anew(100),
        PARENT,
        [*anew(100), *anew(100.03)],
        [counted(100.01, 10, 10), counted(100.02, 20, 30)],
        [context(100, turn_id=ID_OLD), counted(100.5, 10, 10), counted(101.9, 20, 30), counted(104, 9, 39)],
        [],
    ],
    ids=["stamped anew", "as it was", "twice", "counts only", "slow, by ids", "none"],
)
@pytest.mark.parametrize(
    "child", [{"forked_from_id": "P"}, {"source": {"subagent": {"thread_spawn": {"parent_thread_id": "P"}}}}]
)
def test_a_replay_counts_nothing(tmp_path: Path, replay: list[Line], child: Line) -> None:
    read(tmp_path, *PARENT, name="P")
    own = [context(110, turn_id=ID_NEW), wrote(111, "mine"), counted(115, 7, 37)]
    ledger = read(tmp_path, meta(ID_CHILD, 100, **child), *replay, *own, name="B")
    assert ledger.tokens(EVER)["codex"].input == 37
    assert len(ledger.prompts(EVER)) == (2 if "forked_from_id" in child else 1)


def test_a_replay_is_known_without_its_parent_and_across_readings(tmp_path: Path) -> None:
    ledger = read(tmp_path, meta("B", 100, forked_from_id="gone"), *anew(100)[:4], name="B")
    write(
        tmp_path / ".codex" / "sessions" / "2026" / "05" / "05" / "rollout-x-B.jsonl",
        [*anew(100)[4:], context(110), wrote(111, "mine"), counted(115, 7, 37)],
    )
    told(tmp_path, Codex(), book=ledger)
    assert ledger.tokens(EVER)["codex"].input == 7
    assert len(ledger.prompts(EVER)) == 1


def test_a_sub_agent_that_answers_at_once_loses_nothing(tmp_path: Path) -> None:
    lines = [meta("B", 100, source=SPAWNED), context(101), counted(106, 7, 7), counted(106.4, 9, 16)]
    assert read(tmp_path, *lines).tokens(EVER)["codex"].input == 16


def test_an_old_or_foreign_line_is_unknown(tmp_path: Path) -> None:
    (state,) = read(tmp_path, meta(), {"record_type": "state"}, {"id": "x", "timestamp": at(1)}).logs()
    assert (state.understood, state.unknown, state.version) == (1, 2, "0.98.0")


def test_places_follow_the_variable(tmp_path: Path) -> None:
    write(tmp_path / "one" / "sessions" / "a.jsonl", [meta()])
    write(tmp_path / "two" / "archived_sessions" / "b.jsonl", [meta()])
    environ = {"CODEX_HOME": f"{tmp_path / 'one'},{tmp_path / 'two'}"}
    assert [path.name for path in Codex().places(tmp_path, environ)] == ["a.jsonl", "b.jsonl"]
    assert list(Codex().places(tmp_path, {})) == []
