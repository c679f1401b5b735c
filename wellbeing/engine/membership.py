"""That this device belongs to a family, and how the exchange with it stands: two notes in the record."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import msgspec

from wellbeing.family.agreement import Agreement, Member
from wellbeing.family.figures import UNSEEN
from wellbeing.model.sentence import Sentence, packed, unpacked
from wellbeing.ports import KnownError, Store

FAMILY = "family"
"""Name of the mark that says to which family this record belongs; empty or missing: to none."""
LIMITS, HOLIDAYS, ASKED = "family-limits", "family-holidays", "family-asked"
"""Names of the marks that say what of this family's was taken in, and which requests it knows."""
WAITING = "waiting"
"""Id of a person whose device waits to be taken into a family that shares a folder."""
_STATE = "family-state"
_LONGEST_NAME = 60


class Way(StrEnum):
    """How days are exchanged. The words are stored; never change one."""

    HUB = "hub"
    FOLDER = "folder"


class Met(StrEnum):
    """What the last exchange met. The words are stored; never change one."""

    NOTHING = ""
    """It went well, or as an older version noted it."""
    AWAY = "away"
    """The hub does not answer, the folder is not there."""
    STRANGER = "stranger"
    """What answers is not the hub that was joined."""
    LOCKED = "locked"
    """The keyring does not tell what proves this device."""
    GONE = "gone"
    """The family no longer takes anything from this device."""
    REFUSED = "refused"
    """Something was refused; the rest goes on."""


class Membership(msgspec.Struct, frozen=True, kw_only=True):
    """This device in its family."""

    way: Way
    family: str
    """Its name."""
    person: Member
    device: str
    """Id."""
    name: str
    """What the device is called."""
    since: date
    """The first day that is told; nothing from before is."""
    url: str = ""
    """Of the hub."""
    fingerprint: str = ""
    """SHA-256 of the hub's certificate in hex; empty where authorities vouch for it."""
    folder: str = ""
    """Absolute path of the shared folder."""

    @property
    def waits(self) -> bool:
        """Whether the family has not taken this device in yet, so that nobody is known by name."""
        return self.person.id == WAITING

    @property
    def secret(self) -> str:
        """The name under which the keyring keeps what proves this device."""
        return f"{self.device}@{self.url or self.folder}"


class State(msgspec.Struct, frozen=True, kw_only=True):
    """How the exchange stands."""

    agreement: Agreement | None = None
    """As it was last told; None before the first time."""
    tag: str = ""
    told: str = ""
    """What was last to be sent of a day (`Need`), in words; another one sends the last days again."""
    built: date | None = None
    """Up to this day everything was prepared after it was over."""
    tries: int = 0
    """In vain, since the last one that was not."""
    next: datetime | None = None
    """When the next exchange is due; None: now."""
    last: datetime | None = None
    """When everything was last exchanged; None: never."""
    ahead_s: int | None = None
    """How far this device's clock is ahead of the hub's; None where that is not known."""
    gone: bool = False
    """The family no longer takes anything from this device."""
    sentence: str = ""
    """What the last exchange met: a `Sentence`, or a text in English as older versions kept it; empty where nothing."""
    remedy: str = ""
    met: Met = Met.NOTHING


def membership(store: Store) -> Membership | None:
    """The family of this record; None while there is none."""
    text = store.mark(FAMILY)
    return msgspec.json.decode(text, type=Membership) if text else None


def tells(store: Store) -> bool:
    """Whether sums of days leave this computer: to a family that still takes them."""
    return bool(store.mark(FAMILY)) and not state(store).gone


def keep(store: Store, one: Membership | None) -> None:
    """Belong to a family from now on, or to none any more; everything of an earlier one is forgotten.

    Limits and holidays that it agreed stay as they are: another family does not end them.
    """
    store.family.leave()
    for name in (LIMITS, HOLIDAYS, ASKED):
        if store.mark(name):
            store.mark(name, "")
    store.mark(FAMILY, "" if one is None else msgspec.json.encode(one).decode())
    keep_state(store, State())


def renew(store: Store, one: Membership) -> None:
    """Note what the family calls this person now; everything else stays."""
    store.mark(FAMILY, msgspec.json.encode(one).decode())


def state(store: Store) -> State:
    """How the exchange stands."""
    text = store.mark(_STATE)
    if not text:
        return State()
    plain = msgspec.json.decode(text, type=dict[str, Any])  # Any: JSON
    said = {name: unpacked(plain.pop(name, "")) for name in ("sentence", "remedy")}
    return msgspec.structs.replace(msgspec.convert(plain, State), **said)


def keep_state(store: Store, one: State) -> None:
    """Note how it stands."""
    plain = msgspec.structs.asdict(one) | {"sentence": packed(one.sentence), "remedy": packed(one.remedy)}
    store.mark(_STATE, msgspec.json.encode(plain).decode())


def device_name(text: str) -> str:
    """A name of a device as it is kept.

    Raises:
        KnownError: nothing is left of it.
    """
    name = " ".join(UNSEEN.sub(" ", text).split())[:_LONGEST_NAME]
    if not name:
        raise KnownError(Sentence("The device needs a name."), Sentence("Give one, such as: --name laptop"))
    return name
