"""The figures of the Trends page: what is drawn where, and that no word lies on another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.render.seen import assert_clear, look, words
from wellbeing.render import dots, hourmap, ladder, weeks
from wellbeing.render.chart import Chart, Size, Table

NO_TABLE = Table(("Week",), ())
MONTHS = {4: "Dec", 13: "Feb", 22: "Apr", 30: "Jun", 39: "Aug", 48: "Oct"}


def year(growth: weeks.Growth | None = None, *, hole: bool = True) -> weeks.Weeks:
    return weeks.Weeks(
        weeks=[
            weeks.Week(
                str(place),
                f"week {place}",
                None if hole and place in (14, 15) else 200.0 + 5 * (place % 7) + (120 if place > 46 else 0),
                MONTHS.get(place, ""),
            )
            for place in range(52)
        ],
        sentence="Weeks.",
        table=NO_TABLE,
        last="5 h 43\nlast week",
        band=(200, 235),
        band_words="your usual\n3 h 10–4 h 20",
        growths=[] if growth is None else [growth],
    )


GROWTH = weeks.Growth(46.5, 49.2, "growing since about 12 Oct", "noticed 9 Nov")


def drawn(value: weeks.Weeks, width: float = 780) -> Chart:
    return weeks.weeks(value, look(), Size(width, 210))


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("width", [360, 780, 1100])
def test_weeks_have_their_words_apart(width: float, mirrored: bool) -> None:
    chart = drawn(replace(year(GROWTH), mirrored=mirrored), width)
    assert_clear(chart)
    assert {"growing since about 12 Oct", "noticed 9 Nov", "5 h 43", "last week"} <= set(words(chart))
    assert len(chart.spots) == 52
    first, last = chart.spots[0], chart.spots[-1]
    assert (first.left < last.left) is not mirrored


def test_the_words_of_a_growth_at_the_beginning_stay_inside() -> None:
    assert_clear(drawn(year(weeks.Growth(0.2, 1.5, "growing since about 2 Jan", "noticed 12 Jan"))))


@pytest.mark.parametrize("last", [0.0, 215.0, 600.0])
def test_the_last_week_and_the_band_make_room_for_each_other(last: float) -> None:
    value = year()
    assert_clear(drawn(replace(value, weeks=[*value.weeks[:-1], weeks.Week("51", "", last)])))


def test_a_growth_that_is_no_news_is_a_mark_without_words() -> None:
    chart = drawn(year(replace(GROWTH, news=False)))
    assert "noticed 9 Nov" not in words(chart)


def test_a_hole_and_a_single_week_can_be_drawn() -> None:
    some = year(hole=False).weeks[:5]
    lonely = [replace(one, amount=None) if place in (1, 3) else one for place, one in enumerate(some)]
    assert_clear(drawn(replace(year(), weeks=lonely)))
    nothing = [replace(one, amount=None) for one in some]
    assert_clear(drawn(replace(year(), weeks=nothing, last="", band=None, band_words="")))


ROWS = (
    ladder.Row("amount", "Amount", "+12.4", "all"),
    ladder.Row("minutes", "AI minutes", "+9.4", "why", 9.4),
    ladder.Row("prompts", "Prompts", "–", "left out", absent=True),
    ladder.Row("reflex", "Reflex", "−3.0", "all"),
    ladder.Row("quick", "AI within 2 min of a task", "−3.0", "why", -3.0),
    ladder.Row("free", "Shorter AI-free stretch", "0.0", "why", 0.0),
)
LADDER = ladder.Ladder(
    start=50,
    rows=ROWS,
    total="Index",
    end=56.4,
    end_words="56.4",
    ordinary=(35.5, 64.5),
    start_words="50 usual",
    ordinary_words="ordinary to 65",
    sentence="Sum.",
    table=NO_TABLE,
    tip="50 and the parts",
)


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("width", [330, 420, 700])
def test_the_sum_is_drawn_row_by_row(width: float, mirrored: bool) -> None:
    chart = ladder.ladder(replace(LADDER, mirrored=mirrored), look(), Size(width, ladder.height(LADDER)))
    assert_clear(chart)
    assert [one.key for one in chart.spots] == [*(row.key for row in ROWS), "end"]
    assert {"Amount", "+9.4", "−3.0", "Index", "56.4", "50 usual"} <= set(words(chart))


@pytest.mark.parametrize("end", [5.0, 95.0])
def test_a_sum_far_from_usual_stays_on_the_canvas(end: float) -> None:
    rows = [ladder.Row("minutes", "AI minutes", "+45.0", "why", end - 50)]
    value = replace(LADDER, rows=rows, end=end, end_words=str(end))
    assert_clear(ladder.ladder(value, look("dark"), Size(400, ladder.height(value))))


def some_dots(count: int = 50) -> dots.Dots:
    return dots.Dots(
        dots=[
            dots.Dot(str(place), f"day {place}", 30.0 + 7 * (place % 5), float(place), after=place > 20)
            for place in range(count)
        ],
        places=float(count),
        names=[(20.0, "12 Oct"), (0.5, "15 Sep"), (count - 0.5, "23 Nov")],
        sentence="Days.",
        table=NO_TABLE,
        band=(30, 45),
        band_words="usual 38 min",
        start=20.0,
        mean=(36.0, 46.0, 52.0),
        mean_words="52 min",
    )


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("width", [300, 420])
def test_dots_have_their_words_apart(width: float, mirrored: bool) -> None:
    chart = dots.dots(replace(some_dots(), mirrored=mirrored), look(), Size(width, 150))
    assert_clear(chart)
    assert {"52 min", "usual 38 min", "12 Oct"} <= set(words(chart))
    assert [one.key for one in chart.spots] == [str(place) for place in range(50)]


@pytest.mark.parametrize("mean", [0.5, 37.0, 58.0])
def test_mean_and_band_make_room_for_each_other(mean: float) -> None:
    assert_clear(dots.dots(replace(some_dots(), mean=(36.0, 46.0, mean)), look(), Size(400, 150)))


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("width", [340, 800])
def test_the_first_days_leave_room_for_those_to_come(width: float, mirrored: bool) -> None:
    value = dots.Dots(
        dots=[
            dots.Dot(str(place), "", 10.0 * place, float(place), label="80 min" if place == 8 else "")
            for place in range(9)
        ],
        places=32.0,
        names=[(0.5, "15 Nov"), (9.0, "today"), (24.0, "about 9 Dec")],
        sentence="Nine days.",
        table=NO_TABLE,
        ahead=dots.Ahead(
            9.3, 24.0, "15 days to go", "ten days that lie two weeks back:\nyour usual appears here"
        ),
        accent=False,
        mirrored=mirrored,
    )
    chart = dots.dots(value, look(), Size(width, 210))
    assert_clear(chart)
    assert "15 days to go" in words(chart)
    assert any("your usual" in one for one in words(chart)) is (width == 800)


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("width", [320, 460])
def test_the_hours_of_the_week(width: float, mirrored: bool) -> None:
    value = hourmap.HourMap(
        rows=[
            (name, [hourmap.Cell(f"{row}-{hour}", f"{name} {hour}", (row + hour) % 5) for hour in range(24)])
            for row, name in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
        ],
        hours=[f"{hour:02d}" if hour % 3 == 0 else "" for hour in range(24)],
        key=("none", "1–4 min", "5–9 min", "10–19 min", "20 min and more"),
        sentence="Hours.",
        table=NO_TABLE,
        mirrored=mirrored,
    )
    chart = hourmap.hourmap(value, look(), Size(width, 214))
    assert_clear(chart)
    assert len(chart.spots) == 7 * 24
    assert (chart.spots[0].left < chart.spots[23].left) is not mirrored
