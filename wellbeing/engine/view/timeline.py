"""One local day as the Timeline page shows it: stretches, holes and why, searchable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import pairwise

from wellbeing.catalogue.label import PRIVATE_CATEGORY
from wellbeing.engine.labels import Labels
from wellbeing.engine.source import Source
from wellbeing.engine.view import thing
from wellbeing.model import NOTHING, PRIVATE, Activity, AppIdentity, Offline, Presence, Span, offline
from wellbeing.timeline import edit
from wellbeing.timeline.marker import Marker, markers
from wellbeing.timeline.stretch import Stretch, stretches

ZERO = timedelta(0)
_BEFORE = timedelta(days=3)
"""How far back the journal is read for what lasts into the day, such as a weekend without the computer."""


@dataclass(frozen=True, slots=True)
class Face:
    """How an identity is shown."""

    name: str
    category: str
    """Id."""
    category_name: str
    group: str
    icon: str | None
    words: str
    """Everything a search looks at but the title, case folded."""
    offline: Offline | None


@dataclass(frozen=True, slots=True)
class Search:
    """What the list is narrowed to."""

    words: str = ""
    """All of them must occur in app, site, title or category; case is ignored."""
    category: str | None = None
    """Id; None for all."""

    @property
    def everything(self) -> bool:
        """Nothing is left out."""
        return not self.words.strip() and self.category is None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list: a stretch, one of its parts, or a hole with its reason. Times are local."""

    start: datetime
    end: datetime
    amount: timedelta
    """Use in it; the length of a hole or an absence."""
    face: Face | None = None
    """None for a hole."""
    app: AppIdentity = NOTHING
    title: str | None = None
    presence: Presence | None = None
    """Of a stretch with use ACTIVE; None for a hole."""
    others: tuple[str, ...] = ()
    """Names of what else was used in it, longest first."""
    marker: Marker | None = None
    spans: tuple[Span, ...] = ()
    """What hiding and deleting concerns."""
    own: tuple[Span, ...] = ()
    """What a correction of the category concerns: the parts that bear the name."""
    parts: tuple[Row, ...] = ()
    """Empty where there is only one."""

    @property
    def away(self) -> bool:
        """Nobody was there."""
        return self.presence is not None and not self.presence.counts

    @property
    def fixed(self) -> bool:
        """Its category cannot be corrected: nothing is known of it."""
        return self.app in (PRIVATE, NOTHING)


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day, ready to be searched and shown."""

    day: date
    now: datetime
    start: datetime
    """When the day began, and when it ends; local."""
    end: datetime
    current: bool
    """Whether it is the day that is lived now."""
    total: timedelta
    activities: tuple[Activity, ...]
    faces: Mapping[AppIdentity, Face]
    markers: tuple[Marker, ...]
    categories: tuple[tuple[str, str], ...]
    """Id and name of every category that the person may give."""
    today: date
    """The day that is lived now."""
    first: date
    """The first day with a record; today where there is none."""
    recorded: Span | None
    """From the first to the last recorded moment of all; None when nothing is recorded."""
    only_totals: bool
    """Retention has cleared the day's activities."""
    demo: bool
    rows: tuple[Row, ...] = ()
    """All of them, as `rows` tells where nothing is searched for."""

    @property
    def some(self) -> bool:
        """Whether there is anything to list."""
        return bool(self.activities or self.markers)


def read(source: Source, day: date) -> DayLine:
    """A day up to this moment; some 20 ms for 3000 activities."""
    span, local = source.calendar.span_of(day), source.calendar.local
    activities = source.store.activities(span)
    entries = source.store.entries(Span(span.start - _BEFORE, max(span.end, span.start + timedelta(days=1))))
    total = sum((one.span.length for one in activities if one.presence.counts), ZERO)
    categories = source.labels.catalogue.categories.values()
    extent = source.store.extent()
    line = DayLine(
        day=day,
        now=local(source.now),
        start=local(span.start),
        end=local(span.end),
        current=source.today == day,
        total=total,
        activities=tuple(activities),
        faces={app: _face(app, source.labels) for app in {one.app for one in activities}},
        markers=tuple(markers(entries, _lived(span, extent, source.now), source.now)),
        categories=tuple((one.id, one.name) for one in categories if one.id != PRIVATE_CATEGORY),
        today=source.today,
        first=source.calendar.day_of(extent.start) if extent is not None else source.today,
        recorded=extent,
        only_totals=not activities and bool(source.store.uses(span)),
        demo=source.demo,
    )
    return replace(line, rows=rows(line))


