"""Breaks and focus, on the beat."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from wellbeing.app.basis import Basis
from wellbeing.app.note import shared
from wellbeing.engine import manners
from wellbeing.engine.breaks import Breaks
from wellbeing.engine.changes import Change
from wellbeing.engine.focus import Focus
from wellbeing.engine.onscreen import OnScreen
from wellbeing.nudges.focus import Summary
from wellbeing.nudges.rest import Rest
from wellbeing.ports import Note, Notifier


def breaks(basis: Basis, screen: OnScreen, shows: Notifier, look_at: Callable[[timedelta], None]) -> Breaks:
    """The person's breaks."""
    ruled, time_of_day = basis.ruled, basis.clock

    def snoozed() -> bool:
        until = manners.manners(ruled.settings.manners, basis.store).snoozed_until
        return until is not None and time_of_day.now() < until

    return Breaks(
        store=basis.store,
        clock=time_of_day,
        senses=basis.senses,
        category=lambda scene: (
            "" if scene.activity is None else ruled.labels.label(scene.activity.app).category
        ),
        rhythm=lambda: (ruled.settings.pauses, timedelta(seconds=ruled.settings.break_prelude_s)),
        look_at=look_at,
        shared=shared,
        snoozed=snoozed,
        today=lambda: basis.calendar().day_of(time_of_day.now()),
        screen=screen,
        notifier=shows,
        note=_break_note,
    )


def focus(basis: Basis, screen: OnScreen, says: Callable[[Note], None], flush: Callable[[], None]) -> Focus:
    """The person's stretches of focus."""
    ruled, senses = basis.ruled, basis.senses
    return Focus(
        store=basis.store,
        clock=basis.clock,
        label=lambda app: ruled.labels.label(app),  # noqa: PLW0108 - labels change with rules
        before=lambda: ruled.settings.paused_before,
        on=lambda kind: manners.kinds(basis.store)[kind],
        pid=lambda: None if senses.window is None else senses.window.pid,
        screen=screen,
        says=says,
        note=_focus_note,
        flush=flush,
        told=lambda: basis.changes.tell(Change.NUDGE),
    )


def _break_note(rest: Rest) -> Note:
    from wellbeing.ui import break_words

    return break_words.note(rest)


def _focus_note(summary: Summary) -> Note:
    from wellbeing.ui import focus_words

    return focus_words.note(summary)
