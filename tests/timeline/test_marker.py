"""Holes of a day are explained by what the journal says."""

from __future__ import annotations

from datetime import timedelta

from tests.timeline.test_edit import SECOND, T, span
from wellbeing.model import Entry, EntryKind, Span
from wellbeing.timeline.marker import Marker, What, markers

DAY = span(0, 86_400)
NOW = T + 10_000 * SECOND


def entry(at: int, kind: EntryKind, **facts: str | float | bool) -> Entry:
    return Entry(T + at * SECOND, kind, facts)


def moment(seconds: int) -> str:
    return (T + seconds * SECOND).isoformat()


def test_a_pause_lasts_until_it_is_ended_or_was_to_end() -> None:
    ended = [entry(10, EntryKind.PAUSE, until=moment(900)), entry(50, EntryKind.RESUME)]
    assert markers(ended, DAY, NOW) == [Marker(span(10, 50), What.PAUSE)]
    over = [entry(10, EntryKind.PAUSE, until=moment(900))]
    assert markers(over, DAY, NOW) == [Marker(span(10, 900), What.PAUSE)]
    still = [entry(10, EntryKind.PAUSE, until=moment(90_000))]
    assert markers(still, DAY, NOW) == [Marker(Span(T + 10 * SECOND, NOW), What.PAUSE)]
    longer = [entry(10, EntryKind.PAUSE, until=moment(900)), entry(30, EntryKind.PAUSE, until=moment(600))]
    assert markers(longer, DAY, NOW) == [Marker(span(10, 30), What.PAUSE), Marker(span(30, 600), What.PAUSE)]


def test_what_began_before_the_day_lasts_into_it() -> None:
    entries = [entry(-500, EntryKind.STOP), entry(100, EntryKind.START)]
    assert markers(entries, DAY, NOW) == [Marker(span(0, 100), What.OFF)]
    assert markers([entry(-500, EntryKind.STOP), entry(-100, EntryKind.START)], DAY, NOW) == []


def test_sleep_and_gaps_are_noted_when_they_are_over() -> None:
    entries = [entry(500, EntryKind.SUSPEND, missed_s=400.0), entry(900, EntryKind.GAP, missed_s=60.5)]
    assert markers(entries, DAY, NOW) == [
        Marker(span(100, 500), What.SUSPEND),
        Marker(Span(T + 839.5 * SECOND, T + 900 * SECOND), What.GAP),
    ]


def test_a_crash_lasts_until_the_next_start() -> None:
    entries = [entry(300, EntryKind.CRASH, until=moment(200)), entry(300, EntryKind.START)]
    assert markers(entries, DAY, NOW) == [Marker(span(200, 300), What.CRASH)]
    assert markers([entry(300, EntryKind.CRASH)], DAY, NOW) == [Marker(span(300, 300), What.CRASH)]


def test_a_clock_set_forward_leaves_a_hole_and_one_set_back_a_moment() -> None:
    entries = [entry(100, EntryKind.CLOCK, jump_s=60), entry(200, EntryKind.CLOCK, jump_s=-60)]
    assert markers(entries, DAY, NOW) == [
        Marker(span(40, 100), What.CLOCK, timedelta(seconds=60)),
        Marker(span(200, 200), What.CLOCK, timedelta(seconds=-60)),
    ]
    assert markers(entries, span(150, 180), NOW) == []


def test_a_sensor_is_blind_until_it_sees_again_or_the_tracker_starts_anew() -> None:
    entries = [
        entry(10, EntryKind.SENSOR, ok=False),
        entry(20, EntryKind.SENSOR, ok=True),
        entry(30, EntryKind.SENSOR, ok=False),
        entry(40, EntryKind.STOP),
        entry(50, EntryKind.START),
    ]
    assert markers(entries, DAY, NOW) == [
        Marker(span(10, 20), What.BLIND),
        Marker(span(30, 40), What.BLIND),
        Marker(span(40, 50), What.OFF),
    ]


def test_a_clock_that_went_back_makes_a_moment_not_a_negative_time() -> None:
    entries = [entry(100, EntryKind.PAUSE, until=""), entry(40, EntryKind.RESUME)]
    assert markers(entries, DAY, NOW) == [Marker(span(40, 40), What.PAUSE)]


def test_what_says_nothing_about_holes_is_left_out() -> None:
    assert markers([entry(1, EntryKind.EDIT), entry(2, EntryKind.GAP, missed_s="?")], span(3, 9), NOW) == []
