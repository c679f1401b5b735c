"""A report page laid out on paper: words and shapes at places, page after page.

Lengths are CSS px (96 an inch) from the upper left corner, as in the HTML, so that both look alike. Nothing is drawn
here: `render.press` turns the marks into a PDF or a picture.

    page 1  over, headline, lead
            numbers
            chart
            ┌ column ┐ ┌ column ┐     a section never breaks; where it has no room, its column goes on
    page 2  └ …      ┘ └ …      ┘     on the next page
            idea, small print
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Literal

from wellbeing.render.drawing import Drawing, drawing
from wellbeing.render.outline import Bookmark
from wellbeing.render.page import Page, Place, Row, Section
from wellbeing.render.table import Weight

Anchor = Literal["left", "center", "right"]
Measure = Callable[[str, float, Weight], float]
"""Width of words in a size and weight, px."""


class Paper(Enum):
    """Width and height, px."""

    A4 = (793.7, 1122.5)
    LETTER = (816.0, 1056.0)

    @property
    def width(self) -> float:
        """Of a page."""
        return self.value[0]

    @property
    def height(self) -> float:
        """Of a page."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Text:
    """Words on a base line."""

    page: int
    x: float
    y: float
    words: str
    size: float
    color: str
    """Name of a colour."""
    weight: Weight = 400
    anchor: Anchor = "left"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with round corners, filled or hollow."""

    page: int
    x: float
    y: float
    width: float
    height: float
    color: str
    radius: float = 0.0
    upper: bool = False
    """Only its upper corners are round."""
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    page: int
    x: float
    y: float
    to_x: float
    color: str
    width: float = 1.0
    dashed: bool = False


Mark = Text | Box | Rule


@dataclass(slots=True)
class _At:
    """Where the next thing stands."""

    page: int
    y: float


@dataclass(slots=True)
class Layout:
    """The marks of a report, and how many pages they take."""

    paper: Paper
    marks: list[Mark] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)
    pages: int = 1
    bottom: float = 0.0
    """Where the last page ends."""


@dataclass(frozen=True, slots=True)
class _Widths:
    """Of the columns of a section, px; `-_BETWEEN` for one that it does not have."""

    extra: float
    value: float
    bars: float


_BETWEEN = 13.0
_HEADING = 54.0
_SIDE, _TOP, _BOTTOM = 46.0, 50.0, 56.0
_GUTTER = 36.0
_PT = 0.75
_WORD = re.compile(r"[\S\u00a0\u2007\u202f]+")
"""What no line ends in: spaces that keep a duration whole belong to it (UAX 14, class GL)."""


def layout(page: Page, measure: Measure, paper: Paper, *, endless: bool = False) -> Layout:
    """The page on paper.

    Args:
        page: what is told.
        measure: how wide words are in the font that will be used.
        paper: its size.
        endless: one page as high as it must be, for a picture.
    """
    setter = _Setter(page, measure, paper, endless=endless)
    setter.set()
    return setter.done


class _Setter:
    """One report being set."""

    def __init__(self, page: Page, measure: Measure, paper: Paper, *, endless: bool) -> None:
        self.page, self.measure, self.paper, self.endless = page, measure, paper, endless
        self.done = Layout(paper)
        self.at = _At(0, _TOP)
        self.left, self.right = _SIDE, paper.width - _SIDE

    @property
    def width(self) -> float:
        return self.right - self.left

    def set(self) -> None:
        """Everything, from top to bottom."""
        page = self.page
        self._head()
        if page.tiles:
            self._tiles()
        if page.bars is not None:
            self._chart(drawing(page.bars, self.width, 190.0, mirrored=False))
        for section in page.at(Place.WHOLE):
            self.at = self._section(section, self.at, self.left, self.width)
        self._columns()
        if page.idea is not None:
            self._idea(f"{page.idea_label}: {page.idea[0]}", page.idea[1])
        self._small_print()
        self.done.bottom = self.at.y
        if page.right_to_left:
            self._mirror()

    # ------------------------------------------------------------ pieces

    def text(
        self,
        at: _At,
        x: float,
        words: str,
        size: float,
        color: str,
        *,
        weight: Weight = 400,
        anchor: Anchor = "left",
        down: float = 0.0,
    ) -> None:
        """Words whose base line lies `down` px below a place."""
        self._put(Text(at.page, x, at.y + down, words, size, color, weight, anchor))

    def _put(self, mark: Mark) -> None:
        self.done.marks.append(mark)
        self.done.pages = max(self.done.pages, mark.page + 1)

    def room(self, at: _At, height: float) -> _At:
        """Here, or at the top of the next page."""
        if self.endless or at.y + height <= self.paper.height - _BOTTOM:
            return at
        return _At(at.page + 1, _TOP)

    def wrapped(self, words: str, size: float, width: float, weight: Weight = 400) -> list[str]:
        """In lines no wider than there is room; a word that is wider is cut with an ellipsis."""
        lines: list[str] = []
        for word in _WORD.findall(words):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.measure(longer, size, weight) <= width:
                lines[-1] = longer
            else:
                lines.append(self.cut(word, size, width, weight))
        return lines

    def cut(self, words: str, size: float, width: float, weight: Weight = 400) -> str:
        """As much as there is room for."""
        if self.measure(words, size, weight) <= width:
            return words
        fits, low, high = "", 0, len(words)
        while low <= high:
            middle = (low + high) // 2
            if self.measure(f"{words[:middle]}…", size, weight) <= width:
                fits, low = f"{words[:middle]}…", middle + 1
            else:
                high = middle - 1
        return fits or "…"

    def paragraph(
        self,
        words: str,
        size: float,
        color: str,
        line: float,
        *,
        weight: Weight = 400,
        width: float | None = None,
    ) -> None:
        """Lines over the whole width, moving on."""
        for one in self.wrapped(words, size, width or self.width, weight):
            self.at = self.room(self.at, line)
            self.text(self.at, self.left, one, size, color, weight=weight, down=line * 0.75)
            self.at.y += line

    # ------------------------------------------------------------ parts

    def _head(self) -> None:
        page = self.page
        self.text(self.at, self.left, page.over, 12, "ink3", down=10)
        self.text(self.at, self.right, page.brand, 12, "ink3", anchor="right", down=10)
        self.at.y += 22
        self.done.bookmarks.append(Bookmark(page.over, 0, 0))
        self.paragraph(page.headline, 25, "ink", 31, weight=600, width=self._balanced(page.headline))
        self.at.y += 4
        self.paragraph(page.lead, 14, "ink2", 21, width=min(self.width, 640))
        if page.demo:
            self.at.y += 4
            self.paragraph(page.demo, 12, "ink2", 18)
        self.at.y += 18

    def _balanced(self, headline: str) -> float:
        """The least width that needs no more lines, so that no word stands alone in the last one."""
        width = self.width
        lines = len(self.wrapped(headline, 25, width, 600))
        while lines > 1 and len(self.wrapped(headline, 25, width - 20, 600)) == lines:
            width -= 20
        return width

    def _tiles(self) -> None:
        slot = self.width / len(self.page.tiles)
        self._put(Rule(self.at.page, self.left, self.at.y, self.right, "line"))
        for place, tile in enumerate(self.page.tiles):
            x, room = self.left + place * slot, slot - 12
            self.text(self.at, x, self.cut(tile.label, 12, room), 12, "ink3", down=26)
            self.text(self.at, x, self.cut(tile.value, 22, room, 600), 22, "ink", weight=600, down=51)
            for line, words in enumerate(self.wrapped(tile.note, 12, room)[:2]):
                self.text(self.at, x, words, 12, "ink2", down=71 + 16 * line)
        lines = max(len(self.wrapped(one.note, 12, slot - 12)[:2]) for one in self.page.tiles)
        self.at.y += 70 + 16 * max(1, lines)
        self._put(Rule(self.at.page, self.left, self.at.y, self.right, "line"))

    def _chart(self, drawn: Drawing) -> None:
        if self.page.bars is None:
            return
        self._heading(self.at, self.page.bars.heading, "", self.left, self.width)
        self.at.y += 60
        for mark in chart_marks(drawn, self.at.page, self.left, self.at.y):
            self._put(mark)
        self.at.y += drawn.height + 4

    def _heading(self, at: _At, words: str, hint: str, x: float, width: float) -> float:
        """A heading with the air above it, beside it or below it the hint; its height, px."""
        shown = self.cut(words, 15, width, 600)
        self.text(at, x, shown, 15, "ink", weight=600, down=42)
        self.done.bookmarks.append(Bookmark(words, at.page, (at.y + 22) * _PT))
        if not hint:
            return _HEADING
        left = x + self.measure(shown, 15, 600) + 10
        if self.measure(hint, 12, 400) <= x + width - left:
            self.text(at, left, hint, 12, "ink3", down=42)
            return _HEADING
        self.text(at, x, self.cut(hint, 12, width), 12, "ink3", down=58)
        return _HEADING + 16

    def _columns(self) -> None:
        width = (self.width - _GUTTER) / 2
        ends = []
        for place, x in ((Place.START, self.left), (Place.END, self.right - width)):
            at = replace(self.at)
            for section in self.page.at(place):
                at = self._section(section, at, x, width)
            ends.append(at)
        # Bookmarks follow the reading order of pages.
        self.done.bookmarks.sort(key=lambda one: one.page)
        self.at = max(ends, key=lambda one: (one.page, one.y))

    def _section(self, section: Section, at: _At, x: float, width: float) -> _At:
        sentences = [line for one in section.sentences for line in self.wrapped(one, 13, width)]
        height = _HEADING + 18 + sum(_high(row) for row in section.rows) + 20 * len(sentences)
        at = self.room(at, height)
        at = _At(at.page, at.y + self._heading(at, section.heading, section.hint, x, width))
        columns = self._widths(section.rows, width)
        for place, row in enumerate(section.rows):
            self._row(row, at, x, width, columns)
            at.y += _high(row)
            if place + 1 < len(section.rows):
                self._put(Rule(at.page, x, at.y, x + width, "line"))
        for line in sentences:
            self.text(at, x, line, 13, "ink2", down=15)
            at.y += 20
        return at

    def _widths(self, rows: Sequence[Row], width: float) -> _Widths:
        """As wide as their widest words, so that names have the rest."""
        extra = max((self.measure(one.extra, 13, 400) for one in rows if one.extra), default=-_BETWEEN)
        value = max((self.measure(one.value, 13, 600) for one in rows), default=0.0)
        bars = width * 0.22 if any(one.bar is not None for one in rows) else -_BETWEEN
        return _Widths(min(extra, width * 0.24), min(value, width * 0.3), bars)

    def _row(self, row: Row, at: _At, x: float, width: float, columns: _Widths) -> None:
        high, middle = _high(row), at.y + _high(row) / 2
        line = _At(at.page, middle)
        right = x + width
        if row.extra:
            extra = self.cut(row.extra, 13, columns.extra)
            self.text(line, right, extra, 13, "ink3", anchor="right", down=4.5)
        right -= columns.extra + _BETWEEN
        value = self.cut(row.value, 13, columns.value, 600)
        self.text(line, right, value, 13, "ink", weight=600, anchor="right", down=4.5)
        right -= columns.value + _BETWEEN
        if row.bar is not None:
            length, color = max(2.0, columns.bars * row.bar), "accent" if row.ai else "bar"
            self._put(Box(at.page, right - columns.bars, middle - 3, length, 6, color, 3))
        right -= columns.bars + _BETWEEN
        if row.marks:
            right -= 15 * len(row.marks)
            self._marks(row.marks, at.page, right, middle)
            right -= _BETWEEN - 4
        room = right - x
        name = self.cut(row.name, 13, room)
        self.text(at, x, name, 13, "ink", down=18.5 if row.note else high / 2 + 4.5)
        if row.note:
            self.text(at, x, self.cut(row.note, 11, room), 11, "ink3", down=34)

    def _marks(self, marks: Sequence[bool | None], page: int, x: float, middle: float) -> None:
        for place, one in enumerate(marks):
            left = x + place * 15
            if one is None:
                self._put(Rule(page, left + 2, middle, left + 9, "edge", 1.5))
            else:
                self._put(Box(page, left, middle - 5.5, 11, 11, "ink" if one else "edge", 3, hollow=not one))

    def _idea(self, heading: str, reason: str) -> None:
        inner = self.width - 40
        heads = self.wrapped(heading, 15, inner, 600)
        lines = self.wrapped(reason, 13, inner)
        height = 32 + 21 * len(heads) + 20 * len(lines)
        self.at = self.room(_At(self.at.page, self.at.y + 22), height)
        self._put(Box(self.at.page, self.left, self.at.y, self.width, height, "ground", 12))
        y = self.at.y + 14
        self.done.bookmarks.append(Bookmark(heading, self.at.page, (self.at.y - 6) * _PT))
        for place, words in enumerate((*heads, *lines)):
            bold = place < len(heads)
            step = 21 if bold else 20
            self._put(
                Text(
                    self.at.page,
                    self.left + 20,
                    y + 16,
                    words,
                    15 if bold else 13,
                    "ink" if bold else "ink2",
                    600 if bold else 400,
                )
            )
            y += step
        self.at.y += height

    def _small_print(self) -> None:
        lines = self.wrapped(" ".join(self.page.foot), 11, self.width)
        self.at = self.room(_At(self.at.page, self.at.y + 22), 14 + 16 * len(lines))
        self._put(Rule(self.at.page, self.left, self.at.y, self.right, "line"))
        self.at.y += 8
        for one in lines:
            self.text(self.at, self.left, one, 11, "ink3", down=13)
            self.at.y += 16
        if self.endless:
            return
        for number in range(self.done.pages):
            said = self.page.page_of.format(page=number + 1, pages=self.done.pages)
            self._put(Text(number, self.right, self.paper.height - 28, said, 11, "ink3", 400, "right"))

    def _mirror(self) -> None:
        """From right to left: the same page in a mirror, its words as they are."""
        width = self.paper.width
        other: dict[Anchor, Anchor] = {"left": "right", "right": "left", "center": "center"}

        def turned(mark: Mark) -> Mark:
            if isinstance(mark, Text):
                return replace(mark, x=width - mark.x, anchor=other[mark.anchor])
            if isinstance(mark, Box):
                return replace(mark, x=width - mark.x - mark.width)
            return replace(mark, x=width - mark.to_x, to_x=width - mark.x)

        self.done.marks = [turned(mark) for mark in self.done.marks]


def chart_marks(drawn: Drawing, page: int, x0: float, y0: float) -> list[Mark]:
    """A chart whose upper left corner lies at a place."""
    found: list[Mark] = [Rule(page, x0 + drawn.left, y0 + drawn.base, x0 + drawn.right, "line")]
    for shape in drawn.shapes:
        x, y, width, height = shape.box
        color, radius = "accent" if shape.kind == "ai" else "bar", 3.0 if shape.corner else 0.0
        found.append(Box(page, x0 + x, y0 + y, width, height, color, radius, upper=True))
    found += [Box(page, x0 + x - 2, y0 + drawn.base - 8, 4, 4, "edge", 2) for x in drawn.dots]
    if drawn.usual is not None:
        y = y0 + drawn.usual
        found += [Rule(page, x0 + start, y, x0 + end, "ink2", 1.25, dashed=True) for start, end in drawn.runs]
    for one in drawn.texts:
        weight: Weight = 600 if one.kind else 400
        color, anchor = _COLORS[one.kind], _ANCHORS[one.anchor]
        found.append(Text(page, x0 + one.x, y0 + one.y, one.words, 11, color, weight, anchor))
    return found


_COLORS = {"": "ink3", "strong": "ink", "inside": "card", "ai-words": "accent"}
_ANCHORS: dict[str, Anchor] = {"start": "left", "middle": "center", "end": "right"}


def _high(row: Row) -> float:
    """Height of a line, px."""
    return 44.0 if row.note else 29.0
