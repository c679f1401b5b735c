"""Shares by day, hours of a day, and tools: what is drawn, what is written, and what it says without being seen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import same_color
from matplotlib.patches import PathPatch, Rectangle

from tests.render.seen import assert_clear, look, words
from wellbeing.render.chart import Chart, Size, Table
from wellbeing.render.clock import Clock, Hour, clock
from wellbeing.render.export import csv_text, pdf, png, svg
from wellbeing.render.share import Day, Shares, shares
from wellbeing.render.tools import ROW, Row, Tools, height, tools

TABLE = Table(("Day", "Share"), (("Mon", "12"),))
DAYS = tuple(
    Day(str(place), f"day {place}", amount, name)
    for place, (amount, name) in enumerate(
        [(0.1, "11 Nov"), (0.2, ""), (None, ""), (0.0, ""), (0.3, "17 Nov"), (0.15, ""), (0.19, "today")]
    )
)
SHARES = Shares(DAYS, "On Monday 12 %.", TABLE, "19 % today", (0.09, 0.16), "your usual\n9 to 16 %")
HOURS = tuple(
    Hour(str(hour), f"hour {hour}", float(hour % 12), 5.0, f"{hour:02d}" if hour % 3 == 0 else "", hour > 20)
    for hour in range(24)
)
CLOCK = Clock(HOURS, "11 min a day", "night hours", "At eleven most.", TABLE)
TOOLS = Tools(
    (
        Row("Claude Code", "coding agent", 130, 0, 185, "2 h 10", "128", "3 h 05 without you"),
        Row("Gemini", "chat", 0, 17, 0, "about 17 min", "–"),
    ),
    "with you",
    "prompts",
    "Claude Code most.",
    TABLE,
)


def bars(chart: Chart, color: str) -> list[PathPatch]:
    found = [one for one in chart.figure.axes[0].patches if isinstance(one, PathPatch)]
    return [one for one in found if same_color(one.get_facecolor(), color)]


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_shares_stand_over_the_band_of_the_usual(scheme: str, mirrored: bool) -> None:
    style = look("light" if scheme == "light" else "dark")
    chart = shares(replace(SHARES, mirrored=mirrored), style, Size(292, 180))
    assert {"19 % today", "your usual\n9 to 16 %", "today", "11 Nov"} <= set(words(chart))
    assert len(bars(chart, style.accent)) == 5, "a day of zero has no bar"
    dots = [line for line in chart.figure.axes[0].lines if line.get_marker() == "."]
    assert len(dots) == 1, "a day without record is a dot"
    assert [spot.words for spot in chart.spots] == [f"day {place}" for place in range(7)]
    assert_clear(chart)


def test_without_a_usual_there_is_no_band() -> None:
    style = look()
    bare = replace(SHARES, band=None, band_words="", last="")
    chart = shares(bare, style, Size(292, 180))
    boxes = [one for one in chart.figure.axes[0].patches if isinstance(one, Rectangle)]
    assert boxes == []
    assert_clear(chart)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.one_of(st.none(), st.floats(0, 1)), min_size=1, max_size=28), st.floats(0, 0.9))
def test_words_never_lie_on_each_other(amounts: list[float | None], low: float) -> None:
    days = tuple(Day(str(place), "", one, "11 Nov") for place, one in enumerate(amounts))
    value = replace(SHARES, days=days, band=(low, low + 0.1))
    assert_clear(shares(value, look(), Size(292, 180)))


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_hours_have_steps_of_the_usual_and_shaded_nights(mirrored: bool) -> None:
    style = look()
    chart = clock(replace(CLOCK, mirrored=mirrored), style, Size(460, 148))
    assert {"11 min a day", "night hours", "06", "21"} <= set(words(chart))
    assert len(bars(chart, style.accent)) == 22, "hours without use have no bar"
    assert len(chart.spots) == 24
    left = [spot.left for spot in chart.spots]
    assert left == sorted(left, reverse=mirrored)
    assert_clear(chart)


def test_hours_without_a_usual_have_no_steps() -> None:
    plain = replace(CLOCK, hours=tuple(replace(one, usual=None, night=False) for one in HOURS))
    chart = clock(plain, look(), Size(460, 148))
    steps = [one for one in chart.figure.axes[0].patches if type(one).__name__ == "StepPatch"]
    assert steps == []
    assert "night hours" not in words(chart)


def test_the_number_gives_way_to_the_words_of_the_night() -> None:
    late = tuple(replace(one, amount=50.0 if one.key == "22" else 1.0) for one in HOURS)
    chart = clock(replace(CLOCK, hours=late), look(), Size(460, 148))
    assert "11 min a day" not in words(chart)
    assert_clear(chart)


def test_an_empty_day_can_be_drawn() -> None:
    none = tuple(replace(one, amount=0.0, usual=0.0) for one in HOURS)
    chart = clock(replace(CLOCK, hours=none), look(), Size(460, 148))
    assert "11 min a day" not in words(chart)


def test_time_alone_is_hatched_and_a_guess_is_outlined() -> None:
    style = look()
    chart = tools(TOOLS, style, Size(460, height(TOOLS)))
    boxes = [one for one in chart.figure.axes[0].patches if isinstance(one, Rectangle)]
    hatched = [one for one in boxes if one.get_hatch()]
    outlined = [one for one in boxes if same_color(one.get_facecolor(), style.card)]
    assert len(boxes) == 3
    assert [same_color(one.get_facecolor(), style.accent_soft) for one in hatched] == [True]
    assert [one.get_linewidth() for one in outlined] == [1.2]
    assert height(TOOLS) > 2 * ROW
    assert {"3 h 05 without you", "about 17 min", "with you", "prompts"} <= set(words(chart))
    assert_clear(chart)


def test_no_tool_at_all_can_be_drawn() -> None:
    empty = replace(TOOLS, rows=())
    assert words(tools(empty, look(), Size(460, height(empty)))) == ["with you", "prompts"]


def test_they_become_files() -> None:
    chart = tools(TOOLS, look(), Size(460, height(TOOLS)))
    assert png(chart).startswith(b"\x89PNG")
    assert pdf(chart).startswith(b"%PDF")
    assert b"Claude Code" in svg(chart)
    assert csv_text(chart.table) == "Day,Share\r\nMon,12\r\n"
