"""From a day's activities to its strip."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from wellbeing.engine.view.timeline import DayLine, Row
from wellbeing.model import Presence
from wellbeing.timeline.marker import What
from wellbeing.ui.text import _
from wellbeing.ui.widgets.strip import Line, Piece
from wellbeing.ui.window.timeline import words

_FIRST = time(6)
"""The strip begins here, or earlier where something is."""
_WORTH_A_WORD = timedelta(minutes=15)
_NAMED = (What.PAUSE, What.CRASH, What.BLIND, What.GAP)
"""Holes that get a word; nights and weekends are no news."""


def of(line: DayLine) -> Line:
    """The waking day with everything on it; the words of pieces are names only."""
    zone = line.start.tzinfo
    holes = [
        Piece(
            one.span.start.astimezone(zone),
            one.span.end.astimezone(zone),
            "paused" if one.what is What.PAUSE else "hole",
            words.marker_name(one),
        )
        for one in line.markers
        if not one.span.empty
    ]
    pieces = [*holes, *_used(line)]
    morning = datetime.combine(line.day, _FIRST, zone)
    midnight = datetime.combine(line.day + timedelta(days=1), time(0), zone)
    seen = [one for one in pieces if one.kind != "hole"]
    begin = min([morning, *(one.start for one in seen)])
    end = max([midnight, *(one.end for one in seen)])
    notes = [
        (one.span.start.astimezone(zone) + one.span.length / 2, words.marker_name(one))
        for one in line.markers
        if one.what in _NAMED and one.span.length >= _WORTH_A_WORD
    ]
    return Line(
        start=begin.replace(minute=0, second=0, microsecond=0),
        end=end,
        pieces=pieces,
        now=line.now if line.current else None,
        notes=notes,
    )


def ticks(line: DayLine) -> tuple[datetime, ...]:
    """Where something odd happened that is too short to be seen as a hole."""
    zone = line.start.tzinfo
    odd = (one for one in line.markers if one.what in (What.CRASH, What.CLOCK, What.GAP, What.BLIND))
    return tuple(one.span.end.astimezone(zone) for one in odd if one.span.length < _WORTH_A_WORD)


def _used(line: DayLine) -> list[Piece]:
    zone, away = line.start.tzinfo, _("Away")
    shown = {app: (face.group, words.face_name(face)) for app, face in line.faces.items()}
    found: list[Piece] = []
    for one in line.activities:
        if one.presence is Presence.LOCKED:
            continue
        kind, name = shown[one.app] if one.presence.counts else ("idle", away)
        start, end = one.span.start.astimezone(zone), one.span.end.astimezone(zone)
        last = found[-1] if found else None
        if last is not None and last.kind == kind and last.words == name and last.end == start:
            found[-1] = Piece(last.start, end, kind, name)
        else:
            found.append(Piece(start, end, kind, name))
    return found


def bracket(chosen: Sequence[Row]) -> tuple[datetime, datetime, str] | None:
    """What is chosen, to be marked above the line; None where nothing is."""
    if not chosen:
        return None
    begin, end = min(row.start for row in chosen), max(row.end for row in chosen)
    name = words.name(chosen[0]) if len(chosen) == 1 else ""
    length = words.length(sum((row.amount for row in chosen), timedelta(0)))
    return begin, end, f"{name} {length}".strip()
