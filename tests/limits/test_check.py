"""Absurd limits are refused, each for its own reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from wellbeing.limits.check import Fault, Known, Problem, problems
from wellbeing.limits.limit import Aim, Hours, Level, Limit, Measure, Of, Target

HOUR = timedelta(hours=1)
AI = (Target(Of.AI),)
GOOD = Limit(AI, (60,) * 7, id=1)
KNOWN = Known(lambda app: app == "firefox", {"social", "video"}, {"chatgpt"})
PROMPTS = Measure.PROMPTS
EVENING = Hours(22 * HOUR, 6 * HOUR)


def found(limit: Limit) -> list[Fault]:
    return [one.fault for one in problems(limit, KNOWN)]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"targets": ()}, Fault.NOTHING_NAMED),
        ({"days": (None,) * 7}, Fault.NO_AMOUNT),
        ({"days": (0,) * 7}, Fault.TOO_LITTLE),
        ({"days": (-5,) * 7}, Fault.TOO_LITTLE),
        ({"days": (25 * 60,) * 7}, Fault.TOO_MUCH_A_DAY),
        ({"days": (60,) * 6}, Fault.NOT_SEVEN_DAYS),
        ({"week": 0}, Fault.TOO_LITTLE),
        ({"week": 7 * 24 * 60 + 1}, Fault.TOO_MUCH_A_WEEK),
        ({"week": 59}, Fault.WEEK_BELOW_DAY),
        ({"hours": (Hours(25 * HOUR, 6 * HOUR),)}, Fault.NO_TIME_OF_DAY),
        ({"hours": (Hours(6 * HOUR, 6 * HOUR),)}, Fault.EMPTY_HOURS),
        ({"hours": (Hours(6 * HOUR, 7 * HOUR, frozenset()),)}, Fault.NO_WEEKDAY),
        ({"hours": (Hours(6 * HOUR, 7 * HOUR, frozenset({7})),)}, Fault.NO_WEEKDAY),
        ({"hours": (EVENING, Hours(5 * HOUR, 7 * HOUR))}, Fault.HOURS_OVERLAP),
        ({"targets": (Target(Of.APP, "nosuch"),)}, Fault.UNKNOWN_APP),
        ({"targets": (Target(Of.APP),)}, Fault.UNKNOWN_APP),
        ({"targets": (Target(Of.CATEGORY, "sport"),)}, Fault.UNKNOWN_CATEGORY),
        ({"targets": (Target(Of.TOOL, "hal"),)}, Fault.UNKNOWN_TOOL),
        ({"targets": (Target(Of.SITE, "https://x.org/"),)}, Fault.NO_HOST),
        ({"targets": (Target(Of.SITE, "localhost"),)}, Fault.NO_HOST),
        ({"without": (Target(Of.CATEGORY, "sport"),)}, Fault.UNKNOWN_CATEGORY),
        ({"without": AI}, Fault.NOTHING_COUNTS),
        ({"targets": (Target(Of.APP, "firefox"),), "measure": PROMPTS}, Fault.PROMPTS_OF_WHAT),
        ({"measure": PROMPTS, "days": (10_001,) * 7}, Fault.TOO_MUCH_A_DAY),
        ({"aim": Aim.AT_LEAST, "hours": (EVENING,)}, Fault.GOAL_HAS_HOURS),
        ({"aim": Aim.AT_LEAST, "level": Level.COVER}, Fault.GOAL_COVERS),
        ({"warnings": (0,)}, Fault.WARNING_OUT_OF_RANGE),
        ({"name": "n" * 81}, Fault.NAME_TOO_LONG),
    ],
)
def test_what_makes_no_sense_is_named(
    changes: dict[str, Any], fault: Fault
) -> None:  # Any: fields of a limit
    assert found(replace(GOOD, **changes)) == [fault]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"days": (1,) * 7},
        {"days": (24 * 60,) * 7},
        {"days": (None,) * 6 + (30,)},
        {"days": (None,) * 7, "week": 300},
        {"days": (None,) * 7, "hours": (EVENING,)},
        {"hours": (EVENING, Hours(6 * HOUR, 7 * HOUR))},
        {"hours": (Hours(22 * HOUR, 24 * HOUR),)},
        {"targets": (Target(Of.SITE, "news.example.org"), Target(Of.CATEGORY, "social"))},
        {"measure": PROMPTS},
        {"aim": Aim.AT_LEAST, "week": 10},
    ],
)
def test_what_makes_sense_is_taken(changes: dict[str, Any]) -> None:  # Any: fields of a limit
    assert found(replace(GOOD, **changes)) == []


def test_a_second_limit_of_the_same_is_refused() -> None:
    known = replace(KNOWN, limits=(GOOD,))
    assert problems(replace(GOOD, id=0, days=(30,) * 7), known) == [Problem(Fault.TWICE, "1")]
    assert problems(replace(GOOD, days=(30,) * 7), known) == []
    assert problems(replace(GOOD, id=0, aim=Aim.AT_LEAST), known) == []


def test_a_night_that_runs_over_the_weeks_end_overlaps_its_beginning() -> None:
    sunday = Hours(23 * HOUR, 3 * HOUR, frozenset({6}))
    monday = Hours(2 * HOUR, 4 * HOUR, frozenset({0}))
    assert found(replace(GOOD, hours=(sunday, monday))) == [Fault.HOURS_OVERLAP]
    assert found(replace(GOOD, hours=(sunday, replace(monday, start=3 * HOUR)))) == []
