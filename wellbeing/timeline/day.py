"""Local days and hours: which day a moment belongs to, and when that day began.

A day begins at the person's day start (04:00 unless set otherwise) in the zone they were in. Days are
contiguous and in order even across daylight saving and travel: a day begins at the earliest moment whose
local date has reached it.

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

    Cheap to build, safe on any thread. Before the first noted zone the first one holds.

    Args:
        zones: noted zones, oldest first; at least one.
        day_start: 0 to 6 hours after local midnight.
    """

    def __init__(self, zones: Sequence[Zone], day_start: timedelta = DAY_START) -> None:
        if not zones:
            raise ValueError("a calendar needs a zone")
        if not timedelta(0) <= day_start <= timedelta(hours=6):
            raise ValueError(f"a day starts 0 to 6 hours after midnight, not {day_start}")
        self.day_start = day_start
        self._zones = [rules(zone) for zone in zones]
        self._since = [_EARLIEST, *(zone.since for zone in zones[1:])]
        self._begins: dict[date, datetime] = {}
        self._last = (Span(_EARLIEST, _EARLIEST), date.min, 0)

    def zone_at(self, moment: datetime) -> tzinfo:
        """The rules of the zone in which the person was."""
        return self._zones[bisect_right(self._since, moment) - 1]

    def local(self, moment: datetime) -> datetime:
        """The moment on the wall clock of that time and place."""
        return moment.astimezone(self.zone_at(moment))

    def day_of(self, moment: datetime) -> date:
        """The local day a moment belongs to; never falls as moments rise."""
        day = (self.local(moment).replace(tzinfo=None) - self.day_start).date()
        # Flying west, or an hour lived twice, can turn the local date back; the day that was reached stays.
        while self.begin(day + _ONE_DAY) <= moment:
            day += _ONE_DAY
        return day

    def begin(self, day: date) -> datetime:
        """The first moment of a day, UTC."""
        known = self._begins.get(day)
        if known is None:
            known = self._begins[day] = self._find_begin(day)
        return known

    def span_of(self, day: date) -> Span:
        """The day as a span: 23 to 25 hours mostly, other lengths after travel, empty if it was skipped."""
        return Span(self.begin(day), self.begin(day + _ONE_DAY))

    def hour_of(self, moment: datetime) -> int:
        """The local clock hour, 0 to 23."""
        return self.local(moment).hour

    def pieces(self, span: Span) -> Iterator[tuple[date, int, Span]]:
        """Cut a span where the local day, clock hour or zone changes.

        Yields:
            (day, hour, part) in order; no part is empty, and together they are the span.
        """
        at = span.start
        while at < span.end:
            whole, day, hour = self._piece(at)
            cut = min(span.end, whole.end)
            yield day, hour, Span(at, cut)
            at = cut

    def _piece(self, at: datetime) -> tuple[Span, date, int]:
        # Activities come in order, so the piece that held the last one mostly holds the next.
        last = self._last
        if at not in last[0]:
            last = self._last = (Span(at, self._next_cut(at)), self.day_of(at), self.hour_of(at))
        return last

    def _next_cut(self, moment: datetime) -> datetime:
        zone = self.zone_at(moment)
        local = moment.astimezone(zone)
        past = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
        step = moment + timedelta(hours=1) - past
        if step.astimezone(zone).utcoffset() != local.utcoffset():
            step = min(step, _jump(moment, step, zone))
        bounds = [step, self.begin(self.day_of(moment) + _ONE_DAY)]
        later = bisect_right(self._since, moment)
        bounds.extend(self._since[later : later + 1])
        return min(bounds)

    def _find_begin(self, day: date) -> datetime:
        ends = [*self._since[1:], None]
        for since, end, zone in zip(self._since, ends, self._zones, strict=True):
            moment = max(self._wall(day, zone), since)
            if end is None or moment < end:
                return moment
        raise AssertionError("the last zone has no end")  # pragma: no cover

    def _wall(self, day: date, zone: tzinfo) -> datetime:
        """The first moment at which the wall clock of a zone has reached a day's start."""
        local = datetime.combine(day, time()) + self.day_start
        moment = local.replace(tzinfo=zone).astimezone(UTC)
        if moment.astimezone(zone).replace(tzinfo=None) == local:
            return moment
        # Daylight saving skips this time: the clock reaches it when it jumps over it.
        return _jump(moment - timedelta(hours=26), moment + timedelta(hours=1), zone)


def _jump(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    """The moment in `(before, after]` from which the offset differs from that at `before`, to the second."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)
