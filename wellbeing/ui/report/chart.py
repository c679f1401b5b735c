"""The chart of the report: its bars, its sentence, and the table behind it."""

from __future__ import annotations

from datetime import timedelta

from wellbeing.render.page import Bar, Bars
from wellbeing.render.table import Table
from wellbeing.reports.edition import Edition
from wellbeing.reports.report import Day, Report
from wellbeing.ui import text
from wellbeing.ui.report.amount import spent
from wellbeing.ui.text import _

_MINUTE = timedelta(minutes=1)


def bars(report: Report) -> Bars | None:
    """The days of the report; None where nothing is recorded."""
    if not report.recorded:
        return None
    edition = report.stretch.edition
    line = None
    if report.usual is not None:
        usual = report.usual.active / report.usual.days
        line = (usual / _MINUTE, (_("usual day"), spent(usual)))
    heading = _("Month by month") if edition is Edition.YEAR else _("Day by day")
    return Bars(
        heading=heading,
        sentence=_sentence(report),
        bars=tuple(_bar(report, one) for one in report.days),
        table=Table(
            (
                _("Month") if edition is Edition.YEAR else _("Day"),
                _("Active time"),
                _("With AI tools"),
            ),
            tuple(_line(report, one) for one in report.days if not one.ahead),
        ),
        line=line,
        foot=(_("AI tools,"), _("minutes")) if edition is Edition.WEEK else (_("AI tools"),),
    )


def _bar(report: Report, day: Day) -> Bar:
    edition = report.stretch.edition
    week = edition is Edition.WEEK
    ai = text.minutes(day.ai)
    name = str(day.first.day)
    if week:
        name = text.short_weekday(day.first)
    elif edition is Edition.YEAR:
        name = text.short_month(day.first)
    elif day.first.day % 5 and day.first.day != 1:
        name = ""
    return Bar(
        name=name,
        amount=day.active / _MINUTE,
        ai=day.ai / _MINUTE,
        label=spent(day.active) if week and day.active else "",
        inside=str(ai) if week and ai else "",
        recorded=bool(day.recorded),
        ahead=day.ahead,
    )


def _name(report: Report, day: Day) -> str:
    return text.month(day.first) if report.stretch.edition is Edition.YEAR else text.short_date(day.first)


def _line(report: Report, day: Day) -> tuple[str, ...]:
    if not day.recorded:
        return (_name(report, day), _("not recorded"), "")
    return (_name(report, day), spent(day.active), spent(day.ai))


def _sentence(report: Report) -> str:
    known = [one for one in report.days if one.recorded]
    most, least = max(known, key=lambda one: one.active), min(known, key=lambda one: one.active)
    said = _(
        "Active time by day, AI tools at the bottom: "
        "most on {most} with {most_amount}, least on {least} with {least_amount}."
    )
    if report.stretch.edition is Edition.YEAR:
        said = _(
            "Active time by month, AI tools at the bottom: "
            "most in {most} with {most_amount}, least in {least} with {least_amount}."
        )
    return said.format(
        most=_name(report, most),
        most_amount=spent(most.active),
        least=_name(report, least),
        least_amount=spent(least.active),
    )
