"""Invented people of many kinds, and what may change in their lives: what the growth detector is measured on.

Not taken from anybody's data (there is none with a usable licence): logarithms of minutes with a weekly pattern, noise
that remembers yesterday, days without use, days without a record, vacations; beside it what makes lives uneven.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from statistics import median

CHANGE = 126
"""Day on which something changes."""
YEAR = 70 + 365
"""Days of a life without growth; notes count from day 70 on."""
Amounts = list[float | None]
Alarms = Callable[[Sequence[float | None], Sequence[int], str], list[int]]


@dataclass(frozen=True)
class Life:
    """A kind of life: ranges from which each person's habits are drawn."""

    metric: str
    minutes: float
    noise: tuple[float, float]
    """Spread of log minutes from day to day."""
    unused: tuple[float, float]
    """Share of days without use."""
    memory: tuple[float, float] = (0.0, 0.25)
    """Correlation of the noise with yesterday's."""
    uneven: str = ""
    """What moves the level: project, student, shift, season, parttime, sprint, jumps, novelty, holidays, fall, two
    kinds of days, weeks."""
    missing: tuple[float, float] = (0.0, 0.12)
    """Share of days without a record."""
    whole: bool = False
    """Whether minutes are whole."""


LIVES = {
    "ai even": Life("ai", 40, (0.35, 0.85), (0.0, 0.25)),
    "ai noisy": Life("ai", 40, (0.8, 1.2), (0.0, 0.3)),
    "ai rare": Life("ai", 30, (0.4, 0.9), (0.4, 0.75)),
    "ai shift": Life("ai", 40, (0.35, 0.7), (0.05, 0.25), uneven="shift"),
    "ai project": Life("ai", 35, (0.4, 0.7), (0.05, 0.25), uneven="project"),
    "ai student": Life("ai", 35, (0.4, 0.8), (0.05, 0.3), uneven="student"),
    "ai season": Life("ai", 40, (0.4, 0.7), (0.05, 0.25), uneven="season"),
    "ai part-time": Life("ai", 50, (0.35, 0.7), (0.02, 0.15), uneven="parttime"),
    "ai jumps": Life("ai", 40, (0.4, 0.8), (0.05, 0.2), uneven="jumps"),
    "ai novelty": Life("ai", 40, (0.35, 0.8), (0.0, 0.2), uneven="novelty"),
    "ai holidays": Life("ai", 45, (0.35, 0.7), (0.0, 0.1), uneven="holidays"),
    "ai fall": Life("ai", 60, (0.35, 0.8), (0.0, 0.2), uneven="fall"),
    "ai two kinds": Life("ai", 60, (0.3, 0.6), (0.0, 0.1), uneven="two kinds"),
    "ai weeks": Life("ai", 40, (0.35, 0.7), (0.0, 0.2), uneven="weeks"),
    "ai tiny": Life("ai", 7, (0.35, 0.7), (0.0, 0.2), whole=True),
    "ai gaps": Life("ai", 40, (0.35, 0.8), (0.0, 0.2), missing=(0.3, 0.5)),
    "ai clinging": Life("ai", 40, (0.35, 0.7), (0.0, 0.2), memory=(0.4, 0.6)),
    "screen novelty": Life("screen", 280, (0.18, 0.35), (0.0, 0.03), uneven="novelty"),
    "screen fall": Life("screen", 320, (0.18, 0.35), (0.0, 0.03), uneven="fall"),
    "screen two kinds": Life("screen", 300, (0.15, 0.3), (0.0, 0.03), uneven="two kinds"),
    "screen weeks": Life("screen", 280, (0.18, 0.35), (0.0, 0.03), uneven="weeks"),
    "screen noisy": Life("screen", 260, (0.45, 0.7), (0.0, 0.05)),
    "screen long": Life("screen", 620, (0.15, 0.3), (0.0, 0.02), whole=True),
    "screen even": Life("screen", 300, (0.18, 0.38), (0.0, 0.03)),
    "screen shift": Life("screen", 250, (0.2, 0.35), (0.0, 0.05), uneven="shift"),
    "screen season": Life("screen", 280, (0.18, 0.35), (0.0, 0.03), uneven="season"),
    "screen sprint": Life("screen", 260, (0.18, 0.35), (0.0, 0.03), uneven="sprint"),
    "screen student": Life("screen", 280, (0.2, 0.4), (0.0, 0.05), uneven="student"),
}
GROWTH = ("step30", "step50", "step100", "ramp10", "weekend", "often", "short50")
HARMLESS = ("binge", "return", "light month")


