"""Rows of what AI tools did: taken in once under their keys, and read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Connection, Select, Table, column, exists, func, select, values

from wellbeing.model import Answer, Prompt, Tokens, Work
from wellbeing.store import gone, secret, word
from wellbeing.store.merge import inserting, put, remove
from wellbeing.store.moment import from_ms, span_from, to_ms
from wellbeing.store.tables import answer, prompt, work

_FIGURES = ("input", "output", "cache_creation", "cache_read")
_MOST = 2**62
"""A figure above it is nonsense in the log, and would not fit."""

_REQUESTS = (1 << 24) - 1
"""The last bits of a key, where answers of one key are told apart."""

_AT_ONCE = 400
"""Keys in one question; SQLite may stop at 500 rows of values (https://www.sqlite.org/limits.html, 3)."""

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

    A prompt counts as it was first read; of an answer the reading with more tokens; of work the later reading.
    """
    if not (turns.prompts or turns.answers or turns.works):
        return
    taker = _Taker(connection, turns)
    _merge(connection, prompt, taker.prompts(turns.prompts))
    _merge(connection, answer, taker.answers(turns.answers))
    _merge(connection, work, taker.works(turns.works))


class _Taker:
    """Makes rows of what a tool did, less what was forgotten."""

    def __init__(self, connection: Connection, turns: Turns) -> None:
        self._connection = connection
        self._secret = secret.made(connection)
        tools = {one.tool for many in (turns.prompts, turns.answers, turns.works) for one in many}
        models = {one.model for one in turns.answers if one.model}
        self._words = word.numbers(connection, tools | models)
        self._gone = gone.known(connection)
        self._sessions: dict[tuple[str, str], int] = {}

    def prompts(self, found: Sequence[Prompt]) -> Rows:
        rows: Rows = {}
        for one in found:
            at = to_ms(one.at)
            if not self._gone.holds(one.tool, at):
                rows.setdefault(*self._row("prompt", one, at))
        return rows

    def answers(self, found: Sequence[Answer]) -> Rows:
        rows: Rows = {}
        firsts: set[int] = set()
        for one, first_at in _largest(found):
            at = to_ms(first_at)
            if self._gone.holds(one.tool, at):
                continue
            key, row = self._row("answer", one, at)
            if one.request != "":
                first = key & ~_REQUESTS
                key = row["key"] = first if one.request is None else first + self._request(one.request)
                firsts.add(first)
            row["model"] = self._words[one.model] if one.model else None
            tokens = one.tokens
            row["input"] = min(max(tokens.input, 0), _MOST)
            row["output"] = min(max(tokens.output, 0), _MOST)
            row["cache_creation"] = min(max(tokens.cache_creation, 0), _MOST)
            row["cache_read"] = min(max(tokens.cache_read, 0), _MOST)
            rows[key] = row
        return self._without_copies(rows, firsts)

    def _request(self, request: str) -> int:
        """Answers of one key lie together: the last bits tell the request; they are zero for a copy."""
        return 1 + self._secret.number("request", request) % _REQUESTS

    def _without_copies(self, rows: Rows, firsts: set[int]) -> Rows:
        """Leave out copies of answers that are known; drop known copies of answers that come now."""
        own = {key & ~_REQUESTS for key in rows.keys() - firsts}
        for first in self._families(firsts - own):
            del rows[first]
        for first in firsts & own & rows.keys():
            del rows[first]
        remove(self._connection, answer.c.key, firsts & own)
        return rows

    def _families(self, firsts: set[int]) -> Iterator[int]:
        """Those of which an answer with a request is known."""
        asked = sorted(firsts)
        for at in range(0, len(asked), _AT_ONCE):
            rows = [(first,) for first in asked[at : at + _AT_ONCE]]
            first = values(column("first", BigInteger), name="asked").data(rows).cte("asked").c.first
            known = exists().where(answer.c.key > first, answer.c.key <= first + _REQUESTS)
            yield from self._connection.scalars(select(first).where(known))

    def works(self, found: Sequence[Work]) -> Rows:
        rows: Rows = {}
        void: set[int] = set()
        for one in found:
            session = None if one.session is None else self._session(one.tool, one.session)
            whole = self._secret.number("work", one.tool, one.key)
            parts = self._gone.outside(one.tool, to_ms(one.span.start), to_ms(one.span.end))
            if not parts:
                rows.pop(whole, None)
                void.add(whole)
            for place, (start, end) in enumerate(parts):
                key = gone.part_key(self._connection, whole, place)
                void.discard(key)
                rows[key] = {
                    "key": key,
                    "start_ms": start,
                    "length_ms": end - start,
                    "tool": self._words[one.tool],
                    "session": session,
                }
        remove(self._connection, work.c.key, void)
        return rows

    def _row(self, kind: str, one: Prompt | Answer, at: int) -> tuple[int, dict[str, Any]]:
        key = self._secret.number(kind, one.tool, one.key)
        session = self._session(one.tool, one.session)
        return key, {"key": key, "at_ms": at, "tool": self._words[one.tool], "session": session}

    def _session(self, tool: str, session: str) -> int:
        name = (tool, session)
        if name not in self._sessions:
            self._sessions[name] = self._secret.number("session", tool, session)
        return self._sessions[name]


def _merge(connection: Connection, table: Table, rows: Rows) -> None:
    """Insert what is new under its key; change what is known as `add` says."""
    if not rows:
        return
    new = inserting(connection, table)
    if table is prompt:
        put(connection, new.on_conflict_do_nothing(), list(rows.values()))
        return
    more = _sum(new.excluded) > _sum(table.c) if table is answer else None
    changing = _FIGURES if table is answer else ("start_ms", "length_ms")
    kept = {name: new.excluded[name] for name in changing}
    merging = new.on_conflict_do_update(index_elements=["key"], set_=kept, where=more)
    put(connection, merging, list(rows.values()))


def _largest(found: Sequence[Answer]) -> Iterable[tuple[Answer, datetime]]:
    """Of each answer the reading with the most tokens, and the time of the first."""
    best: dict[tuple[str, str, str | None], tuple[Answer, datetime]] = {}
    for one in found:
        name = (one.tool, one.key, one.request)
        earlier = best.get(name)
        if earlier is None:
            best[name] = (one, one.at)
        elif one.tokens.total > earlier[0].tokens.total:
            best[name] = (one, earlier[1])
    return best.values()


def _sum(row: Any) -> Any:  # Any: a dictionary of numbers, or the columns of a table
    return row["input"] + row["output"] + row["cache_creation"] + row["cache_read"]


def prompts(connection: Connection, start_ms: int, end_ms: int) -> list[Prompt]:
    """Inside the span, by time."""
    words = word.texts(connection)
    return [
        Prompt(words[row.tool], f"{row.key:x}", from_ms(row.at_ms), f"{row.session:x}")
        for row in connection.execute(_inside(prompt, start_ms, end_ms))
    ]


def asked(connection: Connection, start_ms: int, end_ms: int) -> list[datetime]:
    """Moments of prompts inside the span, in order."""
    inside = (prompt.c.at_ms >= start_ms) & (prompt.c.at_ms < end_ms)
    query = select(prompt.c.at_ms).where(inside).order_by(prompt.c.at_ms)
    return [from_ms(at_ms) for at_ms in connection.scalars(query)]


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
