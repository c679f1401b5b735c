"""What the seven colours of data are called."""

from __future__ import annotations

from wellbeing.ui.text import _
from wellbeing.ui.theme import GROUPS, Group

_KNOWN: dict[str, Group] = {group: group for group in GROUPS}


def group(word: str) -> Group:
    """A group by its word; `other` for one that is not known."""
    return _KNOWN.get(word, "other")


def group_name(word: str) -> str:
    """As the person reads it."""
    names: dict[Group, str] = {
        "ai": _("AI tools"),
        "making": _("Making"),
        "writing": _("Writing"),
        "people": _("People"),
        "reading": _("Reading"),
        "media": _("Video & social"),
        "other": _("Other"),
    }
    return names[group(word)]
