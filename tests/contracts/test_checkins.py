"""What every record promises of check-ins and messages: the real ones and the fake."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.clocks import HandClock
from tests.contracts.conftest import Fresh
from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.contact import Message, State
from wellbeing.checkins.form import Form
from wellbeing.model import Span
from wellbeing.ports import Store

T = datetime(2026, 5, 4, 8, tzinfo=UTC)
DAY = timedelta(days=1)
DAILY = CheckIn(T, Form.DAILY, (5, None), ("people", "walked the dog"), "a note — ünïcode")
WHO5 = CheckIn(T + DAY, Form.WHO5, (1, 2, 3, 4, 5))


@pytest.fixture
def store(fresh: Fresh) -> Store:
    return fresh(HandClock(T + 3 * DAY))


def test_what_was_answered_comes_back_in_order(store: Store) -> None:
    second, first = store.checkins.add(WHO5), store.checkins.add(DAILY)
    assert store.checkins.since(T) == [first, second]
    assert (replace(first, id=0), replace(second, id=0)) == (DAILY, WHO5)
    assert store.checkins.since(T + DAY) == [second]


def test_many_are_kept_at_once(store: Store) -> None:
    first = store.checkins.add(DAILY)
    store.checkins.add_all([])
    store.checkins.add_all([replace(DAILY, at=T + 2 * DAY), WHO5])
    found = store.checkins.since(T)
    assert [one.at for one in found] == [T, T + DAY, T + 2 * DAY]
    assert len({one.id for one in found}) == 3
    assert found[0] == first


def test_one_can_be_taken_out(store: Store) -> None:
    first = store.checkins.add(DAILY)
    assert store.checkins.remove(first.id)
    assert not store.checkins.remove(first.id)
    assert store.checkins.since(T) == []


def test_a_message_is_kept_with_what_became_of_it(store: Store) -> None:
    offered = store.checkins.keep_message(Message(T, "Ana", "ana@example.org", "A call might be welcome."))
    sent = store.checkins.keep_message(replace(offered, state=State.SENT, decided=T + DAY))
    assert store.checkins.messages() == [sent]


def test_forgetting_a_span_takes_its_check_ins_and_messages(store: Store) -> None:
    store.checkins.add(DAILY)
    second = store.checkins.add(WHO5)
    store.checkins.keep_message(Message(T, "Ana", "", "x"))
    store.forget(span=Span(T, T + DAY), app=None)
    assert store.checkins.since(T) == [second]
    assert store.checkins.messages() == []


def test_forgetting_an_app_leaves_check_ins_alone(store: Store) -> None:
    kept = store.checkins.add(DAILY)
    store.forget(span=None, app="firefox")
    assert store.checkins.since(T) == [kept]


def test_forgetting_everything_takes_all(store: Store) -> None:
    store.checkins.add(DAILY)
    store.forget(span=None, app=None)
    assert store.checkins.since(T - DAY) == []
