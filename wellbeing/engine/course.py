"""The course of what is recorded: samples folded, placed where the record has room, and handed to the pen."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from wellbeing.engine.pen import Pen
from wellbeing.model import Activity, Entry, EntryKind, Presence, Sample, Span
from wellbeing.ports import SleepClock, Store, StoreError
from wellbeing.timeline import fold

log = logging.getLogger(__name__)

WORTH_NOTING = timedelta(seconds=30)
"""Shorter silences are not journaled."""


class Course:
    """The running activity, and what became certain before it. Used on the beat's thread, but for `activity`.

    Args:
        store: asked where the record has room.
        pen: collects what is to be written.
        clock: the time, and how long the machine slept.
        rhythm: how often looks are expected.
        turned: called when another activity runs, or none.
    """

    def __init__(
        self, store: Store, pen: Pen, clock: SleepClock, rhythm: fold.Rhythm, turned: Callable[[], None]
    ) -> None:
        self._store, self._pen, self._clock, self._rhythm, self._turned = store, pen, clock, rhythm, turned
        self._open: fold.Open | None = None
        self._taken: datetime | None = None
        """Where the record already goes on after the running activity; None while all is free."""
        self._slept = clock.slept()
        self._asleep_since: datetime | None = None

    @property
    def activity(self) -> Activity | None:
        """The running one, up to the last sample; None while nothing is recorded. Safe on any thread."""
        opened = self._open  # read once: the beat may end it meanwhile
        return None if opened is None else opened.activity

    @property
    def tick(self) -> timedelta | None:
        """Of the last sample; None while nothing runs."""
        return None if self._open is None else self._open.tick

    def take(self, sample: Sample) -> None:
        """Take one more sample in."""
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

    def credit(self, at: datetime, tick: timedelta) -> None:
        """What was in front stayed there until this very moment, although it cannot be looked at any more."""
        if self._open is not None:
            last = self._open.activity
            self.take(Sample(at, tick, last.app, last.title, last.presence, at))

    def end(self) -> bool:
        """Close what runs, and write; whether anything ran."""
        if self._open is None:
            return False
        self._pen.close(fold.settle(self._open))
        self._pen.stand(None)
        self._open = None
        self._pen.write()
        self._turned()
        return True

    def note(self, kind: EntryKind, facts: Mapping[str, str | int | float | bool | None]) -> None:
        """Add a line to the journal."""
        self._pen.note(Entry(self._clock.now(), kind, facts))

    def mind_sleep(self, at: datetime, *, sleeping: bool) -> None:
        """Journal a suspend that was announced; those that were not are seen when time is missing."""
        if sleeping:
            self._asleep_since = self._asleep_since or at
        elif self._asleep_since is not None:
            missed, self._asleep_since = at - self._asleep_since, None
            self._slept = self._clock.slept()
            if missed >= WORTH_NOTING:
                self.note(EntryKind.SUSPEND, {"missed_s": round(missed.total_seconds(), 1)})

    # ------------------------------------------------------------ inside

    def _fitting(self, one: Activity) -> Activity | None:
        if self._taken is None or one.span.end <= self._taken:
            return one
        return one.clipped(Span(min(one.span.start, self._taken), self._taken))

    def _begin(self, sample: Sample) -> None:
        start, self._taken = self._free(sample.at)
        self._stand(fold.begin(sample, start))
        self._turned()

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

    def _tell(self, before: Activity, after: Activity) -> None:
        if (before.app, before.presence, before.title) == (after.app, after.presence, after.title):
            return
        if after.presence is not before.presence and after.presence is Presence.LOCKED:
            self._pen.write()
        self._turned()

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
