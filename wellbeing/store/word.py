"""Ids of tools and names of models, stored once and known by number."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from wellbeing.store.tables import word


def texts(connection: Connection) -> dict[int, str]:
    """All of them; there are some tens."""
    return {row.id: row.text for row in connection.execute(select(word))}


def numbers(connection: Connection, wanted: Iterable[str]) -> dict[str, int]:
    """The numbers of all, given now to those that are new; inside a write."""
    known = {text: number for number, text in texts(connection).items()}
    for new in sorted(set(wanted) - known.keys()):
        given = connection.execute(insert(word), {"text": new}).inserted_primary_key
        if given is None:
            raise AssertionError("a row without a number")
        known[new] = int(given[0])
    return known
