"""The hours of the week as a field of five shades: a row a weekday, a column an hour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matplotlib.collections import PolyCollection
from matplotlib.patches import Rectangle

from wellbeing.render.chart import Chart, Margins, Sheet, Size, Spot, Style, Table
from wellbeing.render.measure import measured
from wellbeing.render.year import greys

_HEAD, _AIR, _KEY, _GAP, _SIDE = 20.0, 8.0, 26.0, 1.25, 10.0
_HOURS = 24


@dataclass(frozen=True, slots=True)
class Cell:
    """One hour of one weekday."""

    key: str
    words: str
    shade: int
    """0 to 4."""


@dataclass(frozen=True, slots=True)
class HourMap:
    """The figure's value, with its words in the person's language."""

    rows: Sequence[tuple[str, Sequence[Cell]]]
    """Seven names, each with 24 cells from the day's start on."""
    hours: Sequence[str]
    """Above the 24 columns; empty for most."""
    key: Sequence[str]
    """What the five shades mean, least first."""
    sentence: str
    table: Table
    accent: bool = True
    mirrored: bool = False


def hourmap(value: HourMap, style: Style, size: Size) -> Chart:
    """Draw it: hours above, weekdays beside, the key below."""
    beside = max(measured(name, style) for name, _ in value.rows) + _AIR
    left, right = (2.0, beside) if value.mirrored else (beside, 2.0)
    sheet = Sheet(size, style, Margins(left, _HEAD, right, _KEY))
    sheet.axes.set_xlim(0, sheet.width)
    sheet.axes.set_ylim(0, sheet.height)
    shades = style.ramp if value.accent else greys(style)
    wide, high = sheet.width / _HOURS, sheet.height / len(value.rows)

    def begin(column: int) -> float:
        return sheet.width - (column + 1) * wide if value.mirrored else column * wide

    squares, colors = [], []
    for row, (name, cells) in enumerate(value.rows):
        up = sheet.height - (row + 1) * high
        x = sheet.width + _AIR if value.mirrored else -_AIR
        sheet.text(x, up + high / 2, name, across="left" if value.mirrored else "right")
        for column, cell in enumerate(cells):
            a, b = begin(column) + _GAP, begin(column) + wide - _GAP
            squares.append([(a, up + _GAP), (b, up + _GAP), (b, up + high - _GAP), (a, up + high - _GAP)])
            colors.append(shades[cell.shade])
    sheet.axes.add_collection(PolyCollection(squares, facecolors=colors, edgecolors=colors, linewidths=1))
    for column, name in enumerate(value.hours):
        if name:
            sheet.text(begin(column) + wide / 2, sheet.height + 10, name, across="center")
    _draw_key(value, sheet, shades)
    return Chart(sheet.figure, value.sentence, value.table, tuple(_spots(value, sheet, wide, high)))


def _draw_key(value: HourMap, sheet: Sheet, shades: Sequence[str]) -> None:
    along = 0.0
    for shade, words in enumerate(value.key):
        long = 1.5 * _SIDE + measured(words, sheet.style)
        if along + long > sheet.width:
            break
        left = sheet.width - along - _SIDE if value.mirrored else along
        square = Rectangle((left, -_KEY / 2 - _SIDE / 2 - 3), _SIDE, _SIDE, fc=shades[shade])
        square.set_clip_on(False)
        sheet.axes.add_patch(square)
        x = left - _SIDE / 2 if value.mirrored else left + 1.5 * _SIDE
        sheet.text(x, -_KEY / 2 - 3, words, across="right" if value.mirrored else "left")
        along += long + 14


def _spots(value: HourMap, sheet: Sheet, wide: float, high: float) -> Iterator[Spot]:
    for row, (_name, cells) in enumerate(value.rows):
        for column, cell in enumerate(cells):
            at = sheet.width - (column + 1) * wide if value.mirrored else column * wide
            yield Spot(cell.key, cell.words, sheet.margins.left + at, _HEAD + row * high, wide, high)
