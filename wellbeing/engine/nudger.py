"""The voice: from what is in front and how limits stand to a note on the screen, on the beat, mostly silent.

    look ─ nothing changed, nothing due ─────────────────────► return (a comparison or two)
      └─ due, switched, held or limits changed ─ standings ─ decide ─ record ─ notifier
                                                                                  │
    reaction (the notifier's thread) ─────────────► the beat ─ answer, extension ◄┘

Reckoning costs a few milliseconds, so it is done when something may have to be said: at the moment up to which no
limit in front can be reached, after a switch (at most every five seconds), and while something is held.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from wellbeing.catalogue.label import Label
from wellbeing.checkins.checkin import CheckIn
from wellbeing.engine import household
from wellbeing.engine.changes import Change, Changes
from wellbeing.engine.holds import holds
from wellbeing.engine.limits import Reckoner, remember
from wellbeing.engine.onscreen import OnScreen, Stops
from wellbeing.engine.outcomes import note_outcomes
from wellbeing.engine.place import LIMITS, WHY, led_to
from wellbeing.engine.report_note import OPEN
from wellbeing.engine.response import response_of
from wellbeing.engine.sampler import Scene
from wellbeing.engine.senses import Senses
from wellbeing.engine.situation import Rule, Situation
from wellbeing.limits.count import concerns
from wellbeing.limits.day import LimitDay
from wellbeing.limits.limit import Grant, Limit, Measure
from wellbeing.limits.standing import Standing, next_due
from wellbeing.model import AppIdentity
from wellbeing.model.sentence import Sentence
from wellbeing.nudges import moment as breakpoints
from wellbeing.nudges import outcome
from wellbeing.nudges.kind import RULES, Delivery, Kind
from wellbeing.nudges.manners import Manners
from wellbeing.nudges.nudge import Decision, Hold, Moment, Record, Response, Verdict, Wish
from wellbeing.nudges.policy import Facts, decide
from wellbeing.ports import Answered, KnownError, Note, Notifier, Reaction, SleepClock, Store, StoreError

log = logging.getLogger(__name__)

MEMORY = timedelta(days=60)
"""Of decisions that are kept at hand: the longest cool-down, twice."""
ANSWERS = 400
"""Earlier answers that are looked through: growth is noted once or twice a year, and its third refusal counts."""
THROTTLE = timedelta(seconds=5)
AGAIN = timedelta(minutes=1)
"""Prompts come in from logs whenever they are read, and rules may find something new: looked at this often."""


class Nudger:
    """Used on the beat's thread, but for `heard`, which hands over to it."""

    def __init__(
        self,
        *,
        store: Store,
        clock: SleepClock,
        senses: Senses,
        reckoner: Callable[[], Reckoner],
        manners: Callable[[], Manners],
        note: Callable[[Record, Limit | None], Note],
        explain: Callable[[Record], Note],
        notifier: Notifier,
        changes: Changes,
        draw: Callable[[], float],
        flush: Callable[[], None],
        rules: Sequence[Rule] = (),
        watches: Callable[[], bool] = lambda: True,
        found: Callable[[], Sequence[Wish]] = tuple,
        acts: Callable[[Record, str], bool] = lambda *_: False,
        screen: OnScreen | None = None,
        pauses: Callable[[Record], bool] = lambda _: False,
        opens: Callable[[str], bool] = lambda _: False,
        switch_off: Callable[[Kind], None] = lambda _: None,
        shared: Callable[[], bool] = lambda: False,
    ) -> None:
        """Take the ports.

        Args:
            store: where limits and nudges are kept.
            clock: the clocks.
            senses: what holds.
            reckoner: counts; asked anew for each reckoning, since rules and zones change.
            manners: as they are now.
            note: a decision in words, with the limit that it is about.
            explain: the grounds of a decision in words.
            notifier: shows notes.
            changes: is told when something was said or answered.
            draw: a fresh number in [0, 1).
            flush: writes what is recorded up to now.
            rules: of the other kinds.
            watches: whether these may have anything to say; looking at each switch costs milliseconds.
            found: what was found elsewhere and waits to be said, such as growth; call `limits_changed` when it changes.
            acts: does what a button of a note of ours says, such as "my new normal"; whether it did.
            screen: shows our own dialog or cover at a limit, and what `notifier` could not; None: there is none.
            pauses: shows a page of our own before a distraction; whether it did.
            opens: opens the window at a place, such as `limits` or `nudges/42`; whether there is a window here.
            switch_off: ends a kind for good.
            shared: whether others see the screen; may take 0.1 s, and is asked only before something is shown.
        """
        self._store = store
        self._clock = clock
        self._senses = senses
        self._reckoner = reckoner
        self._manners = manners
        self._note = note
        self._explain = explain
        self._notifier = notifier
        self._changes = changes
        self._draw = draw
        self._flush = flush
        self._rules, self._watches = rules, watches
        self._found = found
        self._acts = acts
        self._screen = screen or OnScreen()
        self._stops = Stops(self._screen)
        self._pauses = pauses
        self._opens = opens
        self._switch_off = switch_off
        self._shared = shared
        self._past: list[Record] | None = None
        self._limits: list[Limit] = []
        self._day: LimitDay | None = None
        self._doing: breakpoints.Doing | None = None
        self._short: timedelta = timedelta(0)
        self._last = timedelta(days=-1)
        self._due: timedelta | None = None
        self._fresh = True
        self._held = False
        """Whether something waits for its moment."""
        self._holding: frozenset[object] | None = None
        self._shown: dict[str, int] = {}
        self._notes: dict[str, Note] = {}
        self._unkept: list[CheckIn] = []

    # ------------------------------------------------------------ on the beat

    def look(self, scene: Scene) -> None:
        """Speak if it must be; else cost nothing."""
        activity = scene.activity
        if activity is None:
            self._stops.look(None, self._label)
            return
        before, tick = self._doing, self._clock.tick()
        present = activity.presence.counts
        since = activity.span.start if not present else scene.at
        self._doing = breakpoints.follow(before, scene.at, activity.app, present=present, since=since)
        held = self._held
        if held:
            self._mind_short_absence(scene.at)
        switched = before is None or (before.app, before.present) != (self._doing.app, self._doing.present)
        self._fresh = self._fresh or switched
        due = self._due is not None and tick >= self._due
        freed = held and self._may_speak(scene)
        if due or freed or (self._fresh and tick - self._last >= THROTTLE):
            self._reckon(scene, exact=due or freed)
        window = self._senses.window
        self._stops.look(activity.app, self._label, None if window is None else window.pid)

    @property
    def in_front(self) -> AppIdentity | None:
        """What was in front at the last look; None before the first one."""
        return None if self._doing is None else self._doing.app

    @property
    def present(self) -> bool:
        """Whether somebody was there at the last look."""
        return self._doing is not None and self._doing.present

    def limits_changed(self) -> None:
        """Read limits and past decisions anew at the next look."""
        self._past = None
        self._fresh, self._due = True, None
        self._last = timedelta(days=-1)

    def standings(self) -> list[Standing]:
        """How the limits stand now."""
        self._load()
        reckoner = self._reckoner()
        return reckoner.standings(self._turn(self._clock.now(), reckoner), self._limits)

    def close(self) -> None:
        """Take every note away; any thread, after the beat has ended."""
        self._notifier.close()
        self._screen.close()

    def extend(self, limit_id: int, grant: Grant, reason: str = "") -> None:
        """Go on at a limit.

        Raises:
            KnownError: there is no such limit, this way is not open, or it was agreed otherwise.
        """
        now = next((one for one in self.standings() if one.limit.id == limit_id), None)
        if now is None or not now.may(grant):
            raise KnownError(
                Sentence("The limit cannot be extended in this way now."),
                Sentence("See: wellbeing limits list"),
            )
        household.extend(self._store, now, now.extended(grant, reason), self._clock)
        self.limits_changed()
        self._changes.tell(Change.NUDGE)

    def answer(self, nudge_id: int, response: Response) -> None:
        """Keep what the person did with a nudge; `NEVER` ends its kind."""
        at = self._clock.now()
        self._store.nudges.answer(nudge_id, response, at)
        for number, one in enumerate(self._past or ()):
            if one.id == nudge_id and self._past is not None:
                self._past[number] = replace(one, response=response, answered=at)
                if response is Response.NEVER:
                    self._switch_off(one.decision.wish.kind)
        self._stops.answered(nudge_id)
        self._changes.tell(Change.NUDGE)

    def say(self, note: Note) -> None:
        """Show what is no nudge, such as a summary; in a window of our own where the desktop shows no notes."""
        self._notes[note.slot] = note
        self._notifier.show(note)

    def check_in(self, slot: str, one: CheckIn) -> None:
        """Keep what was answered where it was asked; tried again where the record is busy."""
        self._notes.pop(slot, None)
        nudge_id = self._shown.pop(slot, None)
        self._unkept.append(one)
        self._keep_answers()
        if nudge_id is not None:
            self.answer(nudge_id, Response.ACTED)
        self._changes.tell(Change.NUDGE)

    def _keep_answers(self) -> None:
        while self._unkept:
            self._store.checkins.add(self._unkept[0])
            del self._unkept[0]

    def react(self, reaction: Reaction) -> None:
        """Take in what became of a note."""
        nudge_id = self._shown.pop(reaction.slot, None)
        note = self._notes.pop(reaction.slot, None)
        if reaction.answered is Answered.FAILED:
            log.info("a note was not shown by %s", self._notifier.name)
            if note is not None and self._screen.attached:
                if nudge_id is not None:
                    self._shown[reaction.slot] = nudge_id
                self._screen.show(note)
                return
        if nudge_id is not None:
            self._act(nudge_id, reaction)

    # ------------------------------------------------------------ inside

    def _reckon(self, scene: Scene, *, exact: bool) -> None:
        try:
            self._keep_answers()
            if exact and (self._limits or self._waiting()):
                self._flush()
            self._decide(scene)
        except StoreError:
            # Nothing can be said that would not be remembered; the record is tried again in a minute.
            log.info("limits cannot be reckoned while the record fails")
            self._due = self._clock.tick() + AGAIN

    def _decide(self, scene: Scene) -> None:
        self._fresh, self._last = False, self._clock.tick()
        past = self._load()
        doing = self._doing
        found = tuple(self._found())
        if doing is None or (not self._limits and not self._ruled() and not found and not past):
            self._due = None
            return
        reckoner = self._reckoner()
        label = reckoner.label(doing.app)
        local = reckoner.calendar.local(scene.at)
        day = self._turn(scene.at, reckoner)
        stands = reckoner.standings(day, self._limits)
        situation = Situation(scene.at, local, doing.app, label, doing)
        concerned = frozenset(one.id for one in self._limits if concerns(one, doing.app, label))
        facts = Facts(
            scene.at,
            local,
            day.day,
            self._days_recorded(scene.at),
            (*found, *(wish for rule in self._ruled() for wish in rule(situation))),
            concerned if doing.present else frozenset(),
            holds(self._senses, scene.activity, label.category),
            self._moment(scene.at),
            self._draw(),
        )
        chosen = self._manners()
        decided = decide(facts, stands, past, chosen)
        if any(map(_pops_up, decided)) and self._shared():
            decided = decide(replace(facts, holds=facts.holds | {Hold.PRESENTATION}), stands, past, chosen)
        made = self._store.nudges.add(decided)
        past += made
        for record in made:
            if record.decision.verdict is Verdict.DELIVERED:
                self._deliver(record, stands)
        if made:
            self._changes.tell(Change.NUDGE)
        self._stops.reckon(stands, past, reckoner, scene.at)
        note_outcomes(self._store, self._past or [], scene.at, reckoner)
        self._holding = None
        self._held = _holds_back(past)
        self._due = self._next_due(stands, concerned)

    def _next_due(self, stands: Sequence[Standing], concerned: frozenset[int]) -> timedelta | None:
        """Until when nothing can have to be said, however the person goes on with what is in front."""
        said = {one.decision.wish.key for one in self._past or ()}
        found = any(wish.key not in said for wish in self._found())
        # Rules speak to somebody: while nobody is there nothing is looked at, and nothing is written.
        there = self._doing is not None and self._doing.present
        waits = [AGAIN] if (there and self._ruled()) or found or self._held else []
        at = self._clock.now()
        ends = [one.decision.at + outcome.HOUR - at for one in self._past or () if outcome.owed(one)]
        waits += [max(one, AGAIN) for one in ends]
        for one in stands:
            wait = next_due(one, said)
            if wait is None or (one.limit.id not in concerned and not one.limit.hours):
                continue
            prompts = one.limit.measure is Measure.PROMPTS
            # Something due that was just refused or held is not asked for again at once.
            waits.append(AGAIN if prompts or wait <= 0 else timedelta(minutes=wait))
        if self._day is not None and self._limits:
            waits.append(max(self._day.ends - self._lasting(), AGAIN))
        return self._clock.tick() + min(waits) if waits else None

    def _deliver(self, record: Record, stands: Sequence[Standing]) -> None:
        wish = record.decision.wish
        if wish.loudness is Delivery.SILENT:
            return
        standing = next((one for one in stands if str(one.limit.id) == wish.about), None)
        about = standing if wish.kind is Kind.LIMIT else None
        if about is not None and wish.stops and self._stops.take(record, about):
            return
        if self._pauses(record):
            return
        note = self._note(record, None if about is None else about.limit)
        self._shown[note.slot] = record.id
        self._notes[note.slot] = note
        asks = wish.kind is Kind.CHECK_IN and self._screen.attached
        # What is asked is answered where it is asked, not on a page that first has to be opened.
        (self._screen if asks else self._notifier).show(note)

    def _act(self, nudge_id: int, reaction: Reaction) -> None:
        record = self._store.nudges.one(nudge_id)
        if reaction.answered is Answered.CLICKED and record is not None:
            # Who clicks on "your report is there" wants the report.
            opens = _CLICKS.get(record.decision.wish.kind)
            reaction = replace(reaction, answered=Answered.PRESSED, button=opens) if opens else reaction
        if reaction.answered is Answered.PRESSED and reaction.button in set(Grant):
            if record is not None and record.decision.wish.kind is Kind.LIMIT:
                self._go_on(record, Grant(reaction.button))
            self.answer(nudge_id, Response.ACTED)
            return
        response = response_of(reaction)
        self.answer(nudge_id, response)
        record = self._store.nudges.one(nudge_id)
        if record is None:
            return
        if response is Response.WHY:
            if not self._opens(led_to(record, WHY)):
                said = self._explain(record)
                self._notes[said.slot] = said
                self._notifier.show(said)
        elif response is Response.ACTED and not self._acts(record, reaction.button):
            self._opens(led_to(record, reaction.button))

    def _go_on(self, record: Record, grant: Grant) -> None:
        """Go on as a button of a note says; where that way has closed since, the page shows which are open."""
        limit = int(record.decision.wish.about)
        try:
            self.extend(limit, grant)
        except StoreError:
            raise
        except KnownError:
            agreed = any(one.id == limit and one.agreed is not None for one in self._limits)
            self._opens("family" if agreed else led_to(record, LIMITS))

    def _ruled(self) -> Sequence[Rule]:
        return self._rules if self._rules and self._watches() else ()

    def _label(self, app: AppIdentity) -> Label:
        return self._reckoner().label(app)

    def _load(self) -> list[Record]:
        if self._past is None:
            since = self._clock.now() - MEMORY
            answers = self._store.nudges.answered(since, ANSWERS)
            rare = [one for one in answers if not RULES[one.decision.wish.kind].own]
            self._past = [*rare, *self._store.nudges.since(since)]
            self._limits = self._store.limits.limits()
        return self._past

    def _turn(self, at: datetime, reckoner: Reckoner) -> LimitDay:
        known = self._day
        day = self._day = reckoner.day(at, self._lasting(), known)
        if known is None or (known.day, known.since, known.before) != (day.day, day.since, day.before):
            remember(self._store, day)
        return day

    def _lasting(self) -> timedelta:
        return self._clock.tick() + self._clock.slept()

    def _moment(self, at: datetime) -> Moment | None:
        if self._doing is None or self._doing.good(at) is None:
            return None
        return self._doing.good(at, self._senses.still())

    def _days_recorded(self, at: datetime) -> int:
        extent = self._store.extent()
        return 0 if extent is None else max((at - extent.start).days, 0)

    def _may_speak(self, scene: Scene) -> bool:
        """While something is held: whether what holds it has changed since it was last decided."""
        category = ""
        if scene.activity is not None:
            category = self._reckoner().label(scene.activity.app).category
        now = frozenset({*holds(self._senses, scene.activity, category), self._moment(scene.at)})
        changed, self._holding = now != self._holding, now
        return changed

    def _mind_short_absence(self, at: datetime) -> None:
        """An absence too short to be recorded ends in a breakpoint as well; asked for only while one is needed."""
        idle = self._senses.idle or timedelta(0)
        if self._doing is not None and idle < self._short:
            self._doing = breakpoints.returned(self._doing, at, self._short)
        self._short = idle

    def _waiting(self) -> bool:
        """Whether an outcome is still to be noted, or something is held."""
        return self._held or any(outcome.owed(one) for one in self._past or ())


_CLICKS = {Kind.WEEK: OPEN}
"""Buttons that a click on the whole note stands for."""
_ENDS = (Verdict.DELIVERED, Verdict.DROPPED, Verdict.WITHHELD)


def _pops_up(one: Decision) -> bool:
    return one.verdict is Verdict.DELIVERED and one.wish.loudness is not Delivery.SILENT


def _holds_back(past: Sequence[Record]) -> bool:
    """Whether something was held and has not ended."""
    ended = {one.decision.wish.key for one in past if one.decision.verdict in _ENDS}
    return any(one.decision.verdict is Verdict.HELD and one.decision.wish.key not in ended for one in past)
