"""The three shapes of a tool's log in terms of sessions: lines, a document, rows of a database."""

from __future__ import annotations

import sqlite3
from abc import abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

import msgspec

from wellbeing.interop.field import decoded, digest, moment
from wellbeing.interop.foreign import DatabaseLog
from wellbeing.interop.lines import LineLog
from wellbeing.interop.page import Page
from wellbeing.interop.told import Memory, Told
from wellbeing.interop.whole import WholeLog
from wellbeing.model import Tokens


class SessionLines(LineLog[Memory]):
    """Base of formats in which each line is a JSON object of one session, named after the file."""

    name: ClassVar[str]
    tool: ClassVar[str]
    unique: ClassVar[bool] = False
    """See `Told`."""

    def __init__(self) -> None:
        super().__init__(Memory)

    @abstractmethod
    def event(self, told: Told, value: Mapping[str, object]) -> bool:
        """Tell what a line means; whether it was known, also if it counts nothing."""

    def session(self, path: Path) -> str:
        """Id of the session by its file."""
        return path.stem

    def human(self, path: Path) -> bool:
        """Whether a person writes in this session, as far as its file tells."""
        return True

    def part(self, path: Path) -> str:
        """Which agent of the session writes this file; empty where all write one."""
        return ""

    def begin(self, path: Path) -> Memory:
        """See `LineLog`."""
        return Memory(session=digest(self.session(path)), part=self.part(path), human=self.human(path))

    def take(self, line: bytes, memory: Memory, page: Page) -> bool:
        """See `LineLog`."""
        value = decoded(line)
        if not isinstance(value, dict):
            return False
        told = Told(self.tool, page, memory, self.unique)
        known = self.event(told, value)
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
        told = Told(self.tool, page, Memory(session=digest(self.session(path))))
        self.document(told, value, path)
        told.close()


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
        self, database: sqlite3.Connection, since: float | str
    ) -> Iterator[tuple[str, int | float | str]]:
        """Ids of sessions that changed at or after a moment, and when, in order of that; 0 asks for all."""

    @abstractmethod
    def rows(self, database: sqlite3.Connection, session: str, told: Told, memory: Since) -> None:
        """Tell what the rows of a session mean."""

    def take(self, database: sqlite3.Connection, memory: Since, page: Page, path: Path) -> Iterator[None]:
        """See `DatabaseLog`."""
        for session, change in list(self.changed(database, memory.change)):
            told = Told(self.tool, page, Memory(session=digest(str(session))))
            try:
                self.rows(database, str(session), told, memory)
            except Vanished:
                page.unknown += 1
            told.close()
            # What is no moment may be a text.
            if isinstance(change, int | float) or moment(change) is not None:
                memory.change = change
            yield


class Vanished(Exception):
    """A row that was listed is not there, because it was just removed or because the file is damaged."""


def only(database: sqlite3.Connection, query: str, *values: object) -> tuple[Any, ...]:  # as SQLite gives it
    """The one row that a query finds.

    Raises:
        Vanished: it finds none.
    """
    found = database.execute(query, values).fetchone()
    if found is None:
        raise Vanished
    return tuple(found)


def columns(database: sqlite3.Connection, table: str) -> frozenset[str]:
    """Names of a table's columns; none where there is no such table."""
    return frozenset(row[0] for row in database.execute("SELECT name FROM pragma_table_info(?)", (table,)))


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
