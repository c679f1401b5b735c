"""The sections of the report: tools, changes, limits, the day, the record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from wellbeing.limits.limit import Limit
from wellbeing.render.page import Place, Row, Section
from wellbeing.reports.edition import Edition
from wellbeing.reports.report import Kept, Report
from wellbeing.ui import limit_words, text
from wellbeing.ui.kind import kind_name
from wellbeing.ui.report.amount import spent
from wellbeing.ui.report.legible import legible, listed
from wellbeing.ui.text import _, exact, ngettext

_TOOLS, _CATEGORIES, _THINGS, _KINDS = 5, 7, 6, 5
Called = Callable[[Limit], str]
"""What a limit is called."""


def sections(report: Report, called: Called, day_start: timedelta) -> tuple[Section, ...]:
    """Those that have something to say, in reading order."""
    found = (
        _growth(report),
        _tools(report),
        _kinds(report),
        _day(report, day_start),
        _limits(report, called),
        _changes(report),
        _things(report),
        _people(report),
        _feelings(report),
    )
    return balanced([one for one in found if one.rows or one.sentences])


def balanced(found: Sequence[Section]) -> tuple[Section, ...]:
    """The same sections; where none begins the page's first column, the first half of the second goes there."""
    columns = [one for one in found if one.place is not Place.WHOLE]
    if any(one.place is Place.START for one in columns):
        return tuple(found)
    first = columns[: (len(columns) + 1) // 2]
    return tuple(replace(one, place=Place.START) if one in first else one for one in found)


def difference(now: timedelta, before: timedelta) -> str:
    """`+20 min`, `−1 h 43`, `0 min`; as both stand in their column."""
    minutes = text.minutes(now) - text.minutes(before)
    sign = "+" if minutes > 0 else "−" if minutes < 0 else ""
    return sign + spent(timedelta(minutes=abs(minutes)))


def _tools(report: Report) -> Section:
    tools = report.ai.tools
    shown, rest = tools[:_TOOLS], tools[_TOOLS:]
    if len(rest) == 1:
        shown, rest = tools, ()
    most = max((one.attended for one in tools), default=timedelta(0)) or timedelta(1)
    rows = [
        Row(
            legible(one.name),
            _("{amount} more without you").format(amount=spent(one.unattended))
            if text.minutes(one.unattended)
            else "",
            one.attended / most,
            ai=True,
            value=spent(one.attended),
            extra="–" if one.prompts is None else exact(one.prompts),
        )
        for one in shown
    ]
    if rest:
        attended = sum((one.attended for one in rest), timedelta(0))
        prompts = [one.prompts for one in rest if one.prompts is not None]
        note = ngettext("{count} tool", "{count} tools", len(rest)).format(count=len(rest))
        extra = exact(sum(prompts)) if prompts else "–"
        rows.append(
            Row(
                _("Others"),
                note,
                min(1.0, attended / most),
                ai=True,
                value=spent(attended),
                extra=extra,
            )
        )
    columns = (_("Tool"), _("With you"), _("Prompts"))
    return Section("tools", _("AI tools"), _("with you; prompts"), columns, tuple(rows))


def _changes(report: Report) -> Section:
    beside = report.beside
    shown, rest = report.categories[:_CATEGORIES], report.categories[_CATEGORIES:]
    average = beside is not None and beside.average
    days = beside.days if beside is not None and beside.average else 1
    whole = beside is not None and (average or beside.days == len([d for d in report.days if not d.ahead]))

    def row(name: str, amount: timedelta, before: timedelta | None) -> Row:
        changed = "" if before is None or not whole else difference(amount / days, before)
        return Row(name, value=spent(amount / days if average else amount), extra=changed)

    rows = [row(legible(one.name), one.amount, one.before) for one in shown]
    if rest:
        known = [one.before for one in rest if one.before is not None]
        rows.append(
            row(
                _("The rest"),
                sum((one.amount for one in rest), timedelta(0)),
                sum(known, timedelta(0)) if known else None,
            )
        )
    if not whole:
        return Section(
            "categories",
            _("What it was for"),
            "",
            (_("Category"), _("Active time"), ""),
            tuple(rows),
            place=Place.END,
        )
    hint = {
        Edition.WEEK: _("beside the week before"),
        Edition.MONTH: _("a day, beside the month before"),
        Edition.YEAR: _("a day, beside the year before"),
    }[report.stretch.edition]
    columns = (_("Category"), _("Active time"), _("Change"))
    return Section("categories", _("What changed"), hint, columns, tuple(rows), place=Place.END)


def _things(report: Report) -> Section:
    most = max((one.amount for one in report.things), default=timedelta(0)) or timedelta(1)
    rows = tuple(
        Row(legible(one.name), bar=one.amount / most, value=spent(one.amount))
        for one in report.things[:_THINGS]
    )
    columns = (_("App or site"), _("Active time"))
    return Section("apps", _("Apps and sites"), _("most used"), columns, rows, place=Place.END)


def _kinds(report: Report) -> Section:
    rows = tuple(
        Row(kind_name(kind), value=spent(amount), extra=text.percent(amount / report.ai.attended))
        for kind, amount in report.ai.kinds[:_KINDS]
        if report.ai.attended
    )
    columns = (_("Kind"), _("With you"), _("Share"))
    return Section("kinds", _("What the AI tools were for"), "", columns, rows)


def _day(report: Report, day_start: timedelta) -> Section:
    ai, rows = report.ai, []
    if not ai.tools:
        return Section("ai-day", "")
    if ai.first is not None:
        begin = datetime.combine(report.stretch.first, time()) + day_start
        low, high = (text.clock(begin + one) for one in (ai.first.earliest, ai.first.latest))
        note = _("earliest {low}, latest {high}").format(low=low, high=high)
        rows.append(Row(_("First use of a day"), note, value=text.clock(begin + ai.first.middle)))
    if ai.free is not None:
        rows.append(
            Row(
                _("Longest stretch without"),
                _("of time in use, on {day}").format(day=text.short_date(ai.free[1])),
                value=spent(ai.free[0]),
            )
        )
    rows.append(Row(_("From 23:00 to 05:00"), value=spent(ai.night)))
    rows.append(Row(_("Attended"), _("in front, and you there"), value=spent(ai.attended)))
    rows.append(Row(_("Unattended"), _("an agent worked, you did not watch"), value=spent(ai.unattended)))
    if ai.prompts is not None:
        rows.append(Row(_("Prompts"), value=exact(ai.prompts)))
    return Section("ai-day", _("AI in your day"), "", (_("Figure"), _("Amount")), tuple(rows))


def _people(report: Report) -> Section:
    rows = []
    company, breaks = report.company, report.breaks
    if company.people or company.companion:
        rows.append(Row(_("People"), _("calls, messages, mail"), value=spent(company.people)))
        note = ngettext("on {count} day", "on {count} days", company.companion_days)
        rows.append(
            Row(
                _("Companions"),
                note.format(count=company.companion_days) if company.companion else "",
                value=spent(company.companion),
            )
        )
    if breaks is not None:
        count = round(breaks.count / breaks.days)
        rows.append(
            Row(
                _("Breaks a day"),
                _("five minutes or more between two stretches"),
                value=exact(count),
            )
        )
        rows.append(
            Row(
                _("Longest without one"),
                _("on {day}").format(day=text.short_date(breaks.longest[1])),
                value=spent(breaks.longest[0]),
            )
        )
    columns = (_("Figure"), _("Amount"))
    return Section("people", _("People and breaks"), "", columns, tuple(rows), place=Place.END)


def _feelings(report: Report) -> Section:
    shared = report.feelings
    rows = []
    for name, one in () if shared is None else ((_("Mood"), shared.mood), (_("Energy"), shared.energy)):
        if one is None:
            continue
        note = ngettext("mean of {count} check-in", "mean of {count} check-ins", one.days)
        said_note = note.format(count=one.days)
        if one.before is not None:
            said_note = _("{note}; before that {before}").format(
                note=said_note, before=text.decimal(one.before)
            )
        value = _("{mean} of 7").format(mean=text.decimal(one.mean))
        rows.append(Row(name, said_note, value=value))
    few = () if rows or shared is None else (_("Fewer than three check-ins: too few to tell of."),)
    columns = (_("Figure"), _("Amount"))
    return Section(
        "feelings", _("How it felt"), _("shared by its owner"), columns, tuple(rows), few, Place.END
    )


def _limits(report: Report, called: Called) -> Section:
    week = report.stretch.edition is Edition.WEEK
    rows = tuple(
        Row(
            called(one.limit),
            _asked(one.limit),
            marks=one.days if week else (),
            marks_said=_marks(report, one) if week else "",
            value=_("{kept} of {asked}").format(kept=one.kept, asked=one.asked),
        )
        for one in report.limits
    )
    return Section("limits", _("Limits"), _("days on which they were kept"), (_("Limit"), _("Kept")), rows)


def _asked(limit: Limit) -> str:
    """What it asks, where that can be said in a few words."""
    if limit.week is not None:
        return _("{amount} a week").format(amount=limit_words.amount(limit, limit.week))
    work, free = set(limit.days[:5]), set(limit.days[5:])
    if len(work) > 1 or len(free) > 1 or None in work or None in free:
        return ""
    amount, weekend = (limit_words.amount(limit, one or 0) for one in (limit.days[0], limit.days[5]))
    if work == free:
        return _("{amount} a day").format(amount=amount)
    return _("{amount}, {weekend} at weekends").format(amount=amount, weekend=weekend)


def _marks(report: Report, kept: Kept) -> str:
    missed = [
        text.weekday(day.first) for day, one in zip(report.days, kept.days, strict=True) if one is False
    ]
    if not missed:
        return _("kept on every day that counts")
    return _("not kept on {days}").format(days=listed(missed))


def _growth(report: Report) -> Section:
    said = {
        "ai": _("On {date} it was noticed that time with AI tools had grown beyond what is usual for you."),
        "screen": _(
            "On {date} it was noticed that time at the screen had grown beyond what is usual for you."
        ),
    }
    sentences = tuple(
        said.get(one.about, said["screen"]).format(date=text.long_date(one.at)) for one in report.notes
    )
    return Section("growth", _("Growth"), sentences=sentences, place=Place.WHOLE)
