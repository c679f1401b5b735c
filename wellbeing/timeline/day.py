"""Local days and hours: which day a moment belongs to, and when that day began.

A day begins at the person's day start (04:00 unless set otherwise) in the zone they were in. Days are contiguous and in
order even across daylight saving and travel: a day begins at the earliest moment whose local date has reached it.

    zone     Berlin ────────────────────│ New York ───────────
    local    Mon 23:00 … Tue 05:00      │ Mon 23:00 … Tue 04:00
    day      Mon │ Tue ─────────────────┼──────────────────── Tue (not Monday again)
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from wellbeing.model import Span, Zone

DAY_START = timedelta(hours=4)
"""Default beginning of a day after local midnight (facts: GNOME 03:00, Workrave 04:00)."""

_ONE_DAY = timedelta(days=1)
_EARLIEST = datetime(1, 1, 3, tzinfo=UTC)


@lru_cache(maxsize=256)
def rules(zone: Zone) -> tzinfo:
    """The zone's rules, or its fixed offset where this machine does not know the name."""
    if zone.name:
        try:
            return ZoneInfo(zone.name)
        except (ZoneInfoNotFoundError, ValueError):
            pass
    return timezone(zone.offset)


class Calendar:
    """Days and hours as the person lived them.

    Immutable; cheap to build. Before the first noted zone the first one holds.

    Args:
        zones: noted zones, oldest first; at least one.
        day_start: 0 to 6 hours after local midnight.
    """

    def __init__(self, zones: Sequence[Zone], day_start: timedelta = DAY_START) -> None:
        if not zones:
            raise ValueError("a calendar needs a zone")
        if not timedelta(0) <= day_start <= timedelta(hours=6):
            raise ValueError(f"a day starts 0 to 6 hours after midnight, not {day_start}")
        self._zones = [rules(zone) for zone in zones]
        self._since = [_EARLIEST, *(zone.since for zone in zones[1:])]
        self.day_start = day_start

    def zone_at(self, moment: datetime) -> tzinfo:
        """The rules of the zone in which the person was."""
        return self._zones[bisect_right(self._since, moment) - 1]

    def local(self, moment: datetime) -> datetime:
        """The moment on the wall clock of that time."""
        return moment.astimezone(self.zone_at(moment))

    def day_of(self, moment: datetime) -> date:
        """The local day a moment belongs to; never falls as moments rise."""
        stretch = bisect_right(self._since, moment) - 1
        day = self._reached(moment, stretch)
        # Flying west can turn the local date back; the day that was reached before stays.
        for earlier in range(stretch - 1, -1, -1):
            before = self._reached(self._since[earlier + 1] - timedelta(microseconds=1), earlier)
            if before <= day - _ONE_DAY * 2:
                break
            day = max(day, before)
        return day

    def begin(self, day: date) -> datetime:
        """The first moment of a day, UTC."""
        for stretch, zone in enumerate(self._zones):
            moment = self._wall(day, zone)
            if stretch > 0:
                moment = max(moment, self._since[stretch])
            if stretch + 1 == len(self._zones) or moment < self._since[stretch + 1]:
                return moment
        raise AssertionError("the last stretch has no end")

    def span_of(self, day: date) -> Span:
        """The day as a span: 23 to 25 hours mostly, other lengths after travel, empty if it was skipped."""
        return Span(self.begin(day), self.begin(day + _ONE_DAY))

    def hour_of(self, moment: datetime) -> int:
        """The local clock hour, 0 to 23."""
        return self.local(moment).hour

    def pieces(self, span: Span) -> Iterator[tuple[date, int, Span]]:
        """Cut a span where the local day, clock hour or zone changes: (day, hour, part), in order, no part empty."""
        at = span.start
        while at < span.end:
            cut = min(span.end, self._next_hour(at))
            yield self.day_of(at), self.hour_of(at), Span(at, cut)
            at = cut

    def _reached(self, moment: datetime, stretch: int) -> date:
        return (moment.astimezone(self._zones[stretch]).replace(tzinfo=None) - self.day_start).date()

    def _wall(self, day: date, zone: tzinfo) -> datetime:
        """The first moment at which the wall clock of a zone has reached a day's start."""
        local = datetime.combine(day, time(), None) + self.day_start
        moment = local.replace(tzinfo=zone).astimezone(UTC)
        # In the hour that daylight saving skips, the clock reaches the start when it jumps over it.
        after = moment.astimezone(zone).replace(tzinfo=None)
        return moment if after == local else _jump(moment, zone)

    def _next_hour(self, moment: datetime) -> datetime:
        zone = self.zone_at(moment)
        local = moment.astimezone(zone)
        past = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
        step = moment + timedelta(hours=1) - past
        if step.astimezone(zone).utcoffset() != local.utcoffset():
            step = min(step, _jump(step, zone))
        later = bisect_right(self._since, moment)
        begin = self.begin(self.day_of(moment) + _ONE_DAY)
        bounds = [step] if begin <= moment else [step, begin]
        if later < len(self._since):
            bounds.append(self._since[later])
        return min(bounds)


def _jump(near: datetime, zone: tzinfo) -> datetime:
    """The last change of offset at or before `near + 3 h`, searched to the second within six hours."""
    low, high = near - timedelta(hours=3), near + timedelta(hours=3)
    before = low.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)
