"""Check-ins in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.contact import Message
from wellbeing.model import Span


class FakeCheckIns:
    """Implements `ports.CheckInLog` in memory."""

    def __init__(self) -> None:
        self._kept: list[CheckIn] = []
        self._messages: list[Message] = []

    def add(self, one: CheckIn) -> CheckIn:
        rest = timedelta(microseconds=one.at.microsecond % 1000)
        kept = replace(one, at=one.at - rest, id=max((each.id for each in self._kept), default=0) + 1)
        self._kept.append(kept)
        return kept

    def add_all(self, several: Sequence[CheckIn]) -> None:
        for one in several:
            self.add(one)

    def remove(self, checkin_id: int) -> bool:
        before = len(self._kept)
        self._kept = [one for one in self._kept if one.id != checkin_id]
        return len(self._kept) < before

    def since(self, moment: datetime) -> list[CheckIn]:
        return sorted((one for one in self._kept if one.at >= moment), key=lambda one: (one.at, one.id))

    def messages(self) -> list[Message]:
        return list(self._messages)

    def keep_message(self, one: Message) -> Message:
        if one.id:
            self._messages = [one if each.id == one.id else each for each in self._messages]
            return one
        kept = replace(one, id=max((each.id for each in self._messages), default=0) + 1)
        self._messages.append(kept)
        return kept

    def forget(self, span: Span) -> None:
        self._kept = [one for one in self._kept if one.at not in span]
        self._messages = [one for one in self._messages if one.at not in span]
