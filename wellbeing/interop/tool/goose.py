"""Goose: `sessions.db`, and before 1.10 one file of lines for each session.

Source: block/goose `session_manager.rs`, agentsview `goose.go`, ccusage `adapter/goose`. Scheduled runs and
sub-agents are sessions of their own type: their prompts are no person's, their tokens count.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from wellbeing.interop.field import at, count, decoded, identity, moment
from wellbeing.interop.folder import config, each, named
from wellbeing.interop.folder import data as data_folders
from wellbeing.interop.human import human
from wellbeing.interop.session import SessionLines, SessionRows, Since, columns
from wellbeing.interop.told import Told
from wellbeing.model import Tokens

_MACHINE = ("scheduled", "sub_agent", "subagent", "hidden")


def _roots(home: Path, environ: Mapping[str, str]) -> list[Path]:
    given = [root / "data" / "sessions" for root in named(environ, "GOOSE_PATH_ROOT")]
    return given or [
        *(root / "goose" / "sessions" for root in data_folders(home, environ)),
        *(root / "Block" / "goose" / "sessions" for root in data_folders(home, environ)),
        *(root / "Block" / "goose" / "data" / "sessions" for root in config(home, environ)),
        *(root / "Block.goose" / "sessions" for root in config(home, environ)),
    ]


class GooseDatabase(SessionRows):
    """Tables `sessions`, `messages` and, in newer versions, `usage_ledger`."""

    name = "goose"
    tool = "goose"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        return each(_roots(home, environ), "sessions.db")

    def changed(
        self, database: sqlite3.Connection, since: float | str
    ) -> Iterator[tuple[str, int | float | str]]:
        """See `SessionRows`."""
        names = columns(database, "sessions")
        when = "updated_at" if "updated_at" in names else "created_at"
        query = f"SELECT id, CAST(coalesce({when}, '') AS TEXT) AS change FROM sessions WHERE change >= ? ORDER BY 2"  # noqa: S608 - names of ours
        yield from database.execute(query, (since if isinstance(since, str) else "",))

    def rows(self, database: sqlite3.Connection, session: str, told: Told, memory: Since) -> None:
        """See `SessionRows`."""
        cursor = database.execute("SELECT * FROM sessions WHERE id = ?", (session,))
        fields = dict(
            zip((column[0] for column in cursor.description), cursor.fetchone() or (), strict=False)
        )
        machine = (
            fields.get("session_type") in _MACHINE
            or fields.get("schedule_id")
            or fields.get("parent_session_id")
        )
        settings = decoded(fields.get("model_config_json"))
        model = at(settings, "model_name") or at(settings, "model")
        told.belongs(session, human=not machine, model=model)
        told.heard(moment(fields.get("created_at")))
        for row in self._messages(database, session):
            _message(told, *row)
        told.page.understood += 1
        if not self._ledger(database, session, told):
            told.answer(None, _tokens(fields, "accumulated_"), key=f"{told.session}:total", model=model)

    def _messages(self, database: sqlite3.Connection, session: str) -> list[tuple[object, ...]]:
        if not columns(database, "messages"):
            return []
        wanted = ("role", "content_json", "metadata_json", "created_timestamp", "message_id")
        names = columns(database, "messages")
        chosen = ", ".join(name if name in names else "NULL" for name in wanted)
        query = f"SELECT {chosen}, id FROM messages WHERE session_id = ? ORDER BY created_timestamp, id"  # noqa: S608 - names of ours
        return database.execute(query, (session,)).fetchall()

    def _ledger(self, database: sqlite3.Connection, session: str, told: Told) -> bool:
        if not columns(database, "usage_ledger"):
            return False
        cursor = database.execute("SELECT * FROM usage_ledger WHERE session_id = ? ORDER BY id", (session,))
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        # What was used is no work beside the messages.
        told.close()
        for row in rows:
            key = f"{told.session}:{identity(row.get('id'))}"
            told.answer(
                moment(row.get("created_timestamp")), _tokens(row, ""), key=key, model=row.get("model")
            )
            told.memory.began = None
        return bool(rows)


class GooseLines(SessionLines):
    """`sessions/*.jsonl`: the session first, then its messages; tokens only as running totals of the session."""

    name = "goose-lines"
    tool = "goose"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        return each(_roots(home, environ), "*.jsonl")

    def event(self, told: Told, value: Mapping[str, object]) -> bool:
        """See `SessionLines`."""
        if "role" not in value:
            told.memory.human = value.get("schedule_id") is None
            return "message_count" in value or "description" in value
        _message(
            told,
            value.get("role"),
            value.get("content"),
            value.get("metadata"),
            value.get("created"),
            value.get("id"),
            None,
        )
        return True


def _message(
    told: Told, role: object, content: object, metadata: object, when: object, key: object, number: object
) -> None:
    blocks = decoded(content) if isinstance(content, str) else content
    visible = at(decoded(metadata) if isinstance(metadata, str) else metadata, "userVisible")
    at_time = moment(when)
    told.page.understood += 1
    if role == "user" and visible is not False and human(blocks):
        told.prompt(at_time, identity(key) or (f"m{identity(number)}" if number is not None else None))
    else:
        told.work(at_time)


def _tokens(fields: Mapping[str, object], prefix: str) -> Tokens:
    def of(name: str) -> int:
        return count(fields.get(f"{prefix}{name}_tokens"))

    given, said, read, made = of("input"), of("output"), of("cache_read"), of("cache_write")
    # Goose's input holds what was cached; what its total holds beyond both is reasoning (ccusage).
    return Tokens(
        given - read - made if given >= read + made else given,
        said + max(0, of("total") - given - said),
        made,
        read,
    )
