"""Logs as the real tools write them, each with what it truly tells; every text in them is `WORDS`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from wellbeing.model import Tokens

WORDS = "Zwölf Boxkämpfer jagen Viktor"
"""What people and models say in these logs; it must never be found again."""
T0 = datetime(2026, 5, 5, 8, tzinfo=UTC)

Value = Mapping[str, Any]  # JSON as the tools write it


@dataclass(frozen=True, slots=True)
class Truth:
    """What a world tells."""

    tool: str
    prompts: int
    sessions: int
    tokens: Tokens = field(default_factory=Tokens)
    worked: timedelta | None = None
    """Sum of the stretches; None where the log does not tell it exactly."""
    models: frozenset[str] = frozenset()


World = Callable[[Path], Truth]
WORLDS: dict[str, World] = {}


def world(name: str) -> Callable[[World], World]:
    """Register a world under the name of what it shows."""

    def registered(make: World) -> World:
        WORLDS[name] = make
        return make

    return registered


def iso(seconds: float) -> str:
    """A moment as JavaScript writes it."""
    return (T0 + timedelta(seconds=seconds)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def ms(seconds: float) -> int:
    """A moment in milliseconds since 1970."""
    return round((T0 + timedelta(seconds=seconds)).timestamp() * 1000)


def s(seconds: float) -> int:
    """A moment in seconds since 1970."""
    return ms(seconds) // 1000


def write(path: Path, value: object) -> None:
    """A JSON document."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def lines(path: Path, values: Sequence[object]) -> None:
    """A log of JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in values), encoding="utf-8")


@contextmanager
def database(path: Path) -> Iterator[sqlite3.Connection]:
    """A database as tools keep them: with a write-ahead log, closed cleanly."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as own:
        own.execute("PRAGMA journal_mode = WAL")
        yield own
        own.commit()


def row(own: sqlite3.Connection, table: str, **values: object) -> None:
    """Insert a row."""
    names, marks = ", ".join(values), ", ".join("?" * len(values))
    own.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))  # noqa: S608 - names of ours


def uuid(number: int) -> str:
    """A UUID, the same for the same number."""
    return f"{number:08x}-0000-4000-8000-{number:012x}"


# ---------------------------------------------------------------- Gemini CLI


def gemini_messages() -> list[Value]:
    """Two prompts, a tool's result under a person's name, three answers."""
    return [
        {"id": uuid(1), "timestamp": iso(0), "type": "user", "content": [{"text": WORDS}]},
        {
            "id": uuid(2),
            "timestamp": iso(20),
            "type": "gemini",
            "content": WORDS,
            "thoughts": [{"subject": WORDS, "description": WORDS}],
            "tokens": {"input": 1000, "output": 50, "cached": 400, "thoughts": 30, "tool": 0, "total": 1080},
            "model": "gemini-3-pro",
        },
        {
            "id": uuid(3),
            "timestamp": iso(21),
            "type": "user",
            "content": [{"functionResponse": {"name": WORDS}}],
        },
        {
            "id": uuid(4),
            "timestamp": iso(60),
            "type": "gemini",
            "content": WORDS,
            "tokens": {"input": 1500, "output": 10, "cached": 0, "thoughts": 0, "tool": 5, "total": 1515},
            "model": "gemini-3-pro",
        },
        {"id": uuid(5), "timestamp": iso(61), "type": "info", "content": WORDS},
        {"id": uuid(6), "timestamp": iso(900), "type": "user", "content": WORDS},
        {
            "id": uuid(7),
            "timestamp": iso(930),
            "type": "gemini",
            "content": WORDS,
            "tokens": {"input": 200, "output": 20, "cached": 0, "thoughts": 0, "tool": 0, "total": 220},
            "model": "gemini-3-flash",
        },
    ]


GEMINI = Truth(
    "gemini_cli",
    2,
    1,
    Tokens(600 + 1505 + 200, 80 + 10 + 20, 0, 400),
    timedelta(seconds=60 + 30),
    frozenset({"gemini-3-pro", "gemini-3-flash"}),
)


def gemini_json(home: Path) -> None:
    head = {"sessionId": uuid(100), "projectHash": "ab" * 32, "startTime": iso(-1), "lastUpdated": iso(930)}
    write(
        home / ".gemini/tmp/abcd/chats/session-2026-05-05T08-00-00000064.json",
        {**head, "messages": gemini_messages()},
    )


