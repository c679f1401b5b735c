"""Bars of days and months: what is drawn, what is written, and what it says without being seen."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.collections import PathCollection
from matplotlib.colors import same_color
from matplotlib.transforms import Bbox

from tests.render.seen import assert_clear, look, texts, words
from wellbeing.render.bars import REST, Bar, Bars, Known, Part, bars
from wellbeing.render.chart import Chart, Size, Table

SIZE = Size(816, 214)
NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
TABLE = Table(("Day", "In use"), (("Mon", "310"),))


def duration(hours: float) -> str:
    return f"{int(hours)} h {round(hours % 1 * 60):02d}"


def week(*, foot: str = "AI tools,\nminutes", mirrored: bool = False) -> Bars:
    """The week of the report's picture; Sunday without AI."""
    amounts = ((5.17, 65), (4.92, 57), (5.33, 81), (4.67, 64), (4.5, 59), (2.83, 17), (2.08, 0))
    shown = tuple(
        Bar(
            key=str(place),
            name=name,
            words=f"{name}: {duration(hours)}",
            parts=(Part("ai", ai / 60, str(ai) if ai else ""), Part(REST, hours - ai / 60)),
            label=duration(hours),
            usual=4.4,
            strong=place == 2,
        )
        for place, (name, (hours, ai)) in enumerate(zip(NAMES, amounts, strict=True))
    )
    line = (4.37, "usual day\n4 h 22")
    return Bars(shown, "Monday: 5 h 10.", TABLE, line=line, foot=foot, mirrored=mirrored)


def stacks(chart: Chart) -> list[PathCollection]:
    """Parts of one colour each, in the order of a stack."""
    found = [one for one in chart.figure.axes[0].collections if isinstance(one, PathCollection)]
    return [one for one in found if one.get_zorder() == 3]


def shapes(chart: Chart, color: str) -> list[Bbox]:
    """Pieces of stacks in a colour, px."""
    of_color = next(one for one in stacks(chart) if same_color(np.asarray(one.get_facecolor())[0], color))
    return [path.get_extents() for path in of_color.get_paths()]


def test_each_bar_says_its_number_and_ai_its_minutes() -> None:
    chart = bars(week(), look(), SIZE)
    said = words(chart)
    assert {"5 h 10", "4 h 55", "5 h 20", "2 h 05", "65", "81", *NAMES} <= set(said)
    assert "17" not in said, "a part too low for its number does without"
    assert "usual day\n4 h 22" in said
    assert chart.sentence == "Monday: 5 h 10."
    assert chart.table is TABLE
    assert_clear(chart)


def test_words_lie_above_all_shapes() -> None:
    axes = bars(week(), look(), SIZE).figure.axes[0]
    shapes_up = max(one.get_zorder() for one in (*axes.collections, *axes.lines))
    assert min(text.get_zorder() for text in axes.texts) > shapes_up


def test_ai_stands_on_the_base_line_and_all_parts_share_one_scale() -> None:
    style = look()
    chart = bars(week(), style, SIZE)
    low, rest = shapes(chart, style.groups["ai"]), shapes(chart, style.edge)
    assert {one.y0 for one in low} == {0.0}
    scales = [one.height / minutes for one, minutes in zip(low, (65, 57, 81, 64, 59, 17), strict=True)]
    assert max(scales) - min(scales) < 1e-9
    assert rest[0].y0 == pytest.approx(low[0].height)
    assert rest[0].height / low[0].height == pytest.approx((5.17 * 60 - 65) / 65)


def test_a_day_without_record_is_a_dot_and_a_day_ahead_is_nothing() -> None:
    value = week()
    gone = replace(value.bars[1], parts=(), label="", known=Known.NOTHING)
    ahead = replace(value.bars[6], parts=(), label="", known=Known.AHEAD, usual=None)
    value = replace(value, bars=(value.bars[0], gone, *value.bars[2:6], ahead))
    chart = bars(value, look(), SIZE)
    dots = [line for line in chart.figure.axes[0].lines if line.get_marker() == "."]
    assert len(dots) == 1
    assert [spot.key for spot in chart.spots] == [str(place) for place in range(7)]
    assert_clear(chart)


