"""The note that asks, on the beat: at the hour, once, opening the page; "never" ends the asking."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.engine.test_nudger import CHAT, EDITOR, Life
from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.form import Form
from wellbeing.engine import manners
from wellbeing.engine.asking import EVER, CheckInRule, asked
from wellbeing.files.settings import Settings
from wellbeing.model.sentence import Sentence
from wellbeing.nudges.kind import Kind
from wellbeing.nudges.nudge import Response, Verdict
from wellbeing.ports import Answered, Note, Reaction, StoreBusy
from wellbeing.timeline.day import Calendar


@pytest.fixture
def life() -> Iterator[Life]:
    """Nine in the morning in Berlin, asked from ten on."""
    found = Life()
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


def test_with_a_screen_it_is_asked_in_a_window_of_our_own_and_kept_from_there(life: Life) -> None:
    told: list[object] = []
    life.nudger._screen.attach(told.append)
    until_asked(life)
    assert life.notifier.shown == []
    [note] = [one for one in told if isinstance(one, Note)]
    life.nudger.check_in(note.slot, CheckIn(life.clock.now(), Form.DAILY, (5, 3), (), "long day"))
    [kept] = life.store.checkins.since(EVER)
    assert (kept.mood, kept.energy, kept.note) == (5, 3, "long day")
    [one] = [one for one in life.records() if one.decision.verdict is Verdict.DELIVERED]
    assert one.response is Response.ACTED
    assert life.opened == []


def test_an_answer_is_kept_later_where_the_record_is_busy(
    life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    add, busy = life.store.checkins.add, StoreBusy(Sentence("Busy."), Sentence("Wait."))

    def fails(_one: CheckIn) -> CheckIn:
        raise busy

    monkeypatch.setattr(life.store.checkins, "add", fails)
    with pytest.raises(StoreBusy):
        life.nudger.check_in("checkin", CheckIn(life.clock.now(), Form.DAILY, (5, 3)))
    monkeypatch.setattr(life.store.checkins, "add", add)
    until_asked(life)
    assert [one.mood for one in life.store.checkins.since(EVER)] == [5]


def test_never_switches_asking_off(life: Life) -> None:
    until_asked(life)
    life.nudger.react(Reaction("C", Answered.PRESSED, "never"))
    calendar = Calendar(life.store.zones() or [life.clock.zone()])
    assert not asked(life.store, Settings(), calendar, life.clock.now()).on


def test_switched_on_from_elsewhere_it_asks_at_once(life: Life) -> None:
    manners.switch(life.store, Kind.CHECK_IN, on=False)
    rule = CheckInRule(life.store, life.clock, Settings)
    assert not rule.minds()
    manners.switch(life.store, Kind.CHECK_IN, on=True)
    assert not rule.minds(), "the record is read once a minute"
    rule.begin_anew()
    assert rule.minds()


def test_nothing_is_said_while_it_is_off(life: Life) -> None:
    manners.switch(life.store, Kind.CHECK_IN, on=False)
    until_asked(life)
    assert life.notifier.shown == []
