"""Limits and nudges as plain Python lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from wellbeing.limits.limit import AMOUNT, Extension, Grant, Limit, LimitVersion
from wellbeing.model import AppIdentity, Entry, EntryKind, Span
from wellbeing.nudges.nudge import Decision, Figures, Record, Response
from wellbeing.ports import KnownError

Journal = Callable[[Entry], None]
Facts = dict[str, str | int | float | bool | None]


class FakeLimits:
    """Implements `ports.LimitBook` in memory; journals what the real one does, without digests."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._versions: list[LimitVersion] = []
        self._extensions: list[tuple[datetime, Extension]] = []

    def limits(self) -> list[Limit]:
        latest = {one.id: one.limit for one in self._versions}
        return [one for _, one in sorted(latest.items()) if one is not None]

    def history(self) -> list[LimitVersion]:
        return list(self._versions)

    def set(self, limit: Limit, at: datetime) -> Limit:
        number = limit.id or max((one.id for one in self._versions), default=0) + 1
        kept = replace(limit, id=number)
        was = self._was_agreed(number)
        self._versions.append(LimitVersion(number, at, kept))
        agreed = limit.agreed is not None
        facts: Facts = {"what": "set", "limit": number, "was_agreed": was, "agreed": agreed}
        self._journal(Entry(at, EntryKind.LIMIT, facts))
        return kept

    def remove(self, limit_id: int, at: datetime) -> None:
        self._need(limit_id)
        was = self._was_agreed(limit_id)
        self._versions.append(LimitVersion(limit_id, at, None))
        facts: Facts = {"what": "removed", "limit": limit_id, "was_agreed": was}
        self._journal(Entry(at, EntryKind.LIMIT, facts))

    def extend(self, one: Extension, at: datetime) -> None:
        limit = self._need(one.limit)
        self._extensions.append((at, one))
        by = one.units or AMOUNT.get((limit.measure, one.grant))
        what = {Grant.IGNORE: "ignored", Grant.GIVEN: "given"}.get(one.grant, "extended")
        facts: Facts = {"what": what, "limit": one.limit, "by": by, "agreed": limit.agreed is not None}
        self._journal(Entry(at, EntryKind.LIMIT, facts))

    def extensions(self, first: date, last: date) -> list[Extension]:
        return [one for _, one in self._extensions if first <= one.day <= last]

    def forget(self, span: Span) -> None:
        self._extensions = [one for one in self._extensions if one[0] not in span]

    def _was_agreed(self, number: int) -> bool:
        return any(one.id == number and one.agreed is not None for one in self.limits())

    def _need(self, limit_id: int) -> Limit:
        for one in self.limits():
            if one.id == limit_id:
                return one
        raise KnownError(f"There is no limit {limit_id}.", "See which there are.")


class FakeNudges:
    """Implements `ports.NudgeLog` in memory."""

    def __init__(self) -> None:
        self._records: list[Record] = []

    def add(self, decisions: Sequence[Decision]) -> list[Record]:
        last = max((one.id for one in self._records), default=0)
        made = [Record(one, id=number) for number, one in enumerate(decisions, last + 1)]
        self._records += made
        return made

    def answer(self, nudge_id: int, response: Response, at: datetime) -> None:
        self._change(nudge_id, response=response, answered=at)

    def note_outcome(self, nudge_id: int, outcome: Figures) -> None:
        self._change(nudge_id, outcome=outcome)

    def since(self, moment: datetime) -> list[Record]:
        return [one for one in self._records if one.decision.at >= moment]

    def answered(self, before: datetime, most: int) -> list[Record]:
        touched = [one for one in self._records if one.response not in (None, Response.EXPIRED)]
        return [one for one in touched if one.decision.at < before][-most:]

    def one(self, nudge_id: int) -> Record | None:
        return next((one for one in self._records if one.id == nudge_id), None)

    def forget(self, span: Span, app: AppIdentity | str | None) -> None:
        about = app.app_id if isinstance(app, AppIdentity) else app
        self._records = [
            one
            for one in self._records
            if one.decision.at not in span or (about is not None and one.decision.wish.about != about)
        ]

    def _change(self, nudge_id: int, **values: object) -> None:
        self._records = [
            replace(one, **values) if one.id == nudge_id else one  # type: ignore[arg-type]  # named fields
            for one in self._records
        ]