def person(life: Life, change: str, seed: str, days: int) -> tuple[Amounts, list[int]]:
    """One person's minutes and weekdays."""
    chance = Random(seed)  # noqa: S311  invented people need no secrets
    first = chance.randrange(7)
    weekdays = [(first + day) % 7 for day in range(days)]
    level = math.log(min(600, max(4, life.minutes * math.exp(0.6 * chance.gauss(0, 1)))))
    spread, unused = chance.uniform(*life.noise), chance.uniform(*life.unused)
    memory, wander = chance.uniform(*life.memory), chance.uniform(0, 0.1)
    weekend = math.log(0.6 if life.metric == "ai" else 0.8) + 0.35 * chance.gauss(0, 1)
    own = [0.08 * chance.gauss(0, 1) for _ in range(7)]
    moves = _unevenness(life.uneven, chance, weekdays)
    missing, noise, slow = chance.uniform(*life.missing), 0.0, chance.gauss(0, 1)
    amounts: Amounts = []
    for day, weekday in enumerate(weekdays):
        free = weekday > 4 or chance.random() < 10 / 365
        noise = memory * noise + math.sqrt(1 - memory**2) * _heavy(chance)
        slow = 0.975 * slow + math.sqrt(1 - 0.975**2) * chance.gauss(0, 1)
        move, less = moves[day]
        grown, none = _changed(change, day, free=weekday > 4, unused=max(less, unused * (1.6 if free else 1)))
        minutes = math.exp(
            level + own[weekday] + weekend * free + move + spread * noise + wander * slow + grown
        )
        minutes = min(float(round(minutes)) if life.whole else minutes, 960.0)
        amounts.append(0.0 if chance.random() < none else minutes)
        if chance.random() < missing:
            amounts[-1] = None
    _vacations(amounts, change, chance)
    return amounts, weekdays


def _heavy(chance: Random) -> float:
    """Noise with a heavier tail than the normal one, of variance 1."""
    scale = 2.0 if chance.random() < 0.1 else 0.816
    return scale * chance.gauss(0, 1)


def _vacations(amounts: Amounts, change: str, chance: Random) -> None:
    for _ in range(3 if change == "none" else 2):
        start, length = chance.randrange(len(amounts) - 20), chance.randrange(4, 16)
        if change != "none" and abs(start - CHANGE) < 40:
            start = 5
        kept = chance.random() < 0.3
        for day in range(start, start + length):
            amount = amounts[day]
            amounts[day] = None if amount is None or not kept else amount * 0.15
    if change == "return":
        amounts[CHANGE - 14 : CHANGE] = [None] * 14


def _changed(change: str, day: int, *, free: bool, unused: float) -> tuple[float, float]:
    """What a change adds to log minutes, and the share of days without use."""
    after, since = day >= CHANGE, day - CHANGE
    grown = 0.0
    if change.startswith("step") and after:
        grown = math.log(1 + int(change[4:]) / 100)
    elif change == "short50" and day >= 60:
        grown = math.log(1.5)
    elif change == "ramp10" and after:
        grown = min(since / 7 * math.log(1.1), math.log(3))
    elif change == "weekend" and after and free:
        grown = math.log(2)
    elif change == "often":
        return 0.0, unused * 0.3 if after else max(unused, 0.35)
    elif change == "binge" and 0 <= since < 3:
        return math.log(4), 0.0
    elif change == "return" and 0 <= since < 3:
        grown = math.log(1.4)
    elif change == "light month" and -28 <= since < 0:
        grown = math.log(0.5)
    return grown, min(0.97, unused)


