"""Mistral Vibe: `logs/session/<session>/meta.json`, with `messages.jsonl` beside.

Source: mistralai/mistral-vibe `session_logger`, agentsview `vibe.go`. Messages have no times: a prompt counts when
it was seen to be there. Tokens are totals of the session, cached input inside the input.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from wellbeing.interop.field import at, count, decoded, identity, moment
from wellbeing.interop.folder import each, named
from wellbeing.interop.growing import GrowingDocument
from wellbeing.interop.human import human
from wellbeing.interop.told import Told
from wellbeing.interop.whole import LARGEST
from wellbeing.model import Tokens


class Vibe(GrowingDocument):
    """A session; what was injected under a person's name says so."""

    name = "vibe"
    tool = "vibe"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        return each(named(environ, "VIBE_HOME") or [home / ".vibe"], "logs/session/*/meta.json")

    def session(self, path: Path) -> str:
        """See `GrowingDocument`."""
        return path.parent.name

    def beside(self, path: Path) -> Path:
        """See `GrowingDocument`."""
        return path.parent / "messages.jsonl"

    def dates(self, value: object, path: Path, changed: datetime) -> tuple[datetime, datetime]:
        """See `GrowingDocument`."""
        begin = moment(at(value, "start_time")) or changed
        return begin, max(begin, moment(at(value, "end_time")) or changed)

    def document(self, told: Told, value: object, path: Path) -> list[str | None]:
        """See `GrowingDocument`."""
        stats = at(value, "stats")
        cached = count(at(stats, "session_cached_tokens"))
        tokens = Tokens(
            max(0, count(at(stats, "session_prompt_tokens")) - cached),
            count(at(stats, "session_completion_tokens")),
            0,
            cached,
        )
        model = at(value, "model") or at(value, "config", "active_model")
        told.answer(moment(at(value, "end_time")), tokens, key=f"{told.session}:total", model=model)
        told.memory.began = None
        prompts: list[str | None] = []
        for line in _lines(self.beside(path)):
            message = decoded(line)
            told.page.understood += isinstance(at(message, "role"), str)
            told.page.unknown += not isinstance(at(message, "role"), str)
            if (
                at(message, "role") == "user"
                and at(message, "injected") is not True
                and human(at(message, "content"))
            ):
                prompts.append(identity(at(message, "message_id")))
        return prompts


def _lines(path: Path) -> list[bytes]:
    try:
        if path.stat().st_size > LARGEST:
            return []
        return [line for line in path.read_bytes().splitlines() if line.strip()]
    except OSError:
        return []
