"""Values of settings in plain words."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from babel.units import format_unit

from wellbeing.analysis.growth import EXPECTED, Metric, Sensitivity
from wellbeing.files.settings import Settings
from wellbeing.timeline.redact import Privacy
from wellbeing.ui import reliance_words, text
from wellbeing.ui.text import _, ngettext

_MONDAY = date(2024, 1, 1)
IDLE = (15, 30, 60, 120, 180, 300, 600, 900, 1800, 3600)
"""Seconds offered; any other value in the file is shown as well."""
CLOCKS = tuple(f"{hour:02d}:00" for hour in range(24))
"""Times of day offered."""
RETENTION = (30, 90, 180, 400, 730, 1825, 0)
"""Days offered."""


def idle(value: object) -> str:
    """Seconds."""
    seconds = int(str(value))
    if seconds % 60:
        return ngettext("{count} second", "{count} seconds", seconds).format(count=seconds)
    return text.spoken(timedelta(seconds=seconds))


def day_start(value: object) -> str:
    """An hour after midnight."""
    hour = int(str(value))
    return _("midnight") if hour == 0 else text.clock(datetime.combine(_MONDAY, time(hour)))


def clock(value: object) -> str:
    """A time of day."""
    return text.clock(datetime.combine(_MONDAY, time.fromisoformat(str(value))))


def week_start(value: object) -> str:
    """The first day of a week."""
    named = {"monday": 0, "saturday": 5, "sunday": 6}
    if value not in named:
        region = _MONDAY + timedelta(days=text.first_weekday())
        return _("as in your region ({weekday})").format(weekday=text.weekday(region))
    return text.weekday(_MONDAY + timedelta(days=named[str(value)]))


def retention(value: object) -> str:
    """Days; 0 is for ever."""
    days = int(str(value))
    if days == 0:
        return _("for ever")
    if days % 365 == 0:
        years = days // 365
        return ngettext("{count} year", "{count} years", years).format(count=years)
    return ngettext("{count} day", "{count} days", days).format(count=days)


def on_off(value: object) -> str:
    """A switch."""
    return _("On") if value else _("Off")


def panel_colour(value: object) -> str:
    """What the desktop's panel looks like."""
    return {"light": _("Light"), "dark": _("Dark")}.get(str(value), _("Automatic"))


def appearance(value: object) -> str:
    """What windows look like."""
    return {"light": _("Light"), "dark": _("Dark")}.get(str(value), _("As the desktop"))


def growth(value: object) -> str:
    """How soon growth is noted."""
    return reliance_words.sensitivity(Sensitivity(str(value)))


def growth_effect() -> str:
    """What each choice costs: notes without any growth, of AI and screen time together."""
    counts = {one.value: text.decimal(sum(EXPECTED[metric, one] for metric in Metric)) for one in Sensitivity}
    return _(
        "Of AI use and screen time. Sooner means more notes that are wrong; to be expected in a year without any"
        " growth: calm {calm}, balanced {balanced}, early {early}."
    ).format(**counts)


def level(privacy: Privacy) -> str:
    """A privacy level's name."""
    return {
        Privacy.APPS: _("Apps only"),
        Privacy.SITES: _("Apps and sites"),
        Privacy.TITLES: _("Apps, sites and titles"),
    }[privacy]


def level_keeps(privacy: Privacy) -> str:
    """What a level keeps, and what it costs."""
    return {
        Privacy.APPS: _(
            "Keeps which app was in front, and when. A browser is one app, whatever you read or watch in it."
        ),
        Privacy.SITES: _(
            "Also keeps the name of the site, such as wikipedia.org. Never the page, never what you typed."
        ),
        Privacy.TITLES: _(
            "Also keeps window titles. They can hold names, subjects and searches; choose it if you want to"
            " find again what you did."
        ),
    }[privacy]


def heading(settings: Settings) -> str:
    """The page's sentence: what is kept, and how long."""
    kept = {
        Privacy.APPS: _("Apps are kept {length}"),
        Privacy.SITES: _("Apps and sites are kept {length}"),
        Privacy.TITLES: _("Apps, sites and titles are kept {length}"),
    }[settings.privacy]
    if settings.retention_days == 0:
        return kept.format(length=_("for ever"))
    return kept.format(length=_("for {days}").format(days=retention(settings.retention_days)))


def size(count: int) -> str:
    """Bytes, as a person reads them: `12 kB`, `1.2 MB`."""
    number, unit = (count / 1_000_000, "megabyte") if count >= 1_000_000 else (count / 1000, "kilobyte")
    rounded = round(number, 1) if unit == "megabyte" and number < 10 else round(number)
    return format_unit(rounded, f"digital-{unit}", length="short", locale=text.language())


def moment(local: datetime) -> str:
    """Date and time: `Tue 24 Nov, 04:12`."""
    return _("{date}, {time}").format(date=text.short_date(local.date()), time=text.clock(local))
