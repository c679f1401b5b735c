"""What a day amounts to for reliance: hand-worked days, nights, and what holds for every day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.analysis.daily import DayParts, Night, Sort, components, parts_of, parts_of_totals
from wellbeing.analysis.reliance import Component
from wellbeing.model import Activity, AppIdentity, Presence, Span, Use, Zone
from wellbeing.timeline.day import Calendar

DAY = date(2026, 5, 5)
UTC_ZONE = Zone(datetime(2020, 1, 1, tzinfo=UTC), "UTC", timedelta(0))
BERLIN = Zone(datetime(2020, 1, 1, tzinfo=UTC), "Europe/Berlin", timedelta(hours=1))
CALENDAR = Calendar([UTC_ZONE])
SORTS = {
    "work": Sort(work=True),
    "ide": Sort(ai=True, work=True),
    "chat": Sort(ai=True, talk=True),
    "agent": Sort(ai=True),
    "friend": Sort(ai=True, talk=True, companion=True),
    "mail": Sort(people=True),
    "news": Sort(),
}


def sort(app: AppIdentity) -> Sort:
    return SORTS[app.app_id]


def lived(*stays: tuple[str, float, str], presence: Presence = Presence.ACTIVE) -> list[Activity]:
    """Stays of a day: clock (UTC; `+` for after midnight), minutes, app."""
    found = []
    for clock, minutes, app in stays:
        day = DAY + timedelta(days=clock.startswith("+"))
        start = datetime.combine(day, time.fromisoformat(clock.lstrip("+")), UTC)
        span = Span(start, start + timedelta(minutes=minutes))
        found.append(Activity(span, AppIdentity(app), None, presence))
    return found


def parts(*stays: tuple[str, float, str], night: Night | None = None) -> DayParts:
    return parts_of(DAY, lived(*stays), sort, CALENDAR, night or Night())


def test_a_day_worked_out_by_hand() -> None:
    found = parts(
        ("09:00", 20, "work"),  # first start; AI only 20 minutes later
        ("09:20", 4, "chat"),  # first session; 20 active minutes lie before it
        ("09:24", 3, "work"),
        ("09:27", 1, "chat"),  # the same session, 3 minutes later
        ("09:28", 10, "mail"),
        ("09:38", 40, "news"),
        ("10:18", 10, "work"),  # a start after 50 minutes of something else
        ("10:28", 2, "agent"),  # second session
        ("23:30", 30, "friend"),  # third, at night
    )
    assert (found.active, found.ai, found.people, found.talk, found.companion) == (120, 37, 10, 35, 30)
    assert (found.sessions, found.first, found.night) == (3, 20, 30)
    assert found.free == 60, "mail, news and work between two uses of AI"
    assert found.quick is None, "two starts are too few"
    assert found.ai_hours[9] == 5
    assert found.hours[10] == 30
    assert sum(found.hours) == pytest.approx(found.active)


@pytest.mark.parametrize(("gap", "sessions"), [(0, 1), (4.99, 1), (5, 2), (60, 2)])
def test_episodes_less_than_five_minutes_apart_are_one_session(gap: float, sessions: int) -> None:
    start = datetime.combine(DAY, time(9), UTC)
    second = start + timedelta(minutes=2 + gap)
    some = [
        Activity(Span(one, one + timedelta(minutes=2)), AppIdentity("chat"), None, Presence.ACTIVE)
        for one in (start, second)
    ]
    assert parts_of(DAY, some, sort, CALENDAR, Night()).sessions == sessions


def test_a_glance_at_ai_is_no_session() -> None:
    found = parts(("09:00", 30, "work"), ("09:30", 0.1, "chat"), ("09:40", 30, "work"))
    assert found.sessions == 0
    assert found.first == pytest.approx(60.1)
    assert found.free == 60
    assert found.ai == pytest.approx(0.1)


def test_a_day_without_ai_is_free_as_long_as_it_is() -> None:
    found = parts(("09:00", 30, "work"), ("12:00", 45, "news"))
    assert (found.first, found.free, found.sessions) == (75, 75, 0)


def starts(*quick: bool) -> DayParts:
    """A start of work every hour, with AI a minute after those that are quick, and ten minutes after the others."""
    stays: list[tuple[str, float, str]] = []
    for hour, soon in enumerate(quick, 8):
        stays += [(f"{hour:02d}:00", 1 if soon else 10, "work")]
        stays += [(f"{hour:02d}:01" if soon else f"{hour:02d}:10", 3, "chat")]
    return parts(*stays)


def test_the_share_of_starts_with_ai_at_once() -> None:
    assert starts(True, False, True, False, False).quick == 40
    assert starts(True, True, True, True).quick is None


def test_coming_back_from_ai_is_no_new_start_and_an_editor_with_ai_is_work() -> None:
    stays = [
        (f"{hour:02d}:{minute:02d}", 7, app)
        for hour in (8, 10, 12, 14, 16)
        for minute, app in ((0, "work"), (7, "chat"), (14, "work"))
    ]
    assert parts(*stays).quick == 0, "five starts, AI seven minutes after each; the returns are none"
    assert parts(*[(f"{hour:02d}:00", 20, "ide") for hour in (8, 10, 12, 14, 16)]).quick == 0


def test_absence_is_passed_over_and_what_reaches_beyond_the_day_is_cut_off() -> None:
    away = lived(("09:00", 60, "chat"), presence=Presence.IDLE)
    late = lived(("+03:30", 60, "chat"))
    found = parts_of(DAY, [*away, *late], sort, CALENDAR, Night())
    assert (found.ai, found.night, found.sessions) == (30, 30, 1)


def test_the_night_is_where_the_person_says_it_is() -> None:
    stays = (("14:00", 60, "chat"), ("22:00", 120, "chat"), ("+01:00", 30, "chat"))
    hours = timedelta(hours=1)
    assert parts(*stays).night == 90
    assert parts(*stays, night=Night(13 * hours, 15 * hours)).night == 60, "someone who works at night"
    assert parts(*stays, night=Night(22 * hours, 22 * hours)).night == 0
    assert parts(*stays, night=Night(0 * hours, 2 * hours)).night == 30


@pytest.mark.parametrize(
    ("begin", "end", "clock", "inside"),
    [
        (23, 5, "23:00", True),
        (23, 5, "04:59", True),
        (23, 5, "05:00", False),
        (23, 5, "22:59", False),
        (13, 15, "13:00", True),
        (13, 15, "15:00", False),
        (13, 15, "02:00", False),
        (4, 4, "04:00", False),
    ],
)
def test_a_clock_stands_in_the_night_or_not(begin: int, end: int, clock: str, inside: bool) -> None:
    night = Night(timedelta(hours=begin), timedelta(hours=end))
    assert night.holds(datetime.combine(DAY, time.fromisoformat(clock), UTC)) is inside


def test_the_night_follows_the_clock_over_daylight_saving() -> None:
    calendar = Calendar([BERLIN])
    early, late = Night().spans(date(2026, 3, 28), calendar)
    assert early.length == timedelta(hours=1), "from 04:00 to 05:00"
    assert late.length == timedelta(hours=4), "from 23:00 to 04:00, when the day ends; one hour is skipped"
    _early, late = Night().spans(date(2026, 3, 29), calendar)
    assert late.length == timedelta(hours=5)


def test_of_totals_only_amounts_are_known() -> None:
    uses = [
        Use(AppIdentity(app), Presence.ACTIVE, timedelta(minutes=minutes), DAY, hour)
        for app, minutes, hour in (("work", 50, 10), ("friend", 20, 23), ("mail", 15, 11), ("agent", 5, 4))
    ]
    uses.append(Use(AppIdentity("news"), Presence.LOCKED, timedelta(minutes=300), DAY, 12))
    found = parts_of_totals(uses, sort, Night(timedelta(hours=23, minutes=30), timedelta(hours=5)))
    assert (found.active, found.ai, found.people, found.talk, found.companion) == (90, 25, 15, 20, 20)
    assert found.night == 15, "half of the hour before midnight, and all of 4 to 5"
    assert (found.sessions, found.first, found.free, found.quick) == (None, None, None, None)


@pytest.mark.parametrize(
    ("component", "value"),
    [
        (Component.AI_MINUTES, 37),
        (Component.AI_SHARE, 100 * 37 / 120),
        (Component.AI_SESSIONS, 3),
        (Component.PROMPTS, 12),
        (Component.FIRST_USE, 20),
        (Component.QUICK_TURNS, 60),
        (Component.AI_FREE_STRETCH, 60),
        (Component.NIGHT_MINUTES, 30),
        (Component.INSTEAD_OF_PEOPLE, 100 * 35 / 45),
        (Component.COMPANION_MINUTES, 30),
    ],
)
def test_the_ten_components_of_a_day(component: Component, value: float) -> None:
    day = DayParts(120, 37, 30, 10, 35, 30, 3, 20, 60, 60)
    assert components(day, 12)[component] == pytest.approx(value)


def test_what_cannot_be_said_is_none() -> None:
    short = DayParts(29, 20, 0, 10, 20, 0, 3, 1, 5, 60)
    assert set(components(short, 4).values()) == {None}
    assert set(components(None, 4).values()) == {None}
    quiet = components(DayParts(120, 5, 0, 4, 5, 0), None)
    missing = {component for component, value in quiet.items() if value is None}
    assert missing == {
        Component.PROMPTS,
        Component.AI_SESSIONS,
        Component.FIRST_USE,
        Component.QUICK_TURNS,
        Component.AI_FREE_STRETCH,
        Component.INSTEAD_OF_PEOPLE,
    }


STAYS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 60), st.sampled_from(sorted(SORTS))), max_size=30
)


@given(STAYS)
def test_parts_of_any_day_agree_with_each_other(stays: Sequence[tuple[int, int, str]]) -> None:
    at, some = datetime.combine(DAY, time(4), UTC), []
    for gap, minutes, app in stays:
        start = at + timedelta(minutes=gap)
        at = start + timedelta(minutes=minutes)
        some.append(Activity(Span(start, at), AppIdentity(app), None, Presence.ACTIVE))
    found = parts_of(DAY, some, sort, CALENDAR, Night())
    assert found.first is not None
    assert found.free is not None
    assert 0 <= found.night <= found.ai <= found.active <= 24 * 60
    assert found.companion <= found.talk <= found.ai
    assert found.first + found.ai <= found.active + 1e-6
    assert found.free <= found.active - found.ai + 1e-6
    assert (found.sessions == 0) == (found.ai == 0), "every stay lasts a minute at least"
    assert found.quick is None or 0 <= found.quick <= 100
    assert sum(found.ai_hours) == pytest.approx(found.ai, abs=0.1)
    totals = parts_of_totals(
        [
            Use(one.app, one.presence, part.length, day, hour)
            for one in some
            for day, hour, part in CALENDAR.pieces(one.span)
            if day == DAY
        ],
        sort,
        Night(),
    )
    for name in ("active", "ai", "people", "talk", "companion"):
        assert asdict(totals)[name] == pytest.approx(asdict(found)[name])
