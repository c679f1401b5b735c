"""What came of a decision to speak or to be silent: what its kind counts, an hour before and an hour after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from wellbeing.engine.limits import Reckoner
from wellbeing.limits.limit import in_force
from wellbeing.model import Span
from wellbeing.nudges import outcome
from wellbeing.nudges.nudge import Record
from wellbeing.ports import Store


def note_outcomes(store: Store, past: list[Record], at: datetime, reckoner: Reckoner) -> None:
    """Note them for every decision, delivered or withheld, that is an hour old; `past` has them then as well."""
    for number, one in enumerate(past):
        made = one.decision.at
        if not outcome.owed(one) or at - made < outcome.HOUR:
            continue
        limit = outcome.counted(one.decision.wish, in_force(store.limits.history(), made))
        before, after = (
            0.0 if limit is None else reckoner.used(limit, span)
            for span in (Span(made - outcome.HOUR, made), Span(made, made + outcome.HOUR))
        )
        known = outcome.noted(limit, before, after)
        store.nudges.note_outcome(one.id, known)
        past[number] = replace(one, outcome=known)
