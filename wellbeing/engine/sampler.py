"""The beat: waits on every sensor at once, looks when something changed, folds, and writes.

    sensors ──fileno──┐
    requests ─────────┼─ select ─ read ─ look ─ fold.step ─ pen ─ store
    due times ────────┘

One thread owns the sensors, the timeline and the pen. Others hand it work through `call`.
"""

from __future__ import annotations

import logging
import selectors
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from wellbeing.engine.changes import Change, Changes
from wellbeing.engine.front import Front, FrontReader
from wellbeing.engine.pen import Pen
from wellbeing.engine.senses import Senses
from wellbeing.model import NOTHING, Activity, AppIdentity, Entry, EntryKind, Evidence, Presence, Sample, Span
from wellbeing.ports import Clock, Fact, KnownError, Player, Sound, Store, StoreError
from wellbeing.timeline import fold
from wellbeing.timeline.presence import presence
from wellbeing.timeline.watch import Watch, follow

log = logging.getLogger(__name__)
T = TypeVar("T")

SETTLE = timedelta(milliseconds=100)
"""A window manager's momentary "no window" between two windows is not believed (openbox, metacity)."""
GATHER_S = 0.003
"""A window manager tells a switch in several events within two or three milliseconds (openbox, mutter): one look at
all of them costs half of one look at each. Begin and end of what is recorded are late alike."""
WORTH_NOTING = timedelta(seconds=30)
"""Shorter silences are not journaled."""


class SleepClock(Clock, Protocol):
    """A clock that also knows how long the machine slept."""

    def slept(self) -> timedelta:
        """How long the machine has been suspended since it booted."""
        ...


Watches = Callable[[Evidence | None, AppIdentity, tuple[Player, ...], Sound], bool]
"""Whether something in front is watched, or a call runs."""
Recognise = Callable[[Evidence | None], tuple[AppIdentity, str | None]]
"""From what was seen to what may be kept."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the tracker stands, for status and tray."""

    since: datetime
    paused_until: datetime | None
    """None while not paused."""
    trouble: KnownError | None
    recording: bool
    """Whether time is being counted at this moment."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is in front at a look, for whoever decides whether to speak."""

    at: datetime
    activity: Activity | None
    """The running one; None while nothing is recorded."""


