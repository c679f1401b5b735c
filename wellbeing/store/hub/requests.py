"""Requests for time and their answers, and what a family agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update

from wellbeing.store.hub.people import hold
from wellbeing.store.hub.tables import agreement, request
from wellbeing.store.moment import from_ms, to_ms

_STANDS = request.c.withdrawn_ms.is_(None)
_OPEN = (_STANDS, request.c.answered_ms.is_(None))


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for time as the hub keeps it."""

    id: str
    person: str
    family: str
    limit: str | None
    """The limit it is about; None: the day as a whole."""
    minutes: int
    reason: str
    at: datetime
    answered: datetime | None = None
    """None: still open."""
    by: str | None = None
    granted: int | None = None
    """Minutes, 0 for no; None while it is open."""
    words: str = ""


def ask(connection: Connection, one: Asked) -> Asked | None:
    """Keep a request; asked again with the same id, the first one stands.

    Returns:
        What stands; None where somebody else asked with that id, or it was taken back.
    """
    hold(connection, one.family)
    before = connection.execute(
        select(request).where(request.c.family == one.family, request.c.id == one.id)
    ).one_or_none()
    if before is not None:
        return _asked(before) if before.person == one.person and before.withdrawn_ms is None else None
    connection.execute(
        request.insert().values(
            id=one.id,
            person=one.person,
            family=one.family,
            limit_name=one.limit,
            minutes=one.minutes,
            reason=one.reason,
            asked_ms=to_ms(one.at),
        )
    )
    return by_id(connection, one.family, one.id)


def asked_since(connection: Connection, member: str, since: datetime) -> int:
    """How often a member asked since a moment, what they took back included."""
    query = select(func.count()).where(request.c.person == member, request.c.asked_ms >= to_ms(since))
    return int(connection.execute(query.select_from(request)).scalar_one())


def answer(
    connection: Connection, family: str, number: str, by: str, granted: int, words: str, now: datetime
) -> bool:
    """Answer a request, once; False where it has its answer already.

    Args:
        connection: inside a write.
        family: only its own requests can be answered.
        number: the request.
        by: who answers.
        granted: minutes, 0 for no.
        words: for whom asked; may be empty.
        now: when.
    """
    done = connection.execute(
        update(request)
        .where(request.c.family == family, request.c.id == number, *_OPEN)
        .values(answered_ms=to_ms(now), answered_by=by, granted=granted, words=words)
    )
    return done.rowcount == 1


def withdraw(connection: Connection, family: str, number: str, member: str, now: datetime) -> bool:
    """Take back a member's own request that is still open; False where there is none."""
    done = connection.execute(
        update(request)
        .where(request.c.family == family, request.c.id == number, request.c.person == member, *_OPEN)
        .values(withdrawn_ms=to_ms(now), reason="", limit_name=None)
    )
    return done.rowcount == 1


def by_id(connection: Connection, family: str, number: str) -> Asked | None:
    """A request of a family; None where there is none, or it was taken back."""
    row = connection.execute(
        select(request).where(request.c.family == family, request.c.id == number, _STANDS)
    ).one_or_none()
    return None if row is None else _asked(row)


def since(
    connection: Connection, family: str, moment: datetime, *, of: str | None = None, most: int = 200
) -> list[Asked]:
    """Requests since a moment, newest first; with `of` those of one member."""
    query = select(request).where(request.c.family == family, request.c.asked_ms >= to_ms(moment), _STANDS)
    if of is not None:
        query = query.where(request.c.person == of)
    rows = connection.execute(query.order_by(request.c.asked_ms.desc(), request.c.id).limit(most))
    return [_asked(row) for row in rows]


def forget(connection: Connection, now: datetime, kept: timedelta) -> None:
    """Remove requests that are older."""
    connection.execute(delete(request).where(request.c.asked_ms < to_ms(now - kept)))


def agreed(connection: Connection, family: str) -> bytes | None:
    """What a family agreed, as JSON; None where nothing was."""
    content = connection.execute(
        select(agreement.c.content).where(agreement.c.family == family)
    ).scalar_one_or_none()
    return None if content is None else bytes(content)


def agree(connection: Connection, family: str, content: bytes, now: datetime) -> None:
    """Keep what a family agreed."""
    hold(connection, family)
    connection.execute(delete(agreement).where(agreement.c.family == family))
    connection.execute(agreement.insert().values(family=family, content=content, changed_ms=to_ms(now)))


def _asked(row: Row[Any]) -> Asked:  # Any: a row of the table
    return Asked(
        row.id,
        row.person,
        row.family,
        row.limit_name,
        row.minutes,
        row.reason,
        from_ms(row.asked_ms),
        None if row.answered_ms is None else from_ms(row.answered_ms),
        row.answered_by,
        row.granted,
        row.words or "",
    )
