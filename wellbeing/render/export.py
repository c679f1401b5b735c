"""A chart as a file's bytes: picture, page, drawing with real text, and its table.

Not safe on several threads at once: a figure belongs to one canvas at a time.
"""

from __future__ import annotations

import csv
import io

from matplotlib import rc_context

from wellbeing.render.chart import DPI, Chart, Table

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula; names of apps and sites are not ours (OWASP, CSV
injection)."""


def png(chart: Chart, ratio: float = 2) -> bytes:
    """Pixels, `ratio` for each logical px; the text alternative is the picture's description."""
    buffer = io.BytesIO()
    chart.figure.savefig(buffer, format="png", dpi=DPI * ratio, metadata={"Description": chart.sentence})
    return buffer.getvalue()


def pdf(chart: Chart) -> bytes:
    """One page of the figure's size, text as text; no date, so that equal charts are equal files."""
    buffer = io.BytesIO()
    # 42: whole outlines of TrueType fonts, which every viewer can search and copy.
    with rc_context({"pdf.fonttype": 42}):
        metadata = {"Subject": chart.sentence, "CreationDate": None}
        chart.figure.savefig(buffer, format="pdf", dpi=DPI, metadata=metadata)
    return buffer.getvalue()


def svg(chart: Chart) -> bytes:
    """A drawing whose text stays text; no date, so that equal charts are equal files."""
    buffer = io.BytesIO()
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "wellbeing"}):
        metadata = {"Description": chart.sentence, "Date": None}
        chart.figure.savefig(buffer, format="svg", dpi=DPI, metadata=metadata)
    return buffer.getvalue()


def csv_text(table: Table) -> str:
    """The table with a header, comma and CR LF (RFC 4180); what would be a formula is made text."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    for row in (table.columns, *table.rows):
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return buffer.getvalue()
