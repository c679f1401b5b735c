"""Jan: `threads/<id>/messages.jsonl`.

Source: janhq/jan `extensions/conversational-extension`. Times are in seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from wellbeing.interop.field import at, entries, first, identity, moment, text
from wellbeing.interop.folder import config, data, each, named
from wellbeing.interop.session import SessionLines
from wellbeing.interop.told import Told
from wellbeing.model import Tokens


class Jan(SessionLines):
    """One line for each message of a thread; content is a list of parts with a text inside."""

    name = "jan"
    tool = "jan"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        roots = named(environ, "JAN_DATA_FOLDER") or [
            home / "jan",
            *(root / "Jan" / "data" for root in (*data(home, environ), *config(home, environ))),
            home / ".var" / "app" / "ai.jan.Jan" / "data" / "Jan" / "data",
        ]
        return each(roots, "threads/*/messages.jsonl")

    def session(self, path: Path) -> str:
        """See `SessionLines`."""
        return path.parent.name

    def event(self, told: Told, value: Mapping[str, object]) -> bool:
        """See `SessionLines`."""
        when, key = moment(value.get("created_at") or value.get("created")), identity(value.get("id"))
        if value.get("role") == "user":
            parts = entries(value.get("content"))
            if any(text(at(part, "text", "value")) or at(part, "image_url") for part in parts):
                told.prompt(when, key)
        elif value.get("role") == "assistant":
            usage = at(value, "metadata", "usage")
            tokens = Tokens(
                first(usage, "prompt_tokens", "promptTokens", "inputTokens"),
                first(usage, "completion_tokens", "completionTokens", "outputTokens"),
            )
            model = at(value, "metadata", "model") or at(value, "metadata", "modelId")
            end = moment(value.get("completed_at"))
            told.answer(
                when, tokens, key=key, model=model, until=end if end and when and end > when else None
            )
        return "role" in value
