"""How something was added up until a note was due: a line that rises to a dashed limit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from matplotlib.patches import Rectangle

from wellbeing.render.chart import Chart, Margins, Sheet, Size, Spot, Style, Table
from wellbeing.render.measure import LINE, measured

_TOP, _FOOT, _AIR = 14.0, 22.0, 10.0
"""px above the highest value, below the base line, and between words and what they name."""


@dataclass(frozen=True, slots=True)
class Step:
    """Where the sum stood at a moment."""

    place: float
    """In time, in whatever unit all steps share; rising."""
    amount: float
    """0 or more, in the unit of the limit."""
    words: str
    """What a tooltip and a screen reader say."""
    name: str = ""
    """Below it, such as a date; empty for most."""


@dataclass(frozen=True, slots=True)
class Sum:
    """The figure's value."""

    steps: Sequence[Step]
    """In order of time, at least two."""
    limit: float
    limit_words: str
    last: str
    """Beside the last step: `9 Nov, 251`."""
    sentence: str
    table: Table
    color: str = ""
    """Of the line where it counts; the accent by default."""
    since: float | None = None
    """Place from which it grows without going back; None: from the beginning, and nothing is shaded."""
    since_words: str = ""
    before_words: str = ""
    """In the part before, where there is room."""
    mirrored: bool = False
    """Whether time runs from right to left."""


def added_up(value: Sum, style: Style, size: Size) -> Chart:
    """Draw it: no axis; limit and last step have their words at the side where time ends."""
    drawing = _Drawing(value, style, size)
    drawing.ground()
    drawing.line()
    drawing.names()
    drawing.side()
    return Chart(drawing.sheet.figure, value.sentence, value.table, tuple(drawing.spots()))


class _Drawing:
    """One figure in the making; x and y in px from the lower left corner of the axes."""

    def __init__(self, value: Sum, style: Style, size: Size) -> None:
        self.value, self.style = value, style
        side = max(measured(value.last, style, 600), measured(value.limit_words, style)) + _AIR + 4
        left, right = (side, 4.0) if value.mirrored else (4.0, side)
        self.sheet = Sheet(size, style, Margins(left, _TOP, right, _FOOT))
        self.axes = self.sheet.axes
        self.axes.set_xlim(0, self.sheet.width)
        self.axes.set_ylim(0, self.sheet.height)
        self.first = value.steps[0].place
        self.length = value.steps[-1].place - self.first or 1.0
        tallest = max(value.limit, *(one.amount for one in value.steps)) or 1.0
        self.scale = self.sheet.height / (tallest * 1.1)
        self.color = value.color or style.accent

    def x(self, place: float) -> float:
        """Of a place in time."""
        along = (place - self.first) / self.length * self.sheet.width
        return self.sheet.width - along if self.value.mirrored else along

    def ground(self) -> None:
        """The base line, the limit, and the stretch in which it grows."""
        width, since = self.sheet.width, self.value.since
        self.axes.plot([0, width], [0, 0], color=self.style.line, lw=1, zorder=1, clip_on=False)
        limit = self.value.limit * self.scale
        self.axes.plot([0, width], [limit, limit], color=self.style.ink, lw=1.2, ls=(0, (4, 3)), zorder=2)
        if since is None:
            return
        begin, end = sorted((self.x(since), self.x(self.value.steps[-1].place)))
        shade = Rectangle((begin, 0), end - begin, self.sheet.height, fc=self.style.accent_soft, lw=0)
        shade.set_zorder(0.5)
        self.axes.add_patch(shade)
        self._name_stretches(begin, end)

    def _name_stretches(self, begin: float, end: float) -> None:
        """The growing stretch in its corner, the calm one in its middle, each where there is room."""
        value, across = self.value, self._start
        edge = end - 8 if value.mirrored else begin + 8
        limit = value.limit * self.scale
        # Words stand above the limit, or below it where there is no room above.
        up = self.sheet.height - 10
        if up - limit < self.style.size:
            up = limit - self.style.size * LINE
        if measured(value.since_words, self.style, 600) + 16 < end - begin:
            self.sheet.text(edge, up, value.since_words, color=self.color, weight=600, across=across)
        calm = (end, self.sheet.width) if value.mirrored else (0.0, begin)
        widest = max((measured(line, self.style) for line in value.before_words.split("\n")), default=0.0)
        if value.before_words and widest + 16 < calm[1] - calm[0]:
            self.sheet.text(sum(calm) / 2, limit * 0.62, value.before_words, across="center")

    @property
    def _start(self) -> Literal["left", "right"]:
        return "right" if self.value.mirrored else "left"

    def line(self) -> None:
        """Grey as long as it may go back to zero, in colour from there; a dot at its end."""
        since = self.first if self.value.since is None else self.value.since
        before = [one for one in self.value.steps if one.place <= since]
        after = [one for one in self.value.steps if one.place >= since]
        for steps, stroke, width in ((before, self.style.ink3, 1.6), (after, self.color, 2.4)):
            across = [self.x(one.place) for one in steps]
            up = [one.amount * self.scale for one in steps]
            self.axes.plot(
                across, up, color=stroke, lw=width, zorder=3, solid_joinstyle="round", clip_on=False
            )
        last = self.value.steps[-1]
        at = [self.x(last.place)], [last.amount * self.scale]
        self.axes.plot(*at, "o", ms=7, mfc=self.color, mec=self.style.card, mew=1.5, zorder=5, clip_on=False)

    def names(self) -> None:
        """Dates or hours below, as far as they do not touch; the last one first."""
        taken: list[tuple[float, float]] = []
        for one in (self.value.steps[-1], *self.value.steps[:-1]):
            half = measured(one.name, self.style) / 2 if one.name else 0.0
            at = min(max(self.x(one.place), half), self.sheet.width - half)
            if one.name and all(at + half + 8 < low or at - half - 8 > high for low, high in taken):
                self.sheet.text(at, -_FOOT / 2 - 1, one.name, across="center")
                taken.append((at - half, at + half))

    def side(self) -> None:
        """The last step and the limit, apart from each other."""
        x = -_AIR if self.value.mirrored else self.sheet.width + _AIR
        line = self.style.size * LINE
        last = self.value.steps[-1].amount * self.scale
        limit = self.value.limit * self.scale
        if abs(last - limit) < line:
            middle = (last + limit) / 2
            last, limit = (
                (middle + line / 2, middle - line / 2)
                if last >= limit
                else (middle - line / 2, middle + line / 2)
            )
        across = self._start
        self.sheet.text(
            x, max(last, line / 2), self.value.last, color=self.style.ink, weight=600, across=across
        )
        self.sheet.text(x, limit, self.value.limit_words, color=self.style.ink2, across=across)

    def spots(self) -> Iterator[Spot]:
        """Around each step, in reading order."""
        steps = self.value.steps
        for number, one in enumerate(steps):
            low = (one.place + steps[number - 1].place) / 2 if number else one.place
            high = (one.place + steps[number + 1].place) / 2 if number + 1 < len(steps) else one.place
            left, right = sorted((self.x(low), self.x(high)))
            yield Spot(
                str(number),
                one.words,
                self.sheet.margins.left + left,
                0,
                max(right - left, 2.0),
                self.sheet.size.height,
            )
