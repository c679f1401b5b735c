"""More logs as the real tools write them: editors, terminals, local runners."""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from pathlib import Path

from tests.interop.worlds import (
    T0,
    WORDS,
    WORLDS,
    Truth,
    Value,
    database,
    iso,
    lines,
    ms,
    row,
    s,
    uuid,
    world,
    write,
)
from wellbeing.model import Tokens

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = ["WORLDS"]

CODE = ".config/Code/User"


def text(words: str = WORDS) -> list[Value]:
    """A message's content in blocks."""
    return [{"type": "text", "text": words}]


# ---------------------------------------------------------------- chat of VS Code


def chat_request(number: int, start: float, took: float, model: str = "copilot/claude-sonnet-4.5") -> Value:
    return {
        "requestId": f"request_{uuid(number)}",
        "timestamp": ms(start),
        "message": {"text": WORDS, "parts": []},
        "response": [{"value": WORDS}],
        "modelId": model,
        "result": {
            "timings": {"firstProgress": 900, "totalElapsed": round(took * 1000)},
            "metadata": {"promptTokens": 1000, "outputTokens": 50, "toolCallRounds": [{"response": WORDS}]},
        },
    }


CHAT = Truth(
    "vscode_copilot", 2, 1, Tokens(2000, 100), timedelta(seconds=400 + 20), frozenset({"claude-sonnet-4.5"})
)


@world("vs code chat")
def _chat(home: Path) -> Truth:
    session = {
        "version": 3,
        "sessionId": uuid(1),
        "customTitle": WORDS,
        "creationDate": ms(0),
        "requests": [chat_request(1, 0, 400), chat_request(2, 1000, 20)],
    }
    write(home / CODE / f"workspaceStorage/abc/chatSessions/{uuid(1)}.json", session)
    return CHAT


@world("vs code chat as a journal, in a flatpak")
def _chat_journal(home: Path) -> Truth:
    first, second = chat_request(1, 0, 400), chat_request(2, 1000, 20)
    journal = [
        {"kind": 0, "v": {"version": 3, "sessionId": uuid(1), "creationDate": ms(0), "requests": []}},
        {
            "kind": 2,
            "k": ["requests"],
            "v": [{key: first[key] for key in ("requestId", "timestamp", "message")}],
        },
        {"kind": 2, "k": ["requests", 0, "response"], "v": [{"value": WORDS}]},
        {"kind": 1, "k": ["requests", 0, "modelId"], "v": first["modelId"]},
        {"kind": 1, "k": ["requests", 0, "result"], "v": first["result"]},
        {"kind": 1, "k": ["customTitle"], "v": WORDS},
        {"kind": 2, "k": ["requests"], "v": [chat_request(9, 500, 5)]},
        {"kind": 2, "k": ["requests"], "i": 1, "v": [{**second, "result": None}]},
        {"kind": 1, "k": ["requests", 1, "result", "timings"], "v": second["result"]["timings"]},
        {"kind": 1, "k": ["requests", 1, "result", "metadata"], "v": second["result"]["metadata"]},
    ]
    user = home / ".var/app/com.vscodium.codium/config/VSCodium/User"
    lines(user / f"globalStorage/emptyWindowChatSessions/{uuid(1)}.jsonl", journal)
    return CHAT


@world("windsurf chat on a mac")
def _chat_windsurf(home: Path) -> Truth:
    user = home / "Library/Application Support/Windsurf/User"
    session = {"sessionId": uuid(3), "requests": [chat_request(1, 0, 10)]}
    write(user / f"workspaceStorage/abc/chatSessions/{uuid(3)}.json", session)
    return Truth("windsurf", 1, 1, Tokens(1000, 50), timedelta(seconds=10))


# ---------------------------------------------------------------- Cursor


@world("cursor")
def _cursor(home: Path) -> Truth:
    with database(home / ".config/Cursor/User/globalStorage/state.vscdb") as own:
        own.executescript(
            "CREATE TABLE ItemTable (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB);"
            "CREATE TABLE cursorDiskKV (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB);"
        )
        bubbles: list[Value] = [
            {"type": 1, "bubbleId": uuid(1), "text": WORDS, "richText": WORDS, "createdAt": iso(0)},
            {
                "type": 2,
                "bubbleId": uuid(2),
                "text": WORDS,
                "createdAt": iso(10),
                "modelInfo": {"modelName": "gpt-5.5"},
                "tokenCount": {"inputTokens": 123, "outputTokens": 45},
            },
            {"type": 2, "bubbleId": uuid(3), "toolFormerData": {"result": WORDS}, "createdAt": iso(100)},
            {"type": 1, "bubbleId": uuid(4), "text": WORDS},
            {
                "type": 2,
                "bubbleId": uuid(5),
                "text": WORDS,
                "tokenCount": {"inputTokens": 0, "outputTokens": 0},
            },
        ]
        composer = {
            "composerId": uuid(10),
            "name": WORDS,
            "createdAt": ms(-5),
            "lastUpdatedAt": ms(200),
            "fullConversationHeadersOnly": [
                {"bubbleId": one["bubbleId"], "type": one["type"]} for one in bubbles
            ],
            "modelConfig": {"modelName": "gpt-5.5"},
        }
        row(own, "cursorDiskKV", key=f"composerData:{uuid(10)}", value=json.dumps(composer))
        row(own, "cursorDiskKV", key=f"composerData:{uuid(11)}", value=json.dumps({"composerId": uuid(11)}))
        row(own, "cursorDiskKV", key="composerData:broken", value=b"\xff\xfe{")
        for bubble in bubbles:
            row(
                own, "cursorDiskKV", key=f"bubbleId:{uuid(10)}:{bubble['bubbleId']}", value=json.dumps(bubble)
            )
    return Truth("cursor", 2, 1, Tokens(123, 45), timedelta(seconds=100), frozenset({"gpt-5.5"}))


