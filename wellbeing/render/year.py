"""The days of a year as a field of five shades, a week a column; a dot for a day without record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Literal

from matplotlib.collections import PolyCollection
from matplotlib.patches import Rectangle

from wellbeing.render.chart import Chart, Margins, Sheet, Size, Spot, Style, Table
from wellbeing.render.measure import measured

_ROWS = 7
_HEAD, _AIR = 20.0, 8.0
"""px above for the months, between words and cells."""
_KEY_LINE, _SIDE = 16.0, 10.0
"""px of a line of the key, of a square in it."""
_GAP = 1.25
"""px on each side of a cell's square."""
_BIGGEST, _SMALLEST = 18.0, 11.0
"""px of a cell: a wide window gets air, not tiles; a narrow one gets the year in two halves, one above the other."""
_DOT = 3.2


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the field."""

    day: date
    shade: int | None
    """0 to 4; None without record."""
    words: str
    """What a tooltip and a screen reader say."""


@dataclass(frozen=True, slots=True)
class Field:
    """A year, with its words in the person's language."""

    days: Sequence[Day]
    """In order, without holes; days that are not lived yet are left out."""
    last: date
    """Up to where there is room, such as 31 December."""
    first_weekday: int
    """Which weekday is the first row, 0 for Monday."""
    weekdays: Mapping[int, str]
    """Names of rows, short; those that are absent get none."""
    months: Mapping[int, str]
    """Names above, 1 for January, short."""
    key: Sequence[str]
    """What the five shades mean, least first."""
    missing: str
    """What a dot means; empty where there is none."""
    sentence: str
    table: Table
    accent: bool = True
    """In the colour of AI; else in greys."""
    marked: date | None = None
    """Gets a frame: today."""
    mirrored: bool = False
    """Whether time runs from right to left."""
    since: date | None = None
    """A line at the beginning of this day's week, such as where growth began; None for none."""
    since_words: str = ""
    """Below it, where the key leaves room."""


def year(value: Field, style: Style, size: Size) -> Chart:
    """Draw it: no axis, months above, weekdays beside, the key below."""
    drawing = _Drawing(value, style, size)
    drawing.cells()
    drawing.names()
    drawing.key()
    drawing.since()
    return Chart(drawing.sheet.figure, value.sentence, value.table, tuple(drawing.spots()))


def height(value: Field, style: Style, width: float) -> float:
    """How high the figure should be for a width, px."""
    inside = width - _beside(value, style) - 2
    blocks, cell, _ = _cut(value, inside)
    return blocks * (_HEAD + _ROWS * cell) + _key_height(value, style, inside)


def _key_height(value: Field, style: Style, width: float) -> float:
    return 10 + _KEY_LINE * (1 + max(line for _, _, line, _ in _key_places(value, style, width)))


def _key_places(value: Field, style: Style, width: float) -> list[tuple[int | None, str, int, float]]:
    """Shade (None: a dot), words, line, and px along it."""
    places: list[tuple[int | None, str, int, float]] = []
    line, along = 0, 0.0
    for shade, words in [*enumerate(value.key), (None, value.missing)]:
        if words:
            long = 1.5 * _SIDE + measured(words, style)
            if along and along + long > width:
                line, along = line + 1, 0.0
            places.append((shade, words, line, along))
            along += long + 14
    return places


def _beside(value: Field, style: Style) -> float:
    return max((measured(name, style) for name in value.weekdays.values()), default=0.0) + _AIR


def _origin(value: Field) -> date:
    begin = value.days[0].day
    return begin - timedelta(days=(begin.weekday() - value.first_weekday) % _ROWS)


def _cut(value: Field, width: float) -> tuple[int, float, int]:
    """In how many blocks, with cells of which size, and how many weeks in each."""
    weeks = (value.last - _origin(value)).days // _ROWS + 1
    blocks = 1 if width / weeks >= _SMALLEST else 2
    columns = ceil(weeks / blocks)
    return blocks, min(width / columns, _BIGGEST), columns


def greys(style: Style) -> tuple[str, ...]:
    """Five shades from the ground of a cell to ink: for all use, since the accent means AI (look.md, section 1)."""
    first, last = (_rgb(color) for color in (style.sunken, style.ink2))
    return tuple(
        "#" + "".join(f"{round(a + (b - a) * step / 4):02X}" for a, b in zip(first, last, strict=True))
        for step in range(5)
    )


