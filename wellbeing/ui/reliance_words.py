"""What the parts of reliance are called, wherever they are shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from wellbeing.analysis.growth_gate import Condition, Gate
from wellbeing.analysis.growth_rule import Metric, Question, Sensitivity
from wellbeing.analysis.reliance import Component, Side
from wellbeing.ui import text
from wellbeing.ui.text import _

_COMPONENTS: dict[Component, Callable[[], str]] = {
    Component.AI_MINUTES: lambda: _("AI minutes"),
    Component.AI_SHARE: lambda: _("Share of active time"),
    Component.AI_SESSIONS: lambda: _("Sessions"),
    Component.PROMPTS: lambda: _("Prompts"),
    Component.FIRST_USE: lambda: _("Sooner to first AI"),
    Component.QUICK_TURNS: lambda: _("AI within 2 min of a task"),
    Component.AI_FREE_STRETCH: lambda: _("Shorter AI-free stretch"),
    Component.NIGHT_MINUTES: lambda: _("At night"),
    Component.INSTEAD_OF_PEOPLE: lambda: _("AI instead of people"),
    Component.COMPANION_MINUTES: lambda: _("Companion"),
}
_MEANINGS: dict[Component, Callable[[], str]] = {
    Component.AI_MINUTES: lambda: _("Minutes with an AI tool in front of you."),
    Component.AI_SHARE: lambda: _("AI minutes as a part of all active time."),
    Component.AI_SESSIONS: lambda: _("How often you turned to AI; turns less than 5 minutes apart are one."),
    Component.PROMPTS: lambda: _("How often you wrote to a tool, as its own logs tell."),
    Component.FIRST_USE: lambda: _(
        "Active minutes before the first AI use of the day; fewer raise the index."
    ),
    Component.QUICK_TURNS: lambda: _(
        "Of the times you began to work, how many had AI within 2 minutes; counted from five beginnings on."
    ),
    Component.AI_FREE_STRETCH: lambda: _(
        "The longest stretch of active time without AI; a shorter one raises the index."
    ),
    Component.NIGHT_MINUTES: lambda: _("AI minutes in your own night hours."),
    Component.INSTEAD_OF_PEOPLE: lambda: _(
        "Chat assistants and companions as a part of them and calls, messengers and mail together."
    ),
    Component.COMPANION_MINUTES: lambda: _("Minutes with AI made for company."),
}
_SIDES: dict[Side, Callable[[], str]] = {
    Side.AMOUNT: lambda: _("Amount"),
    Side.REFLEX: lambda: _("Reflex"),
    Side.DISPLACEMENT: lambda: _("Displacement"),
}
_QUESTIONS: dict[Question, Callable[[], str]] = {
    Question.SLOW: lambda: _("somewhat longer days"),
    Question.FAST: lambda: _("much longer days"),
    Question.OFTEN: lambda: _("fewer days without any use"),
    Question.WEEKEND: lambda: _("longer weekend days"),
}
_CONDITIONS: dict[Condition, Callable[[], str]] = {
    Condition.HISTORY: lambda: _("Days of record"),
    Condition.USED: lambda: _("In use that day"),
    Condition.RECORDED: lambda: _("Recorded days of the fortnight"),
    Condition.RISE: lambda: _("Fortnight beside usual"),
    Condition.MINUTES: lambda: _("Fortnight above usual, a day"),
    Condition.NEW: lambda: _("Fortnight beside those of the past year"),
    Condition.CORE: lambda: _("Without its longest days, in spreads"),
}
_SENSITIVITIES: dict[Sensitivity, Callable[[], str]] = {
    Sensitivity.CALM: lambda: _("Calm"),
    Sensitivity.BALANCED: lambda: _("Balanced"),
    Sensitivity.EARLY: lambda: _("Early"),
}


def component(one: Component) -> str:
    """As a line of the index is called; worded so that more of it means a higher index."""
    return _COMPONENTS[one]()


def meaning(one: Component) -> str:
    """What it counts, in a sentence."""
    return _MEANINGS[one]()


def side(one: Side) -> str:
    """The heading above some components."""
    return _SIDES[one]()


def question(one: Question) -> str:
    """What a sum looks for."""
    return _QUESTIONS[one]()


def condition(one: Condition) -> str:
    """What must hold besides."""
    return _CONDITIONS[one]()


def gate_value(one: Gate, amount: float) -> str:
    """A condition's value or limit: a count, a change of the fortnight, or a number."""
    if one.condition in (Condition.HISTORY, Condition.USED, Condition.RECORDED):
        return str(round(amount))
    return change(amount - 1) if one.condition is Condition.RISE else text.decimal(amount)


def sensitivity(one: Sensitivity) -> str:
    """How soon growth is noted."""
    return _SENSITIVITIES[one]()


def metric(one: Metric) -> str:
    """What is watched."""
    return _("Screen time") if one is Metric.SCREEN else _("AI tools")


def minutes(amount: float) -> str:
    """Minutes as a duration: `68 min`."""
    return text.duration(timedelta(minutes=amount))


def signed(amount: float) -> str:
    """`+4.2`, `−0.3`, `0.0`, with the decimal mark of the language."""
    shown = text.decimal(abs(amount))
    if round(abs(amount), 1) == 0:
        return shown
    return f"+{shown}" if amount > 0 else f"−{shown}"


def change(share: float) -> str:
    """`+94 %`, `−12 %`."""
    shown = text.percent(abs(share))
    return f"+{shown}" if share >= 0 else f"−{shown}"


def false_notes(count: float) -> str:
    """How often a note without any growth is to be expected."""
    if count < 0.4:
        return _("a false note comes every three to five years")
    if count < 0.6:
        return _("a false note comes about every other year")
    if count < 1.5:
        return _("a false note comes about once a year")
    return _("a false note comes about twice a year")
