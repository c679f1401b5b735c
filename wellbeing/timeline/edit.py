"""Correcting the record by hand: activities in, activities out; nothing overlaps, no time is invented.

Spans say where a change counts; activities that reach out of one are cut at its ends.

record    A──────B────C───·····───D──      ····· nothing known, or away
spans        ├──────┤
correct   A──a───b──B─C───     ───D──      the same time, in the category that the person says
hide      A──▒▒▒▒▒▒▒B─C───     ───D──      the same time, but not what it was
remove    A──       B─C───     ───D──      nothing
add       A──────B────C───mmmmm───D──      only where nothing was used
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from wellbeing.model import NOTHING, PRIVATE, YOU, Activity, AppIdentity, Hint, Presence, Span, offline

LEAST = timedelta(seconds=10)
"""Shorter holes between two uses are not filled: nobody met somebody there."""


def correct(activities: Iterable[Activity], spans: Sequence[Span], category: str | None) -> list[Activity]:
    """What lies in the spans is of this category from now on; what is private or nothing stays as it is.

    None gives up an earlier correction, so that the rules decide again; offline time has none to decide. The AI
    tool that a title told of stays.
    """

    def corrected(one: Activity) -> Activity:
        hint = one.app.hint
        if one.app in (PRIVATE, NOTHING) or (category is None and offline(one.app) is not None):
            return one
        if category is not None:
            tool = None if hint is None else hint.tool
            rule = YOU if hint is None or tool is None else f"{YOU}; {hint.said}"
            return replace(one, app=replace(one.app, hint=Hint(category, tool, rule)))
        if hint is None or not hint.by_you:
            return one
        before = None if hint.tool is None else Hint(None, hint.tool, hint.said)
        return replace(one, app=replace(one.app, hint=before))

    return _changed(activities, spans, corrected)


def hide(activities: Iterable[Activity], spans: Sequence[Span]) -> list[Activity]:
    """What lies in the spans becomes private: the time stays, app, site and title go."""
    return _changed(activities, spans, lambda one: replace(one, app=PRIVATE, title=None))


def remove(activities: Iterable[Activity], spans: Sequence[Span]) -> list[Activity]:
    """Nothing lies in the spans any more."""
    return _changed(activities, spans, lambda _one: None)


def add(activities: Iterable[Activity], span: Span, app: AppIdentity) -> list[Activity]:
    """Fill the span with offline time wherever nothing was used; being away gives way to it."""
    known = list(activities)
    used = merged(one.span for one in known if one.presence.counts)
    free = [hole for hole in without(span, used) if hole.length >= LEAST]
    new = [Activity(hole, app, None, Presence.ACTIVE) for hole in free]
    return joined(sorted([*remove(known, free), *new], key=lambda one: one.span))


def lost(before: Iterable[Activity], after: Iterable[Activity]) -> list[Span]:
    """The moments of which `before` tells an app, site or title that `after` tells no more."""
    told: defaultdict[tuple[str, str | None, str | None], list[Span]] = defaultdict(list)
    for one in after:
        told[_told(one)].append(one.span)
    return merged(
        part.span
        for one in before
        for part, still in _parts([one], merged(told[_told(one)]))
        if not still and one.app not in (PRIVATE, NOTHING)
    )


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same moments as spans in order that neither touch nor overlap; empty ones are left out."""
    found: list[Span] = []
    for span in sorted(spans):
        if span.empty:
            continue
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def without(span: Span, taken: Sequence[Span]) -> list[Span]:
    """What is left of a span; `taken` as `merged` gives it."""
    at, left = span.start, []
    for one in taken:
        inside = one.clipped(span)
        if inside is not None:
            left.append(Span(at, inside.start))
            at = inside.end
    left.append(Span(at, span.end))
    return [one for one in left if not one.empty]


def joined(activities: Iterable[Activity]) -> list[Activity]:
    """Equal neighbours as one."""
    found: list[Activity] = []
    for one in activities:
        last = found[-1] if found else None
        if last is not None and last.span.end == one.span.start and _same(last, one):
            found[-1] = replace(last, span=Span(last.span.start, one.span.end))
        else:
            found.append(one)
    return found


def _changed(
    activities: Iterable[Activity], spans: Sequence[Span], change: Callable[[Activity], Activity | None]
) -> list[Activity]:
    parts = ((change(part) if inside else part) for part, inside in _parts(activities, merged(spans)))
    return joined(part for part in parts if part is not None)


def _parts(activities: Iterable[Activity], spans: Sequence[Span]) -> Iterator[tuple[Activity, bool]]:
    """Activities cut at the ends of merged spans, each part with whether it lies inside one."""
    ends = [span.end for span in spans]
    for one in activities:
        at = one.span.start
        for place in range(bisect_right(ends, at), len(spans)):
            inside = one.span.clipped(spans[place])
            if inside is None:
                break
            if at < inside.start:
                yield replace(one, span=Span(at, inside.start)), False
            yield replace(one, span=inside), True
            at = inside.end
        if at < one.span.end:
            yield replace(one, span=Span(at, one.span.end)), False


def _same(one: Activity, other: Activity) -> bool:
    return (one.app, one.title, one.presence) == (other.app, other.title, other.presence)


def _told(one: Activity) -> tuple[str, str | None, str | None]:
    return one.app.app_id, one.app.site, one.title
