"""Limits in the record: every version kept, each change journaled with a digest that gives away nothing.

versions   3 since Mon 09:00  60 min      journal   limit 3 set      digest of the row
3 since Wed 18:00  90 min                limit 3 set      digest of the row
3 since Fri 10:00  removed               limit 3 removed  digest of the row
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import ColumnElement, Connection, func, insert, select

from wellbeing.limits.limit import AMOUNT, Extension, Grant, Limit, LimitVersion
from wellbeing.model import Entry, EntryKind
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError
from wellbeing.store import journal, words
from wellbeing.store.moment import from_ms, to_ms
from wellbeing.store.source import Source
from wellbeing.store.tables import extension, limit_version
from wellbeing.store.tables import journal as journal_table

_DIGEST = 16
"""Hexadecimal digits of a digest that are journaled: 64 bits."""
_EVER = 2**31 - 1
"""Above every number: ids are 32 bits on PostgreSQL."""


class SqlLimits:
    """Implements `ports.LimitBook` in the same database as the record."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def limits(self) -> list[Limit]:
        """See `ports.LimitBook`."""
        latest = {one.id: one.limit for one in self.history()}
        return [one for _, one in sorted(latest.items()) if one is not None]

    def history(self) -> list[LimitVersion]:
        """See `ports.LimitBook`."""
        with self._source.reading() as connection:
            rows = connection.execute(select(limit_version).order_by(limit_version.c.id)).all()
        return [
            LimitVersion(
                row.limit_id,
                from_ms(row.since_ms),
                None if row.content is None else words.read(row.content, Limit),
            )
            for row in rows
        ]

    def set(self, limit: Limit, at: datetime) -> Limit:
        """See `ports.LimitBook`."""
        with self._source.writing() as connection:
            number = limit.id or _next(connection, limit_version.c.limit_id)
            kept = replace(limit, id=number)
            self._add(connection, number, kept, at)
        return kept

    def remove(self, limit_id: int, at: datetime) -> None:
        """See `ports.LimitBook`."""
        with self._source.writing() as connection:
            if _content(connection, limit_id) is None:
                raise _no_limit(limit_id)
            self._add(connection, limit_id, None, at)

    def extend(self, one: Extension, at: datetime) -> None:
        """See `ports.LimitBook`."""
        with self._source.writing() as connection:
            content = _content(connection, one.limit)
            if content is None:
                raise _no_limit(one.limit)
            connection.execute(
                insert(extension),
                {
                    "id": _next(connection, extension.c.id),
                    "limit_id": one.limit,
                    "day": one.day.toordinal(),
                    "at_ms": to_ms(at),
                    "kind": one.grant.value,
                    "upto": one.upto,
                    "reason": one.reason,
                    "units": one.units,
                },
            )
            journal.add(connection, [Entry(at, EntryKind.LIMIT, _told(one, words.read(content, Limit)))])

    def extensions(self, first: date, last: date) -> list[Extension]:
        """See `ports.LimitBook`."""
        within = extension.c.day.between(first.toordinal(), last.toordinal())
        with self._source.reading() as connection:
            rows = connection.execute(select(extension).where(within).order_by(extension.c.id)).all()
        return [
            Extension(
                row.limit_id,
                date.fromordinal(row.day),
                Grant(row.kind),
                row.upto,
                row.reason,
                row.units or 0.0,
            )
            for row in rows
        ]

    def _add(self, connection: Connection, number: int, limit: Limit | None, at: datetime) -> None:
        content = None if limit is None else words.written(limit)
        version, salt = _next(connection, limit_version.c.id), os.urandom(8)
        row = {
            "id": version,
            "limit_id": number,
            "since_ms": to_ms(at),
            "content": content,
            "salt": salt,
        }
        connection.execute(insert(limit_version), row)
        facts: dict[str, str | int | None] = {
            "what": "removed" if limit is None else "set",
            "limit": number,
            "version": version,
            "digest": _digest(salt, number, to_ms(at), content),
            "was_agreed": _was_agreed(connection, number, version),
        }
        if limit is not None:
            facts |= {
                "of": " ".join(sorted({one.of.value for one in limit.targets})),
                "measure": limit.measure.value,
                "aim": limit.aim.value,
                "level": limit.level.value,
                "days": " ".join("-" if one is None else str(one) for one in limit.days),
                "week": limit.week,
                "hours": len(limit.hours),
                "agreed": limit.agreed is not None,
            }
        journal.add(connection, [Entry(at, EntryKind.LIMIT, facts)])


def _told(one: Extension, limit: Limit) -> dict[str, str | int | float | bool | None]:
    """What the journal says of an extension."""
    facts: dict[str, str | int | float | bool | None] = {
        "limit": one.limit,
        "agreed": limit.agreed is not None,
    }
    if one.grant is Grant.IGNORE:
        return facts | {"what": "ignored"}
    given = one.grant is Grant.GIVEN
    by = one.units if given else AMOUNT[limit.measure, one.grant]
    return facts | {"what": "given" if given else "extended", "by": by, "measure": limit.measure.value}


def problems(connection: Connection) -> list[str]:
    """A sentence for each limit that does not stand as it was journaled."""
    told: dict[int, tuple[int, str]] = {}
    kind = journal_table.c.kind == EntryKind.LIMIT.value
    for text in connection.scalars(select(journal_table.c.facts).where(kind).order_by(journal_table.c.id)):
        facts = json.loads(text)
        if "digest" in facts:
            told[facts["version"]] = (facts["limit"], facts["digest"])
    found = []
    for row in connection.execute(select(limit_version).order_by(limit_version.c.id)):
        number, digest = told.pop(row.id, (row.limit_id, ""))
        if (number, digest) != (row.limit_id, _digest(row.salt, row.limit_id, row.since_ms, row.content)):
            found.append(f"Limit {row.limit_id} was changed outside of the program.")
    found += [f"Limit {number} was removed outside of the program." for number, _ in told.values()]
    return list(dict.fromkeys(found))


def forget_extensions(connection: Connection, start_ms: int, end_ms: int) -> None:
    """Take a span's extensions out, the person's reasons with them."""
    connection.execute(
        extension.delete().where((extension.c.at_ms >= start_ms) & (extension.c.at_ms < end_ms))
    )


def _was_agreed(connection: Connection, limit_id: int, version: int) -> bool:
    """Whether the version before was agreed upon."""
    content = _content(connection, limit_id, version)
    return content is not None and words.read(content, Limit).agreed is not None


def _content(connection: Connection, limit_id: int, before: int = _EVER) -> str | None:
    """The newest version's before a number; None where there is none or it was removed."""
    newest = (
        select(limit_version.c.content)
        .where((limit_version.c.limit_id == limit_id) & (limit_version.c.id < before))
        .order_by(limit_version.c.id.desc())
        .limit(1)
    )
    content: str | None = connection.scalar(newest)
    return content


def _next(connection: Connection, column: ColumnElement[int]) -> int:
    return (connection.scalar(select(func.max(column))) or 0) + 1


def _digest(salt: bytes, limit_id: int, since_ms: int, content: str | None) -> str:
    line = json.dumps([limit_id, since_ms, content]).encode()
    return sha256(bytes(salt) + line).hexdigest()[:_DIGEST]


def _no_limit(limit_id: int) -> KnownError:
    return KnownError(
        Sentence("There is no limit {limit}.", limit=limit_id),
        Sentence("See which there are: wellbeing limits list"),
    )
