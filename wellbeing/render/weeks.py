"""A year week by week as a line over the band of what is usual, with the growth that was noticed in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from matplotlib.patches import Rectangle

from wellbeing.render.chart import Chart, Margins, Sheet, Size, Spot, Style, Table
from wellbeing.render.measure import LINE, measured, room_beside

_TOP, _FOOT, _AIR = 26.0, 22.0, 10.0
"""px above the highest week for the words of a growth, below the base line, and between words and what they name."""


@dataclass(frozen=True, slots=True)
class Week:
    """One week, with its words in the person's language."""

    key: str
    words: str
    """What a tooltip and a screen reader say."""
    amount: float | None
    """In the unit of the whole figure; None where nothing is recorded: the line has a hole there."""
    name: str = ""
    """Below it, such as a month that begins; empty for most."""


@dataclass(frozen=True, slots=True)
class Growth:
    """A growth within the weeks."""

    start: float
    """Place of its beginning: 3.5 is in the middle of the fourth week."""
    noticed: float
    """Place of the day on which it was noticed."""
    words: str
    noticed_words: str
    news: bool = True
    """Whether it is still spoken of; else it is only a mark."""


@dataclass(frozen=True, slots=True)
class Weeks:
    """The figure's value."""

    weeks: Sequence[Week]
    """In order of time, at least two."""
    sentence: str
    table: Table
    last: str = ""
    """Beside the last week: `5 h 43`; its second line is set lighter."""
    band: tuple[float, float] | None = None
    """What a usual week has, low and high; None while there is none."""
    band_words: str = ""
    growths: Sequence[Growth] = ()
    """In order of time; the last one may be news."""
    accent: bool = True
    """In the colour of AI while it grows; else in grey."""
    mirrored: bool = False
    """Whether time runs from right to left."""


def weeks(value: Weeks, style: Style, size: Size) -> Chart:
    """Draw it: no axis; the last week and the band have their words at the side where time ends."""
    drawing = _Drawing(value, style, size)
    drawing.ground()
    drawing.growths()
    drawing.line()
    drawing.names()
    drawing.side()
    return Chart(drawing.sheet.figure, value.sentence, value.table, tuple(drawing.spots()))


