"""From samples to activities: every moment once, silence not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wellbeing.model import Activity, AppIdentity, Presence, Sample, Span
from wellbeing.timeline.fold import Open, Rhythm, Silence, Step, begin, settle, step

T0 = datetime(2026, 3, 29, tzinfo=UTC)
RHYTHM = Rhythm()
EDITOR, BROWSER, TERMINAL = AppIdentity("editor"), AppIdentity("browser"), AppIdentity("terminal")


def s(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)


def look(
    seconds: float,
    app: AppIdentity = EDITOR,
    presence: Presence = Presence.ACTIVE,
    *,
    title: str | None = None,
    idle: float = 0,
    wall: float | None = None,
) -> Sample:
    at = T0 + s(seconds if wall is None else wall)
    return Sample(at, s(seconds), app, title, presence, at - s(idle))


def fold(samples: Sequence[Sample], not_before: datetime | None = None) -> tuple[list[Activity], list[Step]]:
    """Fold, applying cuts as the store does."""
    kept: list[Activity] = []
    steps = []
    last: Open = begin(samples[0], not_before)
    for sample in samples[1:]:
        done = step(last, sample, RHYTHM)
        if done.cut is not None:
            kept = [
                replace(one, span=Span(one.span.start, min(one.span.end, done.cut)))
                for one in kept
                if one.span.start < done.cut
            ]
        kept.extend(done.closed)
        steps.append(done)
        last = done.open
    return kept + list(settle(last)), steps


def said(activities: Sequence[Activity]) -> list[tuple[str, str, float, float]]:
    return [
        (
            one.app.app_id,
            one.presence.name,
            (one.span.start - T0).total_seconds(),
            (one.span.end - T0).total_seconds(),
        )
        for one in activities
    ]


def test_equal_looks_are_one_activity() -> None:
    activities, _ = fold([look(0), look(5), look(10)])
    assert said(activities) == [("editor", "ACTIVE", 0, 10)]


def test_a_switch_ends_one_activity_and_begins_the_next() -> None:
    activities, _ = fold([look(0), look(3, BROWSER), look(7, BROWSER)])
    assert said(activities) == [("editor", "ACTIVE", 0, 3), ("browser", "ACTIVE", 3, 7)]


def test_idle_is_back_dated_to_the_last_input() -> None:
    samples = [look(t) for t in range(0, 180, 5)] + [
        look(180, presence=Presence.IDLE, idle=150),
        look(190, idle=0),
    ]
    activities, _ = fold([*samples, look(195)])
    assert said(activities) == [
        ("editor", "ACTIVE", 0, 30),
        ("editor", "IDLE", 30, 190),
        ("editor", "ACTIVE", 190, 195),
    ]


def test_idle_is_back_dated_over_changes_of_the_title() -> None:
    samples = [look(t, title=f"spinner {t % 3}") for t in range(180)] + [
        look(180, presence=Presence.IDLE, idle=150)
    ]
    activities, steps = fold(samples)
    assert said(activities)[-1] == ("editor", "IDLE", 30, 180)
    assert sum((one.span.length for one in activities if one.presence.counts), timedelta(0)) == s(30)
    assert steps[-1].cut == T0 + s(30)


def test_idle_does_not_reach_back_before_the_app_came_to_the_front() -> None:
    samples = [look(t) for t in range(0, 60, 5)] + [look(t, BROWSER) for t in range(60, 180, 5)]
    activities, _ = fold([*samples, look(180, BROWSER, Presence.IDLE, idle=180)])
    assert said(activities) == [("editor", "ACTIVE", 0, 60), ("browser", "IDLE", 60, 180)]


def test_lock_ends_the_activity_at_once() -> None:
    activities, _ = fold([look(0), look(4, presence=Presence.LOCKED), look(8, presence=Presence.LOCKED)])
    assert said(activities) == [("editor", "ACTIVE", 0, 4), ("editor", "LOCKED", 4, 8)]


def test_a_stall_credits_one_period() -> None:
    activities, steps = fold([look(0), look(5), look(600), look(605)])
    assert said(activities) == [("editor", "ACTIVE", 0, 10), ("editor", "ACTIVE", 600, 605)]
    assert steps[1].silence is Silence.STALL
    assert steps[1].missed == s(590)


def test_a_suspend_credits_no_more_than_the_time_awake() -> None:
    activities, steps = fold([look(0), look(5), look(7, wall=3607), look(9, wall=3609)])
    assert said(activities) == [("editor", "ACTIVE", 0, 7), ("editor", "ACTIVE", 3607, 3609)]
    assert steps[1].silence is Silence.AHEAD


def test_a_clock_set_back_refunds_nothing_and_overlaps_nothing() -> None:
    samples = [
        look(0),
        look(5),
        look(10, wall=-3590),
        look(15, BROWSER, wall=-3585),
        look(20, BROWSER, wall=-3580),
    ]
    activities, steps = fold(samples)
    assert said(activities) == [("editor", "ACTIVE", 0, 15), ("browser", "ACTIVE", 15, 20)]
    assert [one.silence for one in steps] == [None, Silence.BACK, None, None]
    assert steps[1].missed == s(-3600)


def test_absence_makes_up_for_a_clock_that_was_set_back() -> None:
    away = [look(t, presence=Presence.LOCKED, wall=t - 60) for t in range(10, 200, 5)]
    activities, _ = fold([look(0), look(5), *away, look(200, wall=140), look(205, wall=145)])
    assert said(activities) == [
        ("editor", "ACTIVE", 0, 10),
        ("editor", "LOCKED", 10, 140),
        ("editor", "ACTIVE", 140, 145),
    ]


def test_a_new_start_does_not_overlap_what_is_recorded() -> None:
    last = begin(look(0), not_before=T0 + s(30))
    assert settle(step(last, look(5), RHYTHM).open) == (
        Activity(Span(T0 + s(30), T0 + s(35)), EDITOR, None, Presence.ACTIVE),
    )


def test_an_empty_activity_is_not_closed() -> None:
    done = step(begin(look(0)), look(0, BROWSER), RHYTHM)
    assert done.closed == ()
    assert settle(done.open) == ()


@st.composite
def lives(draw: st.DrawFn) -> list[Sample]:
    """Looks of a day with switches, titles, absence, stalls, suspends and clocks set in both directions."""
    at, tick, samples = T0, timedelta(0), []
    inactive = timedelta(0)
    for _ in range(draw(st.integers(2, 25))):
        passed = s(draw(st.one_of(st.floats(0, 9.9), st.just(5.0), st.floats(11, 4000))))
        jump = s(draw(st.one_of(st.just(0.0), st.just(0.0), st.floats(-5000, 5000))))
        tick += passed
        at += passed + jump
        inactive = timedelta(0) if draw(st.booleans()) else inactive + passed
        locked = draw(st.integers(0, 9)) == 0
        presence = Presence.LOCKED if locked else Presence.IDLE if inactive >= s(180) else Presence.ACTIVE
        since = at - inactive if presence is Presence.IDLE else at
        app = draw(st.sampled_from([EDITOR, BROWSER, TERMINAL]))
        samples.append(Sample(at, tick, app, draw(st.sampled_from([None, "one", "two"])), presence, since))
    return samples


@given(lives())
def test_no_moment_is_counted_twice(samples: list[Sample]) -> None:
    activities, _ = fold(samples)
    assert all(not one.span.empty for one in activities)
    for earlier, later in pairwise(activities):
        assert earlier.span.end <= later.span.start


@given(lives())
def test_no_more_is_credited_than_the_monotonic_clock_ran(samples: list[Sample]) -> None:
    activities, _ = fold(samples)
    used = sum((one.span.length for one in activities if one.presence.counts), timedelta(0))
    ran = sum(
        (
            min(later.tick - earlier.tick, RHYTHM.max_gap) + RHYTHM.jump
            for earlier, later in pairwise(samples)
        ),
        timedelta(0),
    )
    assert used <= ran


@given(lives())
def test_a_silence_credits_one_period_at_most(samples: list[Sample]) -> None:
    last = begin(samples[0])
    for sample in samples[1:]:
        done = step(last, sample, RHYTHM)
        if done.silence in (Silence.STALL, Silence.AHEAD):
            assert done.closed == () or done.closed[-1].span.end - last.activity.span.end <= RHYTHM.period
        last = done.open


@given(lives(), st.data())
def test_equal_looks_change_no_total(samples: list[Sample], data: st.DataObject) -> None:
    again = [one for one in samples for _ in range(data.draw(st.integers(1, 3)))]
    assert fold(again)[0] == fold(samples)[0]


@given(lives(), st.data())
def test_early_settling_changes_no_total(samples: list[Sample], data: st.DataObject) -> None:
    """Settling in the middle and going on from there credits what one uninterrupted timeline credits."""
    there = [replace(one, presence=Presence.ACTIVE, since=one.at) for one in samples]
    cut = data.draw(st.integers(1, len(there)))
    first, _ = fold(there[:cut])
    second, _ = fold(there[cut - 1 :], first[-1].span.end if first else None)
    assert used([*first, *second]) == used(fold(there)[0])
    assert all(earlier.span.end <= later.span.start for earlier, later in pairwise([*first, *second]))


def used(activities: Sequence[Activity]) -> timedelta:
    return sum((one.span.length for one in activities), timedelta(0))
