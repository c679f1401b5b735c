"""The tracker: everything that records and speaks, built once, in order."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from wellbeing.app.basis import Basis, applications, clock
from wellbeing.app.family import family
from wellbeing.app.logs import log_reader, read_on
from wellbeing.app.note import answer_note, asked_note, notifier
from wellbeing.app.nudger import nudger
from wellbeing.app.pause import breaks, focus
from wellbeing.app.post import deliver
from wellbeing.app.record import opened
from wellbeing.app.report import reporter
from wellbeing.app.sampler import sampler, senses
from wellbeing.app.several import all_of, each, when_past_changes
from wellbeing.engine import contact
from wellbeing.engine.breaks import Breaks
from wellbeing.engine.changes import Changes
from wellbeing.engine.companions import Companions
from wellbeing.engine.focus import Focus
from wellbeing.engine.growth import Growth
from wellbeing.engine.keeper import Keeper
from wellbeing.engine.logs import LogReader
from wellbeing.engine.nudger import Nudger
from wellbeing.engine.onscreen import OnScreen
from wellbeing.engine.parents import Parents
from wellbeing.engine.report_note import ReportNote
from wellbeing.engine.ruling import Ruling
from wellbeing.engine.sampler import Sampler
from wellbeing.engine.tracker import Tracker
from wellbeing.engine.voice import Voice, answer
from wellbeing.files.paths import Home
from wellbeing.lean import pages
from wellbeing.ports import Reaction


@dataclass(frozen=True, slots=True)
class Speaking:
    """What speaks to the person, on the beat; notes go by the desktop's server, on their own thread."""

    nudger: Nudger
    focus: Focus
    rests: Breaks
    parents: Parents
    screen: OnScreen
    growth: Growth
    ready: ReportNote


def tracker(home: Home) -> tuple[Tracker, Basis, Voice]:
    """The tracker of a home, ready to be started, what it is built on, and what the screen may say to it.

    Raises:
        StoreError: the record cannot be opened, with the remedy.
    """
    time_of_day, ruled = clock(), Ruling(home, applications())
    ready = opened(home, ruled.settings, time_of_day)
    ready.store.recover(time_of_day.now())
    changes, watched = Changes(), senses(time_of_day, ruled.settings.idle_after)
    basis = Basis(home, ruled, ready.store, time_of_day, watched, changes)
    companions = Companions()
    beat = sampler(basis, companions, lambda: made.tidy())  # noqa: PLW0108 - it is built below
    speaking = _speaking(basis, beat)
    made = Tracker(
        sampler=beat,
        senses=watched,
        keeper=_keeper(basis, beat, speaking, ready.store.check if ready.check_due else None),
        store=ready.store,
        changes=changes,
        clock=time_of_day,
        socket=home.socket,
        logs=home.logs,
        companions=companions,
        at_end=speaking.nudger.close,
    )
    voice = Voice(
        beat, speaking.nudger, speaking.screen, speaking.rests, speaking.focus, speaking.parents, time_of_day
    )
    return made, basis, voice


def _speaking(basis: Basis, beat: Sampler) -> Speaking:
    growth = Growth(basis.source, lambda: beat.call(speaks.limits_changed))
    ready = ReportNote(basis.store, basis.clock, basis.home.reports, lambda: speaks.present)

    def heard(reaction: Reaction) -> None:
        beat.call(lambda: answer(lambda: speaks.react(reaction)))

    screen, shows = OnScreen(heard), notifier(os.environ, heard, basis.clock)
    focused = focus(basis, screen, lambda note: speaks.say(note), beat.flush)  # noqa: PLW0108 - it is built below
    speaks = nudger(basis, beat, focused, growth=growth, ready=ready, screen=screen, shows=shows)
    rests = breaks(basis, screen, shows, beat.look_at)
    parents = Parents(
        store=basis.store,
        clock=basis.clock,
        nudger=speaks,
        screen=screen,
        notifier=shows,
        note=answer_note(basis),
        asked=asked_note(basis),
    )
    beat.watch(each(speaks.look, rests.look, focused.look))
    basis.changes.subscribe(
        when_past_changes(
            speaks.limits_changed, focused.changed, growth.begin_anew, parents.look, ready.begin_anew
        )
    )
    return Speaking(speaks, focused, rests, parents, screen, growth, ready)


def _keeper(
    basis: Basis, beat: Sampler, speaking: Speaking, check: Callable[[], object] | None
) -> Callable[[Callable[[BaseException], None]], Keeper]:
    """What makes the upkeep, once somebody listens for its errors."""
    ruled, store, growth = basis.ruled, basis.store, speaking.growth
    limits_changed = speaking.nudger.limits_changed

    def keep_for() -> timedelta | None:
        days = ruled.settings.retention_days
        return timedelta(days=days) if days else None

    def tells() -> None:
        speaking.ready.begin_anew()
        beat.call(limits_changed)

    def changed() -> None:
        beat.call(all_of(limits_changed, speaking.parents.look))

    reader = log_reader(store, basis.home.logs)
    weekly = reporter(basis.home, ruled, store, basis.clock, tells)
    tell, tell_anew = family(basis, changed)
    basis.changes.subscribe(when_past_changes(tell_anew))
    return lambda failed: Keeper(
        store,
        basis.clock,
        keep_for,
        failed,
        lambda: ruled.settings.day_start,
        check,
        _chores(basis, reader, tell),
        all_of(reader.stop, growth.stop),
        give_back=pages.give_back,
        look_back=growth.look,
        report=weekly.look,
    )


def _chores(basis: Basis, reader: LogReader, tell_family: Callable[[], None]) -> Callable[[bool], None]:
    """What the work thread does every few minutes: reading logs, letters that wait, and what the family is told."""
    ruled, store = basis.ruled, basis.store

    def work(asked: bool) -> None:
        if ruled.settings.read_ai_logs and store.mark("demo") is None:
            read_on(reader, asked=asked)
        if contact.waiting(store):
            deliver(store, basis.clock, ruled.settings)
        tell_family()

    return work
