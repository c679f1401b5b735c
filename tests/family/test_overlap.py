"""What counts of several devices: bounds that hold for any use, and lives whose truth is known."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellbeing.family.overlap import Part, alike, joined

HOURS_S = 6 * 3600
Use = tuple[int, int, str]
"""From and to in seconds after midnight, half-open, and the app."""


def part(uses: Iterable[Use], *, apps: bool = True) -> Part:
    """As a device tells them: seconds by hour, a bit for each minute, sums by app."""
    seconds: set[int] = set()
    sums: Counter[str] = Counter()
    for low, high, app in uses:
        fresh = set(range(low, high)) - seconds
        seconds |= fresh
        sums[app] += len(fresh)
    by_hour: defaultdict[int, int] = defaultdict(int)
    for one in seconds:
        by_hour[one // 3600] += 1
    hours = tuple(by_hour[hour] for hour in range(24))
    return Part(hours, frozenset(one // 60 for one in seconds), "UTC", dict(sums) if apps else {})


def total(*parts: Part) -> float:
    """As `line.lines` puts them together: the one used more comes first."""
    return sum(joined(sorted(parts, key=lambda one: -sum(one.hours)), {}).hours)


_uses = st.lists(
    st.tuples(st.integers(0, HOURS_S - 1), st.integers(1, 1200), st.sampled_from("abc")).map(
        lambda one: (one[0], min(one[0] + one[1], HOURS_S), one[2])
    ),
    max_size=8,
)


@given(st.lists(_uses, min_size=1, max_size=4), st.booleans())
@settings(deadline=None)
def test_never_below_the_largest_device_and_never_above_the_sum_or_the_minutes(
    lives: list[list[Use]], apps: bool
) -> None:
    parts = [part(one, apps=apps) for one in lives]
    found = total(*parts)
    minutes = frozenset().union(*(one.minutes or () for one in parts))
    assert found >= max(sum(one.hours) for one in parts) - 1e-3
    assert found <= sum(sum(one.hours) for one in parts) + 1e-3
    assert found <= 60 * len(minutes) + 1e-3


@given(_uses, st.integers(2, 4), st.booleans())
@settings(deadline=None)
def test_copies_of_one_record_count_once_to_within_rounding(life: list[Use], copies: int, apps: bool) -> None:
    one = part(life, apps=apps)
    assert total(*[one] * copies) == pytest.approx(sum(one.hours), abs=0.5)


@given(_uses, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_one_record_in_two_parts_is_never_more_than_it_was(life: list[Use], chance: random.Random) -> None:
    """A person who uses one device or the other, never both: nothing is made up."""
    ends = [use for use in life if chance.random() < 0.5]
    taken = {one for low, high, _app in ends for one in range(low, high)}
    rest = [(one, one + 1, app) for low, high, app in life for one in range(low, high) if one not in taken]
    whole = len({one for low, high, _app in life for one in range(low, high)})
    assert total(part(ends), part(rest)) <= whole + 1e-3


def test_apps_say_how_much_of_it_may_be_the_same_use() -> None:
    assert alike({}, {"a": 9}) == alike({"a": 9}, {}) == 1
    assert alike({"a": 9}, {"b": 9}) == 0
    assert alike({"a": 6, "b": 6}, {"a": 3}) == 0.25


def lived(chance: random.Random) -> list[Use]:
    """Some hours with pauses in the middle of minutes, as people take them."""
    uses, at = [], 0
    while at < HOURS_S:
        long = round(chance.lognormvariate(5, 1))
        uses.append((at, min(at + long, HOURS_S), chance.choice("abcde")))
        at += long + (round(chance.lognormvariate(4, 1)) if chance.random() < 0.4 else 0)
    return uses


def turning(uses: Sequence[Use], chance: random.Random) -> tuple[list[Use], list[Use]]:
    """The same life on two devices, going over from one to the other every quarter of an hour or so."""
    desk: list[Use] = []
    lap: list[Use] = []
    here = True
    for low, high, app in uses:
        here = not here if chance.random() < (high - low) / 900 else here
        (desk if here else lap).append((low, high, app if here else app.upper()))
    return desk, lap


def test_lives_whose_truth_is_known_come_out_right() -> None:
    """A copy exactly; a person who goes over from one device to the other within 1 %; two lives at once within 5 %."""
    chance = random.Random(7)  # noqa: S311 - of a life
    errors: defaultdict[str, list[float]] = defaultdict(list)
    for _ in range(20):
        life = lived(chance)
        truth = len({one for low, high, _app in life for one in range(low, high)})
        errors["copy"].append(total(part(life), part(life)) / truth - 1)
        errors["turning"].append(total(*map(part, turning(life, chance))) / truth - 1)
        bare = [part(one, apps=False) for one in turning(life, chance)]
        errors["turning, no apps told"].append(total(*bare) / truth - 1)
        other = lived(chance)
        both = len({one for low, high, _app in [*life, *other] for one in range(low, high)})
        errors["both at once"].append(total(part(life), part(other)) / both - 1)
    mean = {name: sum(some) / len(some) for name, some in errors.items()}
    assert max(map(abs, errors["copy"])) < 1e-4
    assert abs(mean["turning"]) < 0.01
    assert abs(mean["turning, no apps told"]) < 0.01
    assert abs(mean["both at once"]) < 0.05
