"""What a nudge wants less of, by its kind; kept by its sort and never by name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from wellbeing.limits.limit import Limit, Measure, Of, Target
from wellbeing.nudges.kind import Kind
from wellbeing.nudges.nudge import Decision, Record, Verdict, Wish
from wellbeing.nudges.outcome import counted, noted, owed

FILM = Limit((Target(Of.APP, "film"), Target(Of.SITE, "example.org")), (30,) * 7, id=3)


def record(kind: Kind, verdict: Verdict = Verdict.DELIVERED) -> Record:
    at = datetime(2026, 5, 5, 9, tzinfo=UTC)
    return Record(Decision(at, date(2026, 5, 5), Wish(kind, "about", "key"), 1, verdict, (), (0, 2)), id=1)


@pytest.mark.parametrize(
    ("kind", "about", "target"),
    [
        (Kind.GROWTH, "ai", Target(Of.AI)),
        (Kind.GROWTH, "screen", Target(Of.TOTAL)),
        (Kind.FRICTION, "category:video", Target(Of.CATEGORY, "video")),
        (Kind.TRY_FIRST, "ai", Target(Of.AI)),
        (Kind.TRY_FIRST, "anything", Target(Of.AI)),
        (Kind.HUMAN, "people", Target(Of.AI)),
        (Kind.SECOND_OPINION, "second-opinion", Target(Of.AI)),
        (Kind.NIGHT, "night", Target(Of.TOTAL)),
        (Kind.BREAK, "eyes", Target(Of.TOTAL)),
    ],
)
def test_each_kind_has_its_own_measure(kind: Kind, about: str, target: Target) -> None:
    found = counted(Wish(kind, about, "key"), [FILM])
    assert found is not None
    assert (found.targets, found.measure) == ((target,), Measure.MINUTES)


def test_a_limit_is_measured_by_itself() -> None:
    prompts = replace(FILM, measure=Measure.PROMPTS)
    assert counted(Wish(Kind.LIMIT, "3", "key"), [prompts]) is prompts
    assert counted(Wish(Kind.LIMIT, "4", "key"), [prompts]) is None


@pytest.mark.parametrize("wish", [Wish(Kind.CHECK_IN, "checkin", "c"), Wish(Kind.FRICTION, "?", "f")])
def test_what_wants_nothing_less_is_measured_by_nothing(wish: Wish) -> None:
    assert counted(wish, []) is None


def test_an_outcome_names_no_app_and_no_site() -> None:
    assert noted(FILM, 12.345, 3) == {"of": "app site", "measure": "minutes", "before": 12.35, "after": 3}
    assert noted(None, 0, 0) == {"of": None}


def test_what_was_shown_or_left_out_owes_its_hour_once() -> None:
    assert owed(record(Kind.LIMIT))
    assert owed(record(Kind.FRICTION, Verdict.WITHHELD))
    assert not owed(record(Kind.LIMIT, Verdict.REFUSED))
    assert not owed(record(Kind.CHECK_IN))
    assert not owed(replace(record(Kind.LIMIT), outcome=noted(FILM, 1, 1)))
