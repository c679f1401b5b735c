"""A family that shares a folder and has no server: every device writes letters, and reads those to itself.

look ─ cards and letters read, each by itself: what is forged, rolled back, too large or foreign is named, not used
     ─ new devices with the secret of an invitation taken in
     ─ letters written anew where what they say has changed
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from wellbeing.exchange import sealed, shelf
from wellbeing.exchange.sealed import Keys
from wellbeing.family.agreement import Agreement, Member, Week
from wellbeing.family.digest import Digest
from wellbeing.family.figures import Figures
from wellbeing.family.letter import (
    MOST_DAYS,
    Card,
    Decision,
    Entry,
    Hello,
    Letter,
    LetterError,
    agreement,
    freshest,
    settled,
    trusted,
    written,
)
from wellbeing.family.level import Level
from wellbeing.family.line import Line, lines
from wellbeing.family.privacy import Need, seen
from wellbeing.model.sentence import Sentence
from wellbeing.ports import FamilyRefused, Pushed

_AHEAD = timedelta(days=1)
"""How far another clock may be ahead: a decision from further on could never be changed again."""
_WEEK = timedelta(days=7)
_Day = TypeVar("_Day", bound=Figures)


class Open(msgspec.Struct, frozen=True, kw_only=True):
    """An invitation that nobody has used yet."""

    proof: str
    """SHA-256 of its secret, hex."""
    person: Member
    until: datetime
    level: Level | None = None
    """What the inviter is to see of a minor from the beginning."""


class FolderState(msgspec.Struct, frozen=True, kw_only=True):
    """What a device knows of a family that shares a folder; kept in its record."""

    root: str
    """The device that is trusted from the beginning: the inviter's, or this one."""
    me: Member
    family: str = ""
    hello: Hello | None = None
    """Shown until the family has taken this device in."""
    entries: tuple[Entry, ...] = ()
    decisions: tuple[Decision, ...] = ()
    invitations: tuple[Open, ...] = ()
    read: dict[str, int] = {}
    """The highest serial that was read of each device's letters."""
    sent: dict[str, tuple[int, str]] = {}
    """Serial and hash of what was last written to each device."""
    notes: tuple[tuple[str, str], ...] = ()
    """What was passed over at the last look: the file, and why, in English."""


@dataclass(slots=True)
class _Look:
    """What was read in one look."""

    letters: dict[str, Letter] = field(default_factory=dict)
    """By sender; those of the family and those of strangers."""
    cards: dict[str, Card] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)


