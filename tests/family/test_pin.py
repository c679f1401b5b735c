"""What makes a PIN unfit, and the wait after wrong tries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.family.pin import DELAYS, Tries, Weakness, delay, left, tried, weakness

S = timedelta(seconds=1)
amounts = st.timedeltas(timedelta(0), timedelta(days=400))


@pytest.mark.parametrize(
    ("pin", "why"),
    [
        ("471", Weakness.TOO_SHORT),
        ("", Weakness.TOO_SHORT),
        ("47" * 40, Weakness.TOO_LONG),
        ("7777", Weakness.ALL_ALIKE),
        ("1234", Weakness.IN_ORDER),
        ("9876", Weakness.IN_ORDER),
        ("abcd", Weakness.IN_ORDER),
        ("1243", None),
        ("4711", None),
        ("blue whale", None),
    ],
)
def test_a_pin_that_is_easily_guessed_is_named_as_such(pin: str, why: Weakness | None) -> None:
    assert weakness(pin) is why


def test_the_wait_grows_from_nothing_to_an_hour() -> None:
    assert [delay(failed) for failed in range(-1, 9)] == [
        DELAYS[0],
        *DELAYS,
        timedelta(hours=1),
    ]
    assert list(DELAYS) == sorted(DELAYS)


def test_ten_thousand_pins_take_more_than_a_year() -> None:
    assert sum((delay(failed) for failed in range(10_000)), timedelta(0)) > timedelta(days=365)


@given(st.integers(0, 20), amounts, amounts)
def test_within_one_start_exactly_the_wait_has_to_pass(failed: int, at: timedelta, passed: timedelta) -> None:
    assert left(Tries(failed, at), at + passed) == max(delay(failed) - passed, timedelta(0))


@given(st.integers(0, 20), amounts, amounts)
def test_a_restart_of_the_machine_never_shortens_the_wait(failed: int, at: timedelta, up: timedelta) -> None:
    """Whatever the clock says after it, the wait is over only if as much time has passed for certain."""
    if left(Tries(failed, at), up) == timedelta(0):
        assert up >= delay(failed)


def test_wrong_tries_add_up_until_a_right_one() -> None:
    tries = tried(tried(Tries(), 5 * S), 60 * S)
    assert tries == Tries(2, 60 * S)
    assert left(tries, 61 * S) == 4 * S
    assert left(Tries(), 0 * S) == 0 * S
