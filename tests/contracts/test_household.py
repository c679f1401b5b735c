"""What every record promises of what is agreed at home: the real ones and the fake."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.clocks import HandClock
from tests.contracts.conftest import Fresh
from wellbeing.family.holiday import Holiday
from wellbeing.family.pin import Tries
from wellbeing.family.request import Answer, Request
from wellbeing.limits.limit import Agreed, Extension, Grant, Limit, Of, Target
from wellbeing.model import Entry, EntryKind, Span
from wellbeing.ports import KeptPin, KnownError, Store

T = datetime(2026, 5, 4, 8, tzinfo=UTC)
EVER = Span(datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))
S, HOUR = timedelta(seconds=1), timedelta(hours=1)
PIN = KeptPin("hash of 4711", "hash of a code")
ASKED = Request("11111111-2222-4333-8444-555555555555", T, 30, 1, "chess club")


@pytest.fixture
def store(fresh: Fresh) -> Store:
    return fresh(HandClock(T + timedelta(days=3)))


def told(store: Store) -> list[Entry]:
    return [one for one in store.entries(EVER) if one.kind is EntryKind.HOUSEHOLD]


def test_a_pin_is_kept_changed_and_taken_away(store: Store) -> None:
    assert store.household.pin() is None
    store.household.keep_pin(PIN, "pin-set", T)
    assert store.household.pin() == PIN
    other = replace(PIN, hash="another")
    store.household.keep_pin(other, "pin-changed", T)
    assert store.household.pin() == other
    store.household.keep_pin(None, "pin-removed", T)
    assert store.household.pin() is None
    assert [one.facts["what"] for one in told(store)] == ["pin-set", "pin-changed", "pin-removed"]


def test_a_try_counts_as_wrong_until_it_is_known_to_be_right(store: Store) -> None:
    assert store.household.take_try(HOUR, T) == timedelta(0)
    store.household.keep_pin(PIN, "pin-set", T)
    assert store.household.take_try(HOUR, T) == timedelta(0)
    assert store.household.take_try(HOUR, T) == 2 * S
    assert store.household.take_try(HOUR + 2 * S, T) == timedelta(0)
    kept = store.household.pin()
    assert kept is not None
    assert kept.tries == Tries(2, HOUR + 2 * S)
    store.household.was_right("limit", T)
    assert store.household.pin() == PIN
    assert [(one.facts["what"], one.facts.get("failed")) for one in told(store)][1:] == [
        ("pin-tried", 1),
        ("pin-tried", 2),
        ("pin-right", None),
    ]


def test_a_request_is_asked_once_and_answered_once(store: Store) -> None:
    store.household.ask(ASKED)
    store.household.ask(replace(ASKED, minutes=60))
    later = replace(ASKED, id="2", at=T + HOUR, limit=None)
    store.household.ask(later)
    assert store.household.requests(T) == [ASKED, later]
    assert store.household.requests(T + HOUR) == [later]
    said = Answer(T + HOUR, 15, "then dinner", "Mum")
    assert store.household.answer(ASKED.id, said) == replace(ASKED, answer=said)
    assert store.household.request(ASKED.id) == replace(ASKED, answer=said)
    with pytest.raises(KnownError, match="answered already"):
        store.household.answer(ASKED.id, said)
    with pytest.raises(KnownError, match="no such request"):
        store.household.answer("3", said)
    assert store.household.request("3") is None
    words = str([dict(one.facts) for one in told(store)])
    assert not any(secret in words for secret in ("chess", "dinner", "Mum"))
    assert store.verify().ok


def test_holidays_are_kept_in_order(store: Store) -> None:
    assert store.household.holidays() == ()
    winter = Holiday(date(2026, 12, 21), date(2027, 1, 5), "Winter", 6)
    autumn = Holiday(date(2026, 10, 19), date(2026, 10, 31))
    store.household.set_holidays([winter, autumn, winter], T)
    assert store.household.holidays() == (autumn, winter)
    store.household.set_holidays([], T)
    assert store.household.holidays() == ()


def test_what_a_parent_gives_and_that_a_limit_was_agreed_is_journaled(store: Store) -> None:
    limit = store.limits.set(Limit((Target(Of.AI),), (60,) * 7, agreed=Agreed("Mum", 1)), T)
    given = Extension(1, date(2026, 5, 4), Grant.GIVEN, 90.0, "", 30.0)
    store.limits.extend(given, T)
    store.limits.set(replace(limit, agreed=None), T)
    assert store.limits.extensions(date(2026, 5, 4), date(2026, 5, 4)) == [given]
    facts = [one.facts for one in store.entries(EVER) if one.kind is EntryKind.LIMIT]
    assert [(one.get("was_agreed"), one.get("agreed")) for one in facts] == [
        (False, True),
        (None, True),
        (True, False),
    ]
    assert (facts[1]["what"], facts[1]["by"]) == ("given", 30)
    assert "Mum" not in str([dict(one) for one in facts])
    assert store.verify().ok


def test_forgetting_takes_requests_and_leaves_what_is_agreed(store: Store) -> None:
    store.household.keep_pin(PIN, "pin-set", T)
    store.household.set_holidays([Holiday(date(2026, 12, 21), date(2027, 1, 5))], T)
    store.household.ask(ASKED)
    store.household.ask(replace(ASKED, id="2", at=T + HOUR))
    store.forget(span=Span(T, T + S), app=None)
    assert [one.id for one in store.household.requests(T)] == ["2"]
    store.forget(span=None, app=None)
    assert store.household.requests(T) == []
    assert store.household.pin() == PIN
    assert len(store.household.holidays()) == 1
