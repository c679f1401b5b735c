"""What devices of a family tell each other without a server: a letter from each device to each other one.

device A ──► A.to.B: who belongs to it, who sees what, and A's days as B's owner may see them
         ──► A.to.C: the same for C, pared to what C's owner may see

A letter replaces the one before; its serial only ever rises.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from wellbeing.family import crockford
from wellbeing.family.agreement import Agreement, Member, MemberName, OwnDevice, RequestTold, Sees
from wellbeing.family.digest import Digest
from wellbeing.family.figures import UNSEEN, Key, contradiction
from wellbeing.family.level import Level
from wellbeing.family.line import Line
from wellbeing.family.person import may_set
from wellbeing.family.wish import MOST_WISHES, Moment, Reply, Wish
from wellbeing.model.known import KnownError
from wellbeing.model.sentence import Sentence

LARGEST = 4 * 1024 * 1024
"""Bytes of a letter; five weeks of full days have some 300 kB."""
MOST_DAYS = 60
_ID_BYTES = 16
_encoder = msgspec.json.Encoder(order="sorted")

DeviceKey = Annotated[str, Meta(pattern=r"^[0-9a-hjkmnp-tv-z]{26}$")]
"""The first half of the SHA-256 of a device's signing key, in Crockford's symbols: nobody can take another's."""


class LetterError(KnownError):
    """A letter that this program does not read."""


def device_key(signing: bytes) -> str:
    """The id of the device that signs with this key (public, 32 bytes)."""
    return crockford.symbols(sha256(signing).digest()[:_ID_BYTES]).lower()


