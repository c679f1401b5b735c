"""The reliance index: how the last two weeks compare with a person's own usual, and what it is made of.

50 is usual. Each component is a percentile among the person's own comparable days; what the components contribute adds
up to the index exactly, so that it can be checked by hand. It is no score of a person, and no diagnosis.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp, log, sqrt

WINDOW, GAP, LATELY = 112, 14, 14
"""Comparable days lie in the 112 days that end 14 days before a day; the index is the mean of the last 14 days."""
ENOUGH_COMPARABLE, ENOUGH_LATELY = 10, 8
"""Fewer comparable days, or days with a percentile lately, are too little."""
SPREAD_OF_ONE, SHARED = 9.8, 0.5
"""Standard deviation of one component without any change (simulated); the correlation between components."""
FOUR_WEEKS, YEAR, ENOUGH_YEAR_AGO = 28, 364, 10
"""Days compared with those a year ago (52 weeks, so that weekdays meet), and how many of each there must be."""
_SATURDAY = 5


class Component(StrEnum):
    """What a day is looked at for."""

    AI_MINUTES = "ai_minutes"
    AI_SHARE = "ai_share"
    AI_SESSIONS = "ai_sessions"
    PROMPTS = "prompts"
    FIRST_USE = "first_use"
    QUICK_TURNS = "quick_turns"
    AI_FREE_STRETCH = "ai_free_stretch"
    NIGHT_MINUTES = "night_minutes"
    INSTEAD_OF_PEOPLE = "instead_of_people"
    COMPANION_MINUTES = "companion_minutes"


WEIGHTS = {
    Component.AI_MINUTES: 15,
    Component.AI_SHARE: 10,
    Component.AI_SESSIONS: 10,
    Component.PROMPTS: 15,
    Component.FIRST_USE: 10,
    Component.QUICK_TURNS: 15,
    Component.AI_FREE_STRETCH: 5,
    Component.NIGHT_MINUTES: 10,
    Component.INSTEAD_OF_PEOPLE: 5,
    Component.COMPANION_MINUTES: 5,
}
"""Weights by judgement, of 100; where components are missing the others are weighted up."""


class Side(StrEnum):
    """The three sides that the components tell of."""

    AMOUNT = "amount"
    REFLEX = "reflex"
    DISPLACEMENT = "displacement"


SIDES = {
    Side.AMOUNT: (
        Component.AI_MINUTES,
        Component.AI_SHARE,
        Component.AI_SESSIONS,
        Component.PROMPTS,
    ),
    Side.REFLEX: (Component.FIRST_USE, Component.QUICK_TURNS, Component.AI_FREE_STRETCH),
    Side.DISPLACEMENT: (
        Component.NIGHT_MINUTES,
        Component.INSTEAD_OF_PEOPLE,
        Component.COMPANION_MINUTES,
    ),
}
"""How the page groups them."""
REVERSED = frozenset({Component.FIRST_USE, Component.AI_FREE_STRETCH})
"""Components of which less means more reliance."""


@dataclass(frozen=True, slots=True)
class Part:
    """One component's part in the index."""

    component: Component
    mean: float
    """Mean percentile of the last two weeks, 0 to 100."""
    weight: float
    """Weight of those that are there, together 100."""
    contribution: float
    """What it adds to 50."""
    days: int
    """Days the mean rests on."""


@dataclass(frozen=True, slots=True)
class Index:
    """The index of a day."""

    value: float
    parts: tuple[Part, ...]
    ordinary: tuple[float, float]
    """Between these lies what varies without any change, 19 times in 20."""
    missing: tuple[Component, ...]
    """Components without enough data, left out."""


