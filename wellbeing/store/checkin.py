"""Check-ins in the record, and the log of messages to a trusted contact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.contact import Message
from wellbeing.store import words
from wellbeing.store.moment import from_ms, to_ms
from wellbeing.store.source import Source
from wellbeing.store.tables import checkin, contact_message


class SqlCheckIns:
    """Implements `ports.CheckInLog` in the same database as the record."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def add(self, one: CheckIn) -> CheckIn:
        """See `ports.CheckInLog`."""
        with self._source.writing() as connection:
            return _added(connection, [one])[0]

    def add_all(self, several: Sequence[CheckIn]) -> None:
        """See `ports.CheckInLog`."""
        with self._source.writing() as connection:
            _added(connection, several)

    def remove(self, checkin_id: int) -> bool:
        """See `ports.CheckInLog`."""
        with self._source.writing() as connection:
            return connection.execute(delete(checkin).where(checkin.c.id == checkin_id)).rowcount > 0

    def since(self, moment: datetime) -> list[CheckIn]:
        """See `ports.CheckInLog`."""
        query = select(checkin.c.content).where(checkin.c.at_ms >= to_ms(moment))
        with self._source.reading() as connection:
            found = connection.scalars(query.order_by(checkin.c.at_ms, checkin.c.id)).all()
        return [words.read(text, CheckIn) for text in found]

    def messages(self) -> list[Message]:
        """See `ports.CheckInLog`."""
        with self._source.reading() as connection:
            found = connection.scalars(select(contact_message.c.content).order_by(contact_message.c.id)).all()
        return [words.read(text, Message) for text in found]

    def keep_message(self, one: Message) -> Message:
        """See `ports.CheckInLog`."""
        with self._source.writing() as connection:
            if one.id:
                same = contact_message.c.id == one.id
                connection.execute(update(contact_message).where(same).values(content=words.written(one)))
                return one
            kept = replace(one, id=_next(connection, contact_message))
            row = {"id": kept.id, "at_ms": to_ms(one.at), "content": words.written(kept)}
            connection.execute(insert(contact_message), row)
        return kept


def forget(connection: Connection, start_ms: int, end_ms: int) -> int:
    """Take out what was answered in a span, and what was told of it; how many answers went."""

    def remove(table: Table) -> int:
        inside = (table.c.at_ms >= start_ms) & (table.c.at_ms < end_ms)
        return connection.execute(delete(table).where(inside)).rowcount

    remove(contact_message)
    return remove(checkin)


def _added(connection: Connection, several: Sequence[CheckIn]) -> list[CheckIn]:
    """As they are kept: with numbers, and times in whole milliseconds."""
    first = _next(connection, checkin)
    kept = [replace(one, at=from_ms(to_ms(one.at)), id=number) for number, one in enumerate(several, first)]
    rows = [
        {"id": one.id, "at_ms": to_ms(one.at), "form": one.form.value, "content": words.written(one)}
        for one in kept
    ]
    if rows:
        connection.execute(insert(checkin), rows)
    return kept


def _next(connection: Connection, table: Table) -> int:
    return (connection.scalar(select(func.max(table.c.id))) or 0) + 1
