"""The pieces of a day: its hours, its things, its strip, and what a thing is taken for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from wellbeing.analysis import usage
from wellbeing.analysis.usual import TooEarly, Usual
from wellbeing.catalogue.label import PRIVATE_CATEGORY, Group
from wellbeing.engine.source import Source
from wellbeing.engine.view.day import ZERO, Block, Hour, Narrow, Row, What
from wellbeing.engine.view.thing import Thing, group, name, thing
from wellbeing.model import NOTHING, PRIVATE, Activity, AppIdentity, Presence, Span, Use

GROUPS = tuple(str(one) for one in Group)
"""In the order of a stack, bottom first."""


def slots(source: Source, span: Span) -> list[tuple[int, datetime]]:
    """Clock hours of a day in order, each with its beginning; an hour lived twice is one slot."""
    slots: dict[int, datetime] = {}
    for _, hour, part in source.calendar.pieces(span):
        slots.setdefault(hour, part.start)
    return list(slots.items())


def in_hour(use: Use, asked: Narrow, slots: Sequence[tuple[int, datetime]]) -> bool:
    """Whether a use lies in the hour that the page is narrowed to; all do when it is not."""
    return asked.hour is None or (asked.hour < len(slots) and slots[asked.hour][0] == use.hour)


def groups(uses: Iterable[Use], source: Source) -> tuple[tuple[str, timedelta], ...]:
    """Use by group, in the order of a stack; none empty."""
    sums: defaultdict[str, timedelta] = defaultdict(timedelta)
    for use in uses:
        if use.presence.counts:
            sums[group(use.app, source.labels)] += use.amount
    return tuple((one, sums[one]) for one in GROUPS if sums[one])


def hours(
    source: Source,
    slots: Sequence[tuple[int, datetime]],
    uses: Iterable[Use],
    off: Iterable[Span],
    normal: Usual | TooEarly,
) -> tuple[Hour, ...]:
    """The hours of a day with what is usual in each."""
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
        parts = groups(by_hour[hour], source)
        away = usage.idle(by_hour[hour])
        found.append(Hour(source.calendar.local(begin), parts, away, paused[day, hour], usually))
    return tuple(found)


def rows(source: Source, uses: Iterable[Use]) -> tuple[Row, ...]:
    """Apps and sites, most used first; the bare desktop is none."""
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


def blocks(
    source: Source, activities: Iterable[Activity], off: Iterable[Span], day: Span, only: Thing | None
) -> tuple[Block, ...]:
    """The strip of a day, in order; of one thing only where `only` names it."""
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


def what(source: Source, uses: Iterable[Use], one: Thing | None) -> What | None:
    """What a thing is taken for, and why; None for none."""
    if one is None:
        return None
    found = next((use.app for use in uses if thing(use.app) == one), None)
    bare = {
        "site": AppIdentity("", site=one.id),
        "command": AppIdentity("", commands=(one.id,)),
        "app": AppIdentity(one.id),
    }
    app = found or bare[one.kind]
    label = source.labels.label(app)
    categories = source.labels.catalogue.categories.values()
    return What(
        one,
        name(one, app, source.labels),
        label.category,
        label.why,
        label.sure,
        tuple((each.id, each.name) for each in categories if each.id != PRIVATE_CATEGORY),
        app in (PRIVATE, NOTHING) or one.kind == "command",
        one.kind == "app" and source.labels.catalogue.browsers.browser(app.app_id, app.exe) is not None,
        any(use.app.hint is not None for use in uses if thing(use.app) == one),
    )
