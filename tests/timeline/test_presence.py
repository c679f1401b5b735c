"""Is the person there?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.model import Presence
from wellbeing.timeline.presence import IDLE_AFTER, PASSIVE_AT_MOST, presence
from wellbeing.timeline.watch import Watch, follow

AT = datetime(2026, 5, 5, 12, tzinfo=UTC)
HOUR = 3600
ACTIVE, IDLE, PASSIVE = Presence.ACTIVE, Presence.IDLE, Presence.PASSIVE


def ago(seconds: float) -> datetime:
    return AT - timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("idle", "locked", "since", "until", "expected", "back"),
    [
        (0, False, None, None, ACTIVE, 0),
        (179, False, None, None, ACTIVE, 0),
        (180, False, None, None, IDLE, 180),
        (10, False, HOUR, None, ACTIVE, 0),
        (HOUR, True, HOUR, None, Presence.LOCKED, 0),
        (None, False, None, None, ACTIVE, 0),
        # A film goes on: it began before the last input, or before the person would have been absent.
        (HOUR, False, 2 * HOUR, None, PASSIVE, HOUR),
        (HOUR, False, HOUR - 170, None, PASSIVE, HOUR),
        # It began by itself while nobody was there.
        (HOUR, False, HOUR - 190, None, IDLE, HOUR),
        # It is over: just now, long ago, or before the last input.
        (HOUR, False, 2 * HOUR, 170, PASSIVE, HOUR),
        (HOUR, False, 2 * HOUR, 190, IDLE, 190),
        (HOUR, False, 2 * HOUR, HOUR + 60, IDLE, HOUR),
        # Nobody watches through the night.
        (3 * HOUR, False, 9 * HOUR, None, PASSIVE, 3 * HOUR),
        (4 * HOUR, False, 9 * HOUR, None, IDLE, HOUR),
    ],
)
def test_presence(
    idle: int | None, locked: bool, since: int | None, until: int | None, expected: Presence, back: int
) -> None:
    silence = None if idle is None else timedelta(seconds=idle)
    watch = None if since is None else Watch(ago(since), None if until is None else ago(until))
    assert presence(AT, idle=silence, locked=locked, watch=watch, idle_after=IDLE_AFTER) == (
        expected,
        ago(back),
    )


def test_breaks_between_films_are_part_of_watching_and_longer_ones_are_not() -> None:
    grace = timedelta(minutes=3)
    first = follow(None, ago(3000), grace, on=True)
    assert follow(None, ago(3000), grace, on=False) is None
    over = follow(first, ago(2000), grace, on=False)
    assert over == Watch(ago(3000), ago(2000))
    assert follow(over, ago(1990), grace, on=False) == over
    assert follow(over, ago(1830), grace, on=True) == Watch(ago(3000))
    assert follow(over, ago(1820), grace, on=True) == Watch(ago(1820))
    assert follow(Watch(AT), ago(60), grace, on=True) == Watch(ago(60))


@given(
    st.integers(0, 5 * HOUR), st.integers(0, 9 * HOUR), st.none() | st.integers(0, 9 * HOUR), st.booleans()
)
def test_no_absence_is_claimed_before_the_last_input_nor_presence_for_ever(
    idle: int, since: int, until: int | None, locked: bool
) -> None:
    watch = Watch(ago(since), None if until is None or until > since else ago(until))
    told, at = presence(AT, idle=timedelta(seconds=idle), locked=locked, watch=watch, idle_after=IDLE_AFTER)
    assert ago(idle) <= at <= AT
    assert told.counts is False or timedelta(seconds=idle) < PASSIVE_AT_MOST + IDLE_AFTER
