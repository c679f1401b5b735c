"""One AI tool in detail: its days and hours, the models that answered, and why it was recognised."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from wellbeing.catalogue.why import Why
from wellbeing.engine.source import Source
from wellbeing.engine.view.ai import AiView, Model, Reason, Tool, ToolDay, ToolView
from wellbeing.engine.view.ai_hours import hour_sums, hours_of
from wellbeing.engine.view.ai_past import Past
from wellbeing.model import Per, Tokens, Use

ZERO = timedelta(0)


def tool_view(source: Source, past: Past, view: AiView, tool: Tool) -> ToolView:
    """The days of the figure of shares, and all else of the days that the page speaks of."""
    shown = [one.day for one in view.shares]
    uses = [
        use
        for use in source.store.uses(source.days(shown[0], shown[-1]), frozenset({Per.DAY}))
        if use.presence.counts and source.labels.label(use.app).tool == tool.id
    ]
    attended: defaultdict[date | None, timedelta] = defaultdict(timedelta)
    for use in uses:
        attended[use.day] += use.amount
    days = [one.day for one in view.days]
    sums = hour_sums(source, source.days(days[0], days[-1]), tool.id)
    sessions, models = _answers(source, past, days, tool.id)
    return ToolView(
        tool=tool,
        days=tuple(_days(source, past, shown, tool.id, attended)),
        hours=hours_of(source, sums, sum(one.recorded for one in view.days), None),
        sessions=sessions,
        models=models,
        reasons=_reasons(source, (use for use in uses if use.day in days)),
    )


def _days(
    source: Source, past: Past, shown: Sequence[date], tool: str, attended: dict[date | None, timedelta]
) -> Iterable[ToolDay]:
    for day, worked in zip(shown, past.worked(source, shown), strict=True):
        use = worked.use.tools.get(tool)
        yield ToolDay(
            day,
            attended.get(day, ZERO),
            ZERO if use is None else use.unattended,
            0 if use is None else len(use.prompts),
        )


def _answers(source: Source, past: Past, days: Sequence[date], tool: str) -> tuple[int, tuple[Model, ...]]:
    """How many sessions, and the models by how many answers."""
    sessions: set[str] = set()
    answers: Counter[str | None] = Counter()
    tokens: defaultdict[str | None, Tokens] = defaultdict(Tokens)
    for by_tool in past.answered(source, days):
        one = by_tool.get(tool)
        if one is None:
            continue
        sessions |= one.sessions
        answers.update(one.answers)
        for model, sum_ in one.tokens.items():
            tokens[model] += sum_
    models = [Model(model, count, tokens[model]) for model, count in answers.items()]
    return len(sessions), tuple(sorted(models, key=lambda one: (-one.answers, one.name or "")))


def _reasons(source: Source, uses: Iterable[Use]) -> tuple[Reason, ...]:
    """Each sentence once, with the time that rests on it."""
    found: defaultdict[tuple[bool, Why], timedelta] = defaultdict(timedelta)
    for use in uses:
        label = source.labels.label(use.app)
        found[label.sure, label.why] += use.amount
    reasons = [Reason(sure, why, amount) for (sure, why), amount in found.items()]
    return tuple(sorted(reasons, key=lambda one: (-one.amount, str(one.why))))
