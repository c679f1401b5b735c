"""What a family agreed on, on this computer: changing agreed limits, holidays, asking for time and answering.

Tamper-evident, not tamper-proof: who may write the file can change it, and the journal shows that it was changed.

    wish ── agreed and looser? ── no ─────────────────────────► done, journaled
                   └─ yes ── PIN ── wrong: wait, ever longer
                              └─ right ───────────────────────► done, journaled
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from wellbeing.engine.permit import admit, guards, has_pin
from wellbeing.family import holiday, request
from wellbeing.family.holiday import Holiday
from wellbeing.family.request import Answer, Request
from wellbeing.family.wish import limit_mark
from wellbeing.limits import typed
from wellbeing.limits.limit import Aim, Extension, Grant, Limit
from wellbeing.limits.loosening import loosens
from wellbeing.limits.standing import Standing, State
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError, SleepClock, Store

# ---------------------------------------------------------------- agreed limits


def mark(limit: Limit) -> str:
    """Names a limit on every device of its person, and to nobody else."""
    return limit_mark(typed.written(one) for one in limit.targets)


def needs_pin(store: Store, limit_id: int, after: Limit | None) -> bool:
    """Whether changing a limit, or ending it (None), asks for the PIN."""
    before = next((one for one in store.limits.limits() if one.id == limit_id), None)
    if before is None or before.agreed is None:
        return False
    return has_pin(store) and loosens(before, after)


def set_limit(store: Store, limit: Limit, clock: SleepClock, pin: str | None = None) -> Limit:
    """Keep a new limit, or a changed one; as it is kept. Tightening an agreed one needs nobody's leave.

    Raises:
        PinNeeded, PinWrong: see `permit.admit`.
    """
    if needs_pin(store, limit.id, limit):
        admit(store, pin, "limit", clock)
    return store.limits.set(limit, clock.now())


def remove_limit(store: Store, limit_id: int, clock: SleepClock, pin: str | None = None) -> None:
    """End a limit.

    Raises:
        PinNeeded, PinWrong: see `permit.admit`.
        KnownError: there is none of this number.
    """
    if needs_pin(store, limit_id, None):
        admit(store, pin, "limit", clock)
    store.limits.remove(limit_id, clock.now())


def extend(store: Store, now: Standing, one: Extension, clock: SleepClock, pin: str | None = None) -> None:
    """Go on at a limit.

    Args:
        store: the record, open for writing.
        now: how the limit stands.
        one: the extension, as `Standing.extended` or `Standing.given` makes it.
        clock: the clocks.
        pin: as it was entered.

    Raises:
        PinNeeded, PinWrong: see `permit.admit`.
    """
    free = one.units <= 0 if one.grant is Grant.GIVEN else now.free(one.grant)
    if not free and has_pin(store):
        admit(store, pin, "extend", clock)
    store.limits.extend(one, clock.now())


def set_holidays(store: Store, several: Sequence[Holiday], clock: SleepClock, pin: str | None = None) -> None:
    """Other holidays: with agreed limits they ask for the PIN, since other amounts hold on them.

    Raises:
        PinNeeded, PinWrong: see `permit.admit`.
        KnownError: one of them makes no sense.
    """
    for one in several:
        if (wrong := holiday.fault(one)) is not None:
            raise KnownError(
                _FAULTS[wrong], Sentence("Write the first and the last day: 2026-12-21..2027-01-05")
            )
    if tuple(several) == store.household.holidays():
        return
    if guards(store):
        admit(store, pin, "holidays", clock)
    store.household.set_holidays(several, clock.now())


_FAULTS = {
    holiday.Fault.ENDS_BEFORE: Sentence("These holidays end before they begin."),
    holiday.Fault.TOO_LONG: Sentence("Holidays of more than 120 days are none."),
    holiday.Fault.NO_WEEKDAY: Sentence("Holidays count as a day from Monday to Sunday."),
    holiday.Fault.NAME_TOO_LONG: Sentence("The name of these holidays is too long."),
}


# ---------------------------------------------------------------- requests for time


def recent(store: Store, now: datetime) -> list[Request]:
    """Requests that may still be open, oldest first."""
    return store.household.requests(now - request.OPEN_FOR)


def ask(store: Store, minutes: int, limit_id: int | None, reason: str, now: datetime) -> Request:
    """Ask for time; the request as it is kept.

    Raises:
        KnownError: not so many minutes, no such agreed limit, or one is open already.
    """
    if minutes not in request.LENGTHS:
        raise KnownError(
            Sentence("Nobody can ask for {minutes} minutes.", minutes=minutes),
            Sentence("Ask for 15, 30 or 60."),
        )
    agreed = [one for one in store.limits.limits() if one.agreed is not None]
    if limit_id is None and not agreed:
        raise KnownError(
            Sentence("No limit was agreed upon, so there is nobody to ask."),
            Sentence("A limit of your own is changed on the page Limits."),
        )
    if limit_id is not None and all(one.id != limit_id for one in agreed):
        raise KnownError(
            Sentence("There is no agreed limit {limit}.", limit=limit_id),
            Sentence("See which there are: wellbeing limits list"),
        )
    if request.waiting(recent(store, now), now, limit_id) is not None:
        raise KnownError(
            Sentence("Time was asked for already; the answer is still to come."),
            Sentence("Remind your parents, or wait."),
        )
    one = Request(str(uuid.uuid4()), now, minutes, limit_id, request.cleaned(reason))
    store.household.ask(one)
    return one


def answer(
    store: Store,
    request_id: str,
    given: Answer,
    stands: Sequence[Standing],
    clock: SleepClock,
    pin: str | None = None,
) -> Request:
    """Take in a parent's answer, and extend the limits that it is about.

    Args:
        store: the record, open for writing.
        request_id: of the request.
        given: the answer; one with a name in `by` came from elsewhere and was admitted there.
        stands: how the limits stand now.
        clock: the clocks.
        pin: as it was entered at this computer.

    Raises:
        PinNeeded, PinWrong: see `permit.admit`.
        KnownError: no such request, or it is answered already.
    """
    if not 0 <= given.minutes <= request.MOST:
        raise KnownError(
            Sentence("Nobody can give {minutes} minutes.", minutes=given.minutes),
            Sentence("Give 0 (not now) to 60."),
        )
    known = store.household.request(request_id)
    if known is not None and known.answer is None and not given.by and has_pin(store):
        admit(store, pin, "answer", clock)
    answered = store.household.answer(request_id, replace(given, words=request.cleaned(given.words)))
    if given.minutes:
        for one in concerned(answered, stands):
            store.limits.extend(one.given(given.minutes), clock.now())
    return answered


def concerned(one: Request, stands: Sequence[Standing]) -> list[Standing]:
    """The limits that an answer extends: the one that was asked for, or all that were agreed and ask something."""
    return [
        now
        for now in stands
        if now.limit.aim is Aim.AT_MOST
        and now.state not in (State.FREE, State.IGNORED)
        and (now.limit.agreed is not None if one.limit is None else now.limit.id == one.limit)
    ]