def rows(line: DayLine, search: Search | None = None) -> tuple[Row, ...]:
    """What the list shows, by start; holes and absences only where nothing is searched for."""
    sought, zone = search or Search(), line.start.tzinfo
    found = [one for one in line.activities if _fits(one, line.faces[one.app], sought)]
    told = [_stretch(one, line.faces, zone) for one in stretches(found)]
    if sought.everything:
        told += [
            Row(one.span.start.astimezone(zone), one.span.end.astimezone(zone), one.span.length, marker=one)
            for one in line.markers
        ]
    return tuple(sorted(told, key=lambda row: (row.start, row.end)))


def moment(line: DayLine, clock: time) -> datetime:
    """When the clock showed this on the day; local. Times before the day's start belong to the night after it."""
    found = datetime.combine(line.start.date(), clock, line.start.tzinfo)
    return found if found >= line.start else found + timedelta(days=1)


def asked(line: DayLine, begin: time, end: time) -> Span | None:
    """The part of a stretch on the clock that has passed; None where nothing of it has."""
    start, until = moment(line, begin), min(moment(line, end), line.now)
    return Span(start.astimezone(UTC), until.astimezone(UTC)) if start < until else None


def room(line: DayLine, span: Span) -> timedelta:
    """How much of a span offline time could fill: what is not in use."""
    used = edit.merged(one.span for one in line.activities if one.presence.counts)
    holes = [hole for hole in edit.without(span, used) if hole.length >= edit.LEAST]
    return sum((hole.length for hole in holes), ZERO)


def longest_hole(line: DayLine) -> Span | None:
    """The longest stretch without use between the first and the last one of the day; where offline time may lie."""
    used = edit.merged(one.span for one in line.activities if one.presence.counts)
    holes = [Span(one.end, other.start) for one, other in pairwise(used)]
    return max(holes, key=lambda hole: hole.length, default=None)


def _lived(day: Span, extent: Span | None, now: datetime) -> Span:
    """The part of a day that has passed since recording began: holes before it need no reason."""
    start = day.start if extent is None else max(day.start, extent.start)
    end = min(day.end, now)
    return Span(min(start, end), end)


def _fits(one: Activity, face: Face, sought: Search) -> bool:
    if sought.everything:
        return True
    if not one.presence.counts or sought.category not in (None, face.category):
        return False
    said = f"{face.words} {one.title.casefold()}" if one.title else face.words
    return all(word in said for word in sought.words.casefold().split())


def _stretch(stretch: Stretch, faces: Mapping[AppIdentity, Face], zone: tzinfo | None) -> Row:
    own = [one for one in stretch.parts if one.app == stretch.app and one.title]
    title = max(own, key=lambda one: one.span.length).title if own else None
    several = len(stretch.parts) > 1
    return Row(
        stretch.span.start.astimezone(zone),
        stretch.span.end.astimezone(zone),
        stretch.span.length if stretch.away else stretch.amount,
        faces[stretch.app],
        stretch.app,
        title,
        _absence(stretch) if stretch.away else Presence.ACTIVE,
        tuple(dict.fromkeys(faces[one].name for one in stretch.others)),
        None,
        tuple(part.span for part in stretch.parts),
        tuple(stretch.own),
        tuple(_part(one, faces, zone) for one in stretch.parts) if several else (),
    )


def _absence(stretch: Stretch) -> Presence:
    """What it was mostly: a locked screen, or one that nobody touched."""
    locked = sum((one.span.length for one in stretch.parts if one.presence is Presence.LOCKED), ZERO)
    return Presence.LOCKED if locked * 2 > stretch.span.length else Presence.IDLE


def _part(one: Activity, faces: Mapping[AppIdentity, Face], zone: tzinfo | None) -> Row:
    return Row(
        one.span.start.astimezone(zone),
        one.span.end.astimezone(zone),
        one.span.length,
        faces[one.app],
        one.app,
        one.title,
        one.presence,
        spans=(one.span,),
        own=(one.span,),
    )


def _face(app: AppIdentity, labels: Labels) -> Face:
    label, one = labels.label(app), thing.thing(app)
    name, category = thing.name(one, app, labels), labels.category_name(label.category)
    own = labels.name(app)
    return Face(
        name,
        label.category,
        category,
        thing.group(app, labels),
        labels.icon(app),
        " ".join((name, own, app.app_id, app.site or "", category)).casefold(),
        offline(app),
    )


def spans_of(chosen: Sequence[Row], *, own: bool = False) -> list[Span]:
    """What a change of some rows concerns; holes concern nothing."""
    return edit.merged(span for row in chosen for span in (row.own if own else row.spans))
