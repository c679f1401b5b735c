"""When a word to the trusted contact is offered: agreed on both sides, two low scores, not twice in 14 days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.contact import Contact, Message, State, goes_by_itself, offers
from wellbeing.checkins.form import Form

DAY = timedelta(days=1)
T = datetime(2026, 5, 4, 18, tzinfo=UTC)
ANA = Contact("Ana", "ana@example.org", "Mia", "3F7K", T - 100 * DAY, agreed=T - 99 * DAY)
LOW = [CheckIn(T - 14 * DAY, Form.WHO5, (1,) * 5), CheckIn(T, Form.WHO5, (1,) * 5)]


def test_two_low_answers_are_offered_once() -> None:
    assert offers(ANA, LOW, [], T)
    told = Message(T, "Ana", ANA.address, "…", State.SENT)
    assert not offers(ANA, LOW, [told], T + 20 * DAY)


def test_nothing_is_offered_without_consent_of_both() -> None:
    assert not offers(None, LOW, [], T)
    assert not offers(replace(ANA, agreed=None), LOW, [], T)


def test_mood_and_use_never_offer_anything() -> None:
    sad = [CheckIn(T + day * DAY, Form.DAILY, (1, 1)) for day in range(40)]
    assert not offers(ANA, sad, [], T + 40 * DAY)


@pytest.mark.parametrize(("days", "offered"), [(13, False), (14, True)])
def test_at_most_one_in_fourteen_days(days: int, offered: bool) -> None:
    later = [*LOW, CheckIn(T + days * DAY, Form.WHO5, (1,) * 5)]
    told = Message(T, "Ana", ANA.address, "…", State.DECLINED)
    assert offers(ANA, later, [told], T + days * DAY) is offered


@pytest.mark.parametrize("state", [State.SENT, State.COPIED, State.UNSURE, State.DECLINED])
def test_the_fourteen_days_run_from_when_it_went_not_from_when_it_was_offered(state: State) -> None:
    later = [*LOW, CheckIn(T + 14 * DAY, Form.WHO5, (1,) * 5)]
    told = Message(T, "Ana", ANA.address, "…", state, decided=T + 13 * DAY)
    assert not offers(ANA, later, [told], T + 14 * DAY)
    assert not offers(ANA, later, [told], T + 26 * DAY)
    assert offers(ANA, later, [told], T + 27 * DAY)


def test_the_same_answered_twice_in_a_week_is_one_answer() -> None:
    low = (1,) * 5
    assert not offers(
        ANA, [CheckIn(T - timedelta(minutes=1), Form.WHO5, low), CheckIn(T, Form.WHO5, low)], [], T
    )
    assert not offers(ANA, [CheckIn(T - 6.9 * DAY, Form.WHO5, low), CheckIn(T, Form.WHO5, low)], [], T)
    assert offers(ANA, [CheckIn(T - 7 * DAY, Form.WHO5, low), CheckIn(T, Form.WHO5, low)], [], T)
    mended = CheckIn(T - timedelta(minutes=1), Form.WHO5, (4,) * 5)
    assert offers(ANA, [LOW[0], mended, LOW[1]], [], T), "the latest of a week is what counts"
    assert not offers(ANA, [LOW[0], LOW[1], replace(mended, at=T + timedelta(minutes=1))], [], T + DAY)


def test_answers_of_months_ago_are_no_news() -> None:
    assert offers(ANA, LOW, [], T + 14 * DAY)
    assert not offers(ANA, LOW, [], T + 14 * DAY + timedelta(seconds=1))


@pytest.mark.parametrize("state", [State.OFFERED, State.SENDING])
def test_nothing_new_while_one_is_open(state: State) -> None:
    later = [*LOW, CheckIn(T + 30 * DAY, Form.WHO5, (1,) * 5)]
    assert not offers(ANA, later, [Message(T, "Ana", "", "…", state)], T + 30 * DAY)


def test_an_offer_goes_by_itself_only_where_that_was_chosen_and_after_a_day() -> None:
    message, chosen = Message(T, "Ana", "", "…"), replace(ANA, by_itself=True)
    assert goes_by_itself(chosen, message, T + DAY)
    assert not goes_by_itself(chosen, message, T + DAY - timedelta(seconds=1))
    assert not goes_by_itself(ANA, message, T + 9 * DAY)
    assert not goes_by_itself(chosen, replace(message, state=State.DECLINED), T + 9 * DAY)


def test_every_ninety_days_the_owner_is_asked_whether_it_is_still_wanted() -> None:
    assert ANA.due_reminder(T)
    assert not replace(ANA, confirmed=T - DAY).due_reminder(T)
    assert not replace(ANA, agreed=None).due_reminder(T)