def percentile(values: Sequence[float | None], weekdays: Sequence[int], day: int) -> float | None:
    """Where a day lies among its comparable days, 0 to 100; None without a value or with too little to compare.

    Comparable are days of the same class (weekday or weekend) in the reference window; all days where there are fewer
    than ten of the class.

    Args:
        values: one a day, in order; None without a value.
        weekdays: Monday 0 to Sunday 6.
        day: index of the day.
    """
    value = values[day]
    if value is None:
        return None
    window = range(max(0, day - GAP - WINDOW), max(0, day - GAP))
    known = [(weekdays[one] % 7 >= _SATURDAY, other) for one in window if (other := values[one]) is not None]
    alike = [other for free, other in known if free == (weekdays[day] % 7 >= _SATURDAY)]
    if len(alike) < ENOUGH_COMPARABLE:
        alike = [other for _free, other in known]
    if len(alike) < ENOUGH_COMPARABLE:
        return None
    less = sum(other < value for other in alike)
    equal = sum(other == value for other in alike)
    return 100 * (less + 0.5 * equal + 0.5) / (len(alike) + 1)


def index(
    days: Mapping[Component, Sequence[float | None]], weekdays: Sequence[int], day: int
) -> Index | None:
    """The index of a day; None while there is too little data for every component.

    Args:
        days: for each component one value a day, in order; None without a value.
        weekdays: Monday 0 to Sunday 6.
        day: index of the day.
    """
    means: dict[Component, tuple[float, int]] = {}
    for component in Component:
        values = days.get(component)
        if values is None:
            continue
        found = [percentile(values, weekdays, one) for one in range(max(0, day - LATELY + 1), day + 1)]
        known = [100 - one if component in REVERSED else one for one in found if one is not None]
        if len(known) >= ENOUGH_LATELY:
            means[component] = (sum(known) / len(known), len(known))
    if not means:
        return None
    whole = sum(WEIGHTS[component] for component in means)
    parts = tuple(
        Part(
            component, mean, 100 * WEIGHTS[component] / whole, WEIGHTS[component] * (mean - 50) / whole, count
        )
        for component, (mean, count) in means.items()
    )
    return Index(
        50 + sum(part.contribution for part in parts),
        parts,
        ordinary(len(parts)),
        tuple(component for component in Component if component not in means),
    )


def ordinary(components: int) -> tuple[float, float]:
    """The band of ordinary variation for so many components: 30 to 70 for one, 36 to 64 for ten."""
    spread = SPREAD_OF_ONE * sqrt((1 + (components - 1) * SHARED) / components)
    return 50 - 2 * spread, 50 + 2 * spread


def ai_amount(minutes: float, sessions: int | None = None, prompts: int | None = None) -> float:
    """One amount of AI use for the noticing of growth: a geometric mean of the signals that exist.

    Three signals that share a part of their noise are noticed a few days sooner than one. A day without any is 0.
    Give the same signals for all days of a series: another mixture is another level.

    Args:
        minutes: attended minutes.
        sessions: episodes of use; None where they are not counted.
        prompts: human turns; None where they are not counted.
    """
    counts = [count for count in (sessions, prompts) if count is not None]
    if not minutes and not any(counts):
        return 0.0
    logs = [log(minutes + 5), *(log(count + 1) for count in counts)]
    return exp(sum(logs) / len(logs))


@dataclass(frozen=True, slots=True)
class Beside:
    """The last four weeks beside the same four weeks of the year before: means of days that count."""

    now: float
    before: float
    days: int
    """Of the year before."""


def year_ago(values: Sequence[float | None]) -> Beside | None:
    """What was done a year ago, since an index against one's own usual forgets slow drift; None while unknown.

    Args:
        values: one a day, in order; None for a day that does not count.
    """
    now = [one for one in values[-FOUR_WEEKS:] if one is not None]
    end = len(values) - YEAR
    before = [one for one in values[max(0, end - FOUR_WEEKS) : max(0, end)] if one is not None]
    if min(len(now), len(before)) < ENOUGH_YEAR_AGO:
        return None
    return Beside(sum(now) / len(now), sum(before) / len(before), len(before))
