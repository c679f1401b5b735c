"""Breaks on the beat: looks at the person, tells the screen what should stand there, and counts what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import msgspec

from wellbeing.engine.holds import holds
from wellbeing.engine.onscreen import OnScreen
from wellbeing.engine.sampler import Scene
from wellbeing.engine.senses import Senses
from wellbeing.model import Presence
from wellbeing.nudges import rest as breaks
from wellbeing.nudges.nudge import Hold
from wellbeing.nudges.rest import Look, Outcome, Pause, Rest, Stage
from wellbeing.ports import Clock, Note, Notifier, Store, StoreError

EVERY = timedelta(seconds=4)
"""Looks closer together than this tell nothing new: the beat turns every five seconds. A shorter break is looked at
five times."""
_SILENT = frozenset(Hold) - {Hold.AWAY, Hold.LOCKED}
"""Absence is no hold here: it is the break itself."""


@dataclass(frozen=True, slots=True)
class BreakShown:
    """What should stand on the screen of a break; nothing while one works."""

    rest: Rest | None


class Breaks:
    """The beat's thread, but for `until_next`."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        senses: Senses,
        category: Callable[[Scene], str],
        rhythm: Callable[[], tuple[tuple[Pause, ...], timedelta]],
        snoozed: Callable[[], bool],
        today: Callable[[], date],
        screen: OnScreen,
        notifier: Notifier,
        note: Callable[[Rest], Note],
        look_at: Callable[[timedelta], None] = lambda _: None,
        shared: Callable[[], bool] = lambda: False,
    ) -> None:
        """Take the ports.

        Args:
            store: keeps what came of the breaks of each day.
            clock: the clocks.
            senses: input, lock, and what holds.
            category: of what is in front.
            rhythm: what the person chose, nothing where no breaks are wanted, and how long one is announced.
            snoozed: whether everything is put off.
            today: the local day.
            screen: shows breaks.
            notifier: says that one is due where there is no screen of ours.
            note: a break that is due, in words.
            shared: whether others see the screen; asked only when something is to be shown.
            look_at: has the beat turn at a tick, so that a break of 20 seconds does not last 25.
        """
        self._store, self._clock, self._senses = store, clock, senses
        self._category, self._rhythm, self._snoozed, self._today = category, rhythm, snoozed, today
        self._screen, self._notifier, self._note, self._look_at = screen, notifier, note, look_at
        self._shared = shared
        self._rest: Rest | None = None
        self._chosen: tuple[Pause, ...] = ()
        self._gap = EVERY
        self._due: timedelta | None = None
        self._told: Rest | None = None
        self._locked_since: timedelta | None = None

    @property
    def until_next(self) -> timedelta | None:
        """Use until the next break; None where there is none. Any thread."""
        rest = self._rest
        return None if rest is None else rest.next()

    def look(self, scene: Scene) -> None:
        """See whether a break is due or over; costs a comparison between beats, and nothing without a rhythm."""
        chosen, prelude = self._rhythm()
        tick = self._clock.tick()
        if chosen != self._chosen:
            self._chosen = chosen
            self._gap = min((EVERY, *(one.length / 5 for one in chosen)))
            self._rest = breaks.begin(chosen, tick) if chosen else None
            self._show()
        rest = self._rest
        due = self._due is not None and tick >= self._due
        if rest is None or not (due or tick - rest.tick >= self._gap):
            return
        before = rest.stage
        session = self._senses.session
        locked = session.locked or session.sleeping
        away = self._away(scene, tick, locked=locked)
        look = Look(tick, away, self._held(scene), locked)
        fresh = breaks.step(rest, look, prelude)
        if fresh.stage is not Stage.WORKING and fresh.stage is not before and self._shared():
            fresh = breaks.step(rest, replace(look, held=True), prelude)
        self._take(fresh)
        rest = self._rest
        self._mind_next(prelude)
        begun = rest is not None and before is Stage.WORKING and rest.stage is Stage.PRELUDE
        if rest is not None and begun and not self._screen.attached:
            self._notifier.show(self._note(rest))

    def start(self) -> None:
        """The person wants the break now."""
        if self._rest is not None and self._rest.stage is Stage.PRELUDE:
            self._take(breaks.start(self._rest))

    def postpone(self) -> None:
        """Not yet; once."""
        if self._rest is not None:
            self._take(breaks.postpone(self._rest))

    def skip(self) -> None:
        """No break this time, or no more of it."""
        if self._rest is not None:
            self._take(breaks.skip(self._rest))

    def _take(self, rest: Rest) -> None:
        self._rest = rest
        if rest.outcome is not None:
            count(self._store, self._today(), rest.outcome)
        self._show()

    def _show(self) -> None:
        rest = self._rest
        shown = None if rest is None or rest.stage is Stage.WORKING else rest
        if shown != self._told:
            self._told = shown
            self._screen.tell(BreakShown(shown))

    def _mind_next(self, prelude: timedelta) -> None:
        """Look again when the stage may change, where that is before the next turn of the beat."""
        tick = self._clock.tick()
        due = None if self._rest is None else self._rest.due_again(prelude)
        # What is overdue waits for a call to end or for somebody to come back, which the beat notices.
        self._due = due if due is not None and due > tick else None
        if self._due is not None:
            self._look_at(self._due)

    def _away(self, scene: Scene, tick: timedelta, *, locked: bool) -> timedelta:
        if locked:
            self._locked_since = tick if self._locked_since is None else self._locked_since
            return max(tick - self._locked_since, self._senses.idle_now() or timedelta(0))
        self._locked_since = None
        activity = scene.activity
        if activity is not None and activity.presence is Presence.PASSIVE:
            return timedelta(0)
        return self._senses.idle_now() or timedelta(0)

    def _held(self, scene: Scene) -> bool:
        return self._snoozed() or bool(holds(self._senses, scene.activity, self._category(scene)) & _SILENT)


def count(store: Store, day: date, outcome: Outcome) -> None:
    """Add one to what came of a day's breaks; a busy record loses one rather than stop the beat."""
    try:
        sums = counts(store, day)
        sums[outcome] = sums.get(outcome, 0) + 1
        store.mark(_mark(day), msgspec.json.encode({str(key): n for key, n in sums.items()}).decode())
    except StoreError:
        return


def counts(store: Store, day: date) -> dict[Outcome, int]:
    """What came of a day's breaks."""
    text = store.mark(_mark(day))
    return msgspec.json.decode(text, type=dict[Outcome, int]) if text else {}


def _mark(day: date) -> str:
    return f"breaks {day.isoformat()}"
