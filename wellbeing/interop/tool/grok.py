"""Grok Build: `sessions/<workspace>/<id>/updates.jsonl`, updates of the Agent Client Protocol.

Source: tokscale `grok.rs`. Input holds what was cached, output holds reasoning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from wellbeing.interop.field import at, first, identity, moment, text
from wellbeing.interop.folder import each, named
from wellbeing.interop.human import human
from wellbeing.interop.session import SessionLines
from wellbeing.interop.told import Told
from wellbeing.model import Tokens


class Grok(SessionLines):
    """A person's message may come in several chunks, one after another: they are one prompt."""

    name = "grok-build"
    tool = "grok_build"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        return each(named(environ, "GROK_HOME") or [home / ".grok"], "sessions/*/*/updates.jsonl")

    def session(self, path: Path) -> str:
        """See `SessionLines`."""
        return path.parent.name

    def event(self, told: Told, value: Mapping[str, object]) -> bool:
        """See `SessionLines`. The flag says that the line before belongs to a person's message."""
        update = at(value, "params", "update")
        kind = text(at(update, "sessionUpdate"))
        when = moment(value.get("timestamp")) or moment(at(value, "params", "_meta", "timestamp"))
        when = when or moment(at(value, "params", "_meta", "agentTimestampMs"))
        went_on, told.memory.flag = told.memory.flag, kind == "user_message_chunk"
        told.belongs(None, model=at(value, "params", "_meta", "modelId") or at(update, "modelId"))
        if kind == "user_message_chunk":
            if not went_on and human(at(update, "content")):
                told.prompt(when, identity(at(value, "params", "_meta", "eventId")))
            return True
        usage = at(update, "usage")
        if isinstance(usage, dict):
            read = first(usage, "cachedReadTokens", "cacheReadTokens", "cache_read_input_tokens")
            made = first(usage, "cachedWriteTokens", "cacheWriteTokens", "cache_creation_input_tokens")
            given = first(usage, "inputTokens", "input_tokens", "promptTokens")
            said = first(usage, "outputTokens", "output_tokens", "completionTokens")
            tokens = Tokens(max(0, given - read), said, made, read)
            told.answer(when, tokens, key=identity(at(value, "params", "_meta", "eventId")))
        else:
            told.work(when)
        return kind is not None or "method" in value
