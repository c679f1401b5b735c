"""The fonts that words are drawn in, and how wide words are in them."""

from __future__ import annotations

from functools import lru_cache

from matplotlib import font_manager, rcParams
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from wellbeing.render.table import Weight


@lru_cache(maxsize=8)
def known(families: tuple[str, ...]) -> list[str]:
    """The families that matplotlib can draw; it warns of others at each text."""
    names = set(font_manager.get_font_names())
    return [name for name in families if name in names] or list(rcParams["font.sans-serif"][:1])


@lru_cache(maxsize=8)
def heft(families: tuple[str, ...], weight: Weight) -> int:
    """The weight nearest to the wished one that the first family has; matplotlib warns of others."""
    first = known(families)[0]
    weights = {_number(font.weight) for font in font_manager.fontManager.ttflist if font.name == first}
    return min(weights, key=lambda one: (abs(one - weight), -one), default=weight)


def _number(weight: int | str) -> int:
    return weight if isinstance(weight, int) else font_manager.weight_dict.get(weight, 400)


@lru_cache(maxsize=64)
def font(families: tuple[str, ...], size: float, weight: Weight) -> FontProperties:
    """The font of words; `size` in points."""
    return FontProperties(family=known(families), size=size, weight=heft(families, weight))


@lru_cache(maxsize=2048)
def width_of(line: str, families: tuple[str, ...], size: float, weight: Weight) -> float:
    """Width of one line, in the unit of the size."""
    return float(
        text_to_path.get_text_width_height_descent(line, font(families, size, weight), ismath=False)[0]
    )
