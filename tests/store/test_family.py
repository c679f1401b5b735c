"""What was forgotten is not told either, and what is made anew counts as newer."""

from __future__ import annotations

from datetime import date

from tests.store.lives import T, act
from wellbeing.model import Span
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