@world("cursor agent")
def _cursor_agent(home: Path) -> Truth:
    query = f"<user_info>{WORDS}</user_info><user_query>{WORDS}</user_query>"
    values = [
        {"role": "user", "message": {"content": text(query)}},
        {"role": "assistant", "message": {"content": text()}},
        {"role": "user", "message": {"content": [{"type": "tool_result", "content": WORDS}]}},
        {"type": "turn_ended"},
        {"role": "user", "message": {"content": text()}},
    ]
    lines(home / f".cursor/projects/home-x/agent-transcripts/{uuid(1)}/{uuid(1)}.jsonl", values)
    return Truth("cursor_agent", 2, 1)


# ---------------------------------------------------------------- Cline and its children


def cline_task(folder: Path, *, parent: bool = False, cli: bool = False) -> None:
    request = {
        "request": WORDS,
        "tokensIn": 40,
        "tokensOut": 15,
        "cacheWrites": 3,
        "cacheReads": 7,
        "cost": 0.05,
    }
    messages = [
        {"ts": ms(0), "type": "say", "say": "text", "text": WORDS},
        {"ts": ms(1), "type": "say", "say": "api_req_started", "text": json.dumps(request)},
        {"ts": ms(2), "type": "say", "say": "api_req_started", "text": json.dumps(request), "partial": True},
        {"ts": ms(10), "type": "say", "say": "text", "text": WORDS},
        {"ts": ms(12), "type": "ask", "ask": "tool", "text": WORDS},
        {"ts": ms(60), "type": "say", "say": "user_feedback", "text": WORDS, "images": []},
        {"ts": ms(61), "type": "say", "say": "api_req_started", "text": json.dumps(request)},
        {"ts": ms(90), "type": "say", "say": "completion_result", "text": WORDS},
    ]
    write(folder / "ui_messages.json", messages)
    task = {"id": folder.name, "ts": ms(0), "task": WORDS, "parentTaskId": "1" if parent else None}
    write(folder / "history_item.json", task)
    context = f"<environment_details>{WORDS}<model>claude-sonnet-4</model></environment_details>"
    write(folder / "api_conversation_history.json", [{"role": "user", "content": text(context)}])


@world("cline")
def _cline(home: Path) -> Truth:
    cline_task(home / CODE / "globalStorage/saoudrizwan.claude-dev/tasks/1746432000000")
    models = frozenset({"claude-sonnet-4"})
    return Truth("cline", 2, 1, Tokens(80, 30, 6, 14), timedelta(seconds=12 + 30), models)


@world("roo with a sub-task, on a remote machine")
def _roo(home: Path) -> Truth:
    tasks = home / ".vscode-server/data/User/globalStorage/rooveterinaryinc.roo-cline/tasks"
    cline_task(tasks / uuid(1))
    cline_task(tasks / uuid(2), parent=True)
    return Truth("roo", 2, 1, Tokens(160, 60, 12, 28), timedelta(seconds=84))


@world("cline on the command line")
def _cline_cli(home: Path) -> Truth:
    metrics = {"inputTokens": 7507, "outputTokens": 131, "cacheReadTokens": 50, "cacheWriteTokens": 7}
    for name, about in (("s1", {"interactive": True}), ("s2", {"interactive": False})):
        folder = home / ".cline/data/sessions" / name
        write(folder / f"{name}.json", {"session_id": name, "model": "glm-5.2", "prompt": WORDS, **about})
        messages = [
            {"id": f"{uuid(1)}{name}", "role": "user", "ts": ms(0), "content": text()},
            {
                "id": f"{uuid(2)}{name}",
                "role": "assistant",
                "ts": ms(11),
                "content": text(),
                "modelInfo": {"id": "glm-5.2"},
                "metrics": metrics,
            },
            {
                "id": f"{uuid(3)}{name}",
                "role": "user",
                "ts": ms(12),
                "content": [{"type": "tool_result", "content": WORDS}],
            },
        ]
        write(folder / f"{name}.messages.json", {"sessionId": name, "agent": "lead", "messages": messages})
    return Truth("cline_cli", 1, 1, Tokens(14900, 262, 14, 100), timedelta(seconds=22))


@world("continue")
def _continue(home: Path) -> Truth:
    root = home / ".continue"
    history = [
        {"message": {"role": "user", "content": WORDS, "id": uuid(1)}, "contextItems": []},
        {"message": {"role": "assistant", "content": WORDS}},
        {"message": {"role": "tool", "content": WORDS}},
        {"message": {"role": "user", "content": text(), "id": uuid(2)}},
    ]
    write(root / f"sessions/{uuid(9)}.json", {"sessionId": uuid(9), "title": WORDS, "history": history})
    write(
        root / "sessions/sessions.json", [{"sessionId": uuid(9), "title": WORDS, "dateCreated": str(ms(0))}]
    )
    made = {"eventName": "tokensGenerated", "model": "qwen3-coder", "promptTokens": 70, "generatedTokens": 9}
    lines(
        root / "dev_data/0.2.0/tokensGenerated.jsonl",
        [{**made, "timestamp": iso(5)}, {**made, "timestamp": iso(9)}],
    )
    return Truth("continue", 2, 1, Tokens(140, 18), None, frozenset({"qwen3-coder"}))


