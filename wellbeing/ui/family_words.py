"""What is said of a family: roles, levels, and how the exchange with it stands."""

from __future__ import annotations

from wellbeing.engine.membership import Membership
from wellbeing.family.level import Level
from wellbeing.family.person import Role
from wellbeing.model.sentence import Sentence
from wellbeing.ui.text import _, said


def role(one: Role) -> str:
    """What a person is in the family."""
    return {Role.ADULT: _("adult"), Role.TEEN: _("teen"), Role.CHILD: _("child")}[one]


def level(one: Level | None, *, moods: bool = False) -> str:
    """What is shown, in a few words; None: nothing."""
    if one is None:
        return _("nothing")
    shown = {
        Level.TOTALS: _("totals"),
        Level.KINDS: _("totals, categories and kinds of AI"),
        Level.APPS: _("totals, categories, apps and AI tools"),
    }[one]
    return _("{shown}, and how it felt").format(shown=shown) if moods else shown


def way(folder: str, url: str) -> str:
    """How days are exchanged."""
    if folder:
        return _("through the folder {folder}").format(folder=folder)
    return _("through the hub at {url}").format(url=url)


def waits() -> str:
    """A device that showed its invitation, and was not seen yet."""
    return _("The family has not taken this device in yet: the one that invited must see it first.")


def after_leaving(folder: str) -> str:
    """What becomes of what was told before."""
    if folder:
        return _("What this device told is taken out of the folder.")
    return _("What was told before stays with the family.")


def would_part(joined: Membership) -> str:
    """That forgetting everything ends it with the family."""
    said_ = _("This device leaves the family {family} as well, and its keys leave the keyring.").format(
        family=joined.family
    )
    gone = (
        _("What it told is taken out of the folder.")
        if joined.folder
        else _("The days that it told are emptied at the hub.")
    )
    return f"{said_} {gone}"


def parted(joined: Membership, *, whole: bool) -> str:
    """That it ended; what could not be reached is said beside it."""
    ended = _("This device no longer belongs to the family {family}.").format(family=joined.family)
    if not whole:
        return ended
    if joined.folder:
        return f"{ended} " + _("Its files are out of the folder, its keys out of the keyring.")
    return f"{ended} " + _("The hub holds no days of it any more, the keyring no keys.")


def kept(sentence: str) -> str:
    """What was noted earlier; older versions noted a text in English, which may be a whole one of ours."""
    return said(sentence) if isinstance(sentence, Sentence) or not sentence else _(sentence)
