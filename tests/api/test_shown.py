"""A page tells the figures of the agreed digests, and nothing above the level, whatever the days were."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests import digests
from tests.digests import MONDAY, MORNING
from wellbeing.api.name import shipped
from wellbeing.api.shown import Shown, shown
from wellbeing.api.value import PersonTold, WeekTold
from wellbeing.api.words import Words, words, zone_of
from wellbeing.checkins.form import SHAPES, Form, score
from wellbeing.family.digest import Digest
from wellbeing.family.figures import Mood
from wellbeing.family.level import Level
from wellbeing.family.line import Line, lines
from wellbeing.family.person import Role
from wellbeing.family.privacy import seen

NAMES = shipped()
EN, DE = words("en-GB"), words("de")


def page(
    days: list[Line],
    level: Level,
    say: Words = EN,
    today: date = MONDAY + timedelta(days=6),
    *,
    moods: bool = False,
) -> Shown:
    told = WeekTold(
        person=PersonTold(id="ben", name="Ben", role=Role.CHILD),
        monday=MONDAY,
        level=level,
        seen_by="ada",
        moods=moods,
        days=tuple(seen(one, level, moods=moods) for one in days),
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
    assert keys <= {"limits", "more", "feelings", "journal"} | (
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


def answers(form: Form) -> st.SearchStrategy[Mood]:
    values = st.tuples(*[st.none() | st.sampled_from(list(SHAPES[form].choices))] * SHAPES[form].items)
    return values.map(lambda some: Mood(at=MORNING, form=form.value, values=some, score=score(form, some)))


@settings(max_examples=60)
@given(
    weeks,
    st.lists(st.sampled_from(list(Form)).flatmap(answers), max_size=4).map(tuple),
    st.sampled_from(list(Level)),
    st.booleans(),
    st.sampled_from([EN, DE]),
)
def test_how_it_felt_is_shown_where_its_owner_chose_to_and_nowhere_else(
    days: tuple[Digest, ...], moods: tuple[Mood, ...], level: Level, shared: bool, say: Words
) -> None:
    felt = lines([replace(day, moods=moods) for day in days])
    one = page(felt, level, say, moods=shared)
    found = [section for section in one.sections if section.key == "feelings"]
    told = sum(any(each is not None for each in mood.values) or mood.form != "daily" for mood in moods)
    assert sum(len(section.rows) for section in found) == (told * len(days) if shared else 0)
    if not shared:
        plain = lines([replace(day, moods=None) for day in days])
        assert one == page(plain, level, say), "not a word differs from days on which nothing was answered"


def test_how_it_felt_in_words() -> None:
    some = (
        Mood(at=MORNING, form="daily", values=(5, 3), score=None),
        Mood(at=MORNING, form="who5", values=(4, 4, 3, 3, 2), score=64),
        Mood(at=MORNING, form="lonely", values=(2,), score=None),
        Mood(at=MORNING, form="ai", values=(None, None), score=None),
        Mood(at=MORNING, form="of-later", values=(1,), score=None),
        Mood(at=MORNING, form="daily", values=(None, 9), score=None),
    )
    [section] = [
        one
        for one in page(lines([digests.digest(moods=some)]), Level.TOTALS, moods=True).sections
        if one.key == "feelings"
    ]
    assert [(row.name, row.note, row.value) for row in section.rows] == [
        ("Mon 4 May", "Energy: rather little", "rather good"),
        ("WHO-5", "Mon 4 May", "64 of 100"),
        ("How often lonely", "Mon 4 May", "2 of 5"),
        ("AI instead of oneself, or of somebody", "Mon 4 May", "skipped"),
        ("Mon 4 May", "Energy: 9", ""),
    ]


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
