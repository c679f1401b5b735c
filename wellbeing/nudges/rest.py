"""Breaks of a rhythm that the person chose: when one is due, and what the person does with it. Pure.

    working ── used up ──► prelude ── nobody postpones ──► break ── length away ──► taken, working anew
       ▲ ▲                    │                              │
       │ └── postponed once ──┘                              └── goes on typing ──► given up, working anew
       └── away as long as the break: a natural one, nothing is said

A pause that is due waits while something holds (a call, full screen); the time goes on meanwhile. Presets and their
lengths: 20-20-20 (American Optometric Association), Pomodoro (Cirillo), Workrave's defaults, GNOME's 5 in 30.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

AT_IT = timedelta(seconds=30)
"""With input within this the person is at it; longer silence is neither use nor, yet, a break."""
GIVE_UP = timedelta(seconds=60)
"""Somebody who is still at it so long after a break was over wanted none."""
POSTPONED = timedelta(minutes=3)
"""How much later it comes again; a tenth of the rhythm where that is less."""
LONGEST_STEP = timedelta(seconds=30)
"""A longer silence between two looks was no use: suspend, or a stall."""


@dataclass(frozen=True, slots=True)
class Pause:
    """One sort of break."""

    name: str
    """A word of ours, for what is said of it: `eyes`, `short`, `long`."""
    every: timedelta
    """After so much use."""
    length: timedelta


def _minutes(amount: float) -> timedelta:
    return timedelta(minutes=amount)


EYES = Pause("eyes", _minutes(20), timedelta(seconds=20))


class Rhythm(StrEnum):
    """What a person may choose. The words are settings; never change one."""

    OFF = "off"
    EYES = "20-20-20"
    HALF_HOUR = "5-30"
    POMODORO = "pomodoro"
    MICRO = "micro"
    OWN = "own"
    """Whatever lengths the person sets."""


PAUSES: dict[Rhythm, tuple[Pause, ...]] = {
    Rhythm.OFF: (),
    Rhythm.OWN: (Pause("short", _minutes(30), _minutes(5)),),
    Rhythm.EYES: (EYES,),
    Rhythm.HALF_HOUR: (Pause("short", _minutes(30), _minutes(5)),),
    Rhythm.POMODORO: (Pause("short", _minutes(25), _minutes(5)),),
    Rhythm.MICRO: (
        Pause("micro", _minutes(3), timedelta(seconds=30)),
        Pause("long", _minutes(45), _minutes(10)),
    ),
}
"""Longer breaks later: of two that are due the last one is taken. An own rhythm begins with these lengths."""


def own(every: timedelta, length: timedelta) -> tuple[Pause, ...]:
    """A rhythm of the person's own lengths."""
    return (Pause("short", every, length),)


class Stage(StrEnum):
    """Where one stands."""

    WORKING = "working"
    PRELUDE = "prelude"
    """It is said that a break comes; it can be postponed once."""
    BREAK = "break"


class Outcome(StrEnum):
    """What became of a break. The words are stored; never change one."""

    TAKEN = "taken"
    NATURAL = "natural"
    """Away by oneself, before it was due."""
    POSTPONED = "postponed"
    SKIPPED = "skipped"
    """Ended by the button, or given up because one went on."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is seen of the person at a moment."""

    tick: timedelta
    """A clock that nobody sets."""
    away: timedelta
    """Since the last input, or since the lock; zero while watching or calling."""
    held: bool = False
    """Whether a call, full screen or the like keeps the program silent."""
    locked: bool = False
    """Whether the screen is locked, or the machine asleep: nobody is at it, however short that is."""


@dataclass(frozen=True, slots=True)
class Rest:
    """Where one stands with one's breaks."""

    pauses: tuple[Pause, ...]
    tick: timedelta
    """Of the last look."""
    used: tuple[timedelta, ...]
    """Use since the last break of each sort."""
    stage: Stage = Stage.WORKING
    due: int = 0
    """Which pause prelude or break are of."""
    since: timedelta = timedelta(0)
    """When the stage began."""
    rested: timedelta = timedelta(0)
    """Of the break under way, as far as one was away."""
    postponed: tuple[int, ...] = ()
    """Pauses that were postponed and not taken since: not again."""
    away_over: frozenset[int] = frozenset()
    """Pauses whose natural break has been counted in this absence."""
    outcome: Outcome | None = None
    """What the last step or wish ended; None mostly."""

    @property
    def pause(self) -> Pause:
        """What prelude or break are of."""
        return self.pauses[self.due]

    @property
    def left(self) -> timedelta:
        """Of the break under way."""
        return max(self.pause.length - self.rested, timedelta(0))

    @property
    def may_postpone(self) -> bool:
        """Whether it can come later: once for each break."""
        return self.due not in self.postponed

    def due_again(self, prelude: timedelta) -> timedelta | None:
        """The tick at which it may have to change its stage, if all goes on as it is; None where it never does."""
        if self.stage is Stage.PRELUDE:
            return self.since + prelude
        wait = self.left if self.stage is Stage.BREAK else self.next()
        return None if wait is None else self.tick + wait

    def next(self) -> timedelta | None:
        """Use until the next break; None where no rhythm was chosen. Zero while one is due."""
        waits = (one.every - used for one, used in zip(self.pauses, self.used, strict=True))
        soonest = min(waits, default=None)
        return None if soonest is None else max(soonest, timedelta(0))


