"""The command `llm`: table `responses` of `logs.db`, a row for each prompt.

Source: simonw/llm, documentation "Logging to SQLite". Times are UTC without saying so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from wellbeing.interop.field import count, identity, length, moment, text
from wellbeing.interop.folder import config, each, named
from wellbeing.interop.session import SessionRows, Since, columns
from wellbeing.interop.told import Told
from wellbeing.model import Tokens


class SimonLLM(SessionRows):
    """A conversation is a session; a response without one is a session of its own."""

    name = "llm"
    tool = "simon_llm"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        roots = named(environ, "LLM_USER_PATH") or [
            root / "io.datasette.llm" for root in config(home, environ)
        ]
        return each(roots, "logs.db")

    def changed(
        self, database: sqlite3.Connection, since: float | str
    ) -> Iterator[tuple[str, int | float | str]]:
        """See `SessionRows`."""
        query = (
            "SELECT coalesce(conversation_id, id), max(rowid) FROM responses WHERE coalesce(conversation_id, id) IN"
            " (SELECT coalesce(conversation_id, id) FROM responses WHERE rowid > ?) GROUP BY 1 ORDER BY 2"
        )
        yield from database.execute(query, (since if isinstance(since, int) else 0,))

    def rows(self, database: sqlite3.Connection, session: str, told: Told, memory: Since) -> None:
        """See `SessionRows`."""
        names = columns(database, "responses")
        wanted = ("id", "model", "datetime_utc", "duration_ms", "input_tokens", "output_tokens", "prompt")
        chosen = ", ".join(name if name in names else "NULL" for name in wanted)
        query = f"SELECT {chosen} FROM responses WHERE coalesce(conversation_id, id) = ? ORDER BY rowid"  # noqa: S608 - names of ours
        for key, model, when, took, given, said, prompt in database.execute(query, (session,)).fetchall():
            begin, lasted, name = moment(when), length(took), identity(key)
            told.page.understood += 1
            # Follow-up calls with the results of functions have no prompt.
            if text(prompt):
                told.prompt(begin, name)
            end = begin + lasted if begin and lasted else None
            told.answer(begin, Tokens(count(given), count(said)), key=name, model=model, until=end)
