"""Cursor: the editor's `state.vscdb`, and the transcripts of its agent.

Source: readers of real databases (`composerData:<id>`, `bubbleId:<composer>:<bubble>`, table `composerHeaders`),
tokscale `cursorcli.rs`, agentsview `cursor.go`. A bubble's time is often missing: then the one before it counts,
at last the composer's. Token counts are mostly 0 since version 3.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from wellbeing.interop.field import at, count, decoded, entries, identity, moment, record, text
from wellbeing.interop.folder import each, editors, files
from wellbeing.interop.growing import GrowingDocument
from wellbeing.interop.human import human
from wellbeing.interop.session import SessionRows, Since, columns
from wellbeing.interop.told import Told
from wellbeing.model import Tokens


class CursorDatabase(SessionRows):
    """Composers and their bubbles: type 1 a person, type 2 the model."""

    name = "cursor"
    tool = "cursor"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        for tool, user in editors(home, environ):
            if tool == self.tool:
                yield from files(user, "globalStorage/state.vscdb")

    def changed(
        self, database: sqlite3.Connection, since: float | str
    ) -> Iterator[tuple[str, int | float | str]]:
        """See `SessionRows`: by the rows that are new, since the database may hold gigabytes of texts.

        Cursor inserts a row for each bubble, or puts one in the place of another; either has a new row id.
        """
        if not columns(database, "cursorDiskKV"):
            return
        (newest,) = database.execute("SELECT coalesce(max(rowid), 0) FROM cursorDiskKV").fetchone()
        # Row ids begin anew when the database was vacuumed.
        known = since if isinstance(since, int) and since <= newest else 0
        found: dict[str, int] = {}
        query = "SELECT rowid, key FROM cursorDiskKV WHERE rowid >= ? ORDER BY rowid"
        for row, key in database.execute(query, (known,)):
            kind, _, rest = str(key).partition(":")
            if kind in ("composerData", "bubbleId"):
                found[rest.split(":", 1)[0]] = row
        yield from sorted(found.items(), key=lambda one: one[1])

    def rows(self, database: sqlite3.Connection, session: str, told: Told, memory: Since) -> None:
        """See `SessionRows`."""
        query = "SELECT value FROM cursorDiskKV WHERE key = ?"
        row = database.execute(query, (f"composerData:{session}",)).fetchone()
        composer = record(decoded(row[0] if row else None))
        told.page.understood += bool(composer)
        told.page.unknown += not composer
        helper = composer.get("isBestOfNSubcomposer") is True or composer.get("subagentInfo") is not None
        told.belongs(session, human=not helper, model=at(composer, "modelConfig", "modelName"))
        told.heard(moment(composer.get("createdAt")))
        stored = dict(_bubbles(database, session))
        order = [
            identity(at(head, "bubbleId")) for head in entries(composer.get("fullConversationHeadersOnly"))
        ]
        inside = [record(bubble) for bubble in entries(composer.get("conversation"))]
        listed = [stored[key] for key in order if key is not None and key in stored]
        rest = [bubble for key, bubble in stored.items() if key not in order]
        for bubble in inside or [*listed, *sorted(rest, key=lambda one: str(one.get("createdAt")))]:
            _bubble(told, bubble)


def _bubbles(database: sqlite3.Connection, composer: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    query = "SELECT key, value FROM cursorDiskKV WHERE key >= ? AND key < ?"
    for key, value in database.execute(query, (f"bubbleId:{composer}:", f"bubbleId:{composer};")):
        yield str(key).rsplit(":", 1)[-1], record(decoded(value))


def _bubble(told: Told, bubble: Mapping[str, object]) -> None:
    when, key = _time(bubble), identity(bubble.get("bubbleId"))
    told.page.understood += bool(bubble)
    if bubble.get("type") == 1:
        # A turn with pictures or files only has no text.
        if text(bubble.get("text")) or bubble.get("images") or text(bubble.get("richText")):
            told.prompt(when, key)
    elif bubble.get("type") == 2:
        tokens = Tokens(
            count(at(bubble, "tokenCount", "inputTokens")), count(at(bubble, "tokenCount", "outputTokens"))
        )
        told.answer(
            when, tokens, key=key, model=at(bubble, "modelInfo", "modelName"), until=_end(bubble, when)
        )


def _time(bubble: Mapping[str, object]) -> datetime | None:
    timing = bubble.get("timingInfo")
    return (
        moment(bubble.get("createdAt"))
        or moment(at(timing, "clientStartTime"))
        or moment(at(timing, "clientRpcSendTime"))
    )


def _end(bubble: Mapping[str, object], when: datetime | None) -> datetime | None:
    end = moment(at(bubble, "timingInfo", "clientEndTime"))
    return end if end is not None and when is not None and end > when else None


class CursorTranscripts(GrowingDocument):
    """`agent-transcripts/<id>/<id>.jsonl` of the agent: lines without times."""

    name = "cursor-agent"
    tool = "cursor_agent"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        return each(
            [home / ".cursor" / "projects"], "*/agent-transcripts/*.jsonl", "*/agent-transcripts/*/*.jsonl"
        )

    def value(self, content: bytes) -> object:
        """See `GrowingDocument`."""
        return [decoded(line) for line in content.splitlines() if line.strip()]

    def dates(self, value: object, path: Path, changed: datetime) -> tuple[datetime, datetime]:
        """See `GrowingDocument`."""
        return changed, changed

    def document(self, told: Told, value: object, path: Path) -> list[str | None]:
        """See `GrowingDocument`."""
        prompts: list[str | None] = []
        for line in entries(value):
            known = "role" in record(line) or "type" in record(line)
            told.page.understood += known
            told.page.unknown += not known
            if at(line, "role") == "user" and human(
                _query(at(line, "message", "content") or at(line, "content"))
            ):
                prompts.append(None)
        return prompts


def _query(content: object) -> object:
    # Cursor wraps a person's words among context blocks (`<user_query>`); the rest of such a text is context.
    words = (
        content
        if isinstance(content, str)
        else " ".join(str(at(block, "text") or "") for block in entries(content))
    )
    begin = words.find("<user_query>")
    return words[begin + len("<user_query>") :].strip() if begin >= 0 else content
