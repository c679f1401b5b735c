"""The beat: what senses tell of the screen, and which programs run."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta

from wellbeing.app.basis import Basis, adopt_autostart
from wellbeing.app.several import when_past_changes
from wellbeing.engine.changes import Change
from wellbeing.engine.clock import SystemClock
from wellbeing.engine.companions import Companions
from wellbeing.engine.front import FrontReader
from wellbeing.engine.ruling import Ruling
from wellbeing.engine.sampler import Sampler
from wellbeing.engine.senses import Senses
from wellbeing.engine.watch import Watch
from wellbeing.engine.watching import Watching
from wellbeing.files.settings import Settings, counting
from wellbeing.model import AppIdentity, EntryKind, Evidence
from wellbeing.ports import Fact, Processes
from wellbeing.sensors.choose import Choice, better, candidates, choose, running
from wellbeing.sensors.kinship import related


def senses(clock: SystemClock, idle_after: timedelta) -> Senses:
    """The best sensors of this desktop, and better ones as they come."""
    environ = dict(os.environ)  # a copy: reading os.environ decodes each value anew

    def chosen(fact: Fact, idle_after: timedelta) -> Choice:
        return choose(fact, candidates(environ, idle_after)[fact])

    def improved(choice: Choice, idle_after: timedelta) -> Choice | None:
        return better(choice, candidates(environ, idle_after)[choice.fact])

    return Senses(chosen, clock, idle_after, improved)


def sampler(basis: Basis, companions: Companions, tidy: Callable[[], None]) -> Sampler:
    """What samples at every beat. `tidy` has the upkeep run soon, where settings changed what it keeps."""
    ruled, store = basis.ruled, basis.store

    def recognise(evidence: Evidence | None) -> tuple[AppIdentity, str | None]:
        return ruled.recognise(companions.beside(evidence))

    def is_terminal(app: AppIdentity) -> bool:
        return ruled.labels.is_terminal(app)

    processes, terminals = running(basis.clock.now)
    watch = _watch(basis, processes)
    demo = store.mark("demo") is not None

    def each_beat() -> None:
        before, rules_before = ruled.settings, ruled.rules_stamp
        watch.beat(recording=made.recording and before.watch_agents and not demo)
        if ruled.refresh():
            _note_settings(made, ruled, before, rules_before)
            now = ruled.settings
            if (now.day_start, now.retention_days) != (before.day_start, before.retention_days):
                tidy()
            made.adopt(recognise, now.idle_after)
            adopt_autostart(basis.home, now)
            basis.changes.tell(Change.RECORD)

    made = Sampler(
        clock=basis.clock,
        senses=basis.senses,
        recognise=recognise,
        store=store,
        changes=basis.changes,
        idle_after=ruled.settings.idle_after,
        each_beat=each_beat,
        terminals=FrontReader(terminals, is_terminal),
        watching=Watching(lambda app: ruled.labels.label(app).category, related),
    )
    return made


def _watch(basis: Basis, processes: Processes) -> Watch:
    """What notes AI tools that run, whether or not they are in front."""
    watch = Watch(
        processes,
        lambda: basis.ruled.labels.catalogue.tools,
        basis.store.ledger,
        basis.clock,
        excluded=lambda: basis.ruled.settings.excluded,
    )
    basis.changes.subscribe(when_past_changes(watch.begin_anew))
    return watch


def _note_settings(
    sampler: Sampler, ruled: Ruling, before: Settings, rules_before: tuple[int, int] | None
) -> None:
    """Keep in the record which settings that figures depend on are others from here on."""
    fields = [
        *counting(before, ruled.settings),
        *(["rules"] if ruled.rules_stamp != rules_before else []),
    ]
    if fields:
        sampler.note(EntryKind.SETTING, {"fields": " ".join(fields)})
