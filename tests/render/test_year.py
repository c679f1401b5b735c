"""The days of a year as a field of shades."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex

from tests.render.seen import assert_clear, look, texts, words
from wellbeing.render.chart import Chart, Size, Table
from wellbeing.render.year import Day, Field, greys, height, year

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec")
WEEKDAYS = {0: "Mon", 2: "Wed", 4: "Fri", 6: "Sun"}
ONE = timedelta(days=1)


def field(which: int = 2026, *, until: date | None = None, first_weekday: int = 0) -> Field:
    """A shade a day, and no record on each fiftieth."""
    first, last = date(which, 1, 1), until or date(which, 12, 31)
    return Field(
        days=[
            Day(day, None if place % 50 == 49 else place % 5, f"{day}: {place} min")
            for place, day in enumerate(first + place * ONE for place in range((last - first).days + 1))
        ],
        last=date(which, 12, 31),
        first_weekday=first_weekday,
        weekdays=WEEKDAYS,
        months=dict(enumerate(MONTHS, 1)),
        key=("none", "1–19 min", "20–44 min", "45–74 min", "75 min and more"),
        missing="not recorded",
        sentence="January: 20 min a day.",
        table=Table(("Day", "Minutes"), ()),
        marked=until,
    )


def drawn(value: Field, width: float = 816) -> Chart:
    return year(value, look(), Size(width, height(value, look(), width)))


def squares(chart: Chart) -> PolyCollection:
    return next(one for one in chart.figure.axes[0].collections if isinstance(one, PolyCollection))


def test_every_recorded_day_is_a_square_in_its_shade() -> None:
    chart = drawn(field())
    assert len(squares(chart).get_paths()) == 365 - 7
    colors = [to_hex(color).upper() for color in np.asarray(squares(chart).get_facecolor())]
    assert colors[:5] == [shade.upper() for shade in look().ramp]


def test_a_day_without_record_is_a_dot_and_never_the_shade_of_nothing() -> None:
    chart = drawn(field())
    dots = [line for line in chart.figure.axes[0].lines if line.get_marker() == "."]
    assert [len(np.asarray(line.get_xdata())) for line in dots] == [7, 1], "seven days, and one in the key"


def test_all_use_is_grey_since_the_accent_means_ai() -> None:
    chart = drawn(replace(field(), accent=False))
    colors = {to_hex(color).upper() for color in np.asarray(squares(chart).get_facecolor())}
    assert colors == {shade.upper() for shade in greys(look())}
    assert not colors & {shade.upper() for shade in look().ramp[1:]}


@pytest.mark.parametrize("which", [2020, 2023, 2024, 2026, 2028, 2032])
@pytest.mark.parametrize("first_weekday", [0, 5, 6])
def test_weeks_are_columns_that_begin_where_the_person_begins_them(which: int, first_weekday: int) -> None:
    chart = drawn(field(which, first_weekday=first_weekday))
    spots = {date.fromisoformat(spot.key): spot for spot in chart.spots}
    assert len(spots) == 366 if which % 4 == 0 else 365
    for day, spot in spots.items():
        after = spots.get(day + ONE)
        if after is None:
            continue
        if (day + ONE).weekday() == first_weekday:
            assert after.left > spot.left
            assert after.top < spot.top
        else:
            assert after.left == spot.left
            assert after.top == pytest.approx(spot.top + spot.height)
    assert_clear(chart)


@pytest.mark.parametrize("width", [1400, 816, 640, 520, 420, 340])
@pytest.mark.parametrize("mirrored", [False, True])
def test_nothing_lies_on_another_or_outside_at_any_width(width: float, mirrored: bool) -> None:
    value = replace(field(until=date(2026, 11, 24)), mirrored=mirrored)
    chart = drawn(value, width)
    assert_clear(chart)
    assert {"none", "75 min and more", "not recorded", "Mon", "Nov"} <= set(words(chart))
    cell = chart.spots[0]
    assert cell.width >= 9, "large enough to point at"


def test_a_narrow_window_has_the_year_in_two_halves() -> None:
    chart = drawn(field(), 480)
    tops = {spot.top for spot in chart.spots}
    assert len(tops) == 14
    assert height(field(), look(), 480) > height(field(), look(), 816)


def test_where_people_read_from_the_right_january_is_there() -> None:
    chart = drawn(replace(field(), mirrored=True))
    found = {name.partition("#")[0]: box for name, box in texts(chart).items()}
    assert found["Jan"].x0 > found["Nov"].x0
    assert found["Mon"].x0 > found["Jan"].x0


def test_a_running_year_ends_with_today_in_a_frame() -> None:
    chart = drawn(field(until=date(2026, 11, 24)))
    assert chart.spots[-1].key == "2026-11-24"
    frames = [patch for patch in chart.figure.axes[0].patches if not patch.get_fill()]
    assert len(frames) == 1
