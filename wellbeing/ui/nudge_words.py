"""What is said of nudges: their kinds, what became of them, and the grounds of each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from wellbeing.analysis.growth_rule import Metric, Question, Sensitivity
from wellbeing.engine.labels import Labels
from wellbeing.engine.report_note import ABOUT, OPEN
from wellbeing.files.ideas import opinions
from wellbeing.limits.limit import Grant, Level, Limit, Measure
from wellbeing.nudges.kind import Delivery, Kind
from wellbeing.nudges.nudge import Check, Figure, Gate, Hold, Record, Response, Verdict
from wellbeing.ports import Button, Note, Urgency
from wellbeing.ui import limit_words, reliance_words, text
from wellbeing.ui.text import _, ngettext

_KINDS: dict[Kind, Callable[[], str]] = {
    Kind.GROWTH: lambda: _("Growing use"),
    Kind.LIMIT: lambda: _("Own limit"),
    Kind.FRICTION: lambda: _("Pause before an app"),
    Kind.TRY_FIRST: lambda: _("Try first"),
    Kind.NIGHT: lambda: _("Use at night"),
    Kind.HUMAN: lambda: _("Company of people"),
    Kind.WEEK: lambda: _("Weekly review"),
    Kind.CHECK_IN: lambda: _("Check-in"),
    Kind.SECOND_OPINION: lambda: _("Second opinion"),
    Kind.BREAK: lambda: _("Break"),
}
_VERDICTS: dict[Verdict, Callable[[], str]] = {
    Verdict.DELIVERED: lambda: _("shown"),
    Verdict.WITHHELD: lambda: _("left out to learn"),
    Verdict.HELD: lambda: _("waiting"),
    Verdict.DROPPED: lambda: _("no good moment"),
    Verdict.REFUSED: lambda: _("not shown"),
}
_RESPONSES: dict[Response, Callable[[], str]] = {
    Response.HELPFUL: lambda: _("helpful"),
    Response.NOT_NOW: lambda: _("not now"),
    Response.NEVER: lambda: _("never for this"),
    Response.ACTED: lambda: _("acted on"),
    Response.WHY: lambda: _("asked why"),
    Response.DISMISSED: lambda: _("closed"),
    Response.EXPIRED: lambda: _("not touched"),
}
_GATES: dict[Gate, Callable[[], str]] = {
    Gate.SWITCHED_ON: lambda: _("This kind is switched on"),
    Gate.NOT_SAID_BEFORE: lambda: _("It was not said before"),
    Gate.ENOUGH_DAYS: lambda: _("Enough days are recorded"),
    Gate.NOT_SNOOZED: lambda: _("Notes are not put off"),
    Gate.NO_QUIET_HOURS: lambda: _("Outside of quiet hours"),
    Gate.COOL_DOWN: lambda: _("Long enough after the last one about the same"),
    Gate.KIND_COOL_DOWN: lambda: _("Long enough after the last one of this kind"),
    Gate.APART: lambda: _("Long enough after any other note"),
    Gate.BUDGET: lambda: _("Room in today's budget"),
    Gate.NOTHING_HOLDS: lambda: _("No call, full screen or absence"),
    Gate.GOOD_MOMENT: lambda: _("A good moment"),
    Gate.DRAW: lambda: _("Drawn to be shown"),
}


_FIGURES: dict[str, Callable[[], str]] = {
    "limit": lambda: _("Limit"),
    "what": lambda: _("Occasion"),
    "used": lambda: _("Used"),
    "left": lambda: _("Left"),
    "measure": lambda: _("Counted in"),
    "level": lambda: _("Level"),
    "series": lambda: _("What grew"),
    "start": lambda: _("Began about"),
    "noticed": lambda: _("Noticed"),
    "recent": lambda: _("Minutes a day lately"),
    "usual": lambda: _("Usual minutes"),
    "question": lambda: _("Question that spoke"),
    "sum": lambda: _("Its sum"),
    "path": lambda: _("The sum day by day"),
    "before": lambda: _("The sum in the three weeks before"),
    "unrest": lambda: _("How unevenly you live (1 is even)"),
    "sensitivity": lambda: _("Sensitivity"),
    "expected": lambda: _("Notes a year without any growth"),
    "history": lambda: _("Days of record"),
    "in_use": lambda: _("In use that day"),
    "recorded": lambda: _("Recorded days of the fortnight"),
    "rise": lambda: _("Fortnight beside usual"),
    "minutes": lambda: _("Fortnight above usual, a day"),
    "new": lambda: _("Fortnight beside those of the past year"),
    "core": lambda: _("Without its longest days, in spreads"),
    "hour": lambda: _("From the hour on that you chose"),
    "stretch": lambda: _("Minutes with it"),
    "night": lambda: _("In night hours"),
    "questions": lambda: _("Questions"),
    "week": lambda: _("Week from"),
}


def figure_name(name: str) -> str:
    """What a figure of a rule is called; a rule's own word where it is not known here."""
    return _FIGURES[name]() if name in _FIGURES else name


