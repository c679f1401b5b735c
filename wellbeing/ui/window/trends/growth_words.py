"""The words of growth: since when, from which days that follows, and how often such a note is wrong."""

from __future__ import annotations

from wellbeing.analysis.growth import EXPECTED, Metric
from wellbeing.analysis.reliance import Component
from wellbeing.engine.view.trends import Dot, Growth, Of, TrendsView
from wellbeing.ui import reliance_words, text
from wellbeing.ui.reliance_words import minutes
from wellbeing.ui.text import _


def why_title(growth: Growth) -> str:
    """Name of the card with the evidence."""
    return _("Why {date} is marked").format(date=text.unbroken(text.day_month(growth.episode.start)))


def why(growth: Growth, view: TrendsView) -> str:
    """Lately beside usual, what most of it is, when it was noticed, and how often such a note is wrong."""
    one = growth.episode
    said = [
        (
            _("{recent} a weekday in the last two weeks before it was noticed; your usual was {usual}.")
            if one.weekdays
            else _("{recent} a day in the last two weeks before it was noticed; your usual was {usual}.")
        ).format(recent=minutes(one.recent), usual=minutes(one.usual))
    ]
    if one.changes:
        most = max(one.changes, key=lambda component: one.changes[component])
        names = {
            Component.AI_MINUTES: _("Most of it is minutes, {change}."),
            Component.AI_SESSIONS: _("Most of it is sessions, {change}."),
            Component.PROMPTS: _("Most of it is prompts, {change}."),
        }
        said.append(names[most].format(change=text.unbroken(reliance_words.change(one.changes[most]))))
    said.append(
        _("Small excesses added up and passed the limit on {date}; {often}.").format(
            date=text.unbroken(text.day_month(one.noticed)), often=false_notes(one.metric, view)
        )
    )
    if one.accepted:
        said.append(_("You have called it your new normal."))
    elif not growth.goes_on:
        said.append(_("The last two weeks are no longer above it."))
    return " ".join(said)


def false_notes(metric: Metric, view: TrendsView) -> str:
    """How often a note is to be expected without any growth, at the sensitivity in force."""
    return reliance_words.false_notes(EXPECTED[metric, view.sensitivity])


def no_growth(view: TrendsView, of: Of) -> str:
    """What stands where there is no growth to explain."""
    if of is Of.NIGHT:
        return _("The night is a part of the index; growth is watched in AI use and screen time.")
    if of is Of.AI and view.assistive:
        return _("AI is your assistive tool: its growth is not watched. You can change that in the settings.")
    often = false_notes(Metric.SCREEN if of is Of.SCREEN else Metric.AI, view)
    return _(
        "None was noticed in this time. Growth is marked here from the day on which it began, with the days that"
        " speak for it; {often}."
    ).format(often=often)


def growth_words(growth: Growth) -> str:
    """Above the beginning in the figure of weeks."""
    return _("growing since about {date}").format(date=text.short_day(growth.episode.start))


def noticed(growth: Growth) -> str:
    """At the day of notice."""
    return _("noticed {date}").format(date=text.short_day(growth.episode.noticed))


def episode(growth: Growth) -> str:
    """One growth in a sentence."""
    one = growth.episode
    said = (
        _("Growth since about {start}, noticed {noticed}: {recent} a weekday beside {usual}")
        if one.weekdays
        else _("Growth since about {start}, noticed {noticed}: {recent} a day beside {usual}")
    )
    return said.format(
        start=text.day_month(one.start),
        noticed=text.day_month(one.noticed),
        recent=minutes(one.recent),
        usual=minutes(one.usual),
    )


def dot(one: Dot) -> str:
    """One day in words."""
    return _("{day}: {amount}").format(day=text.long_date(one.day), amount=minutes(one.minutes))


def numbers(growth: Growth) -> str:
    """The sum and every condition, in lines."""
    standing = growth.episode.standing
    said = [
        _("{question}: the sum was {sum}, the limit is {limit}.").format(
            question=_capital(reliance_words.question(standing.question)),
            sum=text.decimal(standing.total),
            limit=text.decimal(standing.limit),
        )
    ]
    said += [
        _("{condition}: {value}, at least {limit}.").format(
            condition=reliance_words.condition(gate.condition),
            value=reliance_words.gate_value(gate, gate.value),
            limit=reliance_words.gate_value(gate, gate.limit),
        )
        for gate in standing.gates
    ]
    return "\n".join(said)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
