"""Sums as a person reads them."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from wellbeing.analysis.usage import idle, ranking, used
from wellbeing.model import AppIdentity, Presence, Use


def use(app: str, minutes: float, presence: Presence = Presence.ACTIVE) -> Use:
    return Use(AppIdentity(app), presence, timedelta(minutes=minutes))


def test_longest_first_and_equal_ones_by_name() -> None:
    rows = ranking(
        [use("b", 5), use("a", 5), use("c", 7), use("a", 1, Presence.PASSIVE)], lambda one: one.app.app_id
    )
    assert [(row.key, row.amount.seconds // 60) for row in rows] == [("c", 7), ("a", 6), ("b", 5)]


def test_absence_is_no_use() -> None:
    uses = [use("a", 5), use("a", 60, Presence.IDLE), use("a", 60, Presence.LOCKED)]
    assert used(uses) == timedelta(minutes=5)
    assert idle(uses) == timedelta(minutes=60)
    assert [row.amount for row in ranking(uses, lambda one: one.app.app_id)] == [timedelta(minutes=5)]


def test_uses_without_a_key_count_in_the_whole_only() -> None:
    rows = ranking([use("a", 1), use("b", 3)], lambda one: one.app.app_id if one.app.app_id == "a" else None)
    assert [(row.key, row.share) for row in rows] == [("a", 0.25)]


def test_nothing_has_no_rows() -> None:
    assert ranking([], lambda one: one.app.app_id) == []
    assert ranking([use("a", 0)], lambda one: one.app.app_id) == []


@given(
    st.lists(
        st.builds(
            use,
            st.sampled_from("abc"),
            st.integers(0, 100),
            st.sampled_from(list(Presence)),
        )
    )
)
def test_rows_sum_to_all_use(uses: list[Use]) -> None:
    rows = ranking(uses, lambda one: one.app.app_id)
    assert sum((row.amount for row in rows), timedelta(0)) == used(uses)
    assert not rows or abs(sum(row.share for row in rows) - 1) < 1e-9