@world("zed")
def _zed(home: Path) -> Truth:
    usage = {
        "input_tokens": 100,
        "output_tokens": 20,
        "cache_creation_input_tokens": 5,
        "cache_read_input_tokens": 10,
    }
    thread = {
        "version": "0.3.0",
        "title": WORDS,
        "messages": [
            {"User": {"id": uuid(1), "content": [{"Text": WORDS}]}},
            {"Agent": {"content": [{"Text": WORDS}]}},
            "Resume",
            {"User": {"id": uuid(2), "content": [{"Mention": {"content": WORDS}}]}},
        ],
        "updated_at": iso(600),
        "request_token_usage": {uuid(1): usage},
        "cumulative_token_usage": {**usage, "input_tokens": 400},
        "model": {"provider": "zed.dev", "model": "claude-sonnet-4-5"},
    }
    with database(home / ".local/share/zed/threads/threads.db") as own:
        own.execute(
            "CREATE TABLE threads (id TEXT PRIMARY KEY, summary TEXT, updated_at TEXT, data_type TEXT, data BLOB,"
            " parent_id TEXT, created_at TEXT)"
        )
        packed = zstd.compress(json.dumps(thread).encode())
        about = {"summary": WORDS, "updated_at": iso(600), "created_at": iso(0)}
        row(own, "threads", id=uuid(5), data_type="zstd", data=packed, **about)
        row(own, "threads", id=uuid(6), data_type="json", data=json.dumps(thread), parent_id=uuid(5), **about)
        row(own, "threads", id=uuid(7), data_type="zstd", data=b"(broken)", **about)
    return Truth("zed", 2, 1, Tokens(800, 40, 10, 20), None, frozenset({"claude-sonnet-4-5"}))


# ---------------------------------------------------------------- agents in the terminal


@world("qwen code")
def _qwen(home: Path) -> Truth:
    base = {"sessionId": uuid(9), "cwd": WORDS, "version": "0.9.0"}
    usage = {
        "promptTokenCount": 100,
        "candidatesTokenCount": 20,
        "cachedContentTokenCount": 30,
        "totalTokenCount": 120,
    }
    thinking = {**usage, "thoughtsTokenCount": 5, "totalTokenCount": 125}
    said = {"role": "user", "parts": [{"text": WORDS}]}
    result = {"role": "user", "parts": [{"functionResponse": {"response": {"output": WORDS}}}]}
    values = [
        {**base, "uuid": uuid(1), "type": "user", "timestamp": iso(0), "message": said},
        {
            **base,
            "uuid": uuid(2),
            "type": "assistant",
            "timestamp": iso(9),
            "model": "qwen3-max",
            "usageMetadata": usage,
        },
        {**base, "uuid": uuid(3), "type": "user", "timestamp": iso(10), "message": result},
        {**base, "uuid": uuid(4), "type": "tool_result", "timestamp": iso(10), "message": result},
        {
            **base,
            "uuid": uuid(5),
            "type": "assistant",
            "timestamp": iso(20),
            "model": "qwen3-max",
            "usageMetadata": thinking,
        },
        {**base, "uuid": uuid(6), "type": "system", "subtype": "chat_compression", "timestamp": iso(21)},
    ]
    lines(home / f".qwen/projects/-home-x/chats/{uuid(9)}.jsonl", values)
    return Truth("qwen_code", 1, 1, Tokens(140, 45, 0, 60), timedelta(seconds=20), frozenset({"qwen3-max"}))


@world("crush")
def _crush(home: Path) -> Truth:
    project = home / "work/thing"
    projects = [{"path": str(project), "data_dir": str(project / ".crush")}]
    write(home / ".local/share/crush/projects.json", {"projects": projects})
    with database(project / ".crush/crush.db") as own:
        own.executescript(
            "CREATE TABLE sessions (id TEXT PRIMARY KEY, parent_session_id TEXT, title TEXT, message_count INTEGER,"
            " prompt_tokens INTEGER, completion_tokens INTEGER, cost REAL, updated_at INTEGER, created_at INTEGER);"
            "CREATE TABLE messages (id TEXT PRIMARY KEY, session_id TEXT, role TEXT, parts TEXT, model TEXT,"
            " created_at INTEGER, updated_at INTEGER, finished_at INTEGER, is_summary_message INTEGER DEFAULT 0)"
        )
        said = json.dumps([{"type": "text", "data": {"text": WORDS}}])
        for session, parent in (("one", None), ("two$$call", "one")):
            row(
                own,
                "sessions",
                id=session,
                parent_session_id=parent,
                title=WORDS,
                updated_at=s(9),
                created_at=s(0),
            )
            base = {"session_id": session, "parts": said}
            row(own, "messages", id=f"{session}1", role="user", created_at=s(0), **base)
            row(
                own,
                "messages",
                id=f"{session}2",
                role="assistant",
                model="m",
                created_at=s(1),
                finished_at=s(31),
                **base,
            )
            row(
                own, "messages", id=f"{session}3", role="user", created_at=s(32), is_summary_message=1, **base
            )
    return Truth("crush", 1, 1, Tokens(), timedelta(seconds=64))


