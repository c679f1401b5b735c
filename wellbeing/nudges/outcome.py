"""What a nudge wants less of, so that the hour after it can be compared with the hour before: by its kind. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from types import MappingProxyType

from wellbeing.limits import typed
from wellbeing.limits.limit import Limit, Of, Target
from wellbeing.nudges.kind import Kind
from wellbeing.nudges.nudge import Figures, Record, Verdict, Wish

HOUR = timedelta(minutes=60)
"""Looked at before and after (issue 5; facts/science.md 4.4)."""
_AI, _SCREEN = Target(Of.AI), Target(Of.TOTAL)
_OF: Mapping[Kind, Target] = MappingProxyType(
    {
        Kind.HUMAN: _AI,
        Kind.SECOND_OPINION: _AI,
        Kind.NIGHT: _SCREEN,
        Kind.BREAK: _SCREEN,
    }
)


def counted(wish: Wish, limits: Iterable[Limit]) -> Limit | None:
    """What is counted for a nudge, as a limit would; None where it wants nothing less.

    Args:
        wish: of the nudge.
        limits: as they were when it was decided.
    """
    if wish.kind is Kind.LIMIT:
        return next((one for one in limits if str(one.id) == wish.about), None)
    if wish.kind is Kind.GROWTH:
        target: Target | None = _SCREEN if wish.about == "screen" else _AI
    elif wish.kind in (Kind.FRICTION, Kind.TRY_FIRST):
        target = typed.target(wish.about) or (_AI if wish.kind is Kind.TRY_FIRST else None)
    else:
        target = _OF.get(wish.kind)
    return None if target is None else Limit((target,))


def owed(one: Record) -> bool:
    """Whether the hour after it is still to be counted: of everything shown, or left out by a draw."""
    shown = one.decision.verdict in (Verdict.DELIVERED, Verdict.WITHHELD)
    return shown and not one.outcome and one.decision.wish.kind in _MEASURED


_MEASURED = frozenset({Kind.LIMIT, Kind.GROWTH, Kind.FRICTION, Kind.TRY_FIRST, *_OF})


def noted(limit: Limit | None, before: float, after: float) -> Figures:
    """An outcome as it is kept: what was counted by its sort, never by name."""
    if limit is None:
        return MappingProxyType({"of": None})
    sorts = sorted({str(one.of) for one in limit.targets})
    return MappingProxyType(
        {
            "of": " ".join(sorts),
            "measure": str(limit.measure),
            "before": round(before, 2),
            "after": round(after, 2),
        }
    )
