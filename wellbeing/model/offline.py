"""Time away from every screen that a person adds by hand, as an app identity like any other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wellbeing.model.identity import YOU, AppIdentity, Hint

OFFLINE = "offline:"
"""Begins the app id: `offline:meeting`, or `offline:meeting:Stand-up` where the person gave it a name."""
NAME_LENGTH = 80
"""Characters of a name that are kept at most."""


class Pastime(StrEnum):
    """What offline time may be. The words are stored; never change one."""

    MEETING = "meeting"
    COMPANY = "company"
    """With people, just so."""
    PHONE = "phone"
    READING = "reading"
    WRITING = "writing"
    OUTDOORS = "outdoors"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Offline:
    """What was done without a screen."""

    kind: Pastime
    name: str = ""
    """As the person calls it; empty where the kind says enough."""

    def identity(self, category: str) -> AppIdentity:
        """As it is recorded, in the category that the person chose."""
        name = " ".join("".join(one if one.isprintable() else " " for one in self.name).split())[:NAME_LENGTH]
        app_id = f"{OFFLINE}{self.kind}:{name}" if name else f"{OFFLINE}{self.kind}"
        return AppIdentity(app_id, hint=Hint(category, None, YOU))


def offline(app: AppIdentity) -> Offline | None:
    """What an identity tells of offline time; None where it is an app. Kinds of a later version are `other`."""
    if not app.app_id.startswith(OFFLINE):
        return None
    word, _, name = app.app_id.removeprefix(OFFLINE).partition(":")
    return Offline(Pastime(word) if word in set(Pastime) else Pastime.OTHER, name)
