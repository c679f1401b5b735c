"""What an import brings: how much of it is new, and taking back exactly that."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from sqlalchemy import Connection, Table

from wellbeing.model import Answer, Prompt
from wellbeing.store import gone, secret, turn
from wellbeing.store.merge import remove, rows_by_key
from wellbeing.store.moment import to_ms
from wellbeing.store.tables import answer, prompt

_TABLES: Final = {"p": prompt, "a": answer}
"""The first letter of a name tells the table, the rest is the key."""


def unknown(connection: Connection, prompts: Sequence[Prompt]) -> int:
    """How many of them an import would add, each counted once."""
    forgotten = gone.known(connection)
    new = {(one.tool, one.key) for one in prompts if not forgotten.holds(one.tool, to_ms(one.at))}
    known = secret.known(connection)
    if known is None:
        return len(new)
    return len(_new(connection, prompt, {known.number("prompt", *one) for one in new}))


def take_in(connection: Connection, prompts: Sequence[Prompt], answers: Sequence[Answer]) -> list[str]:
    """Take in what is not known yet, inside a write; the names of what was new."""
    made = secret.made(connection)
    keys = {
        "p": {made.number("prompt", one.tool, one.key) for one in prompts},
        "a": {made.number("answer", one.tool, one.key) for one in answers if one.request == ""},
    }
    new = {letter: _new(connection, _TABLES[letter], some) for letter, some in keys.items()}
    turn.add(connection, turn.Turns(prompts, answers))
    # What was forgotten is not taken in, and so is no part of what was brought.
    return [
        f"{letter}{key:x}"
        for letter, some in new.items()
        for key in sorted(some - _new(connection, _TABLES[letter], some))
    ]


def take_back(connection: Connection, names: Iterable[str]) -> int:
    """Remove what is kept under these names, inside a write; how many prompts there were."""
    keys: dict[str, set[int]] = {letter: set() for letter in _TABLES}
    for name in names:
        keys[name[:1]].add(int(name[1:], 16))
    there = len(keys["p"]) - len(_new(connection, prompt, keys["p"]))
    for letter, some in keys.items():
        remove(connection, _TABLES[letter].c.key, some)
    return there


def _new(connection: Connection, table: Table, keys: Collection[int]) -> set[int]:
    return set(keys) - {row.key for row in rows_by_key(connection, table.c.key, keys)}
