"""The days of a synthetic person, one after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from wellbeing.demo.chance import Chance
from wellbeing.demo.character import Person, Place
from wellbeing.demo.day import Day, Kind
from wellbeing.demo.desk import Desk
from wellbeing.demo.feeling import Feeling
from wellbeing.demo.habit import Habit
from wellbeing.demo.plan import Planner
from wellbeing.demo.schedule import Habits, live
from wellbeing.demo.story import DAY, Absence, Away, Episode, ordered
from wellbeing.model import Span, Zone
from wellbeing.timeline.day import DAY_START, Calendar, rules

_DAY = 7
"""The stream from which a day's hours are drawn."""
_MS = timedelta(milliseconds=1)
_NOON = timedelta(hours=12)
"""When planes leave, on the local clock."""
_ASKED = timedelta(hours=16, minutes=30)
"""Check-ins are asked at 20:30, so long after the day's start."""
_SPARSEST, _DENSEST = 20, 3000


def days(
    person: Person,
    first: date,
    count: int,
    story: Sequence[Episode] = (),
    *,
    density: int = 170,
    until: datetime | None = None,
) -> Iterator[Day]:
    """Make days, lazily, in order; about 15 µs of CPU per activity.

    A day comes out the same whatever `first` and `count` are, but for the zones noted on the first day and
    for a day that `until` cuts.

    Args:
        person: who lives them.
        first: the first local day.
        count: how many days at most.
        story: what happens beside ordinary days.
        density: activities on an average day with data, 20 to 3000; apps stay in front for less or more time.
        until: the present, aware UTC; nothing is later, and the day it cuts has data up to it.

    Raises:
        ValueError: a density out of range.
    """
    if not _SPARSEST <= density <= _DENSEST:
        raise ValueError(f"density is {_SPARSEST} to {_DENSEST} activities a day, not {density}")
    told = ordered(story)
    places = zones(person, first, told)
    calendar = Calendar(places)
    maker = _Maker(person, told, density)
    for day in (first + DAY * n for n in range(count)):
        span = calendar.span_of(day)
        if until is not None and span.start >= until:
            return
        noted = tuple(zone for zone in places if zone.since in span)
        if day == first:
            held = [zone for zone in places if zone.since <= span.start][-1]
            later = (zone for zone in noted if zone.since > span.start)
            noted = (Zone(span.start, held.name, held.offset), *later)
        yield maker.day(day, span, noted, until)


def zones(person: Person, first: date, story: Sequence[Episode]) -> list[Zone]:
    """Where the person is when, oldest first: at home from before the first day on, elsewhere on journeys."""
    found = [_zone(person.home, first - 60 * DAY, DAY_START, person.home)]
    for trip in story:
        if isinstance(trip, Away) and trip.kind is Absence.TRAVEL and trip.on > first - 30 * DAY:
            found.append(_zone(person.far, trip.on, _NOON, person.home))
            found.append(_zone(person.home, trip.on + (trip.days - 1) * DAY, _NOON, person.far))
    return found


def _zone(place: Place, day: date, after: timedelta, there: Place) -> Zone:
    """A zone noted at a local clock time in the zone that held before."""
    before = rules(Zone(datetime(1970, 1, 1, tzinfo=UTC), there.zone, there.winter))
    since = (datetime.combine(day, time(), before) + after).astimezone(UTC)
    offset = since.astimezone(rules(Zone(since, place.zone, place.winter))).utcoffset()
    return Zone(since, place.zone, place.winter if offset is None else offset)


class _Maker:
    """Makes one day at a time; holds what is common to all."""

    def __init__(self, person: Person, story: Sequence[Episode], density: int) -> None:
        self._person = person
        self._planner = Planner(person, story)
        self._feeling = Feeling(person)
        work = Habit(person, work=True, density=density)
        self._habits = Habits(work, Habit(person, work=False, density=density))

    def day(self, day: date, span: Span, noted: tuple[Zone, ...], until: datetime | None) -> Day:
        present = until is not None and until < span.end
        end = until if until is not None and present else span.end
        plan = self._planner.plan(day, present=present)
        desk = Desk(span.start, (end - span.start) // _MS)
        if plan.kind is not Kind.OFF:
            chance = Chance.at(self._person.seed, _DAY, day.toordinal())
            live(desk, plan, self._person, self._habits, chance, present=present)
        truth = desk.truth()
        asked = span.start + _ASKED
        answers = bool(desk.activities) and asked < end
        return Day(
            day=day,
            kind=plan.kind,
            span=span,
            zones=noted,
            activities=tuple(desk.activities),
            entries=tuple(desk.entries),
            prompts=tuple(desk.prompts),
            runs=tuple(desk.runs),
            checkin=self._feeling.checkin(day, asked) if answers else None,
            truth=truth,
        )
