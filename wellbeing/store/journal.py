"""The journal: entries chained by hash, so that a changed or missing one shows.

hash(n) = SHA-256( hash(n-1) ‖ {"at":…,"facts":…,"kind":…} )        the last one also stands in a note
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy import Connection, insert, select

from wellbeing.model import Entry, EntryKind
from wellbeing.model.sentence import Sentence
from wellbeing.store import note
from wellbeing.store.moment import from_ms, to_ms
from wellbeing.store.tables import journal

_LAST = "journal"

_last = select(journal.c.id, journal.c.hash).order_by(journal.c.id.desc()).limit(1)
_last_life = (
    select(journal.c.kind, journal.c.at_ms)
    .where(journal.c.kind.in_([kind.value for kind in (EntryKind.START, EntryKind.STOP, EntryKind.CRASH)]))
    .order_by(journal.c.id.desc())
    .limit(1)
)


def add(connection: Connection, entries: Sequence[Entry]) -> None:
    """Append entries in order, inside a write."""
    if not entries:
        return
    last = connection.execute(_last).first()
    number, chain = (0, b"") if last is None else (last.id, bytes(last.hash))
    rows = []
    for entry in entries:
        number += 1
        at, facts = to_ms(entry.at), _canonical(dict(entry.facts))
        chain = _link(chain, at, entry.kind.value, facts)
        rows.append({"id": number, "at_ms": at, "kind": entry.kind.value, "facts": facts, "hash": chain})
    connection.execute(insert(journal), rows)
    note.put(connection, _LAST, _seal(number, chain))


def between(connection: Connection, start_ms: int, end_ms: int) -> list[Entry]:
    """Entries of a span, in the order in which they were written."""
    within = (journal.c.at_ms >= start_ms) & (journal.c.at_ms < end_ms)
    rows = connection.execute(select(journal).where(within).order_by(journal.c.id))
    return [Entry(from_ms(row.at_ms), EntryKind(row.kind), json.loads(row.facts)) for row in rows]


def unstopped(connection: Connection) -> int | None:
    """When the last tracker began (ms), if it did not stop; None where it did, or none ever began."""
    row = connection.execute(_last_life).first()
    return None if row is None or row.kind == EntryKind.STOP else row.at_ms


def problems(connection: Connection) -> tuple[int, list[Sentence]]:
    """How many entries there are, and a sentence where the chain is broken."""
    chain, count = b"", 0
    for row in connection.execute(select(journal).order_by(journal.c.id)):
        count += 1
        chain = _link(chain, row.at_ms, row.kind, row.facts)
        if row.id != count or bytes(row.hash) != chain:
            at = from_ms(row.at_ms).isoformat(sep=" ", timespec="seconds")
            return count, [
                Sentence("The journal was changed at or before entry {number} of {at}.", number=row.id, at=at)
            ]
    if (note.read(connection, _LAST) or _seal(0, b"")) != _seal(count, chain):
        return count, [Sentence("The last entries of the journal are missing or were changed.")]
    return count, []


def _seal(number: int, chain: bytes) -> str:
    return f"{number}:{chain.hex()}"


def _link(chain: bytes, at_ms: int, kind: str, facts: str) -> bytes:
    line = f'{{"at":{at_ms},"facts":{facts},"kind":{_canonical(kind)}}}'
    return sha256(chain + line.encode()).digest()


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))
