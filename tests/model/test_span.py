"""Spans are half-open, in UTC, and never reversed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from wellbeing.model import NOTHING, Activity, Presence, Span

AT = datetime(2026, 5, 5, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_a_span_is_half_open() -> None:
    span = Span(AT, AT + HOUR)
    assert AT in span
    assert AT + HOUR not in span
    assert span.length == HOUR


@pytest.mark.parametrize("zone", [None, timezone(HOUR)])
def test_a_span_is_kept_in_utc(zone: timezone | None) -> None:
    with pytest.raises(ValueError, match="UTC"):
        Span(AT.replace(tzinfo=zone), AT)


def test_a_span_does_not_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="before"):
        Span(AT, AT - HOUR)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(-2, -1, None), (-1, 0, None), (-1, 1, (0, 1)), (0, 2, (0, 2)), (1, 3, (1, 2)), (2, 3, None)],
)
def test_clipping_keeps_what_lies_inside(start: int, end: int, expected: tuple[int, int] | None) -> None:
    whole = Span(AT, AT + 2 * HOUR)
    activity = Activity(Span(AT + start * HOUR, AT + end * HOUR), NOTHING, None, Presence.ACTIVE)
    clipped = activity.clipped(whole)
    if expected is None:
        assert clipped is None
    else:
        assert clipped is not None
        assert clipped.span == Span(AT + expected[0] * HOUR, AT + expected[1] * HOUR)


@pytest.mark.parametrize(
    ("presence", "counts"),
    [(Presence.ACTIVE, True), (Presence.PASSIVE, True), (Presence.IDLE, False), (Presence.LOCKED, False)],
)
def test_only_presence_in_front_counts(presence: Presence, counts: bool) -> None:
    assert presence.counts is counts


def test_an_empty_span_says_so() -> None:
    assert Span(AT, AT).empty
