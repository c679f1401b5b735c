"""What comes to front next, and for how long: a semi-Markov chain over the roles of a person's apps.

Dwell times are lognormal with sigma 1.1, medians 45-120 s and 240 s for a companion, as the specification of
synthetic people says; the other ratios are our judgement.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, log
from types import MappingProxyType

from wellbeing.demo.app import App, Role
from wellbeing.demo.chance import Chance, Wheel
from wellbeing.demo.character import Person

_HABIT = 0x48
"""The stream from which a person's transition matrix is drawn."""
DWELL_SIGMA = 1.1
_LONGEST_MS = 3 * 3_600_000
_SHORTEST_MS = 800
_MEDIAN_MS = 59_000.0
"""Of a dwell at 170 activities a day; fitted so that this many come out."""
_USUAL_DENSITY = 170
_ALWAYS, _SLOPE, _BEND = 14, 0.796, 1.06
"""Breaks and the like come at every density; quick dwells are held up by long ones. Fitted from 20 to 3000."""

_BESIDE = 0.3
"""Weight of apps that the person's trade does not bring with it."""

_TEMPO: Mapping[Role, float] = MappingProxyType(
    {
        Role.WORK: 1.2,
        Role.LEARN: 1.0,
        Role.PEOPLE: 0.7,
        Role.CALL: 8.0,
        Role.BREAK: 0.8,
        Role.WATCH: 5.0,
        Role.PLAY: 5.0,
        Role.SYSTEM: 0.3,
        Role.CHAT: 0.9,
        Role.AGENT: 1.4,
        Role.COMPANION: 3.5,
    }
)

_W, _L, _P, _C, _B, _V, _G, _S = (
    Role.WORK, Role.LEARN, Role.PEOPLE, Role.CALL, Role.BREAK, Role.WATCH, Role.PLAY, Role.SYSTEM,
)  # fmt: skip
_AT_WORK: Mapping[Role, Mapping[Role, float]] = MappingProxyType(
    {
        _W: {_W: 54, _L: 14, _P: 18, _C: 1, _B: 7, _S: 6},
        _L: {_W: 60, _L: 22, _P: 9, _B: 7, _S: 2},
        _P: {_W: 55, _L: 8, _P: 22, _C: 2, _B: 11, _S: 2},
        _C: {_W: 60, _P: 35, _S: 5},
        _B: {_W: 42, _L: 8, _P: 20, _B: 28, _V: 2},
        _V: {_W: 45, _P: 20, _B: 35},
        _S: {_W: 75, _L: 10, _P: 15},
    }
)
_AT_LEISURE: Mapping[Role, Mapping[Role, float]] = MappingProxyType(
    {
        _W: {_W: 40, _L: 20, _P: 20, _B: 20},
        _L: {_W: 12, _L: 33, _P: 20, _B: 30, _V: 5},
        _P: {_W: 5, _L: 10, _P: 35, _C: 2, _B: 35, _V: 9, _G: 2, _S: 2},
        _C: {_P: 50, _B: 50},
        _B: {_W: 4, _L: 9, _P: 27, _C: 1, _B: 41, _V: 14, _G: 4},
        _V: {_L: 5, _P: 27, _B: 38, _V: 28, _G: 2},
        _G: {_P: 30, _B: 40, _G: 30},
        _S: {_W: 20, _P: 40, _B: 40},
    }
)
_AI_AT_WORK: Mapping[Role, float] = MappingProxyType({Role.CHAT: 3, Role.AGENT: 3})
_AI_AT_LEISURE: Mapping[Role, float] = MappingProxyType({Role.CHAT: 5, Role.AGENT: 0.5, Role.COMPANION: 2})


class Habit:
    """One person's ways at work, or at leisure.

    Args:
        person: whose.
        work: at work rather than at leisure.
        density: activities on a usual day with data.
    """

    def __init__(self, person: Person, *, work: bool, density: int) -> None:
        chance = Chance.at(person.seed, _HABIT, int(work))
        self._apps = _apps(person)
        rows = _AT_WORK if work else _AT_LEISURE
        self._next = {role: self._wheel(row, chance, person.sociable) for role, row in rows.items()}
        ai = _AI_AT_WORK if work else _AI_AT_LEISURE
        self._ai = self._wheel(ai, chance, 1.0)
        tempo = _SLOPE * (density - _ALWAYS) ** _BEND / _USUAL_DENSITY
        median_ms = _MEDIAN_MS * person.dwell / tempo
        self._log_ms = {role: log(median_ms * times) for role, times in _TEMPO.items()}
        self.home = Role.WORK if work else Role.BREAK
        self.ai_ms = self._mean_ms(ai)
        self.other_ms = self._mean_ms(rows[self.home])

    def following(self, role: Role, chance: Chance) -> App:
        """The app after one of a role; never AI, for that is steered by the day's amount."""
        return self._apps[self._next[role].spin(chance)].spin(chance)

    def ai(self, chance: Chance) -> App:
        """The AI tool taken next."""
        return self._apps[self._ai.spin(chance)].spin(chance)

    def glance(self, chance: Chance) -> App:
        """What a quick look goes to: messages."""
        return self._apps[Role.PEOPLE].spin(chance)

    def dwell_ms(self, role: Role, chance: Chance) -> int:
        """How long it stays in front, in whole milliseconds."""
        drawn = exp(self._log_ms[role] + DWELL_SIGMA * chance.normal())
        return min(max(round(drawn), _SHORTEST_MS), _LONGEST_MS)

    def _wheel(self, row: Mapping[Role, float], chance: Chance, sociable: float) -> Wheel[Role]:
        """A row of the matrix, as this person has it: own ways, and only roles they have apps for."""
        weights = []
        for role, weight in row.items():
            own = chance.lognormal(weight, 0.25) * (sociable if role is Role.PEOPLE else 1.0)
            weights.append(own if role in self._apps else 0.0)
        return Wheel(list(row), weights)

    def _mean_ms(self, row: Mapping[Role, float]) -> float:
        """About how long what a row leads to stays, on average."""
        weight, found = 0.0, 0.0
        for role, part in row.items():
            if role in self._apps:
                weight += part
                found += part * exp(self._log_ms[role] + DWELL_SIGMA**2 / 2)
        return found / weight


def _apps(person: Person) -> dict[Role, Wheel[App]]:
    found = {}
    chance = Chance.at(person.seed, _HABIT, 2)
    for role in Role:
        apps = [app for app in person.apps if app.role is role]
        if apps:
            usual = [app.weight * (1.0 if person.trade in app.core else _BESIDE) for app in apps]
            found[role] = Wheel(apps, [chance.lognormal(weight, 0.5) for weight in usual])
    return found
