"""The note that says that the report of the week is there."""

from __future__ import annotations

from datetime import timedelta

from wellbeing.ports import Button, Note, Urgency
from wellbeing.ui.text import _

OPEN = "open"


def ready(slot: str) -> Note:
    """It goes by itself after a while; the report stays in the archive.

    Args:
        slot: names the report.
    """
    return Note(
        slot,
        _("Your week in a report"),
        _("It is there when you like to read it."),
        (Button(OPEN, _("Open")),),
        Urgency.LOW,
        timedelta(hours=4),
    )
