"""One local day as the Today page shows it: totals, hours, things, and how they compare with the usual."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from wellbeing.analysis import usage
from wellbeing.analysis.pause import pauses
from wellbeing.analysis.rhythm import rhythm
from wellbeing.analysis.usual import ENOUGH_DAYS, LOOK_BACK, WEEKS, TooEarly, Usual, days_of, usual
from wellbeing.catalogue.label import PRIVATE_CATEGORY, Group
from wellbeing.engine.source import Source
from wellbeing.engine.view.thing import Thing, group, name, thing
from wellbeing.model import NOTHING, PRIVATE, Activity, AppIdentity, Per, Presence, Span, Use

ZERO = timedelta(0)
GROUPS = tuple(str(one) for one in Group)
"""In the order of a stack, bottom first."""


@dataclass(frozen=True, slots=True)
class Narrow:
    """What the page is narrowed to; both together are possible."""

    thing: Thing | None = None
    hour: int | None = None
    """Index into `DayView.hours`."""


@dataclass(frozen=True, slots=True)
class Hour:
    """One clock hour of the day."""

    start: datetime
    """In the person's zone."""
    parts: tuple[tuple[str, timedelta], ...]
    """Use by group, in the order of a stack; none empty."""
    idle: timedelta
    paused: timedelta
    usual: timedelta | None

    @property
    def used(self) -> timedelta:
        """All use of the hour."""
        return sum((amount for _, amount in self.parts), ZERO)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing of the day."""

    thing: Thing
    name: str
    icon: str | None
    group: str
    amount: timedelta


@dataclass(frozen=True, slots=True)
class What:
    """What a thing is taken for, and why."""

    thing: Thing
    name: str
    category: str
    """Id."""
    why: str
    sure: bool
    choices: tuple[tuple[str, str], ...]
    """Id and name of every category that a rule may give."""
    fixed: bool
    """Private windows and the bare desktop: no rule of the person's reaches them."""
    browser: bool
    """A rule on it counts for every site in it."""
    kept: bool
    """A rule on titles decided when it was recorded; no new rule can change that part of the past."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the strip: use of one group, idle or paused."""

    start: datetime
    end: datetime
    kind: str
    """A group, `idle` or `paused`."""


@dataclass(frozen=True, slots=True)
class DayView:
    """A day, ready to be put into words. Times are local."""

    now: datetime
    day: date
    start: datetime
    """When the day began, and when it ends."""
    end: datetime
    current: bool
    """Whether it is the day that is lived now."""
    total: timedelta
    idle: timedelta
    ai: timedelta
    usual: Usual | TooEarly
    """Of the total, or of the thing the page is narrowed to."""
    usual_ai: timedelta | None
    """By now, or of the whole day when the day is over; None while too early, or narrowed."""
    groups: tuple[tuple[str, timedelta], ...]
    hours: tuple[Hour, ...]
    rows: tuple[Row, ...]
    """Most used first."""
    blocks: tuple[Block, ...]
    """In order; empty where only totals are kept."""
    longest: tuple[datetime, datetime] | None
    switches: int | None
    """None where only totals are kept."""
    first: datetime | None
    """First use of the day."""
    since: datetime | None
    """When recording began, if that was on this day."""
    recorded: Span | None
    """From the first to the last recorded moment of all; None when nothing is recorded."""
    narrow: Narrow
    what: What | None
    """Of the thing the page is narrowed to."""
    demo: bool


@dataclass(frozen=True, slots=True)
class Habits:
    """What such a day is usually like by the same time; None where there is too little."""

    longest: timedelta | None
    switches: int | None
    first: timedelta | None
    """After the day's start."""
    idle: timedelta | None