@world("droid")
def _droid(home: Path) -> Truth:
    folder = home / ".factory/sessions/-home-x"
    reminder = [{"type": "text", "text": f"<system-reminder>{WORDS}</system-reminder>"}]
    values = [
        {"type": "session_start", "id": uuid(1), "title": WORDS, "version": 2, "cwd": WORDS},
        {
            "type": "message",
            "id": uuid(2),
            "timestamp": iso(0),
            "message": {"role": "user", "content": [*reminder, *text()]},
        },
        {
            "type": "message",
            "id": uuid(3),
            "timestamp": iso(9),
            "message": {"role": "assistant", "content": text()},
        },
        {
            "type": "message",
            "id": uuid(4),
            "timestamp": iso(10),
            "message": {"role": "user", "content": [{"type": "tool_result", "content": WORDS}]},
        },
        {
            "type": "message",
            "id": uuid(5),
            "timestamp": iso(12),
            "message": {"role": "user", "content": reminder},
        },
        {"type": "todo_state", "id": uuid(6), "timestamp": iso(13), "todos": WORDS},
    ]
    lines(folder / f"{uuid(1)}.jsonl", values)
    usage = {
        "inputTokens": 100,
        "outputTokens": 50,
        "cacheCreationTokens": 20,
        "cacheReadTokens": 10,
        "thinkingTokens": 5,
    }
    settings = {
        "model": "claude-sonnet-4",
        "providerLock": "anthropic",
        "providerLockTimestamp": iso(1),
        "tokenUsage": usage,
    }
    write(folder / f"{uuid(1)}.settings.json", settings)
    return Truth(
        "droid", 1, 1, Tokens(100, 55, 20, 10), timedelta(seconds=12), frozenset({"claude-sonnet-4"})
    )


@world("kimi of old")
def _kimi(home: Path) -> Truth:
    usage = {"input_other": 50, "output": 9, "input_cache_read": 40, "input_cache_creation": 1}
    values = [
        {"type": "metadata", "protocol_version": "1.1"},
        {"timestamp": s(0) + 0.25, "message": {"type": "TurnBegin", "payload": {"user_input": WORDS}}},
        {
            "timestamp": s(8),
            "message": {"type": "StatusUpdate", "payload": {"token_usage": usage, "message_id": uuid(1)}},
        },
        {
            "timestamp": s(8),
            "message": {"type": "StatusUpdate", "payload": {"token_usage": usage, "message_id": uuid(1)}},
        },
        {"timestamp": s(20), "message": {"type": "ToolResult", "payload": {"return_value": WORDS}}},
        {"timestamp": s(30), "message": {"type": "TurnBegin", "payload": {"user_input": text()}}},
        {"timestamp": s(40), "message": {"type": "ContentPart", "payload": {"type": "text", "text": WORDS}}},
    ]
    lines(home / f".kimi/sessions/abc/{uuid(1)}/wire.jsonl", values)
    return Truth("kimi_cli", 2, 1, Tokens(50, 9, 1, 40), timedelta(seconds=29.75))


@world("kimi code")
def _kimi_code(home: Path) -> Truth:
    usage = {"inputOther": 50, "output": 9, "inputCacheRead": 40, "inputCacheCreation": 1}
    values = [
        {"type": "llm.request", "model": "kimi-k3", "time": ms(0)},
        {"type": "turn.prompt", "input": text(), "origin": {"kind": "user"}, "time": ms(0)},
        {
            "type": "usage.record",
            "model": "__kimi_env_model__",
            "usage": usage,
            "usageScope": "turn",
            "time": ms(10),
        },
        {"type": "usage.record", "usage": usage, "usageScope": "session", "time": ms(11)},
        {"type": "context.append_loop_event", "event": {"type": "step.end", "usage": usage}, "time": ms(12)},
        {"type": "turn.prompt", "input": text(), "origin": {"kind": "system_trigger"}, "time": ms(15)},
    ]
    session = home / f".kimi-code/sessions/wd_x_0123456789ab/session_{uuid(1)}/agents"
    lines(session / "main/wire.jsonl", values)
    lines(session / "agent-0/wire.jsonl", values[:3])
    return Truth("kimi_cli", 1, 1, Tokens(100, 18, 2, 80), None, frozenset({"kimi-k3"}))