class _Value(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What all of them are."""


class Card(_Value, frozen=True, kw_only=True):
    """The keys of a device, for everybody to read; who owns it stands in letters only."""

    version: Literal[1] = 1
    verify: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
    """Ed25519, public, hex."""
    seal: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
    """X25519, public, hex."""

    @property
    def device(self) -> str:
        """Whose card it is."""
        return device_key(bytes.fromhex(self.verify))


class Entry(_Value, frozen=True, kw_only=True):
    """One device that belongs to the family, as an adult took it in."""

    device: DeviceKey
    name: MemberName
    person: Member
    at: Moment
    """When this was last changed; UTC."""
    revoked: bool = False


class Decision(_Value, frozen=True, kw_only=True):
    """That somebody sees something of somebody from then on; the newest counts."""

    viewer: Key
    subject: Key
    level: Level | None
    """None: nothing any more."""
    moods: bool = False
    at: Moment
    """UTC."""


class Hello(_Value, frozen=True, kw_only=True):
    """A new device shows the secret of its invitation."""

    proof: Annotated[str, Meta(pattern=r"^[0-9A-HJKMNP-TV-Z]{16}$")]
    name: MemberName


class Letter(_Value, frozen=True, kw_only=True):
    """Everything that one device has to tell another."""

    version: Literal[1] = 1
    sender: DeviceKey
    recipient: DeviceKey
    serial: Annotated[int, Meta(ge=1, le=2**53)]
    family: Annotated[str, Meta(max_length=60)] = ""
    hello: Hello | None = None
    entries: Annotated[tuple[Entry, ...], Meta(max_length=200)] = ()
    decisions: Annotated[tuple[Decision, ...], Meta(max_length=500)] = ()
    digests: Annotated[tuple[Digest, ...], Meta(max_length=MOST_DAYS)] = ()
    """Whole days, to devices of the same person alone."""
    lines: Annotated[tuple[Line, ...], Meta(max_length=MOST_DAYS)] = ()
    """Days of all devices, pared for whom the letter is."""
    wishes: Annotated[tuple[Wish, ...], Meta(max_length=MOST_WISHES)] = ()
    """What the sender's owner asked for lately, to adults and to devices of the same person."""
    replies: Annotated[tuple[Reply, ...], Meta(max_length=MOST_WISHES)] = ()
    """What the sender's owner answered lately, to whom it concerns and to the other adults."""


_letter = msgspec.json.Decoder(Letter)
_card = msgspec.json.Decoder(Card)


def written(one: Letter | Card) -> bytes:
    """As it is signed: the same bytes for the same content."""
    return _encoder.encode(one)


def read(data: bytes) -> Letter:
    """A letter, checked.

    Raises:
        LetterError: not of this shape, another version, or figures that contradict each other.
    """
    try:
        found = _letter.decode(data)
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        raise _unreadable(str(error)) from None
    for day in (*found.digests, *found.lines):
        if wrong := contradiction(day):
            raise _unreadable(wrong)
    names = [found.family, *(one.name for one in found.entries), *(one.person.name for one in found.entries)]
    if any(UNSEEN.search(name) for name in names):
        raise _unreadable("a name holds unseen characters")
    return found


def read_card(data: bytes) -> Card:
    """A card, checked.

    Raises:
        LetterError: not of this shape, or another version.
    """
    try:
        return _card.decode(data)
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        raise _unreadable(str(error)) from None


def _unreadable(why: str) -> LetterError:
    return LetterError(
        Sentence("It cannot be read: {why}.", why=why),
        Sentence("Bring the program to its newest version on both sides."),
    )


# ---------------------------------------------------------------- who belongs to it, and who sees what


def trusted(root: str, own: Iterable[Entry], told: Mapping[str, Iterable[Entry]]) -> dict[str, Entry]:
    """The devices of the family: those that the first one took in, and those that adults among them took in.

    Args:
        root: the device that is trusted from the beginning: the inviter's, or one's own.
        own: what is known already.
        told: by sender, what letters say; whoever is not trusted is not heard.
    """
    known = {one.device: one for one in own}
    silent: set[str] = set()
    while True:
        found, heard = _heard_of(root, known, {device: told[device] for device in told.keys() - silent})
        removed = {device for device in heard if (one := found.get(device)) is not None and one.revoked}
        if not removed - silent:
            return found
        # What a device said that turns out to be removed does not count: all is heard again without it.
        silent |= removed
        known |= {device: found[device] for device in removed}


def _heard_of(
    root: str, known: Mapping[str, Entry], told: Mapping[str, Iterable[Entry]]
) -> tuple[dict[str, Entry], set[str]]:
    """Everybody whom the root and the adults whom it leads to took in, and who was heard for that."""
    found, heard = dict(known), set[str]()
    while True:
        able = {
            device
            for device in told.keys() - heard
            if device == root or ((one := found.get(device)) is not None and not one.revoked and _adult(one))
        }
        if not able:
            return found, heard
        device = root if root in able else min(able)
        heard.add(device)
        for one in told[device]:
            before = found.get(one.device)
            if before is None or (before.at, before.revoked) < (one.at, one.revoked):
                found[one.device] = one


def settled(
    known: Iterable[Decision], told: Mapping[str, Iterable[Decision]], members: Mapping[str, Entry]
) -> tuple[Decision, ...]:
    """The newest decision on each pair, of those that their sender may make.

    Args:
        known: what stood before.
        told: by sender.
        members: the family's devices, by id.
    """
    found = {(one.viewer, one.subject): one for one in known}
    people = {entry.person.id: entry.person for entry in members.values()}
    for device, some in sorted(told.items()):
        sender = members.get(device)
        if sender is None or sender.revoked:
            continue
        for one in some:
            viewer, subject = people.get(one.viewer), people.get(one.subject)
            before = found.get((one.viewer, one.subject))
            if viewer is None or subject is None or (before is not None and before.at >= one.at):
                continue
            moods = one.moods != (before is not None and before.moods)
            if may_set(sender.person.person, subject.person, viewer.person, moods=moods):
                found[one.viewer, one.subject] = one
    return tuple(found[pair] for pair in sorted(found))


def agreement(
    family: str,
    me: Member,
    members: Mapping[str, Entry],
    decisions: Iterable[Decision],
    requests: tuple[RequestTold, ...] = (),
) -> Agreement:
    """What was agreed, as one person is told of it."""
    there = [one for _, one in sorted(members.items()) if not one.revoked]
    people = {one.person.id: one.person for one in there}
    return Agreement(
        family=family,
        person=people.get(me.id, me),
        members=tuple(people[number] for number in sorted(people)),
        devices=tuple(OwnDevice(id=one.device, name=one.name) for one in there if one.person.id == me.id),
        relations=tuple(
            Sees(viewer=one.viewer, subject=one.subject, level=one.level, moods=one.moods)
            for one in decisions
            if one.level is not None and me.id in (one.viewer, one.subject)
            and one.viewer in people and one.subject in people
        ),
        requests=requests,
    )  # fmt: skip


def freshest(told: Iterable[Line]) -> list[Line]:
    """Of each day the line that knows most: each device tells of all that it heard of the others."""
    found: dict[object, Line] = {}
    for one in told:
        before = found.get(one.day)
        if before is None or _heard(one) > _heard(before):
            found[one.day] = one
    return [found[day] for day in sorted(found, key=str)]


def _heard(one: Line) -> tuple[float, int, int]:
    return sum(part.until.timestamp() for part in one.devices), len(one.devices), one.active_s


def _adult(one: Entry) -> bool:
    return not one.person.role.minor
