"""OpenCode and what was made from it: a SQLite database, and before 1.2 a folder of JSON files.

Source: sst/opencode `packages/opencode/src/session`, tokscale `sessions/opencode.rs` (schemas 1 and 2), ccusage.
A fork copies messages under new ids but with their times: what is older than its session, and there in another one
at the same moment, is a copy, and counts there.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from wellbeing.interop.field import at, count, decoded, digest, identity, moment, record, text
from wellbeing.interop.folder import data as data_folders
from wellbeing.interop.folder import each, is_there, named
from wellbeing.interop.human import written
from wellbeing.interop.log import Mark, Reading
from wellbeing.interop.page import Page
from wellbeing.interop.place import Seen
from wellbeing.interop.session import Event, SessionRows, Since, columns, retell
from wellbeing.interop.told import Memory, Told
from wellbeing.interop.whole import LARGEST, pieces
from wellbeing.model import Tokens


class OpenCodeDatabase(SessionRows):
    """Tables `session`, `message` and `part`; in schema 2 `session_message`.

    Args:
        tool: id in the catalogue.
        folder: of the tool among the data folders.
        pattern: of the databases in it.
        variables: that name another folder.
    """

    def __init__(
        self,
        name: str = "opencode",
        tool: str = "opencode",
        folder: str = "opencode",
        pattern: str = "opencode*.db",
        variables: tuple[str, ...] = ("OPENCODE_DATA_DIR",),
    ) -> None:
        super().__init__()
        self.name = name  # type: ignore[misc]  # one class for several tools
        self.tool = tool  # type: ignore[misc]
        self._folder, self._pattern, self._variables = folder, pattern, variables

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        roots = named(environ, *self._variables) or [
            root / self._folder for root in data_folders(home, environ)
        ]
        given = environ.get("OPENCODE_DB", "").strip() if self._folder == "opencode" else ""
        for path in (Path(given), *(root / given for root in roots)) if given else ():
            if path.is_absolute() and is_there(path):
                yield path
                break
        yield from each(roots, self._pattern)

    def changed(
        self, database: sqlite3.Connection, since: float | str
    ) -> Iterator[tuple[str, int | float | str]]:
        """See `SessionRows`."""
        found: dict[str, int] = {}
        for table in ("message", "session_message"):
            names = columns(database, table)
            if not names:
                continue
            when = next((name for name in ("time_updated", "time_created") if name in names), "0")
            query = f"SELECT session_id, max({when}) FROM {table} GROUP BY 1 HAVING max({when}) >= ?"  # noqa: S608 - names of ours
            for session, change in database.execute(query, (since if isinstance(since, int) else 0,)):
                found[session] = max(found.get(session, 0), change if isinstance(change, int) else 0)
        if not columns(database, "message") and not columns(database, "session_message"):
            raise sqlite3.DatabaseError("no table of messages")
        return iter(sorted(found.items(), key=lambda one: one[1]))

    def rows(self, database: sqlite3.Connection, session: str, told: Told, memory: Since) -> None:
        """See `SessionRows`."""
        told.memory.human, born = _about(database, session)
        events: list[Event] = []
        if columns(database, "message"):
            query = "SELECT id, data FROM message WHERE session_id = ?"
            for row, data in database.execute(query, (session,)).fetchall():
                value = record(decoded(data))
                typed = value.get("role") != "user" or _typed(database, row)
                if not _copied(database, session, value, born):
                    _event(told, events, value, value.get("role"), identity(row), typed=typed)
        if columns(database, "session_message"):
            query = "SELECT id, type, data FROM session_message WHERE session_id = ?"
            for row, kind, data in database.execute(query, (session,)).fetchall():
                value = record(decoded(data))
                _event(told, events, value, kind, identity(row), typed=True)
        retell(told, events)


class OpenCodeFolder:
    """Before 1.2: `storage/message/<session>/<message>.json`; a session's folder is read as one log."""

    name = "opencode-folder"
    tool = "opencode"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`; folders, not files."""
        roots = named(environ, "OPENCODE_DATA_DIR") or [
            root / "opencode" for root in data_folders(home, environ)
        ]
        for root in dict.fromkeys(roots):
            try:
                yield from (
                    Path(entry.path) for entry in os.scandir(root / "storage" / "message") if entry.is_dir()
                )
            except OSError:
                continue

    def read(self, path: Path, before: Mark | None) -> Iterator[Reading]:
        """See `LogFormat`."""
        with os.scandir(path) as found:
            files = sorted(
                ((entry.path, entry.stat()) for entry in found if entry.name.endswith(".json")),
                key=lambda one: one[0],
            )
        folder = path.stat()
        size = sum(status.st_size for _, status in files)
        last = max((status.st_mtime_ns for _, status in files), default=folder.st_mtime_ns)
        now = Seen(folder.st_dev, folder.st_ino, size, last)
        if now.unchanged(before):
            return
        page = Page(anew=True)
        told = Told(self.tool, page, Memory(session=digest(path.name), human=not _is_legacy_child(path)))
        events: list[Event] = []
        for file, status in files:
            value = decoded(Path(file).read_bytes()) if status.st_size <= LARGEST else None
            _event(told, events, record(value), at(value, "role"), identity(at(value, "id")), typed=True)
        retell(told, events)
        told.close()
        yield from pieces(page, now)


def _event(
    told: Told,
    events: list[Event],
    value: Mapping[str, object],
    role: object,
    key: str | None,
    *,
    typed: bool,
) -> None:
    created = moment(at(value, "time", "created"))
    known = created is not None and isinstance(role, str)
    told.page.understood += known
    told.page.unknown += not known
    if created is None:
        return
    if role == "user" and typed:
        events.append(Event(created, key, prompt=True))
    elif role == "assistant":
        model = value.get("modelID") or at(value, "model", "id")
        done = moment(at(value, "time", "completed"))
        tokens = _tokens(value.get("tokens"))
        events.append(Event(created, key, tokens=tokens, model=model, until=done))


def _copied(
    database: sqlite3.Connection, session: str, value: Mapping[str, object], born: datetime | None
) -> bool:
    created = moment(at(value, "time", "created"))
    if created is None or born is None or created >= born - timedelta(seconds=1):
        return False
    if "time_created" not in columns(database, "message"):
        return False
    query = "SELECT 1 FROM message WHERE time_created = ? AND session_id <> ? LIMIT 1"
    return database.execute(query, (round(created.timestamp() * 1000), session)).fetchone() is not None


def _tokens(value: object) -> Tokens:
    return Tokens(
        input=count(at(value, "input")),
        output=count(at(value, "output")) + count(at(value, "reasoning")),
        cache_creation=count(at(value, "cache", "write")),
        cache_read=count(at(value, "cache", "read")),
    )


def _typed(database: sqlite3.Connection, message: str) -> bool:
    """Whether a person typed it: a message all of whose texts are synthetic (compaction, sub-tasks) is not."""
    if not columns(database, "part"):
        return True
    parts = [
        record(decoded(data))
        for (data,) in database.execute("SELECT data FROM part WHERE message_id = ?", (message,)).fetchall()
    ]
    texts = [part for part in parts if part.get("type") == "text"]
    if any(part.get("synthetic") is not True and written(part.get("text")) for part in texts):
        return True
    return not parts or any(part.get("type") == "file" for part in parts)


def _about(database: sqlite3.Connection, session: str) -> tuple[bool, datetime | None]:
    """Whether a person writes in a session, and when it began."""
    names = columns(database, "session")
    chosen = ", ".join(name if name in names else "NULL" for name in ("parent_id", "time_created"))
    if not names:
        return True, None
    row = database.execute(f"SELECT {chosen} FROM session WHERE id = ?", (session,)).fetchone()  # noqa: S608 - names of ours
    return not (row and row[0]), moment(row[1]) if row else None


def _is_legacy_child(folder: Path) -> bool:
    sessions = folder.parents[1] / "session"
    for place in (*sessions.glob(f"*/{folder.name}.json"), sessions / f"{folder.name}.json"):
        try:
            return text(at(decoded(place.read_bytes()), "parentID")) is not None
        except OSError:
            continue
    return False
