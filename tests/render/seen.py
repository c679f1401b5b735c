"""What stands in a drawn figure, measured by the renderer that draws it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from itertools import combinations
from typing import Any, Literal

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from wellbeing.files.resources import resource
from wellbeing.render.chart import Chart, Style


def look(scheme: Literal["light", "dark"] = "light", *, patterns: bool = False) -> Style:
    """The shipped tokens as a figure takes them."""
    tokens: dict[str, Any] = tomllib.loads(resource("style", "tokens.toml").read_text("utf-8"))
    colors: dict[str, str] = tokens["color"][scheme]
    named = {name: colors[name] for name in Style.__dataclass_fields__ if name in colors}
    return Style(
        **named,
        groups=tokens["category"][scheme],
        hatches=tokens["category"]["pattern"],
        ramp=tokens["ramp"][scheme],
        families=("DejaVu Sans",),
        size=11,
        patterns=patterns,
    )


def texts(chart: Chart, ratio: float = 1) -> dict[str, Bbox]:
    """Every visible text with its box, px from the lower left corner at 100 %."""
    figure = chart.figure
    figure.set_dpi(72 * ratio)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    found: dict[str, Bbox] = {}
    for place, text in enumerate(_texts(figure)):
        if text.get_visible() and text.get_text():
            box = text.get_window_extent(canvas.get_renderer())
            found[f"{text.get_text()}#{place}"] = Bbox(box.get_points() / ratio)
    return found


def _texts(figure: Figure) -> Iterator[Text]:
    for artist in figure.findobj(Text):
        if isinstance(artist, Text):
            yield artist


def words(chart: Chart) -> list[str]:
    """The texts that are drawn, in no particular order."""
    return [name.rpartition("#")[0] for name in texts(chart)]


def assert_clear(chart: Chart) -> None:
    """No text leaves the canvas, none lies on another, and every spot lies on the canvas."""
    width, height = (float(side) * 72 for side in chart.figure.get_size_inches())
    found = texts(chart)
    for name, box in found.items():
        inside = box.x0 >= -1 and box.y0 >= -1 and box.x1 <= width + 1 and box.y1 <= height + 1
        assert inside, f"{json.dumps(name)} leaves the canvas of {width:.0f} x {height:.0f}: {box}"
    for (one, first), (other, second) in combinations(found.items(), 2):
        across = min(first.x1, second.x1) - max(first.x0, second.x0)
        up = min(first.y1, second.y1) - max(first.y0, second.y0)
        # A pixel of air inside a box is not ink.
        assert across <= 1 or up <= 1, f"{json.dumps(one)} lies on {json.dumps(other)}"
    for spot in chart.spots:
        assert spot.left >= -0.5, spot
        assert spot.left + spot.width <= width + 0.5, spot
        assert spot.top >= -0.5, spot
        assert spot.top + spot.height <= height + 0.5, spot
