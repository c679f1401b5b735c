"""What a day was, as far as the AI page asks; of finished days it is read once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from wellbeing.analysis.ai import AiUse
from wellbeing.engine.source import Source
from wellbeing.engine.view.asked import near, use_of
from wellbeing.model import Span, Tokens

ZERO = timedelta(0)
_CHUNK = timedelta(hours=2)
"""Read at once while the first AI use of a day is looked for."""


@dataclass(frozen=True, slots=True)
class Worked:
    """What the ledger tells of one day."""

    use: AiUse
    """Unattended, working, agent time and prompts are whole; attended is not, for it is read from totals."""
    known: frozenset[str]
    """Tools of which a log tells, turns or answers."""


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


class Past:
    """Days by what the ledger and single activities tell of them.

    Called on one thread at a time. Finished days are kept until they are forgotten by building anew.
    """

    def __init__(self) -> None:
        self._worked: dict[date, Worked] = {}
        self._first: dict[date, First | None] = {}
        self._answered: dict[date, Mapping[str, Answered]] = {}

    def worked(self, source: Source, days: Sequence[date]) -> list[Worked]:
        """What agents did and what was asked on days in a row; reads activities only where an agent worked."""
        missing = [day for day in days if day not in self._worked]
        found = dict(zip(missing, _worked(source, missing), strict=True)) if missing else {}
        self._worked |= {day: one for day, one in found.items() if day < source.today}
        return [found[day] if day in found else self._worked[day] for day in days]

    def first(self, source: Source, day: date) -> First | None:
        """The first AI use; None without any, or where only totals are kept."""
        if day in self._first:
            return self._first[day]
        found = _first(source, day)
        if day < source.today or found is not None:
            self._first[day] = found
        return found

    def answered(self, source: Source, day: date) -> Mapping[str, Answered]:
        """Answers by tool."""
        known = self._answered.get(day)
        if known is None:
            known = _answered(source, day)
            if day < source.today:
                self._answered[day] = known
        return known


def _worked(source: Source, days: Sequence[date]) -> Iterator[Worked]:
    """Of some days in order, read in one go."""
    whole = source.days(days[0], days[-1])
    works, prompts = source.store.ledger.works(whole), source.store.ledger.prompts(whole)
    activities = near(source.store, works)
    for day in days:
        span = source.calendar.span_of(day)
        asked = [one for one in prompts if one.at in span]
        worked = [one for one in works if one.span.clipped(span) is not None]
        seen = [one for one in activities if one.span.clipped(span) is not None] if worked else []
        use = use_of(source.labels, span, seen, worked, asked)
        logged = {one.tool for one in asked} | {one.tool for one in worked if one.session is not None}
        yield Worked(use, frozenset(logged))


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


def _answered(source: Source, day: date) -> Mapping[str, Answered]:
    span = source.calendar.span_of(day)
    found: defaultdict[str, Answered] = defaultdict(Answered)
    for prompt in source.store.ledger.prompts(span):
        found[prompt.tool].sessions.add(prompt.session)
    for answer in source.store.ledger.answers(span):
        one = found[answer.tool]
        one.sessions.add(answer.session)
        one.answers[answer.model] += 1
        one.tokens[answer.model] += answer.tokens
    return found
