"""Droid (Factory): `sessions/**/<id>.jsonl`, with `<id>.settings.json` beside.

Source: ccusage `adapter/droid`, and readers of real sessions (lines `session_start`, `message`). Tokens are a
running total of the session.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from wellbeing.interop.field import at, count, identity, moment, record, text
from wellbeing.interop.folder import each, named
from wellbeing.interop.human import human
from wellbeing.interop.session import SessionDocument, SessionLines
from wellbeing.interop.told import Told
from wellbeing.model import Tokens

_QUIET = ("session_end", "todo_state", "compaction_state", "tool_result", "system", "custom")


def _roots(home: Path, environ: Mapping[str, str]) -> list[Path]:
    return named(environ, "DROID_SESSIONS_DIR", "DROID_DIR") or [
        home / ".factory" / "sessions",
        home / ".factory" / "projects",
    ]


class DroidLines(SessionLines):
    """A session's messages."""

    name = "droid"
    tool = "droid"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        return each(_roots(home, environ), "*.jsonl", "*/*.jsonl")

    def event(self, told: Told, value: Mapping[str, object]) -> bool:
        """See `SessionLines`."""
        kind = value.get("type")
        if kind == "session_start":
            # A session that a tool call of another one began is an agent's.
            helper = value.get("callingSessionId") is not None or value.get("parent") is not None
            told.belongs(identity(value.get("id")), human=not helper)
            return True
        if kind != "message":
            return kind in _QUIET
        when, key = moment(value.get("timestamp")), identity(value.get("id"))
        if at(value, "message", "role") == "user" and human(at(value, "message", "content")):
            if at(value, "message", "visibility") != "llm_only":
                told.prompt(when, key)
        else:
            told.work(when)
        return True


class DroidSettings(SessionDocument):
    """What a session used."""

    name = "droid-settings"
    tool = "droid"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        return each(_roots(home, environ), "*.settings.json", "*/*.settings.json")

    def session(self, path: Path) -> str:
        """See `SessionDocument`."""
        return path.name.removesuffix(".settings.json")

    def document(self, told: Told, value: object, path: Path) -> None:
        """See `SessionDocument`."""
        usage = record(at(value, "tokenUsage"))
        told.page.understood += 1
        tokens = Tokens(
            count(usage.get("inputTokens")),
            count(usage.get("outputTokens")) + count(usage.get("thinkingTokens")),
            count(usage.get("cacheCreationTokens")),
            count(usage.get("cacheReadTokens")),
        )
        when = moment(at(value, "providerLockTimestamp")) or moment(path.stat().st_mtime)
        model = (text(at(value, "model")) or "").removeprefix("custom:")
        told.answer(when, tokens, key=f"{told.session}:total", model=model)
