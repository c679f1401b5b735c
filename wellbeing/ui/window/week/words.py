"""The words of the Week page: from a week to what is read, in the person's language."""

from __future__ import annotations

from datetime import timedelta

from wellbeing.analysis.usual import TooEarly
from wellbeing.engine.view.week import Day, Part, WeekView
from wellbeing.ui import text
from wellbeing.ui.text import _, ngettext


def over(view: WeekView) -> str:
    """Which week: `Week of 16–22 Nov`."""
    last = view.days[-1].day
    days = text.dates(view.first, last, year=last.year != view.today.year)
    return _("Week of {days}").format(days=days)


def title(view: WeekView) -> str:
    """The sentence: how much, compared with the same weekdays of the week before."""
    if view.recorded is None:
        return _("Nothing recorded yet")
    if not view.total:
        return _("Nothing recorded so far this week") if view.current else _("Nothing recorded in this week")
    amount = text.duration(view.total)
    if view.beside is None or view.beside.days < lived(view):
        return _("{amount} so far this week").format(amount=amount) if view.current else amount
    difference = text.minutes(view.beside.now) - text.minutes(view.beside.before)
    words = {"amount": amount, "difference": text.duration(timedelta(minutes=abs(difference)))}
    if not difference:
        said = (
            _("{amount} so far, just as in the week before by now")
            if view.current
            else _("{amount}, just as in the week before")
        )
    elif view.current:
        said = (
            _("{amount} so far, {difference} less than the week before by now")
            if difference < 0
            else _("{amount} so far, {difference} more than the week before by now")
        )
    else:
        said = (
            _("{amount}, {difference} less than the week before")
            if difference < 0
            else _("{amount}, {difference} more than the week before")
        )
    return said.format(**words)


def under(view: WeekView) -> str:
    """The second line: the AI part, the average day, and what is usual or when that will be known."""
    if view.recorded is None:
        return _("The first numbers appear after a minute, your usual after 24 days.")
    return " ".join(part for part in (_ai(view), _some(view), _average(view)) if part)


def _ai(view: WeekView) -> str:
    if not view.total:
        return ""
    amount = text.duration(view.ai)
    if view.usual_ai is None:
        return _("{amount} of it with AI tools.").format(amount=amount)
    return _("{amount} of it with AI tools; your usual week has {usual}.").format(
        amount=amount, usual=text.duration(view.usual_ai)
    )


def _some(view: WeekView) -> str:
    """What can be said where the week before is recorded in part only."""
    if view.beside is None or view.beside.days >= lived(view):
        return ""
    difference = text.minutes(view.beside.now) - text.minutes(view.beside.before)
    words = {"count": view.beside.days, "difference": text.duration(timedelta(minutes=abs(difference)))}
    said = (
        ngettext(
            "On the one weekday that was recorded the week before, too, {difference} less than then.",
            "On the {count} weekdays that were recorded the week before, too, {difference} less than then.",
            view.beside.days,
        )
        if difference < 0
        else ngettext(
            "On the one weekday that was recorded the week before, too, {difference} more than then.",
            "On the {count} weekdays that were recorded the week before, too, {difference} more than then.",
            view.beside.days,
        )
    )
    return said.format(**words)


def _average(view: WeekView) -> str:
    if isinstance(view.usual, TooEarly):
        if not view.current:
            return ""
        return _("Too early to say what is usual; that begins on {date}.").format(
            date=text.short_date(view.usual.until)
        )
    if view.average is None:
        return _("Your usual day has {usual}.").format(usual=text.duration(view.usual.average))
    return _("A day had {amount}, your usual day has {usual}.").format(
        amount=text.duration(view.average), usual=text.duration(view.usual.average)
    )


def lived(view: WeekView) -> int:
    """How many of the seven days have begun."""
    return sum(one.day <= view.today for one in view.days)


def day(one: Day, view: WeekView) -> str:
    """One day in words: `Monday 16 November: 5 h 10, 1 h 05 of it with AI tools; usually 4 h 50`."""
    name = text.long_date(one.day)
    if one.day > view.today:
        if one.usual is None:
            return name
        return _("{day}: usually {usual}").format(day=name, usual=text.duration(one.usual))
    if not one.recorded:
        return _("{day}: not recorded").format(day=name)
    words = {
        "day": name,
        "amount": text.duration(one.total),
        "ai": text.duration(one.parts.get("ai", timedelta(0))),
    }
    if one.usual is None:
        return _("{day}: {amount}, {ai} of it with AI tools").format(**words)
    return _("{day}: {amount}, {ai} of it with AI tools; usually {usual}").format(
        usual=text.duration(one.usual), **words
    )


def change(part: Part) -> str:
    """A category beside the week before: `48 min less`, `just as much`; empty where nothing is compared."""
    if part.before is None:
        return ""
    difference = text.minutes(part.amount) - text.minutes(part.before)
    if not difference:
        return _("just as much")
    amount = text.duration(timedelta(minutes=abs(difference)))
    return (
        _("{amount} less").format(amount=amount)
        if difference < 0
        else _("{amount} more").format(amount=amount)
    )


def compared(view: WeekView) -> str:
    """What the changes of categories are compared with; empty where they are not."""
    if all(part.before is None for part in view.categories):
        return ""
    return _("beside the week before by now") if view.current else _("beside the week before")


def blank(view: WeekView) -> tuple[str, str]:
    """Why there is no chart, and what to do: heading and sentence."""
    if view.current:
        return _("No chart yet: nothing is recorded"), _("It begins with the first minute of use.")
    return _("No chart: nothing is recorded"), _("The computer was off, or the tracker was not running.")
