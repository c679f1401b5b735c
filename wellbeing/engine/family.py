"""What the family is told, and when: days are prepared, kept, and sent until they have arrived.

nobody joined: nothing is prepared, nothing touches the network
joined  ─ every quarter of an hour ─► agreement asked ─► days prepared (a row each) ─► waiting ones sent
                                          │ no answer: the last one known counts, tried again after growing pauses
                                          └ revoked: nothing more, until the person joins again
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Protocol, runtime_checkable

import msgspec

from wellbeing.engine import membership as members
from wellbeing.engine.digests import Telling, digest
from wellbeing.engine.membership import Membership, Met, State
from wellbeing.engine.source import Source
from wellbeing.family.agreement import Agreement, Week
from wellbeing.family.digest import Digest, DigestError, decoded, encoded
from wellbeing.family.person import PersonId
from wellbeing.family.privacy import Need, need
from wellbeing.limits.limit import Limit
from wellbeing.model.sentence import Sentence, verbatim
from wellbeing.ports import FamilyGone, FamilyLater, FamilyRefused, KnownError, Pushed, Store, Told

log = logging.getLogger(__name__)

EVERY = timedelta(minutes=15)
"""Between two exchanges that went well."""
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60))
"""After so many in vain; the last one again and again."""
TOLD_AGAIN = 35
"""Days that are made anew where the past or what is shown of it has changed."""
_DAY = timedelta(days=1)


class Exchange(Protocol):
    """One way to the family."""

    def agreement(self, tag: str = "") -> tuple[Agreement, str, bytes] | None:
        """See `exchange.hub.HubClient`."""
        ...

    def send(self, days: Sequence[Digest], agreed: Agreement, what: Need) -> Iterator[Pushed]:
        """Send days, each pared to what was agreed; what became of each, in order.

        Raises:
            FamilyGone, FamilyLater: what was told of before stands.
        """
        ...

    def week(self, person: str, monday: date, as_viewer: str | None = None) -> Week:
        """See `exchange.hub.HubClient`."""
        ...


@runtime_checkable
class Timed(Protocol):
    """An exchange with somebody who tells the time."""

    ahead: timedelta | None
    """How far this device's clock is ahead of theirs."""


class Teller:
    """What a device tells its family, and how that went; on one thread at a time, but for `begin_anew`.

    Args:
        store: the record.
        source: reads it as it stands now.
        exchange: the way to the family that was joined.
        called: what a limit is called.
        week_begins: weekday, 0 for Monday.
    """

    def __init__(
        self,
        store: Store,
        source: Callable[[], Source],
        exchange: Callable[[Membership], Exchange],
        called: Callable[[Limit], str],
        week_begins: Callable[[], int],
    ) -> None:
        self.store, self.source, self.exchange = store, source, exchange
        self.called, self.week_begins = called, week_begins
        # What was changed while nobody looked is found at the first look.
        self._anew = True

    def look(self, *, at_once: bool = False) -> State:
        """Exchange what is due; how it stands afterwards.

        Args:
            at_once: whether it is due now, and a device that was taken out tries again.

        Raises:
            StoreError: nothing could be kept; the next look tries again.
        """
        joined, before = members.membership(self.store), members.state(self.store)
        if joined is None:
            return before
        source = self.source()
        if not at_once and (before.gone or not _due(before, source.now)):
            return before
        after = self._exchanged(source, joined, before)
        if self._left(joined):
            return members.state(self.store)
        members.keep_state(self.store, after)
        return after

    def begin_anew(self) -> None:
        """The past has changed: the last days are prepared anew at the next exchange. Safe on any thread."""
        self._anew = True

    def _left(self, joined: Membership) -> bool:
        """Whether the person left, or joined another family, while nobody answered: then nothing of this counts."""
        stands = members.membership(self.store)
        return stands is None or stands.secret != joined.secret

    def _exchanged(self, source: Source, joined: Membership, before: State) -> State:
        now = source.now
        after = replace_state(before, gone=False, sentence="", remedy="", met=Met.NOTHING)
        try:
            way = self.exchange(joined)
            came = way.agreement(before.tag)
            if came is not None:
                after = replace_state(after, agreement=came[0], tag=came[1])
                joined = self._renewed(joined, came[0])
        except FamilyGone as error:
            return self._gone(after, error)
        except (FamilyLater, FamilyRefused) as error:
            return _later(self._prepared(source, joined, after), error, now)
        except KnownError as error:  # such as a keyring that does not answer
            return _later(after, error, now)
        after = self._prepared(source, joined, after)
        try:
            trouble = self._sent(way, joined, after)
        except FamilyGone as error:
            return self._gone(after, error)
        except KnownError as error:
            return _later(after, error, now)
        ahead = way.ahead if isinstance(way, Timed) else None
        apart = None if ahead is None else round(ahead.total_seconds())
        return replace_state(
            after,
            tries=0,
            last=now,
            next=now + EVERY,
            sentence=trouble,
            ahead_s=apart,
            met=Met.REFUSED if trouble else Met.NOTHING,
        )

    def _renewed(self, joined: Membership, agreed: Agreement) -> Membership:
        """What the family calls this person, and itself, may have changed."""
        after = msgspec.structs.replace(joined, person=agreed.person, family=agreed.family or joined.family)
        if after != joined and not self._left(joined):
            members.renew(self.store, after)
        return after

    # ------------------------------------------------------------ preparing

    def _prepared(self, source: Source, joined: Membership, before: State) -> State:
        """Have a row for each day that is to be told, as it stands now; a day that did not change stays."""
        what = _need(before)
        if what is None or self._left(joined):
            return before
        words = repr(what)
        past = max(joined.since, source.today - TOLD_AGAIN * _DAY)
        anew, self._anew = self._anew or before.told != words, False
        begin = past if before.built is None or anew else before.built
        if before.built != source.today:
            self._tidy(past)
        known = {one.day: one for one in self.store.family.told()}
        telling = Telling(joined.device, self.called, self.week_begins(), what.moods, what.minutes)
        first, days = max(past, begin), []
        # Yesterday is looked at again: logs of it may be read today.
        day = min(first, max(past, source.today - _DAY))
        while day <= source.today:
            made = _made(source, day, telling, known.get(day), anew=before.told not in ("", words))
            days += [] if made is None else [made]
            day += _DAY
        self.store.family.tell(days)
        return replace_state(before, told=words, built=source.today)

    def _tidy(self, past: date) -> None:
        """Once a day: what was refused is tried again, and what arrived long ago is not kept twice."""
        days = self.store.family.told()
        again = [replace(one, trouble="") for one in days if one.trouble]
        old = [
            replace(one, content=b"") for one in days if one.day < past and one.content and not one.waiting
        ]
        self.store.family.tell([*again, *(one for one in old if not one.trouble)])

    # ------------------------------------------------------------ sending

    def _sent(self, way: Exchange, joined: Membership, now: State) -> str:
        """Send all that waits; a sentence where a day was refused.

        Raises:
            FamilyGone, FamilyLater: what arrived before is kept as such.
        """
        what = _need(now)
        if what is None or now.agreement is None or self._left(joined):
            return ""
        for _again in range(3):
            waiting = [(one, day) for one in self.store.family.told() if (day := _readable(one)) is not None]
            if not waiting:
                break
            outcomes = way.send([day for _, day in waiting], now.agreement, what)
            for (one, day), outcome in zip(waiting, outcomes, strict=True):
                if self._left(joined):
                    return ""
                self.store.family.tell([_after(one, day, outcome)])
        refused = next((one.trouble for one in reversed(self.store.family.told()) if one.trouble), "")
        return Sentence("The hub says: {words}", words=verbatim(refused)) if refused else ""

    def _gone(self, before: State, error: KnownError) -> State:
        log.info("the family takes nothing from this device any more")
        return replace_state(before, gone=True, next=None, sentence=error.sentence, remedy=error.remedy)


