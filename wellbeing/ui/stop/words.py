"""What is said at a reached limit."""

from __future__ import annotations

from wellbeing.engine.onscreen import Stop
from wellbeing.limits.limit import Limit, Measure, units
from wellbeing.ui import limit_words, text
from wellbeing.ui.text import _


def title(stop: Stop) -> str:
    """What is used, or until when it is not wanted."""
    now = stop.standing
    if now.closed_until is not None:
        until = text.clock(now.closed_until.astimezone())
        return _("Not wanted until {time}").format(time=until)
    week = now.limit.week
    if week is not None and now.week_used >= week:
        return _("{amount} used this week").format(amount=limit_words.amount(now.limit, now.week_used))
    return _("{amount} used today").format(amount=limit_words.amount(now.limit, now.used))


def reason(stop: Stop) -> str:
    """That it was the person's own choice, and their usual where it is known."""
    agreed = stop.standing.limit.agreed
    said = (
        _("You asked to be told here.") if agreed is None else _("Agreed with {name}.").format(name=agreed.by)
    )
    if stop.usual is None:
        return said
    free = stop.standing.day.weekday() > 4
    usual = _("Your usual weekend day is {amount}.") if free else _("Your usual workday is {amount}.")
    return f"{said} {usual.format(amount=limit_words.amount(stop.standing.limit, stop.usual))}"


def little(stop: Stop) -> str:
    """The smallest way on."""
    prompts = stop.standing.limit.measure is Measure.PROMPTS
    return _("One more prompt") if prompts else _("One more minute")


def more(stop: Stop) -> str:
    """The counted way on."""
    prompts = stop.standing.limit.measure is Measure.PROMPTS
    return _("5 more prompts") if prompts else _("15 more minutes")


def more_of(limit: Limit, minutes: int) -> str:
    """What some minutes are of a limit: prompts where it counts prompts."""
    amount = limit_words.amount(limit, units(limit.measure, minutes))
    return _("{amount} more").format(amount=amount)


def extended(stop: Stop) -> str:
    """How often it was extended today; empty while never."""
    count = sum(one.upto > 0 and one.units >= 0 for one in stop.standing.extensions)
    return (
        text.ngettext("Extended once today.", "Extended {count} times today.", count).format(count=count)
        if count
        else ""
    )