def gemini_jsonl(home: Path) -> None:
    head = {"sessionId": uuid(100), "projectHash": "ab" * 32, "startTime": iso(-1), "kind": "main"}
    early = [{**one, "tokens": None} if one["type"] == "gemini" else one for one in gemini_messages()]
    streamed = [line for pair in zip(early, gemini_messages(), strict=True) for line in pair]
    updates = [{"$set": {"lastUpdated": iso(930)}}]
    lines(
        home / ".gemini/tmp/abcd/chats/session-2026-05-05T08-00-00000064.jsonl", [head, *streamed, *updates]
    )


@world("gemini json")
def _gemini_json(home: Path) -> Truth:
    gemini_json(home)
    return GEMINI


@world("gemini jsonl")
def _gemini_jsonl(home: Path) -> Truth:
    gemini_jsonl(home)
    return GEMINI


@world("gemini in both forms")
def _gemini_both(home: Path) -> Truth:
    gemini_json(home)
    gemini_jsonl(home)
    return GEMINI


@world("gemini with a sub-agent")
def _gemini_helper(home: Path) -> Truth:
    gemini_jsonl(home)
    helper = [
        {"sessionId": uuid(101), "startTime": iso(5), "kind": "subagent"},
        {"id": uuid(50), "timestamp": iso(5), "type": "user", "content": WORDS},
        {
            "id": uuid(51),
            "timestamp": iso(15),
            "type": "gemini",
            "tokens": {"input": 7, "output": 3, "cached": 0, "thoughts": 0, "tool": 0, "total": 10},
            "model": "gemini-3-flash",
        },
    ]
    lines(home / f".gemini/tmp/abcd/chats/{uuid(100)}/{uuid(101)}.jsonl", helper)
    tokens = GEMINI.tokens + Tokens(7, 3)
    return Truth("gemini_cli", 2, 1, tokens, timedelta(seconds=100), GEMINI.models)


# ---------------------------------------------------------------- OpenCode

OPENCODE = """
CREATE TABLE session (id TEXT PRIMARY KEY, parent_id TEXT, directory TEXT, title TEXT, time_created INTEGER,
    time_updated INTEGER);
CREATE TABLE message (id TEXT PRIMARY KEY, session_id TEXT NOT NULL, time_created INTEGER, time_updated INTEGER,
    data TEXT NOT NULL);
CREATE TABLE part (id TEXT PRIMARY KEY, message_id TEXT NOT NULL, session_id TEXT, data TEXT NOT NULL);
"""


def opencode_answer(start: float, end: float, *numbers: int, model: str = "claude-sonnet-4-5") -> Value:
    given, said, thought, read, made = numbers
    return {
        "role": "assistant",
        "time": {"created": ms(start), "completed": ms(end)},
        "modelID": model,
        "providerID": "anthropic",
        "mode": "build",
        "tokens": {
            "input": given,
            "output": said,
            "reasoning": thought,
            "cache": {"read": read, "write": made},
        },
    }


def opencode_message(own: sqlite3.Connection, key: str, session: str, data: Value, *parts: Value) -> None:
    when = data["time"]["created"]
    row(
        own,
        "message",
        id=key,
        session_id=session,
        time_created=when,
        time_updated=when,
        data=json.dumps(data),
    )
    for number, part in enumerate(parts):
        row(own, "part", id=f"prt_{key}{number}", message_id=key, session_id=session, data=json.dumps(part))


@world("opencode database")
def _opencode(home: Path) -> Truth:
    said = {"type": "text", "text": WORDS}
    with database(home / ".local/share/opencode/opencode.db") as own:
        own.executescript(OPENCODE)
        for session, parent, born in (("ses_1", None, 0), ("ses_2", "ses_1", 100), ("a_fork", None, 900)):
            row(own, "session", id=session, parent_id=parent, title=WORDS, time_created=ms(born))
        user = {"role": "user", "time": {"created": ms(0)}}
        opencode_message(own, "msg_1", "ses_1", user, said)
        opencode_message(own, "msg_2", "ses_1", opencode_answer(1, 400, 10, 20, 5, 100, 50), said)
        child = {"role": "user", "time": {"created": ms(100)}}
        opencode_message(own, "msg_3", "ses_2", child, said)
        opencode_message(own, "msg_4", "ses_2", opencode_answer(101, 120, 1, 2, 0, 0, 0), said)
        go_on = {"role": "user", "time": {"created": ms(401)}}
        opencode_message(own, "msg_5", "ses_1", go_on, {**said, "synthetic": True})
        opencode_message(own, "msg_6", "ses_1", opencode_answer(402, 410, 3, 4, 0, 0, 0), said)
        # A fork: the same messages under new ids, and a prompt of its own.
        opencode_message(own, "msg_7", "a_fork", user, said)
        opencode_message(own, "msg_8", "a_fork", opencode_answer(1, 400, 10, 20, 5, 100, 50), said)
        opencode_message(own, "msg_9", "a_fork", {"role": "user", "time": {"created": ms(1000)}}, said)
        opencode_message(own, "msg_a", "a_fork", opencode_answer(1001, 1031, 7, 8, 0, 0, 0), said)
    return Truth("opencode", 2, 2, Tokens(21, 39, 50, 100), None, frozenset({"claude-sonnet-4-5"}))