def begin(pauses: tuple[Pause, ...], tick: timedelta) -> Rest:
    """A fresh start."""
    return Rest(pauses, tick, (timedelta(0),) * len(pauses))


def step(rest: Rest, look: Look, prelude: timedelta) -> Rest:
    """Where one stands now.

    Args:
        rest: at the look before.
        look: this one.
        prelude: how long a break is announced before it begins.
    """
    passed = look.tick - rest.tick
    stalled = passed > LONGEST_STEP
    passed = timedelta(0) if stalled or passed < timedelta(0) else passed
    rest = replace(rest, tick=look.tick, outcome=None)
    if rest.stage is Stage.BREAK:
        # A call or a film that begins ends the page; the break comes again after it.
        return replace(rest, stage=Stage.WORKING) if look.held else _resting(rest, look, passed)
    rest = _natural(_working(rest, look, passed), look)
    if rest.stage is Stage.PRELUDE:
        if look.held or rest.used[rest.due] < rest.pause.every:
            return replace(rest, stage=Stage.WORKING)
        return start(rest) if look.tick - rest.since >= prelude else rest
    due = [n for n, one in enumerate(rest.pauses) if rest.used[n] >= one.every]
    if not due or look.held or look.locked or look.away >= AT_IT:
        return rest
    return replace(rest, stage=Stage.PRELUDE, due=due[-1], since=look.tick)


def start(rest: Rest) -> Rest:
    """The break begins: its announcement is over, or the person wants it now."""
    return replace(rest, stage=Stage.BREAK, since=rest.tick, rested=timedelta(0))


def postpone(rest: Rest) -> Rest:
    """It comes a little later, once; as it is where that was done before."""
    if rest.stage is not Stage.PRELUDE or not rest.may_postpone:
        return rest
    later = min(POSTPONED, rest.pause.every / 10)
    used = _with(rest.used, rest.due, rest.pause.every - later)
    # What is due beside it would come in the next moment instead.
    used = tuple(min(one, p.every - later) for one, p in zip(used, rest.pauses, strict=True))
    postponed = (*rest.postponed, rest.due)
    return replace(rest, stage=Stage.WORKING, used=used, postponed=postponed, outcome=Outcome.POSTPONED)


def skip(rest: Rest) -> Rest:
    """No break this time."""
    return rest if rest.stage is Stage.WORKING else _over(rest, Outcome.SKIPPED)


def _working(rest: Rest, look: Look, passed: timedelta) -> Rest:
    if look.locked or look.away >= AT_IT:
        return rest
    used = tuple(one + passed for one in rest.used)
    # Only input since the last look ends an absence that was counted.
    back = look.away <= passed
    return replace(rest, used=used, away_over=frozenset() if back else rest.away_over)


def _natural(rest: Rest, look: Look) -> Rest:
    """An absence as long as a break is one; behind a lock one need not be silent for long to be away."""
    least = timedelta(0) if look.locked else AT_IT
    fresh = [
        n
        for n, one in enumerate(rest.pauses)
        if look.away >= max(one.length, least) and n not in rest.away_over
    ]
    if not fresh:
        return rest
    counted = any(rest.used[n] > timedelta(0) for n in fresh)
    used = tuple(timedelta(0) if n in fresh else one for n, one in enumerate(rest.used))
    stage = Stage.WORKING if rest.due in fresh else rest.stage
    return replace(
        rest,
        used=used,
        stage=stage,
        postponed=tuple(n for n in rest.postponed if n not in fresh),
        away_over=rest.away_over | set(fresh),
        outcome=Outcome.NATURAL if counted else None,
    )


def _resting(rest: Rest, look: Look, passed: timedelta) -> Rest:
    # Between two looks one was away for as long as there was no input. Some desktops tell of a silence only when it
    # has lasted ten seconds: what lies within the break counts then as well.
    silence = min(look.away, look.tick - rest.since)
    rested = max(rest.rested + min(passed, look.away), silence) if passed else max(rest.rested, look.away)
    rest = replace(rest, rested=rested)
    if rested >= rest.pause.length:
        return _over(rest, Outcome.TAKEN)
    late = look.tick - rest.since - rest.pause.length
    return _over(rest, Outcome.SKIPPED) if late >= GIVE_UP else rest


def _over(rest: Rest, outcome: Outcome) -> Rest:
    """The break is over; shorter ones begin anew with it."""
    length = rest.pause.length
    used = tuple(
        timedelta(0) if one.length <= length else amount
        for one, amount in zip(rest.pauses, rest.used, strict=True)
    )
    postponed = tuple(n for n in rest.postponed if rest.pauses[n].length > length)
    return replace(
        rest,
        stage=Stage.WORKING,
        used=used,
        postponed=postponed,
        outcome=outcome,
        # The absence of this break is no natural one as well.
        away_over=frozenset(n for n, one in enumerate(rest.pauses) if one.length <= length),
    )


def _with(used: tuple[timedelta, ...], place: int, amount: timedelta) -> tuple[timedelta, ...]:
    return tuple(amount if n == place else one for n, one in enumerate(used))
