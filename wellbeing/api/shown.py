"""A week as a page tells it: the same figures as the agreed digests, in words, bars and tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wellbeing.api.feeling import feelings
from wellbeing.api.name import Names
from wellbeing.api.value import WeekTold
from wellbeing.api.words import Words, of_week
from wellbeing.family.level import Level
from wellbeing.family.line import Line
from wellbeing.render.drawing import Drawing, drawing
from wellbeing.render.page import Bar, Bars, Row, Section, Tile
from wellbeing.render.table import Table

_MOST = 8
"""Lines of a list; the rest is one line."""
_WIDTH, _HEIGHT = 342.0, 190.0


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows of a week."""

    monday: date
    dates: str
    tiles: tuple[Tile, ...]
    bars: Bars | None
    """None where nothing was brought."""
    chart: Drawing | None
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    """What has to be known to read it."""


def shown(told: WeekTold, words: Words, names: Names, today: date) -> Shown:
    """The week in words.

    Args:
        told: as pared for whose view it is.
        words: the language.
        names: what categories and tools are called.
        today: days after it are still ahead.
    """
    days = {one.day: one for one in told.days}
    bars = _bars(told.monday, days, words, today) if days else None
    lines = list(told.days)
    return Shown(
        monday=told.monday,
        dates=words.dates(told.monday, of_week(told.monday)[-1]),
        tiles=_tiles(lines, words) if lines else (),
        bars=bars,
        chart=drawing(bars, _WIDTH, _HEIGHT, mirrored=words.direction == "rtl", slim=True) if bars else None,
        sections=tuple(one for one in _sections(told, words, names) if one.rows or one.sentences),
        notes=_notes(told, words),
    )


def _tiles(days: Sequence[Line], words: Words) -> tuple[Tile, ...]:
    _, active = words._, sum(one.active_s for one in days)
    attended = sum(one.ai.attended_s for one in days)
    night = sum(one.night_s for one in days)
    nights = sum(one.night_s >= 60 for one in days)
    limits = [limit for one in days for limit in one.limits]
    average = _("{amount} a day").format(amount=words.duration(active / len(days)))
    tiles = [
        Tile(_("Active time"), words.duration(active), average),
        Tile(
            _("With AI tools"),
            words.duration(attended),
            _("{share} of it").format(share=words.percent(attended / active)) if active else "",
        ),
        Tile(
            _("Late, after 23:00"),
            words.duration(night),
            words.ngettext("on {count} night", "on {count} nights", nights) if nights else "",
        ),
    ]
    if limits:
        kept = sum(one.kept for one in limits)
        value = _("{kept} of {all}").format(kept=kept, all=len(limits))
        tiles.append(Tile(_("Limits kept"), value, ""))
    return tuple(tiles)


# ---------------------------------------------------------------- day by day


def _bars(monday: date, days: Mapping[date, Line], words: Words, today: date) -> Bars:
    _ = words._
    bars, rows = [], []
    for day in of_week(monday):
        one = days.get(day)
        bars.append(_bar(day, one, words, ahead=day > today))
        if one is not None:
            rows.append(
                (words.short_date(day), words.duration(one.active_s), words.duration(one.ai.attended_s))
            )
        elif day <= today:
            rows.append((words.short_date(day), _("nothing came"), ""))
    most = max(days.values(), key=lambda one: one.active_s)
    sentence = _("Active time by day, AI tools at the bottom: most on {day} with {amount}.").format(
        day=words.long_date(most.day), amount=words.spoken(most.active_s)
    )
    columns = (_("Day"), _("Active time"), _("With AI tools"))
    return Bars(_("Day by day"), sentence, tuple(bars), Table(columns, tuple(rows)), None, (_("AI tools"),))


def _bar(day: date, one: Line | None, words: Words, *, ahead: bool) -> Bar:
    if one is None:
        return Bar(words.weekday(day), 0, 0, recorded=False, ahead=ahead)
    ai = round(one.ai.attended_s / 60)
    return Bar(
        words.weekday(day),
        one.active_s / 60,
        min(one.ai.attended_s, one.active_s) / 60,
        label=words.duration(one.active_s) if one.active_s else "",
        inside=str(ai) if ai else "",
    )


# ---------------------------------------------------------------- lists


def _sections(told: WeekTold, words: Words, names: Names) -> Iterable[Section]:
    _, days = words._, told.days
    amount = _("Time")
    if told.level >= Level.APPS:
        tools: Counter[str] = Counter()
        prompts: Counter[str] = Counter()
        for tool in (tool for one in days for tool in one.tools):
            tools[names.tool(tool.id)] += tool.attended_s
            prompts[names.tool(tool.id)] += tool.prompts or 0
        rows = _rows(
            tools, words, ai=True, extra={key: str(count) for key, count in prompts.items() if count}
        )
        columns = (_("AI tool"), amount, _("Prompts"))
        yield Section("tools", _("AI tools"), _("with the person; prompts"), columns, rows)
    if told.level >= Level.KINDS:
        kinds = _summed({names.kind(key, words): s for key, s in one.ai_kinds.items()} for one in days)
        yield Section("kinds", _("Kinds of AI"), "", (_("Kind"), amount), _rows(kinds, words, ai=True))
        found = _summed({names.category(key, words): s for key, s in one.categories.items()} for one in days)
        yield Section("categories", _("Categories"), "", (_("Category"), amount), _rows(found, words))
    if told.level >= Level.APPS:
        apps = _summed({app.name: app.active_s for app in one.apps} for one in days)
        yield Section("apps", _("Apps"), "", (_("App"), amount), _rows(apps, words))
    yield Section("limits", _("Limits"), "", (_("Limit"), _("Kept")), _limits(told, words))
    yield Section("more", _("And"), "", (_("What"), amount), _more(days, words))
    yield feelings(days, words)
    yield Section("journal", _("The record itself"), sentences=tuple(_journal(days, words)))


