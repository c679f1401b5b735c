"""One day looked at for reliance: ten components from what was in front, hour by hour, and from prompts.

    in front     ███ AI ███    work       █ AI █  work ██████ AI      (active time only)
                 │             │  < 2 min │                   │
    first use ───┘             └ a start, └ with AI at once   └ episodes less than 5 min apart are one session

All amounts are minutes of active time. Formulas: Wellbeing's notes on reliance, components A1 to C3; which apps are
AI, for people or for work is the catalogue's and the person's word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from wellbeing.analysis.lived import Lived, lived
from wellbeing.analysis.reliance import Component
from wellbeing.analysis.rhythm import rhythm
from wellbeing.model import Activity, AppIdentity, Span, Use
from wellbeing.timeline.day import Calendar

VERSION = 3
"""Rises whenever the same day could lead to other parts."""
ENOUGH = 30.0
"""Active minutes from which a day counts; less is no day of use but a look at the screen."""
APART = timedelta(minutes=5)
"""AI episodes less than this apart are one session; work after as long away from it is a new start."""
SHORTEST = timedelta(seconds=10)
"""A session holds at least so much AI: less is passing by."""
AT_ONCE = timedelta(minutes=2)
"""AI this soon after a start is reached for before trying."""
STARTS = 5
"""Starts below which their share says nothing."""
TALKED = 10.0
"""Minutes with people and chat assistants together below which their ratio says nothing."""
HOURS = 24
_MINUTE = timedelta(minutes=1)
_ZERO = timedelta(0)


@dataclass(frozen=True, slots=True)
class Sort:
    """What an app counts as here."""

    ai: bool = False
    talk: bool = False
    """A chat assistant or a companion: what one talks to."""
    companion: bool = False
    people: bool = False
    """Calls, messengers, mail."""
    work: bool = False
    """Making and writing."""


Sorted = Callable[[AppIdentity], Sort]


@dataclass(frozen=True, slots=True)
class DayParts:
    """What a finished day amounts to, in minutes; kept, so that years are read without their activities."""

    active: float
    ai: float
    night: float
    """AI in own night hours."""
    people: float
    talk: float
    companion: float
    sessions: int | None = None
    """None, as the next three, where only totals of the day are left."""
    first: float | None = None
    """Active minutes before the first AI use; all of the day's where there was none."""
    free: float | None = None
    """Longest stretch of active minutes without AI."""
    quick: float | None = None
    """Percent of starts with AI at once; None with fewer than five starts."""
    ai_hours: tuple[float, ...] = field(default=(0.0,) * HOURS)
    """AI minutes by clock hour, 0 to 23."""
    hours: tuple[float, ...] = field(default=(0.0,) * HOURS)
    """Active minutes by clock hour."""
    screen_night: float = 0.0
    """Active minutes in own night hours."""
    switches: int | None = None
    """Changes of the app in front, glances left out; None where only totals are left."""
    lived: Lived | None = None
    """Its rhythm; None where only totals are left, and without any use."""

    @property
    def counts(self) -> bool:
        """Whether it is long enough to be compared."""
        return self.active >= ENOUGH


@dataclass(frozen=True, slots=True)
class Night:
    """Own night hours, after local midnight; the end may lie before the beginning, as it mostly does."""

    begin: timedelta = timedelta(hours=23)
    end: timedelta = timedelta(hours=5)

    def spans(self, day: date, calendar: Calendar) -> list[Span]:
        """The stretches of a local day that are night; empty where both ends are the same."""
        whole = calendar.span_of(day)
        found = []
        for back in (-1, 0, 1):
            midnight = datetime.combine(day + timedelta(days=back), datetime.min.time())
            end = self.end if self.end >= self.begin else self.end + timedelta(days=1)
            low, high = (_moment(midnight + one, whole, calendar) for one in (self.begin, end))
            inside = Span(low, high).clipped(whole) if low < high else None
            if inside is not None:
                found.append(inside)
        return found

    def holds(self, local: datetime) -> bool:
        """Whether the local clock stands in it."""
        clock = local.replace(tzinfo=None) - datetime.combine(local.date(), datetime.min.time())
        if self.begin <= self.end:
            return self.begin <= clock < self.end
        return clock >= self.begin or clock < self.end

    def share(self, hour: int) -> float:
        """How much of a clock hour is night, 0 to 1; for days of which only hours are known."""
        begin, end = self.begin / _MINUTE, self.end / _MINUTE
        parts = [(begin, end)] if begin <= end else [(begin, 1440.0), (0.0, end)]
        low, high = hour * 60.0, hour * 60.0 + 60.0
        return sum(max(0.0, min(high, b) - max(low, a)) for a, b in parts) / 60.0


