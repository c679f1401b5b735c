"""Reading one local day for the Today page."""

from __future__ import annotations

from datetime import date, timedelta

from wellbeing.analysis import usage
from wellbeing.analysis.pause import pauses
from wellbeing.analysis.rhythm import rhythm
from wellbeing.catalogue.label import Group
from wellbeing.engine.source import Source
from wellbeing.engine.view import past, piece
from wellbeing.engine.view.asked import asked_of
from wellbeing.engine.view.day import DayView, Habits, Narrow
from wellbeing.engine.view.thing import group, thing
from wellbeing.model import Per, Span


class _Kept:
    """What does not change while a day is looked at."""

    def __init__(self) -> None:
        self.weeks: tuple[date, past.Weeks] | None = None
        self.alike: tuple[date, list[past.DayLike]] | None = None


class DayReader:
    """Reads days; keeps the weeks before a day, which do not change while it is looked at.

    Called on one thread at a time; `begin_anew` on any.
    """

    def __init__(self) -> None:
        self._kept = _Kept()

    def begin_anew(self) -> None:
        """The past has changed. A reading under way keeps what it finds in the old place."""
        self._kept = _Kept()

    def read(self, source: Source, day: date, narrow: Narrow | None = None) -> DayView:
        """A day up to this moment. Some 10 ms when the weeks before it are known."""
        asked, kept = narrow or Narrow(), self._kept
        if kept.weeks is None or kept.weeks[0] != day:
            kept.weeks = (day, past.weeks_before(source, day))
        span, local = source.calendar.span_of(day), source.calendar.local
        slots = piece.slots(source, span)
        uses = source.store.uses(span, frozenset({Per.HOUR}))
        of_thing = [use for use in uses if asked.thing in (None, thing(use.app))]
        shown = [use for use in of_thing if piece.in_hour(use, asked, slots)]
        activities = source.store.activities(span)
        lived = rhythm(activities)
        off = pauses(source.store.entries(Span(span.start - timedelta(days=1), span.end)), source.now)
        extent = source.store.extent()
        normal, normal_ai = past.usually(source, day, asked, kept.weeks[1])
        return DayView(
            now=local(source.now),
            day=day,
            start=local(span.start),
            end=local(span.end),
            current=source.today == day,
            total=usage.used(shown),
            idle=usage.idle(uses),
            ai=usage.used(use for use in shown if group(use.app, source.labels) == Group.AI),
            usual=normal,
            usual_ai=normal_ai,
            groups=piece.groups(shown, source),
            hours=piece.hours(source, slots, of_thing, off, normal),
            rows=piece.rows(source, [use for use in uses if piece.in_hour(use, asked, slots)]),
            blocks=piece.blocks(source, activities, off, span, asked.thing),
            asked=asked_of(source, span, activities),
            longest=(local(lived.longest.start), local(lived.longest.end)) if lived.longest else None,
            switches=lived.switches if activities or not uses else None,
            first=next((local(one.span.start) for one in activities if one.presence.counts), None),
            since=local(extent.start) if extent and extent.start in span else None,
            recorded=extent,
            narrow=asked,
            what=piece.what(source, uses, asked.thing),
            demo=source.demo,
        )

    def habits(self, source: Source, day: date) -> Habits:
        """The rhythm of such days by the same time; reads some eight days of activities once, then keeps them."""
        kept = self._kept
        if kept.alike is None or kept.alike[0] != day:
            kept.alike = (day, past.days_like(source, day))
        return past.habits(source, day, kept.alike[1])
