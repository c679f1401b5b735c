"""What is agreed at home, in the record: the PIN's hashes and wrong tries, requests for time, school holidays.

Every change is journaled in the same write: that there was one, never a reason, a name or a PIN.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from wellbeing.family.holiday import Holiday, together
from wellbeing.family.pin import Tries, left, tried
from wellbeing.family.request import Answer, Request
from wellbeing.model import Entry, EntryKind
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KeptPin, KnownError
from wellbeing.store import journal
from wellbeing.store.moment import from_ms, to_ms
from wellbeing.store.source import Source
from wellbeing.store.tables import holiday, pin, request

_MS = timedelta(milliseconds=1)
_ONLY = 1
"""Number of the one row that keeps the PIN."""


class SqlHousehold:
    """Implements `ports.HouseholdBook` in the same database as the record."""

    def __init__(self, source: Source) -> None:
        self._source = source

    # ------------------------------------------------------------ the PIN

    def pin(self) -> KeptPin | None:
        """See `ports.HouseholdBook`."""
        with self._source.reading() as connection:
            return _pin(connection)

    def keep_pin(self, kept: KeptPin | None, what: str, at: datetime) -> None:
        """See `ports.HouseholdBook`."""
        with self._source.writing() as connection:
            connection.execute(delete(pin))
            if kept is not None:
                connection.execute(
                    insert(pin),
                    {"id": _ONLY, "hash": kept.hash, "recovery": kept.recovery} | _tries(kept.tries),
                )
            _note(connection, at, {"what": what})

    def take_try(self, lasting: timedelta, at: datetime) -> timedelta:
        """See `ports.HouseholdBook`."""
        with self._source.writing() as connection:
            kept = _pin(connection)
            if kept is None:
                return timedelta(0)
            wait = left(kept.tries, lasting)
            if not wait:
                connection.execute(update(pin).values(_tries(tried(kept.tries, lasting))))
                _note(connection, at, {"what": "pin-tried", "failed": kept.tries.failed + 1})
        return wait

    def was_right(self, why: str, at: datetime) -> None:
        """See `ports.HouseholdBook`."""
        with self._source.writing() as connection:
            connection.execute(update(pin).values(_tries(Tries())))
            _note(connection, at, {"what": "pin-right", "for": why})

    # ------------------------------------------------------------ requests

    def requests(self, since: datetime) -> list[Request]:
        """See `ports.HouseholdBook`."""
        query = select(request).where(request.c.at_ms >= to_ms(since)).order_by(request.c.at_ms, request.c.id)
        with self._source.reading() as connection:
            return [_request(row) for row in connection.execute(query).mappings()]

    def request(self, request_id: str) -> Request | None:
        """See `ports.HouseholdBook`."""
        with self._source.reading() as connection:
            return _one(connection, request_id)

    def ask(self, one: Request) -> None:
        """See `ports.HouseholdBook`."""
        row = {
            "id": one.id,
            "at_ms": to_ms(one.at),
            "minutes": one.minutes,
            "limit_id": one.limit,
            "reason": one.reason,
        }
        with self._source.writing() as connection:
            if _one(connection, one.id) is None:
                connection.execute(insert(request), row)
                _note(connection, one.at, {"what": "asked", "limit": one.limit, "minutes": one.minutes})

    def answer(self, request_id: str, answer: Answer) -> Request:
        """See `ports.HouseholdBook`."""
        with self._source.writing() as connection:
            known = _one(connection, request_id)
            if known is None:
                raise KnownError(
                    Sentence("There is no such request."),
                    Sentence("See which there are: wellbeing family requests"),
                )
            if known.answer is not None:
                raise KnownError(
                    Sentence("This request is answered already."),
                    Sentence("Give or take time today with: wellbeing limits give"),
                )
            values = {
                "answered_ms": to_ms(answer.at),
                "given": answer.minutes,
                "words": answer.words,
                "answerer": answer.by,
            }
            connection.execute(update(request).where(request.c.id == request_id).values(values))
            facts: dict[str, str | int | bool | None] = {
                "what": "answered",
                "limit": known.limit,
                "minutes": answer.minutes,
                "here": not answer.by,
            }
            _note(connection, answer.at, facts)
            kept = _one(connection, request_id)
        return kept or known

    # ------------------------------------------------------------ holidays

    def holidays(self) -> tuple[Holiday, ...]:
        """See `ports.HouseholdBook`."""
        with self._source.reading() as connection:
            rows = connection.execute(select(holiday).order_by(holiday.c.id)).all()
        return tuple(
            Holiday(date.fromordinal(row.first), date.fromordinal(row.last), row.name, row.like)
            for row in rows
        )

    def set_holidays(self, several: Sequence[Holiday], at: datetime) -> None:
        """See `ports.HouseholdBook`."""
        kept = together(several)
        rows = [
            {
                "id": number,
                "first": one.first.toordinal(),
                "last": one.last.toordinal(),
                "name": one.name,
                "like": one.like,
            }
            for number, one in enumerate(kept, 1)
        ]
        with self._source.writing() as connection:
            connection.execute(delete(holiday))
            if rows:
                connection.execute(insert(holiday), rows)
            _note(connection, at, {"what": "holidays", "count": len(rows)})


def forget(connection: Connection, start_ms: int, end_ms: int) -> None:
    """Take a span's requests out, the child's reasons with them; PIN and holidays are settings, and stay."""
    inside = (request.c.at_ms >= start_ms) & (request.c.at_ms < end_ms)
    connection.execute(delete(request).where(inside))


def _pin(connection: Connection) -> KeptPin | None:
    row = connection.execute(select(pin)).first()
    if row is None:
        return None
    return KeptPin(row.hash, row.recovery, Tries(row.failed, row.tried_ms * _MS))


def _tries(tries: Tries) -> dict[str, int]:
    return {"failed": tries.failed, "tried_ms": tries.at // _MS}


def _one(connection: Connection, request_id: str) -> Request | None:
    row = connection.execute(select(request).where(request.c.id == request_id)).mappings().first()
    return None if row is None else _request(row)


def _request(row: RowMapping) -> Request:
    answer = None
    if row["answered_ms"] is not None:
        answer = Answer(
            from_ms(row["answered_ms"]), row["given"] or 0, row["words"] or "", row["answerer"] or ""
        )
    return Request(row["id"], from_ms(row["at_ms"]), row["minutes"], row["limit_id"], row["reason"], answer)


def _note(connection: Connection, at: datetime, facts: dict[str, str | int | bool | None]) -> None:
    journal.add(connection, [Entry(at, EntryKind.HOUSEHOLD, facts)])
