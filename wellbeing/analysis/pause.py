"""When the person did not want to be recorded, from the journal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from wellbeing.model import Entry, EntryKind, Span


def pauses(entries: Iterable[Entry], now: datetime) -> list[Span]:
    """Stretches from a pause to its end, in order; a running one ends at `now`.

    A pause ends when recording goes on, at the latest when it was meant to: a tracker that was not running then
    could not note it.

        entries   pause until 12:00 ───────── resume
        span      [─────────────────────────)
    """
    found: list[Span] = []
    begun: Entry | None = None
    for entry in entries:
        if entry.kind not in (EntryKind.PAUSE, EntryKind.RESUME):
            continue
        if begun is not None:
            found.append(Span(begun.at, max(begun.at, min(entry.at, _meant(begun, entry.at)))))
        begun = entry if entry.kind is EntryKind.PAUSE else None
    if begun is not None:
        found.append(Span(begun.at, max(begun.at, min(now, _meant(begun, now)))))
    return [span for span in found if not span.empty]


def _meant(entry: Entry, otherwise: datetime) -> datetime:
    """When a pause was to end; `otherwise` where the entry does not say."""
    until = entry.facts.get("until")
    if not isinstance(until, str):
        return otherwise
    try:
        moment = datetime.fromisoformat(until)
    except ValueError:
        return otherwise
    return moment.astimezone(UTC) if moment.tzinfo is not None else otherwise
