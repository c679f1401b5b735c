"""A sum drawn as it is made: from 50, part after part, each beginning where the one before it ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from matplotlib.patches import Rectangle

from wellbeing.render.chart import Chart, Margins, Sheet, Size, Spot, Style, Table
from wellbeing.render.measure import measured

_ROW, _HEAD, _AIR, _INDENT = 19.0, 24.0, 12.0, 12.0
_NARROWEST = 110.0
"""px of the scale; where names leave less, they are drawn over each other rather than it."""
_THICK = 9.0
_WIDEST_SPAN = 8.0
"""Of the scale beyond the ordinary range, at least."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the sum, with its words in the person's language."""

    key: str
    name: str
    amount: str
    """At the right: `+4.2`; of a group the sum of its parts."""
    words: str
    """What a tooltip and a screen reader say."""
    value: float | None = None
    """What it adds; None for a group's heading, which is set heavier and has no bar."""
    absent: bool = False
    """Whether it could not be reckoned: its amount stands lighter, and it has no bar."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The figure's value."""

    start: float
    """Where the sum begins."""
    rows: Sequence[Row]
    total: str
    """Name of the end."""
    end: float
    """What the parts add up to."""
    end_words: str
    """The end as it is read: `66.2`."""
    ordinary: tuple[float, float]
    start_words: str
    ordinary_words: str
    sentence: str
    table: Table
    tip: str
    """What the end says when one points at it."""
    mirrored: bool = False


def height(value: Ladder) -> float:
    """How high the figure should be, px."""
    return _HEAD + _ROW * (len(value.rows) + 1) + 14


def ladder(value: Ladder, style: Style, size: Size) -> Chart:
    """Draw it: names, the scale with the range of ordinary variation, and what each part adds."""
    drawing = _Drawing(value, style, size)
    drawing.scale_words()
    drawing.parts()
    drawing.end()
    return Chart(drawing.sheet.figure, value.sentence, value.table, tuple(drawing.spots()))