class _Drawing:
    """One figure in the making; x and y in px from the lower left corner of the axes."""

    def __init__(self, value: Weeks, style: Style, size: Size) -> None:
        self.value, self.style = value, style
        words, bare = (value.last, value.band_words), Margins(4.0, _TOP, 4.0, _FOOT)
        self.sheet = Sheet(size, style, room_beside(words, style, bare, air=_AIR, mirrored=value.mirrored))
        self.axes = self.sheet.axes
        self.axes.set_xlim(0, self.sheet.width)
        self.axes.set_ylim(0, self.sheet.height)
        amounts = [one.amount or 0.0 for one in value.weeks]
        tallest = max([*amounts, value.band[1] if value.band else 0.0])
        self.scale = self.sheet.height / (tallest or 1.0)
        self.slot = self.sheet.width / len(value.weeks)

    @property
    def _color(self) -> str:
        return self.style.accent if self.value.accent else self.style.ink

    @property
    def _soft(self) -> str:
        return self.style.accent_soft if self.value.accent else self.style.sunken

    def x(self, place: float) -> float:
        """Of a place in time; 0.5 is the middle of the first week."""
        along = place * self.slot
        return self.sheet.width - along if self.value.mirrored else along

    def ground(self) -> None:
        """The band of the usual, and the base line."""
        if self.value.band:
            low, high = (amount * self.scale for amount in self.value.band)
            # A band without height would not be seen.
            box = Rectangle((0, low), self.sheet.width, max(2.0, high - low), fc=self.style.band, lw=0)
            self.axes.add_patch(box)
        self.axes.plot([0, self.sheet.width], [0, 0], color=self.style.line, lw=1, zorder=1, clip_on=False)

    def growths(self) -> None:
        """Shaded from their beginning; what is news has words, the others a mark at the day of notice."""
        for one in self.value.growths:
            self._mark_notice(one)
            if one.news:
                begin, end = sorted((self.x(one.start), self.x(len(self.value.weeks))))
                shade = Rectangle((begin, 0), end - begin, self.sheet.height, fc=self._soft, lw=0)
                shade.set_zorder(0.5)
                shade.set_alpha(0.6)
                self.axes.add_patch(shade)
                self._beside_line(one)

    def _mark_notice(self, one: Growth) -> None:
        at = self.x(one.noticed)
        top = self._height(one.noticed)
        color = self.style.ink if one.news else self.style.ink3
        self.axes.plot([at, at], [0, top], color=color, lw=1.2, ls=(0, (2, 2)), zorder=4)
        self.axes.plot([at], [top], "o", ms=6, mfc=self.style.card, mec=color, mew=1.5, zorder=6)

    def _beside_line(self, one: Growth) -> None:
        """Words above the beginning, and at the foot of the day of notice, inside the figure."""
        for words, place, up, color, weight in (
            (one.words, one.start, self.sheet.height + 12, self._color, 600),
            (one.noticed_words, one.noticed, 12.0, self.style.ink, 400),
        ):
            wide = measured(words, self.style, 600)
            at = self.x(place)
            ends: Literal["left", "right"] = "right"
            if at - wide - 6 < 0:
                ends = "left"
            x = at - 6 if ends == "right" else at + 6
            heavy: Literal[400, 600] = 600 if weight == 600 else 400
            shown = self.sheet.text(x, up, words, color=color, weight=heavy, across=ends)
            if words == one.noticed_words:  # an earlier growth's mark may stand behind it
                shown.set_bbox({"facecolor": self.style.card, "linewidth": 0, "pad": 1.5, "alpha": 0.85})
                shown.set_zorder(5)

    def _height(self, place: float) -> float:
        """Of the line at a place, between the middles of two weeks."""
        known = [
            (number + 0.5, one.amount * self.scale)
            for number, one in enumerate(self.value.weeks)
            if one.amount is not None
        ]
        before = [one for one in known if one[0] <= place][-1:]
        after = [one for one in known if one[0] >= place][:1]
        if not before or not after or before == after:
            return (before or after or [(0.0, 0.0)])[0][1]
        (x0, y0), (x1, y1) = before[0], after[0]
        return y0 + (y1 - y0) * (place - x0) / (x1 - x0)

    def line(self) -> None:
        """Grey, and in the accent from the beginning of growth that is news; a hole where nothing is recorded."""
        news = next((one.start for one in self.value.growths if one.news), None)
        color = self._color
        for run in self._runs():
            before = [one for one in run if news is None or one[0] <= news]
            after = [one for one in run if news is not None and one[0] > news]
            if before and after and news is not None:
                before.append((news, self._height(news)))
                after.insert(0, before[-1])
            for part, stroke, width in ((before, self.style.ink3, 1.6), (after, color, 2.2)):
                if len(part) == 1:
                    self.axes.plot([self.x(part[0][0])], [part[0][1]], ".", ms=5, color=stroke, zorder=3)
                elif part:
                    across, up = [self.x(one[0]) for one in part], [one[1] for one in part]
                    self.axes.plot(
                        across, up, color=stroke, lw=width, zorder=3, solid_joinstyle="round", clip_on=False
                    )
        place, last = next(
            (number, one)
            for number, one in reversed(list(enumerate(self.value.weeks)))
            if one.amount is not None or number == 0
        )
        stroke = color if news is not None else self.style.ink2
        top = (last.amount or 0.0) * self.scale
        self.axes.plot(
            [self.x(place + 0.5)],
            [top],
            "o",
            ms=7,
            mfc=stroke,
            mec=self.style.card,
            mew=1.5,
            zorder=5,
            clip_on=False,
        )

    def _runs(self) -> Iterator[list[tuple[float, float]]]:
        run: list[tuple[float, float]] = []
        for place, one in enumerate(self.value.weeks):
            if one.amount is None:
                if run:
                    yield run
                run = []
            else:
                run.append((place + 0.5, one.amount * self.scale))
        if run:
            yield run

    def names(self) -> None:
        """Months below, as far as they do not touch."""
        free = -1.0
        for place, one in enumerate(self.value.weeks):
            half = measured(one.name, self.style) / 2 if one.name else 0.0
            along = min(max((place + 0.5) * self.slot, half), self.sheet.width - half)
            if one.name and along - half > free:
                at = self.sheet.width - along if self.value.mirrored else along
                self.sheet.text(at, -_FOOT / 2 - 1, one.name, across="center")
                free = along + half + 8

    def side(self) -> None:
        """The last week, and the words of the band, apart from each other."""
        across: Literal["left", "right"] = "right" if self.value.mirrored else "left"
        x = -_AIR if self.value.mirrored else self.sheet.width + _AIR
        line = self.style.size * LINE
        first, _, rest = self.value.last.partition("\n")
        block = line * (2 if rest else 1)
        amount = next((one.amount for one in reversed(self.value.weeks) if one.amount is not None), 0.0)
        at = min(max((amount or 0.0) * self.scale, block / 2), self.sheet.height + _TOP - block / 2)
        band = None
        if self.value.band and self.value.band_words:
            half = line * (1 + self.value.band_words.count("\n")) / 2
            band = min(max(sum(self.value.band) / 2 * self.scale, half), self.sheet.height + _TOP - half)
            apart = half + block / 2 + 4
            if first and abs(at - band) < apart:
                above = band + apart
                at = above if above + block / 2 <= self.sheet.height + _TOP else band - apart
                if at < block / 2:
                    at, band = (
                        self.sheet.height + _TOP - block / 2,
                        self.sheet.height + _TOP - block - half - 4,
                    )
            self.sheet.text(x, band, self.value.band_words, across=across)
        if first:
            up = at + (line / 2 if rest else 0.0)
            self.sheet.text(x, up, first, color=self.style.ink, weight=600, across=across)
            if rest:
                self.sheet.text(x, up - line, rest, across=across)

    def spots(self) -> Iterator[Spot]:
        """A slot each, in reading order."""
        for place, one in enumerate(self.value.weeks):
            left = min(self.x(place), self.x(place + 1))
            yield Spot(
                one.key, one.words, self.sheet.margins.left + left, 0, self.slot, self.sheet.size.height
            )
