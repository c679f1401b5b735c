"""The synthetic person lives roughly as real ones do; bands from the simulator's ranges and one public record."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from math import log
from statistics import fmean, median, stdev

import pytest

from wellbeing.demo import Day, Kind, Person, Story, person
from wellbeing.demo.plan import Planner
from wellbeing.model import Presence
from wellbeing.timeline.day import Calendar

MINUTE = timedelta(minutes=1)
CHANGE = date(2024, 9, 17)
START = date(2023, 1, 1)
PLANNED = {
    seed: [Planner(person(seed), ()).plan(START + timedelta(days=n)) for n in range(730)] for seed in range(8)
}


def lag_1(values: list[float]) -> float:
    middle = fmean(values)
    apart = [value - middle for value in values]
    return sum(a * b for a, b in pairwise(apart)) / sum(a * a for a in apart)


@pytest.mark.parametrize("seed", PLANNED)
def test_planned_amounts_follow_the_persons_habits(seed: int) -> None:
    who = person(seed)
    work = [plan for plan in PLANNED[seed] if plan.kind is Kind.WORK]
    active = [plan.active / MINUTE for plan in work]
    asked = [plan.ai / MINUTE for plan in work if plan.ai]
    assert median(active) == pytest.approx(who.screen.workday / MINUTE, rel=0.1)
    assert stdev(map(log, active)) == pytest.approx(who.screen.log_sd, abs=0.08)
    assert median(asked) == pytest.approx(who.ai.workday / MINUTE, rel=0.2)
    assert stdev(map(log, asked)) == pytest.approx(who.ai.log_sd, abs=0.12)
    assert 1 - len(asked) / len(work) == pytest.approx(who.ai_free, abs=0.06)
    assert fmean(plan.kind is Kind.OFF for plan in PLANNED[seed]) == pytest.approx(who.missing, abs=0.03)


def test_deviations_remember_the_day_before_a_little() -> None:
    """Simulator: 0 to 0.25; public record: 0.07 to 0.17."""
    found = [lag_1([plan.ai_deviation for plan in plans]) for plans in PLANNED.values()]
    meant = [person(seed).ai.memory for seed in PLANNED]
    assert found == pytest.approx(meant, abs=0.13)
    assert 0 < fmean(found) < 0.25


def test_lived_workdays_come_to_about_400_minutes_and_weekends_to_half(months: list[Day]) -> None:
    work = [day.truth.active / MINUTE for day in months if day.kind is Kind.WORK]
    weekend = [day.truth.active / MINUTE for day in months if day.kind is Kind.WEEKEND]
    assert 370 < median(work) < 430
    assert 150 < median(weekend) < 230
    assert 0.18 < stdev(map(log, work)) < 0.38
    assert len([day for day in months if day.kind is Kind.SICK]) < 12


def test_lived_amounts_are_the_planned_ones(months: list[Day], mia: tuple[Person, Story]) -> None:
    planner = Planner(*mia)
    planned = [planner.plan(day.day) for day in months]
    kept = [day.truth.ai / plan.ai for day, plan in zip(months, planned, strict=True) if plan.ai]
    assert median(kept) == pytest.approx(1, abs=0.005)
    assert fmean(0.9 < share < 1.001 for share in kept) > 0.9
    assert all(not day.truth.ai for day, plan in zip(months, planned, strict=True) if not plan.ai)


def test_mias_ai_grows_by_about_60_percent_in_the_ninth_month_and_her_screen_time_does_not(
    months: list[Day],
) -> None:
    def middle(days: list[Day]) -> tuple[float, float]:
        work = [day for day in days if day.kind is Kind.WORK]
        ai = median(day.truth.ai / MINUTE for day in work if day.truth.ai)
        return ai, median(day.truth.active / MINUTE for day in work)

    before, after = (middle([d for d in months if (d.day >= CHANGE) is late]) for late in (False, True))
    assert 1.4 < after[0] / before[0] < 1.9
    assert 0.9 < after[1] / before[1] < 1.1


def test_some_workdays_pass_without_ai_and_twice_as_many_days_at_weekends(months: list[Day]) -> None:
    work = [not day.truth.ai for day in months if day.kind is Kind.WORK]
    weekend = [not day.truth.ai for day in months if day.kind is Kind.WEEKEND]
    assert 0.03 < fmean(work) < 0.14
    assert fmean(work) < fmean(weekend) < 0.3


def test_night_use_happens_on_some_nights(months: list[Day], mia: tuple[Person, Story]) -> None:
    nights = [day.truth.night > timedelta(0) for day in months if day.activities]
    assert fmean(nights) == pytest.approx(mia[0].owl, abs=0.06)
    late = [day.truth.night / MINUTE for day in months if day.truth.night]
    assert 10 < median(late) < 90


def test_days_begin_around_nine_and_later_at_weekends(months: list[Day]) -> None:
    calendar = Calendar([zone for day in months for zone in day.zones])

    def begins(kind: Kind) -> float:
        firsts = [calendar.local(d.activities[0].span.start) for d in months if d.kind is kind]
        return median(first.hour + first.minute / 60 for first in firsts)

    assert 8.5 < begins(Kind.WORK) < 9.3
    assert begins(Kind.WEEKEND) - begins(Kind.WORK) == pytest.approx(1.2, abs=0.3)


def test_dwell_times_are_a_minute_or_two_with_many_quick_looks(months: list[Day]) -> None:
    seconds = [
        a.span.length.total_seconds() for d in months for a in d.activities if a.presence is Presence.ACTIVE
    ]
    assert 45 < median(seconds) < 120
    assert 0.1 < fmean(dwell <= 15 for dwell in seconds) < 0.3
    companion = [
        a.span.length.total_seconds() for d in months for a in d.activities if a.app.site == "character.ai"
    ]
    assert 150 < median(companion) < 330


def test_ai_is_asked_between_work_and_work(months: list[Day]) -> None:
    """After AI it is work or learning that comes next more often than anything else."""
    following = Counter(
        next_one.app.site or next_one.app.app_id
        for day in months
        for one, next_one in pairwise(day.activities)
        if one.app.site == "chatgpt.com" and next_one.span.start == one.span.end
    )
    assert following.most_common(1)[0][0] == "libreoffice-writer"


def test_prompts_come_about_every_two_minutes_of_ai(months: list[Day]) -> None:
    asked = sum(len(day.prompts) for day in months)
    spent = sum(day.truth.ai / MINUTE for day in months)
    assert 0.4 < asked / spent < 0.75


def test_absence_and_lunch_are_there(months: list[Day]) -> None:
    work = [day for day in months if day.kind is Kind.WORK]
    assert 40 < median(day.truth.idle / MINUTE for day in work) < 180
    assert median(day.truth.locked / MINUTE for day in work) > 30
