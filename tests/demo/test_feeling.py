"""How the synthetic person says they feel."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import sqrt
from statistics import fmean, pstdev

import pytest

from wellbeing.demo import Day, person
from wellbeing.demo.feeling import Feeling
from wellbeing.demo.plan import Deviation

START = date(2010, 1, 1)
DAYS = [START + timedelta(days=n) for n in range(4000)]


def correlation(one: list[float], other: list[float]) -> float:
    a, b = fmean(one), fmean(other)
    shared = fmean((x - a) * (y - b) for x, y in zip(one, other, strict=True))
    return shared / sqrt(pstdev(one) ** 2 * pstdev(other) ** 2)


@pytest.mark.parametrize("link", [0.0, -0.3])
def test_mood_has_the_chosen_correlation_with_ai(link: float) -> None:
    who = replace(person(4), mood_link=link)
    feeling, ai = Feeling(who), Deviation(who.seed, 2, who.ai.memory)
    moods = [feeling.mood(day) for day in DAYS]
    assert correlation(moods, [ai.noise(day) for day in DAYS]) == pytest.approx(link, abs=0.05)


def test_mood_lasts_and_is_a_little_better_at_weekends() -> None:
    feeling = Feeling(replace(person(4), mood_link=0.0))
    moods = [feeling.mood(day) for day in DAYS]
    assert correlation(moods[1:], moods[:-1]) == pytest.approx(0.5, abs=0.06)
    weekend = fmean(mood for mood, day in zip(moods, DAYS, strict=True) if day.weekday() >= 5)
    work = fmean(mood for mood, day in zip(moods, DAYS, strict=True) if day.weekday() < 5)
    assert 0.1 < weekend - work < 0.45


def test_answers_stay_on_their_scales_and_use_them() -> None:
    feeling = Feeling(person(4))
    answers = [feeling.checkin(day, datetime(2024, 1, 1, tzinfo=UTC)) for day in DAYS]
    given = [answer for answer in answers if answer is not None]
    assert len(given) / len(DAYS) == pytest.approx(0.8, abs=0.03)
    assert {answer.mood for answer in given} == set(range(1, 8))
    assert {answer.energy for answer in given} == set(range(1, 8))
    scores = [answer.who5 for answer in given if answer.who5 is not None]
    assert len(scores) == pytest.approx(len(DAYS) / 14 * 0.8, rel=0.1)
    assert all(0 <= score <= 100 and score % 4 == 0 for score in scores)
    assert 55 < fmean(scores) < 70
    assert 8 < pstdev(scores) < 16


def test_check_ins_are_asked_in_the_evening_of_days_of_use(months: list[Day]) -> None:
    asked = [day for day in months if day.checkin is not None]
    assert 0.7 < len(asked) / len([day for day in months if day.activities]) < 0.9
    for day in asked:
        assert day.checkin is not None
        assert day.checkin.at - day.span.start == timedelta(hours=16, minutes=30)
        assert day.activities
