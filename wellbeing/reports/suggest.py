"""One idea, from a fixed list, by what the days show; none where nothing stands out.

The order is that of what a person can most easily undo. Sources: facts in `science` (try first: generation effect;
late screens and sleep; micro-breaks), each with its conditions here.
"""

from __future__ import annotations

from datetime import timedelta

from wellbeing.reports.report import Ai, Breaks, Company, Idea, Kept, Late, Suggestion, Usual

SOON = timedelta(minutes=10)
"""AI within so much use is reached for before trying."""
_LATE = timedelta(minutes=60)
_LONG = timedelta(hours=3)
_COMPANY = timedelta(minutes=60)
_MORE = timedelta(minutes=30)
_ENOUGH = 3
"""Days, before anything is said of them."""


def suggestion(
    *,
    ai: Ai,
    usual: Usual | None,
    late: Late,
    company: Company,
    limits: tuple[Kept, ...],
    breaks: Breaks | None,
) -> Suggestion | None:
    """The first idea whose condition holds."""
    ideas = (
        _other_limit(limits),
        _ai_free_hour(usual),
        _own_first(ai),
        _write_to_someone(company),
        Suggestion(Idea.EARLIER_NIGHT, late.nights, amount=late.amount)
        if late.nights >= 2 and late.amount >= _LATE
        else None,
        Suggestion(Idea.BREAK, amount=breaks.longest[0])
        if breaks is not None and breaks.longest[0] >= _LONG
        else None,
    )
    return next((one for one in ideas if one is not None), None)


def _other_limit(limits: tuple[Kept, ...]) -> Suggestion | None:
    """A limit that is kept on less than half of its days is not the right one."""
    missed = [one for one in limits if one.asked >= _ENOUGH and one.kept * 2 < one.asked]
    if not missed:
        return None
    worst = min(missed, key=lambda one: (one.kept / one.asked, one.limit.id))
    return Suggestion(Idea.OTHER_LIMIT, worst.kept, worst.asked, limit=worst.limit)


def _ai_free_hour(usual: Usual | None) -> Suggestion | None:
    if usual is None or usual.own_ai <= usual.ai * 1.25 or usual.own_ai - usual.ai < _MORE:
        return None
    return Suggestion(Idea.AI_FREE_HOUR, amount=usual.own_ai, usual=usual.ai)


def _own_first(ai: Ai) -> Suggestion | None:
    first = ai.first
    if first is None or first.days < _ENOUGH or first.soon * 5 < first.days * 3:
        return None
    return Suggestion(Idea.OWN_FIRST, first.soon, first.days, amount=SOON)


def _write_to_someone(company: Company) -> Suggestion | None:
    if company.companion < _COMPANY or company.companion <= company.people:
        return None
    return Suggestion(Idea.WRITE_TO_SOMEONE, amount=company.companion, usual=company.people)