class DayReader:
    """Reads days; keeps the weeks before a day, which do not change while it is looked at.

    Called on one thread at a time; `begin_anew` on any.
    """

    def __init__(self) -> None:
        self._past: tuple[date, set[date], list[Use]] | None = None
        self._alike: tuple[date, list[tuple[datetime, list[Activity]]]] | None = None

    def begin_anew(self) -> None:
        """The past has changed."""
        self._past = self._alike = None

    def read(self, source: Source, day: date, narrow: Narrow | None = None) -> DayView:
        """A day up to this moment. Some 10 ms when the weeks before it are known."""
        asked = narrow or Narrow()
        span, local, current = source.calendar.span_of(day), source.calendar.local, source.today == day
        slots = _slots(source, span)
        uses = source.store.uses(span, frozenset({Per.HOUR}))
        of_thing = [use for use in uses if asked.thing in (None, thing(use.app))]
        shown = [use for use in of_thing if _in_hour(use, asked, slots)]
        activities = source.store.activities(span)
        lived = rhythm(activities)
        off = pauses(source.store.entries(Span(span.start - timedelta(days=1), span.end)), source.now)
        extent = source.store.extent()
        normal, normal_ai = self._usual(source, day, span, asked)
        return DayView(
            now=local(source.now),
            day=day,
            start=local(span.start),
            end=local(span.end),
            current=current,
            total=usage.used(shown),
            idle=usage.idle(shown),
            ai=usage.used(use for use in shown if group(use.app, source.labels) == Group.AI),
            usual=normal,
            usual_ai=normal_ai,
            groups=_groups(shown, source),
            hours=_hours(source, slots, of_thing, off, normal),
            rows=_rows(source, [use for use in uses if _in_hour(use, asked, slots)]),
            blocks=_blocks(source, activities, off, span, asked.thing),
            longest=(local(lived.longest.start), local(lived.longest.end)) if lived.longest else None,
            switches=lived.switches if activities or not uses else None,
            first=next((local(one.span.start) for one in activities if one.presence.counts), None),
            since=local(extent.start) if extent and extent.start in span else None,
            recorded=extent,
            narrow=asked,
            what=_what(source, uses, asked.thing),
            demo=source.demo,
        )

    def habits(self, source: Source, day: date) -> Habits:
        """The rhythm of such days by the same time; reads some eight days of activities once, then keeps them."""
        span = source.calendar.span_of(day)
        since_start = max(ZERO, min(source.now, span.end) - span.start)
        found = [_lived(begin, since_start, activities) for begin, activities in self._days_like(source, day)]
        if len(found) < _ENOUGH_ALIKE:
            return Habits(None, None, None, None)
        first = [one.first for one in found if one.first is not None]
        return Habits(
            _median([one.longest for one in found]),
            round(median(one.switches for one in found)),
            _median(first) if first else None,
            _median([one.idle for one in found]),
        )

    def _usual(
        self, source: Source, day: date, span: Span, asked: Narrow
    ) -> tuple[Usual | TooEarly, timedelta | None]:
        """The usual of what is spoken of, and of AI tools as far as the day has come."""
        if self._past is None or self._past[0] != day:
            self._past = (day, *_past(source, day, span.start))
        _, recorded, past = self._past
        start_hour = source.settings.day_start_h
        since_start = max(ZERO, min(source.now, span.end) - span.start)
        whole = dict.fromkeys(recorded, _SOME) | days_of(past, start_hour)
        if asked.thing is not None:
            part = days_of((use for use in past if thing(use.app) == asked.thing), start_hour)
            return usual(whole, day, since_start, part), None
        of_ai = days_of((use for use in past if group(use.app, source.labels) == Group.AI), start_hour)
        ai = usual(whole, day, since_start, of_ai)
        return usual(whole, day, since_start), None if isinstance(ai, TooEarly) else ai.by_now

    def _days_like(self, source: Source, day: date) -> list[tuple[datetime, list[Activity]]]:
        if self._alike is None or self._alike[0] != day:
            found: list[tuple[datetime, list[Activity]]] = []
            for weeks in range(1, LOOK_BACK // timedelta(weeks=1) + 1):
                span = source.calendar.span_of(day - timedelta(weeks=weeks))
                activities = source.store.activities(span)
                if activities:
                    found.append((span.start, activities))
                if len(found) == WEEKS:
                    break
            self._alike = (day, found)
        return self._alike[1]


_SOME = {0: timedelta(seconds=1)}
"""Stands for the hours of a day that only has to be counted."""
_RECENT = timedelta(weeks=5)


def _past(source: Source, day: date, begin: datetime) -> tuple[set[date], list[Use]]:
    """Recorded days before a day, and the uses of those that are compared with it, by day and hour.

    Sixteen weeks by hour are some 10,000 rows, most of other weekdays: read only where the latest weeks and the
    same weekdays do not say enough.
    """
    by_hour = frozenset({Per.DAY, Per.HOUR})
    recent = source.store.uses(Span(begin - _RECENT, begin), frozenset({Per.DAY}))
    recorded = {use.day for use in recent if use.day is not None and use.presence.counts}
    alike: list[Use] = []
    if len(recorded) >= ENOUGH_DAYS:
        found = 0
        for weeks in range(1, LOOK_BACK // timedelta(weeks=1) + 1):
            uses = source.store.uses(source.calendar.span_of(day - timedelta(weeks=weeks)), by_hour)
            alike += uses
            found += any(use.presence.counts for use in uses)
            if found == WEEKS:
                break
    if not any(use.presence.counts for use in alike):
        alike = source.store.uses(Span(begin - LOOK_BACK, begin), by_hour)
        recorded = set()
    return recorded, alike


def _median(amounts: Sequence[timedelta]) -> timedelta:
    return timedelta(seconds=median(amount.total_seconds() for amount in amounts))


_ENOUGH_ALIKE = 3
"""Days of the same weekday before their rhythm is called usual, as for `usual.ENOUGH_DAYS`."""


@dataclass(frozen=True, slots=True)
class _Lived:
    longest: timedelta
    switches: int
    first: timedelta | None
    idle: timedelta


def _lived(begin: datetime, since_start: timedelta, activities: Sequence[Activity]) -> _Lived:
    until = Span(begin, begin + since_start)
    parts = [part for one in activities if (part := one.clipped(until)) is not None]
    found = rhythm(parts)
    first = next((one.span.start - begin for one in activities if one.presence.counts), None)
    away = sum((one.span.length for one in parts if one.presence is Presence.IDLE), ZERO)
    return _Lived(found.longest.length if found.longest else ZERO, found.switches, first, away)


def _slots(source: Source, span: Span) -> list[tuple[int, datetime]]:
    """Clock hours of a day in order, each with its beginning; an hour lived twice is one slot."""
    slots: dict[int, datetime] = {}
    for _, hour, part in source.calendar.pieces(span):
        slots.setdefault(hour, part.start)
    return list(slots.items())


def _in_hour(use: Use, asked: Narrow, slots: Sequence[tuple[int, datetime]]) -> bool:
    return asked.hour is None or (asked.hour < len(slots) and slots[asked.hour][0] == use.hour)


def _groups(uses: Iterable[Use], source: Source) -> tuple[tuple[str, timedelta], ...]:
    sums: defaultdict[str, timedelta] = defaultdict(timedelta)
    for use in uses:
        if use.presence.counts:
            sums[group(use.app, source.labels)] += use.amount
    return tuple((one, sums[one]) for one in GROUPS if sums[one])


def _hours(
    source: Source,
    slots: Sequence[tuple[int, datetime]],
    uses: Iterable[Use],
    off: Iterable[Span],
    normal: Usual | TooEarly,
) -> tuple[Hour, ...]:
    by_hour: defaultdict[int | None, list[Use]] = defaultdict(list)
    for use in uses:
        by_hour[use.hour].append(use)
    paused: defaultdict[tuple[date, int], timedelta] = defaultdict(timedelta)
    for span in off:
        for of_day, hour, part in source.calendar.pieces(span):
            paused[of_day, hour] += part.length
    start_hour = source.settings.day_start_h
    found: list[Hour] = []
    for hour, begin in slots:
        usually = None if isinstance(normal, TooEarly) else normal.hours[(hour - start_hour) % 24]
        day = source.calendar.day_of(begin)
        parts = _groups(by_hour[hour], source)
        away = usage.idle(by_hour[hour])
        found.append(Hour(source.calendar.local(begin), parts, away, paused[day, hour], usually))
    return tuple(found)


def _rows(source: Source, uses: Iterable[Use]) -> tuple[Row, ...]:
    sums: dict[Thing, tuple[AppIdentity, timedelta]] = {}
    for use in uses:
        if use.presence.counts and use.app != NOTHING:
            one = thing(use.app)
            app, amount = sums.get(one, (use.app, ZERO))
            sums[one] = (app, amount + use.amount)
    ordered = sorted(sums.items(), key=lambda item: (-item[1][1], item[0].key))
    labels = source.labels
    return tuple(
        Row(one, name(one, app, labels), _icon(one, app, source), group(app, labels), amount)
        for one, (app, amount) in ordered
    )


def _icon(one: Thing, app: AppIdentity, source: Source) -> str | None:
    # A site has no icon of its own here: the browser's would make all sites look alike.
    return source.labels.icon(app) if one.kind == "app" else None


def _blocks(
    source: Source, activities: Iterable[Activity], off: Iterable[Span], day: Span, only: Thing | None
) -> tuple[Block, ...]:
    pieces: list[tuple[Span, str]] = [(part, "paused") for span in off if (part := span.clipped(day))]
    for one in activities:
        if one.presence.counts and only in (None, thing(one.app)):
            pieces.append((one.span, group(one.app, source.labels)))
        elif one.presence is Presence.IDLE and only is None:
            pieces.append((one.span, "idle"))
    joined: list[tuple[Span, str]] = []
    for span, kind in sorted(pieces):
        last = joined[-1] if joined else None
        if last and last[1] == kind and span.start - last[0].end < _JOIN:
            joined[-1] = (Span(last[0].start, max(last[0].end, span.end)), kind)
        else:
            joined.append((span, kind))
    local = source.calendar.local
    return tuple(Block(local(span.start), local(span.end), kind) for span, kind in joined)


_JOIN = timedelta(seconds=30)
"""Pieces of one colour this close are one: a pixel of the strip is a minute or more."""


def _what(source: Source, uses: Iterable[Use], one: Thing | None) -> What | None:
    if one is None:
        return None
    found = next((use.app for use in uses if thing(use.app) == one), None)
    app = found or (AppIdentity("", site=one.id) if one.kind == "site" else AppIdentity(one.id))
    label = source.labels.label(app)
    categories = source.labels.catalogue.categories.values()
    return What(
        one,
        name(one, app, source.labels),
        label.category,
        label.why,
        label.sure,
        tuple((each.id, each.name) for each in categories if each.id != PRIVATE_CATEGORY),
        app in (PRIVATE, NOTHING),
        one.kind == "app" and source.labels.catalogue.browsers.browser(app.app_id, app.exe) is not None,
        any(use.app.hint is not None for use in uses if thing(use.app) == one),
    )
