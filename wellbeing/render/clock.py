"""The hours of a day, as they are on average: one bar an hour, the usual as dashed steps, own nights shaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matplotlib.patches import PathPatch, Rectangle

from wellbeing.render.chart import Chart, Margins, Sheet, Size, Spot, Style, Table, rounded
from wellbeing.render.measure import measured

_BAR = 0.72
_TOP, _FOOT = 20.0, 22.0
"""px above the tallest bar for its number, and below the base line for the hours."""
_CORNER = 2.0
_DASH = (0, (4, 3))


@dataclass(frozen=True, slots=True)
class Hour:
    """One slot, with its words in the person's language."""

    key: str
    words: str
    amount: float
    """In the unit of the whole figure."""
    usual: float | None = None
    name: str = ""
    """Below its beginning; empty for most."""
    night: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """The figure's value."""

    hours: Sequence[Hour]
    """In order, at least one."""
    most: str
    """Above the tallest bar, such as `8 min a day`."""
    night: str
    """Over the shaded hours; drawn where it fits."""
    sentence: str
    table: Table
    mirrored: bool = False
    """Whether time runs from right to left."""


def clock(value: Clock, style: Style, size: Size) -> Chart:
    """Draw it: no axis but the clock hours below."""
    drawing = _Drawing(value, style, size)
    drawing.nights()
    drawing.bars()
    drawing.usual()
    drawing.names()
    drawing.most()
    return Chart(drawing.sheet.figure, value.sentence, value.table, tuple(drawing.spots()))


class _Drawing:
    """One figure in the making; x and y in px from the lower left corner of the axes."""

    def __init__(self, value: Clock, style: Style, size: Size) -> None:
        self.value, self.style = value, style
        self.sheet = Sheet(size, style, Margins(2, _TOP, 2, _FOOT))
        self.axes = self.sheet.axes
        self.axes.set_xlim(0, self.sheet.width)
        self.axes.set_ylim(0, self.sheet.height)
        tallest = max(max(one.amount, one.usual or 0.0) for one in value.hours)
        self.scale = self.sheet.height / (tallest or 1.0)
        self.slot = self.sheet.width / len(value.hours)
        self._night_words: tuple[float, float] | None = None

    def left(self, place: int) -> float:
        """Where a slot begins on the sheet, seen from the left."""
        return (len(self.value.hours) - 1 - place if self.value.mirrored else place) * self.slot

    def nights(self) -> None:
        """Stretches of night hours, the longest with its words over it."""
        runs = list(self._runs())
        for first, last in runs:
            edges = (self.left(first), self.left(last))
            left, width = min(edges), abs(edges[1] - edges[0]) + self.slot
            box = Rectangle((left, 0), width, self.sheet.height, fc=self.style.sunken, lw=0, zorder=0)
            self.axes.add_patch(box)
        if not runs or not self.value.night:
            return
        first, last = max(runs, key=lambda run: run[1] - run[0])
        # Where the stretch ends: numbers of the evening stand where it begins.
        wide = measured(self.value.night, self.style)
        end = self.left(last) + (0.0 if self.value.mirrored else self.slot)
        begin = end if self.value.mirrored else end - wide
        begin = min(max(0.0, begin), self.sheet.width - wide)
        self._night_words = (begin, begin + wide)
        self.sheet.text(begin, self.sheet.height + _TOP / 2, self.value.night)

    def _runs(self) -> Iterator[tuple[int, int]]:
        first: int | None = None
        for place, one in enumerate(self.value.hours):
            if one.night and first is None:
                first = place
            if not one.night and first is not None:
                yield first, place - 1
                first = None
        if first is not None:
            yield first, len(self.value.hours) - 1

    def bars(self) -> None:
        """The hours themselves, on their base line."""
        self.axes.plot([0, self.sheet.width], [0, 0], color=self.style.line, lw=1, zorder=1, clip_on=False)
        width = self.slot * _BAR
        for place, one in enumerate(self.value.hours):
            if one.amount:
                left = self.left(place) + (self.slot - width) / 2
                shape = rounded(left, 0, width, one.amount * self.scale, _CORNER, _CORNER)
                self.axes.add_patch(PathPatch(shape, fc=self.style.accent, ec="none", zorder=3))

    def usual(self) -> None:
        """Dashed steps over all hours; nothing while nothing is usual."""
        known = [one.usual for one in self.value.hours]
        if all(amount is None for amount in known):
            return
        heights = [(amount or 0.0) * self.scale for amount in known]
        if self.value.mirrored:
            heights.reverse()
        edges = [place * self.slot for place in range(len(heights) + 1)]
        self.axes.stairs(
            heights, edges, baseline=None, color=self.style.ink, lw=1.25, ls=_DASH, zorder=4, clip_on=False
        )

    def names(self) -> None:
        """Clock hours below the slots they begin."""
        for place, one in enumerate(self.value.hours):
            if one.name:
                half = measured(one.name, self.style) / 2
                middle = self.left(place) + self.slot / 2
                at = min(max(middle, half), self.sheet.width - half)
                self.sheet.text(at, -_FOOT / 2 - 1, one.name, across="center")

    def most(self) -> None:
        """The number of the tallest bar; left out where the words of the night stand in its way."""
        hours = self.value.hours
        place = max(range(len(hours)), key=lambda one: hours[one].amount)
        if not hours[place].amount or not self.value.most:
            return
        half = measured(self.value.most, self.style, 600) / 2
        at = min(max(self.left(place) + self.slot / 2, half), self.sheet.width - half)
        # Above the steps too, where they cross the words.
        reach = range(len(hours)) if half > self.sheet.width else self._under(at - half, at + half)
        top = max([hours[place].amount, *(hours[one].usual or 0.0 for one in reach)]) * self.scale
        taken = self._night_words
        high = top + self.style.size + 6 > self.sheet.height
        if taken and high and taken[0] < at + half + 6 and at - half - 6 < taken[1]:
            return
        words = self.sheet.text(
            at, top + 4, self.value.most, color=self.style.ink, weight=600, across="center", up="baseline"
        )
        words.set_zorder(5)

    def _under(self, begin: float, end: float) -> list[int]:
        """Slots below a stretch of words."""
        return [
            place
            for place in range(len(self.value.hours))
            if self.left(place) < end and begin < self.left(place) + self.slot
        ]

    def spots(self) -> Iterator[Spot]:
        """A slot each, in reading order."""
        for place, one in enumerate(self.value.hours):
            left = self.sheet.margins.left + self.left(place)
            yield Spot(one.key, one.words, left, 0, self.slot, self.sheet.size.height)
