"""The sentences of the Family page."""

from __future__ import annotations

from wellbeing.engine.view.family import FamilyView
from wellbeing.engine.view.household import HouseholdView
from wellbeing.ui import holiday_words
from wellbeing.ui.text import _, ngettext
from wellbeing.ui.window.family.trouble_words import trouble


def under(view: HouseholdView, family: FamilyView | None = None) -> str:
    """What keeps this device from its family, what waits, and what holds today."""
    met = None if family is None else trouble(family)
    parts = [] if met is None else [met.title]
    if count := len(view.open) + len(view.others):
        parts.append(
            ngettext(
                "One request waits for an answer.", "{count} requests wait for an answer.", count
            ).format(count=count)
        )
    holiday = next((one for one in view.holidays if view.today in one), None)
    if holiday is not None:
        parts.append(f"{holiday_words.today(holiday)}.")
    if not view.sound:
        parts.append(_("The journal was changed outside of the program, so what it tells is not certain."))
    return " ".join(parts) or _("What was agreed at home, on this computer. Everything else stays as it is.")
