"""What of AI tools was forgotten, taken out of every table, and never taken in again from their logs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from wellbeing.model import AppIdentity
from wellbeing.store import note, secret
from wellbeing.store.tables import LEDGER, answer, forgotten, prompt, word, work

Stretch = tuple[int, int]
"""`[start_ms, end_ms)`."""

RETAINED = "work"
"""Stands in the place of a tool for stretches of which only work was dropped; no tool has this id."""


@dataclass(frozen=True, slots=True)
class Gone:
    """Stretches that were forgotten, by tool; under the empty name those of all tools."""

    stretches: dict[str, list[Stretch]]

    def holds(self, tool: str, at_ms: int) -> bool:
        """Whether a moment of a tool was forgotten."""
        return any(start <= at_ms < end for start, end in self._of(tool))

    def outside(self, tool: str, start_ms: int, end_ms: int) -> list[Stretch]:
        """What is left of a stretch of work, in order."""
        left = [(start_ms, end_ms)] if start_ms < end_ms else []
        for start, end in [*self._of(tool), *self.stretches.get(RETAINED, ())]:
            sides = [side for a, b in left for side in ((a, min(b, start)), (max(a, end), b))]
            left = [side for side in sides if side[0] < side[1]]
        return sorted(left)

    def _of(self, tool: str) -> Sequence[Stretch]:
        return [*self.stretches.get("", ()), *self.stretches.get(tool, ())]


def known(connection: Connection) -> Gone:
    """All that was ever forgotten."""
    stretches: dict[str, list[Stretch]] = {}
    for row in connection.execute(select(forgotten)):
        stretches.setdefault(row.tool, []).append((row.start_ms, row.end_ms))
    return Gone(stretches)


def forget(
    connection: Connection, start_ms: int, end_ms: int, app: AppIdentity | str | None, *, now_ms: int
) -> int:
    """Take out a stretch of one tool, or of all (None), inside a write; returns how many rows it touched.

    An app's name stands for the tool of that id, if there is one: windows and logs of a tool go together.
    """
    tool = app.app_id if isinstance(app, AppIdentity) else app
    if tool is not None and _number(connection, tool) is None:
        return 0
    count = _remove(connection, start_ms, end_ms, tool)
    _note(connection, start_ms, min(end_ms, max(start_ms, now_ms)), tool or "")
    return count


def forget_everything(connection: Connection, *, now_ms: int, start_ms: int) -> int:
    """Empty every table of the ledger, its salt included; logs bring nothing back from before this moment."""
    count = sum(
        connection.scalar(select(func.count()).select_from(table)) or 0 for table in (prompt, answer, work)
    )
    for table in reversed(LEDGER):
        connection.execute(delete(table))
    note.drop(connection, secret.SALT)
    _note(connection, start_ms, now_ms, "")
    return count


def retain(connection: Connection, before_ms: int, first_ms: int) -> None:
    """Drop work that ended before a moment; prompts and tokens stay, as totals do."""
    connection.execute(delete(work).where(work.c.start_ms + work.c.length_ms <= before_ms))
    _note(connection, first_ms, before_ms, RETAINED)


def _remove(connection: Connection, start_ms: int, end_ms: int, tool: str | None) -> int:
    number = None if tool is None else _number(connection, tool)
    count = 0
    for table in (prompt, answer):
        inside = (table.c.at_ms >= start_ms) & (table.c.at_ms < end_ms)
        of = inside if number is None else inside & (table.c.tool == number)
        count += connection.execute(delete(table).where(of)).rowcount
    return count + _cut(connection, start_ms, end_ms, number)


def _cut(connection: Connection, start_ms: int, end_ms: int, number: int | None) -> int:
    """Work inside goes; what reaches out keeps the longer part outside under its key."""
    end = work.c.start_ms + work.c.length_ms
    touches = (work.c.start_ms < end_ms) & (end > start_ms)
    rows = connection.execute(
        select(work).where(touches if number is None else touches & (work.c.tool == number))
    )
    touched = rows.all()
    for row in touched:
        before = (row.start_ms, min(row.start_ms + row.length_ms, start_ms))
        behind = (max(row.start_ms, end_ms), row.start_ms + row.length_ms)
        connection.execute(delete(work).where(work.c.key == row.key))
        parts = [part for part in (before, behind) if part[0] < part[1]]
        for place, (start, stop) in enumerate(parts):
            part = {"key": part_key(connection, row.key, place), "start_ms": start, "length_ms": stop - start}
            connection.execute(insert(work), part | {"tool": row.tool, "session": row.session})
    return len(touched)


def part_key(connection: Connection, key: int, place: int) -> int:
    """The key of what is left of work in the middle of which something was forgotten, by place from 0."""
    return key if place == 0 else secret.made(connection).number("after", str(key), str(place))


def _note(connection: Connection, start_ms: int, end_ms: int, tool: str) -> None:
    if start_ms >= end_ms:
        return
    of = forgotten.c.tool == tool
    inside = of & (forgotten.c.start_ms >= start_ms) & (forgotten.c.end_ms <= end_ms)
    connection.execute(delete(forgotten).where(inside))
    around = of & (forgotten.c.start_ms <= start_ms) & (forgotten.c.end_ms >= end_ms)
    if connection.execute(select(forgotten).where(around).limit(1)).first() is None:
        connection.execute(insert(forgotten), {"start_ms": start_ms, "end_ms": end_ms, "tool": tool})


def _number(connection: Connection, tool: str) -> int | None:
    number: int | None = connection.scalar(select(word.c.id).where(word.c.text == tool))
    return number
