"""The sensors in use: read where they stand, replaced when they are lost, asked again later."""

from __future__ import annotations

import contextlib
import logging
import selectors
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from wellbeing.model import Evidence
from wellbeing.model.sentence import Sentence
from wellbeing.ports import (
    Clock,
    Fact,
    KnownError,
    Player,
    Recounts,
    SensorLost,
    SessionState,
    Sound,
    Support,
)
from wellbeing.sensors.choose import Choice, choose
from wellbeing.sensors.null import null
from wellbeing.timeline.settling import Seen, Told, placed

log = logging.getLogger(__name__)

FIRST_RETRY = timedelta(seconds=1)
LONGEST_RETRY = timedelta(seconds=60)
"""A lost source is tried again after 1, 2, 4 … s, at most this."""
VITAL = frozenset({Fact.WINDOW, Fact.IDLE, Fact.SESSION})
"""Facts without which the record is wrong; others, which many desktops never tell, are tried again less and less."""
LONGEST_UNTIL_BETTER = timedelta(minutes=10)
"""While one works that fits less well than others, those are tried after 1, 2, 4 … s, at most this."""


@dataclass(slots=True)
class _Sense:
    choice: Choice
    fileno: int | None = None
    retry: timedelta = FIRST_RETRY
    due: timedelta | None = None
    """When to choose again; None while the best one is in use."""
    recounts: Recounts | None = None
    """The sensor itself, where it remembers what passed between two reads."""

    def passed(self) -> tuple[Told, ...]:
        """What came to the front between two reads; empty where the sensor does not remember."""
        return () if self.recounts is None else tuple(self.recounts.passed())


Choose = Callable[[Fact, timedelta], Choice]
"""Pick a sensor for a fact; the second argument is the idle threshold."""


Better = Callable[[Choice, timedelta], Choice | None]
"""A sensor that fits better than the chosen one and works by now; the second argument is the idle threshold."""


