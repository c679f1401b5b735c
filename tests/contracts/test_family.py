"""What every record promises of days that the family is told of: the real ones and the fake."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.clocks import HandClock
from tests.contracts.conftest import Fresh
from wellbeing.model import Entry, EntryKind
from wellbeing.ports import Batch, Store, Told

T = datetime(2026, 5, 4, 8, tzinfo=UTC)
DAY = timedelta(days=1)
MONDAY = Told(date(2026, 5, 4), 3, b"{}", 2)
TUESDAY = Told(date(2026, 5, 5), 1, b"{1}", 0, "Refused.")


@pytest.fixture
def store(fresh: Fresh) -> Store:
    return fresh(HandClock(T + 3 * DAY))


def test_days_come_back_in_order_and_in_place_of_earlier_looks(store: Store) -> None:
    assert store.family.told() == []
    store.family.tell([TUESDAY, MONDAY])
    store.family.tell([])
    assert store.family.told() == [MONDAY, TUESDAY]
    store.family.tell([replace(MONDAY, sent=3)])
    assert store.family.told() == [replace(MONDAY, sent=3), TUESDAY]
    assert [one.waiting for one in store.family.told()] == [False, False]
    assert MONDAY.waiting


def test_whoever_leaves_takes_all_days_along(store: Store) -> None:
    store.family.tell([MONDAY])
    store.family.leave()
    assert store.family.told() == []


def test_the_chain_stands_where_the_journal_stood_then(store: Store) -> None:
    assert store.family.chain(T) == (0, "")
    store.write(Batch(entries=[Entry(T + hours, EntryKind.EDIT) for hours in (0 * DAY, DAY)]))
    first, last = store.family.chain(T + DAY), store.family.chain(T + 2 * DAY)
    assert (first[0], last[0]) == (1, 2)
    assert len({first[1], last[1]}) == 2
    assert len(first[1]) == 64
    store.write(Batch(entries=[Entry(T + 2 * DAY, EntryKind.EDIT)]))
    assert store.family.chain(T + DAY) == first
