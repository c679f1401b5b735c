"""Invented moods and uses: with memory, weekends, a trend, missing answers, and a relation that tests know."""

from __future__ import annotations

import math
from random import Random

Days = tuple[list[float | None], list[float | None]]


def life(dice: Random, days: int, relation: float = 0.0, memory: float = 0.4, missing: float = 0.2) -> Days:
    """Mood 1 to 7 and minutes; both differ at weekends, which is the trap.

    Args:
        dice: where chance comes from.
        days: how many.
        relation: true correlation of what weekdays do not explain, on the same day.
        memory: of yesterday, in both.
        missing: share of days without an answer.
    """
    feeling = using = 0.0
    moods: list[float | None] = []
    uses: list[float | None] = []
    fresh = math.sqrt(1 - memory**2)
    drift = dice.gauss(0, 0.006)
    for day in range(days):
        own = dice.gauss(0, 1)
        using = memory * using + fresh * own
        feeling = memory * feeling + fresh * (relation * own + math.sqrt(1 - relation**2) * dice.gauss(0, 1))
        weekend = day % 7 >= 5
        minutes = 50 * math.exp(0.8 * using - 0.7 * weekend + drift * day)
        mood = 4.3 + 1.1 * feeling + 0.7 * weekend - drift * day
        moods.append(None if dice.random() < missing else float(min(max(round(mood), 1), 7)))
        uses.append(0.0 if dice.random() < 0.15 else minutes)
    return moods, uses


def share_said(
    days: int, lives: int, seed: int, relation: float = 0.0, level: float = 0.05, **more: float
) -> float:
    """Of so many people, how many are below the level in one of two series."""
    from wellbeing.analysis.mood import patterns

    dice = Random(seed)  # noqa: S311 - lives, not secrets
    hits = 0
    for _person in range(lives):
        moods, first = life(dice, days, relation, **more)
        _other, second = life(dice, days)
        found = patterns(moods, {"ai": first, "screen": second})
        hits += any(one.p is not None and one.p < level for one in found.values())
    return hits / lives
