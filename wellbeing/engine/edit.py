"""Changing stretches of the record by the person's hand, and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wellbeing.model import Activity, Span
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError, Store

Change = Callable[[Sequence[Activity]], list[Activity]]
"""What `timeline.edit` does to activities."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change, with all that is needed to take it back; kept in memory only."""

    span: Span
    before: tuple[Activity, ...]
    after: tuple[Activity, ...]


def change(store: Store, spans: Sequence[Span], how: Change) -> Edit | None:
    """Change what touches the spans; None where nothing would be different.

    Raises:
        StoreError: the record cannot be changed there, or not now; nothing was written.
    """
    span = _whole(store, Span(min(one.start for one in spans), max(one.end for one in spans)))
    before = store.activities(span)
    after = how(before)
    if after == before:
        return None
    store.rewrite(span, after)
    # Read again: what was asked for may be finer than what a record keeps.
    return Edit(span, tuple(before), tuple(store.activities(span)))


def take_back(store: Store, edit: Edit) -> None:
    """Put back what was there before.

    Raises:
        KnownError: something else changed there since; nothing was written.
    """
    if store.activities(edit.span) != list(edit.after):
        raise KnownError(
            Sentence("This stretch was changed again since, so the change cannot be taken back."),
            Sentence("Correct it by hand."),
        )
    store.rewrite(edit.span, edit.before)


def _whole(store: Store, span: Span) -> Span:
    """The span with every activity that reaches into it as a whole, so that taking back leaves no cuts."""
    first, last = store.taken(span.start), store.taken(span.end)
    start = first.start if first is not None and first.start < span.start else span.start
    end = last.end if last is not None and last.start < span.end else span.end
    return Span(start, end)
