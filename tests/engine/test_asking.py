"""When the program wishes to ask: on, from the chosen hour on, until answered; never within two hours of a note."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.clocks import HandClock
from tests.fakes.store import FakeStore
from wellbeing.catalogue.label import Label
from wellbeing.catalogue.why import Ground, Why
from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.form import Form
from wellbeing.engine import manners
from wellbeing.engine.asking import CheckInRule, asked, daily
from wellbeing.engine.situation import Situation
from wellbeing.files.settings import Settings
from wellbeing.model import AppIdentity, Zone
from wellbeing.nudges import moment
from wellbeing.nudges.kind import Kind
from wellbeing.nudges.manners import Manners
from wellbeing.nudges.nudge import Breakpoint, Decision, Gate, Moment, Record, Verdict, Wish
from wellbeing.nudges.policy import Facts, decide
from wellbeing.timeline.day import Calendar

APP = AppIdentity("writer", "writer")
ZONE = Zone(datetime(2020, 1, 1, tzinfo=UTC), "UTC", timedelta(0))
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def at(hour: float) -> Situation:
    moment_ = NOON + (hour - 12) * HOUR
    return Situation(
        moment_,
        moment_,
        APP,
        Label("writing", None, None, True, Why(Ground.SAID)),
        moment.Doing(APP, moment_, present=True),
    )


def rule(store: FakeStore, settings: Settings | None = None) -> CheckInRule:
    return CheckInRule(store, HandClock(NOON), lambda: settings or Settings())


def switched_on() -> FakeStore:
    store = FakeStore(zone=ZONE)
    manners.switch(store, Kind.CHECK_IN, on=True)
    return store


def test_nothing_is_wished_while_it_is_off_which_it_is_from_the_start() -> None:
    assert rule(FakeStore(zone=ZONE))(at(19)) == []


def test_it_asks_from_the_chosen_hour_on() -> None:
    ask = rule(switched_on())
    assert ask(at(17.9)) == []
    [wish] = ask(at(18))
    assert (wish.kind, wish.key, wish.figures["questions"]) == (Kind.CHECK_IN, "checkin-2026-05-04", 7)


def test_answered_or_skipped_it_is_silent_until_tomorrow() -> None:
    store = switched_on()
    ask = rule(store, Settings(checkin_forms=(Form.DAILY,)))
    store.checkins.add(CheckIn(NOON, Form.DAILY))
    assert ask(at(19)) == []
    assert ask(at(20)) == []
    assert len(ask(at(18 + 24))) == 1


def test_a_chosen_hour_after_midnight_belongs_to_the_evening_before() -> None:
    ask = rule(switched_on(), Settings(checkin_at="01:00"))
    assert ask(at(23)) == []
    [wish] = ask(at(25))
    assert wish.key == "checkin-2026-05-04"


def test_a_form_whose_words_are_not_wanted_is_not_offered() -> None:
    store = switched_on()
    calendar = Calendar([ZONE], timedelta(hours=4))
    found = asked(store, Settings(checkin_forms=(Form.AI,)), calendar, NOON)
    assert (found.forms, found.due) == ((Form.AI,), (Form.AI,))


def test_of_several_daily_answers_the_latest_counts() -> None:
    calendar = Calendar([ZONE], timedelta(hours=4))
    first, second = CheckIn(NOON, Form.DAILY, (2, 2)), CheckIn(NOON + HOUR, Form.DAILY, (5, 5))
    skipped = CheckIn(NOON + 2 * HOUR, Form.DAILY)
    assert daily([first, second, skipped], calendar) == {NOON.date(): second}


def test_it_is_never_asked_within_two_hours_of_a_note() -> None:
    [wish] = rule(switched_on())(at(18))
    manners_ = Manners(on=frozenset({Kind.CHECK_IN}))
    said = Decision(
        NOON + 5 * HOUR,
        NOON.date(),
        Wish(Kind.GROWTH, "ai", "g"),
        1,
        Verdict.DELIVERED,
        (),
        (0, 2),
    )

    def decided(hour: float) -> Decision:
        when = NOON + (hour - 12) * HOUR
        facts = Facts(
            when,
            when,
            when.date(),
            60,
            (wish,),
            moment=Moment(when, Breakpoint.SWITCH, HOUR),
        )
        [one] = decide(facts, [], [Record(said)], manners_)
        return one

    assert decided(18.5).why is Gate.APART
    assert replace(decided(19.5), checks=()).verdict is Verdict.DELIVERED
