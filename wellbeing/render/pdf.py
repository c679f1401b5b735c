"""A report on paper as a PDF: text as text in embedded fonts, with bookmarks.

Not safe on several threads at once, as everything that matplotlib draws.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

from wellbeing.lean import figures

figures.load_pdf()

# ruff: noqa: E402 - what follows finds matplotlib loaded without its figures
from fontTools.subset import Options  # type: ignore[import-untyped]  # it brings no types
from matplotlib import rc_context
from matplotlib.backends.backend_pdf import PdfFile, RendererPdf

from wellbeing.render.ink import Ink
from wellbeing.render.outline import with_outline
from wellbeing.render.page import Page
from wellbeing.render.paper import Paper, layout
from wellbeing.render.press import DPI, FAMILIES, POINTS, Press, measure, quiet

_DROPPED = "_drop_tables_default"
"""fontTools' list of tables to drop; matplotlib hands none of its own on. Where it is gone, all tables stay."""


def pdf(page: Page, ink: Ink, paper: Paper = Paper.A4, families: tuple[str, ...] = FAMILIES) -> bytes:
    """The report as a PDF: text as text in embedded fonts, with bookmarks; equal pages are equal files."""
    with quiet():
        return _pdf(page, ink, paper, families)


def _pdf(page: Page, ink: Ink, paper: Paper, families: tuple[str, ...]) -> bytes:
    done = layout(page, measure(families), paper)
    buffer = io.BytesIO()
    information = {"Title": page.title, "Subject": page.lead, "Creator": page.brand, "CreationDate": None}
    width, height = paper.width / DPI, paper.height / DPI
    # 42: outlines of TrueType fonts, which every viewer can search and copy.
    with _placed_letters(), rc_context({"pdf.fonttype": 42}):
        file = PdfFile(buffer, metadata=information)
        for number in range(done.pages):
            file.newPage(width, height)
            renderer = RendererPdf(file, POINTS, height, width)
            sheet = Press(renderer, POINTS / DPI, paper.height, ink.light, families)
            sheet.draw([mark for mark in done.marks if mark.page == number], paper.width)
            renderer.finalize()
            file.endStream()
        file.finalize()
        file.close()
    return with_outline(buffer.getvalue(), done.bookmarks, paper.height * POINTS / DPI, page.language)


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
