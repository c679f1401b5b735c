"""Forge: `.forge.db`, a conversation in each row.

Source: antinomyhq/forge, agentsview `forge.go`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from wellbeing.interop.field import at, count, decoded, entries, moment, text
from wellbeing.interop.folder import each, named
from wellbeing.interop.human import written
from wellbeing.interop.session import SessionRows, Since, only
from wellbeing.interop.told import Told
from wellbeing.model import Tokens


class Forge(SessionRows):
    """A conversation's context holds its messages; only some have times."""

    name = "forge"
    tool = "forge"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        return each(named(environ, "FORGE_CONFIG") or [home / ".forge", home / "forge"], ".forge.db")

    def changed(
        self, database: sqlite3.Connection, since: float | str
    ) -> Iterator[tuple[str, int | float | str]]:
        """See `SessionRows`."""
        query = (
            "SELECT conversation_id, CAST(coalesce(updated_at, created_at) AS TEXT) AS change FROM conversations"
            " WHERE context IS NOT NULL AND change >= ? ORDER BY 2"
        )
        yield from database.execute(query, (since if isinstance(since, str) else "",))

    def rows(self, database: sqlite3.Connection, session: str, told: Told, memory: Since) -> None:
        """See `SessionRows`."""
        query = "SELECT context, created_at, updated_at FROM conversations WHERE conversation_id = ?"
        context, created, updated = only(database, query, session)
        messages = entries(at(decoded(context), "messages"))
        begin, end = moment(created), moment(updated) or moment(created)
        known, number = memory.prompts.get(told.session, 0), 0
        told.heard(begin)
        for message in messages:
            said = at(message, "message", "text") or at(message, "text")
            told.page.understood += 1
            role = (text(at(said, "role")) or "").lower()
            when = moment(at(said, "timestamp"))
            words = at(said, "raw_content", "Text") or at(said, "content")
            if role == "user" and written(words):
                if when is not None or number >= known:
                    told.prompt(when or (begin if number == 0 else end), f"p{number}")
                number += 1
            elif role == "assistant":
                told.answer(when, _tokens(at(message, "usage")), model=at(said, "model"))
        memory.prompts[told.session] = max(known, number)


def _tokens(usage: object) -> Tokens:
    def of(name: str) -> int:
        return count(at(usage, f"{name}_tokens", "actual"))

    return Tokens(max(0, of("prompt") - of("cached")), of("completion"), 0, of("cached"))