@world("kiro cli")
def _kiro(home: Path) -> Truth:
    said = [{"kind": "text", "data": WORDS}]
    values = [
        {
            "version": "v1",
            "kind": "Prompt",
            "data": {"message_id": uuid(1), "content": said, "meta": {"timestamp": s(0) + 0.5}},
        },
        {"version": "v1", "kind": "AssistantMessage", "data": {"message_id": uuid(2), "content": said}},
        {
            "version": "v1",
            "kind": "ToolResults",
            "data": {"message_id": uuid(3), "content": [{"kind": "toolResult"}]},
        },
    ]
    lines(home / f".kiro/sessions/cli/{uuid(9)}.jsonl", values)
    turn = {
        "end_timestamp": s(30),
        "turn_duration": {"secs": 29, "nanos": 5},
        "input_token_count": 5,
        "output_token_count": 7,
    }
    state = {
        "rts_model_state": {"model_info": {"model_id": "claude-sonnet-4-5"}},
        "conversation_metadata": {"user_turn_metadatas": [turn]},
    }
    write(
        home / f".kiro/sessions/cli/{uuid(9)}.json",
        {"session_id": uuid(9), "title": WORDS, "session_state": state},
    )
    with database(home / ".local/share/kiro-cli/data.sqlite3") as own:
        own.execute(
            "CREATE TABLE conversations_v2 (key TEXT, conversation_id TEXT, value TEXT, updated_at INTEGER)"
        )
        about = {
            "request_start_timestamp_ms": ms(100),
            "stream_end_timestamp_ms": ms(400),
            "message_id": uuid(5),
        }
        history = [
            {
                "user": {"content": {"Prompt": {"prompt": WORDS}}, "timestamp": iso(100)},
                "request_metadata": about,
            },
            {
                "user": {"content": {"ToolUseResults": {"tool_use_results": [WORDS]}}},
                "request_metadata": None,
            },
        ]
        value = json.dumps({"conversation_id": uuid(8), "history": history})
        row(own, "conversations_v2", key=WORDS, conversation_id=uuid(8), value=value, updated_at=ms(400))
    return Truth("kiro_cli", 2, 2, Tokens(5, 7), timedelta(seconds=29 + 300))


@world("kiro")
def _kiro_editor(home: Path) -> Truth:
    execution = {
        "executionId": uuid(1),
        "chatSessionId": uuid(2),
        "status": "succeed",
        "startTime": ms(0),
        "endTime": ms(90),
        "actions": [{"actionType": "say", "output": WORDS}],
    }
    folder = home / ".config/Kiro/User/globalStorage/kiro.kiroagent" / ("a" * 32)
    write(folder / ("b" * 32) / ("c" * 32), execution)
    write(folder / "d.chat", {"executionId": uuid(1), "chat": [{"role": "human", "content": WORDS}]})
    return Truth("kiro", 1, 1, Tokens(), timedelta(seconds=90))


@world("grok build")
def _grok(home: Path) -> Truth:
    def update(when: float, number: int, **fields: object) -> Value:
        about = {"eventId": uuid(number), "modelId": "grok-5"}
        return {
            "timestamp": s(when),
            "method": "session/update",
            "params": {"update": fields, "_meta": about},
        }

    usage = {
        "inputTokens": 1000,
        "outputTokens": 80,
        "cachedReadTokens": 700,
        "reasoningTokens": 30,
        "totalTokens": 1080,
    }
    block = {"type": "text", "text": WORDS}
    values = [
        update(0, 1, sessionUpdate="user_message_chunk", content=block),
        update(0, 2, sessionUpdate="user_message_chunk", content=block),
        update(5, 3, sessionUpdate="agent_message_chunk", content=block),
        update(9, 4, sessionUpdate="turn_completed", usage=usage),
        update(60, 5, sessionUpdate="user_message_chunk", content=block),
    ]
    lines(home / f".grok/sessions/%2Fhome%2Fx/{uuid(9)}/updates.jsonl", values)
    return Truth("grok_build", 2, 1, Tokens(300, 80, 0, 700), timedelta(seconds=9), frozenset({"grok-5"}))


@world("junie")
def _junie(home: Path) -> Truth:
    usage = [{"model": "gpt-5", "inputTokens": 10, "outputTokens": 5, "cacheInputTokens": 3, "time": 4000}]
    answer = {
        "timestampMs": ms(10),
        "event": {"agentEvent": {"kind": "LlmResponseMetadataEvent", "modelUsage": usage}},
    }
    values = [
        {"kind": "UserPromptEvent", "prompt": WORDS},
        {
            "kind": "SessionA2uxEvent",
            "timestampMs": ms(0),
            "event": {"agentEvent": {"kind": "X", "result": WORDS}},
        },
        {"kind": "SessionA2uxEvent", **answer},
        {"kind": "SessionA2uxEvent", **answer},
    ]
    lines(home / ".junie/sessions/session-260505-080000-abcd/events.jsonl", values)
    return Truth("junie_cli", 1, 1, Tokens(10, 5, 0, 3), timedelta(seconds=10), frozenset({"gpt-5"}))


def pi_entries(session: int) -> list[Value]:
    usage = {"input": 10, "output": 20, "cacheRead": 300, "cacheWrite": 4, "totalTokens": 334}
    answer = {
        "role": "assistant",
        "content": text(),
        "model": "claude-opus-4-5",
        "usage": usage,
        "timestamp": ms(30),
    }
    return [
        {"type": "session", "version": 3, "id": uuid(session), "timestamp": iso(0), "cwd": WORDS},
        {"type": "model_change", "id": "aaaa0001", "timestamp": iso(0), "modelId": "claude-opus-4-5"},
        {
            "type": "message",
            "id": "aaaa0002",
            "timestamp": iso(1),
            "message": {"role": "user", "content": text()},
        },
        {"type": "message", "id": "aaaa0003", "timestamp": iso(30), "message": answer},
        {
            "type": "message",
            "id": "aaaa0004",
            "timestamp": iso(40),
            "message": {"role": "toolResult", "content": text()},
        },
    ]


