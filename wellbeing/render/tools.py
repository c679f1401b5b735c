"""AI tools by how much: time with the person solid, time without them hatched beside it, guesses outlined.

On the screen these are rows of widgets; this is the same list as a figure, for clipboard, file and paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib import rc_context
from matplotlib.patches import Rectangle

from wellbeing.render.chart import Chart, Margins, Sheet, Size, Style, Table
from wellbeing.render.measure import measured

ROW = 52.0
"""px of one tool."""
_BAR, _HEAD, _GAP = 24.0, 24.0, 16.0
"""px: height of a bar, of the column names, and room between columns."""


@dataclass(frozen=True, slots=True)
class Row:
    """One tool, with its words in the person's language."""

    name: str
    kind: str
    sure: float
    """Time in front with the person there, in the unit of the whole figure; the part that is certain."""
    guessed: float
    """The part that only a title told: outlined."""
    alone: float
    """Work without the person."""
    amount: str
    prompts: str
    alone_words: str = ""
    """Over the hatched part."""

    @property
    def length(self) -> float:
        """Of the whole bar; a length on paper, not a sum that means something."""
        return self.sure + self.guessed + self.alone


@dataclass(frozen=True, slots=True)
class Tools:
    """The figure's value; longest first."""

    rows: Sequence[Row]
    with_you: str
    prompts: str
    """Names of the two columns of numbers."""
    sentence: str
    table: Table


def height(value: Tools) -> float:
    """Px that the figure needs."""
    return _HEAD + ROW * max(1, len(value.rows))


def tools(value: Tools, style: Style, size: Size) -> Chart:
    """Draw the list; names at the left, numbers at the right."""
    names = max([measured(word, style) for row in value.rows for word in (row.name, row.kind)] or [0.0])
    amounts = max(
        measured(word, style, 600) for word in (value.with_you, *(row.amount for row in value.rows))
    )
    prompts = max(measured(word, style) for word in (value.prompts, *(row.prompts for row in value.rows)))
    right = amounts + prompts + 2 * _GAP
    with rc_context({"hatch.linewidth": 1.2}):
        sheet = Sheet(size, style, Margins(names + _GAP, 0, right, 0))
        sheet.axes.set_xlim(0, sheet.width)
        sheet.axes.set_ylim(0, sheet.height)
        scale = sheet.width / (max([row.length for row in value.rows], default=0.0) or 1.0)
        top = sheet.height - _HEAD / 2
        numbers = (sheet.width + _GAP + amounts, sheet.width + right)
        for x, words in zip(numbers, (value.with_you, value.prompts), strict=True):
            sheet.text(x, top, words, across="right")
        for place, row in enumerate(value.rows):
            _row(sheet, row, sheet.height - _HEAD - (place + 0.5) * ROW, scale, numbers)
    return Chart(sheet.figure, value.sentence, value.table)


def _row(sheet: Sheet, row: Row, y: float, scale: float, numbers: tuple[float, float]) -> None:
    style, left = sheet.style, -sheet.margins.left
    sheet.text(left, y + 8, row.name, color=style.ink)
    sheet.text(left, y - 8, row.kind)
    sheet.text(numbers[0], y, row.amount, color=style.ink, weight=600, across="right")
    sheet.text(numbers[1], y, row.prompts, color=style.ink2, across="right")
    at = 0.0
    pieces = (
        (row.sure, style.accent, style.accent, ""),
        (row.guessed, style.card, style.accent, ""),
        (row.alone, style.accent_soft, style.accent, "/////"),
    )
    for amount, face, edge, hatch in pieces:
        width = amount * scale
        if width:
            line = 1.2 if face == style.card else 0.0
            box = Rectangle(
                (at + line / 2, y - _BAR / 2 + line / 2),
                max(1.0, width - line - 1),
                _BAR - line,
                facecolor=face,
                edgecolor=edge,
                linewidth=line,
                hatch=hatch or None,
            )
            sheet.axes.add_patch(box)
        at += width
    if row.alone_words and row.alone:
        half = measured(row.alone_words, style) / 2
        middle = min(max((at - row.alone * scale / 2), half), max(half, sheet.width - half))
        sheet.text(middle, y + _BAR / 2 + 8, row.alone_words, color=style.ink2, across="center")
