"""Prints reports: from the record to a page of words, and from there to a file's bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wellbeing.engine import reports
from wellbeing.engine.source import Source
from wellbeing.files.resources import resource
from wellbeing.render import html
from wellbeing.render.ink import Ink, ink
from wellbeing.render.page import Page
from wellbeing.render.paper import Paper
from wellbeing.reports.edition import Edition
from wellbeing.reports.report import Report
from wellbeing.ui import limit_words, text
from wellbeing.ui.report.page import page


def written(source: Source, edition: Edition, day: date) -> tuple[Report, Page]:
    """The report around a day, and its page in the person's language."""
    report = reports.report(source, edition, day, text.first_weekday())
    told = page(
        report,
        lambda limit: limit_words.name(limit, source.labels),
        source.calendar.day_start,
    )
    return report, told


@dataclass(frozen=True, slots=True)
class Press:
    """Template, style and colours, read once."""

    template: str
    css: str
    ink: Ink

    @staticmethod
    def shipped() -> Press:
        """As the program brings them."""
        return Press(
            resource("report", "report.html.j2").read_text("utf-8"),
            resource("report", "report.css").read_text("utf-8"),
            ink(resource("style", "tokens.toml").read_bytes()),
        )

    def html(self, page: Page, *, mail: bool = False) -> str:
        """One file for browsers, or the HTML part of a letter whose picture is `cid:days`."""
        return html.html(page, self.template, self.css, self.ink, mail=mail)

    def pdf(self, page: Page, paper: Paper = Paper.A4) -> bytes:
        """For printing and keeping."""
        from wellbeing.render import pdf

        return pdf.pdf(page, self.ink, paper)

    def png(self, page: Page, *, dark: bool = False, ratio: float = 2) -> bytes:
        """One picture of the whole, `ratio` pixels for each px."""
        from wellbeing.render import png

        return png.png(page, self.ink, dark=dark, ratio=ratio)

    def chart(self, page: Page) -> bytes:
        """The chart as a picture; empty where there is none."""
        from wellbeing.render import png

        return png.chart_png(page, self.ink)


def paper_of(region: str | None) -> Paper:
    """The paper that is in printers there (ISO 216, but for North America and its neighbours; CLDR paperSize)."""
    return Paper.LETTER if region in _LETTER else Paper.A4


_LETTER = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])
