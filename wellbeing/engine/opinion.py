"""A second opinion after a long stretch with a companion: of the kind of tool and the time, never of words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from wellbeing.catalogue.label import Label
from wellbeing.catalogue.tool import Kind as ToolKind
from wellbeing.engine.situation import Situation
from wellbeing.files.settings import Settings
from wellbeing.nudges.kind import Kind
from wellbeing.nudges.nudge import Wish

LONG = timedelta(minutes=45)
LONG_AT_NIGHT = timedelta(minutes=20)
_MOSTLY = 0.5
"""Of a clock hour that is night for this person."""
_AWAY = timedelta(minutes=5)
"""So long with something else ends the stretch."""


class SecondOpinionRule:
    """Follows how long such a tool is in front. Beat thread.

    Args:
        settings: as they are now: which kinds of tools it is about.
    """

    def __init__(self, settings: Callable[[], Settings]) -> None:
        self._settings = settings
        self._spent = timedelta(0)
        self._last: datetime | None = None
        """When such a tool was last seen in front; None before."""
        self._within = False
        """Whether it was in front at the look before."""

    def __call__(self, situation: Situation) -> list[Wish]:
        """See `situation.Rule`."""
        settings = self._settings()
        here = self._about(situation.label) and situation.doing.present
        self._follow(situation.at, here=here)
        night = settings.night.share(situation.local.hour) >= _MOSTLY
        least = LONG_AT_NIGHT if night else LONG
        if not here or self._spent < least:
            return []
        minutes = {"stretch": round(self._spent / timedelta(minutes=1)), "night": night}
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
        return self._within or self._about(label)

    def _about(self, label: Label) -> bool:
        chats = self._settings().second_opinion == "chats"
        return label.kind in {ToolKind.COMPANION, *([ToolKind.CHAT_ASSISTANT] if chats else [])}

    def _follow(self, at: datetime, *, here: bool) -> None:
        if self._last is None or not timedelta(0) <= at - self._last <= _AWAY:
            self._spent = timedelta(0)
        elif here and self._within:
            self._spent += at - self._last
        if here:
            self._last = at
        self._within = here
