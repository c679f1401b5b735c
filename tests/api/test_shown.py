"""A page tells the figures of the agreed digests, and nothing above the level, whatever the days were."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests import digests
from tests.digests import MONDAY
from wellbeing.api.name import shipped
from wellbeing.api.shown import Shown, shown
from wellbeing.api.value import PersonTold, WeekTold
from wellbeing.api.words import Words, words, zone_of
from wellbeing.family.digest import Digest
from wellbeing.family.level import Level
from wellbeing.family.line import Line, lines
from wellbeing.family.person import Role
from wellbeing.family.privacy import seen

NAMES = shipped()
EN, DE = words("en-GB"), words("de")


def page(days: list[Line], level: Level, say: Words = EN, today: date = MONDAY + timedelta(days=6)) -> Shown:
    told = WeekTold(
        person=PersonTold(id="ben", name="Ben", role=Role.CHILD),
        monday=MONDAY,
        level=level,
        seen_by="ada",
        days=tuple(seen(one, level, moods=False) for one in days),
    )
    return shown(told, say, NAMES, today)


weeks = st.lists(st.integers(0, 6), unique=True, max_size=3).flatmap(
    lambda some: st.tuples(*[digests.digests("desk", MONDAY + timedelta(days=one)) for one in some])
)


@settings(max_examples=20)
@given(weeks, st.sampled_from(list(Level)))
def test_a_page_has_the_figures_of_the_digests_and_no_more(days: tuple[Digest, ...], level: Level) -> None:
    lived = lines(days)
    one = page(lived, level)
    if not lived:
        assert (one.bars, one.tiles) == (None, ())
        return
    assert one.tiles[0].value == EN.duration(sum(day.active_s for day in lived))
    assert one.tiles[1].value == EN.duration(sum(day.ai.attended_s for day in lived))
    assert one.bars is not None
    assert sum(bar.amount for bar in one.bars.bars) * 60 == pytest.approx(sum(day.active_s for day in lived))
    keys = {section.key for section in one.sections}
    assert keys <= {"limits", "more", "journal"} | (
        {"kinds", "categories"} if level >= Level.KINDS else set()
    ) | ({"tools", "apps"} if level >= Level.APPS else set())


@settings(max_examples=20)
@given(weeks)
def test_what_a_level_hides_stands_nowhere_on_the_page(days: tuple[Digest, ...]) -> None:
    marked = [
        replace(
            day,
            level=Level.APPS,
            apps=tuple(replace(app, name=f"App§{number}") for number, app in enumerate(day.apps)),
            tools=tuple(replace(tool, id=f"tool-{number}-x") for number, tool in enumerate(day.tools)),
            categories={f"cat-{number}-x": amount for number, amount in enumerate(day.categories.values())},
        )
        for day in days
    ]
    told = str(page(lines(marked), Level.TOTALS))
    assert "App§" not in told
    assert "tool-" not in told
    assert "cat-" not in told
    kinds = str(page(lines(marked), Level.KINDS))
    assert "App§" not in kinds
    assert "tool-" not in kinds


def test_days_ahead_are_nothing_and_days_without_anything_are_a_dot() -> None:
    [day] = lines([digests.digest(hours=digests.in_hours(h9=3600))])
    one = page([day], Level.APPS, today=MONDAY + timedelta(days=1))
    assert one.bars is not None
    assert [bar.ahead for bar in one.bars.bars] == [False, False, *[True] * 5]
    assert [row[1] for row in one.bars.table.rows] == ["1 h 00", "nothing came"]
    assert one.chart is not None
    assert len(one.chart.dots) == 1
    assert one.bars.sentence.endswith("most on Monday 4 May with 1 hour.")


def test_devices_that_may_overlap_are_said_to() -> None:
    some = [digests.digest(name, hours=digests.in_hours(h9=1800)) for name in ("desk", "lap")]
    assert page(lines(some), Level.TOTALS).notes == (
        "Devices may have been in use at the same time: it may be up to 30 min more.",
    )


def test_amounts_and_dates_are_written_as_in_the_language() -> None:
    assert [EN.duration(one) for one in (0, 10, 60, 3600, 15_120)] == [
        "0 min",
        "under 1 min",
        "1 min",
        "1 h 00",
        "4 h 12",
    ]
    assert DE.duration(15_120) == "4 h 12"
    assert EN.spoken(0) == "0 minutes"
    assert EN.spoken(15_120) == "4 hours and 12 minutes"
    assert DE.spoken(15_120) == "4 Stunden und 12 Minuten"
    assert EN.long_date(MONDAY) == "Monday 4 May"
    assert DE.short_date(MONDAY) == "Mo., 4. Mai"
    assert DE.percent(0.33) == "33\N{NO-BREAK SPACE}%"
    late = datetime(2026, 5, 4, 22, 30, tzinfo=UTC)
    assert DE.moment(late, zone_of("Europe/Berlin")) == "5. Mai, 00:30"
    assert EN.moment(late, zone_of("Asia/Tokyo")) == "5 May, 07:30"
    assert words("en-US").moment(late, zone_of("UTC")).replace("\u202f", " ") == "May 4, 10:30 PM"
    assert words("ar").direction == "ltr", "no translation, so English"


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "Nowhere/Atall", "a b", "/etc/localtime"])
def test_a_zone_that_is_none_is_utc(name: str) -> None:
    assert zone_of(name).key == "UTC"
