"""Focus sessions and pauses: wished once, shown, gone with their reason, summed up at the end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.clocks import HandClock
from tests.fakes.notifier import FakeNotifier
from tests.fakes.store import FakeStore
from wellbeing.catalogue.label import Label
from wellbeing.catalogue.why import Ground, Why
from wellbeing.engine import focus as sessions
from wellbeing.engine.focus import Asked, Focus
from wellbeing.engine.onscreen import OnScreen
from wellbeing.engine.sampler import Scene
from wellbeing.limits.limit import Of, Target
from wellbeing.model import Activity, AppIdentity, Presence, Span, Zone
from wellbeing.nudges.focus import Session, Summary
from wellbeing.nudges.kind import Kind
from wellbeing.nudges.nudge import Decision, Record, Verdict, Wish
from wellbeing.ports import Batch, Note, StoreBusy

T0 = datetime(2026, 5, 5, 8, tzinfo=UTC)
VIDEO, EDITOR, CHAT = AppIdentity("video"), AppIdentity("editor"), AppIdentity("chat")
MINUTE = timedelta(minutes=1)
BEFORE = (Target(Of.APP, "video"),)


def label(app: AppIdentity) -> Label:
    return Label("other", "chat" if app == CHAT else None, None, sure=True, why=Why(Ground.SAID))


class Desk:
    """A person with a list of distractions."""

    def __init__(self) -> None:
        self.clock = HandClock(T0)
        self.store = FakeStore(zone=Zone(T0, "Europe/Berlin", timedelta(hours=1)), now=self.clock.now)
        self.screen, self.notifier = OnScreen(), FakeNotifier()
        self.told: list[Asked] = []
        self.summed: list[Summary] = []
        self.before: tuple[Target, ...] = BEFORE
        self.on = {Kind.FRICTION}
        self.screen.attach(lambda value: self.told.append(value) if isinstance(value, Asked) else None)
        self.focus = Focus(
            store=self.store,
            clock=self.clock,
            label=label,
            before=lambda: self.before,
            on=lambda kind: kind in self.on,
            pid=lambda: 7,
            screen=self.screen,
            says=self.notifier.show,
            note=self._note,
            flush=lambda: None,
        )

    def _note(self, summary: Summary) -> Note:
        self.summed.append(summary)
        return Note("focus", "", "")

    def see(self, app: AppIdentity) -> None:
        now = self.clock.now()
        self.focus.look(Scene(now, Activity(Span(now, now), app, None, Presence.ACTIVE)))

    def wishes(self, app: AppIdentity) -> list[Wish]:
        now = self.clock.now()
        return list(self.focus.wishes(now, app, label(app), now))

    def ask(self, wish: Wish) -> bool:
        made = Decision(self.clock.now(), T0.date(), wish, 1, Verdict.DELIVERED, (), (0, 2))
        return self.focus.take(Record(made, id=3))


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_pause_comes_before_what_is_on_the_list_and_again_after_ten_minutes(desk: Desk) -> None:
    (wish,) = desk.wishes(VIDEO)
    assert (wish.kind, wish.about) == (Kind.FRICTION, "app:video")
    assert desk.ask(wish)
    ask = desk.told[-1].ask
    assert ask is not None
    assert (ask.nudge, ask.pid, ask.intention) == (3, 7, "")
    desk.focus.answered(3)
    assert desk.told[-1].ask is None
    desk.clock.advance(599)
    assert desk.wishes(VIDEO) == []
    desk.clock.advance(1)
    assert len(desk.wishes(VIDEO)) == 1
    assert desk.wishes(EDITOR) == []


def test_a_pause_goes_when_something_else_is_in_front_but_not_for_our_own_page(desk: Desk) -> None:
    desk.ask(desk.wishes(VIDEO)[0])
    desk.see(AppIdentity("wellbeing"))
    desk.see(VIDEO)
    assert desk.told[-1].ask is not None
    desk.see(EDITOR)
    assert desk.told[-1].ask is None


def test_try_first_is_asked_before_ai_only_where_it_is_switched_on(desk: Desk) -> None:
    desk.before = ()
    desk.see(EDITOR)
    assert (desk.wishes(CHAT), desk.focus.watches) == ([], False)
    desk.on.add(Kind.TRY_FIRST)
    desk.focus.changed()
    desk.see(EDITOR)
    assert desk.focus.watches
    (wish,) = desk.wishes(CHAT)
    assert (wish.kind, wish.about) == (Kind.TRY_FIRST, "ai")
    assert desk.ask(wish)


def test_without_a_screen_nothing_is_wished_and_other_kinds_are_not_ours(desk: Desk) -> None:
    assert not desk.ask(Wish(Kind.LIMIT, "1", "k"))
    assert not desk.ask(Wish(Kind.FRICTION, "app:gone", "k"))
    desk.screen.attach(None)
    assert desk.wishes(VIDEO) == []


def test_a_session_adds_distractions_and_ends_with_a_summary(desk: Desk) -> None:
    sessions.keep(desk.store, Session(T0, 25, "the letter", (Target(Of.AI),)))
    desk.focus.changed()
    desk.see(EDITOR)
    assert desk.focus.session is not None
    desk.ask(desk.wishes(CHAT)[0])
    ask = desk.told[-1].ask
    assert ask is not None
    assert ask.intention == "the letter"
    for app, start, end in ((EDITOR, 0, 20), (CHAT, 20, 25)):
        span = Span(T0 + start * MINUTE, T0 + end * MINUTE)
        desk.store.write(Batch(closed=[Activity(span, app, None, Presence.ACTIVE)]))
    desk.clock.advance(25 * 60)
    desk.see(EDITOR)
    assert desk.focus.session is None
    assert sessions.read(desk.store) is None
    assert desk.summed == [Summary("the letter", 25 * MINUTE, 25 * MINUTE, 5 * MINUTE, 1)]
    assert len(desk.notifier.shown) == 1


def test_a_session_ended_early_is_summed_up_too(desk: Desk) -> None:
    sessions.keep(desk.store, Session(T0, 60))
    desk.see(EDITOR)
    desk.clock.advance(600)
    sessions.keep(desk.store, None)
    desk.focus.changed()
    desk.see(EDITOR)
    assert [one.length for one in desk.summed] == [10 * MINUTE]


def test_a_session_of_an_older_form_is_none(desk: Desk) -> None:
    desk.store.mark("focus", '{"began": 3}')
    assert sessions.read(desk.store) is None


def test_a_clock_set_back_makes_no_session_longer() -> None:
    session = Session(T0, 25)
    assert session.left(T0 - timedelta(days=1)) == 25 * MINUTE
    assert session.left(T0 + timedelta(days=1)) == timedelta(0)


def test_a_busy_record_ends_a_session_later(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    sessions.keep(desk.store, Session(T0, 25))
    desk.see(EDITOR)
    desk.clock.advance(25 * 60)

    def busy(*_: object) -> None:
        raise StoreBusy("The record is busy.", "Try again.")

    with monkeypatch.context() as patch:
        patch.setattr(desk.store, "mark", busy)
        patch.setattr(desk.store, "uses", busy)
        desk.see(EDITOR)
    desk.see(EDITOR)
    assert sessions.read(desk.store) is None
    assert len(desk.summed) == 1
