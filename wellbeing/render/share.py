"""How much of each day went to one thing: bars of shares beside each other, over the band of what is usual."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from matplotlib.patches import PathPatch, Rectangle

from wellbeing.render.chart import Chart, Margins, Sheet, Size, Spot, Style, Table, rounded
from wellbeing.render.measure import LINE, measured, room_beside

_BAR, _WIDEST = 0.62, 14.0
"""Of the slot, and the widest bar in px (look.md, section 3)."""
_TOP, _FOOT, _AIR = 14.0, 22.0, 6.0
"""px above the tallest bar, below the base line, and between words and what they name."""
_CORNER = 3.0


@dataclass(frozen=True, slots=True)
class Day:
    """One bar, with its words in the person's language."""

    key: str
    """What a click on it says."""
    words: str
    """What a tooltip and a screen reader say."""
    amount: float | None
    """In the unit of the whole figure; None where nothing is recorded: a dot, never a bar of zero."""
    name: str = ""
    """Below it; empty for most."""


@dataclass(frozen=True, slots=True)
class Shares:
    """The figure's value."""

    days: Sequence[Day]
    """In order of time, at least one."""
    sentence: str
    table: Table
    last: str = ""
    """Beside the last bar, such as `19 % today`."""
    band: tuple[float, float] | None = None
    """What is usual, low and high; None while there is none."""
    band_words: str = ""
    """Beside the band."""
    mirrored: bool = False
    """Whether time runs from right to left."""


def shares(value: Shares, style: Style, size: Size) -> Chart:
    """Draw them: no axis; the last number and the band have their words at the side where time ends."""
    drawing = _Drawing(value, style, size)
    drawing.ground()
    drawing.bars()
    drawing.names()
    drawing.side()
    return Chart(drawing.sheet.figure, value.sentence, value.table, tuple(drawing.spots()))


class _Drawing:
    """One figure in the making; x and y in px from the lower left corner of the axes."""

    def __init__(self, value: Shares, style: Style, size: Size) -> None:
        self.value, self.style = value, style
        words, bare = (value.last, value.band_words), Margins(2.0, _TOP, 2.0, _FOOT)
        self.sheet = Sheet(size, style, room_beside(words, style, bare, air=_AIR, mirrored=value.mirrored))
        self.axes = self.sheet.axes
        self.axes.set_xlim(0, self.sheet.width)
        self.axes.set_ylim(0, self.sheet.height)
        tallest = max([one.amount or 0.0 for one in value.days] + [value.band[1] if value.band else 0.0])
        self.scale = self.sheet.height / (tallest or 1.0)
        self.slot = self.sheet.width / len(value.days)
        self.width = min(self.slot * _BAR, _WIDEST)

    def centre(self, place: int) -> float:
        """Of the bar at a place in time."""
        at = len(self.value.days) - 1 - place if self.value.mirrored else place
        return (at + 0.5) * self.slot

    def ground(self) -> None:
        """The band of the usual, and the base line."""
        if self.value.band:
            low, high = (amount * self.scale for amount in self.value.band)
            # A band without height would not be seen.
            box = Rectangle((0, low), self.sheet.width, max(2.0, high - low), fc=self.style.band, lw=0)
            self.axes.add_patch(box)
        self.axes.plot([0, self.sheet.width], [0, 0], color=self.style.line, lw=1, zorder=1, clip_on=False)

    def bars(self) -> None:
        """One a day; a dot where nothing is recorded."""
        for place, one in enumerate(self.value.days):
            middle = self.centre(place)
            if one.amount is None:
                self.axes.plot([middle], [5], ".", ms=4, color=self.style.edge, zorder=3)
            elif one.amount:
                height = one.amount * self.scale
                shape = rounded(middle - self.width / 2, 0, self.width, height, _CORNER, _CORNER)
                self.axes.add_patch(PathPatch(shape, fc=self.style.accent, ec="none", zorder=3))

    def names(self) -> None:
        """Below the bars, as far as they do not touch; the last one first, then from the beginning."""
        taken: list[tuple[float, float]] = []
        named = [(place, one) for place, one in enumerate(self.value.days) if one.name]
        for place, one in [*named[-1:], *named[:-1]]:
            half = measured(one.name, self.style) / 2
            at = min(max(self.centre(place), half), self.sheet.width - half)
            box = (at - half - _AIR, at + half + _AIR)
            if any(box[0] < end and begin < box[1] for begin, end in taken):
                continue
            taken.append((at - half, at + half))
            self.sheet.text(at, -_FOOT / 2 - 1, one.name, across="center")

    def side(self) -> None:
        """The last number above or below the words of the band, wherever there is more room."""
        across: Literal["left", "right"] = "right" if self.value.mirrored else "left"
        x = -_AIR if self.value.mirrored else self.sheet.width + _AIR
        line = self.style.size * LINE
        half = line * (1 + self.value.band_words.count("\n")) / 2
        last = (self.value.days[-1].amount or 0.0) * self.scale
        band = None
        if self.value.band and self.value.band_words:
            middle = sum(self.value.band) / 2 * self.scale
            band = min(max(middle, half), self.sheet.height + _TOP - half)
            self.sheet.text(x, band, self.value.band_words, across=across)
        if self.value.last:
            at = _beside(last, band, half + line / 2 + 3, self.sheet.height + _TOP - line / 2, line / 2)
            self.sheet.text(x, at, self.value.last, color=self.style.ink, weight=600, across=across)

    def spots(self) -> Iterator[Spot]:
        """A slot each, in reading order."""
        for place, one in enumerate(self.value.days):
            left = self.sheet.margins.left + self.centre(place) - self.slot / 2
            yield Spot(one.key, one.words, left, 0, self.slot, self.sheet.size.height)


def _beside(wanted: float, band: float | None, apart: float, high: float, low: float) -> float:
    """The height nearest to the wished one, so far away from the words of the band, and inside the figure."""
    inside = min(max(wanted, low), high)
    if band is None or abs(inside - band) >= apart:
        return inside
    above, below = band + apart, band - apart
    fitting = [at for at in (above, below) if low <= at <= high] or [high]
    return min(fitting, key=lambda at: abs(at - inside))
