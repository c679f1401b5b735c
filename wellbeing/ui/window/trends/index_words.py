"""The words of the reliance index: each part with its sum, the end, and why something is missing."""

from __future__ import annotations

from wellbeing.analysis.reliance import REVERSED, Component, Part
from wellbeing.engine.view.trends import ONE, TrendsView
from wellbeing.ui import reliance_words, text
from wellbeing.ui.reliance_words import minutes
from wellbeing.ui.text import _, ngettext


def part(one: Part, today: float | None) -> str:
    """One part of the sum: what it counts, and how its number comes about."""
    mean = text.decimal(one.mean)
    said = [f"{reliance_words.component(one.component)}: {reliance_words.signed(one.contribution)}."]
    said.append(reliance_words.meaning(one.component))
    said.append(
        ngettext(
            "On {count} of the last 14 days you were higher than on {mean} % of your comparable days on average;"
            " its weight is {weight}: {weight} × ({mean} − 50) = {sum}.",
            "On {count} of the last 14 days you were higher than on {mean} % of your comparable days on average;"
            " its weight is {weight}: {weight} × ({mean} − 50) = {sum}.",
            one.days,
        ).format(
            count=one.days,
            mean=mean,
            weight=text.percent(one.weight / 100),
            sum=reliance_words.signed(one.contribution),
        )
        if one.component not in REVERSED
        else ngettext(
            "On {count} of the last 14 days you were lower than on {mean} % of your comparable days on average;"
            " its weight is {weight}: {weight} × ({mean} − 50) = {sum}.",
            "On {count} of the last 14 days you were lower than on {mean} % of your comparable days on average;"
            " its weight is {weight}: {weight} × ({mean} − 50) = {sum}.",
            one.days,
        ).format(
            count=one.days,
            mean=mean,
            weight=text.percent(one.weight / 100),
            sum=reliance_words.signed(one.contribution),
        )
    )
    if today is not None:
        said.append(_("Yesterday: {value}.").format(value=value(one.component, today)))
    return " ".join(said)


_SHARES = frozenset({Component.AI_SHARE, Component.QUICK_TURNS, Component.INSTEAD_OF_PEOPLE})
_COUNTS = frozenset({Component.AI_SESSIONS, Component.PROMPTS})


def value(component: Component, amount: float) -> str:
    """A day's value as it is read: minutes, a share or a count."""
    if component in _SHARES:
        return text.percent(amount / 100)
    return str(round(amount)) if component in _COUNTS else minutes(amount)


def absent(component: Component) -> str:
    """Why a part has no number."""
    why = {
        Component.PROMPTS: _("no log of a tool tells of prompts, or of too few days"),
        Component.QUICK_TURNS: _("too few days with five beginnings of work"),
        Component.INSTEAD_OF_PEOPLE: _("too few days with ten minutes of talk"),
    }.get(component, _("too few days can be compared"))
    return _("{name}: left out, {why}. The other parts weigh more.").format(
        name=reliance_words.component(component), why=why
    )


def index_tip(view: TrendsView) -> str:
    """What the end of the sum means."""
    if view.index is None:
        return ""
    low, high = (text.decimal(edge) for edge in view.index.ordinary)
    return _(
        "50 and the parts add up to {value}. Without any change it lies between {low} and {high} nineteen times"
        " in twenty. It compares you with yourself only, and it is no diagnosis."
    ).format(value=text.decimal(view.index.value), low=low, high=high)


def no_index(view: TrendsView) -> str:
    """Why there is no sum yet, and what comes when."""
    said = _(
        "It compares you with your own earlier days, and there are too few of them. It appears when 8 of the last"
        " 14 days can be compared; a growth note needs six weeks."
    )
    begin = view.usual_from
    if begin is None:
        return said
    when = _("That will be about {date}.").format(date=text.unbroken(text.day_month(begin + 7 * ONE)))
    return f"{said} {when}"
