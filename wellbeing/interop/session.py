"""The three shapes of a tool's log in terms of sessions: lines, a document, rows of a database."""

from __future__ import annotations

import os
import sqlite3
from abc import abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar

import msgspec

from wellbeing.interop.field import decoded, moment
from wellbeing.interop.foreign import DatabaseLog
from wellbeing.interop.lines import LineLog
from wellbeing.interop.log import Mark, Reading
from wellbeing.interop.page import Page
from wellbeing.interop.place import opened, unchanged
from wellbeing.interop.told import Memory, Told
from wellbeing.interop.whole import LARGEST, WholeLog, pieces
from wellbeing.model import Tokens


class SessionLines(LineLog[Memory]):
    """Base of formats in which each line is a JSON object of one session, named after the file."""

    name: ClassVar[str]
    tool: ClassVar[str]

    def __init__(self) -> None:
        super().__init__(Memory)

    @abstractmethod
    def event(self, told: Told, value: Mapping[str, object], path: Path) -> bool:
        """Tell what a line means; whether it was known, also if it counts nothing."""

    def session(self, path: Path) -> str:
        """Id of the session by its file."""
        return path.stem

    def take(self, line: bytes, memory: Memory, page: Page, path: Path) -> bool:
        """See `LineLog`."""
        value = decoded(line)
        if not isinstance(value, dict):
            return False
        told = Told(self.tool, page, memory, self.session(path))
        known = self.event(told, value, path)
        told.settle()
        return known


class SessionDocument(WholeLog):
    """Base of formats in which a session is one JSON document with times inside."""

    name: ClassVar[str]
    tool: ClassVar[str]

    @abstractmethod
    def document(self, told: Told, value: object, path: Path) -> None:
        """Tell what a document means, and count on the page what was known and what was not."""

    def session(self, path: Path) -> str:
        """Id of the session by its file, where the document does not name it."""
        return path.stem

    def take(self, content: bytes, page: Page, path: Path) -> None:
        """See `WholeLog`."""
        value = decoded(content)
        if not isinstance(value, dict | list):
            page.unknown += 1
            return
        told = Told(self.tool, page, Memory(), self.session(path))
        self.document(told, value, path)
        told.close()


class Known(msgspec.Struct, omit_defaults=True):
    """How many prompts of a document are dated already."""

    prompts: int = 0


class GrowingDocument:
    """Base of formats whose documents date the session, but not each prompt.

    A prompt gets the moment at which it was seen to be there, and keeps it:

    first reading            p₁ at the session's begin, p₂ … pₙ at its last change
    later reading            pₙ₊₁ at the last change then
    """

    name: ClassVar[str]
    tool: ClassVar[str]

    @abstractmethod
    def document(self, told: Told, value: object, path: Path) -> list[str | None]:
        """Tell answers and work, set the session's begin and last change by `dates`; returns the prompts' ids."""

    @abstractmethod
    def dates(self, value: object, path: Path, changed: datetime) -> tuple[datetime, datetime]:
        """The session's begin and last change; `changed` is when the file was last written."""

    def session(self, path: Path) -> str:
        """Id of the session by its file."""
        return path.stem

    def read(self, path: Path, before: Mark | None) -> Iterator[Reading]:
        """See `LogFormat`."""
        with opened(path) as (file, seen):
            if unchanged(before, seen):
                return
            content = file.read(seen.st_size) if seen.st_size <= LARGEST else b""
        page = Page(anew=True)
        known = self._take(content, page, path, seen, before)
        state = msgspec.msgpack.encode(Known(known))
        for reading in pieces(page, seen):
            yield replace(reading, mark=replace(reading.mark, state=state))

    def _take(
        self, content: bytes, page: Page, path: Path, seen: os.stat_result, before: Mark | None
    ) -> int:
        known = _known(before)
        value = decoded(content)
        changed = moment(seen.st_mtime)
        if not isinstance(value, dict | list) or changed is None:
            page.unknown += 1
            return known
        begin, end = self.dates(value, path, changed)
        told = Told(self.tool, page, Memory(last=end), self.session(path))
        keys = self.document(told, value, path)
        for number, key in enumerate(keys):
            told.memory.prompts = number
            if number >= known:
                told.prompt(begin if number == 0 else end, key)
        return max(known, len(keys))


def _known(before: Mark | None) -> int:
    try:
        return msgspec.msgpack.decode(before.state, type=Known).prompts if before is not None else 0
    except msgspec.MsgspecError:
        return 0


class Since(msgspec.Struct, omit_defaults=True):
    """Up to which change the rows are known, as the database writes it; and what has no time, by how many."""

    change: int | float | str = 0
    prompts: dict[str, int] = {}
    """Of sessions whose prompts are not dated: how many are known, by digest of the session."""


class SessionRows(DatabaseLog[Since]):
    """Base of formats whose sessions are rows of a database; each is read whole when it has changed."""

    name: ClassVar[str]
    tool: ClassVar[str]

    def __init__(self) -> None:
        super().__init__(Since)

    @abstractmethod
    def changed(
        self, database: sqlite3.Connection, since: int | float | str
    ) -> Iterator[tuple[str, int | float | str]]:
        """Ids of sessions that changed at or after a moment, and when, in order of that; 0 asks for all."""

    @abstractmethod
    def rows(self, database: sqlite3.Connection, told: Told, memory: Since) -> None:
        """Tell what the rows of `told.path_session` mean."""

    def take(
        self, database: sqlite3.Connection, memory: Since, page: Page, path: Path
    ) -> Iterator[None]:
        """See `DatabaseLog`."""
        database.text_factory = _lenient
        for session, change in list(self.changed(database, memory.change)):
            told = Told(self.tool, page, Memory(), str(session))
            self.rows(database, told, memory)
            told.close()
            memory.change = change
            yield


def columns(database: sqlite3.Connection, table: str) -> frozenset[str]:
    """Names of a table's columns; none where there is no such table."""
    return frozenset(row[0] for row in database.execute("SELECT name FROM pragma_table_info(?)", (table,)))


def _lenient(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a session tells, to be told in order of time."""

    at: datetime
    key: str | None = None
    prompt: bool = False
    tokens: Tokens | None = None
    model: object = None
    took: timedelta | None = None
    until: datetime | None = None


def retell(told: Told, events: list[Event]) -> None:
    """Tell events in order of time; a prompt comes before what else happens at its moment."""
    for event in sorted(events, key=lambda one: (one.at, not one.prompt)):
        if event.prompt:
            told.prompt(event.at, event.key)
        if event.tokens is not None:
            told.answer(
                event.at, event.tokens, key=event.key, model=event.model, took=event.took, until=event.until
            )
        elif not event.prompt or event.until is not None:
            told.work(event.at, took=event.took, until=event.until)
