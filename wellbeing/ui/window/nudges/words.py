"""The sentences of the Notes page and of the grounds of one note."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo

from wellbeing.analysis.effect import LEAST_POINTS, Effect, Says
from wellbeing.engine.labels import Labels
from wellbeing.engine.view.nudges import KindRow, NudgesView
from wellbeing.limits.limit import Level, Limit, Measure, Of
from wellbeing.nudges.kind import Kind
from wellbeing.nudges.nudge import Breakpoint, Check, Figure, Gate, Moment, Record, Verdict
from wellbeing.ui import limit_words, nudge_words, text
from wellbeing.ui.text import _, ngettext

_ABOUT: dict[Kind, Callable[[], str]] = {
    Kind.LIMIT: lambda: _("When a limit of yours nears or is reached. Its end is set on the Limits page."),
    Kind.GROWTH: lambda: _("When AI time or screen time has been growing for weeks. At most one a week."),
    Kind.BREAK: lambda: _("Breaks of the rhythm that you chose in the settings."),
    Kind.FRICTION: lambda: _("A short pause before apps and sites that you put on the list."),
    Kind.TRY_FIRST: lambda: _("Before an AI tool, once a day: try it yourself for five minutes first?"),
    Kind.SECOND_OPINION: lambda: _(
        "After a long stretch with a companion, once a week at most: a program can be wrong."
    ),
    Kind.CHECK_IN: lambda: _("Once a day at the hour that you chose: mood and energy in two clicks."),
    Kind.NIGHT: lambda: _("In your own night hours."),
    Kind.HUMAN: lambda: _("When company by AI grows while contact with people shrinks."),
    Kind.WEEK: lambda: _("The review of the week."),
}
_WITHOUT: dict[Kind, Callable[[], str]] = {
    Kind.LIMIT: lambda: _(
        "Not why you went on, nor whether it was worth it. You set this limit; you may change it."
    ),
    Kind.GROWTH: lambda: _("Not whether it is good or bad for you, nor what the time was for."),
    Kind.BREAK: lambda: _(
        "Not whether you were in the middle of a thought, nor rests away from this computer."
    ),
    Kind.FRICTION: lambda: _("Not what you wanted to do there."),
    Kind.TRY_FIRST: lambda: _("Not what you wanted to ask, nor whether you tried already."),
}


def title(view: NudgesView) -> str:
    """How much was said today."""
    if view.snoozed_until is not None:
        until = view.snoozed_until
        same = until.date() == view.now.date()
        when = text.clock(until) if same else f"{text.short_date(until.date())}, {text.clock(until)}"
        return _("No notes until {time}, but your own stops").format(time=when)
    if not view.today:
        return _("Nothing was said today")
    said = ngettext("One note was shown today", "{count} notes were shown today", view.today)
    return said.format(count=view.today)


def under(view: NudgesView) -> str:
    """The budget."""
    said = ngettext(
        "At most {count} note a day may interrupt you; your own limits always speak.",
        "At most {count} notes a day may interrupt you; your own limits always speak.",
        view.budget,
    )
    return said.format(count=view.budget)


def about(kind: Kind) -> str:
    """When a kind speaks."""
    return _ABOUT[kind]() if kind in _ABOUT else ""


def cannot_know(kind: Kind) -> str:
    """What no rule of this kind can know."""
    return _WITHOUT[kind]() if kind in _WITHOUT else _("Not whether it is good or bad for you.")


def shown(row: KindRow) -> str:
    """How often lately."""
    said = ngettext("Shown {count} time in four weeks.", "Shown {count} times in four weeks.", row.shown)
    return said.format(count=row.shown)


def helped(kind: Kind, told: Effect | None, *, experiment: bool) -> str:
    """Whether it helps, as far as that is known."""
    if told is None:
        return ""
    if not told.points and not experiment:
        return _("Whether it helps is not measured. You may allow it below.")
    if told.says is Says.NOT_KNOWN:
        said = _("Whether it helps is not known yet: {points} of {least} moments.")
        return said.format(points=told.points, least=LEAST_POINTS)
    low, high = (text.percent(one) if one is not None else "" for one in (told.low, told.high))
    said = {
        Says.HELPS: _("It seems to help: {low} to {high} {time} in the hour after it."),
        Says.NO_USE: _("It does not seem to help: {low} to {high} {time} in the hour after it."),
        Says.UNCLEAR: _("Unclear so far: {low} to {high} {time} in the hour after it."),
    }[told.says]
    return said.format(low=low, high=high, time=_counted(kind))


def _time(of: str) -> str:
    """What was counted, by the sorts of an outcome."""
    sorts = set(of.split())
    if sorts <= {Of.AI, Of.TOOL}:
        return _("AI time")
    return _("screen time") if sorts == {Of.TOTAL} else _("time with it")


def _counted(kind: Kind) -> str:
    """What the hours before and after are compared by."""
    if kind in (Kind.FRICTION, Kind.LIMIT):
        return _("time with it")
    return _("screen time") if kind in (Kind.NIGHT, Kind.BREAK) else _("AI time")


def subject(record: Record, limits: Sequence[Limit], labels: Labels) -> str:
    """What a note was about."""
    wish = record.decision.wish
    if wish.kind is not Kind.LIMIT:
        return nudge_words.kind(wish.kind)
    limit = next((one for one in limits if str(one.id) == wish.about), None)
    name = _("a limit that is gone") if limit is None else limit_words.name(limit, labels)
    return f"{nudge_words.kind(wish.kind)}: {name}"


def became(record: Record) -> str:
    """What became of it, and what the person did or why it was not shown."""
    made = record.decision
    said = nudge_words.verdict(made.verdict)
    if record.response is not None:
        return f"{said}, {nudge_words.response(record.response)}"
    if made.verdict is Verdict.WITHHELD:
        return reason(Gate.DRAW)
    if made.why is not None and made.verdict is not Verdict.DELIVERED:
        return f"{said}: {reason(made.why)}"
    return said


def reason(gate: Gate) -> str:
    """Why something was not said, as a reason rather than a condition."""
    return {
        Gate.SWITCHED_ON: _("switched off"),
        Gate.NOT_SAID_BEFORE: _("said before"),
        Gate.ENOUGH_DAYS: _("too few days are recorded"),
        Gate.NOT_SNOOZED: _("notes are put off"),
        Gate.NO_QUIET_HOURS: _("quiet hours"),
        Gate.COOL_DOWN: _("too soon after the last one about it"),
        Gate.KIND_COOL_DOWN: _("too soon after the last one of its kind"),
        Gate.APART: _("too soon after another note"),
        Gate.BUDGET: _("the day's budget was used"),
        Gate.NOTHING_HOLDS: _("a call, full screen or absence"),
        Gate.GOOD_MOMENT: _("no good moment"),
        Gate.DRAW: _("left out by chance, to learn"),
    }[gate]


def rule(record: Record) -> str:
    """Which rule it was."""
    made = record.decision
    said = _("Rule {letter}, version {version}: {about}")
    return said.format(letter=made.wish.kind.value, version=made.version, about=about(made.wish.kind))


def heading(record: Record) -> str:
    """What the page of grounds is called."""
    if record.decision.verdict is Verdict.DELIVERED:
        return _("Why you got this note")
    return _("Why this note was not shown")


def moment(record: Record, zone: tzinfo | None) -> str:
    """When it was decided."""
    at = record.decision.at.astimezone(zone)
    return _("Note of {date}, {time}").format(date=text.long_date(at.date()), time=text.clock(at))


def figure(name: str, value: Figure, record: Record) -> str:
    """A figure of a rule as it is read."""
    if value is None:
        return ""
    if record.decision.wish.kind is Kind.GROWTH:
        return nudge_words.growth_figure(name, value)
    return _figure(name, value, record)


def _figure(name: str, value: str | float, record: Record) -> str:
    measure = Measure.PROMPTS if record.decision.wish.figures.get("measure") == "prompts" else Measure.MINUTES
    if name in ("used", "left") and isinstance(value, (int, float)) and not isinstance(value, bool):
        return limit_words.amount(Limit((), measure=measure), float(value))
    if name == "level" and value in set(Level):
        return {"note": _("A note"), "dialog": _("Ask me"), "cover": _("Cover the window")}[str(value)]
    return _occasion(str(value)) if name == "what" else str(value)


def _occasion(word: str) -> str:
    """When a limit speaks."""
    if word.startswith("warning"):
        return _("{count} left").format(count=word.removeprefix("warning-"))
    return _("done") if word == "done" else _("reached")


_DRAWN = frozenset({"limit", "measure", "path", "before"})
"""Figures that are told elsewhere: in the name of the note, and as a figure."""


_ORDER = (
    *(
        "what",
        "used",
        "left",
        "series",
        "start",
        "noticed",
        "recent",
        "usual",
        "sum",
        "rise",
        "minutes",
        "new",
    ),
    *("core", "in_use", "recorded", "history", "question", "unrest", "sensitivity", "expected"),
)
"""What matters most first; anything else after these."""


def seen(record: Record) -> list[tuple[str, str, str]]:
    """What the rule saw, and what it compared with."""
    wish = record.decision.wish
    rows = []
    first = [name for name in _ORDER if name in wish.figures]
    for name in [*first, *(one for one in wish.figures if one not in first)]:
        value = wish.figures[name]
        if name in _DRAWN or value is None:
            continue
        against = figure(name, wish.thresholds.get(name), record)
        said = _("against {threshold}").format(threshold=against) if against else ""
        rows.append((nudge_words.figure_name(name), figure(name, value, record), said))
    return [*rows, *_hours(record)]


def _hours(record: Record) -> list[tuple[str, str, str]]:
    """What came in the hour before and after it, once that is known."""
    told = record.outcome
    limit = Limit((), measure=Measure.PROMPTS if told.get("measure") == "prompts" else Measure.MINUTES)
    names = {"before": _("In the hour before it"), "after": _("In the hour after it")}
    return [
        (name, limit_words.amount(limit, float(told[key] or 0)), _time(str(told["of"])))
        for key, name in names.items()
        if "of" in told and told.get(key) is not None
    ]


def condition(check: Check) -> tuple[str, str, str]:
    """One thing that had to be true: its name, its figure, and what it was compared with."""
    name = nudge_words.gate(check.gate)
    value = nudge_words.check_value(check.gate, check.figure)
    if check.gate is Gate.GOOD_MOMENT and check.passed:
        value = ""  # the row of the moment tells it
    threshold = nudge_words.check_value(check.gate, check.threshold)
    against = _("against {threshold}").format(threshold=threshold) if threshold else ""
    if not value:
        value = _("yes") if check.passed else _("no")
    return name, value, against


def at_moment(one: Moment | None, zone: tzinfo | None) -> tuple[str, str, str]:
    """The moment it was decided at, as a row: its time, and what made it one."""
    at = "" if one is None else text.clock(one.at.astimezone(zone))
    return _("The moment"), at, breakpoint_(one)


def breakpoint_(one: Moment | None) -> str:
    """The moment it was decided at."""
    if one is None:
        return _("no break in what you did")
    amount = text.duration(one.length)
    return {
        Breakpoint.SWITCH: _("another app after {amount}"),
        Breakpoint.RETURN: _("back from {amount} away"),
        Breakpoint.BREAK_END: _("a break of {amount} was over"),
    }[one.breakpoint].format(amount=amount)