def figure(value: object) -> str:
    """A figure as it is read: whole where it is whole, the occasions of limits in words."""
    if isinstance(value, float):
        return text.short_decimal(value)
    said = str(value)
    if said.startswith("warning-"):
        return _("{count} left").format(count=said.removeprefix("warning-"))
    return _("reached") if said.startswith("reached-") else _("done") if said == "done" else said


_GROWTH: dict[str, Callable[[str], str]] = {
    "series": lambda value: reliance_words.metric(Metric(value)),
    "start": lambda value: text.long_date(date.fromisoformat(value)),
    "noticed": lambda value: text.long_date(date.fromisoformat(value)),
    "recent": lambda value: reliance_words.minutes(float(value)),
    "usual": lambda value: reliance_words.minutes(float(value)),
    "question": lambda value: reliance_words.question(Question(value)),
    "sensitivity": lambda value: reliance_words.sensitivity(Sensitivity(value)),
    "rise": lambda value: reliance_words.change(float(value) - 1),
    **dict.fromkeys(("sum", "minutes", "new", "core", "unrest"), lambda value: text.decimal(float(value))),
    **dict.fromkeys(("in_use", "recorded", "history"), lambda value: str(round(float(value)))),
}


def growth_figure(name: str, value: Figure) -> str:
    """A figure of a growth note as it is read."""
    return _GROWTH[name](str(value)) if name in _GROWTH else str(value)


def kind(one: Kind) -> str:
    """What a nudge is about."""
    return _KINDS[one]()


def verdict(one: Verdict) -> str:
    """What became of it."""
    return _VERDICTS[one]()


def response(one: Response | None) -> str:
    """What the person did; empty while nothing."""
    return "" if one is None else _RESPONSES[one]()


def gate(one: Gate) -> str:
    """What had to be true."""
    return _GATES[one]()


_DAY = 24 * 60
_DISTANCES = frozenset({Gate.COOL_DOWN, Gate.KIND_COOL_DOWN, Gate.APART})
_HOLDS: dict[Hold, Callable[[], str]] = {
    Hold.DO_NOT_DISTURB: lambda: _("Do Not Disturb"),
    Hold.FULL_SCREEN: lambda: _("full screen"),
    Hold.PRESENTATION: lambda: _("a presentation"),
    Hold.MICROPHONE: lambda: _("the microphone"),
    Hold.CAMERA: lambda: _("the camera"),
    Hold.CALL_IN_FRONT: lambda: _("a call"),
    Hold.LOCKED: lambda: _("a locked screen"),
    Hold.AWAY: lambda: _("nobody there"),
}


def check_value(gate: Gate, value: Figure) -> str:
    """A figure of a condition as it is read; empty where there is none."""
    if value is None:
        return ""
    if gate in _DISTANCES and isinstance(value, (int, float)):
        return _distance(float(value))
    if gate is Gate.NOTHING_HOLDS:
        return ", ".join(_HOLDS[Hold(one)]() if one in set(Hold) else one for one in str(value).split(", "))
    if gate is Gate.GOOD_MOMENT:
        kind, _space, minutes = str(value).partition(" ")
        words = {"switch": _("another app after {amount}"), "return": _("back from {amount} away")}
        said = words.get(kind, _("a break of {amount} was over"))
        return said.format(amount=text.duration(timedelta(minutes=float(minutes or 0))))
    return text.short_decimal(value) if isinstance(value, float) else str(value)


def _distance(minutes: float) -> str:
    """Minutes, hours, or days where they are many."""
    if minutes < 2 * _DAY:
        return text.duration(timedelta(minutes=minutes))
    days = round(minutes / _DAY)
    return ngettext("{count} day", "{count} days", days).format(count=days)


def figures(one: Check) -> str:
    """What it was, and what it was compared with."""
    parts = [check_value(one.gate, value) for value in (one.figure, one.threshold) if value is not None]
    if len(parts) < 2:
        return "".join(parts)
    return _("{figure} against {threshold}").format(figure=parts[0], threshold=parts[1])


_WARNING_LASTS = timedelta(minutes=2)
"""A warning is stale once the next one may come."""
_LASTS = timedelta(minutes=10)
_CHECKIN_LASTS = timedelta(hours=1)
_REPORT_LASTS = timedelta(hours=4)


def note(record: Record, limit: Limit | None, labels: Labels) -> Note:
    """A decision as it is shown, with its buttons."""
    wish = record.decision.wish
    urgency = Urgency.NORMAL if wish.loudness is Delivery.INTERRUPTING else Urgency.LOW
    quiet = {Kind.CHECK_IN: _checkin, Kind.SECOND_OPINION: _opinion, Kind.WEEK: _report}.get(wish.kind)
    if quiet is not None:
        return quiet(record)
    if wish.kind is Kind.GROWTH:
        return _growth(record, urgency)
    if limit is None:
        return Note(wish.kind.value, kind(wish.kind), "", _ordinary(record), urgency, _LASTS)
    what, slot = str(wish.figures.get("what", "")), f"limit-{limit.id}"
    name = limit_words.name(limit, labels)
    used = limit_words.amount(limit, float(wish.figures.get("used") or 0))
    allowed = wish.thresholds.get("used")
    body = used if allowed is None else _so_far(used, limit_words.amount(limit, float(allowed)))
    if what.startswith("warning"):
        left = limit_words.amount(limit, float(wish.figures.get("left") or 0))
        title = _("{amount} left: {name}").format(amount=left, name=name)
        return Note(slot, title, body, _ordinary(record), urgency, _WARNING_LASTS)
    if what == "done":
        return Note(slot, _("Done: {name}").format(name=name), body, (), urgency, _LASTS)
    if allowed is None:
        body = _("You asked for a rest from it at this hour.")
    title = _("Your limit is reached: {name}").format(name=name)
    buttons = _ordinary(record) if limit.level is Level.NOTE else _ways(limit)
    return Note(slot, title, body, buttons, urgency, _LASTS)


