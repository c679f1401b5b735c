"""Bars beside each other: the days of a week, the months of a year, each a stack with AI on the base line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from matplotlib.collections import PathCollection
from matplotlib.path import Path

from wellbeing.render.chart import Chart, Margins, Sheet, Size, Spot, Style, Table, rounded
from wellbeing.render.measure import LINE, Box, measured

Across = Literal["left", "center", "right"]

REST = "rest"
"""Key of a part that is everything but AI."""
_SHARE, _GHOST, _WIDEST = 0.62, 0.86, 64.0
"""Bar and ghost of the slot, and the widest bar in px (look.md, section 3; `report_a4.png`)."""
_GAP = 1.0
"""px of card between parts of a stack."""
_INSIDE = 15.0
"""px that a part must be high to hold its number."""
_TOP, _FOOT, _AIR = 20.0, 22.0, 6.0
"""px above the tallest bar for its number, below the base line for the names, between words and what they name."""
_CORNER = 3.0


class Known(Enum):
    """What is known of the time a bar stands for."""

    RECORDED = "recorded"
    NOTHING = "nothing"
    """No record: a dot, never a bar of zero."""
    AHEAD = "ahead"
    """Not yet lived."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a stack."""

    key: str
    """A group of categories, or `REST`."""
    amount: float
    """In the unit of the whole figure."""
    inside: str = ""
    """Written into it where it fits."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, with its words in the person's language."""

    key: str
    """What a click on it says."""
    name: str
    """Below it, short."""
    words: str
    """What a tooltip and a screen reader say."""
    parts: Sequence[Part] = ()
    """Bottom first."""
    label: str = ""
    """Above it."""
    usual: float | None = None
    """A ghost behind it; None where nothing is usual yet."""
    known: Known = Known.RECORDED
    strong: bool = False
    """Whether it is the one that the page speaks of; one at most."""

    @property
    def amount(self) -> float:
        """Of all parts."""
        return sum(part.amount for part in self.parts)


@dataclass(frozen=True, slots=True)
class Bars:
    """A figure of bars; all amounts in one unit."""

    bars: Sequence[Bar]
    """In order of time, at least one."""
    sentence: str
    table: Table
    line: tuple[float, str] | None = None
    """A dashed line across, such as the usual day, and its words at the side."""
    foot: str = ""
    """Words beside the lowest parts; drawn in the accent."""
    mirrored: bool = False
    """Whether time runs from right to left."""


def bars(value: Bars, style: Style, size: Size) -> Chart:
    """Draw them: no axis, a hairline to stand on, numbers where they fit."""
    drawing = _Drawing(value, style, size)
    drawing.ground()
    drawing.stacks()
    drawing.names()
    drawing.labels()
    return Chart(drawing.sheet.figure, value.sentence, value.table, tuple(drawing.spots()))


