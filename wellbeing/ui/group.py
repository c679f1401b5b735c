"""What the seven colours of data are called."""

from __future__ import annotations

from wellbeing.engine.labels import Labels
from wellbeing.limits.limit import Limit, Of, Target
from wellbeing.model import AppIdentity
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


def of_limit(limit: Limit, labels: Labels) -> Group | None:
    """The colour of what a limit is on; None for ink, where it is on a site, on everything, or on several."""
    groups: set[Group | None] = {_of_target(one, labels) for one in limit.targets}
    return groups.pop() if len(groups) == 1 else None


def _of_target(one: Target, labels: Labels) -> Group | None:
    match one.of:
        case Of.AI | Of.TOOL:
            return "ai"
        case Of.CATEGORY:
            return _of_category(one.key, labels)
        case Of.APP:
            return _of_category(labels.label(AppIdentity(one.key)).category, labels)
        case _:
            return None


def _of_category(key: str, labels: Labels) -> Group:
    category = labels.catalogue.categories.get(key)
    return group(category.group if category else "")