def _unevenness(kind: str, chance: Random, weekdays: Sequence[int]) -> list[tuple[float, float]]:
    """For each day what is added to log minutes, and the least share of days without use."""
    days = len(weekdays)
    moves = [(0.0, 0.0)] * days
    if kind in ("novelty", "holidays", "fall", "two kinds", "weeks"):
        return _slow_unevenness(kind, chance, weekdays)
    if kind in {"project", "jumps", "sprint"}:
        day = chance.randrange(40)
        every = chance.choice((14, 21, 28))
        while day < days:
            length = {"project": chance.randrange(5, 26), "jumps": chance.randrange(14, 60)}.get(kind, 4)
            height = chance.gauss(0, 0.25) if kind == "jumps" else chance.uniform(0.4, 1.0)
            moves[day : day + length] = [(height, 0.0)] * len(moves[day : day + length])
            day += {"project": length + chance.randrange(12, 50), "jumps": length}.get(kind, every)
    elif kind == "student":
        term, holidays, exam = (
            7 * chance.randrange(12, 17),
            7 * chance.randrange(2, 9),
            chance.randrange(14, 29),
        )
        high, low, phase = chance.uniform(0.4, 0.9), chance.uniform(-0.8, -0.1), chance.randrange(150)
        for day in range(days):
            now = (day + phase) % (term + holidays)
            moves[day] = (low, 0.25) if now >= term else (high if now >= term - exam else 0.0, 0.0)
    elif kind == "shift":
        half, phase, height = chance.choice((4, 7, 14)), chance.randrange(28), chance.uniform(0.3, 0.9)
        moves = [(height / 2 if (day + phase) // half % 2 else -height / 2, 0.0) for day in range(days)]
    elif kind == "season":
        height, turn = chance.uniform(0.05, 0.3), chance.random()
        moves = [(height * math.sin(2 * math.pi * (day / 365 + turn)), 0.0) for day in range(days)]
    elif kind == "parttime":
        on = {chance.randrange(5), *(day for day in range(7) if chance.random() < 0.5)}
        moves = [(0.0, 0.0) if weekday in on else (-0.6, 0.8) for weekday in weekdays]
    return moves


def _slow_unevenness(kind: str, chance: Random, weekdays: Sequence[int]) -> list[tuple[float, float]]:
    """As `_unevenness`, for what lies beyond bursts and terms."""
    days = len(weekdays)
    moves = [(0.0, 0.0)] * days
    if kind == "novelty":
        height, fades = chance.uniform(0.5, 1.2), chance.uniform(7, 25)
        moves = [(height * math.exp(-day / fades), 0.0) for day in range(days)]
    elif kind == "holidays":
        for _holiday in range(4 * days // 365 + 1):
            start, length = chance.randrange(days), chance.randrange(5, 22)
            moves[start : start + length] = [(-0.6, 0.95)] * len(moves[start : start + length])
    elif kind == "fall":
        depth = chance.uniform(0.2, 0.7)
        moves = [(-depth * day / 365, 0.0) for day in range(days)]
    elif kind == "two kinds":
        share, less = chance.uniform(0.3, 0.6), chance.uniform(0.5, 1.2)
        moves = [(-less if chance.random() < share else 0.0, 0.0) for _day in range(days)]
    else:
        height = chance.uniform(0.15, 0.3)
        weeks = [height * chance.gauss(0, 1) for _week in range(days // 7 + 2)]
        moves = [(weeks[(day + weekdays[0]) // 7], 0.0) for day in range(days)]
    return moves


def notes_a_year(alarms: Alarms, name: str, people: int, seed: int = 1) -> float:
    """Notes a year in lives without growth."""
    life, count = LIVES[name], 0
    for number in range(people):
        amounts, weekdays = person(life, "none", f"{seed} {name} {number}", YEAR)
        count += sum(day >= 70 for day in alarms(amounts, weekdays, life.metric))
    return count / people


def found(alarms: Alarms, name: str, change: str, people: int, seed: int = 1) -> tuple[float, float]:
    """Share of people told within 60 days of a growth (28 of what is harmless), and the median of days to that."""
    life, delays = LIVES[name], []
    start, within = (60 if change == "short50" else CHANGE), (28 if change in HARMLESS else 60)
    for number in range(people):
        amounts, weekdays = person(life, change, f"{seed} {name} {change} {number}", start + within)
        days = [day - start + 1 for day in alarms(amounts, weekdays, life.metric) if day >= start]
        delays.append(days[0] if days else 999)
    return sum(delay <= within for delay in delays) / people, median(delays)
