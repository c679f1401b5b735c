"""Who reads a request for time without a server, and which answer counts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.family import asking
from wellbeing.family.agreement import AnswerTold, Member, RequestTold
from wellbeing.family.letter import Entry
from wellbeing.family.level import Level
from wellbeing.family.person import Role
from wellbeing.family.request import State
from wellbeing.family.wish import Reply, Said, Wish, is_mark, limit_mark

NOW = datetime(2026, 5, 5, 12, tzinfo=UTC)
ADA, BEN = Member(id="ada", name="Ada", role=Role.ADULT), Member(id="ben", name="Ben", role=Role.ADULT)
MIA, LEO = Member(id="mia", name="Mia", role=Role.CHILD), Member(id="leo", name="Leo", role=Role.TEEN)
ID = "00000000-0000-4000-8000-00000000000{}"


def entry(device: str, person: Member, *, revoked: bool = False) -> Entry:
    return Entry(device=device * 26, name=device, person=person, at=NOW, revoked=revoked)


FAMILY = {
    one.device: one
    for one in (entry("a", ADA), entry("b", BEN), entry("c", MIA), entry("d", MIA), entry("e", LEO))
}


def wish(number: int = 1, **more: object) -> Wish:
    return msgspec.structs.replace(Wish(id=ID.format(number), at=NOW, minutes=30), **more)


def reply(number: int = 1, person: str = "mia", minutes: int = 15, at: datetime = NOW) -> Reply:
    return Reply(request=ID.format(number), person=person, at=at, minutes=minutes, words="ok")


def test_an_adult_reads_everybodys_requests_and_a_child_their_own() -> None:
    wishes = {"c" * 26: [wish(1)], "e" * 26: [wish(2)], "z" * 26: [wish(3)]}
    assert [one.id for one in asking.requests(ADA, wishes, {}, FAMILY)] == [ID.format(1), ID.format(2)]
    assert [one.id for one in asking.requests(MIA, wishes, {}, FAMILY)] == [ID.format(1)]
    gone = FAMILY | {"c" * 26: entry("c", MIA, revoked=True)}
    assert [one.id for one in asking.requests(ADA, wishes, {}, gone)] == [ID.format(2)]


@pytest.mark.parametrize(
    ("device", "person", "counts"),
    [
        ("a", "mia", True),
        ("c", "mia", False),  # her own device
        ("e", "mia", False),  # a teen
        ("z", "mia", False),  # nobody of the family
        ("a", "ada", False),  # an adult to themselves
        ("a", "leo", False),  # a request that somebody else made
    ],
)
def test_only_an_adults_device_answers_and_only_what_was_asked(
    device: str, person: str, counts: bool
) -> None:
    found = asking.requests(MIA, {"c" * 26: [wish()]}, {device * 26: [reply(person=person)]}, FAMILY)
    assert [one.answer is not None for one in found] == [counts]


def test_the_first_answer_counts_and_what_the_asking_device_took_stands() -> None:
    replies = {"a" * 26: [reply(minutes=60, at=NOW + timedelta(minutes=1))], "b" * 26: [reply(minutes=0)]}
    [one] = asking.requests(ADA, {"c" * 26: [wish()]}, replies, FAMILY)
    assert one.answer == AnswerTold(at=NOW, minutes=0, words="ok", by="Ben")
    assert one.request.state(NOW) is State.DECLINED
    taken = wish(answer=Said(at=NOW, minutes=60, by="Ada"))
    both = {"c" * 26: [taken], "d" * 26: [wish()]}
    [one] = asking.requests(ADA, both, replies, FAMILY)
    assert one.answer is not None
    assert (one.answer.minutes, one.answer.by) == (60, "Ada")
    [one] = asking.requests(ADA, {"c" * 26: [wish()], "d" * 26: [taken]}, {}, FAMILY)
    assert one.answer is not None


@given(st.permutations([("a", 15, 2), ("a", 30, 1), ("b", 60, 3), ("e", 45, 0)]))
def test_the_order_in_which_letters_are_read_changes_nothing(order: list[tuple[str, int, int]]) -> None:
    replies: dict[str, list[Reply]] = {}
    for device, minutes, after in order:
        one = reply(minutes=minutes, at=NOW + timedelta(minutes=after))
        replies.setdefault(device * 26, []).append(one)
    [heard] = asking.first_replies(replies, FAMILY).values()
    assert (heard.reply.minutes, heard.by) == (30, "Ada")


def test_a_limit_is_named_from_its_level_on() -> None:
    named = wish(shown=Level.KINDS, name="Play", on=("category:games",))
    for level, seen in ((None, ()), (Level.TOTALS, ()), (Level.KINDS, named.on), (Level.APPS, named.on)):
        [one] = asking.pared([named], level)
        assert (one.on, bool(one.name)) == (seen, bool(seen))


@pytest.mark.parametrize("level", [None, *Level])
def test_a_limit_that_is_not_named_cannot_be_guessed_by_its_mark(level: Level | None) -> None:
    one, other = (
        asking.pared([wish(limit=limit_mark([on]))], level) for on in ("site:one.example", "site:two.example")
    )
    assert one == other
    assert is_mark(one[0].limit)
    assert asking.pared([wish()], level)[0].limit is None


def test_a_clock_far_ahead_asks_for_nothing() -> None:
    assert asking.not_ahead(NOW, [wish(), wish(2, at=NOW + timedelta(seconds=1))]) == (wish(),)


def test_a_request_without_a_time_is_over() -> None:
    assert RequestTold(id="x", person="mia").request.state(NOW) is State.EXPIRED


def test_a_mark_names_a_limit_whatever_the_order() -> None:
    assert limit_mark(["ai", "total"]) == limit_mark(["total", "ai"]) != limit_mark(["ai"])
    assert is_mark(limit_mark(["ai"]))
    assert not is_mark("g")
    assert not is_mark(None)
