"""What is said of nudges: their kinds, what became of them, and the grounds of each."""

from __future__ import annotations

from collections.abc import Callable

from wellbeing.nudges.kind import Kind
from wellbeing.nudges.nudge import Check, Gate, Response, Verdict
from wellbeing.ui.text import _

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
    Gate.COOL_DOWN: lambda: _("Long enough after the last one about the same (minutes)"),
    Gate.KIND_COOL_DOWN: lambda: _("Long enough after the last one of this kind (minutes)"),
    Gate.APART: lambda: _("Long enough after any other note (minutes)"),
    Gate.BUDGET: lambda: _("Room in today's budget"),
    Gate.NOTHING_HOLDS: lambda: _("No call, full screen or absence"),
    Gate.GOOD_MOMENT: lambda: _("A good moment (minutes before it)"),
    Gate.DRAW: lambda: _("Drawn to be shown"),
}


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


def figures(one: Check) -> str:
    """What it was, and what it was compared with."""
    parts = [str(value) for value in (one.figure, one.threshold) if value is not None]
    if len(parts) < 2:
        return "".join(parts)
    return _("{figure} against {threshold}").format(figure=parts[0], threshold=parts[1])
