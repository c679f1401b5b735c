"""Amounts of a report: those of a year are large."""

from __future__ import annotations

from datetime import timedelta

from wellbeing.ui import text
from wellbeing.ui.text import _, exact

_LONG = timedelta(hours=100)
"""From here on nobody reads minutes."""


def spent(amount: timedelta) -> str:
    """`4 h 12`, `48 min`; from a hundred hours on in whole hours: `1,790 h`."""
    if amount < _LONG:
        return text.duration(amount)
    return _("{hours} h").format(hours=exact(round(amount / timedelta(hours=1))))
