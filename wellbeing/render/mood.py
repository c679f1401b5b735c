"""Answers over time: two quiet lines with a dot for each day, broken where nothing was answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wellbeing.render.chart import Chart, Margins, Sheet, Size, Spot, Style, Table
from wellbeing.render.measure import LINE, measured

_TOP, _FOOT, _AIR = 12.0, 22.0, 8.0


@dataclass(frozen=True, slots=True)
class Point:
    """One day, with its words in the person's language."""

    key: str
    words: str
    first: float | None
    """Of the first line; None where it was not answered."""
    second: float | None
    name: str = ""
    """Below it; empty for most."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The figure's value."""

    points: Sequence[Point]
    """In order of time, at least one."""
    low: int
    high: int
    names: tuple[str, str]
    """Of the two lines."""
    sentence: str
    table: Table
    mirrored: bool = False


def lines(value: Lines, style: Style, size: Size) -> Chart:
    """Draw them: the scale at the side where time begins, the names where it ends."""
    drawing = _Drawing(value, style, size)
    drawing.ground()
    drawing.line(1)
    drawing.line(0)
    drawing.names()
    return Chart(drawing.sheet.figure, value.sentence, value.table, tuple(drawing.spots()))


class _Drawing:
    """One figure in the making; x in places of time."""

    def __init__(self, value: Lines, style: Style, size: Size) -> None:
        self.value, self.style = value, style
        scale = measured(str(value.high), style) + _AIR
        side = max(measured(name, style, 600) for name in value.names) + _AIR
        left, right = (side, scale) if value.mirrored else (scale, side)
        self.sheet = Sheet(size, style, Margins(left, _TOP, right, _FOOT))
        self.axes = self.sheet.axes
        count = len(value.points)
        self.axes.set_xlim(*((count - 0.5, -0.5) if value.mirrored else (-0.5, count - 0.5)))
        self.axes.set_ylim(value.low - 0.4, value.high + 0.4)

    def ground(self) -> None:
        """Hairlines at the least, the middle and the most, with their numbers."""
        for level in (self.value.low, (self.value.low + self.value.high) // 2, self.value.high):
            self.axes.axhline(level, color=self.style.line, lw=1, zorder=1)
            at = -0.5 - self._px(_AIR / 2)
            self.sheet.text(at, level, str(level), across="left" if self.value.mirrored else "right")

    def line(self, which: int) -> None:
        """One of the two; neighbours are joined, a day without an answer is a gap."""
        color = self.style.accent if which == 0 else self.style.ink3
        values = [(one.first, one.second)[which] for one in self.value.points]
        shown = [float("nan") if one is None else one for one in values]
        dash = (0, ()) if which == 0 else (0, (4, 2))
        self.axes.plot(range(len(shown)), shown, color=color, lw=1.6, linestyle=dash, zorder=2 + (which == 0))
        self.axes.plot(range(len(shown)), shown, ".", color=color, ms=5, zorder=2 + (which == 0))

    def names(self) -> None:
        """The lines' names at their ends, apart from each other; days below."""
        last = [self._last(0), self._last(1)]
        apart = self.sheet.px_y(self.style.size * LINE)
        if abs(last[0] - last[1]) < apart:
            middle, up = sum(last) / 2, 1 if last[0] >= last[1] else -1
            last = [middle + up * apart / 2, middle - up * apart / 2]
        at = len(self.value.points) - 0.5 + self._px(_AIR / 2)
        for which, color, strong in ((0, self.style.accent, True), (1, self.style.ink3, False)):
            self.sheet.text(
                at,
                last[which],
                self.value.names[which],
                color=color,
                weight=600 if strong else 400,
                across="right" if self.value.mirrored else "left",
            )
        self._days()

    def spots(self) -> Iterator[Spot]:
        """A slot for each day that was answered, in reading order."""
        slot = self.sheet.width / len(self.value.points)
        for place, one in enumerate(self.value.points):
            if one.first is not None or one.second is not None:
                left = self.sheet.left_of(place) - slot / 2
                yield Spot(one.key, one.words, left, 0, slot, self.sheet.size.height)

    def _days(self) -> None:
        taken: list[tuple[float, float]] = []
        for place, one in enumerate(self.value.points):
            if not one.name:
                continue
            half = measured(one.name, self.style) / 2
            least, most = self.sheet.margins.left, self.sheet.margins.left + self.sheet.width
            middle = min(max(self.sheet.left_of(place), least + half), most - half)
            if any(middle - half - _AIR < end and begin < middle + half + _AIR for begin, end in taken):
                continue
            taken.append((middle - half, middle + half))
            low, high = self.axes.get_xlim()
            x = low + (middle - least) / self.sheet.width * (high - low)
            foot = self.axes.get_ylim()[0] - self.sheet.px_y(_FOOT / 2)
            self.sheet.text(x, foot, one.name, across="center")

    def _last(self, which: int) -> float:
        values = [(one.first, one.second)[which] for one in self.value.points]
        known = [one for one in values if one is not None]
        return known[-1] if known else (self.value.low + self.value.high) / 2

    def _px(self, px: float) -> float:
        return px * len(self.value.points) / self.sheet.width
