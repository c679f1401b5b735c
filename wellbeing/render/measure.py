"""How wide words are before they are drawn, so that labels can make room for each other."""

from __future__ import annotations

from dataclasses import dataclass

from wellbeing.render.chart import Margins, Style, Weight
from wellbeing.render.font import width_of

LINE = 1.2
"""Height of a line of text in sizes of its font, as matplotlib sets them."""


def measured(words: str, style: Style, weight: Weight = 400) -> float:
    """Width of the longest line, px at 100 %."""
    return max(width_of(line, style.families, style.size, weight) for line in words.split("\n"))


def room_beside(
    words: tuple[str, str], style: Style, bare: Margins, *, air: float, mirrored: bool
) -> Margins:
    """Margins with room for words at the side where time ends.

    Args:
        words: in a heavy and in the plain weight, one above the other; both empty: no more room than bare.
        style: their font.
        bare: without them.
        air: px between figure and words.
        mirrored: whether time runs from right to left.
    """
    side = max(measured(words[0], style, 600), measured(words[1], style))
    if not side:
        return bare
    edge = side + air + 2
    left, right = (edge, bare.right) if mirrored else (bare.left, edge)
    return Margins(left, bare.top, right, bare.bottom)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in px from the figure's top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether they share any area."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom
