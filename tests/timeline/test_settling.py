"""What is believed of what was told, however it was divided."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.model import Evidence
from wellbeing.timeline.settling import APART, SETTLE, Seen, Settling, Told, placed, settle

A, B = Evidence("a"), Evidence("b")
MS = timedelta(milliseconds=1)


def at(ms: float, evidence: Evidence | None) -> Seen:
    return Seen(evidence, ms * MS)


@pytest.mark.parametrize(
    ("told", "now", "believed", "front", "due"),
    [
        ([], 500, [], A, None),
        ([at(10, B)], 10, [at(10, B)], B, None),
        ([at(10, None)], 50, [], A, 110),
        ([at(10, None)], 110, [at(10, None)], None, None),
        ([at(10, None), at(12, B)], 12, [at(12, B)], B, None),
        ([at(10, None), at(12, A)], 400, [], A, None),
        ([at(10, None), at(60, None)], 111, [at(10, None)], None, None),
        ([at(10, None), at(110, B)], 110, [at(10, None), at(110, B)], B, None),
        ([at(10, None), at(200, A)], 200, [at(10, None), at(200, A)], A, None),
        ([at(10, B), at(30, A), at(50, B)], 400, [at(10, B), at(30, A), at(50, B)], B, None),
    ],
)
def test_a_nothing_is_believed_once_it_has_lasted(
    told: list[Seen], now: float, believed: list[Seen], front: Evidence | None, due: float | None
) -> None:
    state, found = settle(Settling(A), told, now * MS)
    assert (state.front, found) == (front, believed)
    assert state.due == (None if due is None else due * MS)


histories = st.lists(st.tuples(st.integers(0, 250), st.sampled_from([A, B, None])), max_size=12).map(
    lambda steps: [
        Seen(one, sum(gap for gap, _ in steps[: turn + 1]) * MS) for turn, (_, one) in enumerate(steps)
    ]
)


@given(st.sampled_from([A, B, None]), histories, st.integers(0, 12), st.integers(0, 300), st.integers(0, 1))
def test_it_does_not_matter_how_changes_are_divided(
    front: Evidence | None, told: list[Seen], cut: int, later: int, share: int
) -> None:
    first, second = told[:cut], told[cut:]
    end = (told[-1].tick if told else timedelta(0)) + later * MS
    earliest = first[-1].tick if first else timedelta(0)
    between = earliest + ((second[0].tick if second else end) - earliest) * share
    whole = settle(Settling(front), told, end)
    halfway, before = settle(Settling(front), first, between)
    state, after = settle(halfway, second, end)
    assert (state, before + after) == whole


@given(st.sampled_from([A, B, None]), histories, st.integers(0, 300))
def test_what_is_believed_is_in_order_and_never_twice_the_same(
    front: Evidence | None, told: list[Seen], later: int
) -> None:
    end = (told[-1].tick if told else timedelta(0)) + later * MS
    state, believed = settle(Settling(front), told, end)
    fronts = [front, *(one.evidence for one in believed)]
    assert all(one != other for one, other in pairwise(fronts))
    assert all(one.tick <= other.tick for one, other in pairwise(believed))
    assert state.front == fronts[-1]
    assert state.nothing_since is None or end - state.nothing_since < SETTLE


@given(
    st.lists(st.tuples(st.sampled_from([A, B, None]), st.none() | st.integers(0, 2000)), max_size=10),
    st.integers(500, 1000),
    st.integers(0, 500),
)
def test_every_change_has_its_moment_in_order(
    told: list[tuple[Evidence | None, int | None]], since: int, length: int
) -> None:
    until = (since + length) * MS
    found = placed([Told(one, None if ms is None else ms * MS) for one, ms in told], since * MS, until)
    assert [one.evidence for one in found] == [one for one, _ in told]
    assert all(one.tick <= other.tick <= until for one, other in pairwise(found))


def test_changes_without_a_moment_are_spread_over_the_time_in_which_they_may_have_happened() -> None:
    assert placed([Told(A)], 0 * MS, 90 * MS, 10 * MS) == [at(10, A)]
    assert placed([Told(A), Told(B)], 0 * MS, 90 * MS, 10 * MS) == [at(10, A), at(50, B)]
    assert placed([Told(A)], 10 * MS, 90 * MS) == [at(50, A)]
    assert placed([Told(A), Told(B)], 0 * MS, 90 * MS) == [at(30, A), at(60, B)]
    crowded = placed([Told(A), Told(B), Told(A)], 10 * MS, 10 * MS)
    assert all(other.tick - one.tick >= APART / 2 for one, other in pairwise(crowded))


def test_a_moment_that_is_told_counts() -> None:
    assert placed([Told(A, 20 * MS), Told(B, 70 * MS)], 0 * MS, 90 * MS) == [at(20, A), at(70, B)]
    assert placed([Told(A, 20 * MS), Told(B, 95 * MS), Told(A, 60 * MS)], 0 * MS, 90 * MS) == [
        at(20, A),
        at(90, B),
        at(90, A),
    ]
