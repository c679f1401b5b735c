"""What is said of school holidays."""

from __future__ import annotations

from datetime import date

from wellbeing.family.holiday import Holiday
from wellbeing.ui import text
from wellbeing.ui.text import _


def stretch(one: Holiday) -> str:
    """From when to when."""
    return text.dates(one.first, one.last, year=True)


def like(one: Holiday) -> str:
    """As what its workdays count."""
    return _("count as {weekday}").format(weekday=text.weekday(date(2024, 1, 1 + one.like)))


def today(one: Holiday) -> str:
    """That it is a holiday now."""
    weekday = text.weekday(date(2024, 1, 1 + one.like))
    if one.name:
        return _("{name}: today counts as {weekday}").format(name=one.name, weekday=weekday)
    return _("School holidays: today counts as {weekday}").format(weekday=weekday)
