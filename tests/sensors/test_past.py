"""The queue of what came to the front, and moments by other clocks."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from wellbeing.model import Evidence
from wellbeing.sensors.past import KEPT, LATEST, MILLISECOND, Past, of_monotonic, of_server, of_wall, tick

A, B = Evidence("a", pid=1), Evidence("b", pid=2)


def test_each_change_is_told_once_in_order() -> None:
    past = Past()
    for one in (A, A, B, None, None, A):
        past.note(one)
    assert past.newest == A
    assert [one.evidence for one in past.take()] == [A, B, None, A]
    assert past.take() == ()
    past.note(A)
    assert past.take() == ()
    past.forget()
    assert past.newest is None


def test_where_who_lost_the_focus_is_told_first_a_nothing_between_two_is_no_stretch_of_time() -> None:
    past = Past(gaps=False)
    for one in (A, None, B, None):
        past.note(one)
    assert [one.evidence for one in past.take()] == [A, B, None]
    past.note(A)
    past.note(None)
    past.note(B, timedelta(seconds=1))
    assert [one.evidence for one in past.take()] == [A, None, B]


def test_of_too_many_the_newest_are_kept() -> None:
    past = Past()
    for turn in range(KEPT * 2):
        past.note((A, B)[turn % 2])
    assert len(past.take()) == KEPT


def test_a_flood_of_titles_pushes_no_switch_out() -> None:
    past = Past()
    past.note(B)
    for turn in range(KEPT * 2):
        past.note(Evidence("a", f"title {turn}", pid=1))
    told = [one.evidence for one in past.take()]
    assert len(told) == KEPT
    assert told[0] == B
    assert told[-1] == past.newest == Evidence("a", f"title {KEPT * 2 - 1}", pid=1)


@pytest.mark.parametrize("ago_ms", [0, 5, 59_000])
def test_moments_by_other_clocks_are_ours(ago_ms: int) -> None:
    now = tick()
    for found in (
        of_server((time.monotonic_ns() // 1_000_000 - ago_ms) % (1 << 32)),
        of_wall(time.time() * 1000 - ago_ms),
        of_monotonic(time.monotonic_ns() // 1000 - ago_ms * 1000),
    ):
        assert found is not None
        assert abs(found - (now - timedelta(milliseconds=ago_ms))) <= timedelta(seconds=1)
        assert found <= tick() + MILLISECOND


def test_a_clock_that_is_not_ours_is_not_believed() -> None:
    far = LATEST / MILLISECOND + 1000
    assert of_server(int(time.monotonic_ns() // 1_000_000 - far) % (1 << 32)) is None
    assert of_server(int(time.monotonic_ns() // 1_000_000 + far) % (1 << 32)) is None
    assert of_wall(time.time() * 1000 + far) is None
    assert of_wall(float("9" * 400)) is None
    assert of_monotonic(12) is None or tick() < LATEST
