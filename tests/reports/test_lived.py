"""The rhythm of a day, by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from wellbeing.model import Activity, AppIdentity, Presence, Span
from wellbeing.reports.facts import Lived
from wellbeing.reports.lived import lived

BEGIN = datetime(2026, 11, 16, 4, tzinfo=UTC)
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
    found = lived(day, BEGIN, is_ai)
    assert found == Lived(
        first_ai=timedelta(minutes=330),
        before_ai=timedelta(minutes=30),
        free=timedelta(minutes=60),
        longest=timedelta(minutes=60),
        breaks=1,
        away=timedelta(minutes=7),
    )


def test_a_day_without_use_has_no_rhythm_and_one_without_ai_no_first_use() -> None:
    assert lived([stay(300, 60, presence=Presence.IDLE)], BEGIN, is_ai) is None
    found = lived([stay(300, 60)], BEGIN, is_ai)
    assert found is not None
    assert (found.first_ai, found.before_ai, found.free) == (None, None, timedelta(hours=1))
