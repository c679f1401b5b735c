"""The voice on the beat: silent, cheap, and heard when it must be."""

from __future__ import annotations

import selectors
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.clocks import HandClock
from tests.fakes.notifier import FakeNotifier
from tests.fakes.sensors import FakeSensor
from tests.fakes.store import FakeStore
from wellbeing.catalogue.label import Label
from wellbeing.catalogue.why import Ground, Why
from wellbeing.engine import manners, permit
from wellbeing.engine.changes import Change, Changes
from wellbeing.engine.limits import Reckoner
from wellbeing.engine.nudger import Nudger
from wellbeing.engine.onscreen import OnScreen, Shown, Stop
from wellbeing.engine.sampler import Scene
from wellbeing.engine.senses import Senses
from wellbeing.engine.situation import Situation
from wellbeing.limits.limit import Agreed, Grant, Level, Limit, Measure, Of, Target
from wellbeing.model import Activity, AppIdentity, EntryKind, Evidence, Presence, Prompt, Span, Zone
from wellbeing.nudges.kind import Kind
from wellbeing.nudges.manners import Manners
from wellbeing.nudges.nudge import Decision, Record, Response, Verdict, Wish
from wellbeing.ports import Answered, Batch, Fact, KnownError, Note, Reaction, StoreBusy
from wellbeing.sensors.choose import Choice, choose
from wellbeing.sensors.null import null
from wellbeing.timeline.day import Calendar

