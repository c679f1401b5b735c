"""The report in a line, and the sentences and numbers below it."""

from __future__ import annotations

from datetime import timedelta

from wellbeing.render.page import Tile
from wellbeing.reports.edition import Edition
from wellbeing.reports.report import Beside, Report
from wellbeing.ui import text
from wellbeing.ui.report.amount import spent
from wellbeing.ui.text import _, exact, ngettext

_SAME = 0.1
"""Amounts that differ by less are about the same (look.md: an ordinary week)."""
_LEAST = timedelta(minutes=30)
"""A smaller difference of a week is none to speak of."""


def over(report: Report) -> str:
    """Which days."""
    stretch = report.stretch
    if stretch.edition is Edition.YEAR:
        return _("The year {year}").format(year=stretch.first.year)
    if stretch.edition is Edition.MONTH:
        return text.month(stretch.first)
    return _("Week of {days}").format(days=text.dates(stretch.first, stretch.last, year=True))


def headline(report: Report) -> str:
    """The report in a line."""
    if not report.recorded:
        return _("Nothing was recorded")
    if report.early:
        return _("Not enough data to compare yet")
    if report.stretch.edition is Edition.WEEK and report.usual is not None:
        usual = report.usual
        return _week(_differs(usual.own_active, usual.active), _differs(usual.own_ai, usual.ai))
    if report.beside is not None:
        return _period(report.stretch.edition, _differs(report.beside.now, report.beside.before))
    return _("{amount} at the screen").format(amount=spent(report.total))


def _differs(now: timedelta, before: timedelta) -> int:
    """-1 for less, 1 for more, 0 for about the same."""
    difference = now - before
    if abs(difference) <= max(before * _SAME, min(_LEAST, before)):
        return 0
    return 1 if difference > timedelta(0) else -1


def _week(screen: int, ai: int) -> str:
    return {
        (0, 0): _("An ordinary week at the screen"),
        (0, 1): _("An ordinary week at the screen, with more AI than usual"),
        (0, -1): _("An ordinary week at the screen, with less AI than usual"),
        (1, 0): _("More time at the screen than usual, with AI as usual"),
        (1, 1): _("More time at the screen than usual, and more with AI"),
        (1, -1): _("More time at the screen than usual, and less with AI"),
        (-1, 0): _("Less time at the screen than usual, with AI as usual"),
        (-1, 1): _("Less time at the screen than usual, and more with AI"),
        (-1, -1): _("Less time at the screen than usual, and less with AI"),
    }[screen, ai]


def _period(edition: Edition, screen: int) -> str:
    if edition is Edition.MONTH:
        return {
            0: _("Days at the screen much as in the month before"),
            1: _("Longer days at the screen than in the month before"),
            -1: _("Shorter days at the screen than in the month before"),
        }[screen]
    if edition is Edition.YEAR:
        return {
            0: _("Days at the screen much as in the year before"),
            1: _("Longer days at the screen than in the year before"),
            -1: _("Shorter days at the screen than in the year before"),
        }[screen]
    return {
        0: _("A week at the screen much like the one before"),
        1: _("More time at the screen than in the week before"),
        -1: _("Less time at the screen than in the week before"),
    }[screen]


def lead(report: Report) -> str:
    """The sentences below the headline."""
    if not report.recorded:
        return _("On these days the program did not run, or was paused.")
    parts = [_total(report), _ai(report), _early(report), _partial(report)]
    return " ".join(part for part in parts if part)


def _total(report: Report) -> str:
    amount = spent(report.total)
    beside = report.beside
    if beside is None:
        return _("{amount} of active time.").format(amount=amount)
    difference = spent(abs(beside.change))
    less = beside.change < timedelta(0)
    if not text.minutes(beside.change):
        if beside.average:
            return _("{amount} of active time; an average day as long as before.").format(amount=amount)
        return _("{amount} of active time, just as in the week before.").format(amount=amount)
    values = {"amount": amount, "difference": difference}
    if beside.average:
        said = (
            _("{amount} of active time; {difference} a day less than before.")
            if less
            else _("{amount} of active time; {difference} a day more than before.")
        )
        return said.format(**values)
    if beside.days < _lived(report):
        return _some(beside, values, less=less)
    said = (
        _("{amount} of active time, {difference} less than the week before.")
        if less
        else _("{amount} of active time, {difference} more than the week before.")
    )
    return said.format(**values)


