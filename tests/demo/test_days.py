"""Properties that every synthetic day has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellbeing.demo import Absence, Away, Day, Kind, Person, Story, days, life, person
from wellbeing.demo.app import AI_ROLES, APPS
from wellbeing.model import NOTHING, EntryKind, Presence, Span, Zone
from wellbeing.timeline.day import Calendar
from wellbeing.timeline.marker import What, markers

FIRST = date(2024, 1, 18)
LAST = date(2025, 3, 18)
ZERO = timedelta(0)
SECOND = timedelta(seconds=1)
AI = {app.identity for app in APPS if app.role in AI_ROLES}


def zones(made: Iterable[Day]) -> list[Zone]:
    return [zone for day in made for zone in day.zones]


def check(made: list[Day]) -> None:
    """Order, bounds and truth of a run of days."""
    calendar = Calendar(zones(made))
    for day in made:
        assert day.span == calendar.span_of(day.day)
        check_order(day)
        check_truth(day, calendar)


def check_order(day: Day) -> None:
    for activity in day.activities:
        assert not activity.span.empty
        assert activity.title is None
        assert activity.span.start.microsecond % 1000 == 0
    for one, next_one in pairwise(day.activities):
        assert one.span.end <= next_one.span.start
        touch = one.span.end == next_one.span.start
        same = (one.app, one.presence) == (next_one.app, next_one.presence)
        # Only what happens to the record (a clock set back) parts what is equal and touches.
        assert not (touch and same) or one.span.end in {entry.at for entry in day.entries}
    moments = [moment for a in day.activities for moment in (a.span.start, a.span.end)]
    moments += [entry.at for entry in day.entries] + [zone.since for zone in day.zones]
    moments += [prompt.at for prompt in day.prompts] + [prompt.answered for prompt in day.prompts]
    moments += [moment for run in day.runs for moment in (run.span.start, run.span.end)]
    assert all(day.span.start <= moment <= day.span.end for moment in moments)
    assert [entry.at for entry in day.entries] == sorted(entry.at for entry in day.entries)
    assert [prompt.at for prompt in day.prompts] == sorted(prompt.at for prompt in day.prompts)
    assert all(prompt.at <= prompt.answered for prompt in day.prompts)


def check_truth(day: Day, calendar: Calendar) -> None:
    found = dict.fromkeys(Presence, ZERO)
    ai = night = ZERO
    for activity in day.activities:
        found[activity.presence] += activity.span.length
        if activity.presence.counts:
            ai += activity.span.length if activity.app in AI else ZERO
            for _, hour, part in calendar.pieces(activity.span):
                night += part.length if hour >= 23 or hour < 5 else ZERO
    truth = day.truth
    assert found[Presence.ACTIVE] + found[Presence.PASSIVE] == truth.active
    assert found[Presence.PASSIVE] == truth.passive
    assert found[Presence.IDLE] == truth.idle
    assert found[Presence.LOCKED] == truth.locked
    assert ai == truth.ai == sum(truth.tools.values(), ZERO)
    assert night == truth.night
    assert truth.companion <= truth.ai
    assert truth.people <= truth.active - truth.ai


def test_fourteen_months_are_in_order_inside_their_days_and_add_up_to_the_truth(months: list[Day]) -> None:
    check(months)


def test_a_developers_days_are_too(developer: list[Day]) -> None:
    check(developer)
    commands = {a.app.commands for day in developer for a in day.activities}
    assert ("claude",) in commands
    assert any(day.runs for day in developer)


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 2**64 - 1),
    first=st.dates(date(2016, 1, 1), date(2030, 12, 31)),
    count=st.integers(0, 12),
    density=st.sampled_from([20, 170, 400]),
    late=st.none() | st.floats(0, 12),
)
def test_anybodys_days_anywhere_hold_together(
    seed: int, first: date, count: int, density: int, late: float | None
) -> None:
    story = life(seed, first, first + timedelta(days=count))
    until = None if late is None else datetime(first.year, first.month, first.day, 12, tzinfo=UTC)
    until = None if until is None or late is None else until + timedelta(days=late)
    made = list(days(person(seed), first, count, story, density=density, until=until))
    if until is None:
        assert [day.day for day in made] == [first + timedelta(days=n) for n in range(count)]
    if made:
        check(made)


@pytest.mark.parametrize("home", range(12))
def test_journeys_across_the_world_hold_together(home: int) -> None:
    """Twelve people of different homes and goals; a day can last 10 to 38 hours when one flies."""
    first = date(2024, 3, 1)
    story: Story = (Away(Absence.TRAVEL, first + timedelta(days=3), 7),)
    made = list(days(person(home), first, 14, story))
    check(made)
    assert len(zones(made)) == 3
    lengths = [day.span.length for day in made if day.kind is Kind.JOURNEY]
    assert len(lengths) == 2
    assert sum(lengths, ZERO) in [timedelta(hours=47), timedelta(hours=48), timedelta(hours=49)]


def test_the_days_of_clock_changes_have_23_and_25_hours(months: list[Day]) -> None:
    """Toronto on 9 March 2024 is too early for Mia; Berlin changes on 27 October 2024."""
    lengths = {day.day: day.span.length / timedelta(hours=1) for day in months}
    assert lengths[date(2024, 10, 26)] == 25
    odd = [day for day, length in lengths.items() if length != 24]
    flights = [day.day for day in months if day.kind is Kind.JOURNEY]
    assert odd == [*flights, date(2024, 10, 26)]
    spring = list(days(person(2), date(2025, 3, 1), 35))
    assert sorted({day.span.length / timedelta(hours=1) for day in spring}) == [23, 24]


def test_a_day_comes_out_the_same_wherever_a_view_begins(
    mia: tuple[Person, Story], months: list[Day]
) -> None:
    who, story = mia
    for start in (70, 72, 300):
        again = list(days(who, months[start].day, 9, story))
        assert [day.activities for day in again] == [day.activities for day in months[start : start + 9]]
        assert again[1:] == months[start + 1 : start + 9]
        assert again[0].zones[0].since == months[start].span.start


def test_other_seeds_give_other_days() -> None:
    firsts = [next(days(person(seed), date(2024, 5, 6), 1)).activities[:3] for seed in range(6)]
    assert all(one != other for one, other in pairwise(firsts))


def test_the_present_cuts_the_last_day_and_finds_the_person_there(mia: tuple[Person, Story]) -> None:
    who, story = mia
    for hour in range(5, 24):
        until = datetime(2025, 3, 18, hour, 7, 12, 345_000, tzinfo=UTC)
        made = list(days(who, LAST - timedelta(days=2), 30, story, until=until))
        check(made)
        assert made[-1].day == LAST
        assert made[-1].activities
        moments = [a.span.end for a in made[-1].activities] + [entry.at for entry in made[-1].entries]
        assert max(moments) <= until
        assert all(p.answered <= until for p in made[-1].prompts)
        if made[-1].checkin is not None:
            assert made[-1].checkin.at < until
    early = datetime(2025, 3, 18, 3, 20, tzinfo=UTC)
    assert list(days(who, LAST, 2, story, until=early))[-1].truth.active > ZERO


def test_somebody_who_has_just_come_leaves_an_empty_day(mia: tuple[Person, Story]) -> None:
    who, story = mia
    (day,) = days(who, LAST, 2, story, until=datetime(2025, 3, 18, 3, 0, 30, tzinfo=UTC))
    assert (day.activities, day.entries) == ((), ())


def test_late_risers_make_up_for_the_morning() -> None:
    """Up at 15:00 at weekends, when the first sitting would be over."""
    late = replace(person(5), rises=timedelta(hours=14), missing=0.0)
    made = [day for day in days(late, FIRST, 28) if day.kind is Kind.WEEKEND]
    assert len(made) == 8
    assert all(day.truth.active > timedelta(minutes=20) for day in made)


def test_the_future_is_empty(mia: tuple[Person, Story]) -> None:
    who, story = mia
    assert list(days(who, LAST, 5, story, until=datetime(2025, 3, 18, 3, 0, tzinfo=UTC))) == []


@pytest.mark.parametrize("density", [40, 170, 1500])
def test_density_is_the_number_of_activities_on_an_average_day(density: int) -> None:
    made = [
        len(day.activities)
        for seed in (1, 2, 3)
        for day in days(person(seed), date(2024, 5, 1), 30, density=density)
        if day.activities
    ]
    assert sum(made) / len(made) == pytest.approx(density, rel=0.25)


@pytest.mark.parametrize("density", [19, 3001])
def test_a_density_out_of_range_is_refused(density: int) -> None:
    with pytest.raises(ValueError, match="20 to 3000"):
        next(days(person(1), FIRST, 1, density=density))


def test_the_locked_screen_shows_no_app_and_absence_keeps_the_one_in_front(months: list[Day]) -> None:
    for activity in (a for day in months for a in day.activities):
        assert (activity.app == NOTHING) == (activity.presence is Presence.LOCKED)


def test_the_journal_tells_of_everything_that_can_befall_a_record(
    months: list[Day], developer: list[Day]
) -> None:
    other = days(person(3), FIRST, 400, density=40)
    entries = [entry for day in (*months, *developer, *other) for entry in day.entries]
    assert {entry.kind for entry in entries} == {
        EntryKind.START, EntryKind.STOP, EntryKind.SUSPEND, EntryKind.GAP,
        EntryKind.PAUSE, EntryKind.RESUME, EntryKind.CRASH, EntryKind.CLOCK,
    }  # fmt: skip
    jumps = [entry.facts["jump_s"] for entry in entries if entry.kind is EntryKind.CLOCK]
    assert all(isinstance(jump, int) and 5 <= abs(jump) < 90 for jump in jumps)


def test_nothing_is_recorded_in_a_pause_or_while_the_machine_sleeps(months: list[Day]) -> None:
    silent = {What.PAUSE: 0, What.SUSPEND: 0}
    for day in months:
        for one in markers(day.entries, day.span, day.span.end):
            if one.what in silent:
                silent[one.what] += 1
                # A journal's moments are kept to the second.
                inner = Span(one.span.start + SECOND, max(one.span.start + SECOND, one.span.end - SECOND))
                assert all(a.span.clipped(inner) is None for a in day.activities)
    assert all(silent.values())


def test_what_the_record_misses_is_told_apart(months: list[Day]) -> None:
    troubles = {EntryKind.PAUSE, EntryKind.CRASH, EntryKind.CLOCK}
    for day in months:
        kinds = {entry.kind for entry in day.entries}
        if day.truth.unrecorded > ZERO:
            assert kinds & (troubles | {EntryKind.GAP})
        if EntryKind.PAUSE in kinds:
            assert day.truth.unrecorded >= timedelta(minutes=15)


def test_prompts_are_asked_while_their_tool_is_in_front(months: list[Day]) -> None:
    tools = {app.identity: app.tool for app in APPS}
    for day in months[:60]:
        for prompt in day.prompts:
            (front,) = (a for a in day.activities if prompt.at in a.span)
            assert tools[front.app] == prompt.tool


def test_a_day_off_is_empty_and_its_truth_is_nothing(months: list[Day]) -> None:
    off = [day for day in months if day.kind is Kind.OFF]
    assert off
    for day in off:
        assert (day.activities, day.entries, day.prompts, day.runs, day.checkin) == ((), (), (), (), None)
        assert day.truth.active == day.truth.idle == day.truth.ai == ZERO
