"""What happened, beside what was recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tests.e2e.program import Tracked, used


@dataclass(frozen=True)
class Switch:
    """A window came to the front."""

    app: str
    before: datetime
    """xdotool was started."""
    at: datetime
    """The window was named active, by the server's clock."""
    after: datetime
    """xdotool had seen it active."""


def noticed(switch: Switch, activities: Sequence[Tracked]) -> datetime:
    """When the record says that the switch happened: the nearest beginning of that app."""
    starts = [one.start for one in activities if one.app == switch.app]
    return min(starts, key=lambda start: abs(start - switch.at))


def changes(activities: Sequence[Tracked], start: datetime, end: datetime) -> list[str]:
    """Apps in the order in which they came to the front."""
    fronts: list[str] = []
    for one in activities:
        if start <= one.start < end and one.presence == "active" and fronts[-1:] != [one.app]:
            fronts.append(one.app)
    return fronts


def disagreement(usage: Mapping[str, Any], switches: Sequence[Switch], end: datetime) -> float:
    """Seconds credited to the wrong app or to none, as a share of all."""
    begins = [Tracked(one.at, one.at, one.app, None, "active") for one in switches]
    ends = [*(one.at for one in switches[1:]), end]
    truth = used(
        [Tracked(one.start, until, one.app, None, "active") for one, until in zip(begins, ends, strict=True)],
        switches[0].at,
        end,
    )
    told = {row["key"]: row["seconds"] for row in usage["rows"]}
    wrong: float = sum(
        abs(told.get(app, 0.0) - truth.get(app, timedelta(0)).total_seconds())
        for app in told.keys() | truth.keys()
    )
    return wrong / (end - switches[0].at).total_seconds()
