"""Joining a family and leaving it, and deciding who sees what: what a person does, rarely, by hand."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from wellbeing.engine import membership as members
from wellbeing.engine.membership import Membership, Way, device_name
from wellbeing.engine.permit import admit
from wellbeing.exchange import keychain
from wellbeing.exchange.hub import HubClient
from wellbeing.exchange.pinned import Sessions
from wellbeing.family import code as codes
from wellbeing.family import crockford
from wellbeing.family.agreement import Agreement, Member
from wellbeing.family.level import Level
from wellbeing.family.person import Role
from wellbeing.family.request import Answer, State, cleaned
from wellbeing.model.sentence import Sentence
from wellbeing.ports import FamilyGone, FamilyLater, KnownError, SleepClock, Store

if TYPE_CHECKING:
    from wellbeing.exchange.folder import FolderExchange

Now = Callable[[], datetime]
"""The wall clock, aware UTC."""


def exchange(
    store: Store, joined: Membership, now: Now, sessions: Sessions | None = None
) -> HubClient | FolderExchange:
    """The way to the family.

    Args:
        store: the record.
        joined: which family.
        now: the wall clock.
        sessions: of TLS, where the caller keeps them from one visit of a hub to the next.

    Raises:
        KnownError: the keyring does not hold, or does not tell, what proves this device.
    """
    proof = keychain.secret(joined.secret)
    if not proof:
        raise KnownError(
            Sentence("The keyring no longer holds what proves this device to the family."),
            Sentence("Leave the family and join it again: wellbeing family leave"),
        )
    if joined.way is Way.HUB:
        return HubClient(joined.url, joined.fingerprint, proof, now, sessions)
    from wellbeing.engine import sharing

    return sharing.folder(store, joined, proof, now)


def hub(store: Store, joined: Membership, now: Now, sessions: Sessions | None = None) -> HubClient:
    """The family's hub; arguments as of `exchange`.

    Raises:
        KnownError: this family has none, or as `exchange`.
    """
    way = exchange(store, joined, now, sessions)
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
    keychain.try_out()
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


def leave(store: Store, now: Now) -> Membership:
    """Belong to no family any more, and tell it, as far as it can be reached.

    Raises:
        KnownError: there is none to leave.
    """
    joined = need_membership(store)
    if joined.way is Way.FOLDER:
        from wellbeing.exchange import shelf

        shelf.take_away(Path(joined.folder), joined.device)
    else:
        # Gone, away, or without a token: a parent can remove the device there; here it ends in any case.
        with contextlib.suppress(KnownError):
            hub(store, joined, now).revoke(joined.device)
    members.keep(store, None)
    store.mark("family-folder", "")
    # A keyring that does not answer keeps what opens nothing any more.
    with contextlib.suppress(KnownError):
        keychain.keep_secret(joined.secret, "")
    return joined


def refreshed(store: Store, now: Now) -> Agreement:
    """What was agreed, asked now; as it was last known where nobody answers.

    Raises:
        KnownError: nothing is known yet, and nobody answers.
    """
    joined, state = need_membership(store), members.state(store)
    try:
        came = exchange(store, joined, now).agreement(state.tag)
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


def show(
    store: Store, who: str, level: Level | None, now: Now, *, moods: bool | None = None, of: str = ""
) -> Member:
    """Have a member see more or less of this person's days, or of a minor's, from now on.

    Args:
        store: the record.
        who: the viewer, by name or id.
        level: None: nothing any more; with `moods`, the level stays.
        now: the wall clock.
        moods: None: as it is.
        of: whose days; empty for one's own.

    Raises:
        KnownError: nobody of that name, not theirs to decide, or it could not be told to the family.
    """
    agreed = refreshed(store, now)
    subject = viewer(agreed, of).id if of else agreed.person.id
    other = agreed.person if of and agreed.member(who) == agreed.person else viewer(agreed, who)
    if moods is not None:
        pair = (other.id, subject)
        stands = next((one for one in agreed.relations if (one.viewer, one.subject) == pair), None)
        if stands is None:
            raise KnownError(
                Sentence("{name} sees nothing of these days.", name=other.name),
                Sentence("Show something first: wellbeing family level {name} totals", name=other.name),
            )
        level = stands.level
    way = exchange(store, need_membership(store), now)
    whose = subject if of else None
    if isinstance(way, HubClient):
        way.relate(other.id, level, moods=moods, subject=whose)
    else:
        way.decide(other.id, level, moods=moods, subject=whose)
    refreshed(store, now)
    return other


def invite(
    store: Store, name: str, role: Role, level: Level | None, now: Now
) -> tuple[str, Member, datetime]:
    """An invitation for one device of a member, who is added where there is none of that name.

    Returns:
        The code, whom it is for, and until when it can be used.

    Raises:
        KnownError: the family has a hub, which invites by itself, or this person may not.
    """
    from wellbeing.engine.sharing import person_id
    from wellbeing.family import invitation

    joined = need_membership(store)
    way = exchange(store, joined, now)
    if isinstance(way, HubClient):
        raise KnownError(
            Sentence("In this family the hub invites."),
            Sentence("A parent makes the code there, or on the hub's page: wellbeing hub invite NAME"),
        )
    agreed = refreshed(store, now)
    known = agreed.member(name)
    who = known or Member(id=person_id(), name=device_name(name), role=role)
    secret, until = secrets.token_bytes(codes.SECRET_BYTES), now() + invitation.LASTS
    shown = level if who.role.minor and known is None else None
    way.invite(who, crockford.symbols(secret), until, shown)
    return invitation.written(way.device, secret), who, until


def answer(store: Store, request: str, given: Answer, clock: SleepClock, pin: str | None = None) -> None:
    """Answer what another member asked for, from this device of an adult.

    Args:
        store: the record.
        request: its id, whole.
        given: minutes and words.
        clock: the clocks.
        pin: where one is set on this device.

    Raises:
        PinNeeded, PinWrong: see `permit.admit`.
        KnownError: nobody asked for it, it is answered or over, or the family cannot be reached.
    """
    joined, agreed = need_membership(store), refreshed(store, clock.now)
    one = next((one for one in agreed.of_others if one.id == request), None)
    if one is None:
        raise KnownError(
            Sentence("There is no such request."), Sentence("See which there are: wellbeing family requests")
        )
    if one.answer is not None or one.request.state(clock.now()) is not State.OPEN:
        raise KnownError(
            Sentence("This request waits for no answer any more."),
            Sentence("A new request can be answered anew."),
        )
    admit(store, pin, "answer", clock)
    exchange(store, joined, clock.now).answer(one.id, given.minutes, cleaned(given.words))
    refreshed(store, clock.now)


def revoke(store: Store, device: str, now: Now) -> None:
    """Remove a device from the family: one's own, or (for adults) anybody's.

    Raises:
        KnownError: there is none, or it is not theirs to remove.
    """
    exchange(store, need_membership(store), now).revoke(device)
