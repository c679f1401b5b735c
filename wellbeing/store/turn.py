"""Rows of what AI tools did: taken in once under their keys, and read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, func, select
from sqlalchemy.dialects import postgresql, sqlite

from wellbeing.model import Answer, Prompt, Tokens, Work
from wellbeing.store import gone, secret, word
from wellbeing.store.moment import from_ms, span_from, to_ms
from wellbeing.store.tables import answer, prompt, work

_FIGURES = ("input", "output", "cache_creation", "cache_read")
_MOST = 2**62
"""A figure above it is nonsense in the log, and would not fit."""

Rows = dict[int, dict[str, Any]]
"""By key. Any: a row's values are whatever its columns hold."""


@dataclass(frozen=True, slots=True)
class Turns:
    """What is to be taken in at once."""

    prompts: Sequence[Prompt] = ()
    answers: Sequence[Answer] = ()
    works: Sequence[Work] = ()


def add(connection: Connection, turns: Turns) -> None:
    """Take in what is not known yet, inside a write; what was forgotten stays so.

    A prompt counts as it was first read; of an answer the larger figures count; of work the later reading.
    """
    if not (turns.prompts or turns.answers or turns.works):
        return
    taker = _Taker(connection, turns)
    _merge(connection, prompt, taker.prompts(turns.prompts), ())
    _merge(connection, answer, taker.answers(turns.answers), _FIGURES)
    _merge(connection, work, taker.works(turns.works), ("start_ms", "length_ms"))


class _Taker:
    """Makes rows of what a tool did, less what was forgotten."""

    def __init__(self, connection: Connection, turns: Turns) -> None:
        self._connection = connection
        self._secret = secret.made(connection)
        tools = {one.tool for many in (turns.prompts, turns.answers, turns.works) for one in many}
        models = {one.model for one in turns.answers if one.model}
        self._words = word.numbers(connection, tools | models)
        self._gone = gone.known(connection)

    def prompts(self, found: Sequence[Prompt]) -> Rows:
        rows: Rows = {}
        for one in found:
            at = to_ms(one.at)
            if not self._gone.holds(one.tool, at):
                rows.setdefault(*self._row("prompt", one, at))
        return rows

    def answers(self, found: Sequence[Answer]) -> Rows:
        rows: Rows = {}
        for one in found:
            at = to_ms(one.at)
            if self._gone.holds(one.tool, at):
                continue
            key, row = self._row("answer", one, at)
            row["model"] = self._words[one.model] if one.model else None
            earlier = rows.setdefault(key, row | dict.fromkeys(_FIGURES, 0))
            for name in _FIGURES:
                earlier[name] = max(earlier[name], min(getattr(one.tokens, name), _MOST))
        return rows

    def works(self, found: Sequence[Work]) -> Rows:
        rows: Rows = {}
        for one in found:
            session = None if one.session is None else self._secret.number("session", one.tool, one.session)
            parts = self._gone.outside(one.tool, to_ms(one.span.start), to_ms(one.span.end))
            whole = self._secret.number("work", one.tool, one.key)
            for place, (start, end) in enumerate(parts):
                key = gone.part_key(self._connection, whole, place)
                rows[key] = {
                    "key": key,
                    "start_ms": start,
                    "length_ms": end - start,
                    "tool": self._words[one.tool],
                    "session": session,
                }
        return rows

    def _row(self, kind: str, one: Prompt | Answer, at: int) -> tuple[int, dict[str, Any]]:
        key = self._secret.number(kind, one.tool, one.key)
        session = self._secret.number("session", one.tool, one.session)
        return key, {"key": key, "at_ms": at, "tool": self._words[one.tool], "session": session}


def _merge(connection: Connection, table: Table, rows: Rows, changing: Sequence[str]) -> None:
    """Insert what is new under its key; of what is known, change the given columns."""
    if not rows:
        return
    lite = connection.dialect.name == "sqlite"
    new = sqlite.insert(table) if lite else postgresql.insert(table)
    if not changing:
        connection.execute(new.on_conflict_do_nothing(), list(rows.values()))
        return
    kept = {
        name: _greater(table.c[name], new.excluded[name], lite=lite)
        if table is answer
        else new.excluded[name]
        for name in changing
    }
    connection.execute(new.on_conflict_do_update(index_elements=["key"], set_=kept), list(rows.values()))


def _greater(one: ColumnElement[int], two: ColumnElement[int], *, lite: bool) -> ColumnElement[int]:
    return func.max(one, two) if lite else func.greatest(one, two)


def prompts(connection: Connection, start_ms: int, end_ms: int) -> list[Prompt]:
    """Inside the span, by time."""
    words = word.texts(connection)
    return [
        Prompt(words[row.tool], f"{row.key:x}", from_ms(row.at_ms), f"{row.session:x}")
        for row in connection.execute(_inside(prompt, start_ms, end_ms))
    ]


def answers(connection: Connection, start_ms: int, end_ms: int) -> list[Answer]:
    """Inside the span, by time."""
    words = word.texts(connection)
    return [
        Answer(
            words[row.tool],
            f"{row.key:x}",
            from_ms(row.at_ms),
            f"{row.session:x}",
            None if row.model is None else words[row.model],
            Tokens(row.input, row.output, row.cache_creation, row.cache_read),
        )
        for row in connection.execute(_inside(answer, start_ms, end_ms))
    ]


def works(connection: Connection, start_ms: int, end_ms: int) -> list[Work]:
    """Touching the span, clipped to it, by start."""
    words = word.texts(connection)
    end = work.c.start_ms + work.c.length_ms
    # None that began earlier than the longest takes can reach into the span: keeps the years before it unread.
    longest = connection.scalar(select(func.max(work.c.length_ms))) or 0
    near = work.c.start_ms.between(start_ms - longest, end_ms - 1)
    query = select(work).where(near, end > start_ms).order_by(work.c.start_ms, work.c.key)
    return [
        Work(
            words[row.tool],
            f"{row.key:x}",
            span_from(max(row.start_ms, start_ms), min(row.start_ms + row.length_ms, end_ms)),
            None if row.session is None else f"{row.session:x}",
        )
        for row in connection.execute(query)
    ]


def tokens(connection: Connection, start_ms: int, end_ms: int) -> dict[str, Tokens]:
    """Sums by tool."""
    words = word.texts(connection)
    sums = [func.sum(answer.c[name]) for name in _FIGURES]
    inside = (answer.c.at_ms >= start_ms) & (answer.c.at_ms < end_ms)
    query = select(answer.c.tool, *sums).where(inside).group_by(answer.c.tool)
    return {words[tool]: Tokens(*map(int, figures)) for tool, *figures in connection.execute(query)}


def _inside(table: Table, start_ms: int, end_ms: int) -> Select[Any]:
    inside = (table.c.at_ms >= start_ms) & (table.c.at_ms < end_ms)
    return select(table).where(inside).order_by(table.c.at_ms, table.c.key)
