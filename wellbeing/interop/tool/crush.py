"""Crush: `crush.db` of each project that `projects.json` lists.

Source: charmbracelet/crush `internal/db`, agentsview `crush.go`, tokscale `crush.rs`. Its token columns hold the
last step only, so tokens are not known.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from wellbeing.interop.field import at, decoded, entries, moment, text
from wellbeing.interop.folder import data, is_there, named, state
from wellbeing.interop.human import human
from wellbeing.interop.session import SessionRows, Since, columns
from wellbeing.interop.told import Told
from wellbeing.model import Tokens


class Crush(SessionRows):
    """Tables `sessions` and `messages`; a sub-agent's session has a parent."""

    name = "crush"
    tool = "crush"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        roots = named(environ, "CRUSH_GLOBAL_DATA") or [
            root / "crush" for root in (*data(home, environ), *state(home, environ))
        ]
        seen: set[Path] = set()
        for root in roots:
            for path in (root / "crush.db", *_listed(root / "projects.json")):
                if path not in seen and is_there(path):
                    seen.add(path)
                    yield path

    def changed(
        self, database: sqlite3.Connection, since: float | str
    ) -> Iterator[tuple[str, int | float | str]]:
        """See `SessionRows`."""
        query = "SELECT id, coalesce(updated_at, created_at, 0) FROM sessions ORDER BY 2"
        known = since if isinstance(since, int | float) else 0
        for session, change in database.execute(query):
            if isinstance(change, int | float) and change >= known:
                yield session, change

    def rows(self, database: sqlite3.Connection, session: str, told: Told, memory: Since) -> None:
        """See `SessionRows`."""
        row = database.execute("SELECT parent_session_id FROM sessions WHERE id = ?", (session,)).fetchone()
        told.belongs(None, human=not (row and row[0]))
        names = columns(database, "messages")
        wanted = ("id", "role", "parts", "model", "created_at", "finished_at", "is_summary_message")
        chosen = ", ".join(name if name in names else "NULL" for name in wanted)
        query = f"SELECT {chosen} FROM messages WHERE session_id = ? ORDER BY created_at, rowid"  # noqa: S608 - names of ours
        for key, role, parts, model, created, finished, summary in database.execute(
            query, (session,)
        ).fetchall():
            told.page.understood += 1
            when = moment(created)
            if role == "user" and not summary:
                if human(decoded(parts)):
                    told.prompt(when, text(key))
            else:
                told.answer(when, Tokens(), model=model, until=moment(finished))


def _listed(registry: Path) -> Iterator[Path]:
    try:
        projects = entries(at(decoded(registry.read_bytes()), "projects"))
    except OSError:
        return
    for project in projects:
        folder, place = text(at(project, "data_dir")), text(at(project, "path"))
        if folder is not None:
            yield (Path(place) / folder if place else Path(folder)) / "crush.db"
