"""The PIN, agreed limits and requests on this computer, over the fake record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.clocks import HandClock
from tests.fakes.store import FakeStore
from wellbeing.engine import household, permit
from wellbeing.engine.permit import PinNeeded, PinWrong
from wellbeing.family.holiday import Holiday
from wellbeing.family.request import Answer, State
from wellbeing.files import secret
from wellbeing.limits.limit import Agreed, Grant, Limit, Of, Target
from wellbeing.limits.standing import Count, Standing, standing
from wellbeing.model import EntryKind, Span
from wellbeing.ports import KnownError
from wellbeing.timeline.day import Calendar

EVER = Span(datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))
AGREED = Limit((Target(Of.AI),), (60,) * 7, agreed=Agreed("Mum"))
OWN = Limit((Target(Of.TOTAL),), (300,) * 7)
TODAY = date(2026, 5, 5)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash as quickly as possible: the cost itself is tested once below."""
    import argon2

    cheap = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(argon2, "PasswordHasher", lambda: cheap)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def store(clock: HandClock) -> FakeStore:
    return FakeStore(now=clock.now)


def standings(store: FakeStore, clock: HandClock, used: float = 60) -> list[Standing]:
    calendar = Calendar([clock.zone()])
    some = store.limits.extensions(TODAY, TODAY)
    return [
        standing(one, TODAY, Count(used, used), some, clock.now(), calendar) for one in store.limits.limits()
    ]


def whats(store: FakeStore) -> list[object]:
    return [one.facts["what"] for one in store.entries(EVER) if one.kind is EntryKind.HOUSEHOLD]


def test_without_a_pin_nothing_is_guarded(store: FakeStore, clock: HandClock) -> None:
    limit = household.set_limit(store, AGREED, clock)
    assert not permit.guards(store)
    household.set_limit(store, replace(limit, days=(90,) * 7), clock)
    household.remove_limit(store, 1, clock)


def test_loosening_what_was_agreed_asks_for_the_pin(store: FakeStore, clock: HandClock) -> None:
    permit.set_pin(store, "4711", clock)
    limit = household.set_limit(store, AGREED, clock)
    own = household.set_limit(store, OWN, clock)
    assert permit.guards(store)
    household.set_limit(store, replace(limit, days=(50,) * 7), clock)
    looser = replace(limit, days=(70,) * 7)
    with pytest.raises(PinNeeded):
        household.set_limit(store, looser, clock)
    with pytest.raises(PinNeeded):
        household.remove_limit(store, limit.id, clock)
    assert household.set_limit(store, looser, clock, "4711") == looser
    household.remove_limit(store, own.id, clock)
    household.remove_limit(store, limit.id, clock, "4711")
    assert not permit.guards(store)


def test_wrong_pins_make_one_wait_whatever_the_wall_clock_says(store: FakeStore, clock: HandClock) -> None:
    permit.set_pin(store, "4711", clock)
    with pytest.raises(PinWrong, match="not the PIN") as error:
        permit.admit(store, "4712", "limit", clock)
    assert error.value.wait == timedelta(seconds=2)
    clock.set(86400)
    with pytest.raises(PinWrong, match="wait"):
        permit.admit(store, "4711", "limit", clock)
    assert permit.wait_left(store, clock) == timedelta(seconds=2)
    clock.set(-10 * 86400)
    clock.advance(2)
    with pytest.raises(PinWrong):
        permit.admit(store, "4713", "limit", clock)
    clock.sleep(5)
    permit.admit(store, "4711", "limit", clock)
    assert permit.wait_left(store, clock) == timedelta(0)
    assert whats(store) == ["pin-set", "pin-tried", "pin-tried", "pin-tried", "pin-right"]


def test_long_waits_are_told_in_minutes(store: FakeStore, clock: HandClock) -> None:
    permit.set_pin(store, "4711", clock)
    for wait in (2, 5, 30, 60, 300):
        with pytest.raises(PinWrong):
            permit.admit(store, "0815", "limit", clock)
        clock.advance(wait)
    with pytest.raises(PinWrong, match="15 minutes"):
        permit.admit(store, "0815", "limit", clock)


def test_the_recovery_code_sets_a_new_pin_once(store: FakeStore, clock: HandClock) -> None:
    code = permit.set_pin(store, "4711", clock)
    with pytest.raises(KnownError, match="set already"):
        permit.set_pin(store, "4712", clock)
    with pytest.raises(PinWrong, match="not the recovery code"):
        permit.recover(store, "0000-0000-0000-0000", "5813", clock)
    clock.advance(2)
    typed = code.lower().replace("0", "o").replace("1", "l").replace("-", " ")
    other = permit.recover(store, typed, "5813", clock)
    permit.admit(store, "5813", "limit", clock)
    with pytest.raises(PinWrong):
        permit.recover(store, code, "4711", clock)
    clock.advance(2)
    assert permit.recover(store, other, "4711", clock) != other