def test_one_number_is_bold_that_of_the_day_the_page_speaks_of() -> None:
    chart = bars(week(), look(), SIZE)
    bold = [
        text.get_text()
        for text in chart.figure.axes[0].texts
        if text.get_text().count(" h ") == 1 and int(text.get_fontweight()) > 400
    ]
    assert bold == ["5 h 20"]


def test_spots_are_slots_from_left_to_right_in_time() -> None:
    chart = bars(week(), look(), SIZE)
    assert [spot.words for spot in chart.spots][:2] == ["Mon: 5 h 10", "Tue: 4 h 55"]
    lefts = [spot.left for spot in chart.spots]
    assert lefts == sorted(lefts)


def test_where_people_read_from_the_right_time_does_too() -> None:
    chart = bars(week(mirrored=True), look(), SIZE)
    lefts = [spot.left for spot in chart.spots]
    assert lefts == sorted(lefts, reverse=True)
    found = {name.partition("#")[0]: box for name, box in texts(chart).items()}
    assert found["Mon"].x0 > found["Tue"].x0
    assert found["usual day\n4 h 22"].x1 < found["Sun"].x0
    assert_clear(chart)


def test_hebrew_is_written_from_right_to_left() -> None:
    """In Hebrew the first letter of a word is the rightmost; reversed text would have the same box."""
    value = replace(
        week(mirrored=True, foot="כלי בינה"), bars=tuple(replace(one, name="יום ב׳") for one in week().bars)
    )
    assert_clear(bars(value, look(), SIZE))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_patterns_tell_groups_apart_without_colour(scheme: Literal["light", "dark"]) -> None:
    style = look(scheme, patterns=True)
    parts = tuple(Part(group, 1.0) for group in style.groups)
    value = Bars((Bar("0", "Mon", "Mon", parts),), "Mon.", TABLE)
    assert [one.get_hatch() or "" for one in stacks(bars(value, style, SIZE))] == [
        style.hatches[group] for group in style.groups
    ]
    assert not any(one.get_hatch() for one in stacks(bars(value, look(scheme), SIZE)))


def test_a_year_of_german_months_fits_a_narrow_window() -> None:
    names = ("Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez.")
    shown = tuple(
        Bar(str(place), name, name, (Part("ai", 1), Part(REST, 4 + place % 3)), f"{5 + place % 3} Std. 07")
        for place, name in enumerate(names)
    )
    line = (5.5, "Durchschnitt\n5 Std. 49")
    value = Bars(shown, "Januar.", TABLE, line=line, foot="KI-Werkzeuge")
    for width in (1200, 816, 520, 380, 300):
        chart = bars(value, look(), Size(width, 190))
        assert_clear(chart)
        assert any("Std. 07" in one for one in words(chart)), "the tallest keeps its number"


amounts = st.one_of(st.just(0.0), st.floats(0.001, 24))
weeks = st.lists(st.tuples(amounts, amounts, st.one_of(st.none(), st.floats(0, 24))), min_size=1, max_size=14)


@given(weeks, st.floats(260, 1400), st.booleans(), st.one_of(st.none(), st.floats(0, 24)))
@settings(max_examples=40, deadline=None)
def test_no_label_meets_another_whatever_the_numbers(
    found: list[tuple[float, float, float | None]], width: float, mirrored: bool, line: float | None
) -> None:
    shown = tuple(
        Bar(
            str(place),
            NAMES[place % 7],
            "",
            (Part("ai", ai, str(round(ai * 60))), Part(REST, rest)),
            duration(ai + rest),
            usual,
            strong=place == 0,
        )
        for place, (ai, rest, usual) in enumerate(found)
    )
    dashed = None if line is None else (line, "usual day\n4 h 22")
    value = Bars(shown, "", TABLE, dashed, "AI tools,\nminutes", mirrored)
    assert_clear(bars(value, look(), Size(width, 214)))
