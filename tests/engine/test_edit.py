"""Changes by hand reach the record, and can be taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.fakes.store import FakeStore
from tests.timeline.test_edit import BROWSER, MEETING, act, span
from wellbeing.engine.edit import change, take_back
from wellbeing.model import PRIVATE, EntryKind, Span
from wellbeing.ports import Batch, KnownError
from wellbeing.timeline import edit

EVER = span(-100_000, 100_000)


@pytest.fixture
def store() -> FakeStore:
    result = FakeStore()
    result.write(Batch(closed=[act(0, 60, title="t"), act(60, 90, BROWSER), act(200, 300)]))
    return result


def test_a_change_is_written_and_taken_back_without_cuts(store: FakeStore) -> None:
    before = store.activities(EVER)
    where = [span(20, 40)]
    made = change(store, where, lambda found: edit.hide(found, where))
    assert made is not None
    assert made.span == span(0, 60)
    assert store.activities(EVER)[:3] == [act(0, 20, title="t"), act(20, 40, PRIVATE), act(40, 60, title="t")]
    take_back(store, made)
    assert store.activities(EVER) == before
    assert store.count() == 3
    assert [entry.kind for entry in store.entries(EVER)] == [EntryKind.EDIT] * 2


def test_what_changes_nothing_is_not_written(store: FakeStore) -> None:
    where = [span(100, 150)]
    assert change(store, where, lambda found: edit.remove(found, where)) is None
    assert store.entries(EVER) == []


def test_a_change_that_was_changed_again_is_not_taken_back(store: FakeStore) -> None:
    first, second = [span(0, 60)], [span(30, 60)]
    made = change(store, first, lambda found: edit.correct(found, first, "writing"))
    assert made is not None
    change(store, second, lambda found: edit.remove(found, second))
    after = store.activities(EVER)
    with pytest.raises(KnownError, match="changed again"):
        take_back(store, made)
    assert store.activities(EVER) == after


def test_offline_time_gives_way_to_use(store: FakeStore) -> None:
    where = span(30, 250)
    made = change(store, [where], lambda found: edit.add(found, where, MEETING))
    assert made is not None
    assert made.span == span(0, 300)
    assert store.activities(EVER) == [
        act(0, 60, title="t"),
        act(60, 90, BROWSER),
        act(90, 200, MEETING),
        act(200, 300),
    ]


def test_a_change_at_a_fraction_of_a_millisecond_is_taken_back_too(store: FakeStore) -> None:
    before = store.activities(EVER)
    fine = timedelta(microseconds=321)
    where = Span(span(90, 90).start + fine, span(180, 180).start + fine)
    made = change(store, [where], lambda found: edit.add(found, where, MEETING))
    assert made is not None
    take_back(store, made)
    assert store.activities(EVER) == before
