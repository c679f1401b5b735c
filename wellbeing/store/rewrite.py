"""Replacing what a span of the record holds, as a person corrects it by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise

from sqlalchemy import Connection

from wellbeing.model import Activity, Span
from wellbeing.model.sentence import Sentence
from wellbeing.ports import StoreError
from wellbeing.store import activity, forget, note, total
from wellbeing.store.forget import Choice
from wellbeing.store.moment import to_ms
from wellbeing.store.name import Names
from wellbeing.timeline.edit import lost

_LOST = "lost"
"""Notes the spans (ms) of which backups may know more than the record, until they are cleared there too."""


def rewrite(
    connection: Connection, names: Names, span: Span, activities: Sequence[Activity]
) -> tuple[int, list[Span]]:
    """Replace a span's content, inside a write.

    Returns:
        How many activities went, and the moments of which something is told no more.

    Raises:
        ValueError: activities out of order, overlapping, or outside the span: our bug.
        StoreError: the span touches a day of which only totals are left.
    """
    bounds = [span.start, *(end for one in activities for end in (one.span.start, one.span.end)), span.end]
    if any(later < earlier for earlier, later in pairwise(bounds)):
        raise ValueError("activities of a rewrite overlap, or lie outside its span")
    start_ms, end_ms = to_ms(span.start), to_ms(span.end)
    if any(frozen for _, _, _, frozen in total.spans(connection, start_ms, end_ms)):
        raise StoreError(
            Sentence("Only totals are left of this day, so single stretches cannot be changed."),
            Sentence("Keep activities longer in the settings if you wish to change old days."),
        )
    before = activity.between(connection, names, start_ms, end_ms)
    count = forget.clear(connection, Choice(start_ms, end_ms))
    written = activity.add(connection, names, activities)
    if written is not None:
        total.drop(connection, *written)
    gone = lost(before, activities)
    if gone:
        forget.prune(connection)
        note.put(connection, forget.SCRUB, "due")
        _owe(connection, gone)
    return count, gone


def owed(connection: Connection) -> list[Choice]:
    """What backups still have to lose."""
    return [Choice(start, end) for start, end in json.loads(note.read(connection, _LOST) or "[]")]


def settle(connection: Connection, done: Sequence[Choice]) -> None:
    """Note that backups have lost it."""
    left = [[one.start_ms, one.end_ms] for one in owed(connection) if one not in done]
    note.put(connection, _LOST, json.dumps(left))


def _owe(connection: Connection, gone: Sequence[Span]) -> None:
    known = [[one.start_ms, one.end_ms] for one in owed(connection)]
    note.put(connection, _LOST, json.dumps(known + [[to_ms(one.start), to_ms(one.end)] for one in gone]))