@world("opencode folder")
def _opencode_folder(home: Path) -> Truth:
    root = home / ".local/share/opencode/storage"
    write(root / "session/proj/ses_1.json", {"id": "ses_1", "title": WORDS})
    write(root / "session/proj/ses_2.json", {"id": "ses_2", "parentID": "ses_1"})
    write(root / "message/ses_1/msg_1.json", {"id": "msg_1", "role": "user", "time": {"created": ms(0)}})
    write(root / "message/ses_1/msg_2.json", {"id": "msg_2", **opencode_answer(1, 61, 10, 20, 5, 100, 50)})
    write(root / "message/ses_2/msg_3.json", {"id": "msg_3", "role": "user", "time": {"created": ms(5)}})
    write(root / "message/ses_2/msg_4.json", {"id": "msg_4", **opencode_answer(6, 10, 1, 2, 0, 0, 0)})
    return Truth("opencode", 1, 1, Tokens(11, 27, 50, 100), timedelta(seconds=66))


@world("opencode of the next schema")
def _opencode_next(home: Path) -> Truth:
    with database(home / ".local/share/opencode/opencode-next.db") as own:
        own.executescript(OPENCODE)
        own.execute(
            "CREATE TABLE session_message (id TEXT PRIMARY KEY, session_id TEXT, type TEXT, data TEXT)"
        )
        answer = dict(opencode_answer(1, 31, 10, 20, 5, 100, 50))
        answer["model"] = {"id": answer.pop("modelID"), "providerID": "anthropic"}
        del answer["role"]
        user = {"time": {"created": ms(0)}, "content": []}
        row(own, "session", id="ses_1")
        row(own, "session_message", id="m1", session_id="ses_1", type="user", data=json.dumps(user))
        row(own, "session_message", id="m2", session_id="ses_1", type="assistant", data=json.dumps(answer))
        row(own, "session_message", id="m3", session_id="ses_1", type="synthetic", data=json.dumps(user))
    return Truth("opencode", 1, 1, Tokens(10, 25, 50, 100), timedelta(seconds=31))


# ---------------------------------------------------------------- Copilot CLI


def copilot_events() -> list[Value]:
    said = {"content": WORDS, "attachments": []}
    shutdown = {"inputTokens": 900, "outputTokens": 60, "cacheReadTokens": 300, "cacheWriteTokens": 100}
    return [
        {
            "type": "session.start",
            "data": {"sessionId": uuid(1), "copilotVersion": "1.0.9"},
            "timestamp": iso(0),
        },
        {"type": "session.model_change", "data": {"newModel": "gpt-5.4"}, "timestamp": iso(1)},
        {"type": "user.message", "id": uuid(11), "data": said, "timestamp": iso(2)},
        {"type": "assistant.turn_start", "data": {}, "timestamp": iso(3)},
        {"type": "assistant.message", "data": said, "timestamp": iso(30)},
        {
            "type": "user.message",
            "id": uuid(12),
            "data": {**said, "source": "skill-pdf"},
            "timestamp": iso(31),
        },
        {
            "type": "user.message",
            "id": uuid(13),
            "data": {"content": f"<skill-context {WORDS}"},
            "timestamp": iso(32),
        },
        {"type": "tool.execution_complete", "data": {"result": {"content": WORDS}}, "timestamp": iso(62)},
        {"type": "user.message", "id": uuid(14), "data": said, "timestamp": iso(700)},
        {"type": "assistant.message", "data": said, "timestamp": iso(710)},
        {
            "type": "session.shutdown",
            "data": {"modelMetrics": {"gpt-5.4": {"requests": {"count": 2}, "usage": shutdown}}},
            "timestamp": iso(720),
        },
    ]


