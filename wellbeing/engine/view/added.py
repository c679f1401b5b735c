"""What was added up until a note was due: a growth's sum day by day, a limit's minutes or prompts by the hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from wellbeing.engine.source import Source
from wellbeing.limits import count
from wellbeing.limits.limit import Limit, in_force
from wellbeing.model import Span
from wellbeing.nudges.kind import Kind
from wellbeing.nudges.nudge import Record

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Added:
    """A sum and its limit. A growth has days, a limit moments of one day."""

    limit: float
    days: tuple[tuple[date, float], ...] = ()
    since: date | None = None
    """The day from which it has not gone back to zero; of a growth only."""
    moments: tuple[tuple[datetime, float], ...] = ()
    """On the person's clock, at full hours and at the moment of the note."""
    of: Limit | None = None
    """The limit as it was then; None for a growth."""


def added(source: Source, record: Record) -> Added | None:
    """The sum behind a note; None where nothing was added up, or it is no longer known. Some ms."""
    if record.decision.wish.kind is Kind.GROWTH:
        return _growth(record)
    return _limit(source, record) if record.decision.wish.kind is Kind.LIMIT else None


def _growth(record: Record) -> Added | None:
    wish = record.decision.wish
    path, before = (_numbers(wish.figures.get(name)) for name in ("path", "before"))
    noticed, limit = wish.figures.get("noticed"), wish.thresholds.get("sum")
    if len(path) < 2 or not isinstance(noticed, str) or not isinstance(limit, (int, float)):
        return None
    last, whole = (
        date.fromisoformat(noticed),
        (*before, *path[:-1], float(wish.figures.get("sum") or path[-1])),
    )
    days = tuple(
        (last - timedelta(days=len(whole) - 1 - number), max(amount, 0.0))
        for number, amount in enumerate(whole)
    )
    return Added(float(limit), days, last - timedelta(days=len(path) - 1))


def _numbers(text: object) -> tuple[float, ...]:
    try:
        return tuple(float(one) for one in text.split()) if isinstance(text, str) else ()
    except ValueError:
        return ()


def _limit(source: Source, record: Record) -> Added | None:
    made = record.decision
    allowed, used = made.wish.thresholds.get("used"), made.wish.figures.get("used")
    # As it was when it spoke: a limit that was changed since had other targets.
    known = {one.id: one for one in in_force(source.store.limits.history(), made.at)}
    limit = known.get(int(made.wish.about)) if made.wish.about.isdecimal() else None
    if limit is None or not isinstance(allowed, (int, float)) or not isinstance(used, (int, float)):
        return None
    begin = source.calendar.begin(made.day)
    ends = []
    end = begin + _HOUR
    while end < made.at:
        ends.append(end)
        end += _HOUR
    moments: list[tuple[datetime, float]] = []
    total = 0.0
    for end in ends:
        span = Span(end - _HOUR, end)
        total += count.used(
            limit, source.store.uses(span), source.store.ledger.prompts(span), source.labels.label
        )
        moments.append((source.calendar.local(end), min(total, float(used))))
    # From the last full hour without any on; the last figure is the one that was decided by.
    idle = sum(amount == 0 for _at, amount in moments)
    start = moments[idle - 1 :] if idle else [(source.calendar.local(begin), 0.0), *moments]
    shown = (*start, (source.calendar.local(made.at), float(used)))
    return Added(float(allowed), moments=shown, of=limit) if used else None