class _Drawing:
    """One figure in the making; x in px from the side where reading begins, y in px from below."""

    def __init__(self, value: Ladder, style: Style, size: Size) -> None:
        self.value, self.style = value, style
        self.sheet = Sheet(size, style, Margins(0, 0, 0, 0))
        self.axes = self.sheet.axes
        self.axes.set_xlim(0, self.sheet.width)
        self.axes.set_ylim(0, self.sheet.height)
        names = max(
            measured(one.name, style, 600 if one.value is None and not one.absent else 400)
            + (_INDENT if one.value is not None or one.absent else 0)
            for one in value.rows
        )
        amounts = max(
            measured(one, style, 600) for one in [*(row.amount for row in value.rows), value.end_words]
        )
        self.begin = min(names + _AIR, self.sheet.width - amounts - _AIR - _NARROWEST)
        self.finish = self.sheet.width - amounts - _AIR
        steps = [value.start]
        for one in value.rows:
            steps.append(steps[-1] + (one.value or 0.0))
        self.steps = steps
        low, high = min([*steps, value.start - _WIDEST_SPAN]), max([*steps, value.ordinary[1]])
        room = (high - low) * 0.04 + 1
        self.low, self.high = low - room, high + room

    def flip(self, x: float) -> float:
        """Where reading begins at the right."""
        return self.sheet.width - x if self.value.mirrored else x

    def at(self, amount: float) -> float:
        """Of an amount on the scale."""
        share = (amount - self.low) / (self.high - self.low)
        return self.begin + share * (self.finish - self.begin)

    def y(self, row: int) -> float:
        """Middle of a row."""
        return self.sheet.height - _HEAD - (row + 0.5) * _ROW

    @property
    def lead(self) -> Literal["left", "right"]:
        """Text that begins where reading begins."""
        return "right" if self.value.mirrored else "left"

    @property
    def trail(self) -> Literal["left", "right"]:
        """Text that ends where reading ends."""
        return "left" if self.value.mirrored else "right"

    def scale_words(self) -> None:
        """The ordinary range, the line of the usual, and their names above."""
        value = self.value
        low, high = max(self.low, value.ordinary[0]), min(self.high, value.ordinary[1])
        left, right = sorted((self.flip(self.at(low)), self.flip(self.at(high))))
        bottom = self.y(len(value.rows)) - _ROW / 2
        top = self.sheet.height - _HEAD
        self.axes.add_patch(Rectangle((left, bottom), right - left, top - bottom, fc=self.style.band, lw=0))
        start = self.flip(self.at(value.start))
        self.axes.plot([start, start], [bottom, top], color=self.style.ink, lw=1, zorder=2)
        half = measured(value.start_words, self.style) / 2
        wide = measured(value.ordinary_words, self.style)
        names = self.at(value.start)
        over = self.sheet.height - _HEAD / 2
        first = min(max(names, half), self.sheet.width - half)
        self.sheet.text(self.flip(first), over, value.start_words, across="center")
        end = max(self.at(high), first + half + 10 + wide)
        if end <= self.sheet.width:
            self.sheet.text(self.flip(end), over, value.ordinary_words, across=self.trail)

    def parts(self) -> None:
        """Bars filled where they add, hollow where they take away, joined by thin lines."""
        for place, one in enumerate(self.value.rows):
            y, head = self.y(place), one.value is None and not one.absent
            ink = self.style.ink if head else self.style.ink2
            if one.absent:
                ink = self.style.ink3
            self.sheet.text(
                self.flip(0 if head else _INDENT),
                y,
                one.name,
                color=ink,
                weight=600 if head else 400,
                across=self.lead,
            )
            self.sheet.text(
                self.flip(self.sheet.width),
                y,
                one.amount,
                color=ink,
                weight=600 if head else 400,
                across=self.trail,
            )
            if one.value is not None:
                self._bar(place, one.value, y)

    def _bar(self, place: int, amount: float, y: float) -> None:
        before, after = self.flip(self.at(self.steps[place])), self.flip(self.at(self.steps[place + 1]))
        left, width = min(before, after), max(abs(after - before), 1.0)
        fill = self.style.accent if amount >= 0 else self.style.card
        edge = self.style.accent if round(abs(amount), 1) else self.style.ink3
        box = Rectangle(
            (left, y - _THICK / 2),
            width,
            _THICK,
            fc=fill if round(abs(amount), 1) else edge,
            ec=edge,
            lw=1,
            zorder=3,
        )
        self.axes.add_patch(box)
        down = self._next(place)
        if down is not None:
            self.axes.plot(
                [after, after],
                [y - _THICK / 2, self.y(down) + _THICK / 2],
                color=self.style.ink3,
                lw=0.8,
                zorder=2.5,
            )

    def _next(self, place: int) -> int | None:
        """The next row with a bar, or the end."""
        rows = self.value.rows
        return next((row for row in range(place + 1, len(rows)) if rows[row].value is not None), len(rows))

    def end(self) -> None:
        """A diamond where the sum has come to, and its number."""
        y = self.y(len(self.value.rows)) - 2
        x = self.flip(self.at(self.value.end))
        self.axes.plot([x], [y], "D", ms=8, color=self.style.ink, zorder=5)
        self.sheet.text(self.flip(0), y, self.value.total, color=self.style.ink, weight=600, across=self.lead)
        self.sheet.text(
            self.flip(self.sheet.width),
            y,
            self.value.end_words,
            color=self.style.ink,
            weight=600,
            across=self.trail,
        ).set_fontsize(self.style.size + 3)

    def spots(self) -> Iterator[Spot]:
        """A row each."""
        for place, one in enumerate(self.value.rows):
            top = self.sheet.height - self.y(place) - _ROW / 2
            yield Spot(one.key, one.words, 0, top, self.sheet.width, _ROW)
        top = self.sheet.height - self.y(len(self.value.rows)) - _ROW / 2
        yield Spot("end", self.value.tip, 0, top, self.sheet.width, _ROW + 4)
