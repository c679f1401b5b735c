"""From what the senses tell to samples: what was in front at each moment, and who was there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from wellbeing.engine.front import Front, FrontReader
from wellbeing.engine.senses import Senses
from wellbeing.model import NOTHING, AppIdentity, Evidence, Presence, Sample
from wellbeing.ports import Player, Sound
from wellbeing.timeline.presence import presence
from wellbeing.timeline.settling import APART, Seen, Settling, settle
from wellbeing.timeline.watch import Watch, follow

Watches = Callable[[Evidence | None, AppIdentity, tuple[Player, ...], Sound], bool]
"""Whether something in front is watched, or a call runs."""
Recognise = Callable[[Evidence | None], tuple[AppIdentity, str | None]]
"""From what was seen to what may be kept."""


class Sight:
    """What is believed to be in front. Used on the beat's thread only.

    Args:
        senses: what the sensors tell.
        recognise: from what was seen to what may be kept.
        idle_after: a silence as long as this is absence.
        watching: whether somebody watches or talks without touching anything.
        terminals: what runs in terminals; None: nobody asks.
    """

    def __init__(
        self,
        senses: Senses,
        recognise: Recognise,
        idle_after: timedelta,
        watching: Watches,
        terminals: FrontReader | None,
    ) -> None:
        self._senses, self._recognise, self._idle_after = senses, recognise, idle_after
        self._watching, self._terminals = watching, terminals
        self._terminal_due = False
        self._settling: Settling | None = None
        """What is believed to be in front; None while nothing is recorded."""
        self._front: Evidence | None = None
        self._watch: Watch | None = None

    @property
    def due(self) -> timedelta | None:
        """Tick at which to look again though nothing happens; None: there is no need."""
        return None if self._settling is None else self._settling.due

    def forget(self) -> None:
        """Nothing is recorded now, so nobody asks what passes; the next look begins anew."""
        self._settling = None
        self._senses.fronts()

    def ask_terminals(self) -> None:
        """Have the next look ask what runs in the terminal in front, though nothing else changed."""
        self._terminal_due = True

    def adopt(self, recognise: Recognise, idle_after: timedelta) -> None:
        """Take changed settings into force."""
        self._recognise, self._idle_after = recognise, idle_after

    def samples(self, at: datetime, tick: timedelta, last: timedelta | None) -> Iterator[Sample]:
        """What came to the front since the look before, each at its moment, or what stays there now; in order.

        Take them all: what is in front is known after the last one.

        Args:
            at: the wall clock now.
            tick: the monotonic clock now.
            last: of the sample before; None while nothing is recorded.
        """
        seen = self._senses.fronts()
        if self._settling is None:
            # Recording begins now, whatever came before.
            self._settling, seen = Settling(self._senses.window), []
        self._settling, seen = settle(self._settling, seen, tick)
        for one in seen or ([] if self.due else [Seen(self._settling.front, tick)]):
            # What a busy desktop told too late: until the look before, what was in front is recorded already. Several
            # of them must not fall on one moment, for then all but the last would be lost.
            then = one.tick if last is None or one.tick >= last else min(last + APART, tick)
            found = self._see(one.evidence, then)
            self._front = found.evidence
            if found.age is not None and last is not None:
                # The command began between two looks: so does what is recorded of it.
                began = then - max(min(found.age, then - last), timedelta(0))
                yield self._sample(at, tick, began)
            yield self._sample(at, tick, then)
            last = then

    def _see(self, window: Evidence | None, tick: timedelta) -> Front:
        """What is in front, with the commands of its terminal."""
        if self._terminals is None:
            return Front(window)
        # While nobody is there, what runs in front is nobody's use: it is asked again when somebody is back.
        idle = self._senses.idle
        away = self._senses.session.locked or (idle is not None and idle >= self._idle_after)
        due = self._terminal_due and not away
        self._terminal_due = self._terminal_due and away
        return self._terminals(window, tick, due=due)

    def _sample(self, now: datetime, tick: timedelta, then: timedelta) -> Sample:
        app, title = self._recognise(self._front)
        senses, idle, late = self._senses, self._senses.idle, tick - then
        at = now - late
        on = self._watching(self._front, app, senses.players, senses.sound)
        self._watch = follow(self._watch, at, self._idle_after, on=on)
        present, since = presence(
            at,
            idle=None if idle is None else max(idle - late, timedelta(0)),
            locked=senses.session.locked,
            watch=self._watch,
            idle_after=self._idle_after,
        )
        if present is Presence.LOCKED:
            # What stays open behind a locked screen is in front of nobody.
            app, title = NOTHING, None
        return Sample(at, then, app, title, present, since)
