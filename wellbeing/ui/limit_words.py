"""What is said of limits, on the command line and in windows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from wellbeing.engine.labels import Labels
from wellbeing.limits.check import Fault, Problem
from wellbeing.limits.limit import Aim, Limit, Measure, Of, Target
from wellbeing.limits.standing import Standing, State
from wellbeing.ui.text import _, duration, ngettext

_Pair = tuple[str, str]


def problem(one: Problem) -> _Pair:
    """What is wrong with a limit, and the remedy: a sentence each."""
    sentence, remedy = _PROBLEMS[one.fault]()
    return sentence.format(figure=one.figure), remedy.format(figure=one.figure)


_LITTLE: Callable[[], _Pair] = lambda: (  # noqa: E731 - one of a table of the same
    _("{figure} is too little for a limit."),
    _("Give at least 1; to leave something out for good, exclude it in the settings."),
)
_PROBLEMS: dict[Fault, Callable[[], _Pair]] = {
    Fault.NOTHING_NAMED: lambda: (
        _("A limit needs something that it is on."),
        _("Name an app, a category, an AI tool, AI as a whole, a site, or all screen time."),
    ),
    Fault.NO_AMOUNT: lambda: (
        _("A limit needs an amount or hours."),
        _("Give minutes for a day or a week, or hours in which it is not wanted."),
    ),
    Fault.TOO_LITTLE: _LITTLE,
    Fault.TOO_MUCH_A_DAY: lambda: (
        _("{figure} a day is more than a day has."),
        _("Give at most 1440 minutes (24 hours), or 10000 prompts."),
    ),
    Fault.TOO_MUCH_A_WEEK: lambda: (
        _("{figure} a week is more than a week has."),
        _("Give at most 10080 minutes, or 70000 prompts."),
    ),
    Fault.WEEK_BELOW_DAY: lambda: (
        _("The week's {figure} is less than the smallest amount of a day."),
        _("Raise the week's amount, or lower that of the days."),
    ),
    Fault.NOT_SEVEN_DAYS: lambda: (
        _("A week has seven days, not {figure}."),
        _("Give one amount for every day, or seven, Monday first."),
    ),
    Fault.NO_TIME_OF_DAY: lambda: (
        _("{figure} is not a stretch of a day."),
        _("Write hours from 00:00 to 24:00, such as 22:30-06:00."),
    ),
    Fault.EMPTY_HOURS: lambda: (
        _("{figure} begins when it ends."),
        _("Let the hours end later, or use an amount of minutes."),
    ),
    Fault.NO_WEEKDAY: lambda: (
        _("{figure} is on no day of the week."),
        _("Name at least one day, or none for every day."),
    ),
    Fault.HOURS_OVERLAP: lambda: (
        _("These hours overlap: {figure}."),
        _("Join them into one stretch, or let one begin when the other ends."),
    ),
    Fault.UNKNOWN_APP: lambda: (
        _("No app is called {figure}."),
        _("Use an id as in: wellbeing usage --by app"),
    ),
    Fault.UNKNOWN_CATEGORY: lambda: (
        _("There is no category {figure}."),
        _("Use an id as in: wellbeing usage --by category"),
    ),
    Fault.UNKNOWN_TOOL: lambda: (
        _("There is no AI tool {figure}."),
        _("Use an id as in: wellbeing usage --by tool"),
    ),
    Fault.NO_HOST: lambda: (
        _("{figure} is not the name of a site."),
        _("Write the host name alone, such as news.example.org."),
    ),
    Fault.PROMPTS_OF_WHAT: lambda: (
        _("Prompts cannot be counted for {figure}."),
        _("Count prompts of one AI tool or of all; count minutes for everything else."),
    ),
    Fault.NOTHING_COUNTS: lambda: (
        _("What the limit is on does not count: nothing is left of it."),
        _("Take it out of what does not count."),
    ),
    Fault.GOAL_HAS_HOURS: lambda: (
        _("A goal has no hours in which it is not wanted."),
        _("Leave the hours out, or make it a limit."),
    ),
    Fault.GOAL_COVERS: lambda: (
        _("Nothing stops anybody at a goal."),
        _("Choose the level note."),
    ),
    Fault.WARNING_OUT_OF_RANGE: lambda: (
        _("Nobody can be warned at {figure} left."),
        _("Give 1 to 1440."),
    ),
    Fault.NAME_TOO_LONG: lambda: (
        _("A name of {figure} characters is too long."),
        _("Use at most 80."),
    ),
    Fault.TWICE: lambda: (
        _("Limit {figure} is on the same already."),
        _("Change that one, or remove it first."),
    ),
}


def name(limit: Limit, labels: Labels) -> str:
    """As the person calls it, or what it is on."""
    return limit.name or targets(limit.targets, labels)


def targets(some: tuple[Target, ...], labels: Labels) -> str:
    """What is counted, or left out."""
    return " + ".join(target(one, labels) for one in some)


def target(one: Target, labels: Labels) -> str:
    """One thing, as the person knows it."""
    from wellbeing.model import AppIdentity

    match one.of:
        case Of.TOTAL:
            return _("All screen time")
        case Of.AI:
            return _("AI tools")
        case Of.CATEGORY:
            return labels.category_name(one.key)
        case Of.APP:
            return labels.name(AppIdentity(one.key))
        case Of.TOOL:
            known = labels.catalogue.tools.by_id.get(one.key)
            return known.name if known else one.key
        case Of.SITE:
            return one.key


def amount(limit: Limit, units: float) -> str:
    """Minutes or prompts, as the limit is measured."""
    if limit.measure is Measure.PROMPTS:
        return ngettext("{count} prompt", "{count} prompts", round(units)).format(count=round(units))
    return duration(timedelta(minutes=units))


def state(now: Standing) -> str:
    """How a limit stands, in a few words."""
    limit = now.limit
    if now.state is State.FREE:
        return _("nothing is asked today")
    if now.state is State.IGNORED:
        return _("ignored today")
    if now.state is State.REACHED:
        return _("done") if limit.aim is Aim.AT_LEAST else _("reached")
    left = amount(limit, now.left or 0.0)
    said = _("{amount} to go") if limit.aim is Aim.AT_LEAST else _("{amount} left")
    return said.format(amount=left)


def agreed(limit: Limit) -> str:
    """With whom it was agreed; empty for one's own."""
    return _("agreed with {name}").format(name=limit.agreed.by) if limit.agreed else ""