def _lived(report: Report) -> int:
    return sum(not day.ahead for day in report.days)


def _some(beside: Beside, values: dict[str, str], *, less: bool) -> str:
    said = (
        ngettext(
            "{amount} of active time; on {count} comparable weekday, {difference} less than the week before.",
            "{amount} of active time; on {count} comparable weekdays, {difference} less than the week before.",
            beside.days,
        )
        if less
        else ngettext(
            "{amount} of active time; on {count} comparable weekday, {difference} more than the week before.",
            "{amount} of active time; on {count} comparable weekdays, {difference} more than the week before.",
            beside.days,
        )
    )
    return said.format(count=beside.days, **values)


def _ai(report: Report) -> str:
    if not report.ai.attended:
        return _("None of it with AI tools.") if report.total else ""
    amount = spent(report.ai.attended)
    if report.usual is None:
        return _("{amount} of it with AI tools.").format(amount=amount)
    usual = spent(report.usual.ai)
    return _("{amount} of it with AI tools, where such a week usually has {usual}.").format(
        amount=amount, usual=usual
    )


def _early(report: Report) -> str:
    return _("Three recorded days are needed before anything is compared.") if report.early else ""


def _partial(report: Report) -> str:
    if not report.partial:
        return ""
    return {
        Edition.WEEK: _("The week is not over: this is how it stood on {date}."),
        Edition.MONTH: _("The month is not over: this is how it stood on {date}."),
        Edition.YEAR: _("The year is not over: this is how it stood on {date}."),
    }[report.stretch.edition].format(date=text.long_date(report.made.date()))


def tiles(report: Report) -> tuple[Tile, ...]:
    """The four large numbers."""
    return (_active_tile(report), _ai_tile(report), _third_tile(report), _late_tile(report))


def _active_tile(report: Report) -> Tile:
    note = ""
    if report.average is not None:
        average = spent(report.average)
        if report.usual is not None:
            usual = spent(report.usual.active / report.usual.days)
            note = _("{average} a day, usual {usual}").format(average=average, usual=usual)
        else:
            note = _("{average} a day").format(average=average)
    return Tile(_("Active time"), spent(report.total), note)


def _ai_tile(report: Report) -> Tile:
    share, usual = report.ai.share, report.usual
    note = "" if share is None else text.percent(share)
    if share is not None and usual is not None and usual.share is not None:
        note = _("{share}, usual {usual}").format(share=note, usual=text.percent(usual.share))
    return Tile(_("With AI tools"), spent(report.ai.attended), note)


def _third_tile(report: Report) -> Tile:
    if report.limits:
        kept, asked = sum(one.kept for one in report.limits), sum(one.asked for one in report.limits)
        count = len(report.limits)
        note = ngettext("days, of {count} limit", "days, of {count} limits", count).format(count=count)
        return Tile(_("Limits kept"), _("{kept} of {asked}").format(kept=kept, asked=asked), note)
    if report.ai.prompts is not None:
        return Tile(_("Prompts"), exact(report.ai.prompts), _("that you wrote, as logs tell"))
    average = spent(report.average) if report.average is not None else "–"
    return Tile(_("An average day"), average, "")


def _late_tile(report: Report) -> Tile:
    late = report.late
    note = ngettext("on {count} night", "on {count} nights", late.nights).format(count=late.nights)
    if report.usual is not None:
        note = _("{nights}, usual {usual}").format(nights=note, usual=spent(report.usual.late))
    return Tile(_("Late, 23:00 to 05:00"), spent(late.amount), note)
