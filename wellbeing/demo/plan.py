"""What sort of day it will be, and how much of what: amounts that vary as real ones do.

An amount is the person's median, times the story's levels, times a log deviation: Student noise that
remembers the day before, and a slow wander. Every day is drawn from its own stream, so that no day depends on
where a view begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log, pi, sin, sqrt

from wellbeing.demo.chance import Chance
from wellbeing.demo.character import Amount, Person
from wellbeing.demo.day import Kind
from wellbeing.demo.story import Absence, Away, Binge, Change, Series

_SCREEN, _AI, _PLAN, _SICK = 1, 2, 3, 4
"""Streams of their own."""
_MEMORY_DAYS = 12
"""At a lag-1 correlation of 0.5 what lies further back weighs less than 0.0003."""
_SATURDAY = 5
_SICK_SHARE = 0.008
_VACATION_OFF = 0.7
_TOP_SHARE = 0.7
"""More AI than this share of active time brings more active time with it."""
_TOP = timedelta(hours=11)
"""Nobody is active longer in a day; AI therefore stays at 7.7 h whatever the story says."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A day before it is lived."""

    day: date
    kind: Kind
    active: timedelta
    """Zero when the machine stays off."""
    ai: timedelta
    """The part of `active` meant for AI; zero on AI-free days."""
    ai_deviation: float
    """How unusual the AI amount is for this person, in standard deviations of its logarithm."""


class Deviation:
    """Day-to-day noise with memory, standard deviation 1, plus wander; the same for a day however reached."""

    def __init__(self, seed: int, stream: int, memory: float) -> None:
        self._seed, self._stream = seed, stream
        self._weights = [sqrt(1 - memory**2) * memory**back for back in range(_MEMORY_DAYS)]
        self._shocks: dict[int, float] = {}
        chance = Chance.at(seed, stream)
        self._waves = [(chance.between(60, 200), chance.between(0, 2 * pi)) for _ in range(3)]

    def noise(self, day: date) -> float:
        """Deviation on a day, mean 0, standard deviation 1, heavy tails."""
        found = 0.0
        for back, weight in enumerate(self._weights):
            found += weight * self._shock(day.toordinal() - back)
        return found

    def wander(self, day: date) -> float:
        """Slow drift on a day, mean 0, standard deviation 1 over the years."""
        found = 0.0
        for period, phase in self._waves:
            found += sin(2 * pi * day.toordinal() / period + phase)
        return found * sqrt(2 / 3)

    def _shock(self, ordinal: int) -> float:
        found = self._shocks.get(ordinal)
        if found is None:
            found = Chance.at(self._seed, self._stream, ordinal).student5()
            self._shocks[ordinal] = found
        return found


class Planner:
    """Plans the days of one person's story."""

    def __init__(self, person: Person, story: Sequence[Change | Binge | Away]) -> None:
        self._person, self._story = person, story
        self._screen = Deviation(person.seed, _SCREEN, person.screen.memory)
        self._ai = Deviation(person.seed, _AI, person.ai.memory)

    def plan(self, day: date, *, present: bool = False) -> Plan:
        """The plan of a day; `present`: somebody is known to be there, so the machine is not off."""
        person = self._person
        chance = Chance.at(person.seed, _PLAN, day.toordinal())
        kind = self._kind(day, chance, present=present)
        used, deviation = chance.uniform(), self._ai.noise(day)
        active_min = self._minutes(day, kind, person.screen, self._screen, Series.SCREEN)
        active_min *= {Kind.SICK: 0.45, Kind.JOURNEY: 0.3, Kind.VACATION: 0.06, Kind.OFF: 0.0}.get(kind, 1.0)
        free = person.ai_free * (2 if kind.free else 1) * self._level(day, Series.AI_FREE)
        if kind is Kind.OFF or used < min(free, 0.9):
            return Plan(day, kind, _minutes(active_min), timedelta(0), deviation)
        ai_min = self._minutes(day, kind, person.ai, self._ai, Series.AI)
        ai_min *= {Kind.SICK: 0.5, Kind.JOURNEY: 0.3, Kind.VACATION: 0.1}.get(kind, 1.0)
        if day.weekday() >= _SATURDAY:
            ai_min *= self._level(day, Series.WEEKEND_AI)
        ai = min(_minutes(ai_min), _TOP * _TOP_SHARE)
        return Plan(day, kind, max(_minutes(active_min), ai / _TOP_SHARE), ai, deviation)

    def _minutes(self, day: date, kind: Kind, amount: Amount, deviation: Deviation, series: Series) -> float:
        median = amount.weekend if kind.free else amount.workday
        logarithm = amount.log_sd * deviation.noise(day) + amount.wander * deviation.wander(day)
        return median / timedelta(minutes=1) * self._level(day, series) * exp(logarithm)

    def _level(self, day: date, series: Series) -> float:
        """What the story makes of an amount; 1 without a story."""
        lasting, passing, told = 1.0, 1.0, False
        for episode in self._story:
            if isinstance(episode, Away) or episode.series is not series:
                continue
            if isinstance(episode, Binge):
                if 0 <= (day - episode.on).days < episode.days:
                    passing *= episode.factor
            elif day >= episode.on:
                lasting, told = _reached(episode, day), True
            elif not told:
                lasting, told = episode.before, True
        return lasting * passing

    def _kind(self, day: date, chance: Chance, *, present: bool) -> Kind:
        off, light = chance.happens(self._person.missing), chance.uniform()
        found = Kind.WEEKEND if day.weekday() >= _SATURDAY else Kind.WORK
        for episode in self._story:
            if isinstance(episode, Away) and 0 <= (day - episode.on).days < episode.days:
                edge = day in (episode.on, episode.on + timedelta(days=episode.days - 1))
                if episode.kind is Absence.VACATION:
                    return Kind.OFF if light < _VACATION_OFF and not present else Kind.VACATION
                if episode.kind is Absence.TRAVEL and edge:
                    return Kind.JOURNEY
                if episode.kind is Absence.HOLIDAY:
                    found = Kind.HOLIDAY
        if off and not present:
            return Kind.OFF
        return Kind.SICK if found is Kind.WORK and self._sick(day) else found

    def _sick(self, day: date) -> bool:
        """Whether one of the last three days began a spell of one to three days that still lasts."""
        for back in range(3):
            chance = Chance.at(self._person.seed, _SICK, day.toordinal() - back)
            if chance.happens(_SICK_SHARE) and chance.below(3) >= back:
                return True
        return False


def _reached(change: Change, day: date) -> float:
    done = 1.0 if change.over == 0 else min(1.0, ((day - change.on).days + 1) / change.over)
    return change.before * exp(done * log(change.after / change.before))


def _minutes(amount: float) -> timedelta:
    return min(timedelta(milliseconds=round(amount * 60_000)), _TOP)
