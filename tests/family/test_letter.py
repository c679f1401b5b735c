"""Without a server: whom a device believes, whose word counts, and what a letter may say."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.digests import MONDAY, digest, in_hours
from wellbeing.family import invitation
from wellbeing.family.agreement import Member
from wellbeing.family.code import CodeError, code
from wellbeing.family.code import written as hub_code
from wellbeing.family.letter import (
    Card,
    Decision,
    Entry,
    Letter,
    LetterError,
    agreement,
    device_key,
    freshest,
    read,
    read_card,
    settled,
    trusted,
    written,
)
from wellbeing.family.level import Level
from wellbeing.family.line import lines
from wellbeing.family.person import Role

AT = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
ADA, BEN, MIA = (
    Member(id=name.lower(), name=name, role=role)
    for name, role in (("Ada", Role.ADULT), ("Ben", Role.ADULT), ("Mia", Role.CHILD))
)
PC, PHONE, DESK, LAP = (device_key(bytes([number]) * 32) for number in range(4))


def entry(device: str, person: Member, at: datetime = AT, *, revoked: bool = False) -> Entry:
    return Entry(device=device, name="computer", person=person, at=at, revoked=revoked)


def sees(
    viewer: Member, subject: Member, level: Level | None, at: datetime = AT, *, moods: bool = False
) -> Decision:
    return Decision(viewer=viewer.id, subject=subject.id, level=level, moods=moods, at=at)


FAMILY = {PC: entry(PC, ADA), PHONE: entry(PHONE, BEN), DESK: entry(DESK, MIA)}


def test_adults_take_others_in_and_nobody_else_does() -> None:
    told = {PC: [entry(PC, ADA), entry(PHONE, BEN)], PHONE: [entry(DESK, MIA)], DESK: [entry(LAP, MIA)]}
    assert set(trusted(PC, [], told)) == {PC, PHONE, DESK}
    assert trusted(DESK, [], {PHONE: [entry(LAP, MIA)]}) == {}


def test_a_device_that_was_removed_is_heard_no_more_and_comes_back_only_anew() -> None:
    gone = entry(PHONE, BEN, AT + HOUR, revoked=True)
    told = {PC: [entry(PC, ADA), gone], PHONE: [entry(DESK, MIA)]}
    assert set(trusted(PC, [entry(PHONE, BEN)], told)) == {PC, PHONE}
    assert trusted(PC, [gone], {PC: [entry(PHONE, BEN)]})[PHONE] == gone
    again = entry(PHONE, BEN, AT + 2 * HOUR)
    assert trusted(PC, [gone], {PC: [again]})[PHONE] == again


def test_of_two_adults_who_remove_each_other_one_is_heard_no_more() -> None:
    told = {
        PC: [entry(PC, ADA)],
        PHONE: [entry(LAP, BEN, AT + HOUR, revoked=True), entry(DESK, MIA)],
        LAP: [entry(PHONE, BEN, AT + HOUR, revoked=True)],
    }
    own = [entry(PC, ADA), entry(PHONE, BEN), entry(LAP, BEN)]
    found = trusted(PC, own, told)
    assert {device for device, one in found.items() if one.revoked} in ({PHONE}, {LAP}, {PHONE, LAP})
    assert (DESK in found) == (not found[PHONE].revoked)


def test_the_newest_word_of_somebody_who_may_say_it_counts() -> None:
    first = settled([], {PC: [sees(ADA, MIA, Level.APPS)]}, FAMILY)
    assert first == (sees(ADA, MIA, Level.APPS),)
    lower = sees(ADA, MIA, Level.TOTALS, AT + HOUR)
    assert settled(first, {DESK: [lower], PC: [sees(ADA, MIA, Level.APPS)]}, FAMILY) == (lower,)
    assert settled((lower,), {DESK: [sees(ADA, MIA, None, AT)]}, FAMILY) == (lower,)


def test_nobody_decides_for_another_adult_nor_a_parent_on_moods() -> None:
    told = {
        PC: [sees(ADA, BEN, Level.APPS), sees(ADA, MIA, Level.APPS, moods=True)],
        DESK: [sees(MIA, ADA, Level.APPS), sees(MIA, MIA, Level.APPS)],
        LAP: [sees(BEN, MIA, Level.APPS)],
    }
    assert settled([], told, FAMILY) == ()
    assert settled([], {PHONE: [sees(ADA, BEN, Level.APPS, moods=True)]}, FAMILY)[0].moods
    gone = FAMILY | {PHONE: entry(PHONE, BEN, revoked=True)}
    assert settled([], {PHONE: [sees(ADA, BEN, Level.APPS)]}, gone) == ()
    assert (
        settled([], {PC: [Decision(viewer="nobody", subject="mia", level=Level.APPS, at=AT)]}, FAMILY) == ()
    )


def test_everybody_is_told_what_concerns_them() -> None:
    decisions = [sees(ADA, MIA, Level.KINDS), sees(BEN, MIA, None), sees(ADA, BEN, Level.TOTALS)]
    members = FAMILY | {LAP: entry(LAP, MIA, revoked=True)}
    mine = agreement("Home", replace(MIA, name="?"), members, decisions)
    assert (mine.person, [one.id for one in mine.members]) == (MIA, ["ada", "ben", "mia"])
    assert [(one.viewer, one.level) for one in mine.relations] == [("ada", Level.KINDS)]
    assert [one.id for one in mine.devices] == [DESK]
    assert [one.subject for one in agreement("Home", ADA, members, decisions).relations] == ["mia", "ben"]
    assert mine.called("ada") == "Ada"
    assert mine.called("nobody") == "nobody"
    assert mine.member(" ada ") == ADA
    assert mine.member("nobody") is None
    assert [one.subject for one in mine.known] == ["mia"]
    assert [one.person for one in mine.own] == ["mia"]
    twins = agreement("Home", ADA, {PC: entry(PC, ADA), DESK: entry(DESK, replace(ADA, id="a2"))}, [])
    assert twins.member("Ada") is None
    assert twins.member("a2") is not None


def test_of_each_day_the_line_that_heard_most_is_taken() -> None:
    desk, lap = digest("desk", hours=in_hours(h9=600)), digest("lap", hours=in_hours(h10=600))
    both, one = lines([desk, lap]), lines([desk])
    assert freshest([*one, *both]) == both == freshest([*both, *one])


def letter(**changes: object) -> Letter:
    return replace(Letter(sender=PC, recipient=DESK, serial=1), **changes)


def test_a_letter_is_read_as_it_was_written() -> None:
    day = digest(PC, hours=in_hours(h9=600))
    one = letter(entries=tuple(FAMILY.values()), digests=(day,), lines=tuple(lines([day])), family="Home")
    assert read(written(one)) == one
    card = Card(verify="ab" * 32, seal="cd" * 32)
    assert read_card(written(card)) == card
    assert card.device == device_key(b"\xab" * 32)


@pytest.mark.parametrize(
    "changes",
    [
        {"serial": 0},
        {"sender": "../etc"},
        {"version": 2},
        {"family": "A\u202eB"},
        {"title": "secret"},
        {"lines": [1]},
    ],
)
def test_a_letter_that_says_what_none_can_is_refused(changes: dict[str, object]) -> None:
    text = json.dumps(json.loads(written(letter())) | changes).encode()
    with pytest.raises(LetterError, match="cannot be read"):
        read(text)


def test_figures_in_a_letter_are_checked_as_those_sent_to_a_hub() -> None:
    wrong = replace(digest(PC, MONDAY, hours=in_hours(h9=600)), active_s=601)
    with pytest.raises(LetterError, match="hours is not active_s"):
        read(written(letter(digests=(wrong,))))


@given(st.binary(max_size=60))
def test_no_rubbish_is_a_letter_or_a_card(data: bytes) -> None:
    for kind in (read, read_card):
        with pytest.raises(LetterError):
            kind(data)


@given(st.binary(min_size=10, max_size=10), st.binary(min_size=32, max_size=32))
def test_an_invitation_is_read_as_it_was_written(secret: bytes, key: bytes) -> None:
    text = invitation.written(device_key(key), secret)
    found = invitation.read(text.lower().replace("-", " "))
    assert found.inviter == device_key(key)
    assert len(found.proof) == 16
    assert len(text.replace("-", "")) == 45


def test_a_hubs_code_is_no_invitation_and_a_slip_is_found() -> None:
    with pytest.raises(CodeError, match="not an invitation"):
        invitation.read(hub_code(code("https://192.168.1.20", bytes(10), bytes(32))))
    with pytest.raises(CodeError, match="slip"):
        invitation.read("ABC")
