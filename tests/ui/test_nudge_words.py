"""What notes say, and that nothing is without words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from wellbeing.engine.labels import Labels
from wellbeing.files import rules
from wellbeing.files.applications import Applications
from wellbeing.limits.check import Fault, Problem
from wellbeing.limits.limit import Level, Limit, Measure, Of, Target
from wellbeing.nudges.kind import Delivery, Kind
from wellbeing.nudges.nudge import Check, Decision, Figure, Figures, Gate, Record, Response, Verdict, Wish
from wellbeing.ports import Urgency
from wellbeing.ui import limit_words, nudge_words

LIMIT = Limit((Target(Of.AI), Target(Of.CATEGORY, "video")), (60,) * 7, id=3)


@pytest.fixture
def labels(tmp_path: Path) -> Labels:
    return Labels(rules.catalogue(), Applications([tmp_path], ["en"]))


def record(what: str, *, quiet: bool = False, **changes: object) -> Record:
    figures: Figures = {"limit": 3, "what": what, "used": 50.0, "left": 10.0}
    wish = Wish(Kind.LIMIT, "3", what, figures, {"used": 60.0, "left": 10}, Delivery.QUIET if quiet else None)
    made = Decision(
        datetime(2026, 5, 5, 12, tzinfo=UTC), date(2026, 5, 5), wish, 1, Verdict.DELIVERED, (), (0, 2)
    )
    return Record(replace(made, **changes), id=12)  # type: ignore[arg-type]  # named fields


def test_a_warning_says_what_is_left_quietly_and_replaces_the_one_before(labels: Labels) -> None:
    told = nudge_words.note(record("warning-10", quiet=True), LIMIT, labels)
    assert told.title == "10 min left: AI tools + Video & streaming"
    assert told.body == "50 min of 1 h 00 today. You set this limit yourself."
    assert [one.key for one in told.buttons] == ["not-now", "why", "limits"]
    assert (told.slot, told.urgency) == ("limit-3", Urgency.LOW)
    assert told.lasts is not None


def test_a_reached_limit_offers_three_ways_on_or_just_says_so(labels: Labels) -> None:
    dialog = nudge_words.note(record("reached-0"), replace(LIMIT, level=Level.DIALOG), labels)
    assert [one.label for one in dialog.buttons] == ["One more minute", "15 more minutes", "Ignore today"]
    prompts = replace(LIMIT, level=Level.COVER, measure=Measure.PROMPTS, name="Mine")
    told = nudge_words.note(record("reached-0"), prompts, labels)
    assert told.title == "Your limit is reached: Mine"
    assert [one.label for one in told.buttons] == ["One more prompt", "5 more prompts", "Ignore today"]
    note = nudge_words.note(record("reached-0"), LIMIT, labels)
    assert [one.key for one in note.buttons] == ["not-now", "why", "limits"]
    assert nudge_words.note(record("done", quiet=True), LIMIT, labels).title.startswith("Done: ")


def test_after_three_refusals_a_note_asks_whether_to_stop(labels: Labels) -> None:
    told = nudge_words.note(record("reached-0", offers_stop=True), None, labels)
    assert [one.key for one in told.buttons] == ["not-now", "why", "never"]


def test_a_note_explains_itself() -> None:
    told = nudge_words.explanation(record("warning-10"))
    assert told.title == "Why: Own limit, rule L, version 1"
    assert "Occasion: 10 left" in told.body
    assert "Used: 50 (60)" in told.body
    assert "wellbeing nudges why 12" in told.body


def test_everything_has_words() -> None:
    words = [
        *(nudge_words.kind(one) for one in Kind),
        *(nudge_words.verdict(one) for one in Verdict),
        *(nudge_words.response(one) for one in Response),
        *(nudge_words.gate(one) for one in Gate),
        *(word for one in Fault for word in limit_words.problem(Problem(one, "7"))),
    ]
    assert all(words)
    assert nudge_words.response(None) == ""
    assert nudge_words.figure_name("something-new") == "something-new"
    assert nudge_words.figures(Check(Gate.BUDGET, passed=True, figure=1, threshold=2)) == "1 against 2"
    assert nudge_words.figures(Check(Gate.SWITCHED_ON, passed=True)) == ""


def grown(series: str = "ai", **changes: object) -> Record:
    figures: Figures = {
        "series": series,
        "start": "2026-10-12",
        "noticed": "2026-11-09",
        "recent": 64.2,
        "usual": 41.0,
        "question": "slow",
        "sensitivity": "balanced",
        "sum": 3.1,
        "rise": 1.4,
    }
    wish = Wish(Kind.GROWTH, series, "growth", figures, {"sum": 2.9, "rise": 1.15})
    made = Decision(
        datetime(2026, 11, 10, 12, tzinfo=UTC), date(2026, 11, 10), wish, 1, Verdict.DELIVERED, (), (0, 2)
    )
    return Record(replace(made, **changes), id=7)  # type: ignore[arg-type]  # named fields


def test_growth_is_said_with_both_figures_and_four_ways_out(labels: Labels) -> None:
    told = nudge_words.note(grown(), None, labels)
    assert told.title == "Your AI use has been growing since about 12 October"
    assert told.body == (
        "1 h 04 a day in the last two weeks; your usual is 41 min. Fine if this is what you want."
    )
    assert [one.key for one in told.buttons] == ["new-normal", "limits", "not-now", "why"]
    assert told.slot == "growth-ai"
    screen = nudge_words.note(grown("screen", offers_stop=True), None, labels)
    assert screen.title.startswith("Your screen time")
    assert [one.key for one in screen.buttons] == ["new-normal", "never", "not-now", "why"]


def test_the_grounds_of_growth_are_told_in_words() -> None:
    body = nudge_words.explanation(grown()).body
    assert "Its sum: 3.1 (2.9)" in body
    told = [nudge_words.growth_figure(name, value) for name, value in grown().decision.wish.figures.items()]
    assert told[:7] == [
        "AI tools",
        "Monday 12 October",
        "Monday 9 November",
        "1 h 04",
        "41 min",
        "somewhat longer days",
        "Balanced",
    ]


@pytest.mark.parametrize(
    ("gate", "value", "read"),
    [
        (Gate.COOL_DOWN, 40320.0, "28 days"),
        (Gate.APART, 90.0, "1 h 30"),
        (Gate.NOTHING_HOLDS, "full-screen, microphone", "full screen, the microphone"),
        (Gate.NOTHING_HOLDS, "what-is-new", "what-is-new"),
        (Gate.GOOD_MOMENT, "return 4.0", "back from 4 min away"),
        (Gate.GOOD_MOMENT, "switch 6.0", "another app after 6 min"),
        (Gate.GOOD_MOMENT, "break-end 5.0", "a break of 5 min was over"),
        (Gate.BUDGET, 2, "2"),
        (Gate.BUDGET, None, ""),
    ],
)
def test_a_condition_is_read_as_people_say_it(gate: Gate, value: Figure, read: str) -> None:
    assert nudge_words.check_value(gate, value) == read
