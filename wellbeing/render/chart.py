"""What every figure has and how it is drawn: style, size, text alternative, table, and the places one can point at.

`dpi` is 72, so that one point is one logical px: the same lengths serve the screen, paper and SVG.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text

from wellbeing.render.font import heft, known
from wellbeing.render.table import Table, Weight

__all__ = [
    "DPI",
    "Chart",
    "Margins",
    "Sheet",
    "Size",
    "Spot",
    "Style",
    "Table",
    "Weight",
    "rounded",
]

DPI = 72


@dataclass(frozen=True, slots=True)
class Style:
    """Colours (sRGB, `#RRGGBB`), patterns and type of a figure, as `resources/style/tokens.toml` has them."""

    card: str
    sunken: str
    line: str
    edge: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    accent_soft: str
    band: str
    groups: Mapping[str, str]
    """Colour of each of the seven groups of categories, in the order of a stack, bottom first."""
    hatches: Mapping[str, str]
    """matplotlib hatch of each group, drawn when `patterns` is on."""
    ramp: Sequence[str]
    """Least to most."""
    families: tuple[str, ...] = ("sans-serif",)
    """The desktop's font first."""
    size: float = 11
    patterns: bool = False


@dataclass(frozen=True, slots=True)
class Size:
    """Of a figure, logical px."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a figure that one can point at, in logical px from its top left corner."""

    key: str
    """What is there, for whoever draws the figure: an hour, a day."""
    words: str
    """What a tooltip and a screen reader say."""
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure and what it says without being seen."""

    figure: Figure
    sentence: str
    """The text alternative."""
    table: Table
    spots: tuple[Spot, ...] = ()
    """In reading order."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Around the axes, logical px; fixed, and wide enough for the labels that stand there."""

    left: float = 2
    top: float = 8
    right: float = 2
    bottom: float = 20


class Sheet:
    """A figure with one pair of bare axes, and lengths in px on it.

    No spines, no ticks, transparent axes; the margins hold the labels. Set the limits before asking for px.
    """

    def __init__(self, size: Size, style: Style, margins: Margins) -> None:
        self.size, self.style, self.margins = size, style, margins
        self.width = max(1.0, size.width - margins.left - margins.right)
        self.height = max(1.0, size.height - margins.top - margins.bottom)
        self.figure = Figure(figsize=(size.width / DPI, size.height / DPI), dpi=DPI, facecolor=style.card)
        self.axes = self.figure.add_axes(
            (
                margins.left / size.width,
                margins.bottom / size.height,
                self.width / size.width,
                self.height / size.height,
            )
        )
        _undress(self.axes, style)

    def px_x(self, px: float) -> float:
        """So many px in data units along x."""
        low, high = self.axes.get_xlim()
        return px * (high - low) / self.width

    def px_y(self, px: float) -> float:
        """So many px in data units along y."""
        low, high = self.axes.get_ylim()
        return px * (high - low) / self.height

    def left_of(self, x: float) -> float:
        """Where a data x lies, px from the figure's left edge."""
        low, high = self.axes.get_xlim()
        return self.margins.left + (x - low) / (high - low) * self.width

    def top_of(self, y: float) -> float:
        """Where a data y lies, px from the figure's top edge."""
        low, high = self.axes.get_ylim()
        return self.margins.top + (high - y) / (high - low) * self.height

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        color: str | None = None,
        weight: Weight = 400,
        across: Literal["left", "center", "right"] = "left",
        up: Literal["top", "center", "baseline", "bottom"] = "center",
    ) -> Text:
        """Text at a place in data units, in the size of charts; added, and returned for what is special about it."""
        return self.axes.text(
            x,
            y,
            words,
            color=color or self.style.ink3,
            fontsize=self.style.size,
            fontweight=heft(self.style.families, weight),
            fontfamily=known(self.style.families),
            ha=across,
            va=up,
            parse_math=False,
        )

    def slot(self, count: int) -> float:
        """Width of one of `count` equal slots, px."""
        return self.width / max(1, count)

    def bar(
        self, x: float, y: float, width: float, height: float, color: str, *, layer: float = 3
    ) -> PathPatch:
        """A bar with rounded upper corners, in data units; added, and returned for clipping."""
        shape = rounded(x, y, width, height, self.px_x(3), self.px_y(3))
        patch = PathPatch(shape, facecolor=color, edgecolor="none", zorder=layer)
        self.axes.add_patch(patch)
        return patch


def rounded(x: float, y: float, width: float, height: float, round_x: float, round_y: float) -> Path:
    """A box with rounded upper corners, in data units; the radii shrink where the box is small."""
    rx, ry = min(round_x, width / 2), min(round_y, height)
    move, line, curve = Path.MOVETO, Path.LINETO, Path.CURVE3
    right, top = x + width, y + height
    points = [
        (x, y),
        (x, top - ry),
        (x, top),
        (x + rx, top),
        (right - rx, top),
        (right, top),
        (right, top - ry),
        (right, y),
        (x, y),
    ]
    return Path(points, [move, line, curve, curve, line, curve, curve, line, Path.CLOSEPOLY])


def _undress(axes: Axes, style: Style) -> None:
    axes.set_facecolor("none")
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(length=0, labelsize=style.size, labelcolor=style.ink3, pad=5)
    axes.set_axisbelow(True)
    axes.set_xticks([])
    axes.set_yticks([])
