"""The hour bars: what is drawn where, and what it says without being seen."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle
from matplotlib.transforms import Bbox

from wellbeing.render.chart import Chart, Size, Style, Table
from wellbeing.render.hours import Hour, Hours, Part, hours

STYLE = Style(
    card="#FFFFFF",
    sunken="#EFEFF3",
    line="#E3E3E8",
    edge="#85858F",
    ink="#1C1C21",
    ink2="#55555F",
    ink3="#686873",
    accent="#6A45DB",
    accent_soft="#ECE7FB",
    band="#E4E4EA",
    groups={"ai": "#6A45DB", "making": "#0E716E", "writing": "#8F6C12"},
    hatches={"ai": "", "making": "////", "writing": "...."},
    ramp=("#EFEFF3", "#5B35CC"),
    families=("DejaVu Sans",),
)
SIZE = Size(816, 192)


def day() -> Hours:
    """From 06 to 24, six of them lived."""
    lived = {
        3: Hour("3", "09–10", (Part("ai", 12), Part("writing", 35)), idle=8, usual=40),
        4: Hour("4", "10–11", (Part("ai", 12), Part("making", 36)), usual=50),
        5: Hour("5", "11–12", (Part("making", 38),), usual=44),
        7: Hour("7", "13–14", (Part("ai", 4),), paused=30, usual=36),
        8: Hour("8", "14–15", (Part("writing", 26),), idle=7, usual=46),
    }
    slots = [
        replace(
            lived.get(index, Hour(str(index), f"{index + 6}", usual=20.0)),
            label=f"{index + 6}" if index % 3 == 0 else "",
        )
        for index in range(18)
    ]
    return Hours(
        hours=tuple(slots),
        half="30 min",
        full="60 min",
        longest="48 min",
        idle="idle",
        paused="paused",
        usual="your usual Tuesday",
        sentence="09–10: 47 min.",
        table=Table(("Hour",), (("09–10",),)),
        now=9.7,
        now_words="now 15:42",
    )


def texts(chart: Chart) -> dict[str, Bbox]:
    """Words and where they stand, px."""
    FigureCanvasAgg(chart.figure).draw()
    axes = chart.figure.axes[0]
    return {one.get_text(): one.get_window_extent() for one in axes.texts}


def segments(chart: Chart) -> list[Rectangle]:
    return [one for one in chart.figure.axes[0].patches if isinstance(one, Rectangle)]


def test_it_speaks_without_being_seen() -> None:
    chart = hours(day(), STYLE, SIZE)
    assert chart.sentence == "09–10: 47 min."
    assert chart.table.columns == ("Hour",)
    assert [spot.key for spot in chart.spots] == [str(index) for index in range(18)]


def test_spots_lie_beside_each_other_inside_the_figure() -> None:
    spots = hours(day(), STYLE, SIZE).spots
    for left, right in pairwise(spots):
        assert left.left + left.width == pytest.approx(right.left)
    assert spots[0].left >= 0
    assert spots[-1].left + spots[-1].width <= SIZE.width


def test_ai_stands_on_the_base_line() -> None:
    feet = {
        to_hex(one.get_facecolor()).upper(): one.get_y()
        for one in segments(hours(day(), STYLE, SIZE))
        if one.get_x() < 4
    }
    assert feet["#6A45DB"] == 0


def test_heights_are_minutes() -> None:
    found = [one.get_height() for one in segments(hours(day(), STYLE, SIZE)) if 4 < one.get_x() < 5]
    assert found == [12, 36]


def test_idle_and_pauses_are_hollow_and_patterned() -> None:
    hatched = [one for one in segments(hours(day(), STYLE, SIZE)) if one.get_hatch()]
    assert sorted({str(one.get_hatch()) for one in hatched}) == ["....", "////"]


def test_patterns_of_categories_are_a_wish() -> None:
    chart = hours(day(), replace(STYLE, patterns=True), SIZE)
    assert "////" in {one.get_hatch() for one in segments(chart) if one.get_x() < 6}


def test_nothing_reaches_beyond_the_hour() -> None:
    value = replace(day(), hours=(Hour("0", "x", (Part("ai", 55),), idle=20, paused=30),), now=None)
    chart = hours(value, STYLE, SIZE)
    assert max(one.get_y() + one.get_height() for one in segments(chart)) <= 60


@pytest.mark.parametrize("width", [560, 816, 1200])
@pytest.mark.parametrize("now", [0.0, 3.4, 9.7, 17.9, None])
def test_words_never_stand_on_words(width: int, now: float | None) -> None:
    found = texts(hours(replace(day(), now=now), STYLE, Size(width, 192)))
    for (one, box), (other, beside) in combinations(found.items(), 2):
        assert not box.overlaps(beside), f"{one} stands on {other}"


def test_words_stay_inside_the_figure() -> None:
    for words, box in texts(hours(day(), STYLE, SIZE)).items():
        assert box.x0 >= -6, words
        assert box.x1 <= SIZE.width, words
        assert box.y0 >= 0, words
        assert box.y1 <= SIZE.height, words


def test_the_usual_the_pause_and_the_present_are_named() -> None:
    found = texts(hours(day(), STYLE, SIZE))
    assert {"your usual Tuesday", "paused", "idle", "now 15:42", "48 min", "30 min", "60 min"} <= found.keys()


def test_without_a_usual_nothing_is_called_so() -> None:
    value = replace(day(), hours=tuple(replace(one, usual=None) for one in day().hours), usual="")
    assert "your usual Tuesday" not in texts(hours(value, STYLE, SIZE))


def test_other_hours_step_back_behind_the_chosen_one() -> None:
    chart = hours(replace(day(), marked=4), STYLE, SIZE)
    alphas = {round(one.get_x() - 0.16): one.get_alpha() for one in segments(chart)}
    assert alphas[4] == 1.0
    assert alphas[5] == 0.3


def test_a_day_without_hours_is_an_empty_figure() -> None:
    assert hours(replace(day(), hours=(), now=None), STYLE, SIZE).spots == ()


def test_where_people_read_from_the_right_the_day_runs_from_the_right_and_all_else_stays() -> None:
    plain, mirrored = hours(day(), STYLE, SIZE), hours(replace(day(), mirrored=True), STYLE, SIZE)
    assert [spot.key for spot in mirrored.spots] == [spot.key for spot in plain.spots], "the order of time"
    for one, other in zip(plain.spots, mirrored.spots, strict=True):
        assert other.left + other.width == pytest.approx(SIZE.width - one.left)
    assert mirrored.table == plain.table
    words = {text.get_text() for text in plain.figure.axes[0].texts}
    assert {text.get_text() for text in mirrored.figure.axes[0].texts} == words


def early(*, mirrored: bool = False) -> Hours:
    """A morning: an hour with idle time beside a higher one, and a long word for it."""
    lived = (
        Hour("0", "04–05", (Part("ai", 15),), idle=9),
        Hour("1", "05–06", (Part("making", 52),), idle=7),
        Hour("2", "06–07", (Part("writing", 54),)),
    )
    rest = tuple(Hour(str(index), "", usual=30.0) for index in range(3, 20))
    return replace(
        day(),
        hours=lived + rest,
        idle="ohne Eingaben",
        longest="",
        now=2.9,
        now_words="now 06:55",
        mirrored=mirrored,
    )


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_word_for_idle_is_whole_and_on_no_bar(*, mirrored: bool) -> None:
    chart = hours(early(mirrored=mirrored), STYLE, Size(424, 192))
    box = texts(chart)["ohne Eingaben"]
    assert box.x0 >= 0
    assert box.x1 <= 424
    bars = [one.get_window_extent() for one in segments(chart) if one.get_height()]
    assert not any(box.overlaps(one) for one in bars)


def test_now_is_written_into_the_hours_to_come() -> None:
    for mirrored in (False, True):
        chart = hours(early(mirrored=mirrored), STYLE, Size(424, 192))
        box = texts(chart)["now 06:55"]
        bars = [one.get_window_extent() for one in segments(chart) if one.get_height()]
        assert not any(box.overlaps(one) for one in bars)
