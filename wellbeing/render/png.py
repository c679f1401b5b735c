"""A report, or its chart alone, as a picture.

Not safe on several threads at once, as everything that matplotlib draws.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from matplotlib import rc_context
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from wellbeing.lean import figures

figures.load_renderers()

# ruff: noqa: E402 - what follows finds matplotlib loaded without its figures
from matplotlib.backends.backend_agg import RendererAgg

from wellbeing.render.drawing import drawing
from wellbeing.render.ink import Ink
from wellbeing.render.page import Page
from wellbeing.render.paper import Mark, Paper, chart_marks, layout
from wellbeing.render.press import DPI, FAMILIES, Press, measure, quiet


def png(
    page: Page,
    ink: Ink,
    *,
    ratio: float = 2,
    dark: bool = False,
    families: tuple[str, ...] = FAMILIES,
) -> bytes:
    """The whole report as one picture, `ratio` pixels for each px; its lead is the description."""
    with quiet():
        done = layout(page, measure(families), Paper.A4, endless=True)
        size = (Paper.A4.width, done.bottom + 40)
        picture = _picture(done.marks, size, ratio, ink.dark if dark else ink.light, families)
    return _written(picture, f"{page.headline}. {page.lead}")


def chart_png(page: Page, ink: Ink, *, ratio: float = 2, families: tuple[str, ...] = FAMILIES) -> bytes:
    """The chart alone, for a letter; empty where there is none."""
    if page.bars is None:
        return b""
    drawn = drawing(page.bars, 702.0, 190.0, mirrored=page.right_to_left)
    with quiet():
        marks = chart_marks(drawn, 0, 0, 0)
        picture = _picture(marks, (drawn.width, drawn.height), ratio, ink.light, families)
    return _written(picture, page.bars.sentence)


def _picture(
    marks: Sequence[Mark],
    size: tuple[float, float],
    ratio: float,
    colors: Mapping[str, str],
    families: tuple[str, ...],
) -> Image.Image:
    width, height = (int(one * ratio) for one in size)
    renderer = RendererAgg(width, height, DPI * ratio)
    # Letters as they are, where they belong: to fit each into whole pixels takes longer than all the rest.
    with rc_context({"text.hinting": "none"}):
        Press(renderer, ratio, height / ratio, colors, families).draw(marks, size[0])
    pixels = renderer.buffer_rgba()
    shared = Image.frombuffer("RGBA", (width, height), pixels)  # pyright: ignore[reportArgumentType]  # any buffer
    return shared.convert("RGB")


def _written(picture: Image.Image, description: str) -> bytes:
    """In 256 colours: flat areas and the edges of letters need no more, and a letter weighs a third."""
    about = PngInfo()
    about.add_itxt("Description", description)
    buffer = io.BytesIO()
    few = picture.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(buffer, "png", pnginfo=about)
    return buffer.getvalue()
