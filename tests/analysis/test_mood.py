"""Mood beside use: what is adjusted for, when nothing is said, how often nothing is taken for something."""

from __future__ import annotations

import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.mood_lives import life, share_said
from wellbeing.analysis import mood as module
from wellbeing.analysis.mood import EARLY_LEVEL, Lag, Says, adjusted, patterns


def dice(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - lives, not secrets


def test_weekdays_and_a_straight_trend_are_taken_away_whole() -> None:
    values = [3.0 * (day % 7 >= 5) + 0.25 * day for day in range(70)]
    assert all(abs(one or 0.0) < 1e-9 for one in adjusted(values, 0))
    assert all(abs(one or 0.0) < 1e-9 for one in adjusted(values, 4))


def test_what_is_not_known_stays_unknown() -> None:
    assert adjusted([None, 1.0, None], 0) == [None, 0.0, None]
    assert adjusted([], 0) == []


@given(st.lists(st.none() | st.floats(-100, 100), max_size=60), st.integers(0, 6))
def test_adjusted_values_have_no_mean_left(values: list[float | None], weekday: int) -> None:
    left = [one for one in adjusted(values, weekday) if one is not None]
    assert len(left) == sum(one is not None for one in values)
    assert abs(math.fsum(left)) < 1e-6


def test_equal_values_share_their_rank() -> None:
    assert module._ranks([5.0, None, 1.0, 5.0]) == [1.5, None, 0.0, 1.5]


def test_below_sixty_pairs_nothing_is_said() -> None:
    moods, uses = life(dice(1), 60, missing=0.1)
    found = patterns(moods, {"ai": uses})["ai"]
    assert (found.says, found.rho, found.p, found.likely) == (Says.TOO_FEW, None, None, None)


def test_between_sixty_and_ninety_only_a_strong_pattern_is_said() -> None:
    moods, uses = life(dice(5), 75, relation=-0.2, missing=0)
    early = patterns(moods, {"ai": uses})["ai"]
    assert early.p is not None
    assert early.says is (Says.PATTERN if early.p < EARLY_LEVEL else Says.TOO_EARLY)
    strong, used = life(dice(2), 85, relation=-0.9, missing=0)
    found = patterns(strong, {"ai": used})["ai"]
    assert (found.says, found.lag) == (Says.PATTERN, Lag.SAME)


def test_a_pattern_has_a_direction_a_lag_and_a_range() -> None:
    moods, uses = life(dice(3), 200, relation=-0.6)
    found = patterns(moods, {"ai": uses})["ai"]
    assert found.says is Says.PATTERN
    assert found.lag is Lag.SAME
    assert found.rho is not None
    assert found.likely is not None
    assert found.likely[0] < found.rho < found.likely[1] < 0


@pytest.mark.parametrize(("by", "lag"), [(1, Lag.USE_BEFORE), (-1, Lag.USE_AFTER)])
def test_a_pattern_of_neighbouring_days_is_found_at_its_lag(by: int, lag: Lag) -> None:
    moods, uses = life(dice(4), 200, relation=-0.8, memory=0.1, missing=0)
    turned = [*uses[by:], *uses[:by]]
    assert patterns(moods, {"ai": turned})["ai"].lag is lag


def test_without_a_relation_nothing_clear_is_said_and_never_nothing_at_all() -> None:
    moods, uses = life(dice(6), 160)
    assert patterns(moods, {"ai": uses})["ai"].says is Says.NOTHING_CLEAR


def test_looking_twice_costs() -> None:
    moods, uses = life(dice(3), 120, relation=-0.35)
    alone = patterns(moods, {"ai": uses})["ai"].p
    beside = patterns(moods, {"ai": uses, "screen": life(dice(9), 120)[1]})
    assert alone is not None
    assert beside["ai"].p in (pytest.approx(2 * alone), pytest.approx(1.0), alone)
    assert beside["ai"].p is not None
    assert beside["ai"].p >= alone


def test_a_series_that_never_changes_says_nothing() -> None:
    moods, _uses = life(dice(7), 140)
    found = patterns(moods, {"ai": [0.0] * 140})["ai"]
    assert (found.says, found.rho) == (Says.NOTHING_CLEAR, 0.0)


def test_the_same_days_say_the_same_twice_and_long_ago_does_not_count() -> None:
    moods, uses = life(dice(8), 450, relation=-0.4)
    whole = patterns(moods, {"ai": uses}, 2)
    assert whole == patterns(moods, {"ai": uses}, 2)
    assert whole == patterns(moods[50:], {"ai": uses[50:]}, 3)


def test_more_than_two_series_are_refused() -> None:
    with pytest.raises(ValueError, match="two"):
        patterns([1.0], {"a": [1.0], "b": [1.0], "c": [1.0]})
    with pytest.raises(ValueError, match="long"):
        patterns([1.0], {"a": []})


def test_chance_is_rarely_taken_for_a_pattern() -> None:
    # 100 people of 100 days: at most 12 of them where 5 are expected (the long version is in tests/soak).
    assert share_said(100, 100, 21) <= 0.12