class Senses:
    """The facts as they stand. Used on the beat's thread only, but for `table`."""

    def __init__(
        self,
        choose: Choose,
        clock: Clock,
        idle_after: timedelta,
        better: Better = lambda _choice, _idle_after: None,
    ) -> None:
        self._choose = choose
        self._better = better
        self._clock = clock
        self._idle_after = idle_after
        self._senses: dict[Fact, _Sense] = {}
        self._selector: selectors.BaseSelector | None = None
        self._idle: timedelta | None = None
        self.window: Evidence | None = None
        """The newest of what came to the front; `fronts` has what came before it."""
        self._fronts: list[Seen] = []
        self._left: tuple[Told, ...] = ()
        """What a window sensor had still to tell when it was lost."""
        self._woken: timedelta | None = None
        self._drained = clock.tick()
        self.news = True
        """Whether what was read since `woke` may change anything."""
        self.session = SessionState()
        self.players: tuple[Player, ...] = ()
        """Media players that play."""
        self.sound = Sound()
        self.camera = False
        """Whether a camera is in use."""
        self.quiet = False
        """Whether Do Not Disturb is on."""
        self.trouble: KnownError | None = None
        """Why nothing can be seen; None while windows are seen."""

    @property
    def idle(self) -> timedelta | None:
        """Time since the last input, None where it cannot be known.

        Read at this moment from a sensor that must be polled; one that wakes us when the threshold is passed or
        input returns has told what matters, and a round trip to the X server at every switch is saved.
        """
        if self._senses[Fact.IDLE].fileno is None:
            self.read(Fact.IDLE)
        return self._idle

    def idle_now(self) -> timedelta | None:
        """Time since the last input, asked of the desktop at this very moment; None where it cannot be known."""
        if Fact.IDLE in self._senses:
            self.read(Fact.IDLE)
        return self.idle

    def still(self) -> timedelta | None:
        """As `idle_now`; None also where a silence so short cannot be told from none."""
        idle = self.idle_now()
        sense = self._senses.get(Fact.IDLE)
        blind: timedelta = getattr(None if sense is None else sense.choice.sensor, "grain", timedelta(0))
        return None if not idle and blind else idle

    def open(self, selector: selectors.BaseSelector) -> None:
        """Choose a sensor for every fact and wait on them with this selector."""
        self._selector = selector
        for fact in Fact:
            self._pick(fact)
            self.read(fact)

    def close(self) -> None:
        """Give every sensor back."""
        for fact in list(self._senses):
            self._drop(fact)

    def change(self, idle_after: timedelta) -> None:
        """Watch for another idle threshold."""
        self._idle_after = idle_after
        self._drop(Fact.IDLE)
        self._pick(Fact.IDLE)
        self.read(Fact.IDLE)

    def works(self, fact: Fact) -> bool:
        """Whether the fact is known by a real sensor."""
        sense = self._senses.get(fact)
        return sense is not None and sense.choice.ok

    def name(self, fact: Fact) -> str:
        """Of the sensor in use; `none` where nothing tells."""
        sense = self._senses.get(fact)
        return "none" if sense is None else sense.choice.sensor.name

    def read(self, fact: Fact) -> None:
        """Take in what a sensor tells."""
        value: Any = self._value(fact)  # the protocol's facts differ by sensor
        before = self._state
        # A lost source says nothing: a lock that it told of must not last for ever.
        match fact:
            case Fact.IDLE:
                self._idle = value if isinstance(value, timedelta) else None
            case Fact.WINDOW:
                self._bring(value if self.works(fact) else None)
            case Fact.SESSION:
                self.session = value if isinstance(value, SessionState) else SessionState()
            case Fact.MEDIA:
                self.players = value if isinstance(value, tuple) else ()
            case Fact.SOUND:
                self.sound = value if isinstance(value, Sound) else Sound()
            case Fact.CAMERA:
                self.camera = value is True
            case Fact.QUIET:
                self.quiet = value is True
        self.news = self.news or fact is Fact.IDLE or self._state != before

    @property
    def _state(self) -> tuple[object, ...]:
        return self.session, self.players, self.sound, self.camera, self.quiet

    def fronts(self) -> list[Seen]:
        """What came to the front since this was last asked, in order, each with its moment; the last is `window`."""
        seen, self._fronts = self._fronts, []
        return seen

    def woke(self, first: timedelta | None, checked: timedelta | None = None) -> None:
        """Something can be read.

        Args:
            first: the tick at which the first of it came; None: at some time.
            checked: nothing was there at this tick; None: not known.
        """
        self._woken, self.news = first, False
        self._drained = self._drained if checked is None else max(self._drained, checked)

    def _bring(self, window: Evidence | None) -> None:
        told = [*self._left, *self._senses[Fact.WINDOW].passed()]
        self._left = ()
        if (told[-1].evidence if told else self.window) != window:
            told.append(Told(window))
        self.window = window
        # Nor did it happen before the last read, which left nothing behind.
        drained, self._drained = self._drained, self._clock.tick()
        if told:
            first = None if self._woken is None else max(self._woken, drained)
            self._fronts += placed(told, drained, self._drained, first)
            self._woken, self.news = None, True

    def refresh(self) -> None:
        """Read what must be polled, and try again what was lost."""
        tick = self._clock.tick()
        for fact in Fact:
            sense = self._senses[fact]
            if sense.due is not None and tick >= sense.due:
                (self._improve if sense.choice.ok else self._try_again)(fact, sense)
            else:
                self.read(fact)

    def table(self) -> list[tuple[Fact, str, Support]]:
        """Every sensor that was tried: fact, name, and what was found."""
        return [
            (fact, name, support)
            for fact, sense in list(self._senses.items())
            for name, support in sense.choice.tried
        ]

    def _value(self, fact: Fact) -> object:
        sense = self._senses[fact]
        try:
            return sense.choice.sensor.read()
        except SensorLost as lost:
            log.info("the sensor %s is lost", sense.choice.sensor.name)
            self.news = True
            self._left += sense.passed()
            self._drop(fact)
            self._pick(fact)
            return self._read_replacement(fact, lost)

    def _read_replacement(self, fact: Fact, lost: SensorLost) -> object:
        """What the sensor chosen in place of a lost one tells; it may be lost at once as well."""
        try:
            return self._senses[fact].choice.sensor.read()
        except SensorLost:
            self._drop(fact)
            self._senses[fact] = _Sense(
                choose(fact, [null(fact, reason=lost.sentence, remedy=lost.remedy)]),
                due=self._clock.tick() + FIRST_RETRY,
            )
            if fact is Fact.WINDOW:
                self.trouble = lost
            return None

    def _pick(self, fact: Fact, retry: timedelta = FIRST_RETRY) -> None:
        self._adopt(fact, self._choose(fact, self._idle_after), retry)

    def _adopt(self, fact: Fact, choice: Choice, retry: timedelta) -> None:
        sense = self._senses[fact] = _Sense(choice, choice.sensor.fileno(), retry)
        if isinstance(choice.sensor, Recounts):
            sense.recounts = choice.sensor
        if not choice.ok or len(choice.tried) > 1:
            sense.due = self._clock.tick() + retry
        if sense.fileno is not None and self._selector is not None:
            self._selector.register(sense.fileno, selectors.EVENT_READ, fact)
        if fact is Fact.WINDOW:
            self.trouble = None if choice.ok else _why(choice)

    def _try_again(self, fact: Fact, sense: _Sense) -> None:
        self._drop(fact)
        longest = LONGEST_RETRY if fact in VITAL else LONGEST_UNTIL_BETTER
        self._pick(fact, min(sense.retry * 2, longest))
        self.read(fact)

    def _improve(self, fact: Fact, sense: _Sense) -> None:
        """Change over to a sensor that fits better, where one works by now."""
        found = self._better(sense.choice, self._idle_after)
        if found is None:
            sense.retry = min(sense.retry * 2, LONGEST_UNTIL_BETTER)
            sense.due = self._clock.tick() + sense.retry
        else:
            log.info("the sensor %s takes the place of %s", found.sensor.name, sense.choice.sensor.name)
            self._drop(fact)
            self._adopt(fact, found, FIRST_RETRY)
        self.read(fact)

    def _drop(self, fact: Fact) -> None:
        sense = self._senses.pop(fact, None)
        if sense is None:
            return
        if sense.fileno is not None and self._selector is not None:
            with contextlib.suppress(KeyError, ValueError):
                self._selector.unregister(sense.fileno)
        sense.choice.sensor.close()


def _why(choice: Choice) -> KnownError:
    """The first candidate's reason speaks: it is the one that fits this desktop best."""
    for _, support in choice.tried:
        if not support.ok:
            return KnownError(support.reason, support.remedy)
    return KnownError(Sentence("No sensor can see windows here."), Sentence("See: wellbeing doctor"))