class Sampler:
    """Turns what the sensors tell into the record. Runs until stopped; see `run`."""

    def __init__(
        self,
        *,
        clock: SleepClock,
        senses: Senses,
        recognise: Recognise,
        store: Store,
        changes: Changes,
        idle_after: timedelta,
        each_beat: Callable[[], None] = lambda: None,
        watching: Watches = lambda *_: False,
        rhythm: fold.Rhythm | None = None,
        terminals: FrontReader | None = None,
    ) -> None:
        self._clock = clock
        self._senses = senses
        self._recognise = recognise
        self._store = store
        self._changes = changes
        self._idle_after = idle_after
        self._each_beat = each_beat
        self._watching = watching
        self._each_look: Callable[[Scene], None] = lambda _: None
        self._watch: Watch | None = None
        self._rhythm = rhythm or fold.Rhythm()
        self._terminals = terminals
        self._terminal_due = False
        self._pen = Pen(store, clock)
        self._open: fold.Open | None = None
        self._taken: datetime | None = None
        self._nothing_since: tuple[datetime, timedelta] | None = None
        self._front: Evidence | None = None
        self._slept = clock.slept()
        self._asleep_since: datetime | None = None
        self._zone = next(reversed(store.zones()), None)
        self._paused_until: datetime | None = None
        self._paused_ticks = timedelta(0)
        self._since = clock.now()
        self._next_beat = clock.tick()
        self._calls: deque[Callable[[], None]] = deque()
        self._wake, self._woken = socket.socketpair()
        for end in (self._wake, self._woken):
            end.setblocking(False)
        self._stopping = threading.Event()
        self._seeing = True
        self._window_sensor: str | None = None
        """The one in use at the last turn; None before the first."""
        self._failing = False
        self._held_until: timedelta | None = None
        self._lent = False
        self._asked_for: timedelta | None = None
        """A tick at which somebody wants a look, before the beat turns by itself."""

    # ------------------------------------------------------------ from other threads

    def call(self, work: Callable[[], T]) -> Future[T]:
        """Let the beat do something; the future holds its result. Safe on any thread."""
        future: Future[T] = Future()

        def run() -> None:
            try:
                future.set_result(work())
            except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
                future.set_exception(error)

        self._calls.append(run)
        self._prod()
        return future

    def stop(self) -> None:
        """End `run` after a last write. Safe on any thread and in a signal's handler."""
        self._stopping.set()
        self._prod()

    def close(self) -> None:
        """Give back what waking needs; after `run` has ended."""
        self._wake.close()
        self._woken.close()

    def _prod(self) -> None:
        try:
            self._wake.send(b"!")
        except OSError:
            log.debug("the beat has ended")

    # ------------------------------------------------------------ on the beat's thread

    def run(self, reason: EntryKind = EntryKind.START) -> None:
        """Record until stopped."""
        self._pen.note(Entry(self._clock.now(), reason))
        self._pen.write()  # that it began, and how the last one ended, is not lost to a kill a moment later
        self._take_up_pause()
        with selectors.DefaultSelector() as selector:
            selector.register(self._woken, selectors.EVENT_READ)
            self._senses.open(selector)
            try:
                while not self._stopping.is_set():
                    ready = selector.select(self._patience())
                    if ready:
                        time.sleep(GATHER_S)
                        ready = selector.select(0)
                    self.beat(ready)
                self._finish()
            except BaseException:
                # Whatever went wrong, what was folded before is not lost.
                self._write()
                raise
            finally:
                self._senses.close()

    def beat(self, ready: list[tuple[selectors.SelectorKey, int]]) -> None:
        """One turn: read what changed, look, write what is due, do what others asked for."""
        for key, _ in ready:
            if key.data is None:
                self._woken.recv(4096)
            else:
                self._senses.read(key.data)
        if self._clock.tick() >= self._next_beat:
            self._next_beat = self._clock.tick() + self._rhythm.period
            self._terminal_due = True
            self._senses.refresh()
            self._mind_zone()
            self._each_beat()
            if self._lent and self._held_until is not None and self._clock.tick() >= self._held_until:
                self.take_up()
        while self._calls:
            self._calls.popleft()()
        if self._asked_for is not None and self._clock.tick() >= self._asked_for:
            self._asked_for = None
        self.look()
        self._each_look(self.scene())
        due = self._due
        if due is not None and self._clock.tick() >= due:
            self._write()
        self._mind_trouble()

    def look(self) -> None:
        """Fold the facts as they stand at this moment."""
        at, tick = self._clock.now(), self._clock.tick()
        if self._paused_until is not None and (at >= self._paused_until or tick >= self._paused_ticks):
            self.resume()
        self._mind_sleep(at)
        if self._away(tick):
            self._credit(at, tick)
            self._end()
            self._nothing_since = None
            return
        seen = self._see(tick)
        front = seen.evidence
        if front is None and self._front is not None:
            if self._nothing_since is None:
                self._nothing_since = (at, tick)
            if tick - self._nothing_since[1] < SETTLE:
                return
            self._front = None
            self._fold(self._sample(*self._nothing_since))
        self._nothing_since = None
        self._front = front
        if seen.age is not None and self._open is not None:
            # The command began between two looks: so does what is recorded of it.
            earlier = max(min(seen.age, tick - self._open.tick), timedelta(0))
            self._fold(self._sample(at - earlier, tick - earlier))
        self._fold(self._sample(at, tick))

    def scene(self) -> Scene:
        """What is in front and who is there, as last folded."""
        return Scene(self._clock.now(), None if self._open is None else self._open.activity)

    def flush(self) -> None:
        """Write now, the running activity up to this moment included."""
        self._terminal_due = True
        self.look()
        self._write()

    def pause(self, until: datetime) -> None:
        """Stop recording until a moment; it goes on by itself."""
        self.look()
        self._end()
        self._paused_until = until
        # A clock that is set back meanwhile does not make the pause longer.
        self._paused_ticks = self._clock.tick() + (until - self._clock.now())
        self.note(EntryKind.PAUSE, {"until": until.isoformat(timespec="seconds")})
        self._remember_pause(until.isoformat())
        self._write()
        self._changes.tell(Change.PAUSE)

    def resume(self) -> None:
        """Record again."""
        if self._paused_until is None:
            return
        self._paused_until = None
        self.note(EntryKind.RESUME, {})
        self._remember_pause("")
        self._changes.tell(Change.PAUSE)

    def watch(self, each_look: Callable[[Scene], None]) -> None:
        """Call something at each turn of the beat, after the look; before `run`."""
        self._each_look = each_look

    def look_at(self, tick: timedelta) -> None:
        """Turn at this tick as well, once; the latest wish of those who look counts. The beat's thread only."""
        self._asked_for = tick

    def adopt(self, recognise: Recognise, idle_after: timedelta) -> None:
        """Take changed settings into force."""
        self.flush()
        self._recognise = recognise
        self._idle_after = idle_after
        self._senses.change(idle_after)
        self._changes.tell(Change.SETTINGS)

    def note(self, kind: EntryKind, facts: Mapping[str, str | int | float | bool | None]) -> None:
        """Add a line to the journal."""
        self._pen.note(Entry(self._clock.now(), kind, facts))

    def hold(self, patience: timedelta) -> None:
        """Close what runs and leave the record alone until `go_on`, or until patience ends.

        Raises:
            StoreError: what runs cannot be written now; recording goes on.
        """
        self.look()
        self._end()
        self._must_write()
        self._held_until = self._clock.tick() + patience

    def go_on(self) -> None:
        """Record again after `hold`."""
        self._held_until = None
        self.look()
        self._changes.tell(Change.RECORD)

    def let_go(self, patience: timedelta) -> None:
        """As `hold`, and give the file back as well, because another one is put in its place.

        Raises:
            StoreError: the record is in use, or what runs cannot be written now; recording goes on.
        """
        self.look()
        self._end()
        self._must_write()
        self._store.let_go()
        self._lent = True
        self._held_until = self._clock.tick() + patience

    def take_up(self) -> None:
        """Record again after `let_go`, into whatever lies in the place now."""
        if not self._lent:
            return
        self._lent = False
        try:
            self._store.take_up()
            self._store.recover()
            self._zone = next(reversed(self._store.zones()), None)
        except StoreError:
            log.warning("the record that was put in place cannot be used yet")
        self._remember_pause("" if self._paused_until is None else self._paused_until.isoformat())
        self.go_on()

    def read_settings(self) -> None:
        """Look at once whether settings or rules changed, as every beat does."""
        self._each_beat()

    @property
    def recording(self) -> bool:
        """Whether the person wants to be recorded and the record can take it: neither paused nor held."""
        held = self._held_until is not None and self._clock.tick() < self._held_until
        return self._paused_until is None and not held and not self._lent

    def standing(self) -> Standing:
        """How the tracker stands."""
        running = self._open is not None and self._open.activity.presence.counts
        trouble = self._pen.trouble or self._senses.trouble
        return Standing(self._since, self._paused_until, trouble, running)

    # ------------------------------------------------------------ inside

    def _away(self, tick: timedelta) -> bool:
        """Whether nothing is to be recorded now."""
        held = self._held_until is not None and tick < self._held_until
        return (
            held
            or self._paused_until is not None
            or self._senses.session.sleeping
            or not self._senses.works(Fact.WINDOW)
        )

    def _see(self, tick: timedelta) -> Front:
        """What is in front, with the commands of its terminal."""
        if self._terminals is None:
            return Front(self._senses.window)
        # While nobody is there, what runs in front is nobody's use: it is asked again when somebody is back.
        idle = self._senses.idle
        away = self._senses.session.locked or (idle is not None and idle >= self._idle_after)
        due = self._terminal_due and not away
        self._terminal_due = self._terminal_due and away
        return self._terminals(self._senses.window, tick, due=due)

    def _credit(self, at: datetime, tick: timedelta) -> None:
        """What was in front stayed there until this very moment, although it cannot be looked at any more."""
        if self._open is not None:
            last = self._open.activity
            self._fold(Sample(at, tick, last.app, last.title, last.presence, at))

    def _sample(self, at: datetime, tick: timedelta) -> Sample:
        app, title = self._recognise(self._front)
        senses = self._senses
        on = self._watching(self._front, app, senses.players, senses.sound)
        self._watch = follow(self._watch, at, self._idle_after, on=on)
        present, since = presence(
            at,
            idle=self._senses.idle,
            locked=self._senses.session.locked,
            watch=self._watch,
            idle_after=self._idle_after,
        )
        if present is Presence.LOCKED:
            # What stays open behind a locked screen is in front of nobody.
            app, title = NOTHING, None
        return Sample(at, tick, app, title, present, since)

    def _fold(self, sample: Sample) -> None:
        if self._open is None:
            self._begin(sample)
            return
        before = self._open.activity
        done = fold.step(self._open, sample, self._rhythm)
        if done.silence is not None:
            self._journal_silence(done)
        if done.cut is not None and self._taken is not None:
            # Later time is recorded already: only what runs is back-dated.
            activity = done.open.activity
            activity = replace(
                activity, span=Span(min(before.span.start, activity.span.end), activity.span.end)
            )
            done = replace(done, cut=None, open=replace(done.open, activity=activity))
        if done.cut is not None:
            self._pen.cut(done.cut)
        self._pen.close([kept for one in done.closed if (kept := self._fitting(one)) is not None])
        self._stand(done.open)
        collided = self._taken is not None and done.open.activity.span.end > self._taken
        if done.silence is fold.Silence.BACK or collided:
            self._place_anew(sample)
        self._tell(before, self._open.activity)

    def _must_write(self) -> None:
        if not self._pen.write() and self._pen.trouble is not None:
            raise self._pen.trouble

    def _fitting(self, one: Activity) -> Activity | None:
        if self._taken is None or one.span.end <= self._taken:
            return one
        return one.clipped(Span(min(one.span.start, self._taken), self._taken))

    def _begin(self, sample: Sample) -> None:
        start, self._taken = self._free(sample.at)
        self._stand(fold.begin(sample, start))
        self._changes.tell(Change.ACTIVITY)

    def _free(self, moment: datetime) -> tuple[datetime, datetime | None]:
        """The first moment from `moment` on that is not recorded yet, and where the record goes on after it."""
        moment = max(moment, self._pen.reached or moment)
        try:
            while (taken := self._store.taken(moment)) is not None:
                if taken.start > moment:
                    return moment, taken.start
                moment = taken.end
        except StoreError:
            log.warning("the record cannot be read, so use is placed by the clock alone")
        return moment, None

    def _place_anew(self, sample: Sample) -> None:
        """After a clock was set back: what is recorded already stays, use goes on where there is room."""
        if self._open is None:
            return
        activity = self._open.activity
        if self._taken is not None:
            end = min(activity.span.end, max(self._taken, activity.span.start))
            activity = replace(activity, span=Span(activity.span.start, end))
        self._pen.close(() if activity.span.empty else (activity,))
        self._pen.stand(None)
        self._pen.write()
        self._begin(sample)

    def _stand(self, opened: fold.Open) -> None:
        self._open = opened
        self._pen.stand(opened.activity)

    def _end(self) -> None:
        if self._open is not None:
            self._pen.close(fold.settle(self._open))
            self._pen.stand(None)
            self._open = None
            self._front = None
            self._write()
            self._changes.tell(Change.ACTIVITY)

    def _tell(self, before: Activity, after: Activity) -> None:
        if (before.app, before.presence, before.title) == (after.app, after.presence, after.title):
            return
        if after.presence is not before.presence and after.presence is Presence.LOCKED:
            self._write()
        self._changes.tell(Change.ACTIVITY)

    def _write(self) -> None:
        if not self._lent:
            self._pen.write()

    @property
    def _due(self) -> timedelta | None:
        """When something should be written; what waits while the record is lent is written after."""
        return None if self._lent else self._pen.due

    def _patience(self) -> float:
        """Seconds until something is due."""
        dues = [self._next_beat]
        if self._due is not None:
            dues.append(self._due)
        if self._asked_for is not None:
            dues.append(self._asked_for)
        if self._nothing_since is not None:
            dues.append(self._nothing_since[1] + SETTLE)
        if self._calls:
            return 0.0
        return max(0.0, (min(dues) - self._clock.tick()).total_seconds())

    def _journal_silence(self, done: fold.Step) -> None:
        slept, self._slept = self._clock.slept() - self._slept, self._clock.slept()
        if abs(done.missed) < WORTH_NOTING:
            return
        missed = round(done.missed.total_seconds(), 1)
        if done.silence is fold.Silence.STALL:
            self.note(EntryKind.GAP, {"missed_s": missed})
        elif done.silence is fold.Silence.AHEAD and slept > done.missed / 2:
            self.note(EntryKind.SUSPEND, {"missed_s": missed})
        else:
            self.note(EntryKind.CLOCK, {"jump_s": missed})

    def _mind_sleep(self, at: datetime) -> None:
        """Journal a suspend that was announced; `_journal_silence` sees those that were not."""
        if self._senses.session.sleeping:
            self._asleep_since = self._asleep_since or at
        elif self._asleep_since is not None:
            missed, self._asleep_since = at - self._asleep_since, None
            self._slept = self._clock.slept()
            if missed >= WORTH_NOTING:
                self.note(EntryKind.SUSPEND, {"missed_s": round(missed.total_seconds(), 1)})

    def _mind_zone(self) -> None:
        zone = self._clock.zone()
        known = self._zone
        # A named zone changes its offset by its own rules; that is not travel.
        if known is None or known.name != zone.name or (not zone.name and known.offset != zone.offset):
            self._zone = zone
            self._pen.move(zone)

    def _mind_trouble(self) -> None:
        seeing, failing = self._senses.trouble is None, self._pen.trouble is not None
        name = self._senses.name(Fact.WINDOW)
        # Another sensor may see less than the one before, so a change is said as well.
        if seeing != self._seeing or self._window_sensor not in (None, name):
            self.note(EntryKind.SENSOR, {"ok": seeing, "name": name})
        self._window_sensor = name
        if (seeing, failing) != (self._seeing, self._failing):
            self._seeing, self._failing = seeing, failing
            self._changes.tell(Change.TROUBLE)

    def _take_up_pause(self) -> None:
        noted = self._store.mark("paused")
        self._paused_until = datetime.fromisoformat(noted) if noted else None
        if self._paused_until is not None:
            self._paused_ticks = self._clock.tick() + (self._paused_until - self._clock.now())

    def _remember_pause(self, until: str) -> None:
        try:
            self._store.mark("paused", until)
        except StoreError:
            log.warning("the pause would not outlast a restart")

    def _finish(self) -> None:
        self.look()
        self._end()
        self.note(EntryKind.STOP, {})
        self._write()
