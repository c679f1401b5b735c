"""Inserting what may be known already, and finding much by key: the same on both databases."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Connection, Row, Table, delete, select
from sqlalchemy.dialects import sqlite

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

_AT_ONCE = 900
"""SQLite takes 32,766 parameters, older ones 999."""


def inserting(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that can be told what to do where the key is known."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)


def put(
    connection: Connection, statement: sqlite.Insert | postgresql.Insert, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Run an insert for many rows that have the same columns, none of them of a type that needs converting.

    The driver's own way: SQLAlchemy looks at each value of each row, which takes longer than to store it.
    Any: values of the table.
    """
    made = statement.compile(dialect=connection.dialect, column_keys=list(rows[0]))
    names = getattr(made, "positiontup", None)
    if made.positional and names is not None:
        connection.exec_driver_sql(str(made), [tuple(map(row.__getitem__, names)) for row in rows])
    else:
        connection.exec_driver_sql(str(made), [dict(row) for row in rows])


def rows_by_key(connection: Connection, key: Column[int], wanted: Collection[int]) -> Iterable[Row[Any]]:
    """Whole rows. Any: values of the table."""
    for part in _parts(wanted):
        yield from connection.execute(select(key.table).where(key.in_(part)))


def remove(connection: Connection, key: Column[int], unwanted: Collection[int]) -> None:
    """Delete rows by key."""
    for part in _parts(unwanted):
        connection.execute(delete(key.table).where(key.in_(part)))


def _parts(keys: Collection[int]) -> Iterable[list[int]]:
    ordered = sorted(keys)
    return (ordered[at : at + _AT_ONCE] for at in range(0, len(ordered), _AT_ONCE))
