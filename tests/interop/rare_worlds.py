"""Rarer forms of logs: newer and older schemas, and what only some versions write."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from tests.interop.more_worlds import CODE, WORLDS, chat_request, text
from tests.interop.worlds import (
    GOOSE,
    WORDS,
    Truth,
    copilot_events,
    database,
    gemini_messages,
    goose_message,
    goose_session,
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

__all__ = ["WORLDS"]


@world("goose with its ledger")
def _goose_ledger(home: Path) -> Truth:
    with database(home / ".local/share/goose/sessions/sessions.db") as own:
        own.executescript(GOOSE)
        own.execute(
            "CREATE TABLE usage_ledger (id INTEGER PRIMARY KEY, session_id TEXT, created_timestamp INTEGER, model TEXT,"
            " input_tokens INTEGER, output_tokens INTEGER, total_tokens INTEGER, cache_read_tokens INTEGER,"
            " cache_write_tokens INTEGER)"
        )
        goose_session(own, "20260505_1", "user")
        goose_message(own, "20260505_1", "user", 0, {"type": "text", "text": WORDS})
        goose_message(own, "20260505_1", "assistant", 20, {"type": "text", "text": WORDS})
        for when in (10, 20):
            row(
                own,
                "usage_ledger",
                session_id="20260505_1",
                created_timestamp=s(when),
                model="claude-sonnet-4",
                input_tokens=100,
                output_tokens=10,
                total_tokens=115,
                cache_read_tokens=60,
                cache_write_tokens=20,
            )
    return Truth(
        "goose", 1, 1, Tokens(40, 30, 40, 120), timedelta(seconds=20), frozenset({"claude-sonnet-4"})
    )


@world("gemini with changes of the whole")
def _gemini_updates(home: Path) -> Truth:
    messages = gemini_messages()
    values = [
        {"sessionId": uuid(1), "startTime": iso(-1)},
        messages[0],
        {"$set": {"messages": messages[:2], "lastUpdated": iso(20)}},
        {"$rewindTo": uuid(1)},
        {"id": uuid(99), "timestamp": iso(30), "type": "warning", "content": WORDS},
    ]
    lines(home / ".gemini/tmp/x/chats/session-1.jsonl", values)
    return Truth("gemini_cli", 1, 1, Tokens(600, 80, 0, 400), timedelta(seconds=20))


@world("cursor with a table of composers")
def _cursor_headers(home: Path) -> Truth:
    with database(home / ".config/Cursor/User/globalStorage/state.vscdb") as own:
        own.executescript(
            "CREATE TABLE cursorDiskKV (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB);"
            "CREATE TABLE composerHeaders (composerId TEXT PRIMARY KEY, createdAt INTEGER, lastUpdatedAt INTEGER)"
        )
        for number, helper in ((1, None), (2, {"parent": uuid(1)})):
            composer = {"composerId": uuid(number), "createdAt": ms(0), "subagentInfo": helper}
            row(own, "composerHeaders", composerId=uuid(number), createdAt=ms(0), lastUpdatedAt=ms(40))
            row(own, "cursorDiskKV", key=f"composerData:{uuid(number)}", value=json.dumps(composer))
            bubbles = [
                {"type": 1, "bubbleId": "b1", "text": WORDS, "createdAt": iso(0)},
                {
                    "type": 2,
                    "bubbleId": "b2",
                    "createdAt": iso(1),
                    "timingInfo": {"clientStartTime": ms(1), "clientEndTime": ms(401)},
                },
            ]
            for one in bubbles:
                row(
                    own,
                    "cursorDiskKV",
                    key=f"bubbleId:{uuid(number)}:{one['bubbleId']}",
                    value=json.dumps(one),
                )
    return Truth("cursor", 1, 1, Tokens(), timedelta(seconds=802))


@world("cursor of old")
def _cursor_inline(home: Path) -> Truth:
    with database(home / ".config/Cursor/User/globalStorage/state.vscdb") as own:
        own.execute("CREATE TABLE cursorDiskKV (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB)")
        bubbles = [
            {"type": 1, "bubbleId": uuid(5), "text": WORDS},
            {"type": 2, "bubbleId": uuid(6), "text": WORDS},
        ]
        composer = {"composerId": uuid(1), "createdAt": ms(0), "conversation": bubbles}
        row(own, "cursorDiskKV", key=f"composerData:{uuid(1)}", value=json.dumps(composer).encode())
    return Truth("cursor", 1, 1)


@world("kiro of newer versions")
def _kiro_new(home: Path) -> Truth:
    values = [
        {"id": uuid(1), "timestamp": iso(0), "payload": {"type": "user", "content": WORDS}},
        {"id": uuid(2), "timestamp": iso(9), "payload": {"type": "tool_call", "toolName": "read"}},
        {"id": uuid(3), "timestamp": iso(20), "payload": {"type": "assistant", "content": WORDS}},
    ]
    lines(home / f".kiro/sessions/ws/sess_{uuid(9)}/messages.jsonl", values)
    return Truth("kiro_cli", 1, 1, Tokens(), timedelta(seconds=20))


@world("amazon q before it was kiro")
def _amazon_q(home: Path) -> Truth:
    about = {"request_start_timestamp_ms": ms(0), "stream_end_timestamp_ms": ms(30)}
    history = [{"user": {"content": {"Prompt": {"prompt": WORDS}}}, "request_metadata": about}]
    with database(home / ".local/share/amazon-q/data.sqlite3") as own:
        own.execute("CREATE TABLE conversations (key TEXT PRIMARY KEY, value TEXT)")
        row(
            own,
            "conversations",
            key="/home/x",
            value=json.dumps({"conversation_id": uuid(1), "history": history}),
        )
    return Truth("kiro_cli", 1, 1, Tokens(), timedelta(seconds=30))


@world("copilot cli with a damaged table")
def _copilot_damaged(home: Path) -> Truth:
    lines(home / f".copilot/session-state/{uuid(1)}/events.jsonl", copilot_events())
    with database(home / ".copilot/session-store.db") as own:
        own.execute(
            "CREATE TABLE assistant_usage_events (id INTEGER PRIMARY KEY, session_id TEXT, created_at TEXT)"
        )
    return Truth("copilot_cli", 2, 1, Tokens(500, 60, 100, 300))


@world("vs code chat whose requests were set anew")
def _chat_set(home: Path) -> Truth:
    journal = [
        {"kind": 0, "v": {"sessionId": uuid(1), "requests": [chat_request(1, 0, 5)]}},
        {"kind": 1, "k": ["requests"], "v": [chat_request(1, 0, 5), chat_request(2, 60, 5)]},
        {"kind": 1, "k": ["requests", 1], "v": chat_request(2, 60, 7)},
        {"kind": 3, "k": ["requests", 0, "modelId"]},
        {"kind": 1, "k": ["requests", 99, "modelId"], "v": "x"},
        {"kind": 9, "k": ["requests"]},
    ]
    lines(home / CODE / f"workspaceStorage/a/chatSessions/{uuid(1)}.jsonl", journal)
    return Truth("vscode_copilot", 2, 1, Tokens(2000, 100), timedelta(seconds=12))


@world("amp with totals only")
def _amp_totals(home: Path) -> Truth:
    event = {"id": "e1", "timestamp": iso(9), "model": "gpt-5", "tokens": {"total": 345}}
    thread = {
        "id": f"T-{uuid(1)}",
        "created": ms(0),
        "messages": [{"role": "user", "content": text()}],
        "usageLedger": {"events": [event, {"id": "e2"}]},
        "meta": {"traces": [{"endTime": iso(30)}]},
    }
    write(home / f".local/share/amp/threads/T-{uuid(1)}.json", thread)
    return Truth("amp", 1, 1, Tokens(output=345), timedelta(seconds=30))


@world("vibe that has just begun")
def _vibe_new(home: Path) -> Truth:
    write(home / ".vibe/logs/session/session_1/meta.json", {"session_id": uuid(1), "start_time": iso(0)})
    return Truth("vibe", 0, 0)
