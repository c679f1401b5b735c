"""Letters are tried again, and never doubled."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.store import FakeStore
from wellbeing.engine.post import GIVE_UP, PAUSES, Post, State
from wellbeing.ports import KnownError, Letter, MailLater, MailRefused, MailUnclear

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
LETTER = Letter("week", ("a@example.org",), "s", "t")
LATER, REFUSED, UNCLEAR = (
    MailLater("It is busy.", "Wait."),
    MailRefused("It refuses.", "See."),
    MailUnclear("It broke.", "Ask."),
)


class Door:
    """A mailer that does what it is told, and counts what may have arrived."""

    def __init__(self, *outcomes: BaseException | None) -> None:
        self.outcomes = list(outcomes)
        self.tried = self.arrived = 0

    def send(self, letter: Letter) -> None:
        self.tried += 1
        outcome = self.outcomes.pop(0) if self.outcomes else None
        if outcome is None or isinstance(outcome, MailUnclear | KeyboardInterrupt):
            self.arrived += 1
        if outcome is not None:
            raise outcome


def test_a_busy_server_is_tried_again_after_pauses_that_grow() -> None:
    post, door = Post(FakeStore()), Door(*[LATER] * 4)
    at, tried = NOW, []
    while (one := post.send("week", lambda: LETTER, door, at)).state is State.WAITING:
        assert one.next is not None
        assert post.send("week", lambda: LETTER, door, one.next - timedelta(seconds=1)) == one
        tried.append(one.next - at)
        at = one.next
    assert tuple(tried) == PAUSES[:4]
    assert (one.state, one.tries, one.why) == (State.SENT, 5, "")
    post.send("week", lambda: LETTER, door, at + timedelta(days=30))
    assert door.arrived == 1


def test_after_five_days_it_is_given_up() -> None:
    post, door = Post(FakeStore()), Door(*[LATER] * 1000)
    at, one = NOW, post.send("week", lambda: LETTER, door, NOW)
    while one.next is not None:
        at = one.next
        one = post.send("week", lambda: LETTER, door, at)
    assert GIVE_UP < at - NOW < GIVE_UP + PAUSES[-1] * 2
    assert one.why == "It is busy."


def test_a_refused_letter_waits_for_the_person() -> None:
    post, door = Post(FakeStore()), Door(REFUSED)
    one = post.send("week", lambda: LETTER, door, NOW)
    assert (one.state, one.why, one.remedy, one.next) == (State.REFUSED, "It refuses.", "See.", None)
    assert post.send("week", lambda: LETTER, door, NOW + timedelta(days=1)) == one
    post.try_anew("week")
    assert post.send("week", lambda: LETTER, door, NOW).state is State.SENT


def test_a_crash_while_it_is_handed_over_is_unclear_and_not_sent_again() -> None:
    store, door = FakeStore(), Door(KeyboardInterrupt())
    with contextlib.suppress(KeyboardInterrupt):
        Post(store).send("week", lambda: LETTER, door, NOW)
    again = Post(store).send("week", lambda: LETTER, door, NOW + timedelta(days=1))
    assert again.state is State.UNCLEAR
    assert (door.tried, door.arrived) == (1, 1)


@given(
    st.lists(st.sampled_from((LATER, REFUSED, UNCLEAR, KnownError("Locked.", "Unlock."), None))),
    st.lists(st.timedeltas(timedelta(hours=-2), timedelta(days=2)), max_size=30),
)
def test_whatever_the_server_does_a_letter_arrives_once_at_most(
    outcomes: list[KnownError | None], steps: list[timedelta]
) -> None:
    store, door, at = FakeStore(), Door(*outcomes), NOW
    write: Callable[[], Letter] = lambda: LETTER  # noqa: E731 - as the engine passes it
    for step in steps:
        at += step
        Post(store).send("week", write, door, at)
    assert door.arrived <= 1
