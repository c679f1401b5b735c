"""Breaks on the beat: shown on our screen or told as a note, held by calls, counted by day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.clocks import HandClock
from tests.fakes.notifier import FakeNotifier
from tests.fakes.store import FakeStore
from wellbeing.engine.breaks import Breaks, BreakShown, count, counts
from wellbeing.engine.onscreen import OnScreen
from wellbeing.engine.sampler import Scene
from wellbeing.engine.senses import Senses
from wellbeing.model import Activity, AppIdentity, Presence, Span, Zone
from wellbeing.nudges.rest import PAUSES, Outcome, Rhythm, Stage
from wellbeing.ports import Note, SessionState, StoreBusy

T0 = datetime(2026, 5, 5, 8, tzinfo=UTC)
DAY = date(2026, 5, 5)
BEAT = timedelta(seconds=5)
MINUTE = timedelta(minutes=1)


class Hands(Senses):
    """Senses whose input is what the test says."""

    def __init__(self, clock: HandClock) -> None:
        super().__init__(lambda fact, _after: pytest.fail(str(fact)), clock, 3 * MINUTE)
        self.away = timedelta(0)

    @property
    def idle(self) -> timedelta | None:
        return self.away


class Desk:
    """A person with a rhythm."""

    def __init__(self) -> None:
        self.clock = HandClock(T0)
        self.store = FakeStore(zone=Zone(T0, "Europe/Berlin", timedelta(hours=1)), now=self.clock.now)
        self.senses, self.screen, self.notifier = Hands(self.clock), OnScreen(), FakeNotifier()
        self.rhythm, self.snoozed, self.presence = Rhythm.EYES, False, Presence.ACTIVE
        self.told: list[BreakShown] = []
        self.turns: list[timedelta] = []
        self.shared = False
        self.breaks = Breaks(
            store=self.store,
            clock=self.clock,
            senses=self.senses,
            category=lambda _: "",
            rhythm=lambda: (PAUSES[self.rhythm], timedelta(seconds=15)),
            look_at=self.turns.append,
            shared=lambda: self.shared,
            snoozed=lambda: self.snoozed,
            today=lambda: DAY,
            screen=self.screen,
            notifier=self.notifier,
            note=lambda rest: Note("break", rest.pause.name, ""),
        )

    def attach(self) -> None:
        self.screen.attach(lambda value: self.told.append(value) if isinstance(value, BreakShown) else None)

    def live(self, time: timedelta, *, away: bool = False) -> None:
        end = self.clock.tick() + time
        while self.clock.tick() < end:
            self.clock.advance(BEAT.total_seconds())
            self.senses.away = self.senses.away + BEAT if away else timedelta(0)
            now = self.clock.now()
            self.breaks.look(Scene(now, Activity(Span(now, now), AppIdentity("x"), None, self.presence)))

    @property
    def stage(self) -> Stage | None:
        rest = self.told[-1].rest if self.told else None
        return None if rest is None else rest.stage


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_break_is_announced_shown_and_counted(desk: Desk) -> None:
    desk.attach()
    desk.live(20 * MINUTE + BEAT)
    stages = [desk.stage]
    desk.live(3 * BEAT)
    stages.append(desk.stage)
    desk.live(5 * BEAT, away=True)
    assert [*stages, desk.stage] == [Stage.PRELUDE, Stage.BREAK, None]
    assert counts(desk.store, DAY) == {Outcome.TAKEN: 1}
    assert desk.breaks.until_next is not None


def test_the_beat_is_asked_to_turn_when_a_break_may_be_over(desk: Desk) -> None:
    desk.attach()
    desk.live(20 * MINUTE + 4 * BEAT)
    assert desk.stage is Stage.BREAK
    due = desk.turns[-1]
    assert due == desk.clock.tick() + timedelta(seconds=20)
    desk.senses.away = timedelta(seconds=20)
    desk.clock.advance(20)
    now = desk.clock.now()
    desk.breaks.look(Scene(now, Activity(Span(now, now), AppIdentity("x"), None, desk.presence)))
    assert counts(desk.store, DAY) == {Outcome.TAKEN: 1}


def test_a_shared_screen_sees_no_break_and_the_time_goes_on(desk: Desk) -> None:
    desk.attach()
    desk.shared = True
    desk.live(25 * MINUTE)
    assert desk.told == []
    desk.shared = False
    desk.live(BEAT)
    assert desk.stage is Stage.PRELUDE
    desk.shared = True
    desk.live(3 * BEAT)
    assert desk.stage is None


def test_wishes_are_obeyed_and_counted(desk: Desk) -> None:
    desk.attach()
    for wish in (desk.breaks.start, desk.breaks.postpone, desk.breaks.skip):
        wish()
    desk.live(20 * MINUTE + BEAT)
    desk.breaks.postpone()
    assert desk.stage is None
    desk.live(2 * MINUTE + BEAT)
    desk.breaks.start()
    assert desk.stage is Stage.BREAK
    desk.breaks.skip()
    assert counts(desk.store, DAY) == {Outcome.POSTPONED: 1, Outcome.SKIPPED: 1}


def test_without_a_screen_a_note_says_it_once(desk: Desk) -> None:
    desk.live(21 * MINUTE)
    assert [one.title for one in desk.notifier.shown] == ["eyes"]


def test_a_call_and_putting_off_hold_it(desk: Desk) -> None:
    desk.attach()
    desk.senses.camera = True
    desk.live(25 * MINUTE)
    assert desk.told == []
    desk.senses.camera, desk.snoozed = False, True
    desk.live(MINUTE)
    assert desk.told == []
    desk.snoozed = False
    desk.live(BEAT)
    assert desk.stage is Stage.PRELUDE


def test_a_locked_screen_is_a_break_of_ones_own(desk: Desk) -> None:
    desk.attach()
    desk.live(19 * MINUTE)
    desk.senses.session = SessionState(locked=True)
    desk.live(2 * MINUTE)
    desk.senses.session = SessionState()
    desk.live(BEAT)
    assert counts(desk.store, DAY) == {Outcome.NATURAL: 1}
    assert desk.told == []


def test_watching_a_film_is_no_break(desk: Desk) -> None:
    desk.attach()
    desk.presence = Presence.PASSIVE
    desk.live(21 * MINUTE, away=True)
    assert desk.stage is not None


def test_another_rhythm_begins_anew_and_none_ends_all(desk: Desk) -> None:
    desk.attach()
    desk.live(20 * MINUTE + BEAT)
    desk.rhythm = Rhythm.POMODORO
    desk.live(BEAT)
    assert desk.stage is None
    assert desk.breaks.until_next == 25 * MINUTE
    desk.rhythm = Rhythm.OFF
    desk.live(BEAT)
    assert desk.breaks.until_next is None


def test_a_busy_record_loses_a_count_and_no_beat(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise StoreBusy("The record is busy.", "Try again.")

    monkeypatch.setattr(desk.store, "mark", busy)
    count(desk.store, DAY, Outcome.TAKEN)