class FolderExchange:
    """One device's way to its family through a folder; on one thread at a time.

    Args:
        folder: as the person named it.
        keys: this device's own.
        load: what is known so far.
        save: keeps it.
        told: this device's days, whole, newest revision of each.
        now: the wall clock, aware UTC.
    """

    def __init__(
        self,
        folder: Path,
        keys: Keys,
        load: Callable[[], FolderState],
        save: Callable[[FolderState], None],
        told: Callable[[], Sequence[Digest]],
        now: Callable[[], datetime],
    ) -> None:
        self._folder, self._keys, self._load, self._save = folder, keys, load, save
        self._told, self._now = told, now
        self.device = keys.card.device

    # ------------------------------------------------------------ what the engine asks

    def agreement(self, tag: str = "") -> tuple[Agreement, str, bytes] | None:
        """What was agreed, after reading what came and writing what changed; None where it is as `tag` marks it.

        Raises:
            FamilyLater: the folder is not there.
        """
        found = self._looked()
        told = msgspec.json.encode(found)
        mark = sha256(told).hexdigest()[:32]
        return None if mark == tag else (found, mark, told)

    def send(self, days: Sequence[Digest], agreed: Agreement, what: Need) -> Iterator[Pushed]:  # noqa: ARG002 - each letter is pared to its own level
        """Write the days into the letters; they have arrived once they lie in the folder.

        Raises:
            FamilyLater: the folder is not there.
        """
        look = self._read(self._load())
        self._write(self._load(), look)
        for one in days:
            yield Pushed(one.revision)

    def week(self, person: str, monday: date, as_viewer: str | None = None) -> Week:
        """A week as it was told to this person, or (of their own) as a viewer is told it.

        Raises:
            FamilyRefused: nothing of it may be seen.
            FamilyLater: the folder is not there.
        """
        state = self._load()
        look = self._read(state)
        members = {one.device: one for one in state.entries}
        me = _person(state, members)
        agreed = agreement(state.family, me, members, state.decisions)
        subject = agreed.member(person)
        if subject is None:
            raise _not_shown()
        if subject.id == me.id:
            found, level, seer = self._own_week(look, members, me, state.decisions, as_viewer)
        elif as_viewer is not None:
            raise _not_shown()
        else:
            found = freshest(
                line
                for device, letter in look.letters.items()
                if device in members
                and members[device].person.id == subject.id
                and not members[device].revoked
                for line in letter.lines
            )
            stands = _stands(state.decisions, me.id, subject.id)
            if stands is None or stands.level is None:
                raise _not_shown()
            found = [seen(one, stands.level, moods=stands.moods) for one in found]
            level, seer = stands.level, me.id
        inside = tuple(one for one in found if monday <= one.day < monday + _WEEK)
        return Week(person=subject, monday=monday, level=level, seen_by=seer, days=inside)

    def _own_week(
        self,
        look: _Look,
        members: Mapping[str, Entry],
        me: Member,
        decisions: Iterable[Decision],
        as_viewer: str | None,
    ) -> tuple[list[Line], Level, str]:
        whole = lines(self._own_days(look, members, me))
        if as_viewer is None or as_viewer == me.id:
            return [seen(one, Level.APPS, moods=True) for one in whole], Level.APPS, me.id
        stands = _stands(decisions, as_viewer, me.id)
        if stands is None or stands.level is None:
            raise _not_shown()
        level, moods = stands.level, stands.moods
        return [seen(one, level, moods=moods) for one in whole], level, as_viewer

    # ------------------------------------------------------------ what a person decides

    def decide(
        self, viewer: str, level: Level | None, *, moods: bool | None = None, subject: str | None = None
    ) -> None:
        """Have a viewer see more or less from now on; without a level: nothing any more.

        Raises:
            FamilyRefused: that is not this person's to decide.
            FamilyLater: the folder is not there; the decision counts here nevertheless.
        """
        state = self._load()
        members = {one.device: one for one in state.entries}
        me = _person(state, members)
        whose = subject or me.id
        before = _stands(state.decisions, viewer, whose)
        wanted = Decision(
            viewer=viewer,
            subject=whose,
            level=level,
            moods=before.moods if moods is None and before is not None else bool(moods),
            at=self._after(before),
        )
        after = settled(state.decisions, {self.device: [wanted]}, members)
        if after == state.decisions:
            raise FamilyRefused(
                Sentence("Only the member themselves, or a parent, may change this."), Sentence("Ask them.")
            )
        self._save(replace(state, decisions=after))
        self._looked()

    def invite(self, person: Member, secret: str, until: datetime, level: Level | None) -> None:
        """Take in the device that shows this secret.

        Raises:
            FamilyRefused: this person may not invite.
        """
        state = self._load()
        self._need_adult(state)
        opened = Open(proof=_hash(secret), person=person, until=until, level=level)
        self._save(replace(state, invitations=(*state.invitations, opened)))

    def revoke(self, device: str) -> None:
        """Write to a device no more, and read nothing of it.

        Raises:
            FamilyRefused: this person may not, or there is no such device.
            FamilyLater: the folder is not there; it counts here nevertheless.
        """
        state = self._load()
        found = next((one for one in state.entries if one.device == device), None)
        me = _person(state, {one.device: one for one in state.entries})
        if found is None or (found.person.id != me.id and me.role.minor):
            raise FamilyRefused(
                Sentence("There is no device {device} that could be removed.", device=device),
                Sentence("Look which there are: wellbeing family members"),
            )
        if found.person.id != me.id or not me.role.minor:
            self._need_adult(state)
        gone = replace(found, revoked=True, at=max(self._now(), found.at))
        self._save(replace(state, entries=(*(one for one in state.entries if one.device != device), gone)))
        shelf.take_away(self._folder, self.device, [device])
        self._looked()

    def leave(self) -> None:
        """Take away everything that this device wrote."""
        shelf.take_away(self._folder, self.device)

    def _need_adult(self, state: FolderState) -> None:
        if _person(state, {one.device: one for one in state.entries}).role.minor or state.hello is not None:
            raise FamilyRefused(
                Sentence("Only an adult of the family may do this."), Sentence("Ask one of them.")
            )

    # ------------------------------------------------------------ one look

    def _looked(self) -> Agreement:
        before = self._load()
        look = self._read(before)
        after = self._taken_in(before, look)
        members = {one.device: one for one in after.entries}
        serials = {device: one.serial for device, one in look.letters.items() if device in members}
        after = replace(after, read=before.read | serials, notes=tuple(look.notes))
        self._write(after, look)
        return agreement(after.family, after.me, members, after.decisions)

    def _read(self, state: FolderState) -> _Look:
        """Every letter to this device, each checked by itself."""
        there, found = shelf.looked_at(self._folder), _Look()
        found.notes += [
            (name, "It is a second version that a synchroniser kept.") for name in there.conflicts
        ]
        found.notes += [(name, "It is none of this family's.") for name in there.foreign]
        gone = {one.device for one in state.entries if one.revoked}
        for device in sorted(there.cards - {self.device} - gone):
            if (card := self._card(device, found)) is not None:
                found.cards[device] = card
        for sender, recipient in sorted(there.letters):
            if recipient == self.device and sender in found.cards:
                self._letter(sender, state, found)
        return found

    def _card(self, device: str, look: _Look) -> Card | None:
        try:
            return sealed.opened_card(shelf.card(self._folder, device), device)
        except (LetterError, ValueError, OSError) as error:
            look.notes.append((f"{device}.card", _why(error)))
            return None

    def _letter(self, sender: str, state: FolderState, look: _Look) -> None:
        name = f"{sender}.to.{self.device}.sealed"
        try:
            one = sealed.opened(
                shelf.letter(self._folder, sender, self.device), self._keys, look.cards[sender]
            )
        except (LetterError, ValueError, OSError) as error:
            look.notes.append((name, _why(error)))
            return
        if one.serial < state.read.get(sender, 0):
            look.notes.append(
                (name, "It is older than one that was read before: somebody put an old version back.")
            )
            return
        look.letters[sender] = one

    def _taken_in(self, state: FolderState, look: _Look) -> FolderState:
        """Who belongs to the family now, and what was decided."""
        far = self._now() + _AHEAD
        told = {
            device: [one for one in letter.entries if one.at <= far]
            for device, letter in look.letters.items()
        }
        members = trusted(state.root, state.entries, told)
        state = replace(state, entries=tuple(members[device] for device in sorted(members)))
        for device, letter in sorted(look.letters.items()):
            if letter.hello is not None and device not in members:
                state = self._welcomed(state, device, letter.hello)
        members = {one.device: one for one in state.entries}
        mine = members.get(self.device)
        if mine is not None:
            root = look.letters.get(state.root)
            state = replace(
                state, me=mine.person, hello=None, family=root.family if root is not None else state.family
            )
        decided = {
            device: [one for one in letter.decisions if one.at <= far]
            for device, letter in look.letters.items()
        }
        return replace(state, decisions=settled(state.decisions, decided, members))

    def _welcomed(self, state: FolderState, device: str, hello: Hello) -> FolderState:
        """The state with a new device, where it shows the secret of an invitation that is still good."""
        now, shown = self._now(), _hash(hello.proof)
        good = next((one for one in state.invitations if one.proof == shown and now < one.until), None)
        if good is None:
            return state
        entry = Entry(device=device, name=hello.name, person=good.person, at=now)
        left = tuple(one for one in state.invitations if one.proof != shown and now < one.until)
        state = replace(state, entries=(*state.entries, entry), invitations=left)
        if good.level is None or _stands(state.decisions, state.me.id, good.person.id) is not None:
            return state
        first = Decision(viewer=state.me.id, subject=good.person.id, level=good.level, at=now)
        members = {one.device: one for one in state.entries}
        return replace(state, decisions=settled(state.decisions, {self.device: [first]}, members))

    # ------------------------------------------------------------ writing

    def _write(self, state: FolderState, look: _Look) -> None:
        """Put one's card there, and a letter to each device of the family, where what it says has changed."""
        shelf.put_card(self._folder, self.device, sealed.card_file(self._keys))
        members = {one.device: one for one in state.entries}
        to = [state.root] if state.hello is not None else sorted(members)
        sent = dict(state.sent)
        now_ms = int(self._now().timestamp() * 1000)
        days = self._own_days(look, members, state.me) if state.hello is None else []
        for recipient in to:
            there = members.get(recipient)
            card = look.cards.get(recipient)
            if recipient == self.device or card is None or (there is not None and there.revoked):
                continue
            plain = self._written_to(recipient, state, members, days)
            shown = sha256(written(plain)).hexdigest()
            before = sent.get(recipient, (0, ""))
            if before[1] == shown:
                continue
            serial = max(before[0] + 1, now_ms)
            shelf.put_letter(
                self._folder,
                self.device,
                recipient,
                sealed.sealed(replace(plain, serial=serial), self._keys, card),
            )
            sent[recipient] = (serial, shown)
        self._save(replace(state, sent=sent))

    def _written_to(
        self, recipient: str, state: FolderState, members: Mapping[str, Entry], days: Sequence[Digest]
    ) -> Letter:
        """The letter to one device, pared to what its owner may see; the serial is put in last."""
        plain = Letter(
            sender=self.device, recipient=recipient, serial=1, family=state.family, hello=state.hello
        )
        other = members.get(recipient)
        if other is None:
            return plain
        pair = {other.person.id, state.me.id}
        plain = replace(
            plain,
            entries=() if state.me.role.minor else state.entries,
            # Everybody is told what concerns them, and an adult's own devices what the adult decided.
            decisions=tuple(
                one for one in state.decisions if pair & {one.viewer, one.subject} and _concerns(one, other)
            ),
        )
        if other.person.id == state.me.id:
            return replace(plain, digests=tuple(self._last(self._told())))
        stands = _stands(state.decisions, other.person.id, state.me.id)
        if stands is None or stands.level is None:
            return plain
        level, moods = stands.level, stands.moods
        return replace(plain, lines=tuple(seen(one, level, moods=moods) for one in self._last(lines(days))))

    def _own_days(self, look: _Look, members: Mapping[str, Entry], me: Member) -> list[Digest]:
        """The days of this device, and what the person's other devices told of theirs."""
        others = [
            digest
            for device, letter in sorted(look.letters.items())
            if device in members and members[device].person.id == me.id and not members[device].revoked
            for digest in letter.digests
            if digest.device == device
        ]
        return [*self._told(), *others]

    def _last(self, days: Iterable[_Day]) -> list[_Day]:
        return sorted(days, key=lambda one: one.day)[-MOST_DAYS:]

    def _after(self, before: Decision | None) -> datetime:
        now = self._now()
        return now if before is None else max(now, before.at + timedelta(milliseconds=1))


def _concerns(one: Decision, other: Entry) -> bool:
    return other.person.id in (one.viewer, one.subject)


def _person(state: FolderState, members: Mapping[str, Entry]) -> Member:
    """This device's owner, as the family calls them."""
    return next((one.person for one in members.values() if one.person.id == state.me.id), state.me)


def _stands(decisions: Iterable[Decision], viewer: str, subject: str) -> Decision | None:
    return next((one for one in decisions if (one.viewer, one.subject) == (viewer, subject)), None)


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _why(error: Exception) -> str:
    if isinstance(error, LetterError):
        return str(error.sentence)
    if isinstance(error, OSError):
        return f"It cannot be read: {error.strerror}."
    return f"It cannot be read: {error}."


def _not_shown() -> FamilyRefused:
    return FamilyRefused(
        Sentence("There is nothing here that you may see."), Sentence("Ask the member whose days they are.")
    )
