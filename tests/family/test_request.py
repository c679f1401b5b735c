"""Where a request for time stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from wellbeing.family.request import OPEN_FOR, Answer, Request, State, cleaned, waiting

T = datetime(2026, 5, 4, 15, tzinfo=UTC)
ASKED = Request("a", T, 30, 1)


def test_a_request_is_open_until_it_is_answered_or_too_old() -> None:
    assert ASKED.state(T) is State.OPEN
    assert ASKED.state(T + OPEN_FOR) is State.EXPIRED
    assert ASKED.state(T - timedelta(seconds=1)) is State.OPEN
    assert ASKED.state(T - OPEN_FOR) is State.EXPIRED
    assert replace(ASKED, answer=Answer(T, 15)).state(T + OPEN_FOR) is State.GRANTED
    assert replace(ASKED, answer=Answer(T, 0)).state(T) is State.DECLINED


def test_the_newest_open_request_for_a_limit_waits() -> None:
    later, other = replace(ASKED, id="b", at=T + timedelta(minutes=1)), replace(ASKED, id="c", limit=None)
    now = T + timedelta(hours=1)
    some = [ASKED, later, other, replace(later, id="d", answer=Answer(T, 0))]
    assert waiting(some, now, 1) == later
    assert waiting(some, now) == other
    assert waiting(some, now, 2) is None


def test_words_hold_nothing_that_turns_or_hides_the_text_around_them() -> None:
    assert cleaned("ten\x00 more \u202esetunim\u2066") == "ten more setunim"


def test_words_are_one_line_of_bounded_length() -> None:
    assert cleaned("  homework\n\tis  done ") == "homework is done"
    assert len(cleaned("x" * 500)) == 200