@world("copilot cli events")
def _copilot(home: Path) -> Truth:
    lines(home / f".copilot/session-state/{uuid(1)}/events.jsonl", copilot_events())
    return Truth("copilot_cli", 2, 1, Tokens(500, 60, 100, 300), None, frozenset({"gpt-5.4"}))


@world("copilot cli with its table")
def _copilot_store(home: Path) -> Truth:
    lines(home / f".copilot/session-state/{uuid(1)}.jsonl", copilot_events())
    with database(home / ".copilot/session-store.db") as own:
        own.executescript(
            "CREATE TABLE sessions (id TEXT PRIMARY KEY, cwd TEXT, summary TEXT, created_at TEXT);"
            "CREATE TABLE assistant_usage_events (id INTEGER PRIMARY KEY, session_id TEXT, turn_index INTEGER,"
            " model TEXT, copilot_usage_model TEXT, input_tokens INTEGER, output_tokens INTEGER,"
            " cache_read_tokens INTEGER, cache_write_tokens INTEGER, reasoning_tokens INTEGER, duration_ms INTEGER,"
            " created_at TEXT)"
        )
        for number in range(3):
            row(
                own,
                "assistant_usage_events",
                session_id=uuid(1),
                turn_index=number,
                model="gpt-4o",
                copilot_usage_model="gpt-5.4",
                input_tokens=1000,
                output_tokens=20,
                cache_read_tokens=600,
                cache_write_tokens=100,
                reasoning_tokens=5,
                duration_ms=9000,
                created_at=f"2026-05-05 08:0{number}:30",
            )
    return Truth("copilot_cli", 2, 1, Tokens(900, 60, 300, 1800), None, frozenset({"gpt-5.4"}))


@world("copilot cli with telemetry")
def _copilot_otel(home: Path) -> Truth:
    lines(home / f".copilot/session-state/{uuid(1)}/events.jsonl", copilot_events())
    spans = [
        {"type": "metric", "name": "gen_ai.client.token.usage"},
        *(
            {
                "type": "span",
                "traceId": f"{number:032x}",
                "spanId": f"{number:016x}",
                "name": "chat claude-sonnet-4",
                "startTime": [s(number * 60), 0],
                "endTime": [s(number * 60 + 5), 967_317_833],
                "attributes": {
                    "gen_ai.operation.name": "chat",
                    "gen_ai.response.model": "claude-sonnet-4",
                    "gen_ai.conversation.id": uuid(2 if number else 1),
                    "gen_ai.usage.input_tokens": 1000,
                    "gen_ai.usage.output_tokens": 20,
                    "gen_ai.usage.cache_read.input_tokens": 100,
                    "gen_ai.usage.cache_creation.input_tokens": 25,
                    "gen_ai.input.messages": WORDS,
                },
            }
            for number in (0, 1, 2, 2)
        ),
    ]
    lines(home / ".copilot/otel/2026.jsonl", spans)
    return Truth("copilot_cli", 2, 1, Tokens(1800 + 500, 40 + 60, 50 + 100, 200 + 300))


# ---------------------------------------------------------------- Amp, Goose


@world("amp")
def _amp(home: Path) -> Truth:
    usage = {"model": "claude-opus-4-5", "inputTokens": 10, "outputTokens": 178, "timestamp": iso(30)}
    cache = {"cacheCreationInputTokens": 986, "cacheReadInputTokens": 11372}
    thread = {
        "id": f"T-{uuid(1)}",
        "created": ms(0),
        "title": WORDS,
        "messages": [
            {
                "role": "user",
                "messageId": 0,
                "content": [{"type": "text", "text": WORDS}],
                "meta": {"sentAt": ms(1)},
            },
            {
                "role": "assistant",
                "messageId": 1,
                "content": [{"type": "text", "text": WORDS}],
                "usage": {**usage, **cache},
            },
            {"role": "user", "messageId": 2, "content": [{"type": "tool_result", "run": {"result": WORDS}}]},
            {"role": "assistant", "messageId": 3, "content": [], "usage": {**usage, "timestamp": iso(60)}},
            {"role": "user", "messageId": 4, "content": [{"type": "text", "text": WORDS}]},
            {"role": "assistant", "messageId": 5, "content": [], "usage": {**usage, "timestamp": iso(900)}},
        ],
        "usageLedger": {
            "events": [
                {
                    "id": uuid(number),
                    "timestamp": iso(when),
                    "model": "claude-opus-4-5",
                    "tokens": {"input": 10, "output": 178},
                    "toMessageId": number,
                }
                for number, when in ((1, 30), (3, 60), (5, 900))
            ]
        },
    }
    write(home / f".local/share/amp/threads/T-{uuid(1)}.json", thread)
    return Truth("amp", 2, 1, Tokens(30, 534, 986, 11372), timedelta(seconds=59 + 1))