def _summed(several: Iterable[Mapping[str, int]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for one in several:
        found.update(one)
    return found


def _rows(
    amounts: Counter[str], words: Words, *, ai: bool = False, extra: Mapping[str, str] | None = None
) -> tuple[Row, ...]:
    ranked = [one for one in amounts.most_common() if one[1]]
    if not ranked:
        return ()
    shown, rest = ranked[:_MOST], ranked[_MOST:]
    if rest:
        shown.append((words._("Others"), sum(amount for _name, amount in rest)))
    most = max(amount for _name, amount in shown)
    return tuple(
        Row(name, bar=amount / most, ai=ai, value=words.duration(amount), extra=(extra or {}).get(name, ""))
        for name, amount in shown
    )


def _limits(told: WeekTold, words: Words) -> tuple[Row, ...]:
    _ = words._
    by_id: dict[str, str] = {}
    week = of_week(told.monday)
    agreed: dict[str, bool] = {}
    marks: dict[str, list[bool | None]] = {}
    for place, day in enumerate(week):
        for limit in next((one.limits for one in told.days if one.day == day), ()):
            by_id[limit.id] = limit.name or by_id.get(limit.id, "") or _("A limit")
            agreed[limit.id] = limit.agreed
            marks.setdefault(limit.id, [None] * 7)[place] = limit.kept
    rows = []
    for key, name in sorted(by_id.items(), key=lambda item: (not agreed[item[0]], item[1])):
        asked = [one for one in marks[key] if one is not None]
        value = _("{kept} of {all}").format(kept=sum(asked), all=len(asked))
        said = ", ".join(
            f"{words.weekday(day)} {_('kept') if one else _('not kept')}"
            for day, one in zip(week, marks[key], strict=True)
            if one is not None
        )
        note = _("agreed in the family") if agreed[key] else ""
        rows.append(Row(name, note=note, marks=tuple(marks[key]), marks_said=said, value=value))
    return tuple(rows)


def _more(days: Sequence[Line], words: Words) -> tuple[Row, ...]:
    _ = words._
    alone = sum(one.ai.unattended_s for one in days)
    prompts = [one.ai.prompts for one in days if one.ai.prompts is not None]
    free = [one.longest_free_s for one in days if one.longest_free_s is not None]
    breaks = [one.breaks for one in days if one.breaks is not None]
    rows = []
    if prompts:
        rows.append(Row(_("Prompts"), value=str(sum(prompts))))
    if alone:
        rows.append(Row(_("Agents at work while nobody was there"), value=words.duration(alone)))
    if free:
        rows.append(Row(_("Longest stretch without AI"), value=words.duration(max(free))))
    if breaks:
        rows.append(Row(_("Breaks of five minutes and more"), value=str(sum(breaks))))
    return tuple(rows)


def _journal(days: Sequence[Line], words: Words) -> Iterable[str]:
    """What happened to the record itself: told, not judged."""
    pauses, paused = sum(one.journal.pauses for one in days), sum(one.journal.paused_s for one in days)
    gaps, missed = sum(one.journal.gaps for one in days), sum(one.journal.missed_s for one in days)
    jumps = sum(one.journal.jumps for one in days)
    limits = sum(one.journal.limits for one in days)
    edits = sum(one.journal.edits + one.journal.forgotten for one in days)
    if pauses:
        yield words.ngettext(
            "Paused {count} time, {amount}.",
            "Paused {count} times, {amount}.",
            pauses,
            amount=words.duration(paused),
        )
    if gaps:
        yield words.ngettext(
            "{count} gap in the record, {amount}.",
            "{count} gaps in the record, {amount}.",
            gaps,
            amount=words.duration(missed),
        )
    if jumps:
        yield words.ngettext(
            "The clock was changed {count} time.", "The clock was changed {count} times.", jumps
        )
    if limits:
        yield words.ngettext(
            "A limit was changed or put off {count} time.",
            "Limits were changed or put off {count} times.",
            limits,
        )
    if edits:
        yield words.ngettext(
            "{count} entry was corrected or removed.", "{count} entries were corrected or removed.", edits
        )


def _notes(told: WeekTold, words: Words) -> tuple[str, ...]:
    _, days = words._, told.days
    found = []
    above = sum(one.active.high_s - one.active.low_s for one in days)
    if above >= 60:
        found.append(
            _("Devices may have been in use at the same time: it may be up to {amount} more.").format(
                amount=words.duration(above)
            )
        )
    if any(one.demo for one in days):
        found.append(_("These days were made up for a demonstration; nobody lived them."))
    return tuple(found)