class _Drawing:
    """One figure in the making; x and y in px from the lower left corner of the axes."""

    def __init__(self, value: Bars, style: Style, size: Size) -> None:
        self.value, self.style = value, style
        # The foot is bold; the line's words are measured so, too, for one rule.
        side = max((measured(words, style, 600) for words in self._side_words()), default=0.0)
        edge = side + 2 * _AIR if side else 2.0
        left, right = (edge, 2.0) if value.mirrored else (2.0, edge)
        self.sheet = Sheet(size, style, Margins(left, _TOP, right, _FOOT))
        self.axes = self.sheet.axes
        self.axes.set_xlim(0, self.sheet.width)
        self.axes.set_ylim(0, self.sheet.height)
        heights = [max(bar.amount, bar.usual or 0.0) for bar in value.bars]
        tallest = max([*heights, value.line[0] if value.line else 0.0]) or 1.0
        self.scale = self.sheet.height / tallest
        self.slot = self.sheet.width / len(value.bars)
        self.width = min(self.slot * _SHARE, _WIDEST)

    def _side_words(self) -> Iterator[str]:
        if self.value.line:
            yield self.value.line[1]
        if self.value.foot:
            yield self.value.foot

    def centre(self, place: int) -> float:
        """Of the bar at a place in time."""
        at = len(self.value.bars) - 1 - place if self.value.mirrored else place
        return (at + 0.5) * self.slot

    # ------------------------------------------------------------ shapes

    def ground(self) -> None:
        """Base line, ghosts of the usual, the dashed line."""
        self.axes.plot([0, self.sheet.width], [0, 0], color=self.style.line, lw=1, zorder=1, clip_on=False)
        ghost = min(self.slot * _GHOST, _WIDEST * _GHOST / _SHARE)
        shapes = [
            rounded(self.centre(place) - ghost / 2, 0, ghost, bar.usual * self.scale, _CORNER, _CORNER)
            for place, bar in enumerate(self.value.bars)
            if bar.usual
        ]
        self._add(shapes, self.style.sunken, "none")
        if self.value.line:
            y = self.value.line[0] * self.scale
            self.axes.plot(
                [0, self.sheet.width],
                [y, y],
                color=self.style.ink2,
                lw=1.25,
                ls=(0, (4, 3)),
                zorder=4,
                clip_on=False,
            )

    def stacks(self) -> None:
        """The bars themselves, all parts of one colour as one collection; a dot where nothing is recorded."""
        pieces: defaultdict[str, list[Path]] = defaultdict(list)
        for place, bar in enumerate(self.value.bars):
            if bar.known is Known.NOTHING:
                self.axes.plot([self.centre(place)], [5], ".", ms=4, color=self.style.edge, zorder=3)
            for part, shape in self._stack(self.centre(place) - self.width / 2, bar):
                pieces[part.key].append(shape)
        for key, shapes in pieces.items():
            hatch = self.style.hatches.get(key) if self.style.patterns else None
            self._add(shapes, self._color(key), self.style.card, hatch)

    def _stack(self, left: float, bar: Bar) -> Iterator[tuple[Part, Path]]:
        """The parts of a bar as shapes, the uppermost with round corners; writes numbers into those with room."""
        bottom = 0.0
        shown = [part for part in bar.parts if part.amount]
        for part in shown:
            height = part.amount * self.scale
            corner = _CORNER if part is shown[-1] else 0.0
            yield part, rounded(left, bottom, self.width, height, corner, corner)
            if part.inside and height >= _INSIDE and measured(part.inside, self.style, 600) < self.width - 4:
                middle = (left + self.width / 2, bottom + height / 2)
                self._write(*middle, part.inside, self.style.card, "center", strong=True)
            bottom += height

    def _add(self, shapes: Sequence[Path], color: str, edge: str, hatch: str | None = None) -> None:
        collection = PathCollection(
            shapes,
            facecolors=color,
            edgecolors=edge,
            linewidths=_GAP,
            hatch=hatch or None,
            transform=self.axes.transData,
            zorder=3 if edge != "none" else 0,
        )
        self.axes.add_collection(collection, autolim=False)

    def _color(self, key: str) -> str:
        return self.style.edge if key == REST else self.style.groups[key]

    # ------------------------------------------------------------ words

    def names(self) -> None:
        """Below the bars; every second or third where room is short."""
        widest = max(measured(bar.name, self.style, 600) for bar in self.value.bars)
        every = next(step for step in (1, 2, 3, 4, 6, 99) if widest + _AIR <= step * self.slot or step == 99)
        for place, bar in enumerate(self.value.bars):
            if place % every == 0:
                half = measured(bar.name, self.style, 600) / 2
                at = min(max(self.centre(place), half), self.sheet.width - half)
                color = self.style.ink if bar.strong else self.style.ink3
                self._write(at, -_FOOT / 2 - 1, bar.name, color, "center", strong=bar.strong)

    def labels(self) -> None:
        """Words at the side, and numbers above the bars: where not all fit, those of the tallest and the strong one."""
        self._side()
        known = [(place, bar) for place, bar in enumerate(self.value.bars) if bar.label]
        tallest = max((bar.amount for _, bar in known), default=0.0)
        roomy = all(measured(bar.label, self.style, 600) + _AIR <= self.slot for _, bar in known)
        taken: list[Box] = []
        for place, bar in sorted(known, key=lambda one: (not one[1].strong, -one[1].amount, one[0])):
            if not (roomy or bar.strong or bar.amount == tallest):
                continue
            half = measured(bar.label, self.style, 600) / 2
            at = min(max(self.centre(place), half), self.sheet.width - half)
            bottom = bar.amount * self.scale + 3
            box = Box(at - half - 2, -bottom - self._line, at + half + 2, -bottom)
            if any(box.meets(other) for other in taken):
                continue
            taken.append(box)
            color = self.style.ink if bar.strong or bar.amount == tallest else self.style.ink2
            halo = self._halo(bar, bottom)
            self._write(at, bottom + self._line / 2, bar.label, color, "center", strong=bar.strong, halo=halo)

    def _halo(self, bar: Bar, bottom: float) -> str:
        """What lies around a label that a dashed line or a ghost's edge would cross; empty for most."""
        top = bottom + self._line
        ghost = (bar.usual or 0.0) * self.scale
        lines = [self.value.line[0] * self.scale] if self.value.line else []
        if top <= ghost:
            return self.style.sunken if any(bottom - 2 <= y <= top + 2 for y in lines) else ""
        return self.style.card if any(bottom - 2 <= y <= top + 2 for y in [ghost, *lines]) else ""

    @property
    def _line(self) -> float:
        return self.style.size * LINE

    def _side(self) -> None:
        """Foot and line at the side where time ends, one above the other."""
        side = -_AIR if self.value.mirrored else self.sheet.width + _AIR
        across: Across = "right" if self.value.mirrored else "left"
        low = 0.0
        if self.value.foot:
            half = self._line * (1 + self.value.foot.count("\n")) / 2
            self._write(side, half, self.value.foot, self.style.accent, across, strong=True)
            low = 2 * half + 2
        if self.value.line:
            height, words = self.value.line
            half = self._line * (1 + words.count("\n")) / 2
            at = min(max(height * self.scale, low + half), self.sheet.height + _TOP - half)
            self._write(side, at, words, self.style.ink3, across)

    def _write(
        self,
        x: float,
        y: float,
        words: str,
        color: str,
        across: Across,
        *,
        strong: bool = False,
        halo: str = "",
    ) -> None:
        text = self.sheet.text(x, y, words, color=color, weight=600 if strong else 400, across=across)
        text.set_zorder(5)
        if halo:
            text.set_bbox({"facecolor": halo, "edgecolor": "none", "pad": 1.5})

    def spots(self) -> Iterator[Spot]:
        """A slot each, in reading order."""
        for place, bar in enumerate(self.value.bars):
            left = self.sheet.margins.left + self.centre(place) - self.slot / 2
            yield Spot(bar.key, bar.words, left, 0, self.slot, self.sheet.size.height)
