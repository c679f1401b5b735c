"""Warp's agent: table `ai_queries` of `warp.sqlite`.

Source: public readers of that database. A row's input says whether a person asked or a tool answered.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from wellbeing.interop.field import at, decoded, entries, identity, moment
from wellbeing.interop.folder import data, each, state
from wellbeing.interop.session import SessionRows, Since, columns
from wellbeing.interop.told import Told
from wellbeing.model import Tokens

_GROUP = Path("Library/Group Containers/2BBY89MBSN.dev.warp/Library/Application Support/dev.warp.Warp-Stable")


class Warp(SessionRows):
    """Exchanges of a conversation; tokens are not kept there."""

    name = "warp"
    tool = "warp"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        roots = [
            *(root / "warp-terminal" for root in state(home, environ)),
            home / _GROUP,
            *(root / "dev.warp.Warp-Stable" for root in data(home, environ)),
            *(root / "warp" / "Warp" / "data" for root in data(home, environ)),
        ]
        return each(roots, "warp.sqlite")

    def changed(
        self, database: sqlite3.Connection, since: float | str
    ) -> Iterator[tuple[str, int | float | str]]:
        """See `SessionRows`."""
        if not columns(database, "ai_queries"):
            return
        query = (
            "SELECT conversation_id, max(id) FROM ai_queries WHERE conversation_id IN"
            " (SELECT conversation_id FROM ai_queries WHERE id > ?) GROUP BY 1 ORDER BY 2"
        )
        yield from database.execute(query, (since if isinstance(since, int) else 0,))

    def rows(self, database: sqlite3.Connection, session: str, told: Told, memory: Since) -> None:
        """See `SessionRows`."""
        names = columns(database, "ai_queries")
        wanted = ("id", "exchange_id", "start_ts", "input", "model_id")
        chosen = ", ".join(name if name in names else "NULL" for name in wanted)
        query = f"SELECT {chosen} FROM ai_queries WHERE conversation_id = ? ORDER BY id"  # noqa: S608 - names of ours
        for number, key, when, given, model in database.execute(query, (session,)).fetchall():
            told.page.understood += 1
            name = identity(key) or f"q{identity(number)}"
            parts = entries(decoded(given))
            if any(isinstance(at(part, "Query"), dict) for part in parts):
                told.prompt(moment(when), name)
            told.answer(moment(when), Tokens(), key=name, model=model)
