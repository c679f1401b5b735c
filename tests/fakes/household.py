"""What is agreed at home, in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from wellbeing.family.holiday import Holiday, together
from wellbeing.family.pin import Tries, left, tried
from wellbeing.family.request import Answer, Request
from wellbeing.model import Entry, EntryKind, Span
from wellbeing.ports import KeptPin, KnownError


class FakeHousehold:
    """Implements `ports.HouseholdBook` in memory; journals what the real one does."""

    def __init__(self, journal: Callable[[Entry], None]) -> None:
        self._journal = journal
        self._pin: KeptPin | None = None
        self._requests: dict[str, Request] = {}
        self._holidays: tuple[Holiday, ...] = ()

    def pin(self) -> KeptPin | None:
        return self._pin

    def keep_pin(self, kept: KeptPin | None, what: str, at: datetime) -> None:
        self._pin = kept
        self._note(at, what=what)

    def take_try(self, lasting: timedelta, at: datetime) -> timedelta:
        if self._pin is None:
            return timedelta(0)
        wait = left(self._pin.tries, lasting)
        if not wait:
            self._pin = replace(self._pin, tries=tried(self._pin.tries, lasting))
            self._note(at, what="pin-tried", failed=self._pin.tries.failed)
        return wait

    def was_right(self, why: str, at: datetime) -> None:
        if self._pin is not None:
            self._pin = replace(self._pin, tries=Tries())
        self._journal(Entry(at, EntryKind.HOUSEHOLD, {"what": "pin-right", "for": why}))

    def requests(self, since: datetime) -> list[Request]:
        found = (one for one in self._requests.values() if one.at >= since)
        return sorted(found, key=lambda one: (one.at, one.id))

    def request(self, request_id: str) -> Request | None:
        return self._requests.get(request_id)

    def ask(self, one: Request) -> None:
        if one.id not in self._requests:
            self._requests[one.id] = one
            self._note(one.at, what="asked", limit=one.limit, minutes=one.minutes)

    def answer(self, request_id: str, answer: Answer) -> Request:
        known = self._requests.get(request_id)
        if known is None:
            raise KnownError("There is no such request.", "See which there are.")
        if known.answer is not None:
            raise KnownError("This request is answered already.", "Give or take time.")
        answered = self._requests[request_id] = replace(known, answer=answer)
        self._note(answer.at, what="answered", limit=known.limit, minutes=answer.minutes, here=not answer.by)
        return answered

    def holidays(self) -> tuple[Holiday, ...]:
        return self._holidays

    def set_holidays(self, several: Sequence[Holiday], at: datetime) -> None:
        self._holidays = together(several)
        self._note(at, what="holidays", count=len(self._holidays))

    def forget(self, span: Span) -> None:
        self._requests = {key: one for key, one in self._requests.items() if one.at not in span}

    def _note(self, at: datetime, **facts: str | int | bool | None) -> None:
        self._journal(Entry(at, EntryKind.HOUSEHOLD, facts))
