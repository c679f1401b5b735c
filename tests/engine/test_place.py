"""Buttons of notes lead to what they speak of."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from wellbeing.engine.place import led_to
from wellbeing.limits import typed
from wellbeing.nudges.kind import Kind
from wellbeing.nudges.nudge import Decision, Record, Verdict, Wish


def record(kind: Kind, about: str) -> Record:
    wish = Wish(kind, about, "key")
    decision = Decision(
        datetime(2026, 5, 5, 9, tzinfo=UTC), date(2026, 5, 5), wish, 1, Verdict.DELIVERED, (), (0, 2)
    )
    return Record(decision, id=42)


@pytest.mark.parametrize(
    ("kind", "about", "button", "place"),
    [
        (Kind.LIMIT, "3", "why", "nudges/42"),
        (Kind.LIMIT, "3", "limits", "limits/3"),
        (Kind.GROWTH, "ai", "limits", "limits/ai"),
        (Kind.GROWTH, "screen", "limits", "limits/total"),
        (Kind.FRICTION, "site:example.org", "limits", "limits/site:example.org"),
        (Kind.TRY_FIRST, "ai", "limits", "limits/ai"),
        (Kind.SECOND_OPINION, "second-opinion", "limits", "limits/ai"),
        (Kind.NIGHT, "night", "limits", "limits/total"),
        (Kind.BREAK, "eyes", "limits", "limits"),
        (Kind.CHECK_IN, "checkin", "checkin", "checkin"),
    ],
)
def test_a_button_leads_to_what_the_note_speaks_of(kind: Kind, about: str, button: str, place: str) -> None:
    assert led_to(record(kind, about), button) == place


def test_whatever_a_limit_is_offered_on_can_be_read_back() -> None:
    for kind, about in ((Kind.GROWTH, "ai"), (Kind.GROWTH, "screen"), (Kind.FRICTION, "app:Film")):
        what = led_to(record(kind, about), "limits").partition("/")[2]
        assert typed.target(what) is not None
