"""What days were, as far as the AI page asks; of finished days it is read once."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeVar

from wellbeing.analysis.ai import AiUse
from wellbeing.engine.source import Source
from wellbeing.engine.view.asked import near, use_of
from wellbeing.engine.view.past import Weeks
from wellbeing.model import Activity, Span, Tokens, Work

T = TypeVar("T")
Spanned = TypeVar("Spanned", bound=Activity | Work)
ZERO = timedelta(0)
_CHUNK = timedelta(hours=2)
"""Read at once while the first AI use of a day is looked for."""


@dataclass(frozen=True, slots=True)
class Worked:
    """What the ledger tells of one day."""

    use: AiUse
    """Unattended, working, agent time and prompts are whole; attended is not, for it is read from totals."""
    known: frozenset[str]
    """Tools of which a log tells."""


@dataclass(frozen=True, slots=True)
class First:
    """The first AI use of a day."""

    after: timedelta
    """The day's start."""
    before: timedelta
    """Time in use before it."""


@dataclass(slots=True)
class Answered:
    """Answers of one tool on one day."""

    sessions: set[str] = field(default_factory=set)
    answers: Counter[str | None] = field(default_factory=Counter)
    """By model."""
    tokens: defaultdict[str | None, Tokens] = field(default_factory=lambda: defaultdict(Tokens))
    """By model."""


HourSums = Mapping[int, timedelta]
"""By clock hour."""


class Past:
    """Days by what the ledger and single activities tell of them.

    Called on one thread at a time. Finished days are kept until they are forgotten by building anew.
    """

    def __init__(self) -> None:
        self._worked: dict[date, Worked] = {}
        self._answered: dict[date, Mapping[str, Answered]] = {}
        self._first: dict[date, First | None] = {}
        self.hours: dict[date, HourSums] = {}
        """Attended time by clock hour in the weeks before a day, kept by whoever reads it."""
        self.weeks: tuple[date, Weeks] | None = None
        """The weeks before the day that was looked at last, kept likewise."""

    def worked(self, source: Source, days: Sequence[date]) -> list[Worked]:
        """What agents did and what was asked on days in a row; reads activities only where an agent worked."""
        return _kept(self._worked, source, days, _worked)

    def answered(self, source: Source, days: Sequence[date]) -> list[Mapping[str, Answered]]:
        """Answers of days in a row, by tool."""
        return _kept(self._answered, source, days, _answered)

    def first(self, source: Source, day: date) -> First | None:
        """The first AI use; None without any, or where only totals are kept."""
        if day in self._first:
            return self._first[day]
        found = _first(source, day)
        if day < source.today or found is not None:
            self._first[day] = found
        return found


def _kept(
    kept: dict[date, T],
    source: Source,
    days: Sequence[date],
    read: Callable[[Source, Sequence[date]], Iterator[T]],
) -> list[T]:
    """Of each day what is kept, or what is read now, all that is missing in one go."""
    missing = [day for day in days if day not in kept]
    found = dict(zip(missing, read(source, missing), strict=True)) if missing else {}
    kept |= {day: one for day, one in found.items() if day < source.today}
    return [found[day] if day in found else kept[day] for day in days]


def _worked(source: Source, days: Sequence[date]) -> Iterator[Worked]:
    whole = source.days(days[0], days[-1])
    spans = [source.calendar.span_of(day) for day in days]
    works, prompts = source.store.ledger.works(whole), source.store.ledger.prompts(whole)
    asked_at = [one.at for one in prompts]
    seen = _by_span(near(source.store, works), spans)
    for span, worked, activities in zip(spans, _by_span(works, spans), seen, strict=True):
        asked = prompts[bisect_left(asked_at, span.start) : bisect_left(asked_at, span.end)]
        use = use_of(source.labels, span, activities if worked else (), worked, asked)
        logged = {one.tool for one in asked} | {one.tool for one in worked if one.session is not None}
        yield Worked(use, frozenset(logged))


def _by_span(items: Sequence[Spanned], spans: Sequence[Span]) -> list[list[Spanned]]:
    """Those that touch each span, in order; items by start, spans by start and not overlapping."""
    starts: list[datetime] = [one.span.start for one in items]
    found: list[list[Spanned]] = []
    reaching: list[Spanned] = []
    at: int = 0
    for span in spans:
        end: int = bisect_left(starts, span.end)
        reaching = [one for one in (*reaching, *items[at:end]) if one.span.end > span.start]
        found.append(reaching)
        at = end
    return found


def _answered(source: Source, days: Sequence[date]) -> Iterator[Mapping[str, Answered]]:
    whole = source.days(days[0], days[-1])
    prompts, answers = source.store.ledger.prompts(whole), source.store.ledger.answers(whole)
    asked_at, told_at = [one.at for one in prompts], [one.at for one in answers]
    for day in days:
        span = source.calendar.span_of(day)
        found: defaultdict[str, Answered] = defaultdict(Answered)
        for prompt in prompts[bisect_left(asked_at, span.start) : bisect_left(asked_at, span.end)]:
            found[prompt.tool].sessions.add(prompt.session)
        for answer in answers[bisect_left(told_at, span.start) : bisect_left(told_at, span.end)]:
            one = found[answer.tool]
            one.sessions.add(answer.session)
            one.answers[answer.model] += 1
            one.tokens[answer.model] += answer.tokens
        yield found


def _first(source: Source, day: date) -> First | None:
    span = source.calendar.span_of(day)
    end, at, before = min(span.end, source.now), span.start, ZERO
    while at < end:
        part = Span(at, min(end, at + _CHUNK))
        for one in source.store.activities(part):
            if not one.presence.counts:
                continue
            if source.labels.label(one.app).tool is not None:
                return First(one.span.start - span.start, before)
            before += one.span.length
        at = part.end
    return None
