"""A second opinion after a long stretch with a companion: of the kind of tool and the time, never of words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from wellbeing.catalogue.label import Label
from wellbeing.catalogue.tool import Kind as ToolKind
from wellbeing.engine.situation import Situation
from wellbeing.files.settings import Settings
from wellbeing.nudges.kind import Kind
from wellbeing.nudges.moment import FRESH
from wellbeing.nudges.nudge import Wish

LONG = timedelta(minutes=45)
LONG_AT_NIGHT = timedelta(minutes=20)
_AWAY = timedelta(minutes=5)
"""So long with something else ends the stretch."""


class SecondOpinionRule:
    """Follows how long such a tool is in front. Beat thread.

    Args:
        settings: as they are now: which kinds of tools it is about.
    """

    def __init__(self, settings: Callable[[], Settings]) -> None:
        self._settings = settings
        self._spent = self._at_night = timedelta(0)
        """Of this stretch, and of it in own night hours."""
        self._last: datetime | None = None
        """When such a tool was last seen in front; None before."""
        self._within = False
        """Whether it was in front at the look before."""
        self._night = False
        """Whether it was night at that look."""
        self._leaving = False
        """Whether it was left so shortly before it that a word about it may still come."""

    def __call__(self, situation: Situation) -> list[Wish]:
        """See `situation.Rule`."""
        settings = self._settings()
        here = self._about(situation.label) and situation.doing.present
        self._follow(situation.at, here=here, night=settings.night.holds(situation.local))
        night = self._spent < LONG
        spent, least = (self._at_night, LONG_AT_NIGHT) if night else (self._spent, LONG)
        near = here or (situation.doing.present and self._just_left(situation.at))
        if not near or spent < least:
            return []
        minutes = {"stretch": round(spent / timedelta(minutes=1)), "night": night}
        key = f"second-opinion-{situation.local.date().isoformat()}"
        return [
            Wish(
                Kind.SECOND_OPINION,
                "second-opinion",
                key,
                minutes,
                {"stretch": least // timedelta(minutes=1)},
            )
        ]

    def minds(self, label: Label) -> bool:
        """Whether what is in front begins, goes on with or ends a stretch; the rule need not be asked otherwise."""
        return self._within or self._leaving or self._about(label)

    def _about(self, label: Label) -> bool:
        chats = self._settings().second_opinion == "chats"
        return label.kind in {ToolKind.COMPANION, *([ToolKind.CHAT_ASSISTANT] if chats else [])}

    def _follow(self, at: datetime, *, here: bool, night: bool) -> None:
        if self._last is None or not timedelta(0) <= at - self._last <= _AWAY:
            self._spent = self._at_night = timedelta(0)
        elif here and self._within:
            self._spent += at - self._last
            self._at_night += at - self._last if night and self._night else timedelta(0)
        if here:
            self._last = at
        self._within, self._night = here, night
        self._leaving = not here and self._just_left(at)

    def _just_left(self, at: datetime) -> bool:
        """Who turns to something else is at the breakpoint that the stretch itself never has."""
        return self._last is not None and timedelta(0) <= at - self._last <= FRESH
