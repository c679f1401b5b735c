"""A family that shares a folder and has no server: every device writes letters, and reads those to itself.

look ─ cards and letters read ─ new devices with the secret of an invitation taken in ─ letters written anew
       where what they say has changed
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec.structs import replace

from wellbeing.exchange import sealed, shelf
from wellbeing.exchange.folder_look import Look, look
from wellbeing.exchange.folder_state import FolderState, Open, beside, hashed
from wellbeing.exchange.folder_write import letter_to, own_days
from wellbeing.exchange.sealed import Keys
from wellbeing.family.agreement import Agreement, Member, RequestTold, Week
from wellbeing.family.asking import not_ahead, requests
from wellbeing.family.digest import Digest
from wellbeing.family.letter import Decision, Entry, Hello, agreement, freshest, settled, trusted, written
from wellbeing.family.level import Level
from wellbeing.family.line import Line, lines
from wellbeing.family.privacy import Need, seen
from wellbeing.family.request import OPEN_FOR
from wellbeing.family.wish import Reply, Wish
from wellbeing.model.sentence import Sentence
from wellbeing.ports import FamilyRefused, Pushed

_AHEAD = timedelta(days=1)
"""How far another clock may be ahead: a decision from further on could never be changed again."""
_WEEK = timedelta(days=7)
_TOLD_FOR = 2 * OPEN_FOR
"""How long an answer stays in letters: what it answered is over by then, whatever a clock says."""


class FolderExchange:
    """One device's way to its family through a folder; on one thread at a time.

    Args:
        folder: as the person named it.
        keys: this device's own.
        load: what is known so far.
        save: keeps it.
        told: this device's days, whole, newest revision of each.
        asked: what was asked for on this device lately, oldest first.
        now: the wall clock, aware UTC.
    """

    def __init__(
        self,
        folder: Path,
        keys: Keys,
        load: Callable[[], FolderState],
        save: Callable[[FolderState], None],
        told: Callable[[], Sequence[Digest]],
        asked: Callable[[], Sequence[Wish]],
        now: Callable[[], datetime],
    ) -> None:
        self._folder, self._keys, self._load, self._save = folder, keys, load, save
        self._told, self._asked, self._now = told, asked, now
        self.device = keys.card.device

    # ------------------------------------------------------------ what the engine asks

    def agreement(self, tag: str = "") -> tuple[Agreement, str, bytes] | None:
        """What was agreed, after reading what came and writing what changed; None where it is as `tag` marks it.

        Raises:
            FamilyLater: the folder is not there.
        """
        before = self._load()
        found = look(self._folder, self._keys, before)
        after = self._taken_in(before, found)
        serials = {device: one.serial for device, one in found.letters.items() if device in after.members}
        kept = tuple(one for one in after.replies if self._now() - one.at < _TOLD_FOR)
        after = replace(after, read=before.read | serials, notes=tuple(found.notes), replies=kept)
        after = self._written(before, after, found)
        asked = self._requests(after, found)
        agreed = agreement(after.family, after.me, after.members, after.decisions, asked)
        told = msgspec.json.encode(agreed)
        mark = sha256(told).hexdigest()[:32]
        return None if mark == tag else (agreed, mark, told)

    def send(self, days: Sequence[Digest], agreed: Agreement, what: Need) -> Iterator[Pushed]:  # noqa: ARG002 - each letter is pared to its own level
        """Write the days into the letters; they have arrived once they lie in the folder.

        Raises:
            FamilyLater: the folder is not there.
        """
        state = self._load()
        self._written(state, state, look(self._folder, self._keys, state))
        for one in days:
            yield Pushed(one.revision)

    def week(self, person: str, monday: date, as_viewer: str | None = None) -> Week:
        """A week as it was told to this person, or (of their own) as a viewer is told it.

        Raises:
            FamilyRefused: nothing of it may be seen.
            FamilyLater: the folder is not there.
        """
        state = self._load()
        found = look(self._folder, self._keys, state)
        me = state.me
        subject = agreement(state.family, me, state.members, state.decisions).member(person)
        viewer = me.id if as_viewer is None else as_viewer
        if subject is None or me.id not in (subject.id, viewer):
            raise _not_shown()
        if subject.id == viewer:
            level, moods = Level.APPS, True
        else:
            shown = state.shown(viewer, subject.id)
            if shown is None or shown.level is None:
                raise _not_shown()
            level, moods = shown.level, shown.moods
        days = (
            lines(own_days(state, found, self._told()))
            if subject.id == me.id
            else _told_of(subject, state, found)
        )
        inside = tuple(seen(one, level, moods=moods) for one in days if monday <= one.day < monday + _WEEK)
        return Week(person=subject, monday=monday, level=level, seen_by=viewer, days=inside)

    def put_together(self, days: Sequence[Digest]) -> list[Line]:
        """Days of this device, with what the person's other devices told of theirs: what letters are pared from.

        Raises:
            FamilyLater: the folder is not there.
        """
        state = self._load()
        among = {one.day for one in days}
        found = lines(own_days(state, look(self._folder, self._keys, state), days))
        return [one for one in found if one.day in among]

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
        before = state.decided(viewer, subject or state.me.id)
        wanted = Decision(
            viewer=viewer,
            subject=subject or state.me.id,
            level=level,
            moods=before.moods if moods is None and before is not None else bool(moods),
            at=self._now() if before is None else max(self._now(), before.at + timedelta(milliseconds=1)),
        )
        after = settled(state.decisions, {self.device: [wanted]}, state.members)
        if after == state.decisions:
            raise FamilyRefused(
                Sentence("Only the member themselves, or a parent, may change this."), Sentence("Ask them.")
            )
        self._save(replace(state, decisions=after))
        self.agreement()

    def answer(self, request: str, minutes: int, words: str) -> None:
        """Answer a member's request for time, as an adult of the family.

        Raises:
            FamilyRefused: there is none that is open, it is this person's own, or they are no adult.
            FamilyLater: the folder is not there; then nothing is answered.
        """
        state = self._load()
        if not state.adult:
            raise FamilyRefused(
                Sentence("Only an adult of the family may do this."), Sentence("Ask one of them.")
            )
        known = self._requests(state, look(self._folder, self._keys, state))
        one = next((one for one in known if one.id == request and one.person != state.me.id), None)
        if one is None:
            raise FamilyRefused(
                Sentence("There is no such request."),
                Sentence("See which there are: wellbeing family requests"),
            )
        if one.answer is not None:
            raise FamilyRefused(
                Sentence("This request has its answer already."),
                Sentence("A new request can be answered anew."),
            )
        reply = Reply(request=one.id, person=one.person, at=self._now(), minutes=minutes, words=words)
        self._save(replace(state, replies=(*state.replies, reply)))
        self.agreement()

    def invite(self, person: Member, secret: str, until: datetime, level: Level | None) -> None:
        """Take in the device that shows this secret.

        Raises:
            FamilyRefused: this person may not invite.
        """
        state = self._load()
        if not state.adult:
            raise FamilyRefused(
                Sentence("Only an adult of the family may do this."), Sentence("Ask one of them.")
            )
        opened = Open(proof=hashed(secret), person=person, until=until, level=level)
        left = (one for one in state.invitations if self._now() < one.until)
        self._save(replace(state, invitations=(*left, opened)))

    def revoke(self, device: str) -> None:
        """Write to a device no more, and read nothing of it.

        Raises:
            FamilyRefused: this person may not, or there is no such device.
            FamilyLater: the folder is not there; it counts here nevertheless.
        """
        state = self._load()
        found = state.members.get(device)
        if found is None or not state.adult:
            raise FamilyRefused(
                Sentence("There is no device {device} that could be removed.", device=device),
                Sentence("An adult of the family removes one by its id: wellbeing family members --json"),
            )
        gone = replace(found, revoked=True, at=max(self._now(), found.at))
        self._save(replace(state, entries=(*(one for one in state.entries if one.device != device), gone)))
        shelf.take_away(self._folder, self.device, [device])
        self.agreement()

    # ------------------------------------------------------------ one look

    def _taken_in(self, state: FolderState, found: Look) -> FolderState:
        """Who belongs to the family now, and what was decided."""
        far = self._now() + _AHEAD
        told = {
            device: [one for one in letter.entries if one.at <= far]
            for device, letter in found.letters.items()
        }
        members = trusted(state.root, state.entries, told)
        state = replace(state, entries=tuple(members[device] for device in sorted(members)))
        for device, letter in sorted(found.letters.items()):
            if letter.hello is not None and device not in members:
                state = self._welcomed(state, device, letter.hello)
        mine = state.members.get(self.device)
        if mine is not None:
            root = found.letters.get(state.root)
            family = state.family if root is None else root.family
            state = replace(state, me=mine.person, hello=None, family=family)
        decided = {
            device: [one for one in letter.decisions if one.at <= far]
            for device, letter in found.letters.items()
        }
        return replace(state, decisions=settled(state.decisions, decided, state.members))

    def _requests(self, state: FolderState, found: Look) -> tuple[RequestTold, ...]:
        """Requests that concern this person, from this device and from letters."""
        far = self._now() + _AHEAD
        wishes = {device: not_ahead(far, letter.wishes) for device, letter in found.letters.items()}
        replies = {
            device: [one for one in letter.replies if one.at <= far]
            for device, letter in found.letters.items()
        }
        own = {self.device: tuple(self._asked())}
        return requests(state.me, wishes | own, replies | {self.device: [*state.replies]}, state.members)

    def _welcomed(self, state: FolderState, device: str, hello: Hello) -> FolderState:
        """The state with a new device, where it shows the secret of an invitation that is still good."""
        now, shown = self._now(), hashed(hello.proof)
        good = next((one for one in state.invitations if one.proof == shown and now < one.until), None)
        if good is None:
            return state
        entry = Entry(device=device, name=hello.name, person=good.person, at=now)
        left = tuple(one for one in state.invitations if one.proof != shown and now < one.until)
        state = replace(state, entries=(*state.entries, entry), invitations=left)
        if good.level is None or state.decided(state.me.id, good.person.id) is not None:
            return state
        first = Decision(viewer=state.me.id, subject=good.person.id, level=good.level, at=now)
        return replace(state, decisions=settled(state.decisions, {self.device: [first]}, state.members))

    def _written(self, before: FolderState, state: FolderState, found: Look) -> FolderState:
        """Put one's card there, and a letter to each device of the family, where what it says has changed."""
        shelf.put_card(self._folder, self.device, sealed.card_file(self._keys))
        days = own_days(state, found, self._told()) if state.hello is None else []
        wishes = self._asked() if state.hello is None else []
        to = {state.root} if state.hello is not None else set(state.members)
        sent, now_ms = dict(state.sent), int(self._now().timestamp() * 1000)
        for recipient in sorted(to & found.cards.keys()):
            plain = letter_to(recipient, self.device, state, days, wishes)
            shown, (serial, last) = sha256(written(plain)).hexdigest(), sent.get(recipient, (0, ""))
            if shown == last:
                continue
            sent[recipient] = (max(serial + 1, now_ms), shown)
            plain = replace(plain, serial=sent[recipient][0])
            content = sealed.sealed(plain, self._keys, found.cards[recipient])
            shelf.put_letter(self._folder, self.device, recipient, content)
        after = beside(before, replace(state, sent=sent), self._load())
        self._save(after)
        return after


def _told_of(subject: Member, state: FolderState, found: Look) -> list[Line]:
    """What a member's devices told of their days; of each day the one that knows most."""
    return freshest(
        line
        for device, letter in found.letters.items()
        if (entry := state.members.get(device)) is not None
        and entry.person.id == subject.id
        and not entry.revoked
        for line in letter.lines
    )


def _not_shown() -> FamilyRefused:
    return FamilyRefused(
        Sentence("There is nothing here that you may see."), Sentence("Ask the member whose days they are.")
    )
