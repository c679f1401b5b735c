"""What stands in the way of a whole record today, and the one button that helps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from wellbeing.ui import text
from wellbeing.ui.launch import launch
from wellbeing.ui.text import _
from wellbeing.ui.window.desk import Desk, Link
from wellbeing.ui.window.today.part import fact


@dataclass(frozen=True, slots=True)
class Standing:
    """A notice above the figures."""

    sentence: str
    remedy: str
    action: str
    act: Callable[[Desk], object]


class Seen(Protocol):
    """What a page shows, as far as it matters here."""

    @property
    def now(self) -> datetime:
        """In the person's zone."""
        ...

    @property
    def current(self) -> bool:
        """Whether it reaches up to now."""
        ...


def standing(view: Seen, link: Link | None) -> Standing | None:
    """The notice for today; None while all is well, for other days, and while it is not known."""
    if link is None or not view.current:
        return None
    if not link.running:
        return Standing(
            _("Nothing is being recorded: the tracker is not running."),
            _("What was recorded so far stays."),
            _("Start recording"),
            lambda desk: launch(desk.home, "run"),
        )
    if link.paused_until is not None:
        until = datetime.fromisoformat(link.paused_until).astimezone(view.now.tzinfo)
        return Standing(
            _("Paused until {time}, by you.").format(time=_when(until, view.now)),
            "",
            _("Resume"),
            lambda desk: desk.tell("resume"),
        )
    if link.trouble:
        return Standing(text.said(link.trouble), "", _("Look closer"), _look_closer)
    missing = [sensor for sensor in link.sensors if not sensor["ok"] and sensor["fact"] in _NEEDED]
    if missing:
        first = missing[0]
        return Standing(
            _("Not seen on this desktop: {what}. {reason}").format(
                what=fact(str(first["fact"])), reason=text.said(first["reason"])
            ),
            text.said(first["remedy"]),
            _("Look closer"),
            _look_closer,
        )
    return None


_NEEDED = ("window", "idle")
"""Without these the figures are wrong; what else is missing stands on the Health page."""


def _look_closer(desk: Desk) -> None:
    desk.go("health")


def _when(until: datetime, now: datetime) -> str:
    if until.date() == now.date():
        return text.clock(until)
    return _("{weekday}, {time}").format(weekday=text.weekday(until.date()), time=text.clock(until))
