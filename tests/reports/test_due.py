"""A report comes on the first morning of the week, or later, and once."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.reports.due import due, may_be_due
from wellbeing.reports.edition import Edition, Stretch

BERLIN = ZoneInfo("Europe/Berlin")
LAST = date(2026, 11, 16)
NINE = timedelta(hours=9)
LONG_AGO = date(2026, 1, 1)


def at(
    day: int, hour: int, delivered: date | None = None, recorded: date | None = LONG_AGO
) -> Stretch | None:
    local = datetime(2026, 11, day, hour, tzinfo=BERLIN)
    return due(
        local=local,
        today=local.date(),
        at=NINE,
        week_begins=0,
        recorded_from=recorded,
        delivered=delivered,
    )


@pytest.mark.parametrize(
    ("day", "hour", "delivered", "first"),
    [
        (23, 8, None, None),
        (23, 9, None, LAST),
        (22, 23, None, LAST - timedelta(days=7)),
        (26, 3, None, LAST),
        (23, 9, LAST, None),
        (26, 9, LAST, None),
        (30, 8, LAST, None),
        (30, 9, LAST, LAST + timedelta(days=7)),
        # Three weeks of holidays: the latest week only.
        (25, 12, LAST - timedelta(weeks=3), LAST),
        # Weeks began on Sunday when the last was told.
        (23, 9, date(2026, 11, 15), None),
    ],
)
def test_a_report_is_due(day: int, hour: int, delivered: date | None, first: date | None) -> None:
    found = at(day, hour, delivered)
    assert (None if found is None else found.first) == first


def test_nothing_is_due_of_weeks_before_the_record() -> None:
    assert at(23, 12, recorded=None) is None
    assert at(23, 12, recorded=date(2026, 11, 23)) is None
    assert at(23, 12, recorded=date(2026, 11, 22)) is not None


@given(
    st.lists(st.timedeltas(timedelta(minutes=1), timedelta(days=12)), max_size=40),
    st.integers(0, 6),
)
def test_every_week_comes_once_at_most_and_the_latest_always(steps: list[timedelta], begins: int) -> None:
    local, delivered, told = datetime(2026, 3, 1, 12, tzinfo=BERLIN), None, []
    for step in steps:
        local += step
        today = local.date()
        found = due(
            local=local,
            today=today,
            at=NINE,
            week_begins=begins,
            recorded_from=LONG_AGO,
            delivered=delivered,
        )
        if found is not None:
            assert may_be_due(today, LONG_AGO, delivered)
            assert found.edition is Edition.WEEK
            delivered = found.first
            told.append(found.first)
        if local.hour >= 9:
            assert delivered is not None
            assert today - delivered <= timedelta(days=13)
    assert told == sorted(set(told))
