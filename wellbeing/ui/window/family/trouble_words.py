"""The sentences of what keeps a device from its family."""

from __future__ import annotations

from dataclasses import dataclass

from wellbeing.engine.membership import Met
from wellbeing.engine.view.family import FamilyView
from wellbeing.ui import family_words, text
from wellbeing.ui.text import _, ngettext


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is said, a sentence or two each."""

    title: str
    """What happened."""
    works: str
    """What goes on nevertheless."""
    helps: str
    """What a person can do."""
    detail: str = ""
    """The cause as it was met, for whoever helps."""


def trouble(view: FamilyView) -> Trouble | None:
    """What keeps this device from its family; None where nothing does."""
    joined, now = view.joined, view.state
    if joined is None:
        return None
    sentence, remedy = family_words.kept(now.sentence), family_words.kept(now.remedy)
    match view.met:
        case Met.GONE:
            return Trouble(
                _("The family takes nothing from this device any more."),
                _(
                    "Recording, limits and breaks go on, and what was agreed stays. Nothing is told to anybody."
                ),
                _("To belong to it again, leave it here first, and join with a new code from a parent."),
                sentence,
            )
        case Met.LOCKED:
            return Trouble(
                _("The keyring does not tell what proves this device, so nothing is exchanged for now."),
                _works(view),
                remedy,
                sentence,
            )
        case Met.AWAY:
            title = (
                _("The shared folder is not there at the moment.")
                if joined.folder
                else _("The family's hub cannot be reached at the moment.")
            )
            helps = (
                _("Plug the stick in, or start what synchronises the folder; it is tried again by itself.")
                if joined.folder
                else _(
                    "If it lasts: see whether the computer with the hub is on. It is tried again by itself."
                )
            )
            return Trouble(title, _works(view), helps, sentence)
        case Met.STRANGER:
            title = _("What answers is not the hub that this device joined; nothing is told to it.")
            return Trouble(title, _works(view), remedy, sentence)
    return None


def _works(view: FamilyView) -> str:
    parts = [_("Recording, limits and breaks go on, and days are kept until they can be sent.")]
    if view.waiting:
        parts.append(
            ngettext("{count} day waits to be sent.", "{count} days wait to be sent.", view.waiting).format(
                count=view.waiting
            )
        )
    if view.state.last is not None:
        at = view.state.last.astimezone()
        parts.append(
            _("What was agreed counts as it was last told, {day} at {time}.").format(
                day=text.short_date(at.date()), time=text.clock(at)
            )
        )
    return " ".join(parts)
