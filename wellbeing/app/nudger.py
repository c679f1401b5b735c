"""What speaks when a limit, a rule or a finding asks for it, in words that load when there is something to say."""

from __future__ import annotations

import os
import random
from collections.abc import Callable

from wellbeing.analysis.growth_rule import Metric
from wellbeing.app.basis import Basis
from wellbeing.app.note import shared
from wellbeing.app.report import open_report
from wellbeing.app.several import when_past_changes
from wellbeing.engine import manners
from wellbeing.engine.asking import CheckInRule
from wellbeing.engine.changes import Change
from wellbeing.engine.focus import Focus
from wellbeing.engine.growth import Growth
from wellbeing.engine.labels import Labels
from wellbeing.engine.limits import Reckoner
from wellbeing.engine.nudger import Nudger
from wellbeing.engine.onscreen import OnScreen
from wellbeing.engine.opinion import SecondOpinionRule
from wellbeing.engine.reliance import accept
from wellbeing.engine.report_note import OPEN, ReportNote
from wellbeing.engine.ruling import Ruling
from wellbeing.engine.sampler import Sampler
from wellbeing.engine.view.week import first_weekday
from wellbeing.files.paths import Home
from wellbeing.limits.limit import Limit
from wellbeing.model import AppIdentity
from wellbeing.nudges.nudge import Record
from wellbeing.ports import Note, Notifier
from wellbeing.sensors.screen import missing_screen


def nudger(
    basis: Basis,
    sampler: Sampler,
    focus: Focus,
    *,
    growth: Growth,
    ready: ReportNote,
    screen: OnScreen,
    shows: Notifier,
) -> Nudger:
    """What speaks, on the beat."""
    store, opens = basis.store, _opener(basis.home)
    asking = CheckInRule(store, basis.clock, lambda: basis.ruled.settings)
    opinion = SecondOpinionRule(lambda: basis.ruled.settings)
    basis.changes.subscribe(when_past_changes(asking.begin_anew))
    made = Nudger(
        store=store,
        clock=basis.clock,
        senses=basis.senses,
        reckoner=lambda: _reckoner(basis),
        manners=lambda: manners.manners(basis.ruled.settings.manners, store),
        note=lambda record, limit: _note(record, limit, basis.ruled.labels),
        explain=_explanation,
        notifier=shows,
        changes=basis.changes,
        draw=random.random,
        flush=sampler.flush,
        screen=screen,
        rules=(lambda seen: focus.wishes(seen.at, seen.app, seen.label, seen.doing.since), asking, opinion),
        watches=lambda: focus.watches or asking.minds() or _minds(opinion, made.in_front, basis.ruled),
        pauses=focus.take,
        opens=opens,
        found=lambda: (*growth.wishes(), *ready.wishes()),
        acts=_acts(basis, growth, ready, opens),
        switch_off=lambda kind: manners.switch(store, kind, on=False),
        shared=shared,
    )
    return made


def _reckoner(basis: Basis) -> Reckoner:
    # Words and calendars of languages are loaded when there is something to say: without a tray they cost 10 MB.
    from wellbeing.ui import text

    begins = first_weekday(basis.ruled.settings, text.first_weekday())
    return Reckoner(basis.store, basis.ruled.labels.label, basis.calendar(), begins)


def _note(record: Record, limit: Limit | None, known: Labels) -> Note:
    from wellbeing.ui import nudge_words

    return nudge_words.note(record, limit, known)


def _explanation(record: Record) -> Note:
    from wellbeing.ui import nudge_words

    return nudge_words.explanation(record)


def _minds(opinion: SecondOpinionRule, app: AppIdentity | None, ruled: Ruling) -> bool:
    return app is not None and opinion.minds(ruled.labels.label(app))


def _acts(
    basis: Basis, growth: Growth, ready: ReportNote, opens: Callable[[str], bool]
) -> Callable[[Record, str], bool]:
    """What the buttons of notes do that come from elsewhere than limits; whether it was one of these."""

    def acts(record: Record, button: str) -> bool:
        if button == OPEN:
            open_report(ready.file(record), opens)
            return True
        if button != "new-normal":
            return False
        accept(basis.store, Metric(record.decision.wish.about), basis.source().today)
        growth.begin_anew()
        basis.changes.tell(Change.RECORD)
        return True

    return acts


def _opener(home: Home) -> Callable[[str], bool]:
    """Opens the window at a place where there is one of that name; whether there is a screen for it."""

    def opens(place: str) -> bool:
        if missing_screen(os.environ) is not None:
            return False
        from wellbeing.ui.launch import launch
        from wellbeing.ui.window.pages import is_place

        return launch(home, "window", *([place] if is_place(place) else []))

    return opens
