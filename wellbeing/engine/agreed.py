"""What the family agreed elsewhere, taken in here: limits, school holidays, and answers to requests for time.

hub    ─ agreement ─► limits and holidays, each taken in once when it is new there: what is changed here later stands
       ◄─ requests ── that are open here; what was answered here is taken back
       ── answers ──► the limit goes on, and a note says so
folder ─ letters ───► answers; looked at within a minute after something came, or after something was asked here
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Protocol

import msgspec

from wellbeing.engine import household
from wellbeing.engine import membership as members
from wellbeing.engine.membership import Membership, Way
from wellbeing.engine.source import Source
from wellbeing.engine.view.household import standings
from wellbeing.family.agreement import Agreement, HolidayTold, LimitTold, RequestTold
from wellbeing.family.holiday import Holiday, fault, together
from wellbeing.family.request import MOST, Answer, Request, State, cleaned
from wellbeing.family.wish import is_mark
from wellbeing.limits.check import DAY_MINUTES, NAME_LENGTH
from wellbeing.limits.limit import Agreed, Level, Limit
from wellbeing.limits.standing import Standing
from wellbeing.limits.typed import target
from wellbeing.ports import FamilyRefused, KnownError, SleepClock, Store

log = logging.getLogger(__name__)


class _Taken(msgspec.Struct, frozen=True):
    """A limit of the family as it was last taken in."""

    limit: int
    """Its number here."""
    told: LimitTold


class _Requests(msgspec.Struct, frozen=True):
    requests: tuple[RequestTold, ...] = ()


class Reply(Protocol):
    """What came back."""

    @property
    def body(self) -> bytes:
        """JSON."""
        ...


class Hub(Protocol):
    """A family's hub; see `exchange.hub.HubClient`."""

    def ask(self, method: str, path: str, body: object = None, tag: str = "") -> Reply:
        """Ask anything of its interface.

        Raises:
            KnownError: it refuses, or does not answer.
        """
        ...


class Folder(Protocol):
    """A family's shared folder; see `exchange.folder.FolderExchange`."""

    def agreement(self, tag: str = "") -> tuple[Agreement, str, bytes] | None:
        """What was agreed, after reading what came and writing what changed.

        Raises:
            KnownError: the folder is not there.
        """
        ...


class Taker:
    """Takes in what came, beside the telling of days; on the work thread.

    Args:
        store: the record.
        source: reads it as it stands now.
        hub: the way to the family's hub; None where the family has none.
        folder: the way through the family's folder; None where the family has none.
        lies: marks what lies in the folder for this device, without reading it.
        week_begins: weekday where the person lives, 0 for Monday.
        changed: is called when anything changed here.
    """

    def __init__(
        self,
        *,
        store: Store,
        source: Callable[[], Source],
        hub: Callable[[Membership], Hub | None],
        folder: Callable[[Membership], Folder | None],
        lies: Callable[[Membership], str],
        week_begins: Callable[[], int],
        changed: Callable[[], None],
    ) -> None:
        self._store, self._source, self._hub = store, source, hub
        self._week_begins, self._changed = week_begins, changed
        self._folder, self._lies = folder, lies
        self._taken = ""
        self._seen: object = None

    def look(self) -> None:
        """What was agreed, where it is new; and open requests, each time."""
        joined, state = members.membership(self._store), members.state(self._store)
        if joined is None or state.gone:
            return
        source, fresh = self._source(), False
        if joined.way is Way.FOLDER:
            state, fresh = self._read(joined, state, source.now)
        if state.agreement is not None and (not state.tag or state.tag != self._taken):
            fresh = take_in(self._store, state.agreement, source.clock) or fresh
            fresh = self._elsewhere(state.agreement, source) or fresh
            self._taken = state.tag
            # What somebody asks for is told to an adult, although nothing changes here.
            fresh = fresh or any(one.answer is None for one in state.agreement.of_others)
        if joined.way is Way.HUB and household.recent(self._store, source.now):
            fresh = self._ask(joined, source) or fresh
        if fresh:
            self._changed()

    def _read(self, joined: Membership, before: members.State, now: datetime) -> tuple[members.State, bool]:
        """Letters, where others wrote or something was asked here since the last look; whether anything is new."""
        asked = [(one.id, one.answer) for one in household.recent(self._store, now)]
        seen = (self._lies(joined), asked)
        if seen == self._seen:
            return before, False
        # Once for each change: a keyring that is locked must not be asked each minute, the next exchange asks again.
        self._seen = seen
        try:
            way = self._folder(joined)
            came = None if way is None else way.agreement(before.tag)
        except KnownError:
            log.info("requests for time wait until the shared folder is there")
            return before, False
        if came is None or members.membership(self._store) is None:
            return before, False
        after = msgspec.structs.replace(members.state(self._store), agreement=came[0], tag=came[1])
        members.keep_state(self._store, after)
        return after, True

    def _elsewhere(self, told: Agreement, source: Source) -> bool:
        """Answers to what was asked on another device, such as the child's phone."""
        adopt(self._store, told, source.now)
        if all(one.answer is None for one in told.requests):
            return False
        return answers(self._store, told.requests, standings(source, self._week_begins()), source.clock)

    def _ask(self, joined: Membership, source: Source) -> bool:
        try:
            hub = self._hub(joined)
            if hub is None:
                return False
            return exchange(self._store, hub, standings(source, self._week_begins()), source.clock)
        except (KnownError, msgspec.MsgspecError):
            log.info("requests for time wait until the hub answers")
            return False


def take_in(store: Store, told: Agreement, clock: SleepClock) -> bool:
    """Limits and holidays as the family agreed; whether anything changed here. What was taken in before stays.

    Whoever may write there was admitted there, so the PIN is not asked for; each change is journaled as ever.
    """
    limits = _take_limits(store, told, clock)
    return _take_holidays(store, told.holidays, clock) or limits


