"""What finished days amount to, kept beside their totals and gone with them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec
from sqlalchemy import delete, insert, select

from wellbeing.analysis.daily import DayParts
from wellbeing.store.source import Source
from wellbeing.store.tables import day_part, tallied

_decode = msgspec.json.Decoder(DayParts).decode


class SqlDays:
    """Implements `ports.DayBook` in the same database as the record."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def between(self, first: date, last: date, rules: str) -> dict[date, DayParts]:
        """See `ports.DayBook`."""
        inside = day_part.c.day.between(first.toordinal(), last.toordinal())
        query = select(day_part.c.day, day_part.c.content).where(inside, day_part.c.rules == rules)
        with self._source.reading() as connection:
            rows = connection.execute(query.order_by(day_part.c.day)).all()
        return {date.fromordinal(day): _decode(content) for day, content in rows}

    def keep(self, rules: str, days: Mapping[date, DayParts]) -> None:
        """See `ports.DayBook`."""
        wanted = {day.toordinal(): parts for day, parts in days.items()}
        if not wanted:
            return
        with self._source.writing() as connection:
            over = select(tallied.c.day).where(tallied.c.day.between(min(wanted), max(wanted)))
            rows = [
                {"day": day, "rules": rules, "content": msgspec.json.encode(wanted[day]).decode()}
                for day in connection.scalars(over)
                if day in wanted
            ]
            if rows:
                kept = [row["day"] for row in rows]
                connection.execute(delete(day_part).where(day_part.c.day.in_(kept)))
                connection.execute(insert(day_part), rows)
