"""Watching one series day by day: the state after each day, and the days on which growth was noticed."""

from __future__ import annotations

from math import isfinite

from wellbeing.analysis.growth_absence import Absences
from wellbeing.analysis.growth_caution import Caution
from wellbeing.analysis.growth_evidence import QUESTIONS, Evidence, often_began
from wellbeing.analysis.growth_gate import compared, core, gates, seen_before
from wellbeing.analysis.growth_memory import Fortnights, Unrest
from wellbeing.analysis.growth_reference import Reference, distance, log_amount, reference
from wellbeing.analysis.growth_rule import (
    FORTNIGHT,
    GAP,
    SHORT_GAP,
    SILENT_DAYS,
    UNREST_LAG,
    WINDOW,
    Metric,
    Question,
    Sensitivity,
    rule_of,
)
from wellbeing.analysis.growth_standing import Standing

_REFRESH = 7
"""The reference is looked at anew every so many days."""
_LONG = 70
"""Days from a beginning after which twice as many will do."""
_SHORTEST = 18
"""Days that a reference needs to span at least."""
_SETTLED = 70
"""Days after a beginning from which the reference ends two weeks ago rather than one."""
_NEAREST, _DOUBTFUL, _FARTHEST = 14, 42, 70
"""After a note the reference begins where growth began, but so many days ago at least and at most. A doubtful note
leaves more of the old usual in it: a false one would hide a growth that follows it (3 people of 100)."""
_CLEAR = 1.0
"""A fortnight whose middle days lie so many spreads above usual is no doubtful note, nor is any in an uneven life."""
_BEFORE = 21
"""Days before a growth whose sums are shown beside it: enough to see them go back to zero."""
_LARGEST = 1e6
"""Minutes: more is no day of anybody, and would only overflow."""


