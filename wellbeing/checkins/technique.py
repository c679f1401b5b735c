"""Something to try: which one of a fixed list is offered, by what the record shows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Sign(StrEnum):
    """What the record shows of the last week, beside the person's own usual."""

    AI_QUICK = "ai-quick"
    AI_MUCH = "ai-much"
    AI_NIGHT = "ai-night"
    AI_ALONE = "ai-alone"
    """Company by AI up, contact with people down."""
    SCREEN_MUCH = "screen-much"
    SCREEN_NIGHT = "screen-night"
    SWITCHING = "switching"
    LOW_MOOD = "low-mood"
    ANY = "any"
    """Holds always."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One that the person tries, or tried, as an own experiment."""

    technique: str
    start: date
    """First day of the first week as usual."""
    ended: date | None = None
    """When the person ended it; None while it runs or where it ran its four weeks."""


REST = timedelta(days=28)
"""One that was not wanted comes no more for so long."""
KEPT = timedelta(days=7)
"""One stands for a week, unless it is not wanted."""


def offered(
    when: Mapping[str, Collection[Sign]],
    signs: Collection[Sign],
    declined: Mapping[str, date],
    tried: Sequence[Trial],
    today: date,
) -> str | None:
    """The key of the one to offer; None where every fitting one was declined or is tried.

    Those that fit what the record shows come before those that always fit; from week to week the next one is
    offered, so that none is pressed.

    Args:
        when: signs by key, in the order of the list.
        signs: of the last week.
        declined: when each was last not wanted.
        tried: own experiments.
        today: the local day.
    """
    resting = {key for key, day in declined.items() if today - day < REST}
    resting |= {one.technique for one in tried if today - one.start < 2 * REST}
    for wanted in ({one for one in signs if one is not Sign.ANY}, {Sign.ANY}):
        fitting = [key for key, those in when.items() if key not in resting and wanted & set(those)]
        if fitting:
            return fitting[today.toordinal() // KEPT.days % len(fitting)]
    return None
