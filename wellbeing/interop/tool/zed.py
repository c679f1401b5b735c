"""Zed's own agent: `threads/threads.db`, each thread a compressed JSON document.

Source: zed-industries/zed `crates/agent/src/db.rs`, agentsview `zed.go`, tokscale `zed.rs`. Messages have no
times: a prompt counts when it was seen to be there. A turn's figures are those of its last request, so the
thread's total counts.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from wellbeing.interop.field import UNREADABLE, at, count, decoded, entries, identity, moment, record
from wellbeing.interop.folder import data, each
from wellbeing.interop.human import human
from wellbeing.interop.session import SessionRows, Since, columns, only
from wellbeing.interop.told import Told
from wellbeing.model import Tokens

LARGEST = 32 << 20
"""Bytes of an unpacked thread; a larger one is not read."""
_APPS = ("zed", "Zed")
_FLATPAK = Path(".var/app/dev.zed.Zed/data/zed/threads")


class Zed(SessionRows):
    """Table `threads`."""

    name = "zed"
    tool = "zed"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        roots = [root / app / "threads" for root in data(home, environ) for app in _APPS]
        return each([*roots, home / _FLATPAK], "threads.db")

    def changed(
        self, database: sqlite3.Connection, since: float | str
    ) -> Iterator[tuple[str, int | float | str]]:
        """See `SessionRows`."""
        query = (
            "SELECT id, coalesce(updated_at, '') FROM threads WHERE coalesce(updated_at, '') >= ? ORDER BY 2"
        )
        yield from database.execute(query, (since if isinstance(since, str) else "",))

    def rows(self, database: sqlite3.Connection, session: str, told: Told, memory: Since) -> None:
        """See `SessionRows`."""
        names = columns(database, "threads")
        wanted = ("data_type", "data", "created_at", "updated_at", "parent_id")
        chosen = ", ".join(name if name in names else "NULL" for name in wanted)
        query = f"SELECT {chosen} FROM threads WHERE id = ?"  # noqa: S608 - names of ours
        kind, content, created, updated, parent = only(database, query, session)
        thread = _unpacked(kind, content)
        told.page.understood += thread is not UNREADABLE
        told.page.unknown += thread is UNREADABLE
        if at(thread, "imported") is True:
            return
        told.belongs(None, human=not parent, model=at(thread, "model", "model"))
        end = moment(updated) or moment(at(thread, "updated_at"))
        _prompts(told, thread, moment(created) or end, end, memory)
        told.answer(end, _tokens(thread), key=f"{told.session}:total")


def _prompts(told: Told, thread: object, begin: datetime | None, end: datetime | None, memory: Since) -> None:
    said = [key for message in entries(at(thread, "messages")) if (key := _said(message)) is not None]
    known = memory.prompts.get(told.session, 0)
    for number in range(known, len(said)):
        told.memory.prompts = number
        told.prompt(begin if number == 0 else end, said[number] or None)
    memory.prompts[told.session] = max(known, len(said))
    told.memory.began = None


def _said(message: object) -> str | None:
    """The id of a message of a person, empty where it has none; None where it is no person's."""
    user = at(message, "User")
    if isinstance(user, dict):
        return identity(user.get("id")) or "" if user.get("content") else None
    if at(message, "role") == "user" and (human(at(message, "content")) or entries(at(message, "segments"))):
        return identity(at(message, "id")) or ""
    return None


def _tokens(thread: object) -> Tokens:
    whole = _usage(at(thread, "cumulative_token_usage"))
    if whole != Tokens():
        return whole
    turns = at(thread, "request_token_usage")
    return sum(
        (_usage(turn) for turn in (record(turns).values() if isinstance(turns, dict) else entries(turns))),
        Tokens(),
    )


def _usage(value: object) -> Tokens:
    fields = record(value)
    return Tokens(
        count(fields.get("input_tokens")),
        count(fields.get("output_tokens")),
        count(fields.get("cache_creation_input_tokens")),
        count(fields.get("cache_read_input_tokens")),
    )


def _unpacked(kind: object, content: object) -> object:
    if isinstance(content, str):
        content = content.encode()
    if not isinstance(content, bytes):
        return UNREADABLE
    if str(kind).strip().lower() != "zstd":
        return decoded(content)
    # Of Python's own from 3.14 on; before, of a package that namespace packages of others hide from checkers.
    zstd: Any = import_module("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")
    try:
        unpacked = zstd.ZstdDecompressor().decompress(content, max_length=LARGEST)
    except (zstd.ZstdError, EOFError):
        return UNREADABLE
    return decoded(unpacked)
