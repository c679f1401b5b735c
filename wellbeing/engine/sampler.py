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
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from wellbeing.engine.changes import Change, Changes
from wellbeing.engine.course import Course
from wellbeing.engine.delay import Delay
from wellbeing.engine.front import FrontReader
from wellbeing.engine.pen import Pen
from wellbeing.engine.senses import Senses
from wellbeing.engine.sight import Recognise, Sight, Watches
from wellbeing.engine.standstill import Standstill
from wellbeing.model import Activity, Entry, EntryKind
from wellbeing.ports import Fact, KnownError, SleepClock, Store, StoreError
from wellbeing.timeline import fold

log = logging.getLogger(__name__)
T = TypeVar("T")

Ready = list[tuple[selectors.SelectorKey, int]]
"""What a selector says can be read."""
GATHER_S = 0.003
"""A window manager tells a switch in several events within two or three milliseconds (openbox, mutter): one look at
all of them costs half of one look at each."""
AT_ONCE = timedelta(milliseconds=1)
"""Two clocks that are read within so little time are read at one moment."""


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
        self._store = store
        self._changes = changes
        self._each_beat = each_beat
        self._each_look: Callable[[Scene], None] = lambda _: None
        self._rhythm = rhythm or fold.Rhythm()
        self._pen = Pen(store, clock)
        self._course = Course(
            store, self._pen, clock, self._rhythm, lambda: self._changes.tell(Change.ACTIVITY)
        )
        self._standstill = Standstill(store, clock)
        self._sight = Sight(senses, recognise, idle_after, watching, terminals)
        self._zone = next(reversed(store.zones()), None)
        self._since = clock.now()
        self._next_beat = self._checked = clock.tick()
        self._calls: deque[Callable[[], None]] = deque()
        self._wake, self._woken = socket.socketpair()
        for end in (self._wake, self._woken):
            end.setblocking(False)
        self._stopping = threading.Event()
        self._seeing = True
        self._window_sensor: str | None = None
        """The one in use at the last turn; None before the first."""
        self._failing = False
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
        self._standstill.take_up()
        with selectors.DefaultSelector() as selector:
            selector.register(self._woken, selectors.EVENT_READ)
            self._senses.open(selector)
            delay = Delay()
            try:
                while not self._stopping.is_set():
                    self.beat(*self._await(selector, delay))
                self._finish()
            except BaseException:
                # Whatever went wrong, what was folded before is not lost.
                self._pen.write()
                raise
            finally:
                delay.close()
                self._senses.close()

    def _await(
        self, selector: selectors.BaseSelector, delay: Delay
    ) -> tuple[Ready, timedelta | None, timedelta]:
        """Sleep until there is news or something is due; see `beat`."""
        patience, before, checked = self._patience(), self._clock.tick(), self._checked
        delay()
        ready = selector.select(patience)
        # A machine under load lets us run later than the news came that woke us. What was there before we slept came
        # while we were busy.
        woken = self._clock.tick() - delay()
        if ready:
            time.sleep(GATHER_S)
            self._checked = self._clock.tick()
            ready = selector.select(0)
        else:
            self._checked = checked = woken
        return ready, woken if woken - before > AT_ONCE else None, checked

    def beat(self, ready: Ready, first: timedelta | None = None, checked: timedelta | None = None) -> None:
        """One turn: read what changed, look, write what is due, do what others asked for.

        Args:
            ready: what can be read.
            first: the tick at which the first of it came; None: at some time.
            checked: nothing was there at this tick; None: not known.
        """
        self._senses.woke(first, checked)
        for key, _ in ready:
            if key.data is None:
                self._woken.recv(4096)
            else:
                self._senses.read(key.data)
        if ready and not self._senses.news and self._patience() > 0:
            return  # a desktop also tells what changes nothing
        if self._clock.tick() >= self._next_beat:
            self._next_beat = self._clock.tick() + self._rhythm.period
            self._sight.ask_terminals()
            self._senses.refresh()
            self._mind_zone()
            self._each_beat()
            if self._standstill.forgotten(self._clock.tick()):
                self.take_up()
        while self._calls:
            self._calls.popleft()()
        if self._asked_for is not None and self._clock.tick() >= self._asked_for:
            self._asked_for = None
        self.look()
        self._each_look(self.scene())
        due = self._pen.due
        if due is not None and self._clock.tick() >= due:
            self._pen.write()
        self._mind_trouble()

    def look(self) -> None:
        """Fold the facts as they stand at this moment."""
        at, tick = self._moment()
        if self._standstill.over(at, tick):
            self.resume()
        self._course.mind_sleep(at, sleeping=self._senses.session.sleeping)
        if self._away(tick):
            self._end()
            return
        self._take_samples(at, tick)

    def scene(self) -> Scene:
        """What is in front and who is there, as last folded."""
        return Scene(self._clock.now(), self._course.activity)

    def flush(self) -> None:
        """Write now, the running activity up to this moment included."""
        self._sight.ask_terminals()
        self._senses.read(Fact.WINDOW)  # what woke nobody yet is part of it
        self.look()
        self._pen.write()

    def pause(self, until: datetime) -> None:
        """Stop recording until a moment; it goes on by itself."""
        self.look()
        self._end()
        self._standstill.pause(until)
        self.note(EntryKind.PAUSE, {"until": until.isoformat(timespec="seconds")})
        self._pen.write()
        self._changes.tell(Change.PAUSE)

    def resume(self) -> None:
        """Record again."""
        if not self._standstill.resume():
            return
        self.note(EntryKind.RESUME, {})
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
        self._sight.adopt(recognise, idle_after)
        self._senses.change(idle_after)
        self._changes.tell(Change.SETTINGS)

    def note(self, kind: EntryKind, facts: Mapping[str, str | int | float | bool | None]) -> None:
        """Add a line to the journal."""
        self._course.note(kind, facts)

    def hold(self, patience: timedelta) -> None:
        """Close what runs and leave the record alone until `go_on`, or until patience ends.

        Raises:
            StoreError: what runs cannot be written now; recording goes on.
        """
        self.look()
        self._end()
        self._must_write()
        self._standstill.hold(patience)

    def go_on(self) -> None:
        """Record again after `hold`."""
        self._standstill.go_on()
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
        self._pen.resting = True
        self._standstill.hold(patience, lent=True)

    def take_up(self) -> None:
        """Record again after `let_go`, into whatever lies in the place now."""
        if not self._standstill.lent:
            return
        self._standstill.lent = self._pen.resting = False
        try:
            self._store.take_up()
            self._store.recover()
            self._zone = next(reversed(self._store.zones()), None)
        except StoreError:
            log.warning("the record that was put in place cannot be used yet")
        self._standstill.remember()
        self.go_on()

    def read_settings(self) -> None:
        """Look at once whether settings or rules changed, as every beat does."""
        self._each_beat()

    @property
    def recording(self) -> bool:
        """Whether the person wants to be recorded and the record can take it: neither paused nor held."""
        return self._standstill.ended

    def standing(self) -> Standing:
        """How the tracker stands. Safe on any thread."""
        activity = self._course.activity
        running = activity is not None and activity.presence.counts
        trouble = self._pen.trouble or self._senses.trouble
        return Standing(self._since, self._standstill.paused_until, trouble, running)

    # ------------------------------------------------------------ inside

    def _away(self, tick: timedelta) -> bool:
        """Whether nothing is to be recorded now."""
        return (
            self._standstill.held(tick)
            or self._standstill.paused_until is not None
            or self._senses.session.sleeping
            or not self._senses.works(Fact.WINDOW)
        )

    def _moment(self) -> tuple[datetime, timedelta]:
        """What both clocks say at one moment."""
        before = self._clock.tick()
        while True:
            at, tick = self._clock.now(), self._clock.tick()
            if tick - before <= AT_ONCE:
                return at, tick
            before = tick  # the processor was taken from us between looking at both

    def _take_samples(self, at: datetime, tick: timedelta) -> None:
        for sample in self._sight.samples(at, tick, self._course.tick):
            self._course.take(sample)

    def _must_write(self) -> None:
        if not self._pen.write() and self._pen.trouble is not None:
            raise self._pen.trouble

    def _end(self) -> None:
        """Close what runs: it was in front up to this very moment, although it cannot be looked at any more."""
        if self._course.tick is not None:
            self._take_samples(*self._moment())
        self._sight.forget()
        self._course.credit(*self._moment())
        self._course.end()

    def _patience(self) -> float:
        """Seconds until something is due."""
        dues = [self._next_beat]
        if self._pen.due is not None:
            dues.append(self._pen.due)
        if self._asked_for is not None:
            dues.append(self._asked_for)
        if self._sight.due is not None:
            dues.append(self._sight.due)
        if self._calls:
            return 0.0
        return max(0.0, (min(dues) - self._clock.tick()).total_seconds())

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

    def _finish(self) -> None:
        self.look()
        self._end()
        self.note(EntryKind.STOP, {})
        self._pen.write()
