"""Kiro: sessions of the command line, its database (before that Amazon Q's), and the editor's executions.

Source: agentsview `kiro.go`, tokscale `kiro.rs` (four generations). Kiro counts credits, so tokens are known only
where a turn tells them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from wellbeing.interop.field import at, count, decoded, entries, identity, length, moment, record, text
from wellbeing.interop.folder import data, each, editors, files
from wellbeing.interop.human import human
from wellbeing.interop.session import SessionDocument, SessionLines, SessionRows, Since, columns
from wellbeing.interop.told import Told
from wellbeing.model import Tokens


class KiroLines(SessionLines):
    """`~/.kiro/sessions`: the command line's lines have a `kind`, those of newer versions a `payload`."""

    name = "kiro-cli"
    tool = "kiro_cli"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        return each([home / ".kiro" / "sessions"], "cli/*.jsonl", "*.jsonl", "*/*/messages.jsonl")

    def session(self, path: Path) -> str:
        """See `SessionLines`."""
        return path.parent.name if path.name == "messages.jsonl" else path.stem

    def event(self, told: Told, value: Mapping[str, object]) -> bool:
        """See `SessionLines`."""
        content = record(value.get("data"))
        payload = record(value.get("payload"))
        kind = text(value.get("kind")) or text(payload.get("type"))
        when = moment(at(content, "meta", "timestamp")) or moment(value.get("timestamp"))
        if kind == "Prompt":
            if any(
                at(block, "kind") == "text" and text(at(block, "data"))
                for block in entries(content.get("content"))
            ):
                told.prompt(when, identity(content.get("message_id")))
        elif kind == "user":
            if human(payload.get("content")):
                told.prompt(when, identity(value.get("id")))
        else:
            told.work(when)
        return kind is not None


class KiroTurns(SessionDocument):
    """`<session>.json` beside the lines: how long each turn took, and the model."""

    name = "kiro-cli-turns"
    tool = "kiro_cli"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        return each([home / ".kiro" / "sessions"], "cli/*.json")

    def document(self, told: Told, value: object, path: Path) -> None:
        """See `SessionDocument`."""
        state = record(at(value, "session_state"))
        model = at(state, "rts_model_state", "model_info", "model_id")
        turns = entries(at(state, "conversation_metadata", "user_turn_metadatas"))
        told.page.understood += 1
        for number, turn in enumerate(turns):
            end = moment(at(turn, "end_timestamp"))
            # `turn_duration` is Rust's: seconds and nanoseconds, or plain seconds.
            took = at(turn, "turn_duration", "secs") or at(turn, "turn_duration")
            lasted = length(took * 1000) if isinstance(took, int | float) else None
            tokens = Tokens(count(at(turn, "input_token_count")), count(at(turn, "output_token_count")))
            told.memory.began = None
            told.answer(end, tokens, key=f"{told.session}:turn{number}", model=model, took=lasted)
            told.close()


class KiroDatabase(SessionRows):
    """Tables `conversations_v2` (Kiro) and `conversations` (Amazon Q)."""

    name = "kiro-cli-database"
    tool = "kiro_cli"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        roots = data(home, environ)
        return each(roots, "kiro-cli/data.sqlite3", "amazon-q/data.sqlite3")

    def changed(
        self, database: sqlite3.Connection, since: float | str
    ) -> Iterator[tuple[str, int | float | str]]:
        """See `SessionRows`."""
        names = columns(database, "conversations_v2")
        when = "coalesce(updated_at, 0)" if "updated_at" in names else "rowid"
        if names:
            query = f"SELECT conversation_id, max({when}) FROM conversations_v2 GROUP BY 1 ORDER BY 2"  # noqa: S608 - names of ours
        elif columns(database, "conversations"):
            query = "SELECT key, 0 FROM conversations"
        else:
            return
        known = since if isinstance(since, int) else 0
        for session, change in database.execute(query):
            if not isinstance(change, int) or change >= known or when == "rowid":
                yield session, change if isinstance(change, int) else known

    def rows(self, database: sqlite3.Connection, session: str, told: Told, memory: Since) -> None:
        """See `SessionRows`."""
        new = bool(columns(database, "conversations_v2"))
        query = (
            "SELECT value FROM conversations_v2 WHERE conversation_id = ?"
            if new
            else "SELECT value FROM conversations WHERE key = ?"
        )
        for (content,) in database.execute(query, (session,)).fetchall():
            value = decoded(content)
            told.belongs(identity(at(value, "conversation_id")), model=at(value, "model_info", "model_id"))
            for number, turn in enumerate(entries(at(value, "history"))):
                _turn(told, turn, number)


def _turn(told: Told, turn: object, number: int) -> None:
    about = record(at(turn, "request_metadata"))
    begin, end = moment(about.get("request_start_timestamp_ms")), moment(about.get("stream_end_timestamp_ms"))
    when = moment(at(turn, "user", "timestamp")) or begin
    told.page.understood += 1
    if text(at(turn, "user", "content", "Prompt", "prompt")):
        told.prompt(when, identity(about.get("message_id")) or f"h{number}")
    told.answer(begin or when, Tokens(), model=about.get("model_id"), until=end)


class KiroExecutions(SessionDocument):
    """The editor: one document for each execution, which is what one prompt led to."""

    name = "kiro"
    tool = "kiro"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        for tool, user in editors(home, environ):
            if tool == self.tool:
                found = files(
                    user, "globalStorage/kiro.kiroagent/*/*/*", "globalStorage/kiro.kiroagent/*/*.json"
                )
                yield from (path for path in found if path.suffix in ("", ".json"))

    def document(self, told: Told, value: object, path: Path) -> None:
        """See `SessionDocument`."""
        key = identity(at(value, "executionId"))
        if key is None or not isinstance(at(value, "actions"), list):
            return
        told.page.understood += 1
        told.belongs(identity(at(value, "chatSessionId")) or key)
        begin, end = moment(at(value, "startTime")), moment(at(value, "endTime"))
        told.prompt(begin, key)
        told.work(begin, until=end)
