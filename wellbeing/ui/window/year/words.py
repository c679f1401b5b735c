"""The words of the Year page: from a year to what is read, in the person's language."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from wellbeing.engine.view.year import Beside, Month, YearView
from wellbeing.ui import text
from wellbeing.ui.text import _, ngettext

ZERO = timedelta(0)


def title(view: YearView, *, ai: bool) -> str:
    """The sentence: how much on a day, compared with the year before."""
    if view.recorded is None:
        return _("Nothing recorded yet")
    average = view.average_ai if ai else view.average
    if average is None:
        if view.days:
            return _("No whole day of {year} is recorded yet").format(year=view.year)
        return _("Nothing recorded in {year}").format(year=view.year)
    words: dict[str, object] = {"amount": text.duration(average), "year": view.year, "past": view.year - 1}
    if view.beside is None or not view.beside.whole:
        said = (
            _("{amount} a day with AI tools in {year}") if ai else _("{amount} a day at the screen in {year}")
        )
        return said.format(**words)
    return _compared(words, _difference(view.beside, ai=ai), ai=ai)


def _difference(beside: Beside, *, ai: bool) -> int:
    """In minutes a day, as they are read."""
    if ai:
        return text.minutes(beside.now_ai) - text.minutes(beside.before_ai)
    return text.minutes(beside.now) - text.minutes(beside.before)


def _compared(words: dict[str, object], difference: int, *, ai: bool) -> str:
    words["difference"] = text.duration(timedelta(minutes=abs(difference)))
    if not difference:
        said = (
            _("{amount} a day with AI tools in {year}, just as in {past}")
            if ai
            else _("{amount} a day at the screen in {year}, just as in {past}")
        )
    elif difference < 0:
        said = (
            _("{amount} a day with AI tools in {year}, {difference} less than in {past}")
            if ai
            else _("{amount} a day at the screen in {year}, {difference} less than in {past}")
        )
    else:
        said = (
            _("{amount} a day with AI tools in {year}, {difference} more than in {past}")
            if ai
            else _("{amount} a day at the screen in {year}, {difference} more than in {past}")
        )
    return said.format(**words)


def under(view: YearView, *, ai: bool) -> str:
    """The second line: the whole, on how many days, and what part of the year before it is compared with."""
    if not view.days:
        return ""
    total = text.duration(sum((view.ai if ai else view.days).values(), ZERO))
    said = [
        ngettext(
            "{amount} on {count} recorded day.", "{amount} on {count} recorded days.", len(view.days)
        ).format(amount=total, count=len(view.days))
    ]
    if view.beside is None:
        return said[0]
    if not view.beside.whole:
        said.append(_part(view.beside, view.year - 1, ai=ai))
    elif view.current:
        said.append(_("Compared with the same part of {past}.").format(past=view.year - 1))
    return " ".join(said)


def _part(beside: Beside, past: int, *, ai: bool) -> str:
    """Where the year before was recorded in part only, that part is compared."""
    difference = _difference(beside, ai=ai)
    words = {
        "date": text.short_date(beside.since),
        "amount": text.duration(beside.now_ai if ai else beside.now),
        "difference": text.duration(timedelta(minutes=abs(difference))),
        "past": past,
    }
    if not difference:
        said = _("Since {date} {amount} a day, just as in the same part of {past}.")
    elif difference < 0:
        said = _("Since {date} {amount} a day, {difference} less than in the same part of {past}.")
    else:
        said = _("Since {date} {amount} a day, {difference} more than in the same part of {past}.")
    return said.format(**words)


def day(which: date, view: YearView) -> str:
    """One day in words: `Tuesday 24 November: 4 h 12, 48 min of it with AI tools`."""
    name = text.long_date(which)
    if which not in view.days:
        return _("{day}: not recorded").format(day=name)
    return _("{day}: {amount}, {ai} of it with AI tools").format(
        day=name, amount=text.duration(view.days[which]), ai=text.duration(view.ai[which])
    )


def month(one: Month, *, ai: bool) -> str:
    """One month in words: `November 2026: 4 h 12 a day on 23 recorded days`."""
    name = text.month(one.first)
    if not one.recorded:
        return _("{month}: not recorded").format(month=name)
    amount = one.parts.get("ai", ZERO) if ai else one.total
    if one.average is None:
        return ngettext(
            "{month}: {amount} on {count} recorded day",
            "{month}: {amount} on {count} recorded days",
            one.recorded,
        ).format(month=name, amount=text.duration(amount), count=one.recorded)
    said = ngettext(
        "{month}: {amount} a day on {count} recorded day",
        "{month}: {amount} a day on {count} recorded days",
        one.recorded,
    )
    return said.format(month=name, amount=text.duration(amount / one.recorded), count=one.recorded)


def key(begins: tuple[timedelta, ...]) -> tuple[str, ...]:
    """What five shades mean: `none`, `1–19 min`, `20–44 min`, …, `75 min and more`."""
    minute = timedelta(minutes=1)
    middle = tuple(_between(first, last - minute) for first, last in pairwise(begins))
    return (_("none"), *middle, _("{amount} and more").format(amount=_whole(begins[-1])))


def _between(first: timedelta, last: timedelta) -> str:
    end, hour = last + timedelta(minutes=1), timedelta(hours=1)
    if first % hour == end % hour == timedelta(0):
        return _("{first}–{last} h").format(first=first // hour, last=end // hour)
    if end < hour * 2:
        return _("{first}–{last} min").format(first=text.minutes(first), last=text.minutes(last))
    return _("under {amount}").format(amount=_whole(end))


def _whole(amount: timedelta) -> str:
    """`8 h` where a column would say `8 h 00`."""
    hours, rest = divmod(amount, timedelta(hours=1))
    return text.duration(amount) if rest or not hours else _("{hours} h").format(hours=hours)


def field(view: YearView, *, ai: bool) -> str:
    """The whole field in words: month by month, since 365 days are no sentence."""
    told = [month(one, ai=ai) for one in view.months if one.recorded]
    if view.current:
        told.append(day(view.today, view))
    return ". ".join(told) if told else _("No day of this year is recorded.")
