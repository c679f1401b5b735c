"""What was forgotten is not told either, and what is made anew counts as newer."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from tests.digests import digest
from tests.store.lives import T, act
from wellbeing.family.digest import encoded
from wellbeing.family.figures import Chain
from wellbeing.model import Entry, EntryKind, Span
from wellbeing.ports import Batch, Told
from wellbeing.store.record import SqlStore

DAY = T.date()


def test_a_forgotten_stretch_takes_the_prepared_day_along_but_not_its_revision(store: SqlStore) -> None:
    other = Told(date(2020, 1, 1), 1, b"{}", 1)
    store.write(Batch(closed=[act(0, 90)]))
    store.family.tell([Told(DAY, 7, b"{}", 7), other])
    store.forget(span=Span(act(0, 60).span.start, act(0, 60).span.end), app=None)
    assert store.family.told() == [other, Told(DAY, 7, b"", 7)]
    store.forget(span=None, app=None)
    assert store.family.told() == []


def test_a_journal_that_was_rewritten_whole_after_the_family_was_told_shows(
    store: SqlStore, place: Path
) -> None:
    entries = [Entry(T + timedelta(hours=n), EntryKind.LIMIT, {"what": "set", "limit": n}) for n in range(4)]
    store.write(Batch(entries=entries))
    count, head = store.family.chain(T + timedelta(hours=3))
    told = digest(day=DAY, chain=Chain(entries=count, head=head))
    store.family.tell([Told(DAY, 1, encoded(told), 1)])
    store.family.tell([Told(DAY + timedelta(days=1), 1, b"", 1)])
    assert store.verify().problems == ()
    _rewrite(place, 2)
    assert store.verify().problems == tuple(store.journal_problems())
    assert store.verify().problems == (f"The journal is not the one that the family was told of on {DAY}.",)


def _rewrite(place: Path, number: int) -> None:
    """As somebody would who knows how the chain is made: another entry, and every hash after it."""
    own = sqlite3.connect(place)
    facts = '{"limit":9,"what":"set"}'
    own.execute("UPDATE journal SET facts = ? WHERE id = ?", (facts, number))
    chain = b""
    rows = own.execute("SELECT id, at_ms, kind, facts FROM journal ORDER BY id").fetchall()
    for row, at_ms, kind, said in rows:
        line = f'{{"at":{at_ms},"facts":{said},"kind":"{kind}"}}'
        chain = sha256(chain + line.encode()).digest()
        own.execute("UPDATE journal SET hash = ? WHERE id = ?", (chain, row))
    own.execute("UPDATE note SET value = ? WHERE name = 'journal'", (f"{len(rows)}:{chain.hex()}",))
    own.commit()
    own.close()
