"""Small notes about the record itself, by name."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from wellbeing.store.tables import note

MARK = "mark:"
"""Begins the names of notes that other parts of the program set; the rest are the store's own."""

_read = select(note.c.value).where(note.c.name == bindparam("wanted"))
_update = update(note).where(note.c.name == bindparam("wanted")).values(value=bindparam("new"))


def read(connection: Connection, name: str) -> str | None:
    """The note's text, None when there is none."""
    value: str | None = connection.scalar(_read, {"wanted": name})
    return value


def put(connection: Connection, name: str, value: str) -> None:
    """Write a note, in place of an earlier one."""
    if connection.execute(_update, {"wanted": name, "new": value}).rowcount == 0:
        connection.execute(insert(note), {"name": name, "value": value})


def drop(connection: Connection, name: str) -> None:
    """Remove a note; nothing happens when there is none."""
    connection.execute(delete(note).where(note.c.name == name))


def drop_marks(connection: Connection) -> None:
    """Remove what other parts noted."""
    connection.execute(delete(note).where(note.c.name.startswith(MARK, autoescape=True)))