@world("amp without a ledger")
def _amp_old(home: Path) -> Truth:
    usage = {"model": "claude-haiku-4-5", "inputTokens": 5, "outputTokens": 42, "timestamp": iso(20)}
    messages = [
        {"role": "user", "content": [{"type": "text", "text": WORDS}]},
        {"role": "assistant", "messageId": 1, "content": [], "usage": usage},
    ]
    write(
        home / f".local/share/amp/threads/T-{uuid(2)}.json",
        {"id": f"T-{uuid(2)}", "created": ms(0), "messages": messages},
    )
    return Truth("amp", 1, 1, Tokens(5, 42), timedelta(seconds=20))


GOOSE = """
CREATE TABLE sessions (id TEXT PRIMARY KEY, name TEXT, description TEXT, session_type TEXT, working_dir TEXT,
    created_at TIMESTAMP, updated_at TIMESTAMP, schedule_id TEXT, provider_name TEXT, model_config_json TEXT,
    total_tokens INTEGER, input_tokens INTEGER, output_tokens INTEGER, accumulated_total_tokens INTEGER,
    accumulated_input_tokens INTEGER, accumulated_output_tokens INTEGER);
CREATE TABLE messages (id INTEGER PRIMARY KEY AUTOINCREMENT, message_id TEXT, session_id TEXT, role TEXT,
    content_json TEXT, created_timestamp INTEGER, timestamp TIMESTAMP, tokens INTEGER, metadata_json TEXT);
"""


def goose_session(own: sqlite3.Connection, key: str, kind: str) -> None:
    row(
        own,
        "sessions",
        id=key,
        name=WORDS,
        description=WORDS,
        session_type=kind,
        created_at="2026-05-05 08:00:00",
        updated_at="2026-05-05 08:10:00",
        provider_name="anthropic",
        model_config_json='{"model_name":"claude-sonnet-4"}',
        accumulated_total_tokens=180,
        accumulated_input_tokens=100,
        accumulated_output_tokens=80,
    )


def goose_message(
    own: sqlite3.Connection, key: str, role: str, when: float, block: Value, visible: bool = True
) -> None:
    row(
        own,
        "messages",
        session_id=key,
        role=role,
        content_json=json.dumps([block]),
        created_timestamp=s(when),
        metadata_json=json.dumps({"userVisible": visible, "agentVisible": True}),
    )


@world("goose")
def _goose(home: Path) -> Truth:
    said = {"type": "text", "text": WORDS}
    with database(home / ".local/share/goose/sessions/sessions.db") as own:
        own.executescript(GOOSE)
        for key, kind in (("20260505_1", "user"), ("20260505_2", "scheduled"), ("20260505_3", "sub_agent")):
            goose_session(own, key, kind)
            goose_message(own, key, "user", 0, said)
            goose_message(own, key, "assistant", 10, {"type": "toolRequest", "id": "t1"})
            goose_message(own, key, "user", 12, {"type": "toolResponse", "id": "t1", "toolResult": WORDS})
            goose_message(own, key, "assistant", 40, said)
            goose_message(own, key, "user", 41, said, visible=False)
    return Truth("goose", 1, 1, Tokens(300, 240), timedelta(seconds=3 * 41), frozenset({"claude-sonnet-4"}))


@world("goose of old")
def _goose_lines(home: Path) -> Truth:
    said = [{"type": "text", "text": WORDS}]
    values = [
        {"working_dir": WORDS, "description": WORDS, "message_count": 2, "accumulated_total_tokens": 9},
        {"role": "user", "created": s(0), "content": said},
        {"role": "assistant", "created": s(20), "content": said},
    ]
    lines(home / ".local/share/goose/sessions/20250505_080000.jsonl", values)
    timed = [{**values[0], "schedule_id": "daily"}, *values[1:]]
    lines(home / ".local/share/goose/sessions/20250505_090000.jsonl", timed)
    return Truth("goose", 1, 1, Tokens(), timedelta(seconds=40))
