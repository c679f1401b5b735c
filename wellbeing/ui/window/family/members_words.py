"""The sentences of who sees what, and of the exchange with the family."""

from __future__ import annotations

from wellbeing.engine.membership import Met
from wellbeing.engine.view.family import FamilyView
from wellbeing.family.agreement import OwnDevice
from wellbeing.family.level import Level
from wellbeing.ui import family_words, text
from wellbeing.ui.text import _, ngettext

_KEEP_AWAY = (Met.AWAY, Met.STRANGER, Met.LOCKED, Met.GONE)
"""What `trouble_words` tells of."""


def reached(view: FamilyView) -> bool:
    """Whether the family can be asked for something at the moment, as far as is known."""
    return view.met not in _KEEP_AWAY


def about(view: FamilyView) -> str:
    """Who this is, or how to begin."""
    joined = view.joined
    if joined is None:
        return _(
            "Nobody sees anything of this computer. A family that reads its weeks together joins its devices by a "
            "code. Only sums of days are sent, pared to what was agreed."
        )
    if joined.waits:
        return family_words.waits()
    return _("You are {name}, {role}. This device is called {device}.").format(
        name=joined.person.name, role=family_words.role(joined.person.role), device=joined.name
    )


def shown(one: Level | None) -> str:
    """What a member sees, in a choice."""
    if one is None:
        return _("sees nothing")
    return {
        Level.TOTALS: _("sees totals"),
        Level.KINDS: _("sees categories"),
        Level.APPS: _("sees apps"),
    }[one]


def you_see(one: Level | None) -> str:
    """What this person sees of a member."""
    if one is None:
        return _("You see nothing of theirs.")
    return _("You see of theirs: {shown}.").format(shown=family_words.level(one))


def device(one: OwnDevice, *, here: bool) -> str:
    """One of the person's own devices."""
    if here:
        return _("Your device: {name} (this one)").format(name=one.name)
    return _("Your device: {name}").format(name=one.name)


def state(view: FamilyView) -> str:
    """How the exchange stands, with what can be done."""
    if view.joined is None or view.met in _KEEP_AWAY:
        return ""
    now, parts = view.state, []
    if now.last is not None:
        at = now.last.astimezone()
        parts.append(
            _("Last exchanged {day} at {time}.").format(day=text.short_date(at.date()), time=text.clock(at))
        )
    elif not now.sentence:
        parts.append(_("The first exchange comes within a minute."))
    if view.waiting:
        parts.append(
            ngettext("{count} day waits to be sent.", "{count} days wait to be sent.", view.waiting).format(
                count=view.waiting
            )
        )
    parts += [family_words.kept(one) for one in (now.sentence, now.remedy) if one]
    return " ".join(parts)
