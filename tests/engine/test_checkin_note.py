"""The note that asks, on the beat: at the hour, once, opening the page; "never" ends the asking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.engine.test_nudger import CHAT, EDITOR, Life
from wellbeing.engine import manners
from wellbeing.engine.asking import CheckInRule, asked
from wellbeing.files.settings import Settings
from wellbeing.nudges.kind import Kind
from wellbeing.nudges.nudge import Response, Verdict
from wellbeing.ports import Answered, Reaction
from wellbeing.timeline.day import Calendar


@pytest.fixture
def life() -> Iterator[Life]:
    """Nine in the morning in Berlin, asked from ten on."""
    found = Life()
    found.chosen = replace(found.chosen, silent_days=0)
    settings = Settings(checkin_at="11:00")
    found.nudger._rules = (CheckInRule(found.store, found.clock, lambda: settings),)
    manners.switch(found.store, Kind.CHECK_IN, on=True)
    yield found
    found.senses.close()
    found.idle.close()
    found.selector.close()


def until_asked(life: Life) -> None:
    for app in (CHAT, EDITOR) * 9:
        life.go(app)
        life.live(10)


def test_it_is_asked_once_and_answering_opens_the_page(life: Life) -> None:
    until_asked(life)
    assert [one.slot for one in life.notifier.shown] == ["C"]
    life.nudger.react(Reaction("C", Answered.PRESSED, "checkin"))
    assert life.opened == ["checkin"]
    [one] = [one for one in life.records() if one.decision.verdict is Verdict.DELIVERED]
    assert one.response is Response.ACTED


def test_never_switches_asking_off(life: Life) -> None:
    until_asked(life)
    life.nudger.react(Reaction("C", Answered.PRESSED, "never"))
    calendar = Calendar(life.store.zones() or [life.clock.zone()])
    assert not asked(life.store, Settings(), calendar, life.clock.now()).on


def test_nothing_is_said_while_it_is_off(life: Life) -> None:
    manners.switch(life.store, Kind.CHECK_IN, on=False)
    until_asked(life)
    assert life.notifier.shown == []
