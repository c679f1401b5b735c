"""Where in the window something stands: a page, or `page/what`, such as `nudges/42` or `limits/tool:claude`."""

from __future__ import annotations

from wellbeing.limits import typed
from wellbeing.limits.limit import Of, Target
from wellbeing.nudges.kind import Kind
from wellbeing.nudges.nudge import Record

WHY = "why"
LIMITS = "limits"


def led_to(record: Record, button: str) -> str:
    """Where a button of a note leads: to its own grounds, to a limit on what it speaks of, or to a page."""
    if button == WHY:
        return f"nudges/{record.id}"
    if button == LIMITS:
        about = _limited(record)
        return f"{LIMITS}/{about}" if about else LIMITS
    return button


def _limited(record: Record) -> str:
    """The number of the limit, or what a new one would be on; empty where that is not known."""
    wish = record.decision.wish
    match wish.kind:
        case Kind.LIMIT:
            return wish.about
        case Kind.GROWTH:
            return typed.written(Target(Of.TOTAL if wish.about == "screen" else Of.AI))
        case Kind.FRICTION | Kind.TRY_FIRST:
            return wish.about
        case Kind.NIGHT:
            return typed.written(Target(Of.TOTAL))
        case Kind.HUMAN | Kind.SECOND_OPINION:
            return typed.written(Target(Of.AI))
    return ""