def _rgb(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


class _Drawing:
    """One figure in the making; x and y in px from the lower left corner of the axes."""

    def __init__(self, value: Field, style: Style, size: Size) -> None:
        self.value, self.style = value, style
        self.shades = style.ramp if value.accent else greys(style)
        beside = _beside(value, style)
        left, right = (2.0, beside) if value.mirrored else (beside, 2.0)
        below = _key_height(value, style, size.width - left - right)
        self.sheet = Sheet(size, style, Margins(left, _HEAD, right, below))
        self.sheet.axes.set_xlim(0, self.sheet.width)
        self.sheet.axes.set_ylim(0, self.sheet.height)
        self.origin = _origin(value)
        self.blocks, widest, self.columns = _cut(value, self.sheet.width)
        room = (self.sheet.height + _HEAD) / self.blocks - _HEAD
        self.cell = min(widest, room / _ROWS)

    def place(self, day: date) -> tuple[int, int, int]:
        """Block, column in the order of time, and row from the top."""
        week, row = divmod((day - self.origin).days, _ROWS)
        return *divmod(week, self.columns), row

    def top(self, block: int) -> float:
        """Upper edge of a block of weeks."""
        return self.sheet.height - block * (_ROWS * self.cell + _HEAD)

    def corner(self, day: date) -> tuple[float, float]:
        """Lower left corner of a day's cell."""
        block, column, row = self.place(day)
        return self.left(column), self.top(block) - (row + 1) * self.cell

    def left(self, column: int) -> float:
        """Left edge of a column."""
        if self.value.mirrored:
            return self.sheet.width - (column + 1) * self.cell
        return column * self.cell

    def cells(self) -> None:
        """All squares as one collection, and the dots as one line."""
        squares, colors, dots = [], [], []
        for day in self.value.days:
            x, y = self.corner(day.day)
            if day.shade is None:
                dots.append((x + self.cell / 2, y + self.cell / 2))
                continue
            low, high = _GAP, self.cell - _GAP
            squares.append(
                [(x + low, y + low), (x + high, y + low), (x + high, y + high), (x + low, y + high)]
            )
            colors.append(self.shades[day.shade])
        axes = self.sheet.axes
        axes.add_collection(
            PolyCollection(squares, facecolors=colors, edgecolors=colors, linewidths=1, joinstyle="round")
        )
        if dots:
            across, up = zip(*dots, strict=True)
            axes.plot(across, up, ".", ms=_DOT, color=self.style.edge, zorder=3)
        if self.value.marked is not None:
            x, y = self.corner(self.value.marked)
            frame = Rectangle((x + 0.5, y + 0.5), self.cell - 1, self.cell - 1, fill=False, linewidth=1.25)
            frame.set_edgecolor(self.style.ink)
            frame.set_zorder(4)
            axes.add_patch(frame)

    def _firsts(self) -> list[tuple[date, str]]:
        """The first days of months with their names, in order; of a field that begins within a year, of both years."""
        begin = self.value.days[0].day
        firsts = [(date(begin.year, month, 1), name) for month, name in self.value.months.items()]
        late = [(date(begin.year + 1, first.month, 1), name) for first, name in firsts]
        shown = [one for one in sorted([*firsts, *late]) if one[0] <= self.value.last]
        return [one for one in shown if one[0] + timedelta(days=6) >= self.origin]

    def names(self) -> None:
        """Months above their first whole column where there is room, weekdays beside their rows."""
        mirrored, free = self.value.mirrored, dict.fromkeys(range(self.blocks), -1.0)
        for first, name in self._firsts():
            block, column, _ = self.place(first + timedelta(days=6))
            along, width = column * self.cell + 1, measured(name, self.style)
            if block < self.blocks and free[block] <= along <= self.sheet.width - width:
                x = self.sheet.width - along if mirrored else along
                self.sheet.text(x, self.top(block) + 9, name, across="right" if mirrored else "left")
                free[block] = along + width + 4
        for block in range(self.blocks):
            for weekday, name in self.value.weekdays.items():
                row = (weekday - self.value.first_weekday) % _ROWS
                y = self.top(block) - (row + 0.5) * self.cell
                x = self.sheet.width + _AIR if mirrored else -_AIR
                self.sheet.text(x, y, name, across="left" if mirrored else "right")

    def key(self) -> None:
        """Five squares and a dot with their meanings, in as many lines as they need."""
        top = self.top(self.blocks - 1) - _ROWS * self.cell - _KEY_LINE
        for shade, words, line, along in _key_places(self.value, self.style, self.sheet.width):
            y = top - line * _KEY_LINE
            left = self.sheet.width - along - _SIDE if self.value.mirrored else along
            if shade is None:
                self.sheet.axes.plot(
                    [left + _SIDE / 2], [y], ".", ms=_DOT, color=self.style.edge, clip_on=False
                )
            else:
                square = Rectangle((left, y - _SIDE / 2), _SIDE, _SIDE, facecolor=self.shades[shade])
                square.set_clip_on(False)
                self.sheet.axes.add_patch(square)
            across: Literal["left", "right"] = "right" if self.value.mirrored else "left"
            x = left - _SIDE / 2 if self.value.mirrored else left + 1.5 * _SIDE
            self.sheet.text(x, y, words, across=across)

    def since(self) -> None:
        """A line before the week in which something began."""
        if self.value.since is None or self.value.since < self.origin:
            return
        block, column, _row = self.place(self.value.since)
        if block >= self.blocks:
            return
        x = self.left(column) + (self.cell if self.value.mirrored else 0.0)
        top = self.top(block)
        self.sheet.axes.plot(
            [x, x], [top - _ROWS * self.cell - 3, top], color=self.style.ink, lw=1.2, zorder=5, clip_on=False
        )
        last = max(
            along for _, _, line, along in _key_places(self.value, self.style, self.sheet.width) if line == 0
        )
        wide = measured(self.value.since_words, self.style)
        along = self.sheet.width - x if self.value.mirrored else x
        if block == self.blocks - 1 and along - wide > last + 110:
            y = top - _ROWS * self.cell - _KEY_LINE
            self.sheet.text(
                x,
                y,
                self.value.since_words,
                color=self.style.ink,
                across="left" if self.value.mirrored else "right",
            )

    def spots(self) -> Iterator[Spot]:
        """A square each, day after day."""
        margins, height = self.sheet.margins, self.sheet.height
        for day in self.value.days:
            x, y = self.corner(day.day)
            yield Spot(
                day.day.isoformat(),
                day.words,
                margins.left + x,
                margins.top + height - y - self.cell,
                self.cell,
                self.cell,
            )
