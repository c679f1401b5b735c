"""Nudges in the record, each with its grounds and what came back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from wellbeing.nudges.nudge import Decision, Figures, Record, Response
from wellbeing.store import words
from wellbeing.store.moment import from_ms, to_ms
from wellbeing.store.source import Source
from wellbeing.store.tables import nudge


class SqlNudges:
    """Implements `ports.NudgeLog` in the same database as the record."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def add(self, decisions: Sequence[Decision]) -> list[Record]:
        """See `ports.NudgeLog`."""
        if not decisions:
            return []
        with self._source.writing() as connection:
            last = int(connection.scalar(select(func.max(nudge.c.id))) or 0)
            made = [Record(one, id=number) for number, one in enumerate(decisions, last + 1)]
            connection.execute(insert(nudge), [_row(one) for one in made])
        return made

    def answer(self, nudge_id: int, response: Response, at: datetime) -> None:
        """See `ports.NudgeLog`."""
        values = {"response": response.value, "answered_ms": to_ms(at)}
        with self._source.writing() as connection:
            connection.execute(update(nudge).where(nudge.c.id == nudge_id).values(**values))

    def note_outcome(self, nudge_id: int, outcome: Figures) -> None:
        """See `ports.NudgeLog`."""
        with self._source.writing() as connection:
            connection.execute(
                update(nudge).where(nudge.c.id == nudge_id).values(outcome=words.written(dict(outcome)))
            )

    def since(self, moment: datetime) -> list[Record]:
        """See `ports.NudgeLog`."""
        with self._source.reading() as connection:
            query = select(nudge).where(nudge.c.at_ms >= to_ms(moment)).order_by(nudge.c.id)
            return [_record(row) for row in connection.execute(query)]

    def answered(self, before: datetime, most: int) -> list[Record]:
        """See `ports.NudgeLog`."""
        touched = (nudge.c.at_ms < to_ms(before)) & (nudge.c.response != Response.EXPIRED.value)
        with self._source.reading() as connection:
            query = select(nudge).where(touched).order_by(nudge.c.id.desc()).limit(most)
            return [_record(row) for row in reversed(connection.execute(query).all())]

    def one(self, nudge_id: int) -> Record | None:
        """See `ports.NudgeLog`."""
        with self._source.reading() as connection:
            row = connection.execute(select(nudge).where(nudge.c.id == nudge_id)).first()
            return None if row is None else _record(row)


def forget(connection: Connection, start_ms: int, end_ms: int, app: str | None) -> None:
    """Take out what was said in a span, about an app or about anything (None)."""
    query = delete(nudge).where((nudge.c.at_ms >= start_ms) & (nudge.c.at_ms < end_ms))
    connection.execute(query if app is None else query.where(nudge.c.about == app))


def _row(one: Record) -> dict[str, Any]:  # Any: column values
    return {
        "id": one.id,
        "at_ms": to_ms(one.decision.at),
        "about": one.decision.wish.about,
        "decision": words.written(one.decision),
        "response": None,
        "answered_ms": None,
        "outcome": words.written(dict(one.outcome)),
    }


def _record(row: Row[Any]) -> Record:
    return Record(
        words.read(row.decision, Decision),
        None if row.response is None else Response(row.response),
        None if row.answered_ms is None else from_ms(row.answered_ms),
        row.id,
        words.read(row.outcome, dict),
    )
