"""Joining a family and leaving it, and deciding who sees what: what a person does, rarely, by hand."""

from __future__ import annotations

import contextlib
from datetime import date

import msgspec

from wellbeing.engine import membership as members
from wellbeing.engine.family import Exchange
from wellbeing.engine.membership import Membership, Way
from wellbeing.exchange import keychain
from wellbeing.exchange.hub import HubClient
from wellbeing.family import code as codes
from wellbeing.family.agreement import Agreement, Member
from wellbeing.family.figures import UNSEEN
from wellbeing.family.level import Level
from wellbeing.model.sentence import Sentence
from wellbeing.ports import FamilyGone, FamilyLater, KnownError, Store

_LONGEST_NAME = 60


def exchange(joined: Membership) -> Exchange:
    """The way to the family.

    Raises:
        KnownError: the keyring does not hold, or does not tell, what proves this device.
    """
    token = keychain.secret(joined.secret)
    if not token:
        raise KnownError(
            Sentence("The keyring no longer holds what proves this device to the family."),
            Sentence("Leave the family and join it again: wellbeing family leave"),
        )
    return HubClient(joined.url, joined.fingerprint, token)


def hub(joined: Membership) -> HubClient:
    """The family's hub.

    Raises:
        KnownError: this family has none, or as `exchange`.
    """
    way = exchange(joined)
    if not isinstance(way, HubClient):
        raise KnownError(
            Sentence("This family shares a folder and has no hub."),
            Sentence("Look which commands there are: wellbeing family --help"),
        )
    return way


def join_hub(text: str, name: str, zone: str, since: date) -> Membership:
    """Pair this device with a hub; the token goes into the keyring.

    Args:
        text: the pairing code as it was typed.
        name: what the device is to be called.
        zone: IANA name of its zone.
        since: the first day that is told.

    Raises:
        KnownError: the code is none or was used, the hub does not answer, or no keyring does.
    """
    code = codes.read(text)
    called = device_name(name)
    _try_keyring()
    pin = "" if code.fingerprint is None else code.fingerprint.hex()
    paired, shown = HubClient(code.url, pin).pair(code.proof, called, zone)
    joined = Membership(
        way=Way.HUB,
        family=paired.family,
        person=paired.person,
        device=paired.device,
        name=called,
        since=since,
        url=code.url,
        fingerprint=shown if pin else "",
    )
    keychain.keep_secret(joined.secret, paired.token)
    return joined


def device_name(text: str) -> str:
    """A name of a device as it is kept.

    Raises:
        KnownError: nothing is left of it.
    """
    name = " ".join(UNSEEN.sub(" ", text).split())[:_LONGEST_NAME]
    if not name:
        raise KnownError(Sentence("The device needs a name."), Sentence("Give one, such as: --name laptop"))
    return name


def _try_keyring() -> None:
    """See whether secrets can be kept, before a code is used up for nothing.

    Raises:
        KnownError: they cannot.
    """
    keychain.keep_secret("try", "try")
    keychain.keep_secret("try", "")


def need_membership(store: Store) -> Membership:
    """The family that was joined.

    Raises:
        KnownError: none was.
    """
    joined = members.membership(store)
    if joined is None:
        raise KnownError(
            Sentence("This device belongs to no family."),
            Sentence("Join one with a code from it: wellbeing family join CODE"),
        )
    return joined


def need_none(store: Store) -> None:
    """Let a device pass that belongs to no family.

    Raises:
        KnownError: it belongs to one.
    """
    joined = members.membership(store)
    if joined is not None:
        raise KnownError(
            Sentence("This device belongs to the family {family} already.", family=joined.family),
            Sentence("Leave it first: wellbeing family leave"),
        )


def leave(store: Store) -> Membership:
    """Belong to no family any more, and tell it, as far as it can be reached.

    Raises:
        KnownError: there is none to leave.
    """
    joined = need_membership(store)
    # Gone, away, or without a token: a parent can remove the device there; here it ends in any case.
    with contextlib.suppress(KnownError):
        hub(joined).revoke(joined.device)
    members.keep(store, None)
    keychain.keep_secret(joined.secret, "")
    return joined


def refreshed(store: Store) -> Agreement:
    """What was agreed, asked now; as it was last known where nobody answers.

    Raises:
        KnownError: nothing is known yet, and nobody answers.
    """
    joined, state = need_membership(store), members.state(store)
    try:
        came = exchange(joined).agreement(state.tag)
    except (FamilyLater, FamilyGone):
        if state.agreement is None:
            raise
        return state.agreement
    if came is None:
        assert state.agreement is not None  # noqa: S101 - a tag is only kept beside one
        return state.agreement
    members.keep_state(store, msgspec.structs.replace(state, agreement=came[0], tag=came[1]))
    return came[0]


def viewer(agreed: Agreement, words: str) -> Member:
    """The other member who is meant.

    Raises:
        KnownError: nobody, more than one, or the person themselves.
    """
    found = agreed.member(words)
    if found is None:
        names = ", ".join(one.name for one in agreed.members if one.id != agreed.person.id)
        raise KnownError(
            Sentence("Nobody in the family is called {name}.", name=words),
            Sentence("These are there: {names}", names=names or "–"),
        )
    if found.id == agreed.person.id:
        raise KnownError(
            Sentence("Whoever these days belong to always sees all of them."),
            Sentence("Name another member of the family."),
        )
    return found


def show(store: Store, who: str, level: Level | None, *, moods: bool | None = None) -> Member:
    """Have a member see more or less of this person's days from now on.

    Raises:
        KnownError: nobody of that name, or it could not be told to the family.
    """
    agreed = refreshed(store)
    other = viewer(agreed, who)
    if moods is not None:
        standing = next(
            (one for one in agreed.relations if (one.viewer, one.subject) == (other.id, agreed.person.id)),
            None,
        )
        if standing is None:
            raise KnownError(
                Sentence("{name} sees nothing of these days.", name=other.name),
                Sentence("Show something first: wellbeing family level {name} totals", name=other.name),
            )
        level = standing.level
    hub(need_membership(store)).relate(other.id, level, moods=moods)
    refreshed(store)
    return other
