"""A limit changed behind the program's back shows."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wellbeing.limits.limit import Limit, Of, Target
from wellbeing.store.record import SqlStore

T = datetime(2026, 5, 4, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("UPDATE limit_version SET content = replace(content, '60', '600')", "Limit 1 was changed"),
        ("UPDATE limit_version SET content = NULL", "Limit 1 was changed"),
        ("DELETE FROM limit_version", "Limit 1 was removed"),
        ("INSERT INTO limit_version VALUES (9, 4, 0, NULL, x'00')", "Limit 4 was changed"),
    ],
)
def test_a_limit_changed_elsewhere_is_told_by_verify(
    place: Path, store: SqlStore, change: str, sentence: str
) -> None:
    store.limits.set(Limit((Target(Of.AI),), (60,) * 7), T)
    assert store.verify().ok
    own = sqlite3.connect(place)
    with own:
        own.execute(change)
    own.close()
    (told,) = store.verify().problems
    assert sentence in told
