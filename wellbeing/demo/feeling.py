"""How a synthetic person says they feel: with memory, weekends, and a link to AI that tests know."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import sqrt

from wellbeing.demo.chance import Chance
from wellbeing.demo.character import Person
from wellbeing.demo.day import CheckIn
from wellbeing.demo.plan import Deviation

_MOOD, _ANSWER, _AI = 5, 6, 2
"""Streams; the last is the one from which AI amounts are drawn."""
_MEMORY = 0.5
_WEEKEND = 0.25
_SKIPPED = 0.2
_EVERY = 14
"""Days between two WHO-5 answers, and the days that one looks back on."""
_WHO5_MEAN, _WHO5_PER_MOOD, _WHO5_SD = 62.0, 14.0, 8.0
"""Measurement sd 8: specification of synthetic people; the others are our judgement."""
_SATURDAY = 5


class Feeling:
    """One person's moods; the same for a day however reached."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self._own = Deviation(person.seed, _MOOD, _MEMORY)
        self._ai = Deviation(person.seed, _AI, person.ai.memory)

    def mood(self, day: date) -> float:
        """How the day truly feels: mean 0, standard deviation 1, a little better at weekends."""
        link = self._person.mood_link
        found = sqrt(1 - link**2) * self._own.noise(day) + link * self._ai.noise(day)
        return found + (_WEEKEND if day.weekday() >= _SATURDAY else 0.0)

    def checkin(self, day: date, at: datetime) -> CheckIn | None:
        """What is answered when asked at a moment of the day; None when skipped."""
        chance = Chance.at(self._person.seed, _ANSWER, day.toordinal())
        if chance.happens(_SKIPPED):
            return None
        mood = self.mood(day)
        energy = 0.6 * mood + 0.8 * chance.normal()
        asked = day.toordinal() % _EVERY == self._person.seed % _EVERY
        return CheckIn(
            at, _scored(mood, 1, 7), _scored(energy, 1, 7), self._who5(day, chance) if asked else None
        )

    def _who5(self, day: date, chance: Chance) -> int:
        total = 0.0
        for back in range(_EVERY):
            total += self.mood(day - timedelta(days=back))
        score = chance.normal(_WHO5_MEAN + _WHO5_PER_MOOD * total / _EVERY, _WHO5_SD)
        return 4 * min(max(round(score / 4), 0), 25)


def _scored(value: float, low: int, high: int) -> int:
    return min(max(round((low + high) / 2 + 1.1 * value), low), high)
