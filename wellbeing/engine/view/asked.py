"""What AI tools were to a day, beside the time they were in front: what was asked, and what agents did alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from wellbeing.analysis.ai import AiUse, ToolUse, ai_use
from wellbeing.engine.labels import Labels
from wellbeing.engine.source import Source
from wellbeing.engine.view.day import ZERO, Asked, Block
from wellbeing.model import Activity, Prompt, Span, Work
from wellbeing.ports import Store
from wellbeing.timeline.edit import merged

_NEAR = timedelta(minutes=30)
"""Stretches of work this close are read in one go."""


def use_of(
    labels: Labels,
    span: Span,
    activities: Iterable[Activity],
    works: Sequence[Work],
    prompts: Sequence[Prompt],
) -> AiUse:
    """AI use over a span by the rules in force."""
    return ai_use(span, activities, lambda app: labels.label(app).tool, works=works, prompts=prompts)


def near(store: Store, works: Iterable[Work]) -> list[Activity]:
    """The activities during stretches of work: all that one needs to know which of it was attended."""
    found: list[Activity] = []
    last: Span | None = None
    for one in merged(work.span for work in works):
        if last is not None and one.start - last.end <= _NEAR:
            last = Span(last.start, one.end)
            continue
        found += store.activities(last) if last is not None else []
        last = one
    return found + (store.activities(last) if last is not None else [])


def ledger_use(store: Store, span: Span, labels: Labels) -> tuple[ToolUse, bool]:
    """What the ledger tells of a span, and whether any log told of it; attended only where an agent worked."""
    works, prompts = store.ledger.works(span), store.ledger.prompts(span)
    whole = use_of(labels, span, near(store, works), works, prompts).whole
    return whole, bool(prompts) or any(one.session is not None for one in works)


def asked_of(source: Source, span: Span, activities: Sequence[Activity]) -> Asked:
    """A day from its activities and the ledger."""
    works, prompts = source.store.ledger.works(span), source.store.ledger.prompts(span)
    use = use_of(source.labels, span, activities, works, prompts)
    alone = {tool: one for tool, one in use.tools.items() if one.unattended_spans}
    names = sorted(alone, key=lambda tool: (-alone[tool].unattended, tool))
    local = source.calendar.local
    blocks = [
        Block(local(part.start), local(part.end), source.labels.tool_name(tool))
        for tool in names
        for part in alone[tool].unattended_spans
    ]
    logged = any(one.session is not None for one in works)
    return Asked(
        before=before(activities, use.whole.attended_spans[0].start) if use.whole.attended_spans else None,
        prompts=len(use.whole.prompts) if prompts or logged else None,
        unattended=use.whole.unattended,
        names=tuple(source.labels.tool_name(tool) for tool in names),
        works=tuple(sorted(blocks, key=lambda block: block.start)),
    )


def before(activities: Iterable[Activity], moment: datetime) -> timedelta:
    """Time in use before a moment."""
    return sum(
        (
            min(one.span.end, moment) - one.span.start
            for one in activities
            if one.presence.counts and one.span.start < moment
        ),
        ZERO,
    )
