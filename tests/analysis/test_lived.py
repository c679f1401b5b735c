"""The rhythm of a day, by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from wellbeing.analysis.lived import Lived, lived
from wellbeing.model import Activity, AppIdentity, Presence, Span, Zone
from wellbeing.timeline.day import Calendar

BEGIN = datetime(2026, 11, 16, 4, tzinfo=UTC)
DAY = BEGIN.date()
UTC_DAYS = Calendar([Zone(BEGIN, "UTC", timedelta(0))])
WORK, AI = AppIdentity("work"), AppIdentity("ai")


def stay(start: int, length: int, app: AppIdentity = WORK, presence: Presence = Presence.ACTIVE) -> Activity:
    begin = BEGIN + timedelta(minutes=start)
    return Activity(Span(begin, begin + timedelta(minutes=length)), app, None, presence)


def is_ai(app: AppIdentity) -> bool:
    return app == AI


def test_first_use_free_stretch_and_breaks() -> None:
    day = [
        stay(300, 30),
        stay(330, 10, AI),
        stay(340, 20),
        stay(360, 7, presence=Presence.IDLE),
        stay(367, 40),
        stay(411, 5, AI),
    ]
    found = lived(day, DAY, UTC_DAYS, is_ai)
    assert found == Lived(
        first_ai=timedelta(minutes=330),
        before_ai=timedelta(minutes=30),
        free=timedelta(minutes=60),
        longest=timedelta(minutes=60),
        breaks=1,
        away=timedelta(minutes=7),
    )


def test_a_day_without_use_has_no_rhythm_and_one_without_ai_no_first_use() -> None:
    assert lived([stay(300, 60, presence=Presence.IDLE)], DAY, UTC_DAYS, is_ai) is None
    found = lived([stay(300, 60)], DAY, UTC_DAYS, is_ai)
    assert found is not None
    assert (found.first_ai, found.before_ai, found.free) == (None, None, timedelta(hours=1))


def test_the_first_use_stands_as_clocks_told_it_when_the_clock_is_changed_or_one_travels() -> None:
    begin = datetime(2026, 3, 28, 23, tzinfo=UTC)
    zones = [
        Zone(begin, "Europe/Berlin", timedelta(hours=1)),
        Zone(datetime(2026, 3, 29, 15, tzinfo=UTC), "America/New_York", timedelta(hours=-4)),
    ]
    from_midnight = Calendar(zones, timedelta(0))
    at_nine = Span(datetime(2026, 3, 29, 7, tzinfo=UTC), datetime(2026, 3, 29, 8, tzinfo=UTC))
    found = lived([Activity(at_nine, AI, None, Presence.ACTIVE)], date(2026, 3, 29), from_midnight, is_ai)
    assert found is not None
    assert found.first_ai == timedelta(hours=9)
    abroad = Span(datetime(2026, 3, 29, 16, tzinfo=UTC), datetime(2026, 3, 29, 17, tzinfo=UTC))
    found = lived([Activity(abroad, AI, None, Presence.ACTIVE)], date(2026, 3, 29), from_midnight, is_ai)
    assert found is not None
    assert found.first_ai == timedelta(hours=12)
