"""Finished days as reliance looks at them: kept beside the record, reckoned where nothing is kept yet.

A year that is kept takes some 10 ms. Reckoning a day reads its activities, 1 to 15 ms; the tracker does it in the
background once a day is over, so that pages mostly find everything done.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256

from wellbeing import __version__
from wellbeing.analysis.daily import VERSION, DayParts, Sort, parts_of, parts_of_totals
from wellbeing.catalogue.label import Group
from wellbeing.catalogue.tool import Kind
from wellbeing.engine.source import Source
from wellbeing.engine.view.thing import group
from wellbeing.model import AppIdentity, Per

_ONE = timedelta(days=1)
_TALK = frozenset({Kind.CHAT_ASSISTANT.value, Kind.COMPANION.value})
_WORK = frozenset({Group.MAKING.value, Group.WRITING.value})


@dataclass(frozen=True, slots=True)
class Lived:
    """All finished days from the first recorded one to yesterday."""

    first: date
    parts: tuple[DayParts | None, ...]
    """One a day; None where it is not reckoned yet."""
    prompts: tuple[int | None, ...]
    """Human turns a day; None before the first that any log tells of, and while days are missing."""
    missing: int
    """Days that are still to be reckoned, the oldest of all."""

    @property
    def last(self) -> date:
        """The last one."""
        return self.first + (len(self.parts) - 1) * _ONE

    def day(self, place: int) -> date:
        """The day at a place."""
        return self.first + place * _ONE

    @property
    def counted(self) -> list[date]:
        """Days long enough to be compared."""
        return [self.day(place) for place, one in enumerate(self.parts) if one is not None and one.counts]


@dataclass(slots=True)
class _Known:
    """Days by certain rules."""

    days: dict[date, DayParts] = field(default_factory=dict)
    unkept: dict[date, DayParts] = field(default_factory=dict)
    """Reckoned, and not written to the record."""
    asked: tuple[date, date] | None = None
    """The first and the last day that the record was asked for."""


class DayReader:
    """Reads finished days; what is not kept is remembered until `begin_anew`.

    Called on one thread at a time; `begin_anew` on any.
    """

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}

    def begin_anew(self) -> None:
        """The past, or the rules, may have changed."""
        self._known = {}

    def read(self, source: Source, most: int | None = None) -> Lived | None:
        """Every finished day; None where none is recorded.

        Args:
            source: what is read from.
            most: reckon so many days at most, the latest first; None for all.
        """
        extent = source.store.extent()
        if extent is None:
            return None
        first, last = source.calendar.day_of(extent.start), source.today - _ONE
        if last < first:
            return None
        days = [first + place * _ONE for place in range((last - first).days + 1)]
        known, missing = self._reckon(source, days, most)
        prompts = (None,) * len(days) if missing else _prompts(source, days)
        return Lived(first, tuple(map(known.get, days)), prompts, missing)

    def lately(self, source: Source, count: int, most: int | None = None) -> dict[date, DayParts]:
        """The last so many finished days, as far as they are recorded and known; `most` as in `read`."""
        extent = source.store.extent()
        if extent is None:
            return {}
        first, last = source.calendar.day_of(extent.start), source.today - _ONE
        days = [day for back in range(count) if (day := last - back * _ONE) >= first]
        days.reverse()
        known, _missing = self._reckon(source, days, most) if days else ({}, 0)
        return {day: known[day] for day in days if day in known}

    def _reckon(
        self, source: Source, days: Sequence[date], most: int | None
    ) -> tuple[dict[date, DayParts], int]:
        """What is known once so many more days are reckoned, the latest first, and how many are left."""
        rules = rules_of(source)
        known = self._known.setdefault(rules, _Known())
        first, last = days[0], days[-1]
        if known.asked is None or first < known.asked[0] or last > known.asked[1]:
            # Once, and not again for each few days that are reckoned.
            known.days |= source.store.days.between(first, last, rules)
            known.asked = (first, last)
        missing = [day for day in reversed(days) if day not in known.days]
        for day in missing[:most]:
            known.days[day] = known.unkept[day] = reckoned(source, day)
        return known.days, 0 if most is None else max(0, len(missing) - most)

    def keep(self, source: Source, most: int) -> int:
        """Reckon so many days and keep them in the record; how many are left. Their totals must be made first."""
        lived = self.read(source, most)
        if lived is None:
            return 0
        rules = rules_of(source)
        if (known := self._known.get(rules)) is not None:
            source.store.days.keep(rules, known.unkept)
            known.unkept = {}
        return lived.missing


def reckoned(source: Source, day: date) -> DayParts:
    """One finished day, from its activities or, where those are gone, from its totals."""
    sorts: dict[AppIdentity, Sort] = {}

    def sort(app: AppIdentity) -> Sort:
        known = sorts.get(app)
        if known is None:
            known = sorts[app] = sort_of(source, app)
        return known

    span, night = source.calendar.span_of(day), source.settings.night
    activities = source.store.activities(span) if span.start < span.end else []
    if activities:
        return parts_of(day, activities, sort, source.calendar, night)
    return parts_of_totals(source.store.uses(span, frozenset({Per.HOUR})), sort, night)


def sort_of(source: Source, app: AppIdentity) -> Sort:
    """What an app counts as: by the rules in force, so that the person may say which apps are for people."""
    label, its = source.labels.label(app), group(app, source.labels)
    return Sort(
        ai=label.tool is not None,
        talk=label.kind in _TALK,
        companion=label.kind == Kind.COMPANION.value,
        people=label.tool is None and its == Group.PEOPLE.value,
        work=its in _WORK,
    )


def rules_of(source: Source) -> str:
    """Stands for everything that a reckoning rests on beside the record."""
    chosen = source.settings
    words = (
        str(VERSION),
        __version__,
        source.labels.catalogue.own_digest,
        f"{chosen.night_from}-{chosen.night_to}",
        str(chosen.day_start_h),
    )
    return sha256("|".join(words).encode()).hexdigest()[:24]


def _prompts(source: Source, days: Sequence[date]) -> tuple[int | None, ...]:
    asked = source.store.ledger.asked(source.days(days[0], days[-1]))
    if not asked:
        return (None,) * len(days)
    begins = [bisect_left(asked, source.calendar.begin(day)) for day in (*days, days[-1] + _ONE)]
    since = next(place for place in range(len(days)) if begins[place + 1] > begins[place])
    return tuple(None if place < since else begins[place + 1] - begins[place] for place in range(len(days)))