def test_a_pin_is_changed_and_removed_by_itself_only(store: FakeStore, clock: HandClock) -> None:
    with pytest.raises(KnownError, match="No PIN"):
        permit.change_pin(store, "4711", "5813", clock)
    code = permit.set_pin(store, "4711", clock)
    for weak in ("12", "1234", "1111", "x" * 65):
        with pytest.raises(KnownError, match="This PIN"):
            permit.change_pin(store, "4711", weak, clock)
    permit.change_pin(store, "4711", "5813", clock)
    with pytest.raises(PinWrong):
        permit.remove_pin(store, "4711", clock)
    clock.advance(2)
    permit.remove_pin(store, "5813", clock)
    assert not permit.has_pin(store)
    assert code not in str(store.entries(EVER))


def test_ignoring_or_extending_more_than_agreed_asks_for_the_pin(store: FakeStore, clock: HandClock) -> None:
    permit.set_pin(store, "4711", clock)
    household.set_limit(store, replace(AGREED, agreed=Agreed("Mum", 1)), clock)
    (now,) = standings(store, clock)
    household.extend(store, now, now.extended(Grant.LITTLE), clock)
    household.extend(store, now, now.extended(Grant.MORE), clock)
    (now,) = standings(store, clock)
    for one in (now.extended(Grant.MORE), now.extended(Grant.IGNORE), now.given(15)):
        with pytest.raises(PinNeeded):
            household.extend(store, now, one, clock)
    household.extend(store, now, now.given(-15), clock)
    household.extend(store, now, now.given(15), clock, "4711")


def test_a_child_asks_and_a_parent_answers(store: FakeStore, clock: HandClock) -> None:
    permit.set_pin(store, "4711", clock)
    household.set_limit(store, AGREED, clock)
    asked = household.ask(store, 30, 1, "  chess\nclub ", clock.now())
    assert asked.reason == "chess club"
    with pytest.raises(KnownError, match="asked for already"):
        household.ask(store, 15, 1, "", clock.now())
    said = Answer(clock.now(), 45, "then dinner")
    with pytest.raises(PinNeeded):
        household.answer(store, asked.id, said, standings(store, clock), clock)
    answered = household.answer(store, asked.id, said, standings(store, clock), clock, "4711")
    assert answered.state(clock.now()) is State.GRANTED
    assert standings(store, clock)[0].left == 45
    with pytest.raises(KnownError, match="answered already"):
        household.answer(store, asked.id, said, standings(store, clock), clock, "4711")


def test_an_answer_from_elsewhere_was_admitted_there(store: FakeStore, clock: HandClock) -> None:
    permit.set_pin(store, "4711", clock)
    household.set_limit(store, AGREED, clock)
    household.set_limit(store, OWN, clock)
    asked = household.ask(store, 30, None, "", clock.now())
    household.answer(store, asked.id, Answer(clock.now(), 30, by="Dad"), standings(store, clock), clock)
    assert [one.limit for one in store.limits.extensions(TODAY, TODAY)] == [1]
    clock.advance(60)
    again = household.ask(store, 15, None, "", clock.now())
    declined = household.answer(store, again.id, Answer(clock.now(), 0, by="Dad"), (), clock)
    assert declined.state(clock.now()) is State.DECLINED


@pytest.mark.parametrize(
    ("work", "sentence"),
    [
        (lambda store, now: household.ask(store, 20, None, "", now), "20 minutes"),
        (lambda store, now: household.ask(store, 15, None, "", now), "nobody to ask"),
        (lambda store, now: household.ask(store, 15, 7, "", now), "no agreed limit 7"),
    ],
)
def test_what_cannot_be_asked_is_said(
    store: FakeStore, clock: HandClock, work: Callable[[FakeStore, datetime], object], sentence: str
) -> None:
    household.set_limit(store, OWN, clock)
    with pytest.raises(KnownError, match=sentence):
        work(store, clock.now())


def test_nobody_gives_more_than_an_hour(store: FakeStore, clock: HandClock) -> None:
    with pytest.raises(KnownError, match="61 minutes"):
        household.answer(store, "x", Answer(clock.now(), 61), (), clock)


def test_holidays_with_agreed_limits_ask_for_the_pin(store: FakeStore, clock: HandClock) -> None:
    winter = Holiday(date(2026, 12, 21), date(2027, 1, 5))
    household.set_holidays(store, [winter], clock)
    permit.set_pin(store, "4711", clock)
    household.set_limit(store, AGREED, clock)
    household.set_holidays(store, [winter], clock)
    with pytest.raises(PinNeeded):
        household.set_holidays(store, [], clock)
    with pytest.raises(KnownError, match="end before"):
        household.set_holidays(store, [Holiday(winter.last, winter.first)], clock, "4711")
    household.set_holidays(store, [], clock, "4711")
    assert store.household.holidays() == ()


def test_hashes_are_of_argon2id_and_a_broken_one_matches_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    kept = secret.hashed("4711")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert secret.matches(kept, "4711")
    assert not secret.matches(kept, "4712")
    assert not secret.matches("what", "4711")
    codes = {secret.fresh_code() for _draw in range(50)}
    assert len(codes) == 50
    assert all(secret.plain_code(one.lower().replace("-", " ")) == one for one in codes)
    assert secret.plain_code("what") == "what"
