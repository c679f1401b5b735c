"""AnythingLLM: table `workspace_chats`, a row for each exchange.

Source: Mintplex-Labs/anything-llm `server/prisma/schema.prisma`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from wellbeing.interop.field import at, decoded, first, identity, moment, text
from wellbeing.interop.folder import config, each, named
from wellbeing.interop.session import SessionRows, Since, columns
from wellbeing.interop.told import Told
from wellbeing.model import Tokens


class AnythingLLM(SessionRows):
    """A thread of a workspace is a session; what came in by its interface for programs is no person's."""

    name = "anythingllm"
    tool = "anythingllm"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        roots = named(environ, "STORAGE_DIR") or [
            root / "anythingllm-desktop" / "storage" for root in config(home, environ)
        ]
        return each(roots, "anythingllm.db")

    def changed(
        self, database: sqlite3.Connection, since: float | str
    ) -> Iterator[tuple[str, int | float | str]]:
        """See `SessionRows`."""
        session = "workspaceId || ':' || coalesce(thread_id, 0)"
        query = f"SELECT {session}, max(id) FROM workspace_chats GROUP BY 1 HAVING max(id) > ? ORDER BY 2"  # noqa: S608 - names of ours
        yield from database.execute(query, (since if isinstance(since, int) else 0,))

    def rows(self, database: sqlite3.Connection, session: str, told: Told, memory: Since) -> None:
        """See `SessionRows`."""
        names = columns(database, "workspace_chats")
        by_program = "api_session_id" if "api_session_id" in names else "NULL"
        query = (
            f"SELECT id, prompt, response, createdAt, {by_program} FROM workspace_chats"  # noqa: S608 - names of ours
            " WHERE workspaceId || ':' || coalesce(thread_id, 0) = ? ORDER BY id"
        )
        for number, prompt, response, created, program in database.execute(query, (session,)).fetchall():
            when, key = moment(created), f"{told.session}:{identity(number)}"
            told.page.understood += 1
            if program is None and text(prompt):
                told.prompt(when, key)
            metrics = at(decoded(response), "metrics")
            tokens = Tokens(first(metrics, "prompt_tokens"), first(metrics, "completion_tokens"))
            told.answer(when, tokens, key=key, model=at(metrics, "model"))
