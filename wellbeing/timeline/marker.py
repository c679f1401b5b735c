"""What the journal tells of holes in a day: why nothing is recorded, or why the clock looks odd.

Some entries begin or end something, others look back from when it was over.

journal   PAUSE ········ RESUME      STOP ····· START      ····· SUSPEND (noted on waking)
markers   ├───paused───┤             ├───off──┤            ├asleep┤
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from wellbeing.model import Entry, EntryKind, Span


class What(StrEnum):
    """Why the record is as it is."""

    PAUSE = "pause"
    OFF = "off"
    """The tracker did not run."""
    SUSPEND = "suspend"
    GAP = "gap"
    CRASH = "crash"
    BLIND = "blind"
    """A sensor failed: what was in front could not be seen."""
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Marker:
    """One hole, or one odd moment."""

    span: Span
    """Empty for a moment."""
    what: What
    jump: timedelta | None = None
    """How far the clock was set, forward or back; None for everything else."""


_SELF_SPOKEN = {EntryKind.GAP: What.GAP, EntryKind.SUSPEND: What.SUSPEND}
_BEGIN = {EntryKind.PAUSE: What.PAUSE, EntryKind.STOP: What.OFF}
_END = {
    EntryKind.RESUME: (What.PAUSE,),
    EntryKind.START: (What.OFF, What.BLIND),
    EntryKind.STOP: (What.BLIND,),
    EntryKind.CRASH: (What.OFF, What.BLIND),
}


def markers(entries: Iterable[Entry], span: Span, now: datetime) -> list[Marker]:
    """Everything worth saying about a span, by start.

    Args:
        entries: the journal from some days before the span on, in the order in which it was written: what
            began before lasts into it.
        span: what is looked at; markers are cut to it.
        now: what has not ended yet lasts until then.
    """
    found: list[Marker] = []
    begun: dict[What, Entry] = {}

    def end(what: What, at: datetime) -> None:
        entry = begun.pop(what, None)
        if entry is not None:
            until = min(at, _moment(entry, "until") or at) if what is What.PAUSE else at
            found.append(Marker(_span(entry.at, until), what))

    for entry in entries:
        for what in _END.get(entry.kind, ()):
            end(what, entry.at)
        if entry.kind in _BEGIN:
            end(_BEGIN[entry.kind], entry.at)
            begun[_BEGIN[entry.kind]] = entry
        elif entry.kind is EntryKind.SENSOR:
            end(What.BLIND, entry.at)
            if entry.facts.get("ok") is False:
                begun[What.BLIND] = entry
        else:
            found += _noted(entry)
    for what in list(begun):
        end(what, now)
    return sorted(
        (cut for one in found if (cut := _cut(one, span)) is not None), key=lambda one: (one.span, one.what)
    )


def _noted(entry: Entry) -> list[Marker]:
    """What an entry says by itself, looking back from when it was written."""
    if entry.kind in _SELF_SPOKEN:
        missed = _seconds(entry, "missed_s")
        return [Marker(_span(entry.at - missed, entry.at), _SELF_SPOKEN[entry.kind])]
    if entry.kind is EntryKind.CRASH:
        return [Marker(_span(_moment(entry, "until") or entry.at, entry.at), What.CRASH)]
    if entry.kind is EntryKind.CLOCK:
        jump = _seconds(entry, "jump_s")
        return [Marker(_span(entry.at - max(jump, timedelta(0)), entry.at), What.CLOCK, jump)]
    return []


def _cut(marker: Marker, span: Span) -> Marker | None:
    if marker.span.empty:
        return marker if marker.span.start in span else None
    inside = marker.span.clipped(span)
    return None if inside is None else Marker(inside, marker.what, marker.jump)


def _span(start: datetime, end: datetime) -> Span:
    """Clocks that were set back may put the end first: then it is a moment."""
    return Span(min(start, end), end)


def _seconds(entry: Entry, name: str) -> timedelta:
    value = entry.facts.get(name)
    return timedelta(seconds=value) if isinstance(value, int | float) else timedelta(0)


def _moment(entry: Entry, name: str) -> datetime | None:
    value = entry.facts.get(name)
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo is not None else None
