"""What AI tools were to a day, beside the time they were in front: what was asked, and what agents did alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from wellbeing.analysis.ai import AiUse, ai_use
from wellbeing.engine.source import Source
from wellbeing.engine.view.day import ZERO, Asked, Block
from wellbeing.model import Activity, Prompt, Span, Work


def use_of(
    source: Source,
    span: Span,
    activities: Iterable[Activity],
    works: Sequence[Work],
    prompts: Sequence[Prompt],
) -> AiUse:
    """AI use over a span by the rules in force."""
    return ai_use(
        span, activities, lambda app: source.labels.label(app).tool, works=works, prompts=prompts
    )


def asked_of(source: Source, span: Span, activities: Sequence[Activity]) -> Asked:
    """A day from its activities and the ledger."""
    works, prompts = source.store.ledger.works(span), source.store.ledger.prompts(span)
    use = use_of(source, span, activities, works, prompts)
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
