"""Local days and hours across daylight saving and travel."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.model import Span, Zone
from wellbeing.timeline.day import Calendar

BERLIN, NEW_YORK, KOLKATA, LORD_HOWE, APIA = (
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Apia",
)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]  # mypy cannot see the number of parts


ALWAYS = utc(2000, 1, 1)


def zone(name: str, since: datetime = ALWAYS) -> Zone:
    return Zone(since, name, timedelta(0))


def test_a_day_begins_at_four_in_the_morning() -> None:
    calendar = Calendar([zone(BERLIN)])
    assert calendar.day_of(utc(2026, 1, 10, 2, 59, 59)) == date(2026, 1, 9)
    assert calendar.day_of(utc(2026, 1, 10, 3)) == date(2026, 1, 10)
    assert calendar.span_of(date(2026, 1, 10)) == Span(utc(2026, 1, 10, 3), utc(2026, 1, 11, 3))


@pytest.mark.parametrize(
    ("name", "day", "hours"),
    [
        (BERLIN, date(2026, 3, 28), 23),
        (BERLIN, date(2026, 10, 24), 25),
        (LORD_HOWE, date(2026, 4, 4), 24.5),
        (LORD_HOWE, date(2026, 10, 3), 23.5),
        (BERLIN, date(2026, 6, 1), 24),
        (APIA, date(2011, 12, 30), 4),  # the calendar skipped it: only the night that belongs to it was lived
    ],
)
def test_a_day_has_the_hours_that_were_lived(name: str, day: date, hours: float) -> None:
    assert Calendar([zone(name)]).span_of(day).length == timedelta(hours=hours)


def test_a_day_start_that_daylight_saving_skips_comes_with_the_jump() -> None:
    calendar = Calendar([zone(BERLIN)], timedelta(hours=2, minutes=30))
    assert calendar.begin(date(2026, 3, 29)) == utc(2026, 3, 29, 1)


def test_a_day_start_that_is_lived_twice_counts_the_first_time() -> None:
    calendar = Calendar([zone(BERLIN)], timedelta(hours=2, minutes=30))
    assert calendar.begin(date(2026, 10, 25)) == utc(2026, 10, 25, 0, 30)
    assert calendar.day_of(utc(2026, 10, 25, 1, 5)) == date(2026, 10, 25)


def test_flying_west_does_not_begin_a_day_again() -> None:
    flight = utc(2026, 5, 5, 4)  # Tuesday 06:00 in Berlin, midnight in New York
    calendar = Calendar([zone(BERLIN), zone(NEW_YORK, flight)])
    assert calendar.day_of(flight - timedelta(minutes=1)) == date(2026, 5, 5)
    assert calendar.day_of(flight + timedelta(minutes=1)) == date(2026, 5, 5)
    assert calendar.span_of(date(2026, 5, 5)).length == timedelta(hours=30)


def test_flying_east_over_the_date_line_leaves_an_empty_day() -> None:
    flight = utc(2026, 5, 5, 20)
    calendar = Calendar([zone("Pacific/Honolulu"), zone("Pacific/Kiritimati", flight)])
    assert calendar.day_of(flight - timedelta(seconds=1)) == date(2026, 5, 5)
    assert calendar.day_of(flight) == date(2026, 5, 6)


def test_an_unknown_zone_counts_with_its_offset() -> None:
    calendar = Calendar([Zone(utc(2026, 1, 1), "Mars/Olympus", timedelta(hours=2))])
    assert calendar.hour_of(utc(2026, 1, 1, 10)) == 12
    assert Calendar([Zone(utc(2026, 1, 1), "", timedelta(hours=1))]).hour_of(utc(2026, 1, 1, 10)) == 11


def test_pieces_are_cut_at_hours_of_half_hour_zones() -> None:
    calendar = Calendar([zone(KOLKATA)])
    parts = list(calendar.pieces(Span(utc(2026, 1, 10, 6), utc(2026, 1, 10, 8))))
    assert [(hour, part.length) for _, hour, part in parts] == [
        (11, timedelta(minutes=30)),
        (12, timedelta(hours=1)),
        (13, timedelta(minutes=30)),
    ]


@pytest.mark.parametrize("hours", [-1, 7])
def test_a_day_start_outside_the_night_is_refused(hours: int) -> None:
    with pytest.raises(ValueError, match="0 to 6"):
        Calendar([zone(BERLIN)], timedelta(hours=hours))


def test_a_calendar_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        Calendar([])


MOMENTS = st.timedeltas(timedelta(0), timedelta(days=730)).map(lambda past: utc(2025, 1, 1) + past)
NAMES = st.sampled_from([BERLIN, NEW_YORK, KOLKATA, LORD_HOWE, APIA, "Pacific/Chatham", "America/St_Johns"])


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    travels = sorted(draw(st.lists(MOMENTS, max_size=4, unique=True)))
    zones = [zone(draw(NAMES))] + [zone(draw(NAMES), at) for at in travels]
    return Calendar(zones, timedelta(minutes=draw(st.integers(0, 360))))


@given(calendars(), MOMENTS, st.timedeltas(timedelta(0), timedelta(days=3)))
def test_pieces_cover_the_span_once(calendar: Calendar, start: datetime, length: timedelta) -> None:
    span = Span(start, start + length)
    at = span.start
    for day, hour, part in calendar.pieces(span):
        assert part.start == at
        assert part.end > part.start
        last = part.end - timedelta(microseconds=1)
        for moment in (part.start, last):
            assert calendar.day_of(moment) == day
            assert calendar.hour_of(moment) == hour
        at = part.end
    assert at == span.end


@given(calendars(), MOMENTS, MOMENTS)
def test_days_never_fall(calendar: Calendar, one: datetime, other: datetime) -> None:
    first, second = sorted((one, other))
    assert calendar.day_of(first) <= calendar.day_of(second)


@given(calendars(), MOMENTS)
def test_a_moment_lies_in_its_day(calendar: Calendar, moment: datetime) -> None:
    assert moment in calendar.span_of(calendar.day_of(moment))
