"""From a report to a page of words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from wellbeing.limits.limit import Limit
from wellbeing.render.page import Page, Tile
from wellbeing.reports.report import Report
from wellbeing.ui import text
from wellbeing.ui.report import chart, foot, head
from wellbeing.ui.report.legible import legible
from wellbeing.ui.report.sections import Called, sections
from wellbeing.ui.text import _, with_whole_durations


def page(report: Report, called: Called, day_start: timedelta) -> Page:
    """The report in the person's language.

    Args:
        report: what is told.
        called: names limits.
        day_start: when a day begins, after midnight.
    """
    over = head.over(report)

    def named(limit: Limit) -> str:
        return legible(called(limit))

    return Page(
        language=str(text.language()).replace("_", "-"),
        right_to_left=text.right_to_left(),
        title=f"{over} – Wellbeing",
        over=over,
        brand="Wellbeing",
        headline=head.headline(report),
        lead=head.lead(report),
        demo=_("Demo data: a synthetic person.") if report.demo else "",
        tiles=tuple(_whole(one) for one in head.tiles(report)) if report.recorded else (),
        bars=chart.bars(report),
        sections=sections(report, named, day_start) if report.recorded else (),
        idea=foot.idea(report, named),
        idea_label=foot.idea_label(report.suggestion),
        foot=foot.foot(report),
        table_label=_("The numbers behind the chart"),
        page_of=_("Page {page} of {pages}"),
    )


def _whole(tile: Tile) -> Tile:
    """No line of a narrow column ends inside a duration."""
    return replace(tile, note=with_whole_durations(tile.note))
