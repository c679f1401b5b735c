"""Views of one invented person's day, for tests and for looking at: every state the panel has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from wellbeing.limits.limit import Limit, Of, Target
from wellbeing.limits.standing import Standing, State
from wellbeing.ui.theme import Group
from wellbeing.ui.tray.view import AppUse, Hour, LimitLeft, PanelView, Trouble

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 24, 15, 42, tzinfo=BERLIN)
"""A Tuesday."""


def _minutes(amount: float) -> timedelta:
    return timedelta(minutes=amount)


_USED = (0, 0, 0, 12, 14, 48, 59, 40, 2, 21, 27, 34)
_AI = (0, 0, 0, 0, 2, 13, 13, 5, 0, 0, 7, 8)
_USUAL = (0, 0, 3, 16, 34, 45, 50, 45, 20, 36, 47, 44, 40, 30, 8, 4, 12, 20, 9, 2, 0, 0, 0, 0)


def _at(minutes: tuple[int, ...], index: int) -> timedelta:
    return _minutes(minutes[index]) if index < len(minutes) else _minutes(0)


USUAL = PanelView(
    now=NOW,
    day=date(2026, 11, 24),
    total=_minutes(252),
    hours=tuple(Hour(_at(_USED, index), _minutes(_USUAL[index]), _at(_AI, index)) for index in range(24)),
    usual=_minutes(287),
    top=(
        AppUse("LibreOffice Writer", None, "writing", _minutes(67)),
        AppUse("Visual Studio Code", None, "making", _minutes(63)),
        AppUse("Thunderbird", None, "people", _minutes(22)),
        AppUse("Files", None, "other", _minutes(9)),
    ),
    ai=_minutes(48),
    ai_usual=_minutes(31),
    prompts=24,
    unattended=_minutes(44),
)
NO_AI = replace(USUAL, ai=_minutes(0), ai_usual=None, prompts=None, unattended=_minutes(0))
NO_USUAL = tuple(replace(hour, usual=None) for hour in USUAL.hours)
EMPTY = tuple(Hour(timedelta(0)) for _hour in range(24))


def _limit(
    name: str, group: Group, of: Target, used: float, whole: int, state: State = State.OPEN
) -> LimitLeft:
    limit = Limit((of,), (whole,) * 7, id=1)
    standing = Standing(limit, USUAL.day, used, used, float(whole), max(whole - used, 0.0), state)
    return LimitLeft(name, group, standing)


LIMITS = (
    _limit("AI tools", "ai", Target(Of.AI), 48, 75),
    _limit("Video & social", "media", Target(Of.CATEGORY, "video"), 10, 45),
    _limit("Reading", "reading", Target(Of.CATEGORY, "news"), 20, 20, State.REACHED),
    _limit("More", "other", Target(Of.TOTAL), 20, 200),
)

STATES: dict[str, PanelView] = {
    "usual": USUAL,
    "limits": replace(USUAL, limits=LIMITS, next_break=_minutes(9)),
    "above": replace(USUAL, usual=_minutes(200), above=True),
    "just_as_much": replace(USUAL, usual=_minutes(252)),
    "too_early": replace(
        USUAL,
        usual=None,
        hours=NO_USUAL,
        usual_from=date(2026, 12, 18),
        ai_usual=None,
        unattended=_minutes(0),
    ),
    "first_day": replace(
        NO_AI,
        usual=None,
        hours=(*EMPTY[:11], Hour(_minutes(12)), *EMPTY[12:]),
        total=_minutes(12),
        since=NOW.replace(hour=15, minute=30),
        top=(AppUse("XTerm", None, "making", _minutes(12)),),
    ),
    "nothing": replace(
        NO_AI, usual=None, hours=EMPTY, total=timedelta(0), since=NOW.replace(minute=41), top=()
    ),
    "paused": replace(USUAL, paused_until=NOW.replace(hour=16, minute=0)),
    "paused_until_tomorrow": replace(USUAL, paused_until=datetime(2026, 11, 25, 4, 0, tzinfo=BERLIN)),
    "sensor_missing": replace(
        NO_AI,
        total=timedelta(0),
        hours=EMPTY,
        usual=None,
        top=(),
        trouble=Trouble(
            "The window in front cannot be seen: GNOME on Wayland hides it.",
            "Install the extension “Window in front”, then log in again.",
        ),
    ),
    "demo": replace(USUAL, demo=True),
    "demo_paused_trouble": replace(
        USUAL,
        demo=True,
        paused_until=NOW.replace(hour=16, minute=0),
        trouble=Trouble("Idle time cannot be seen.", "Install the package libxss1."),
    ),
    "long_names": replace(
        USUAL,
        total=_minutes(19 * 60 + 58),
        hours=tuple(Hour(_minutes(60 if index < 20 else 0), _minutes(30)) for index in range(24)),
        top=(
            AppUse("GNU Image Manipulation Program with all of its plug-ins", None, "making", _minutes(700)),
            AppUse("Integrierte Entwicklungsumgebung für Softwareverfahren", None, "making", _minutes(300)),
            AppUse("<b>מעבד תמלילים</b> שם ארוך מאוד של יישום", None, "writing", _minutes(198)),
        ),
    ),
}