def _moment(wall: datetime, near: Span, calendar: Calendar) -> datetime:
    """A wall clock time in the zone of a day."""
    zone = calendar.zone_at(near.start)
    return wall.replace(tzinfo=zone).astimezone(near.start.tzinfo)


@dataclass(slots=True)
class _Walk:
    """A day in the making, activity after activity."""

    night: Sequence[Span]
    active: timedelta = _ZERO
    ai: timedelta = _ZERO
    night_ai: timedelta = _ZERO
    night_active: timedelta = _ZERO
    people: timedelta = _ZERO
    talk: timedelta = _ZERO
    companion: timedelta = _ZERO
    first: timedelta | None = None
    sessions: int = 0
    starts: list[datetime] = field(default_factory=list)
    reached: list[datetime] = field(default_factory=list)
    """When AI came to the front."""
    worked: datetime | None = None
    """End of the latest work, or of the AI beside it."""
    session: tuple[datetime, timedelta, timedelta] | None = None
    """End of the running one, AI in it, and active minutes before it."""

    def add(self, span: Span, sort: Sort) -> None:
        """The next activity of somebody who is present."""
        length = span.length
        if sort.ai:
            self._with_ai(span, length)
            if not sort.work:  # an editor built around an assistant is where the work is
                self.reached.append(span.start)
            self.talk += length if sort.talk else _ZERO
            self.companion += length if sort.companion else _ZERO
        elif sort.people:
            self.people += length
        if sort.work:
            if self.worked is None or span.start - self.worked >= APART:
                self.starts.append(span.start)
            self.worked = span.end
        elif sort.ai and self.worked is not None and span.start - self.worked < APART:
            # Asking beside the work is a part of it: coming back is no new start.
            self.worked = span.end
        self.active += length
        self.night_active += self._at_night(span)

    def _at_night(self, span: Span) -> timedelta:
        return sum((part.length for one in self.night if (part := span.clipped(one))), _ZERO)

    def _with_ai(self, span: Span, length: timedelta) -> None:
        self.ai += length
        self.night_ai += self._at_night(span)
        running = self.session
        if running is None or span.start - running[0] >= APART:
            self.close()
            self.session = (span.end, length, self.active)
        else:
            self.session = (span.end, running[1] + length, running[2])

    def close(self) -> None:
        """The running session is over."""
        if self.session is not None and self.session[1] >= SHORTEST:
            self.sessions += 1
            if self.first is None:
                self.first = self.session[2]
        self.session = None


def parts_of(
    day: date, activities: Iterable[Activity], sort: Sorted, calendar: Calendar, night: Night
) -> DayParts:
    """A day from its activities.

    Args:
        day: the local day, finished.
        activities: in order; what reaches beyond the day is cut off, absence is passed over.
        sort: what an app counts as.
        calendar: the person's days.
        night: own night hours.
    """
    whole = calendar.span_of(day)
    here = [
        replace(one, span=inside)
        for one in activities
        if one.presence.counts and (inside := one.span.clipped(whole)) is not None
    ]
    runs = [(one.span, sort(one.app)) for one in here]
    walk = _Walk(night.spans(day, calendar))
    for span, kind in runs:
        walk.add(span, kind)
    walk.close()
    return DayParts(
        active=walk.active / _MINUTE,
        ai=walk.ai / _MINUTE,
        night=walk.night_ai / _MINUTE,
        people=walk.people / _MINUTE,
        talk=walk.talk / _MINUTE,
        companion=walk.companion / _MINUTE,
        sessions=walk.sessions,
        first=(walk.active if walk.first is None else walk.first) / _MINUTE,
        free=_longest_free(runs) / _MINUTE,
        quick=_quick(walk.starts, walk.reached),
        ai_hours=_hours(((span, kind) for span, kind in runs if kind.ai), calendar),
        hours=_hours(runs, calendar),
        screen_night=walk.night_active / _MINUTE,
        switches=rhythm(here).switches,
        lived=lived(here, day, calendar, lambda app: sort(app).ai),
    )


