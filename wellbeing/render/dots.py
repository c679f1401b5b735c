"""Days as dots: those behind a growth beside what is usual, or the first ones before anything is usual."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from matplotlib.patches import Rectangle

from wellbeing.render.chart import Chart, Margins, Sheet, Size, Spot, Style, Table
from wellbeing.render.measure import LINE, measured, room_beside

_TOP, _FOOT, _AIR = 22.0, 22.0, 8.0
_DOT = 5.5


@dataclass(frozen=True, slots=True)
class Dot:
    """One day, with its words in the person's language."""

    key: str
    words: str
    amount: float
    place: float
    """Along time, in days from the first."""
    after: bool = True
    """Whether it belongs to what is spoken of, and not to what was before."""
    label: str = ""
    """Above it; empty for most."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """Room for days that are still to come."""

    begin: float
    end: float
    """Places; at the end something begins."""
    words: str
    """In the room: `15 days to go`."""
    then: str
    """Beside its end, perhaps in two lines."""


@dataclass(frozen=True, slots=True)
class Dots:
    """The figure's value."""

    dots: Sequence[Dot]
    """In order of time, at least one."""
    places: float
    """How many there is room for."""
    names: Sequence[tuple[float, str]]
    """What stands below, at which places."""
    sentence: str
    table: Table
    band: tuple[float, float] | None = None
    band_words: str = ""
    start: float | None = None
    """A line where it began."""
    mean: tuple[float, float, float] | None = None
    """A mean as a line: from place to place, at an amount."""
    mean_words: str = ""
    ahead: Ahead | None = None
    accent: bool = True
    mirrored: bool = False


def dots(value: Dots, style: Style, size: Size) -> Chart:
    """Draw them."""
    drawing = _Drawing(value, style, size)
    drawing.ground()
    drawing.ahead()
    drawing.points()
    drawing.words()
    return Chart(drawing.sheet.figure, value.sentence, value.table, tuple(drawing.spots()))


class _Drawing:
    """One figure in the making; x and y in px from the lower left corner of the axes."""

    def __init__(self, value: Dots, style: Style, size: Size) -> None:
        self.value, self.style = value, style
        words, bare = (value.mean_words, value.band_words), Margins(6.0, _TOP, 6.0, _FOOT)
        self.sheet = Sheet(size, style, room_beside(words, style, bare, air=_AIR, mirrored=value.mirrored))
        self.axes = self.sheet.axes
        self.axes.set_xlim(0, self.sheet.width)
        self.axes.set_ylim(0, self.sheet.height)
        tallest = max([one.amount for one in value.dots] + [value.band[1] if value.band else 0.0])
        self.scale = self.sheet.height / (tallest or 1.0)
        self.slot = self.sheet.width / max(1.0, value.places)

    def x(self, place: float) -> float:
        """Of a place in time; 0.5 is the middle of the first day."""
        along = place * self.slot
        return self.sheet.width - along if self.value.mirrored else along

    def ground(self) -> None:
        """Band and base line, and where it began."""
        if self.value.band:
            low, high = (amount * self.scale for amount in self.value.band)
            box = Rectangle((0, low), self.sheet.width, max(2.0, high - low), fc=self.style.band, lw=0)
            self.axes.add_patch(box)
        self.axes.plot([0, self.sheet.width], [0, 0], color=self.style.line, lw=1, zorder=1, clip_on=False)
        if self.value.start is not None:
            at = self.x(self.value.start)
            top = self.sheet.height + 8
            self.axes.plot(
                [at, at], [0, top], color=self.style.ink, lw=1.2, ls=(0, (2, 2)), zorder=2, clip_on=False
            )

    def ahead(self) -> None:
        """The days that are still to come, and what begins after them."""
        one = self.value.ahead
        if one is None:
            return
        begin, end = self.x(one.begin), self.x(one.end)
        left, right = min(begin, end), max(begin, end)
        self.axes.add_patch(Rectangle((left, 1), right - left, self.sheet.height, fc=self.style.sunken, lw=0))
        if measured(one.words, self.style, 600) + 8 < right - left:
            self.sheet.text(
                (left + right) / 2,
                self.sheet.height / 2,
                one.words,
                color=self.style.ink2,
                weight=600,
                across="center",
            )
        self.axes.plot(
            [end, end], [0, self.sheet.height], color=self.style.ink, lw=1.2, ls=(0, (3, 3)), clip_on=False
        )
        room = self.sheet.width - right if not self.value.mirrored else left
        if measured(one.then, self.style) + 12 < room:
            x = end - 10 if self.value.mirrored else end + 10
            across: Literal["left", "right"] = "right" if self.value.mirrored else "left"
            self.sheet.text(x, self.sheet.height - 6, one.then, across=across, up="top")

    def points(self) -> None:
        """Dots before in grey, after in the accent; the mean as a line."""
        color = self.style.accent if self.value.accent else self.style.ink2
        for after, fill in ((False, self.style.ink3), (True, color)):
            some = [one for one in self.value.dots if one.after is after]
            if some:
                across = [self.x(one.place + 0.5) for one in some]
                up = [one.amount * self.scale for one in some]
                self.axes.plot(
                    across, up, "o", ms=_DOT, mfc=fill, mec=self.style.card, mew=0.6, zorder=4, clip_on=False
                )
        for one in self.value.dots:
            if one.label:
                half = measured(one.label, self.style, 600) / 2
                at = min(max(self.x(one.place + 0.5), half), self.sheet.width - half)
                self.sheet.text(
                    at,
                    one.amount * self.scale + 13,
                    one.label,
                    color=self.style.ink,
                    weight=600,
                    across="center",
                )
        if self.value.mean is not None:
            begin, end, amount = self.value.mean
            level = amount * self.scale
            self.axes.plot([self.x(begin), self.x(end)], [level, level], color=self.style.ink, lw=2, zorder=5)

    def words(self) -> None:
        """Dates below as far as they do not touch, mean and band at the side."""
        taken: list[tuple[float, float]] = []
        for place, name in self.value.names:
            half = measured(name, self.style) / 2
            at = min(max(self.x(place), half), self.sheet.width - half)
            if any(at - half - 6 < end and begin < at + half + 6 for begin, end in taken):
                continue
            taken.append((at - half, at + half))
            self.sheet.text(at, -_FOOT / 2 - 1, name, across="center")
        across: Literal["left", "right"] = "right" if self.value.mirrored else "left"
        x = -_AIR if self.value.mirrored else self.sheet.width + _AIR
        line = self.style.size * LINE
        mean = None
        if self.value.mean is not None and self.value.mean_words:
            mean = min(max(self.value.mean[2] * self.scale, line / 2), self.sheet.height + _TOP - line / 2)
            self.sheet.text(x, mean, self.value.mean_words, color=self.style.ink, weight=600, across=across)
        if self.value.band and self.value.band_words:
            half = line * (1 + self.value.band_words.count("\n")) / 2
            at = max(sum(self.value.band) / 2 * self.scale, half)
            if mean is not None and abs(at - mean) < half + line / 2 + 2:
                below = mean - half - line / 2 - 2
                at = below if below >= half - _FOOT else mean + half + line / 2 + 2
            self.sheet.text(x, at, self.value.band_words, across=across)

    def spots(self) -> Iterator[Spot]:
        """A slot each."""
        wide = max(self.slot, 6.0)
        for one in self.value.dots:
            left = self.sheet.margins.left + self.x(one.place + 0.5) - wide / 2
            yield Spot(one.key, one.words, left, 0, wide, self.sheet.size.height)
