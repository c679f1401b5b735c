"""What waits to be written is written together, and kept when it cannot be."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.clocks import HandClock
from tests.fakes.store import FakeStore
from wellbeing.engine.pen import EVERY, Pen
from wellbeing.model import Activity, AppIdentity, Entry, EntryKind, Presence, Span
from wellbeing.ports import StoreFull

T0 = datetime(2026, 5, 5, 8, tzinfo=UTC)


def activity(start: float, end: float, presence: Presence = Presence.ACTIVE) -> Activity:
    return Activity(
        Span(T0 + timedelta(seconds=start), T0 + timedelta(seconds=end)), AppIdentity("a"), None, presence
    )


@pytest.fixture
def clock() -> HandClock:
    return HandClock(T0)


def test_nothing_is_due_while_nothing_waits(clock: HandClock) -> None:
    store = FakeStore()
    pen = Pen(store, clock)
    assert pen.due is None
    assert pen.write()
    assert store.written == []


def test_writes_are_nine_seconds_apart(clock: HandClock) -> None:
    pen = Pen(FakeStore(), clock)
    pen.stand(activity(0, 1))
    assert pen.write()
    pen.stand(activity(0, 2))
    assert pen.due == clock.tick() + EVERY


def test_where_absence_stands_is_not_worth_a_write(clock: HandClock) -> None:
    pen = Pen(FakeStore(), clock)
    pen.stand(activity(0, 1, Presence.IDLE))
    assert pen.write()
    pen.stand(activity(0, 500, Presence.IDLE))
    assert pen.due is None


def test_what_could_not_be_written_is_written_later(
    clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    store = FakeStore()
    pen = Pen(store, clock)
    pen.close([activity(0, 5)])
    pen.note(Entry(T0, EntryKind.START))
    store.fails = StoreFull("The disk is full.", "Make room.")
    assert not pen.write()
    assert pen.trouble is store.fails
    store.fails = None
    pen.close([activity(5, 6)])
    assert pen.write()
    assert pen.trouble is None
    assert [one.span.length.seconds for one in store.activities(Span(T0, T0 + timedelta(hours=1)))] == [5, 1]
    assert len(store.entries(Span(T0, T0 + timedelta(hours=1)))) == 1


def test_a_cut_reaches_what_waits_and_what_is_written(clock: HandClock) -> None:
    store = FakeStore()
    pen = Pen(store, clock)
    pen.close([activity(0, 5), activity(5, 10)])
    assert pen.write()
    pen.close([activity(10, 20), activity(20, 30)])
    pen.cut(T0 + timedelta(seconds=7))
    pen.stand(activity(7, 30, Presence.IDLE))
    assert pen.write()
    spans = [
        (one.span.start - T0, one.span.end - T0, one.presence)
        for one in store.activities(Span(T0, T0 + timedelta(hours=1)))
    ]
    s = timedelta
    assert spans == [
        (s(0), s(seconds=5), Presence.ACTIVE),
        (s(seconds=5), s(seconds=7), Presence.ACTIVE),
        (s(seconds=7), s(seconds=30), Presence.IDLE),
    ]
