"""How the limits in force stand, from the record: for the nudger, the command line and the pages alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import msgspec

from wellbeing.analysis.spans import without
from wellbeing.family import holiday
from wellbeing.limits import count, hours
from wellbeing.limits.count import Labelled
from wellbeing.limits.day import LimitDay, turn
from wellbeing.limits.kept import kept
from wellbeing.limits.limit import Extension, Limit, Weekday, in_force
from wellbeing.limits.standing import Count, Standing, standing
from wellbeing.model import Per, Prompt, Span, Use
from wellbeing.ports import Store
from wellbeing.timeline.day import Calendar

_MARK = "limit-day"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _ByDay:
    """What was used on each local day."""

    uses: dict[date, list[Use]]
    prompts: dict[date, list[Prompt]]


@dataclass(frozen=True, slots=True)
class Reckoner:
    """Counts what was used against the person's limits."""

    store: Store
    label: Labelled
    calendar: Calendar
    week_first: int
    """On which a week begins, 0 for Monday to 6 for Sunday."""

    def standings(self, day: LimitDay, limits: Sequence[Limit] | None = None) -> list[Standing]:
        """Every limit in force on the day in force, by number; a few milliseconds.

        Args:
            day: see `day`.
            limits: those of the record by default.
        """
        known = self.store.limits.limits() if limits is None else limits
        if not known:
            return []
        begin = self._week_begin(day.day)
        today = self._used(day.spans)
        # What was recorded today before the clock jumped lies before its new beginning, and counts once.
        earlier = without((Span(begin, max(begin, day.since)),), day.spans)
        before = self._used(earlier) if _any_week(known) else ([], [])
        extensions = self.store.limits.extensions(day.day, day.day)
        weekday = self.weekday()
        return [
            standing(
                one, day.day, self._count(one, today, before), extensions, day.at, self.calendar, weekday
            )
            for one in known
        ]

    def weekday(self) -> Weekday:
        """As which weekday days count: those of school holidays as another one."""
        holidays = self.store.household.holidays()
        return (lambda day: holiday.weekday(day, holidays)) if holidays else date.weekday

    def day(self, at: datetime, lasting: timedelta, known: LimitDay | None = None) -> LimitDay:
        """The day in force, as it was last remembered or as the wall clock tells."""
        return turn(known or remembered(self.store), at, lasting, self.calendar)

    def used(self, limit: Limit, span: Span) -> float:
        """Minutes or prompts within a span that count for a limit, whether or not it is in force."""
        return count.used(limit, *self._used((span,)), self.label)

    def kept(self, limit_id: int, days: Sequence[date]) -> list[bool | None]:
        """Whether a limit was kept on finished local days; None where it asked nothing, or was not set yet."""
        if not days:
            return []
        history = self.store.limits.history()
        whole = Span(self._week_begin(days[0]), self.calendar.span_of(days[-1]).end)
        uses = self.store.uses(whole, frozenset({Per.DAY}))
        prompts = self.store.ledger.prompts(whole)
        extensions = self.store.limits.extensions(days[0], days[-1])
        ledger = self._by_day(uses, prompts)
        weekday = self.weekday()
        told: list[bool | None] = []
        for day in days:
            limits = in_force(history, self.calendar.span_of(day).end)
            limit = next((one for one in limits if one.id == limit_id), None)
            told.append(None if limit is None else self._kept(limit, day, ledger, extensions, weekday))
        return told

    def _by_day(self, uses: Sequence[Use], prompts: Sequence[Prompt]) -> _ByDay:
        found = _ByDay({}, {})
        for use in uses:
            if use.day is not None:
                found.uses.setdefault(use.day, []).append(use)
        for prompt in prompts:
            found.prompts.setdefault(self.calendar.day_of(prompt.at), []).append(prompt)
        return found

    def _kept(
        self, limit: Limit, day: date, ledger: _ByDay, extensions: Sequence[Extension], weekday: Weekday
    ) -> bool | None:
        monday = _week_of(day, self.week_first)

        def used(first: date) -> float:
            days = [first + place * _DAY for place in range((day - first).days + 1)]
            some = [use for one in days for use in ledger.uses.get(one, ())]
            given = [prompt for one in days for prompt in ledger.prompts.get(one, ())]
            return count.used(limit, some, given, self.label)

        closed = 0.0
        for span in hours.within(limit.hours, self.calendar.span_of(day), self.calendar, weekday):
            closed += count.used(limit, *self._used((span,)), self.label)
        return kept(limit, day, Count(used(day), used(monday), closed), extensions, weekday)

    def _count(
        self,
        limit: Limit,
        today: tuple[list[Use], list[Prompt]],
        before: tuple[list[Use], list[Prompt]],
    ) -> Count:
        used = count.used(limit, *today, self.label)
        return Count(used, used + count.used(limit, *before, self.label))

    def _used(self, spans: Sequence[Span]) -> tuple[list[Use], list[Prompt]]:
        uses = [use for span in spans for use in self.store.uses(span)]
        return uses, [one for span in spans for one in self.store.ledger.prompts(span)]

    def _week_begin(self, day: date) -> datetime:
        return self.calendar.begin(_week_of(day, self.week_first))


def remembered(store: Store) -> LimitDay | None:
    """The day in force at the nudger's last turn; None where there was none, or it is of an older form."""
    text = store.mark(_MARK)
    if not text:
        return None
    try:
        return msgspec.json.decode(text, type=LimitDay)
    except msgspec.ValidationError:
        return None


def remember(store: Store, day: LimitDay) -> None:
    """Keep the day in force, so that a restart of the program changes nothing."""
    store.mark(_MARK, msgspec.json.encode(day).decode())


def _any_week(limits: Sequence[Limit]) -> bool:
    return any(one.week is not None for one in limits)


def _week_of(day: date, first: int) -> date:
    return day - _DAY * ((day.weekday() - first) % 7)