@world("pi with a branch")
def _pi(home: Path) -> Truth:
    root = home / ".pi/agent/sessions/--home-x--"
    lines(root / f"a_{uuid(1)}.jsonl", pi_entries(1))
    own = {
        "type": "message",
        "id": "bbbb0001",
        "timestamp": iso(900),
        "message": {"role": "user", "content": WORDS},
    }
    head = {**pi_entries(2)[0], "timestamp": iso(800), "parentSession": f"{root}/a_{uuid(1)}.jsonl"}
    lines(root / f"b_{uuid(2)}.jsonl", [head, *pi_entries(2)[1:], own])
    return Truth("pi_agent", 2, 2, Tokens(10, 20, 4, 300), None, frozenset({"claude-opus-4-5"}))


@world("openclaw")
def _openclaw(home: Path) -> Truth:
    def said(key: str, when: float, words: str) -> Value:
        return {
            "type": "message",
            "id": key,
            "timestamp": iso(when),
            "message": {"role": "user", "content": text(words)},
        }

    timer = said("cccc0001", 50, f"[cron:abc] {WORDS}")
    own = said("cccc0002", 60, WORDS)
    lines(home / f".openclaw/agents/main/sessions/{uuid(1)}.jsonl", [*pi_entries(1), timer, own])
    lines(
        home / f".openclaw/agents/main/sessions/{uuid(1)}.jsonl.reset.2026-05-05T09-00-00.000Z", pi_entries(1)
    )
    return Truth("openclaw", 2, 1, Tokens(10, 20, 4, 300))


@world("hermes")
def _hermes(home: Path) -> Truth:
    with database(home / ".hermes/state.db") as own:
        own.executescript(
            "CREATE TABLE sessions (id TEXT PRIMARY KEY, source TEXT, model TEXT, parent_session_id TEXT,"
            " started_at REAL, ended_at REAL, message_count INTEGER, input_tokens INTEGER, output_tokens INTEGER,"
            " cache_read_tokens INTEGER, cache_write_tokens INTEGER, reasoning_tokens INTEGER, title TEXT);"
            "CREATE TABLE messages (id INTEGER PRIMARY KEY, session_id TEXT, role TEXT, content TEXT, timestamp REAL)"
        )
        for session, source in (("20260505_080000_ab", "cli"), ("cron_x_20260505_090000", "cron")):
            about = {"model": "hermes-5", "title": WORDS, "started_at": s(0) + 0.5, "source": source}
            totals = {"input_tokens": 10, "output_tokens": 5, "cache_read_tokens": 3, "cache_write_tokens": 2}
            row(own, "sessions", id=session, reasoning_tokens=1, **about, **totals)
            for role, when, words in (("user", 0, WORDS), ("assistant", 9, WORDS), ("tool", 12, WORDS)):
                row(own, "messages", session_id=session, role=role, content=words, timestamp=s(when) + 0.5)
    return Truth("hermes", 1, 1, Tokens(20, 12, 4, 6), timedelta(seconds=24), frozenset({"hermes-5"}))


@world("vibe")
def _vibe(home: Path) -> Truth:
    folder = home / ".vibe/logs/session/session_20260505_080000_abcd"
    stats = {"session_prompt_tokens": 1000, "session_completion_tokens": 50, "session_cached_tokens": 600}
    meta = {"session_id": uuid(1), "start_time": iso(0), "end_time": iso(90), "title": WORDS, "stats": stats}
    write(folder / "meta.json", {**meta, "config": {"active_model": "devstral-3"}})
    values = [
        {"role": "user", "content": WORDS, "injected": True},
        {"role": "user", "content": WORDS, "message_id": uuid(2)},
        {"role": "assistant", "content": WORDS},
        {"role": "tool", "content": WORDS, "tool_call_id": "x"},
    ]
    lines(folder / "messages.jsonl", values)
    return Truth("vibe", 1, 1, Tokens(400, 50, 0, 600), None, frozenset({"devstral-3"}))


@world("agents that write as Claude Code does")
def _claude_like(home: Path) -> Truth:
    base = {"sessionId": uuid(1), "cwd": WORDS}
    usage = {
        "input_tokens": 10,
        "output_tokens": 20,
        "cache_read_input_tokens": 30,
        "cache_creation_input_tokens": 4,
    }
    answer = {
        "id": "msg_0123456789abcdef",
        "role": "assistant",
        "model": "auto",
        "content": text(),
        "usage": usage,
    }
    values = [
        {
            **base,
            "uuid": uuid(2),
            "type": "user",
            "timestamp": iso(0),
            "message": {"role": "user", "content": WORDS},
        },
        {
            **base,
            "uuid": uuid(3),
            "type": "assistant",
            "timestamp": iso(9),
            "message": {**answer, "usage": {"output_tokens": 1}},
        },
        {**base, "uuid": uuid(4), "type": "assistant", "timestamp": iso(10), "message": answer},
        {
            **base,
            "uuid": uuid(5),
            "type": "user",
            "timestamp": iso(11),
            "message": {"role": "user", "content": [{"type": "tool_result", "content": WORDS}]},
        },
        {
            **base,
            "uuid": uuid(6),
            "type": "user",
            "isMeta": True,
            "timestamp": iso(12),
            "message": {"role": "user", "content": WORDS},
        },
    ]
    lines(home / f".qoder/projects/-home-x/{uuid(1)}.jsonl", values)
    return Truth("qoder", 1, 1, Tokens(10, 20, 4, 30), timedelta(seconds=12), frozenset({"auto"}))


# ---------------------------------------------------------------- the rest