class Watch:
    """One series, watched; the caller feeds day after day.

    Args:
        metric: what is watched.
        sensitivity: how soon the person wants to be told.
    """

    def __init__(self, metric: Metric, sensitivity: Sensitivity = Sensitivity.BALANCED) -> None:
        self.sensitivity = sensitivity
        self.episodes: list[Standing] = []
        """Each day on which growth was noticed, as things stood."""
        self._rule = rule_of(metric, sensitivity)
        self._amounts: list[float | None] = []
        self._logs: list[float | None] = []
        self._distances: list[float | None] = []
        self._weekdays: list[int] = []
        self._sums: list[list[float]] = []
        self._first: int | None = None
        self._origin = 0
        self._quiet = -1
        self._usual: Reference | None = None
        self._known = 0
        """Day on which there first was a usual."""
        self._caps: tuple[float, ...] = ()
        self._unrest = Unrest(self._rule)
        self._past = Fortnights()
        self._evidence = Evidence(self._rule, 0)
        self._caution, self._absences = Caution(), Absences()
        self._away: list[bool] = []

    def add(self, amount: float | None, weekday: int, *, new_normal: bool = False) -> bool:
        """Take in the next day; the answer is whether growth is noticed on it.

        Args:
            amount: minutes; None without a record. What is no amount (NaN, infinity) is no record.
            weekday: Monday 0 to Sunday 6.
            new_normal: the person has said on this day that what they do now is their new normal.
        """
        amount = None if amount is None or not isfinite(amount) else min(max(0.0, amount), _LARGEST)
        day, weekday = len(self._amounts), weekday % 7
        logged = log_amount(amount)
        self._amounts.append(amount)
        self._logs.append(logged)
        self._weekdays.append(weekday)
        self._away.append(False)
        if amount is not None:
            for one in self._absences.add(day, weekday, self._usual, used=logged is not None):
                self._away[one] = True
        if self._first is None and amount is not None:
            # Days before the first record change nothing, however many they are.
            self._first = self._origin = day
            self._evidence.restart(day)
        if self._first is None:
            self._distances.append(None)
            self._sums.append(self._evidence.sums[:])
            return False
        if self._due(day - self._first, day - self._origin):
            self._refresh(day)
        usual = self._usual
        far = None if usual is None or logged is None else distance(logged, weekday, usual)
        self._distances.append(far)
        capped = amount if amount is None or not self._caps else min(amount, self._caps[weekday])
        self._past.add(capped)
        self._unrest.add(far, counts=day - UNREST_LAG > self._quiet)
        if usual is not None and amount is not None and day > self._quiet:
            self._evidence.add(day, weekday, far, usual, self._unrest.price)
        self._sums.append(self._evidence.sums[:])
        noticed = self._notice(day)
        if new_normal and not noticed:
            self._restart(day, self._evidence.began[self._evidence.nearest()], _NEAREST)
        return noticed

    def _due(self, age: int, since: int) -> bool:
        """Whether to look at the reference anew: once a week, once a fortnight where it is long."""
        every = _REFRESH if since < _LONG else 2 * _REFRESH
        return age % every == 0 or (self._usual is None and since >= 4 * _REFRESH)

    def _notice(self, day: int) -> bool:
        self._caution.look(day, self._past)
        which = self._evidence.loudest(self._caution.factor)
        if which is None or self._usual is None or day <= self._quiet or self._distances[day] is None:
            return False
        if self._past.mean < seen_before(QUESTIONS[which], self._rule, self._unrest, self._past):
            # The gate that most often stays shut, asked first: the others cost more.
            return False
        standing = self._standing(day, which, self._usual)
        if not all(gate.passed for gate in standing.gates):
            return False
        self.episodes.append(standing)
        self._caution.told(day, standing.means, self._past)
        began = self._began(which)
        doubtful = core(self._distances) < _CLEAR and self._unrest.share < 0.2 and any(self._logs[:began])
        self._restart(day, began, _DOUBTFUL if doubtful else _NEAREST)
        return True

    def _restart(self, day: int, start: int, nearest: int) -> None:
        """Let what began at `start` be the new normal."""
        self._quiet = day + SILENT_DAYS - 1
        self._origin = max(self._first or 0, min(max(start, day - _FARTHEST), day - nearest))
        self._evidence.restart(day)

    def _refresh(self, day: int) -> None:
        end = day - (GAP if day - self._origin >= _SETTLED else SHORT_GAP)
        first = max(self._origin, end - WINDOW)
        if end - first < _SHORTEST:
            return
        days = zip(
            self._weekdays[first:end],
            self._amounts[first:end],
            self._logs[first:end],
            self._away[first:end],
            strict=True,
        )
        recorded = [
            (weekday, amount, logged)
            for weekday, amount, logged, away in days
            if amount is not None and not away
        ]
        found = reference(recorded, first, end, self._rule)
        if found is not None:
            # Caps only rise: fortnights long past stay comparable with those of today.
            self._caps = tuple(map(max, found.caps, self._caps)) if self._caps else found.caps
            if self._usual is None:
                self._known = day
            self._usual = found

    def _began(self, which: int) -> int:
        """When a sum last was zero; where it could not rise before for want of a usual, when it would have been."""
        began = self._evidence.began[which]
        if QUESTIONS[which] is not Question.OFTEN or self._usual is None or began > self._known + FORTNIGHT:
            return began
        days = range(self._origin, len(self._amounts))
        used = [
            (day, self._weekdays[day], self._logs[day] is not None)
            for day in days
            if self._amounts[day] is not None
        ]
        return often_began(used, self._usual, self._origin)

    def _standing(self, day: int, which: int, usual: Reference) -> Standing:
        means = compared(self._amounts, self._weekdays, day, usual)
        question, start = QUESTIONS[which], self._start(which, day)
        return Standing(
            day,
            question,
            start,
            self._evidence.sums[which],
            self._rule.limits[which] * self._caution.factor,
            tuple([sums[which] for sums in self._sums[start:]]),
            means,
            usual,
            self._unrest.value,
            gates(
                question,
                self._rule,
                day - (self._first or 0),
                self._distances,
                means,
                self._unrest,
                self._past,
            ),
            self.sensitivity,
            self._quiet + 1 if day <= self._quiet else None,
            tuple([sums[which] for sums in self._sums[max(start - _BEFORE, 0) : start]]),
        )

    def _start(self, which: int, day: int) -> int:
        """When the sum last was zero; where that is longer ago than the reference reaches, when it last was lowest."""
        began, first = self._began(which), day - WINDOW
        if began >= first:
            return began
        return min(range(day, first, -1), key=lambda one: self._sums[one][which])

    @property
    def standing(self) -> Standing | None:
        """How things stand after the latest day; None while there is too little data."""
        if self._usual is None:
            return None
        which = self._evidence.loudest(self._caution.factor)
        return self._standing(
            len(self._amounts) - 1, self._evidence.nearest() if which is None else which, self._usual
        )