def _checkin(record: Record) -> Note:
    last = Button("why", _("Why?"))
    if record.decision.offers_stop:
        last = Button("never", _("Never for this"))
    buttons = (Button("checkin", _("All questions")), Button("not-now", _("Not now")), last)
    body = _("Mood and energy: two clicks. Every question can be skipped.")
    return Note("checkin", _("How are you?"), body, buttons, Urgency.LOW, _CHECKIN_LASTS)


def _opinion(record: Record) -> Note:
    """From the fixed list, another one each time."""
    known = opinions()
    words = known[record.id % len(known)].words
    last = Button("why", _("Why?"))
    if record.decision.offers_stop:
        last = Button("never", _("Never for this"))
    buttons = (Button("helpful", _("Helpful")), Button("not-now", _("Not now")), last)
    return Note("second-opinion", words.title, words.text, buttons, Urgency.LOW, _LASTS)


def _report(record: Record) -> Note:
    """It goes by itself after a while; the report stays in the archive."""
    last = Button("why", _("Why?"))
    if record.decision.offers_stop:
        last = Button("never", _("Never for this"))
    buttons = (Button(OPEN, _("Open")), Button("not-now", _("Not now")), last)
    body = _("It is there when you like to read it.")
    return Note(ABOUT, _("Your week in a report"), body, buttons, Urgency.LOW, _REPORT_LASTS)


def _growth(record: Record, urgency: Urgency) -> Note:
    """Number, comparison, choice, way out; no cause, no blame."""
    figures = record.decision.wish.figures
    start = text.day_month(date.fromisoformat(str(figures["start"])))
    screen = figures["series"] == Metric.SCREEN
    title = (
        _("Your screen time has been growing since about {date}")
        if screen
        else _("Your AI use has been growing since about {date}")
    )
    recent, usual = (
        text.duration(timedelta(minutes=float(figures[name] or 0))) for name in ("recent", "usual")
    )
    body = _("{recent} a day in the last two weeks; your usual is {usual}. Fine if this is what you want.")
    last = Button("limits", _("Set a limit"))
    if record.decision.offers_stop:
        last = Button("never", _("Never for this"))
    buttons = (
        Button("new-normal", _("This is my new normal")),
        last,
        Button("not-now", _("Not now")),
        Button("why", _("Why?")),
    )
    slot = f"growth-{record.decision.wish.about}"
    return Note(
        slot, title.format(date=start), body.format(recent=recent, usual=usual), buttons, urgency, _LASTS
    )


def explanation(record: Record) -> Note:
    """Why a note came, as another note."""
    made = record.decision
    lines = [
        f"{figure_name(name)}: {figure(value)}" + (f" ({figure(against)})" if against is not None else "")
        for name, value in made.wish.figures.items()
        if value is not None
        for against in (made.wish.thresholds.get(name),)
    ]
    lines.append(
        _("Interruptions that day before it: {count} of {most}").format(
            count=made.budget[0], most=made.budget[1]
        )
    )
    lines.append(_("Every ground: {command}").format(command=f"wellbeing nudges why {record.id}"))
    title = _("Why: {kind}, rule {letter}, version {version}")
    said = title.format(kind=kind(made.wish.kind), letter=made.wish.kind.value, version=made.version)
    return Note("why", said, "\n".join(lines), (), Urgency.NORMAL, _LASTS)


def _so_far(used: str, allowed: str) -> str:
    return _("{used} of {allowed} today. You set this limit yourself.").format(used=used, allowed=allowed)


def _ordinary(record: Record) -> tuple[Button, ...]:
    last = Button("limits", _("Limit…"))
    if record.decision.offers_stop:
        # Asked once, after three refusals in a row.
        last = Button("never", _("Never for this"))
    return Button("not-now", _("Not now")), Button("why", _("Why?")), last


def _ways(limit: Limit) -> tuple[Button, ...]:
    """Three ways to go on; of an agreed limit those that were agreed, and asking."""
    prompts, agreed = limit.measure is Measure.PROMPTS, limit.agreed
    little = Button(Grant.LITTLE.value, _("One more prompt") if prompts else _("One more minute"))
    more = Button(Grant.MORE.value, _("5 more prompts") if prompts else _("15 more minutes"))
    if agreed is not None:
        return (little, *([more] if agreed.more else []), Button("family", _("Ask for time")))
    return little, more, Button(Grant.IGNORE.value, _("Ignore today"))