@world("aider")
def _aider(home: Path) -> Truth:
    started = (T0 + timedelta(0)).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    chat = f"""
# aider chat started at {started}

> Aider v0.86.0
> Main model: sonnet with diff edit format

#### {WORDS}
#### {WORDS}

{WORDS}

> Tokens: 12k sent, 3.4k received. Cost: $0.09 message, $0.09 session.

#### /add {WORDS}

> Added it

#### /ask {WORDS}

{WORDS}
> Tokens: 1,200 sent, 2k cache hit, 45 received.
"""
    folder = home / "code/thing"
    folder.mkdir(parents=True)
    (folder / ".aider.chat.history.md").write_text(chat, encoding="utf-8")
    return Truth("aider", 2, 1, Tokens(13_200, 3_445), None, frozenset({"sonnet"}))


@world("lm studio")
def _lm_studio(home: Path) -> Truth:
    stats = {"promptTokensCount": 12, "predictedTokensCount": 34}
    step = {
        "type": "contentBlock",
        "content": text(),
        "genInfo": {"indexedModelIdentifier": "qwen/qwen3-8b", "stats": stats},
    }
    messages = [
        {"versions": [{"type": "singleStep", "role": "user", "content": text()}], "currentlySelected": 0},
        {"versions": [{"type": "multiStep", "role": "assistant", "steps": [step]}], "currentlySelected": 0},
        {
            "versions": [{"role": "user", "content": text()}, {"role": "user", "content": text()}],
            "currentlySelected": 1,
        },
    ]
    chat = {
        "name": WORDS,
        "createdAt": ms(0),
        "userLastMessagedAt": ms(60),
        "assistantLastMessagedAt": ms(50),
    }
    write(home / ".lmstudio/conversations/a/1746432000000.conversation.json", {**chat, "messages": messages})
    return Truth("lm_studio", 2, 1, Tokens(12, 34), None, frozenset({"qwen/qwen3-8b"}))


@world("ollama")
def _ollama(home: Path) -> Truth:
    stamp = T0.astimezone().strftime("%Y/%m/%d - %H:%M:%S")
    log = (
        f'[GIN] {stamp} | 200 |  1m2.5s |       127.0.0.1 | POST     "/api/chat"\n'
        f'[GIN] {stamp} | 200 |      1.2ms |       127.0.0.1 | GET      "/api/tags"\n'
        f'[GIN] {stamp} | 500 |      9s |       127.0.0.1 | POST     "/api/chat"\n'
        f'time=2026-05-05T08:00:00Z level=INFO msg="{WORDS}"\n'
    )
    (home / ".ollama/logs").mkdir(parents=True)
    (home / ".ollama/logs/server.log").write_text(log, encoding="utf-8")
    (home / ".ollama/history").write_text(f"{WORDS}\n", encoding="utf-8")
    return Truth("ollama", 0, 0, Tokens(), timedelta(seconds=62.5))


@world("open webui")
def _open_webui(home: Path) -> Truth:
    usage = {"prompt_tokens": 20, "completion_tokens": 30}
    messages = {
        uuid(1): {"id": uuid(1), "role": "user", "content": WORDS, "timestamp": s(0)},
        uuid(2): {
            "role": "assistant",
            "content": WORDS,
            "timestamp": s(1),
            "model": "llama4",
            "usage": usage,
        },
        uuid(3): {"role": "user", "content": WORDS, "timestamp": s(60)},
    }
    with database(home / ".local/share/open-webui/webui.db") as own:
        own.execute(
            "CREATE TABLE chat (id TEXT PRIMARY KEY, title TEXT, chat JSON, created_at BIGINT, updated_at BIGINT)"
        )
        chat = json.dumps({"title": WORDS, "history": {"messages": messages}})
        row(own, "chat", id=uuid(9), title=WORDS, chat=chat, created_at=s(0), updated_at=s(60))
    return Truth("open_webui", 2, 1, Tokens(20, 30), timedelta(seconds=1), frozenset({"llama4"}))


@world("llm")
def _llm(home: Path) -> Truth:
    with database(home / ".config/io.datasette.llm/logs.db") as own:
        own.execute(
            "CREATE TABLE responses (id TEXT PRIMARY KEY, model TEXT, prompt TEXT, response TEXT, conversation_id TEXT,"
            " duration_ms INTEGER, datetime_utc TEXT, input_tokens INTEGER, output_tokens INTEGER)"
        )
        about = {
            "model": "gpt-5-mini",
            "response": WORDS,
            "duration_ms": 2500,
            "input_tokens": 5,
            "output_tokens": 6,
        }
        for number, prompt in enumerate((WORDS, "", WORDS)):
            when = f"2026-05-05T08:0{number}:00.123456"
            row(
                own,
                "responses",
                id=uuid(number),
                prompt=prompt,
                datetime_utc=when,
                conversation_id="c",
                **about,
            )
    return Truth("simon_llm", 2, 1, Tokens(15, 18), timedelta(seconds=65), frozenset({"gpt-5-mini"}))


@world("gptme")
def _gptme(home: Path) -> Truth:
    def naive(seconds: float) -> str:
        return (T0 + timedelta(seconds=seconds)).astimezone().replace(tzinfo=None).isoformat()

    usage = {"input_tokens": 5, "output_tokens": 6, "cache_read_tokens": 7, "cache_creation_tokens": 8}
    values = [
        {"role": "system", "content": WORDS, "timestamp": naive(0)},
        {"role": "user", "content": WORDS, "timestamp": naive(1)},
        {
            "role": "assistant",
            "content": WORDS,
            "timestamp": naive(9),
            "metadata": {"model": "m-1", "usage": usage},
        },
        {"role": "system", "content": WORDS, "timestamp": naive(10)},
    ]
    lines(home / ".local/share/gptme/logs/2026-05-05-thing/conversation.jsonl", values)
    return Truth("gptme", 1, 1, Tokens(5, 6, 8, 7), timedelta(seconds=8), frozenset({"m-1"}))