T0 = datetime(2026, 5, 5, 8, tzinfo=UTC)
ALWAYS = Span(datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
CHAT, EDITOR = AppIdentity("chat"), AppIdentity("editor")
AI = (Target(Of.AI),)


def label(app: AppIdentity) -> Label:
    tool = "chat" if app == CHAT else None
    return Label("meetings" if app.app_id == "zoom" else "ai", tool, None, sure=True, why=Why(Ground.SAID))


def note(record: Record, limit: Limit | None) -> Note:
    slot = record.decision.wish.kind.value if limit is None else f"limit-{limit.id}"
    return Note(slot, str(record.decision.wish.figures.get("what", "")), "")


class Life:
    """A person at a desk, a beat every five seconds."""

    def __init__(self) -> None:
        self.found: list[Wish] = []
        self.acted: list[tuple[str, str]] = []
        self.clock = HandClock(T0)
        self.store = FakeStore(zone=Zone(T0, "Europe/Berlin", timedelta(hours=1)), now=self.clock.now)
        self.changes = Changes()
        self.heard: list[Change] = []
        self.changes.subscribe(self.heard.append)
        self.idle = FakeSensor(Fact.IDLE, timedelta(seconds=3), polled=True)
        self.senses = Senses(self._choose, self.clock, timedelta(minutes=3))
        self.selector = selectors.DefaultSelector()
        self.senses.open(self.selector)
        self.senses.window = Evidence("chat")
        self.notifier = FakeNotifier()
        self.screen = OnScreen()
        self.told: list[object] = []
        self.opened: list[str] = []
        self.shared = False
        """Whether others see the screen."""
        self.window = False
        """Whether there is a screen for a window."""
        self.reckoned = 0
        self.wishes: list[Wish] = []
        self.chosen = Manners(quiet_from=timedelta(0), quiet_to=timedelta(0))
        self.draw = 0.0
        self.open: Activity | None = None
        self.nudger = Nudger(
            store=self.store,
            clock=self.clock,
            senses=self.senses,
            reckoner=self._reckoner,
            manners=lambda: manners.manners(self.chosen, self.store),
            note=note,
            explain=lambda record: Note("why", str(record.id), ""),
            notifier=self.notifier,
            changes=self.changes,
            draw=lambda: self.draw,
            flush=self.flush,
            rules=(self._rule,),
            found=lambda: self.found,
            acts=self._act,
            screen=self.screen,
            opens=self._open,
            shared=lambda: self.shared,
            switch_off=lambda kind: manners.switch(self.store, kind, on=False),
        )
        self.go(CHAT)

    def _choose(self, fact: Fact, _after: timedelta) -> Choice:
        if fact is Fact.IDLE:
            return choose(fact, [self.idle])
        return choose(fact, [null(fact, reason="Not here.", remedy="")])

    def _reckoner(self) -> Reckoner:
        self.reckoned += 1
        return Reckoner(self.store, label, Calendar(self.store.zones() or [self.clock.zone()]), 0)

    def _act(self, record: Record, button: str) -> bool:
        self.acted.append((record.decision.wish.about, button))
        return button == "new-normal"

    def _open(self, place: str) -> bool:
        self.opened.append(place)
        return self.window

    def _rule(self, _: Situation) -> list[Wish]:
        return self.wishes

    def look_at(self) -> tuple[Stop, ...]:
        """What stands on the screen now."""
        shown = [one for one in self.told if isinstance(one, Shown)]
        return shown[-1].stops if shown else ()

    def go(self, app: AppIdentity, presence: Presence = Presence.ACTIVE) -> None:
        """Something else comes to the front."""
        now = self.clock.now()
        if self.open is not None and self.open.span.start < now:
            closed = replace(self.open, span=Span(self.open.span.start, now))
            self.store.write(Batch(closed=[closed]))
        self.open = Activity(Span(now, now), app, None, presence)

    def flush(self) -> None:
        if self.open is not None:
            self.open = replace(self.open, span=Span(self.open.span.start, self.clock.now()))
            self.store.write(Batch(open=self.open))

    def live(self, minutes: float) -> None:
        for _ in range(round(minutes * 12)):
            self.clock.advance(5)
            self.nudger.look(Scene(self.clock.now(), self.open))

    def limit(self, minutes: int = 60, **more: object) -> Limit:
        kept = self.store.limits.set(
            replace(Limit(AI, (minutes,) * 7), **more),  # type: ignore[arg-type]  # named fields
            self.clock.now(),
        )
        self.nudger.limits_changed()
        return kept

    def shown(self) -> list[str]:
        return [one.title for one in self.notifier.shown]

    def records(self) -> list[Record]:
        return self.store.nudges.since(ALWAYS.start)


@pytest.fixture
def life() -> Iterator[Life]:
    one = Life()
    yield one
    one.senses.close()
    one.idle.close()
    one.selector.close()


def test_a_limit_warns_thrice_and_tells_once_when_it_is_reached(life: Life) -> None:
    life.limit(60)
    life.live(70)
    assert life.shown() == ["warning-10", "warning-5", "warning-1", "reached-0"]
    minutes = [(one.decision.at - T0) / timedelta(minutes=1) for one in life.records()]
    for told, due in zip(minutes, (50, 55, 59, 60), strict=True):
        assert due <= told <= due + 0.2
    assert life.heard.count(Change.NUDGE) == 4


def test_while_nothing_can_be_due_nothing_is_reckoned(life: Life) -> None:
    life.nudger._rules = ()
    life.live(30)
    assert life.reckoned == 0
    life.limit(60)
    life.live(1)
    first = life.reckoned
    assert first <= 2
    life.live(40)
    assert life.reckoned == first, "the first warning is 49 minutes away"
    life.go(EDITOR)
    life.live(60)
    assert life.reckoned <= first + 4, "what does not count needs no counting"


def test_extensions_go_on_and_are_journaled(life: Life) -> None:
    life.limit(30, level=Level.DIALOG)
    life.live(31)
    assert life.shown()[-1] == "reached-0"
    life.nudger.react(Reaction("limit-1", Answered.PRESSED, "more"))
    record = life.records()[-1]
    assert record.response is Response.ACTED
    assert "extended" in [
        one.facts["what"] for one in life.store.entries(ALWAYS) if one.kind is EntryKind.LIMIT
    ]
    life.live(10)
    assert life.shown()[-1] == "reached-0"
    life.live(7)
    assert life.shown()[-1] == "reached-1"
    life.nudger.extend(1, Grant.IGNORE)
    with pytest.raises(KnownError):
        life.nudger.extend(1, Grant.MORE)
    life.live(60)
    assert life.shown()[-1] == "reached-1"


@pytest.mark.parametrize(("by", "place"), [("Mum", "family"), ("", "limits/1")])
def test_a_button_whose_way_has_closed_opens_the_page_that_says_so(life: Life, by: str, place: str) -> None:
    life.limit(30, agreed=Agreed(by, more=1) if by else None)
    permit.set_pin(life.store, "4711", life.clock)
    life.live(31)
    if by:
        life.nudger.extend(1, Grant.MORE)
    else:
        life.store.limits.remove(1, life.clock.now())
    life.nudger.react(Reaction("limit-1", Answered.PRESSED, "more"))
    assert life.opened == [place]
    assert life.records()[-1].response is Response.ACTED


def test_our_own_dialog_takes_the_place_of_the_note_until_it_is_answered(life: Life) -> None:
    life.screen.attach(life.told.append)
    life.limit(20, level=Level.DIALOG)
    life.live(25)
    assert "reached-0" not in life.shown()
    (stop,) = life.look_at()
    assert (stop.standing.reached, stop.in_front) == (True, True)
    life.go(EDITOR)
    life.live(0.2)
    assert [one.in_front for one in life.look_at()] == [False]
    life.nudger.answer(stop.nudge, Response.ACTED)
    life.live(0.2)
    assert life.look_at() == ()


def test_a_dialog_goes_by_itself_when_the_limit_was_extended_elsewhere(life: Life) -> None:
    life.screen.attach(life.told.append)
    life.limit(20, level=Level.DIALOG)
    life.live(25)
    assert life.look_at()
    life.nudger.extend(1, Grant.MORE)
    life.live(0.2)
    assert life.look_at() == ()
    life.live(15.2)
    assert [one.standing.extensions[-1].grant for one in life.look_at()] == [Grant.MORE]


def test_a_cover_stays_after_done_for_today_and_goes_with_more_time(life: Life) -> None:
    life.screen.attach(life.told.append)
    life.limit(20, level=Level.COVER)
    life.live(25)
    (stop,) = life.look_at()
    life.nudger.answer(stop.nudge, Response.ACTED)
    life.go(EDITOR)
    life.live(3)
    life.go(CHAT)
    life.live(0.2)
    assert [one.in_front for one in life.look_at()] == [True]
    life.nudger.extend(1, Grant.LITTLE)
    life.live(0.2)
    assert life.look_at() == ()


def test_without_a_screen_a_stop_is_told_as_a_note(life: Life) -> None:
    life.limit(20, level=Level.COVER)
    life.live(25)
    assert life.shown()[-1] == "reached-0"


def test_a_call_holds_the_word_until_it_is_over(life: Life) -> None:
    life.limit(30)
    life.live(19)
    life.senses.quiet = True
    life.live(8)
    assert life.shown() == []
    life.senses.quiet = False
    life.live(0.2)
    assert life.shown() == ["warning-5"]
    verdicts = [(one.decision.wish.key[-2:], one.decision.verdict) for one in life.records()]
    assert ("10", Verdict.HELD) in verdicts
    life.live(60)
    ends = [one.decision.verdict for one in life.records() if one.decision.wish.key.endswith("-10")]
    assert ends == [Verdict.HELD, Verdict.DROPPED]


def test_a_wish_waits_for_a_switch_after_five_minutes(life: Life) -> None:
    life.store.write(
        Batch(
            closed=[
                Activity(
                    Span(T0 - timedelta(days=30), T0 - timedelta(days=29)), EDITOR, None, Presence.ACTIVE
                )
            ]
        )
    )
    life.wishes = [Wish(Kind.GROWTH, "ai", "growth-1")]
    life.live(10)
    assert life.shown() == []
    life.go(EDITOR)
    life.live(0.2)
    assert len(life.notifier.shown) == 1
    life.nudger.react(Reaction("G", Answered.PRESSED, "why"))
    assert life.notifier.shown[-1].slot == "why"
    assert life.records()[-1].response is Response.WHY


def test_where_short_silences_cannot_be_told_nothing_waits_for_one(
    life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert life.senses.still() == timedelta(seconds=3)
    monkeypatch.setattr(life.idle, "grain", timedelta(seconds=10), raising=False)
    life.idle.tell(timedelta(0))
    assert life.senses.still() is None
    life.idle.tell(timedelta(seconds=11))
    assert life.senses.still() == timedelta(seconds=11)


def test_a_shared_screen_holds_even_an_own_stop_until_it_is_over(life: Life) -> None:
    life.limit(level=Level.DIALOG, warnings=())
    life.shared = True
    life.live(63)
    assert life.shown() == []
    (held,) = life.records()
    assert (held.decision.verdict, held.decision.checks[-1].figure) == (Verdict.HELD, "presentation")
    life.shared = False
    life.live(1.2)
    assert len(life.notifier.shown) == 1


def test_what_is_no_nudge_is_shown_by_ourselves_where_nobody_else_does(life: Life) -> None:
    life.screen.attach(life.told.append)
    summary = Note("focus", "Focus is over", "")
    life.nudger.say(summary)
    assert life.notifier.shown == [summary]
    life.nudger.react(Reaction("focus", Answered.FAILED))
    assert summary in life.told
    life.nudger.react(Reaction("focus", Answered.DISMISSED))


def test_why_opens_the_grounds_of_that_very_note_where_there_is_a_window(life: Life) -> None:
    life.window = True
    life.limit()
    life.live(61)
    note = life.notifier.shown[-1]
    life.nudger.react(Reaction(note.slot, Answered.PRESSED, "why"))
    assert life.opened == [f"nudges/{life.records()[-1].id}"]
    assert life.notifier.shown[-1] is note


def test_limit_opens_the_editor_of_the_limit_that_spoke(life: Life) -> None:
    life.window = True
    kept = life.limit()
    life.live(61)
    life.nudger.react(Reaction(life.notifier.shown[-1].slot, Answered.PRESSED, "limits"))
    assert life.opened == [f"limits/{kept.id}"]


def test_a_minute_without_a_touch_is_a_breakpoint_too(life: Life) -> None:
    life.store.write(
        Batch(
            closed=[
                Activity(
                    Span(T0 - timedelta(days=30), T0 - timedelta(days=29)), EDITOR, None, Presence.ACTIVE
                )
            ]
        )
    )
    life.wishes = [Wish(Kind.GROWTH, "ai", "growth-1")]
    life.live(2)
    for seconds in range(5, 75, 5):
        life.idle.tell(timedelta(seconds=seconds))
        life.live(1 / 12)
    assert life.shown() == []
    life.idle.tell(timedelta(seconds=1))
    life.live(2 / 12)
    assert life.shown() == [], "the hands are still at it"
    life.idle.tell(timedelta(seconds=2))
    life.live(2 / 12)
    assert len(life.notifier.shown) == 1


def test_never_ends_a_kind_and_a_drawn_one_gets_its_outcome(life: Life) -> None:
    life.store.write(
        Batch(
            closed=[
                Activity(
                    Span(T0 - timedelta(days=30), T0 - timedelta(days=29)), EDITOR, None, Presence.ACTIVE
                )
            ]
        )
    )
    life.chosen = replace(life.chosen, experiment=True)
    manners.switch(life.store, Kind.HUMAN, on=True)
    life.wishes = [Wish(Kind.HUMAN, "people", "human-1")]
    life.live(6)
    life.go(EDITOR)
    life.live(0.2)
    life.nudger.react(Reaction("H", Answered.PRESSED, "never"))
    life.live(62)
    record = life.records()[-1]
    assert record.response is Response.NEVER
    assert manners.kinds(life.store)[Kind.HUMAN] is False
    assert record.outcome == {"of": "ai", "measure": "minutes", "before": 6.0, "after": 0.0}


def test_the_hour_after_a_limit_is_counted_by_what_the_limit_is_on(life: Life) -> None:
    life.nudger._rules = ()
    editing = replace(Limit((Target(Of.APP, EDITOR.app_id),), (30,) * 7), warnings=())
    life.store.limits.set(editing, life.clock.now())
    life.nudger.limits_changed()
    life.live(10)
    life.go(EDITOR)
    life.live(45)
    reckoned = life.reckoned
    life.go(CHAT)
    life.live(50)
    assert life.reckoned - reckoned < 10, "nothing is due until the hour is over"
    (record,) = life.records()
    assert (record.outcome["of"], record.outcome["measure"]) == ("app", "minutes")
    assert record.outcome["before"] == pytest.approx(30, abs=0.1)
    assert record.outcome["after"] == pytest.approx(15, abs=0.1)


def test_prompts_are_counted_as_they_come_in(life: Life) -> None:
    life.limit(4, measure=Measure.PROMPTS, warnings=())
    life.live(2)
    life.store.ledger.add(prompts=[Prompt("chat", str(n), life.clock.now(), "s") for n in range(4)])
    life.live(1.1)
    assert life.shown() == ["reached-0"]


def test_a_note_that_was_not_shown_is_shown_by_the_other_way(life: Life) -> None:
    life.screen.attach(life.told.append)
    life.limit(20)
    life.live(11)
    trouble = KnownError("No server.", "Start one.")
    life.nudger.react(Reaction("limit-1", Answered.FAILED, trouble=trouble))
    assert [one.title for one in life.told if isinstance(one, Note)] == ["warning-10"]
    life.nudger.react(Reaction("limit-1", Answered.DISMISSED))
    assert life.records()[0].response is Response.DISMISSED
    life.nudger.react(Reaction("limit-1", Answered.DISMISSED))
    life.nudger.close()
    assert life.notifier.closed
    assert not life.screen.attached


def test_a_record_that_fails_is_tried_again_and_nothing_is_lost(life: Life) -> None:
    life.limit(20)
    life.live(9)
    life.store.fails = StoreBusy("It is held.", "Wait.")
    life.live(3)
    assert life.shown() == []
    life.store.fails = None
    life.live(2)
    assert life.shown() == ["warning-10"]


def test_a_word_that_comes_twice_a_year_is_still_known_to_be_unwelcome(life: Life) -> None:
    refused = Wish(Kind.GROWTH, "ai", "growth 1")
    for months in (18, 12, 6):
        at = T0 - timedelta(days=30 * months)
        made = Decision(
            at, at.date(), replace(refused, key=f"growth {months}"), 1, Verdict.DELIVERED, (), (0, 2)
        )
        (kept,) = life.store.nudges.add([made])
        life.store.nudges.answer(kept.id, Response.NOT_NOW, at + timedelta(minutes=1))
    life.store.write(
        Batch(
            closed=[
                Activity(
                    Span(T0 - timedelta(days=600), T0 - timedelta(days=599)), EDITOR, None, Presence.ACTIVE
                )
            ]
        )
    )
    life.found = [refused]
    life.nudger.limits_changed()
    life.live(6)
    life.go(EDITOR)
    life.live(1)
    (told,) = [
        one
        for one in life.records()
        if one.decision.wish == refused and one.decision.verdict is Verdict.DELIVERED
    ]
    assert told.decision.offers_stop


def test_put_off_notes_stay_away_until_their_time(life: Life) -> None:
    life.limit(30)
    manners.snooze(life.store, T0 + timedelta(minutes=27))
    life.live(26)
    assert life.shown() == []
    life.live(2)
    assert life.shown() == ["warning-5"]
    manners.snooze(life.store, None)
    assert manners.manners(life.chosen, life.store).snoozed_until is None


def test_a_clock_set_to_tomorrow_gives_no_time_back(life: Life) -> None:
    life.limit(60)
    life.live(50.2)
    assert life.shown() == ["warning-10"]
    life.clock.set(24 * 3600)
    life.go(CHAT)
    life.live(11)
    assert life.shown()[-1] == "reached-0"


def test_what_was_found_elsewhere_is_said_at_a_breakpoint_and_its_button_is_done(life: Life) -> None:
    life.store.write(
        Batch(
            closed=[
                Activity(
                    Span(T0 - timedelta(days=30), T0 - timedelta(days=29)), EDITOR, None, Presence.ACTIVE
                )
            ]
        )
    )
    life.nudger._rules = ()
    life.live(10)
    assert life.reckoned == 0, "nothing was found, so nothing is reckoned"
    life.found = [Wish(Kind.GROWTH, "ai", "growth ai")]
    life.nudger.limits_changed()
    life.live(3)
    assert life.shown() == []
    life.live(4)
    life.go(EDITOR)
    life.live(1)
    (note,) = life.notifier.shown
    life.nudger.react(Reaction(note.slot, Answered.PRESSED, "new-normal"))
    assert life.acted == [("ai", "new-normal")]
    assert life.opened == []
    assert life.records()[-1].response is Response.ACTED
    reckoned = life.reckoned
    life.live(20)
    assert life.reckoned <= reckoned + 1, "said once, and silent after"
