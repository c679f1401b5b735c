"""Reached limits, for tests and pictures."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from wellbeing.engine.labels import Labels
from wellbeing.engine.onscreen import Stop
from wellbeing.family.request import Request
from wellbeing.files import rules
from wellbeing.files.applications import Applications
from wellbeing.limits.limit import Agreed, Extension, Grant, Level, Limit, Measure, Of, Target
from wellbeing.limits.standing import Standing, State

DAY = date(2026, 11, 24)
LIMIT = Limit((Target(Of.AI),), (75,) * 5 + (45,) * 2, level=Level.DIALOG, id=3)
REACHED = Stop(12, Standing(LIMIT, DAY, 75.0, 200.0, 75.0, 0.0, State.REACHED), usual=38.0, in_front=True)
LITTLE = Extension(3, DAY, Grant.LITTLE, 76.0)
EXTENDED = replace(REACHED, nudge=13, standing=replace(REACHED.standing, used=76.0, extensions=(LITTLE,)))
PROMPTS = replace(
    REACHED,
    nudge=14,
    standing=replace(REACHED.standing, used=20.0, limit=replace(LIMIT, measure=Measure.PROMPTS, name="Chat")),
    usual=None,
)
CLOSED = replace(
    REACHED,
    standing=replace(REACHED.standing, closed_until=datetime(2026, 11, 25, 5, tzinfo=UTC)),
    usual=None,
)
COVERED = replace(REACHED, standing=replace(REACHED.standing, limit=replace(LIMIT, level=Level.COVER)))
AGREED = replace(
    REACHED,
    nudge=15,
    standing=replace(REACHED.standing, limit=replace(LIMIT, agreed=Agreed("Mum"))),
    guarded=True,
)
WAITS = replace(AGREED, asked=Request("a", datetime(2026, 11, 24, 16, 5, tzinfo=UTC), 30, 3, "chess club"))


def labels(folder: Path) -> Labels:
    """The shipped rules, nothing installed."""
    return Labels(rules.catalogue(), Applications([folder], ["en"]))
