"""Days as the family is told of them, in the record: what waits to be sent survives a restart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from wellbeing.model.sentence import Sentence
from wellbeing.ports import Told
from wellbeing.store.moment import to_ms
from wellbeing.store.source import Source
from wellbeing.store.tables import family_day, journal


def problems(connection: Connection) -> list[Sentence]:
    """A sentence where the journal is not the one that the family was told of."""
    # The shape of days is loaded by those who look: a tracker that tells nobody does without.
    from wellbeing.family.digest import DigestError, decoded
    from wellbeing.family.heads import rewritten

    told = []
    for row in connection.execute(select(family_day.c.day, family_day.c.content)):
        try:
            told.append((date.fromordinal(row.day), decoded(bytes(row.content)).chain))
        except DigestError:
            continue  # forgotten, or of another version: it tells nothing of the journal

    def head(entries: int) -> str:
        found: bytes | None = connection.scalar(select(journal.c.hash).where(journal.c.id == entries))
        return "" if found is None else bytes(found).hex()

    day = rewritten(told, head)
    if day is None:
        return []
    return [Sentence("The journal is not the one that the family was told of on {day}.", day=day.isoformat())]


class SqlFamily:
    """Implements `ports.FamilyBook` in the same database as the record."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def chain(self, before: datetime) -> tuple[int, str]:
        """See `ports.FamilyBook`."""
        earlier = select(func.max(journal.c.id)).where(journal.c.at_ms < to_ms(before)).scalar_subquery()
        with self._source.reading() as connection:
            row = connection.execute(
                select(journal.c.id, journal.c.hash).where(journal.c.id == earlier)
            ).first()
        return (0, "") if row is None else (row.id, bytes(row.hash).hex())

    def told(self) -> list[Told]:
        """See `ports.FamilyBook`."""
        with self._source.reading() as connection:
            rows = connection.execute(select(family_day).order_by(family_day.c.day)).all()
        return [
            Told(date.fromordinal(row.day), row.revision, bytes(row.content), row.sent, row.trouble)
            for row in rows
        ]

    def tell(self, days: Sequence[Told]) -> None:
        """See `ports.FamilyBook`."""
        if not days:
            return
        gone = [one.day.toordinal() for one in days]
        with self._source.writing() as connection:
            connection.execute(delete(family_day).where(family_day.c.day.in_(gone)))
            connection.execute(insert(family_day), [_row(one) for one in days])

    def leave(self) -> None:
        """See `ports.FamilyBook`."""
        with self._source.writing() as connection:
            connection.execute(delete(family_day))


def forget(connection: Connection, first: date, last: date) -> None:
    """Take out what was prepared of days; their revisions stay, so that what is made anew counts as newer."""
    among = family_day.c.day.between(first.toordinal(), last.toordinal())
    connection.execute(update(family_day).where(among).values(content=b"", trouble=""))


def _row(one: Told) -> dict[str, object]:
    return {
        "day": one.day.toordinal(),
        "revision": one.revision,
        "content": one.content,
        "sent": one.sent,
        "trouble": one.trouble,
    }