def replace_state(one: State, **changes: object) -> State:
    """The state with some of it changed."""
    return msgspec.structs.replace(one, **changes)


def _need(now: State) -> Need | None:
    if now.agreement is None:
        return None
    return need(PersonId(now.agreement.person.id), now.agreement.known, now.agreement.own)


def _due(now: State, at: datetime) -> bool:
    # A clock that was set back must not put the next exchange off for years.
    return now.next is None or not at < now.next <= at + PAUSES[-1] * 24


def _later(before: State, error: KnownError, at: datetime) -> State:
    asked = timedelta(seconds=error.wait_s) if isinstance(error, FamilyLater) else timedelta(0)
    pause = max(PAUSES[min(before.tries, len(PAUSES) - 1)], asked)
    return replace_state(
        before,
        tries=before.tries + 1,
        next=at + pause,
        sentence=error.sentence,
        remedy=error.remedy,
        met=_met(error),
    )


def _met(error: KnownError) -> Met:
    if isinstance(error, FamilyLater):
        return Met.AWAY if type(error) is FamilyLater else Met.STRANGER
    # What else keeps a device from the family is its keyring.
    return Met.REFUSED if isinstance(error, FamilyRefused) else Met.LOCKED


def _made(source: Source, day: date, telling: Telling, known: Told | None, *, anew: bool) -> Told | None:
    """The row of a day where it is new or has changed; None where it stands."""
    made = digest(source, day, telling, revision=1 if known is None else known.revision)
    if known is None:
        # A day of which nothing is known is told only where it was told of before, as after a forget.
        return None if not made.active_s and day < source.today else Told(day, 1, encoded(made))
    content = encoded(made)
    if content == known.content and not anew:
        return None
    revision = known.revision + 1
    return replace(known, revision=revision, content=encoded(_numbered(made, revision)), trouble="")


def _readable(one: Told) -> Digest | None:
    """The digest of a row that waits; None where it does not, or an older version wrote it."""
    if not one.waiting:
        return None
    try:
        return decoded(one.content)
    except DigestError:
        return None


def _after(one: Told, day: Digest, outcome: Pushed) -> Told:
    """The row after an answer: arrived, to be sent under a higher revision, or refused."""
    if outcome.trouble and not outcome.conflict:
        return replace(one, trouble=outcome.trouble)
    if outcome.conflict or outcome.revision > one.revision:
        revision = max(one.revision, outcome.revision) + 1
        return replace(one, revision=revision, content=encoded(_numbered(day, revision)))
    return replace(one, sent=one.revision)


def _numbered(day: Digest, revision: int) -> Digest:
    return msgspec.structs.replace(day, revision=revision)


def waiting(told: Iterable[Told]) -> int:
    """How many days have not arrived yet."""
    return sum(one.waiting for one in told)
