"""Reports of lives that are unlike a demo's: hostile names, clocks that change, journeys, nothing at all."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.browser import Look, looked_at
from tests.fakes import days
from tests.fakes.days import BERLIN, CHAT, TODAY, WRITER, Stay
from tests.fakes.store import FakeStore
from tests.ui.report.test_html import BAITS, PRESS, Skeleton
from wellbeing.cli.report import plain, told
from wellbeing.engine.source import Source
from wellbeing.limits.limit import Limit, Of, Target
from wellbeing.model import Activity, AppIdentity, Presence, Span, Zone
from wellbeing.ports import Batch
from wellbeing.render.page import Page, Place, Section
from wellbeing.reports.edition import Edition, around
from wellbeing.reports.report import Report
from wellbeing.ui.report.legible import legible
from wellbeing.ui.report.press import written
from wellbeing.ui.report.sections import balanced

MONDAY = date(2026, 11, 16)
TURNED = "\u202egnp.exe\u2066\u2067evil\u200e.example\u202d"
LONG = "w" * 10_000
MARKED = "Z" + "\u0301" * 400
NAMES = (*BAITS, TURNED, LONG, MARKED, "\0\x07\ud800bell", " \u2028 ", "a" * 60 + " " + "b" * 60)


def hostile(names: tuple[str, ...]) -> Source:
    """A week in which every app, site and limit has such a name."""
    stays = [
        Stay(f"{9 + place // 4:02}:{place % 4 * 15:02}", 14, AppIdentity(f"firefox{place}", "firefox", one))
        for place, one in enumerate(names)
    ]
    store = FakeStore(zone=days.ZONE)
    store.write(
        Batch(
            closed=[
                one
                for back in range(40, 0, -1)
                for one in days.activities(TODAY - timedelta(days=back), stays)
            ],
            zones=[days.ZONE],
        )
    )
    since = days.local(TODAY, "00:00") - timedelta(days=60)
    for one in names:
        store.limits.set(Limit((Target(Of.AI),), days=(30,) * 7, name=one), since)
    return days.source(store)


def week(source: Source, day: date = MONDAY) -> tuple[Report, Page]:
    return written(source, Edition.WEEK, day)


def test_hostile_names_change_nothing_on_screen_on_paper_or_in_a_letter(tmp_path: Path) -> None:
    _report, page = week(hostile(NAMES))
    _calm, calm = week(hostile(tuple(f"calm{place}" for place in range(len(NAMES)))))
    for mail in (False, True):
        html = PRESS.html(page, mail=mail)
        assert Skeleton(html).bones == Skeleton(PRESS.html(calm, mail=mail)).bones
        assert len(html.encode("utf-8")) < 60_000
        assert not set("\u202e\u202d\u2066\u2067\u200e\0\u2028") & set(html)
    file = tmp_path / "week.html"
    file.write_text(PRESS.html(page), "utf-8")
    for seen in looked_at(Look(file, 320), Look(file, 900, dark=True)):
        assert seen.fine, seen
    assert PRESS.pdf(page).startswith(b"%PDF")
    assert len(PRESS.png(page)) < 500_000
    assert not set("\u202e\0\x07") & set(told(page))


@given(st.text())
def test_a_legible_name_is_one_short_line(name: str) -> None:
    shown = legible(name)
    assert 1 <= len(shown) <= 80
    assert "\n" not in shown
    assert shown == shown.strip()
    assert legible(shown) == shown


def test_words_of_other_scripts_stay_whole() -> None:
    for name in ("می‌خواهم", "क्षत्रिय", "Ünïcödé", "漢字 かな", "👩‍🔧 DIY"):
        assert legible(name) == name


def at(day: date, hour: int, minutes: int, app: AppIdentity = WRITER) -> Activity:
    start = datetime(day.year, day.month, day.day, hour, tzinfo=BERLIN).astimezone(UTC)
    return Activity(Span(start, start + timedelta(minutes=minutes)), app, None, Presence.ACTIVE)


@pytest.mark.parametrize(
    ("changed", "hours"), [(date(2026, 3, 28), 23), (date(2026, 10, 24), 25)], ids=["spring", "autumn"]
)
def test_a_week_in_which_the_clock_changes_loses_and_doubles_nothing(changed: date, hours: int) -> None:
    """The day from 04:00 of Saturday on has 23 hours, or 25."""
    first = around(Edition.WEEK, changed, 0).first
    store = FakeStore(zone=days.ZONE)
    begin = datetime(changed.year, changed.month, changed.day, 4, tzinfo=BERLIN).astimezone(UTC)
    whole = Activity(Span(begin, begin + timedelta(hours=hours)), WRITER, None, Presence.ACTIVE)
    usual = [at(first + timedelta(days=place), 9, 60, CHAT) for place in range(5)]
    before = [at(first - timedelta(days=7 - place), 9, 60, CHAT) for place in range(7)]
    store.write(
        Batch(closed=sorted([*before, *usual, whole], key=lambda one: one.span.start), zones=[days.ZONE])
    )
    now = begin + timedelta(days=9)
    report, page = week(days.source(store, now=now), changed)
    assert report.total == timedelta(hours=5 + hours)
    saturday = next(one for one in report.days if one.first == changed)
    assert saturday.active == timedelta(hours=hours)
    assert not report.partial
    assert report.ai.first is not None
    assert report.ai.first.middle == timedelta(hours=5), "09:00, five hours after the day began"
    assert f"{hours} h 00" in PRESS.html(page)


def test_a_journey_keeps_every_day_apart_and_clocks_as_they_were() -> None:
    abroad = Zone(datetime(2026, 11, 18, 3, tzinfo=UTC), "America/New_York", timedelta(hours=-5))
    store = FakeStore(zone=days.ZONE)
    here = [at(MONDAY + timedelta(days=place), 9, 60, CHAT) for place in range(-7, 2)]
    starts = [datetime(2026, 11, 18 + place, 14, tzinfo=UTC) for place in range(4)]
    there = [Activity(Span(one, one + timedelta(hours=1)), CHAT, None, Presence.ACTIVE) for one in starts]
    store.write(Batch(closed=[*here, *there], zones=[days.ZONE, abroad]))
    report, _page = week(days.source(store, now=datetime(2026, 11, 24, 15, tzinfo=UTC)))
    assert report.total == timedelta(hours=6)
    assert [one.active for one in report.days[:6]] == [timedelta(hours=1)] * 6
    first = report.ai.first
    assert first is not None
    assert (first.earliest, first.latest) == (timedelta(hours=5), timedelta(hours=5))


def test_an_empty_record_and_a_first_day_have_their_page() -> None:
    nothing, page = week(days.source(FakeStore(zone=days.ZONE)))
    assert (nothing.total, nothing.recorded) == (timedelta(0), 0)
    assert "Nothing was recorded" in PRESS.html(page)
    assert PRESS.pdf(page).startswith(b"%PDF")
    first, page = week(days.source(days.record(days_before=0)), TODAY)
    assert first.early
    assert first.partial
    assert "Not enough data to compare yet" in PRESS.html(page)
    assert json.dumps(plain(first))


def test_weeks_that_begin_on_sunday_hold_their_own_sundays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    report, page = week(days.source(days.record(days_before=60)))
    assert (report.stretch.first, report.stretch.first.weekday()) == (date(2026, 11, 15), 6)
    assert page.bars is not None
    assert page.bars.bars[0].name == "Sun"
    assert "Nov 15" in page.over


@pytest.mark.parametrize(
    ("places", "told"),
    [
        ("", ""),
        ("E", "S"),
        ("EE", "SE"),
        ("WEEE", "WSSE"),
        ("WSEE", "WSEE"),
        ("W", "W"),
    ],
)
def test_no_column_is_empty_beside_a_full_one(places: str, told: str) -> None:
    """As in a first week without AI, limits or check-ins."""
    letters = {"S": Place.START, "E": Place.END, "W": Place.WHOLE}
    found = [Section(str(n), "", place=letters[one]) for n, one in enumerate(places)]
    after = balanced(found)
    assert [one.key for one in after] == [one.key for one in found]
    assert [one.place for one in after] == [letters[one] for one in told]
