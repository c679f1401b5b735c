"""From a year to its two figures: the field of days and the months."""

from __future__ import annotations

from datetime import date, timedelta

from wellbeing.analysis.heat import ladder, shade
from wellbeing.engine.view.year import Month, YearView
from wellbeing.render import bars, year
from wellbeing.render.chart import Table
from wellbeing.ui import text
from wellbeing.ui.text import _
from wellbeing.ui.window.week.figure import HOUR, parts
from wellbeing.ui.window.year import words

ZERO = timedelta(0)
_ONE = timedelta(days=1)


def field(view: YearView, *, ai: bool) -> year.Field:
    """What `render.year` draws: from the first of January on, of a running year as far as it is lived."""
    amounts = view.ai if ai else view.days
    begins = ladder(amounts.values())
    first = date(view.year, 1, 1)
    days = [
        year.Day(
            one,
            shade(amounts[one], begins) if one in amounts else None,
            words.day(one, view),
        )
        for one in (first + place * _ONE for place in range((view.last - first).days + 1))
    ]
    week = [date(2024, 1, 1 + place) for place in range(7)]
    shown = {(view.first_weekday + place) % 7 for place in (0, 2, 4, 6)}
    return year.Field(
        days=days,
        last=date(view.year, 12, 31),
        first_weekday=view.first_weekday,
        weekdays={one.weekday(): text.short_weekday(one) for one in week if one.weekday() in shown},
        months={month: text.short_month(date(view.year, month, 1)) for month in range(1, 13)},
        key=words.key(begins),
        missing=_("not recorded") if any(one.shade is None for one in days) else "",
        sentence=words.field(view, ai=ai),
        table=_days(view),
        accent=ai,
        marked=view.today if view.current else None,
        mirrored=text.right_to_left(),
    )


def months(view: YearView, *, ai: bool) -> bars.Bars:
    """What `render.bars` draws: an average day of each month, in hours."""
    average = view.average_ai if ai else view.average
    line = None
    if average:
        line = (average / HOUR, _("average\n{amount}").format(amount=text.duration(average)))
    return bars.Bars(
        bars=tuple(_bar(one, view, ai=ai) for one in view.months),
        sentence=". ".join(words.month(one, ai=ai) for one in view.months if one.recorded),
        table=_months(view),
        line=line,
        foot="" if ai or not any(one.parts.get("ai") for one in view.months) else _("AI tools"),
        mirrored=text.right_to_left(),
    )


def _bar(one: Month, view: YearView, *, ai: bool) -> bars.Bar:
    known = bars.Known.AHEAD
    if one.first <= view.last:
        known = bars.Known.NOTHING if one.average is None else bars.Known.RECORDED
    of_day = {name: amount / one.recorded for name, amount in one.parts.items()} if one.average else {}
    if ai:
        of_day = {name: amount for name, amount in of_day.items() if name == "ai"}
    amount = sum(of_day.values(), ZERO)
    return bars.Bar(
        key=one.first.isoformat(),
        name=text.short_month(one.first),
        words=words.month(one, ai=ai) if one.first <= view.last else text.month(one.first),
        parts=tuple(bars.Part(part.key, part.amount) for part in parts(of_day, "ai")),
        label=text.duration(amount) if known is bars.Known.RECORDED else "",
        known=known,
        strong=view.current and one.first.month == view.today.month and known is bars.Known.RECORDED,
    )


def _days(view: YearView) -> Table:
    rows = tuple(
        (day.isoformat(), str(text.minutes(amount)), str(text.minutes(view.ai[day])))
        for day, amount in view.days.items()
    )
    return Table((_("Day"), _("In use, minutes"), _("AI tools")), rows)


def _months(view: YearView) -> Table:
    rows = tuple(
        (
            text.month(one.first),
            str(one.recorded),
            str(text.minutes(one.total)),
            str(text.minutes(one.parts.get("ai", ZERO))),
            "–" if one.average is None else str(text.minutes(one.average)),
        )
        for one in view.months
        if one.recorded
    )
    columns = (_("Month"), _("Recorded days"), _("In use, minutes"), _("AI tools"), _("A day"))
    return Table(columns, rows)
