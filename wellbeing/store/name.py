"""App identities and titles, stored once and known by number."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, Table, bindparam, insert, select

from wellbeing.model import AppIdentity, Hint
from wellbeing.store import note
from wellbeing.store.tables import subject, title

_KEPT = 2048
"""Numbers remembered for writing; more than a person uses in a week."""

_FORGETS = "forgets"

_subject_id = select(subject.c.id).where(subject.c.digest == bindparam("digest"))
_title_id = select(title.c.id).where(title.c.digest == bindparam("digest"))


class Names:
    """Remembers numbers, so that a write seldom asks for one. Safe where one write runs at a time."""

    def __init__(self) -> None:
        self._ids: dict[AppIdentity | str, int] = {}
        self._known: dict[int, AppIdentity] = {}
        self._forgets: str | None = None

    def begin(self, connection: Connection) -> None:
        """Call first in each write: another process may have forgotten what is remembered here."""
        forgets = note.read(connection, _FORGETS)
        if forgets != self._forgets or len(self._ids) > _KEPT:
            self._ids.clear()
        self._forgets = forgets

    def lose(self) -> None:
        """Call when a write failed: numbers given in it were never stored."""
        self._ids.clear()

    def subject_id(self, connection: Connection, app: AppIdentity) -> int:
        """The number of an identity, given now if it is new."""
        number = self._ids.get(app)
        if number is None:
            row = _subject_row(app)
            number = _given(connection, subject, connection.scalar(_subject_id, row), row)
            self._ids[app] = number
        return number

    def title_id(self, connection: Connection, text: str | None) -> int | None:
        """The number of a title, given now if it is new; None for None."""
        if text is None:
            return None
        number = self._ids.get(text)
        if number is None:
            row = {"digest": _digest(text), "text": text}
            number = _given(connection, title, connection.scalar(_title_id, row), row)
            self._ids[text] = number
        return number

    def subjects(self, connection: Connection, ids: Iterable[int]) -> dict[int, AppIdentity]:
        """The identities behind numbers; a number never comes back for another identity."""
        wanted, known = set(ids), self._known
        if len(known) > _KEPT and not wanted <= known.keys():
            known = self._known = {}
        for row in _by_id(connection, subject, wanted - known.keys()):
            known[row.id] = _identity(row)
        return {number: known[number] for number in wanted}


def titles(connection: Connection, ids: Iterable[int]) -> dict[int, str]:
    """The texts behind numbers; not remembered, since there may be many."""
    return {row.id: row.text for row in _by_id(connection, title, set(ids))}


def changed(connection: Connection) -> None:
    """Tell every process that numbers may be gone."""
    note.put(connection, _FORGETS, str(int(note.read(connection, _FORGETS) or 0) + 1))


def subject_digest(app: AppIdentity) -> bytes:
    """What stands for the whole identity in `subject`."""
    digest: bytes = _subject_row(app)["digest"]
    return digest


def _given(connection: Connection, table: Table, found: int | None, row: dict[str, Any]) -> int:
    # Any: a row's values are whatever its columns hold.
    if found is not None:
        return found
    given = connection.execute(insert(table), row).inserted_primary_key
    if given is None:
        raise AssertionError("a row without a number")
    return int(given[0])


def _by_id(connection: Connection, table: Table, ids: set[int]) -> Iterable[Row[Any]]:
    """Rows by number, a thousand at a time (SQLite takes 32,766 parameters, older ones 999)."""
    numbers = sorted(ids)
    for at in range(0, len(numbers), 900):
        yield from connection.execute(select(table).where(table.c.id.in_(numbers[at : at + 900])))


def _subject_row(app: AppIdentity) -> dict[str, Any]:
    hint = app.hint
    commands = _array(app.commands) if app.commands else None
    concluded = None if hint is None else _array((hint.category, hint.tool, hint.rule))
    whole = _array((app.app_id, app.exe, app.site, commands, concluded))
    return {
        "digest": _digest(whole),
        "app_id": app.app_id,
        "exe": app.exe,
        "site": app.site,
        "commands": commands,
        "hint": concluded,
    }


def _identity(row: Row[Any]) -> AppIdentity:
    hint = None if row.hint is None else Hint(*json.loads(row.hint))
    commands = () if row.commands is None else tuple(json.loads(row.commands))
    return AppIdentity(row.app_id, row.exe, row.site, commands, hint)


def _array(parts: Sequence[str | None]) -> str:
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def _digest(text: str) -> bytes:
    return sha256(text.encode()).digest()[:16]
