"""The marks of `render.paper` drawn by matplotlib's renderers alone, without figures and axes.

Not safe on several threads at once, as everything that matplotlib draws.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from wellbeing.lean import figures

figures.load_renderers()

# ruff: noqa: E402 - what follows finds matplotlib loaded without its figures
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgb
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from wellbeing.render.font import font, width_of
from wellbeing.render.paper import Box, Mark, Measure, Rule, Text
from wellbeing.render.table import Weight

DPI = 96
"""So that 1 px of the layout is 1/96 inch, as in CSS."""
POINTS = 72
"""Of an inch."""
_POINT = POINTS / DPI
_NOTHING = (0.0, 0.0, 0.0, 0.0)
_DASH = (4, 3)
"""In widths of the line."""
_OVER = (Box, Rule, Text)
"""Lowest first."""
_BEFORE = {"left": 0.0, "center": 0.5, "right": 1.0}
"""How much of the words stands left of their place."""
FAMILIES = ("Inter", "Cantarell", "Noto Sans", "DejaVu Sans")
"""The first that is there, and the others for letters that it lacks; matplotlib brings the last."""


@contextmanager
def quiet() -> Iterator[None]:
    """A letter that no font here has is drawn as a box; no page fails for it."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*missing from font")
        yield


def measure(families: tuple[str, ...]) -> Measure:
    """How wide words are in the first of the families that is there."""

    def width(words: str, size: float, weight: Weight) -> float:
        return width_of(words, families, size, weight)

    return width


class Press:
    """Something that matplotlib can draw on: shapes lowest, lines over them, words on top."""

    def __init__(
        self,
        renderer: RendererBase,
        scale: float,
        height: float,
        colors: Mapping[str, str],
        families: tuple[str, ...],
    ) -> None:
        """Over a renderer, whose unit is `1 / scale` px; `height` in px."""
        self._renderer, self._scale, self._colors, self._families = renderer, scale, colors, families
        self._height = height
        self._place = Affine2D().scale(scale, -scale).translate(0, height * scale)

    def draw(self, marks: Sequence[Mark], width: float) -> None:
        """Marks on a ground of this width, px."""
        self._fill(Box(0, 0, 0, width, self._height, "card"))
        for mark in sorted(marks, key=lambda one: _OVER.index(type(one))):
            if isinstance(mark, Box):
                self._fill(mark)
            elif isinstance(mark, Rule):
                self._rule(mark)
            else:
                self._write(mark)

    def _fill(self, mark: Box) -> None:
        pen = self._renderer.new_gc()
        pen.set_linewidth(1.5 * _POINT if mark.hollow else 0)
        pen.set_foreground(self._colors[mark.color] if mark.hollow else _NOTHING)
        color = to_rgb(self._colors["card" if mark.hollow else mark.color])
        pen.set_joinstyle("miter")
        self._renderer.draw_path(pen, _rounded(mark), self._place, color)

    def _rule(self, mark: Rule) -> None:
        pen = self._renderer.new_gc()
        pen.set_foreground(self._colors[mark.color])
        pen.set_linewidth(mark.width * _POINT)
        pen.set_capstyle("butt" if mark.dashed else "projecting")
        if mark.dashed:
            pen.set_dashes(0, [part * mark.width * _POINT for part in _DASH])
        line = Path([(mark.x, mark.y), (mark.to_x, mark.y)])
        self._renderer.draw_path(pen, line, self._place)

    def _write(self, mark: Text) -> None:
        renderer = self._renderer
        pen = renderer.new_gc()
        pen.set_foreground(self._colors[mark.color])
        before = _BEFORE[mark.anchor]
        wide = width_of(mark.words, self._families, mark.size, mark.weight) if before else 0.0
        x, y = (mark.x - before * wide) * self._scale, mark.y * self._scale
        words = font(self._families, mark.size * _POINT, mark.weight)
        renderer.draw_text(
            pen, x, y if renderer.flipy() else self._height * self._scale - y, mark.words, words, 0
        )


def _rounded(mark: Box) -> Path:
    x, y, right, bottom = mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
    r = min(mark.radius, mark.width / 2, mark.height if mark.upper else mark.height / 2)
    low = 0.0 if mark.upper else r
    move, line, curve = Path.MOVETO, Path.LINETO, Path.CURVE3
    steps = [
        (move, (x, bottom - low)),
        (line, (x, y + r)),
        (curve, (x, y)),
        (curve, (x + r, y)),
        (line, (right - r, y)),
        (curve, (right, y)),
        (curve, (right, y + r)),
        (line, (right, bottom - low)),
        (curve, (right, bottom)),
        (curve, (right - low, bottom)),
        (line, (x + low, bottom)),
        (curve, (x, bottom)),
        (curve, (x, bottom - low)),
        (Path.CLOSEPOLY, (x, bottom - low)),
    ]
    return Path([point for _code, point in steps], [code for code, _point in steps])