def adopt(store: Store, told: Agreement, now: datetime) -> None:
    """Requests that this person made elsewhere, once they are answered: what was answered there counts here."""
    numbers = {key: taken.limit for key, taken in _taken(store).items()}
    numbers |= {household.mark(one): one.id for one in store.limits.limits() if one.agreed is not None}
    for one in told.requests:
        if one.person != told.person.id or one.answer is None or one.at is None:
            continue
        if is_mark(one.limit) and one.limit not in numbers:  # a limit that only the other device has
            continue
        made = Request(
            one.id, one.at.astimezone(UTC), one.minutes, numbers.get(one.limit or ""), cleaned(one.reason)
        )
        if made.state(now) is State.OPEN:
            store.household.ask(made)


def answers(store: Store, told: Sequence[RequestTold], stands: Sequence[Standing], clock: SleepClock) -> bool:
    """Answers that came; whether there was a new one."""
    fresh = False
    for one in told:
        known = store.household.request(one.id)
        if known is None or known.answer is not None or one.answer is None:
            continue
        minutes = min(max(one.answer.minutes, 0), MOST)
        by = cleaned(one.answer.by) or told_by_family()
        given = Answer(one.answer.at.astimezone(UTC), minutes, one.answer.words, by)
        # One that comes when nobody waits any more extends nothing.
        late = known.state(clock.now()) is State.EXPIRED
        with contextlib.suppress(KnownError):
            household.answer(store, one.id, given, () if late else stands, clock)
            fresh = True
    return fresh


def told_by_family() -> str:
    """Who answered, where no name came."""
    return "?"


def exchange(store: Store, hub: Hub, stands: Sequence[Standing], clock: SleepClock) -> bool:
    """Send requests that are open, and fetch their answers; whether one came. Without open ones nothing is asked.

    One that was answered here is taken back there, so that nobody answers it once more in vain.

    Raises:
        KnownError: the hub does not answer; tried again at the next look.
    """
    now = clock.now()
    open_ = [one for one in household.recent(store, now) if one.state(now) is State.OPEN]
    sent = set((store.mark(members.ASKED) or "").split())
    for number in sorted(sent):
        if _answered_here(store, number):
            with contextlib.suppress(FamilyRefused):  # answered there as well, or an older hub
                hub.ask("DELETE", f"/requests/{number}")
            sent.discard(number)
            store.mark(members.ASKED, " ".join(sorted(sent)))
    if not open_:
        return False
    for one in open_:
        if one.id not in sent:
            hub.ask("POST", "/requests", _wish(store, one))
            sent.add(one.id)
            store.mark(members.ASKED, " ".join(each.id for each in open_ if each.id in sent))
    came = msgspec.json.decode(hub.ask("GET", "/requests").body, type=_Requests)
    return answers(store, came.requests, stands, clock)


def _answered_here(store: Store, number: str) -> bool:
    known = store.household.request(number)
    return known is not None and known.answer is not None and not known.answer.by


def _wish(store: Store, one: Request) -> dict[str, object]:
    there = next((key for key, taken in _taken(store).items() if taken.limit == one.limit), None)
    return {"id": one.id, "limit": there, "minutes": one.minutes, "reason": one.reason}


def _take_limits(store: Store, told: Agreement, clock: SleepClock) -> bool:
    before, after, changed = _taken(store), {}, False
    here = {one.id: one for one in store.limits.limits()}
    wanted = {one.id: one for one in told.limits if one.person == told.person.id}
    for key, one in wanted.items():
        known = before.get(key)
        if known is not None and known.told == one:
            after[key] = known
            continue
        made = _limit(one, told.family, here.get(known.limit) if known else _like(one, here.values()))
        if made is not None:
            after[key] = _Taken(store.limits.set(made, clock.now()).id, one)
            changed = True
    for key, known in before.items():
        if key not in wanted and known.limit in here:
            store.limits.remove(known.limit, clock.now())
            changed = True
    if after != before:
        store.mark(members.LIMITS, msgspec.json.encode(after).decode())
    return changed


def _like(told: LimitTold, here: Iterable[Limit]) -> Limit | None:
    """An agreed limit on the same that is here already, as after joining once more."""
    on = target(told.target)
    return next((one for one in here if one.agreed is not None and one.targets == (on,)), None)


def _limit(told: LimitTold, family: str, known: Limit | None) -> Limit | None:
    """The limit as it is kept here; None where this version does not know what it is on."""
    on = target(told.target)
    if on is None or len(told.minutes) != 7:
        return None
    base = known or Limit((on,), level=Level.DIALOG)
    days = tuple(None if one is None else min(max(one, 1), DAY_MINUTES) for one in told.minutes)
    agreed = base.agreed or Agreed(family[:NAME_LENGTH] or told_by_family())
    return replace(
        base,
        targets=(on,),
        days=days,
        week=told.week_minutes or None,
        name=told.name[:NAME_LENGTH],
        agreed=agreed,
    )


def _take_holidays(store: Store, told: Sequence[HolidayTold], clock: SleepClock) -> bool:
    words = msgspec.json.encode(told).decode()
    if store.mark(members.HOLIDAYS) == words or (not told and not store.mark(members.HOLIDAYS)):
        return False
    some = [Holiday(one.first, one.last, cleaned(one.name), one.like) for one in told]
    store.household.set_holidays(together(one for one in some if fault(one) is None), clock.now())
    store.mark(members.HOLIDAYS, words)
    return True


def _taken(store: Store) -> dict[str, _Taken]:
    text = store.mark(members.LIMITS)
    return msgspec.json.decode(text, type=dict[str, _Taken]) if text else {}
