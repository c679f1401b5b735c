"""A report on paper as a PDF, or as a picture: the marks of `render.paper`, drawn by matplotlib.

Not safe on several threads at once, as everything that matplotlib draws.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from fontTools.subset import Options  # type: ignore[import-untyped]  # it brings no types
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from wellbeing.render.chart import Weight, heft, known
from wellbeing.render.drawing import drawing
from wellbeing.render.ink import Ink
from wellbeing.render.measure import width_of
from wellbeing.render.outline import with_outline
from wellbeing.render.page import Page
from wellbeing.render.paper import Box, Mark, Measure, Paper, Rule, Text, chart_marks, layout

_DPI = 96
"""So that 1 px of the layout is 1/96 inch, as in CSS."""
_POINT = 0.75
_DROPPED = "_drop_tables_default"
"""fontTools' list of tables to drop; matplotlib hands none of its own on. Where it is gone, all tables stay."""
FAMILIES = ("Inter", "Cantarell", "Noto Sans", "DejaVu Sans")
"""The first that is there, and the others for letters that it lacks; matplotlib brings the last."""


def pdf(page: Page, ink: Ink, paper: Paper = Paper.A4, families: tuple[str, ...] = FAMILIES) -> bytes:
    """The report as a PDF: text as text in embedded fonts, with bookmarks; equal pages are equal files."""
    with _quiet():
        return _pdf(page, ink, paper, families)


def _pdf(page: Page, ink: Ink, paper: Paper, families: tuple[str, ...]) -> bytes:
    done = layout(page, _measure(families), paper)
    buffer = io.BytesIO()
    information = {"Title": page.title, "Subject": page.lead, "Creator": page.brand, "CreationDate": None}
    # 42: outlines of TrueType fonts, which every viewer can search and copy.
    with _placed_letters(), rc_context({"pdf.fonttype": 42}), PdfPages(buffer, metadata=information) as file:
        for number in range(done.pages):
            marks = [mark for mark in done.marks if mark.page == number]
            file.savefig(_figure(marks, (paper.width, paper.height), ink, families, dark=False))
    return with_outline(buffer.getvalue(), done.bookmarks, paper.height * _POINT, page.language)


@contextmanager
def _placed_letters() -> Iterator[None]:
    """Leave out of embedded fonts what joins and shifts letters: on the page each has its place already.

    Cutting these tables down to the letters in use takes half of the time of a PDF (measured with fontTools 4.68).
    """
    before = getattr(Options, _DROPPED, None)
    if before is not None:
        setattr(Options, _DROPPED, [*before, "GDEF", "GPOS", "GSUB"])
    try:
        yield
    finally:
        if before is not None:
            setattr(Options, _DROPPED, before)


def png(
    page: Page,
    ink: Ink,
    *,
    ratio: float = 2,
    dark: bool = False,
    families: tuple[str, ...] = FAMILIES,
) -> bytes:
    """The whole report as one picture, `ratio` pixels for each px; its lead is the description."""
    with _quiet():
        done = layout(page, _measure(families), Paper.A4, endless=True)
        figure = _figure(done.marks, (Paper.A4.width, done.bottom + 40), ink, families, dark=dark)
        return _pixels(figure, f"{page.headline}. {page.lead}", ratio)


def chart_png(page: Page, ink: Ink, *, ratio: float = 2, families: tuple[str, ...] = FAMILIES) -> bytes:
    """The chart alone, for a letter; empty where there is none."""
    if page.bars is None:
        return b""
    drawn = drawing(page.bars, 702.0, 190.0, mirrored=page.right_to_left)
    with _quiet():
        figure = _figure(chart_marks(drawn, 0, 0, 0), (drawn.width, drawn.height), ink, families, dark=False)
        return _pixels(figure, page.bars.sentence, ratio)


@contextmanager
def _quiet() -> Iterator[None]:
    """A letter that no font here has is drawn as a box; no page fails for it."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*missing from font")
        yield


def _pixels(figure: Figure, description: str, ratio: float) -> bytes:
    """In 256 colours: flat areas and the edges of letters need no more, and a letter weighs a third."""
    figure.set_dpi(_DPI * ratio)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    picture = Image.frombytes("RGBA", canvas.get_width_height(), bytes(canvas.buffer_rgba())).convert("RGB")
    about = PngInfo()
    about.add_itxt("Description", description)
    buffer = io.BytesIO()
    few = picture.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(buffer, "png", pnginfo=about)
    return buffer.getvalue()


def _measure(families: tuple[str, ...]) -> Measure:
    def width(words: str, size: float, weight: Weight) -> float:
        return width_of(words, families, size, weight)

    return width


def _figure(
    marks: Iterable[Mark], size: tuple[float, float], ink: Ink, families: tuple[str, ...], *, dark: bool
) -> Figure:
    colors = ink.dark if dark else ink.light
    figure = Figure(figsize=(size[0] / _DPI, size[1] / _DPI), dpi=_DPI, facecolor=colors["card"])
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, size[0])
    axes.set_ylim(size[1], 0)
    for mark in marks:
        color = colors[mark.color]
        if isinstance(mark, Text):
            _write(axes, mark, color, families)
        elif isinstance(mark, Box):
            _fill(axes, mark, color, colors["card"])
        else:
            _rule(axes, mark, color)
    return figure


def _write(axes: Axes, mark: Text, color: str, families: tuple[str, ...]) -> None:
    axes.text(
        mark.x,
        mark.y,
        mark.words,
        fontsize=mark.size * _POINT,
        color=color,
        fontfamily=known(families),
        fontweight=heft(families, mark.weight),
        ha=mark.anchor,
        va="baseline",
        parse_math=False,
        zorder=4,
    )


def _fill(axes: Axes, mark: Box, color: str, card: str) -> None:
    shape = _rounded(mark)
    hollow = mark.hollow
    # As an artist: a patch would be measured for limits that are set already.
    axes.add_artist(
        PathPatch(
            shape,
            facecolor=card if hollow else color,
            edgecolor=color if hollow else "none",
            linewidth=1.5 * _POINT if hollow else 0,
            zorder=2,
        )
    )


def _rule(axes: Axes, mark: Rule, color: str) -> None:
    line = Line2D([mark.x, mark.to_x], [mark.y] * 2, color=color, linewidth=mark.width * _POINT, zorder=3)
    if mark.dashed:
        line.set_linestyle((0, (4, 3)))
    axes.add_artist(line)


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
