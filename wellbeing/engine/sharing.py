"""A family that shares a folder: begun, joined by invitation, and what this device knows of it."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from wellbeing.engine import household
from wellbeing.engine import membership as members
from wellbeing.engine.digests import clean, named_from
from wellbeing.engine.membership import WAITING, Membership, Way, device_name
from wellbeing.exchange import keychain, sealed, shelf
from wellbeing.exchange.folder import FolderExchange
from wellbeing.exchange.folder_state import FolderState
from wellbeing.exchange.sealed import Keys
from wellbeing.family import crockford, invitation, request
from wellbeing.family.agreement import Member
from wellbeing.family.digest import Digest, DigestError, decoded
from wellbeing.family.letter import Entry, Hello, LetterError
from wellbeing.family.level import Level
from wellbeing.family.person import Role
from wellbeing.family.request import Request
from wellbeing.family.wish import LONGEST_TARGET, Said, Wish
from wellbeing.limits import typed
from wellbeing.limits.limit import Limit, Of, Target
from wellbeing.model.sentence import Sentence, packed, unpacked
from wellbeing.ports import KnownError, Store

Now = Callable[[], datetime]
"""The wall clock, aware UTC."""
FOLDER = "family-folder"
"""The note of what is known."""
_GONE = Limit(())
"""Stands for a limit that is there no more."""


@dataclass(frozen=True, slots=True)
class NewFamily:
    """What a new family is called, and who begins it."""

    family: str
    """Empty: as its first person."""
    person: str
    device: str


def folder(store: Store, joined: Membership, proof: str, now: Now) -> FolderExchange:
    """The way through a shared folder.

    Raises:
        KnownError: what the keyring holds is no pair of keys.
    """
    try:
        keys = Keys.of(proof)
    except ValueError:
        raise KnownError(
            Sentence("What the keyring holds for this family is no pair of keys."),
            Sentence("Leave the family and join it again: wellbeing family leave"),
        ) from None
    return FolderExchange(
        Path(joined.folder),
        keys,
        lambda: folder_state(store),
        lambda state: keep_folder_state(store, state),
        lambda: _told(store),
        lambda: _asked(store, now()),
        now,
    )


def folder_state(store: Store) -> FolderState:
    """What is known of the family that shares the folder."""
    plain = msgspec.json.decode(store.mark(FOLDER) or "{}", type=dict[str, Any])  # Any: JSON
    notes = tuple((name, unpacked(why)) for name, why in plain.pop("notes", ()))
    return replace(msgspec.convert(plain, FolderState), notes=notes)


def keep_folder_state(store: Store, one: FolderState) -> None:
    """Note it."""
    text = msgspec.json.encode(msgspec.structs.asdict(one) | {"notes": packed(one.notes)}).decode()
    if text != store.mark(FOLDER):
        store.mark(FOLDER, text)


def _told(store: Store) -> list[Digest]:
    found = []
    for one in store.family.told():
        with contextlib.suppress(DigestError):
            found += [decoded(one.content)] if one.content else []
    return found


def _asked(store: Store, at: datetime) -> list[Wish]:
    """What was asked for here lately, and how it was answered."""
    limits = {one.id: one for one in store.limits.limits()}
    recent = store.household.requests(at - request.OPEN_FOR)
    return [_wish(one, None if one.limit is None else limits.get(one.limit, _GONE)) for one in recent]


def _wish(one: Request, limit: Limit | None) -> Wish:
    said = one.answer
    shown = None if limit is None else named_from(limit)
    return Wish(
        id=one.id,
        at=one.at,
        minutes=one.minutes,  # type: ignore[arg-type]  # one of `request.LENGTHS`, as `household.ask` checks
        limit=None if limit is None else household.mark(limit),
        shown=shown or Level.APPS,
        name=clean(limit.name) if limit is not None and limit.name else "",
        on=() if limit is None or shown is None else tuple(map(_on, limit.targets[:20])),
        reason=one.reason,
        answer=None if said is None else Said(at=said.at, minutes=said.minutes, words=said.words, by=said.by),
    )


def _on(target: Target) -> str:
    return typed.written(target)[:LONGEST_TARGET] if target.of is not Of.SITE else ""  # named by the person


def create_folder(store: Store, place: Path, wish: NewFamily, since: date, now: Now) -> Membership:
    """Begin a family in a shared folder, with this device as its first.

    Raises:
        KnownError: the folder or the keyring cannot be used.
    """
    shelf.make(place)
    keys, called = Keys.made(), device_name(wish.device)
    me = Member(id=person_id(), name=device_name(wish.person), role=Role.ADULT)
    entry = Entry(device=keys.card.device, name=called, person=me, at=now())
    state = FolderState(
        root=entry.device, me=me, family=device_name(wish.family or wish.person), entries=(entry,)
    )
    return _begin(store, place, keys, state, called, since, now)


def join_folder(store: Store, place: Path, text: str, device: str, since: date, now: Now) -> Membership:
    """Show an invitation to the family in a shared folder; it counts once the inviter's device has seen it.

    Raises:
        KnownError: no such invitation, its inviter is not in this folder, or no keyring answers.
    """
    code, called = invitation.read(text), device_name(device)
    try:
        sealed.opened_card(shelf.card(place, code.inviter), code.inviter)
    except (LetterError, ValueError, OSError) as error:
        raise KnownError(
            Sentence("The device that made this invitation is not in the folder {folder}.", folder=place),
            Sentence("Name the folder that it shares, and wait until it is synchronised."),
        ) from error
    waits = Member(id=WAITING, name=called, role=Role.CHILD)
    state = FolderState(root=code.inviter, me=waits, hello=Hello(proof=code.proof, name=called))
    return _begin(store, place, Keys.made(), state, called, since, now)


def _begin(
    store: Store, place: Path, keys: Keys, state: FolderState, called: str, since: date, now: Now
) -> Membership:
    joined = Membership(
        way=Way.FOLDER,
        family=state.family or called,
        person=state.me,
        device=keys.card.device,
        name=called,
        since=since,
        folder=str(place.absolute()),
    )
    keychain.try_out()
    keychain.keep_secret(joined.secret, keys.text)
    try:
        keep_folder_state(store, state)
        folder(store, joined, keys.text, now).agreement()
    except BaseException:
        keychain.keep_secret(joined.secret, "")
        raise
    members.keep(store, joined)
    return joined


def person_id() -> str:
    """A new person's id, random."""
    return crockford.symbols(secrets.token_bytes(10)).lower()
