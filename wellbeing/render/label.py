"""Words in a figure that make room for each other."""

from __future__ import annotations

from wellbeing.render.chart import Sheet
from wellbeing.render.measure import Box, measured

ROOM = 4.0
"""px around a label."""


class Labels:
    """Words that stand where no other words stand; who comes later gives way."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._taken: list[Box] = []

    def reserve(self, box: Box) -> None:
        """Something else stands there."""
        self._taken.append(box)

    def above(self, x: float, y: float, words: str, *, strong: bool = False) -> bool:
        """Centred above a point, if there is room; moved into the figure at its edges."""
        sheet, half = self._sheet, measured(words, self._sheet.style, 600) / 2
        foot = sheet.top_of(y) - ROOM
        middle = max(half, min(sheet.left_of(x), sheet.size.width - half))
        x += sheet.px_x(middle - sheet.left_of(x))
        box = Box(middle - half - ROOM, foot - sheet.style.size, middle + half + ROOM, foot)
        if box.top < 0 or any(box.meets(other) for other in self._taken):
            return False
        self.reserve(box)
        sheet.text(
            x,
            y + sheet.px_y(ROOM),
            words,
            color=sheet.style.ink if strong else sheet.style.ink3,
            weight=600 if strong else 400,
            across="center",
            up="baseline",
        )
        return True