@world("forge")
def _forge(home: Path) -> Truth:
    usage = {
        "prompt_tokens": {"actual": 100},
        "completion_tokens": {"actual": 9},
        "cached_tokens": {"actual": 60},
    }
    messages = [
        {"message": {"text": {"role": "System", "content": WORDS}}},
        {"message": {"text": {"role": "User", "content": WORDS}}},
        {"message": {"text": {"role": "Assistant", "content": WORDS, "model": "m-2"}}, "usage": usage},
        {"message": {"tool": {"call_id": "x", "output": WORDS}}},
    ]
    with database(home / ".forge/.forge.db") as own:
        own.execute(
            "CREATE TABLE conversations (conversation_id TEXT, title TEXT, context TEXT, created_at TEXT,"
            " updated_at TEXT)"
        )
        about = {"title": WORDS, "created_at": "2026-05-05 08:00:00", "updated_at": "2026-05-05 08:05:00"}
        row(
            own, "conversations", conversation_id=uuid(1), context=json.dumps({"messages": messages}), **about
        )
    return Truth("forge", 1, 1, Tokens(40, 9, 0, 60), None, frozenset({"m-2"}))


@world("jan")
def _jan(home: Path) -> Truth:
    said = [{"type": "text", "text": {"value": WORDS, "annotations": []}}]
    values = [
        {"id": uuid(1), "role": "user", "content": said, "created_at": s(0)},
        {"id": uuid(2), "role": "assistant", "content": said, "created_at": s(1), "completed_at": s(400)},
    ]
    lines(home / f".local/share/Jan/data/threads/{uuid(9)}/messages.jsonl", values)
    return Truth("jan", 1, 1, Tokens(), timedelta(seconds=400))


@world("warp")
def _warp(home: Path) -> Truth:
    with database(home / ".local/state/warp-terminal/warp.sqlite") as own:
        own.execute(
            "CREATE TABLE ai_queries (id INTEGER PRIMARY KEY, exchange_id TEXT, conversation_id TEXT, start_ts TEXT,"
            " input TEXT, model_id TEXT)"
        )
        asked = json.dumps([{"Query": {"text": WORDS, "context": []}}])
        acted = json.dumps([{"ActionResult": {"result": WORDS}}])
        for number, given in enumerate((asked, acted, asked)):
            when = f"2026-05-05 08:0{number}:00.123456789"
            row(
                own,
                "ai_queries",
                exchange_id=uuid(number),
                conversation_id="c",
                start_ts=when,
                input=given,
                model_id="auto",
            )
    return Truth("warp", 2, 1, Tokens(), timedelta(seconds=60))


@world("auggie")
def _auggie(home: Path) -> Truth:
    history = [
        {
            "exchange": {"request_message": WORDS, "response_text": WORDS, "request_id": uuid(1)},
            "finishedAt": iso(30),
        },
        {
            "exchange": {"request_message": "", "response_text": WORDS, "request_id": uuid(2)},
            "finishedAt": iso(60),
        },
    ]
    write(
        home / f".augment/sessions/{uuid(9)}.json",
        {"sessionId": uuid(9), "created": iso(0), "chatHistory": history},
    )
    return Truth("auggie", 1, 1, Tokens(), timedelta(seconds=30))


@world("codebuff")
def _codebuff(home: Path) -> Truth:
    usage = {"inputTokens": 5, "outputTokens": 6, "cacheReadInputTokens": 7}
    messages = [
        {"id": "user-1", "variant": "user", "content": WORDS, "timestamp": "08:00 AM"},
        {
            "id": "ai-2",
            "variant": "ai",
            "content": WORDS,
            "timestamp": iso(20),
            "metadata": {"model": "m-3", "usage": usage},
        },
    ]
    write(home / ".config/manicode/projects/x/chats/2026-05-05T08-00-00.000Z/chat-messages.json", messages)
    return Truth("codebuff", 1, 1, Tokens(5, 6, 0, 7), timedelta(seconds=20), frozenset({"m-3"}))


@world("anythingllm")
def _anythingllm(home: Path) -> Truth:
    metrics = {"prompt_tokens": 3, "completion_tokens": 4, "model": "llama4"}
    with database(home / ".config/anythingllm-desktop/storage/anythingllm.db") as own:
        own.execute(
            "CREATE TABLE workspace_chats (id INTEGER PRIMARY KEY, workspaceId INTEGER, prompt TEXT, response TEXT,"
            " thread_id INTEGER, api_session_id TEXT, createdAt INTEGER)"
        )
        answer = json.dumps({"text": WORDS, "metrics": metrics})
        for number, program in ((1, None), (2, "embed")):
            about = {"workspaceId": 1, "prompt": WORDS, "response": answer, "createdAt": ms(number)}
            row(own, "workspace_chats", id=number, api_session_id=program, **about)
    return Truth("anythingllm", 1, 1, Tokens(6, 8), None, frozenset({"llama4"}))
