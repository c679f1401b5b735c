"""Hermes Agent: `state.db`, sessions with running totals and, in newer versions, their messages.

Source: NousResearch/hermes-agent `hermes_state.py`, agentsview `hermes.go`, tokscale `hermes.rs`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from wellbeing.interop.field import count, identity, moment
from wellbeing.interop.folder import each, named
from wellbeing.interop.human import written
from wellbeing.interop.session import SessionRows, Since, columns
from wellbeing.interop.told import Told
from wellbeing.model import Tokens

_MACHINE = ("cron", "subagent", "delegate", "batch", "scheduled")


class Hermes(SessionRows):
    """Tables `sessions` and `messages`; timers make sessions of their own."""

    name = "hermes"
    tool = "hermes"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        return each(named(environ, "HERMES_HOME") or [home / ".hermes"], "state.db", "profiles/*/state.db")

    def changed(
        self, database: sqlite3.Connection, since: float | str
    ) -> Iterator[tuple[str, int | float | str]]:
        """See `SessionRows`."""
        last = "coalesce(ended_at, started_at, 0)"
        if "timestamp" in columns(database, "messages"):
            said = "SELECT max(timestamp) FROM messages m WHERE m.session_id = s.id"
            last = f"max({last}, coalesce(({said}), 0))"
        query = f"SELECT id, {last} AS change FROM sessions s ORDER BY 2"  # noqa: S608 - names of ours
        known = since if isinstance(since, int | float) else 0
        for session, change in database.execute(query):
            # A session that is still open keeps its times while its totals grow.
            if isinstance(change, int | float) and change >= known - 86_400:
                yield session, change

    def rows(self, database: sqlite3.Connection, session: str, told: Told, memory: Since) -> None:
        """See `SessionRows`."""
        cursor = database.execute("SELECT * FROM sessions WHERE id = ?", (session,))
        fields = dict(
            zip((column[0] for column in cursor.description), cursor.fetchone() or (), strict=False)
        )
        told.belongs(None, human=fields.get("source") not in _MACHINE, model=fields.get("model"))
        told.heard(moment(fields.get("started_at")))
        told.page.understood += 1
        if "timestamp" in columns(database, "messages"):
            query = "SELECT id, role, content, timestamp FROM messages WHERE session_id = ? ORDER BY timestamp, id"
            for number, role, content, when in database.execute(query, (session,)).fetchall():
                told.page.understood += 1
                if role == "user" and written(content):
                    told.prompt(moment(when), f"m{identity(number)}")
                else:
                    told.work(moment(when))
        tokens = Tokens(
            count(fields.get("input_tokens")),
            count(fields.get("output_tokens")) + count(fields.get("reasoning_tokens")),
            count(fields.get("cache_write_tokens")),
            count(fields.get("cache_read_tokens")),
        )
        told.answer(None, tokens, key=f"{told.session}:total")