def _longest_free(runs: Sequence[tuple[Span, Sort]]) -> timedelta:
    """Active time between one use of AI and the next; uses shorter than ten seconds do not end a stretch."""
    longest, now = _ZERO, _ZERO
    for session, length in _stretches(runs):
        if session and length >= SHORTEST:
            longest, now = max(longest, now), _ZERO
        elif not session:
            now += length
    return max(longest, now)


def _stretches(runs: Sequence[tuple[Span, Sort]]) -> Iterable[tuple[bool, timedelta]]:
    """Neighbours of a kind together: whether with AI, and how long."""
    kind, length = False, _ZERO
    for span, sort in runs:
        if sort.ai is not kind:
            yield kind, length
            kind, length = sort.ai, _ZERO
        length += span.length
    yield kind, length


def _quick(starts: Sequence[datetime], reached: Sequence[datetime]) -> float | None:
    if len(starts) < STARTS:
        return None
    at, count = 0, 0
    for start in starts:
        while at < len(reached) and reached[at] < start:
            at += 1
        count += at < len(reached) and reached[at] - start <= AT_ONCE
    return 100.0 * count / len(starts)


def _hours(runs: Iterable[tuple[Span, Sort]], calendar: Calendar) -> tuple[float, ...]:
    sums = [_ZERO] * HOURS
    for span, _kind in runs:
        for _day, hour, part in calendar.pieces(span):
            sums[hour] += part.length
    return tuple(round(one / _MINUTE, 3) for one in sums)


def parts_of_totals(uses: Iterable[Use], sort: Sorted, night: Night) -> DayParts:
    """A day of which only totals by hour are left: what needs an order of events is unknown.

    Args:
        uses: of one day, apart by hour.
        sort: what an app counts as.
        night: own night hours; an hour is night as far as it lies in them.
    """
    night_ai = night_active = people = talk = companion = 0.0
    ai_hours, hours = [0.0] * HOURS, [0.0] * HOURS
    for use in uses:
        if not use.presence.counts or use.hour is None:
            continue
        kind, minutes = sort(use.app), use.amount / _MINUTE
        hours[use.hour] += minutes
        night_active += minutes * night.share(use.hour)
        if kind.ai:
            ai_hours[use.hour] += minutes
            night_ai += minutes * night.share(use.hour)
            talk += minutes if kind.talk else 0.0
            companion += minutes if kind.companion else 0.0
        elif kind.people:
            people += minutes
    return DayParts(
        sum(hours),
        sum(ai_hours),
        night_ai,
        people,
        talk,
        companion,
        ai_hours=tuple(ai_hours),
        hours=tuple(hours),
        screen_night=night_active,
    )


def components(parts: DayParts | None, prompts: int | None) -> dict[Component, float | None]:
    """The ten values of a day; None for what cannot be said of it, all None for a day that does not count.

    Args:
        parts: None without a record.
        prompts: human turns; None where no log tells of them.
    """
    if parts is None or not parts.counts:
        return dict.fromkeys(Component)
    talked = parts.talk + parts.people
    return {
        Component.AI_MINUTES: parts.ai,
        Component.AI_SHARE: 100.0 * parts.ai / parts.active,
        Component.AI_SESSIONS: None if parts.sessions is None else float(parts.sessions),
        Component.PROMPTS: None if prompts is None else float(prompts),
        Component.FIRST_USE: parts.first,
        Component.QUICK_TURNS: parts.quick,
        Component.AI_FREE_STRETCH: parts.free,
        Component.NIGHT_MINUTES: parts.night,
        Component.INSTEAD_OF_PEOPLE: 100.0 * parts.talk / talked if talked >= TALKED else None,
        Component.COMPANION_MINUTES: parts.companion,
    }
