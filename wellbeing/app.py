"""Builds every object, once, in order; the only module that knows all concrete classes."""

from __future__ import annotations

import gc
import logging
import logging.handlers
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wellbeing import lean
from wellbeing.analysis.growth_rule import Metric
from wellbeing.catalogue.label import Label
from wellbeing.engine import contact, crash, doctor, manners, ruling
from wellbeing.engine.asking import CheckInRule
from wellbeing.engine.breaks import Breaks
from wellbeing.engine.changes import Change, Changes
from wellbeing.engine.clock import SystemClock
from wellbeing.engine.companions import Companions
from wellbeing.engine.focus import Focus
from wellbeing.engine.front import FrontReader
from wellbeing.engine.growth import Growth
from wellbeing.engine.keeper import Keeper
from wellbeing.engine.labels import Labels
from wellbeing.engine.limits import Reckoner
from wellbeing.engine.logs import LogReader
from wellbeing.engine.nudger import Nudger
from wellbeing.engine.onscreen import OnScreen
from wellbeing.engine.opinion import SecondOpinionRule
from wellbeing.engine.parents import Parents
from wellbeing.engine.reliance import accept
from wellbeing.engine.report_note import OPEN, ReportNote
from wellbeing.engine.reporter import PARTS, Printed, Reporter
from wellbeing.engine.restoring import restored
from wellbeing.engine.ruling import Ruling
from wellbeing.engine.sampler import Sampler, Scene
from wellbeing.engine.senses import Senses
from wellbeing.engine.source import Source, Sources
from wellbeing.engine.tracker import Tracker
from wellbeing.engine.view.week import first_weekday
from wellbeing.engine.voice import Voice, answer
from wellbeing.engine.watch import Watch
from wellbeing.engine.watching import Watching
from wellbeing.engine.writing import writing as hold_and_write
from wellbeing.family.request import Request as TimeRequest
from wellbeing.files import autostart, rules, settings
from wellbeing.files.applications import Applications, application_folders, languages
from wellbeing.files.lock import HomeLock
from wellbeing.files.paths import Home
from wellbeing.files.resources import resource
from wellbeing.files.settings import Settings, counting
from wellbeing.interop.formats import formats
from wellbeing.lean import pages, xcb
from wellbeing.limits.limit import Limit
from wellbeing.line import client
from wellbeing.mail.account import Account, Security
from wellbeing.model import PIECE, AppIdentity, EntryKind, Evidence
from wellbeing.model.sentence import Sentence
from wellbeing.nudges.focus import Summary
from wellbeing.nudges.nudge import Record
from wellbeing.nudges.rest import Rest
from wellbeing.ports import (
    AlreadyRunning,
    Fact,
    KnownError,
    Ledger,
    Letter,
    LogsRead,
    Mailer,
    Note,
    Notifier,
    Picture,
    Reaction,
    SettingsError,
    Store,
)
from wellbeing.reports.edition import Stretch
from wellbeing.sensors.choose import Choice, better, candidates, choose, running
from wellbeing.sensors.kinship import related
from wellbeing.sensors.screen import missing_screen
from wellbeing.store.copy import file_copy
from wellbeing.store.nothing import NoRecord
from wellbeing.store.opening import Opened, open_store, read_store
from wellbeing.timeline.day import Calendar

if TYPE_CHECKING:
    from wellbeing.engine.agreed import Taker
    from wellbeing.engine.family import Teller
    from wellbeing.ui.first import First

log = logging.getLogger(__name__)

BUG = 70
"""Exit code when an error of ours ended the tracker (sysexits.h, EX_SOFTWARE)."""
SCREEN_EVERY_S = 2.0
SCREEN_PATIENCE = timedelta(minutes=10)
"""How long a tracker whose display went away waits for it: longer than a restart, shorter than a night."""
_PRINT_S = 120
"""A report takes two seconds; on a machine that swaps, more."""
_LOG_BYTES = 500_000


def clock() -> SystemClock:
    """The machine's clocks."""
    return SystemClock()


def applications(environ: Mapping[str, str] = os.environ) -> Applications:
    """What is installed."""
    return Applications(application_folders(environ, Path.home()), languages(environ))


def settings_or_defaults(home: Home) -> Settings:
    """Settings for reading the record: a broken file must not hide it."""
    try:
        return settings.read_settings(home.settings_file)
    except SettingsError as error:
        log.warning("%s", error.sentence)
        return Settings()


def labels(home: Home) -> Labels:
    """Rules and applications in force.

    Raises:
        SettingsError: the person's rules are broken; names file, line and field.
    """
    return Labels(rules.catalogue(home.rules_file), applications())


def labels_or_shipped(home: Home) -> Labels:
    """Labels for reading the record: the person's rules, or where their file is broken those of the program."""
    try:
        return labels(home)
    except SettingsError as error:
        log.warning("%s Until then only the rules that come with the program count.", error.sentence)
        return Labels(rules.catalogue(), applications())


def judge(labels: Labels, evidence: Evidence) -> Label:
    """What the rules say of evidence."""
    return ruling.judge(labels, evidence)


def open_record(home: Home, chosen: Settings, clock: SystemClock, *, readonly: bool) -> Store:
    """The record of a home; for readers an empty one where nothing is recorded yet.

    Raises:
        StoreError: it cannot be opened, with the remedy.
    """
    if readonly:
        return read_store(home.record, clock=clock, day_start=chosen.day_start) or NoRecord()
    return _opened(home, chosen, clock).store


def _opened(home: Home, chosen: Settings, clock: SystemClock) -> Opened:
    opened = open_store(home.record, clock=clock, day_start=chosen.day_start, backups=home.backups)
    for sentence in opened.said:
        log.warning("%s", sentence)
    return opened


def writing(home: Home) -> AbstractContextManager[Store]:
    """The record for a change from another process than the tracker's, which holds still meanwhile."""
    return hold_and_write(
        home.socket, lambda: open_record(home, settings_or_defaults(home), clock(), readonly=False)
    )


@contextmanager
def beside(home: Home) -> Iterator[Store]:
    """The record for notes, beside a tracker that goes on: for what asks others and may take seconds."""
    store = open_record(home, settings_or_defaults(home), clock(), readonly=False)
    try:
        yield store
    finally:
        store.close()


def log_reader(store: Store, logs: Path) -> LogReader:
    """Reads the logs of AI tools into a record that is open for writing.

    Args:
        store: where to.
        logs: folder for reports of errors of ours.
    """

    def failed(error: BaseException) -> None:
        crash.report(error, logs, clock().now())

    # A copy: reading os.environ decodes each value anew.
    return LogReader(formats(), store.ledger, clock(), Path.home(), dict(os.environ), failed)


def _read_on(reader: LogReader, *, asked: bool) -> None:
    """Read logs, and return what a first reading of months took."""
    if reader.read(asked=asked) >= PIECE:
        pages.give_back()


def read_logs(home: Home) -> bool:
    """Bring the ledger up to this moment: the tracker does it, or where none runs this process.

    Returns:
        Whether it could be done; the record may be one that this process cannot write.
    """
    if not settings_or_defaults(home).read_ai_logs:
        return True
    try:
        told = client.ask(home.socket, "read-logs")
        if told is None:
            home.prepare()
            with writing(home) as store:
                if store.mark("demo") is None:
                    log_reader(store, home.logs).read()
        elif not told.get("done", True):
            log.warning("Logs of AI tools are still being read; ask again in a moment.")
    except KnownError as error:
        log.warning("%s", error.sentence)
        return False
    return True


@contextmanager
def logs_apart(home: Home) -> Iterator[Ledger]:
    """What logs of AI tools tell, read into a copy of the record that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="wellbeing-") as folder:
        place = Path(folder)
        with suppress(OSError, KnownError):
            file_copy(home.record, place / "record.sqlite")
        opened = open_store(place / "record.sqlite", clock=clock(), backups=place / "backups")
        try:
            log_reader(opened.store, place).read()
            yield opened.store.ledger
        finally:
            opened.store.close()


def run(home: Home, *, headless: bool, first: First | None = None) -> int:
    """The tracker, until it is asked to end; the exit code. `first` is what this start shows already.

    Raises:
        AlreadyRunning: another tracker keeps this home.
        KnownError: home, record or line cannot be used.
    """
    home.prepare()
    lock = HomeLock(home.lock) if first is None else first.lock
    lock.take()
    _log_to(home.logs)
    try:
        settings.write_template(home.settings_file)
        rules.write_template(home.rules_file)
        return _run(home, headless=headless, first=first)
    finally:
        lock.release()


def _run(home: Home, *, headless: bool, first: First | None) -> int:
    if os.environ.get("DISPLAY"):
        xcb.load()
    tracker, ruled, store, voice = _tracker(home)
    _adopt_autostart(home, ruled.settings)
    if headless:
        return _run_headless(tracker)
    if why := missing_screen(os.environ):
        log.warning("%s Recording begins without a tray icon.", why)
        tracker.start()
        _collect_cycles()
        return _outlive_screen(tracker)
    from wellbeing.ui import text

    text.settle()
    lean.load_qt("PySide6.QtCore")
    from wellbeing.ui.application import run_tray

    if run_tray(tracker, ruled, store, clock(), home, voice, first):
        log.info("the display is gone; recording goes on without it")
        return _outlive_screen(tracker)
    tracker.stop()
    return _code(tracker)


def run_window(home: Home, page: str | None) -> int:
    """The window of a home until it is closed, whether or not a tracker runs; the exit code.

    Raises:
        AlreadyRunning: this home's window is open already.
        KnownError: the home cannot be used.
    """
    home.prepare()
    lock = HomeLock(home.window_lock)
    lock.take()
    _log_to(home.logs, "window.log")
    try:
        time_of_day, ruled = clock(), Ruling(home, applications())
        sources = Sources(
            lambda chosen: open_record(home, chosen, time_of_day, readonly=True),
            home.record,
            ruled,
            time_of_day,
            lambda: client.ask(home.socket, "flush"),
        )
        lean.load_qt("PySide6.QtCore")
        from wellbeing.ui.window.application import run_window

        def crashed(error: BaseException) -> None:
            crash.report(error, home.logs, time_of_day.now())

        return run_window(
            sources, lambda: writing(home), lambda: beside(home), home, time_of_day, page, crashed
        )
    finally:
        lock.release()


def _tracker(home: Home) -> tuple[Tracker, Ruling, Store, Voice]:
    time_of_day = clock()
    ruled = Ruling(home, applications())
    opened = _opened(home, ruled.settings, time_of_day)
    store = opened.store
    recovered = store.recover()
    changes = Changes()
    senses = Senses(_choose, time_of_day, ruled.settings.idle_after, _better)
    companions = Companions()

    def recognise(evidence: Evidence | None) -> tuple[AppIdentity, str | None]:
        return ruled.recognise(companions.beside(evidence))

    processes, terminals = running(time_of_day.now)
    watch = Watch(
        processes,
        lambda: ruled.labels.catalogue.tools,
        store.ledger,
        time_of_day,
        excluded=lambda: ruled.settings.excluded,
    )
    changes.subscribe(_when_past_changes(watch.begin_anew))
    demo = store.mark("demo") is not None

    def is_terminal(app: AppIdentity) -> bool:
        return ruled.labels.is_terminal(app)

    def each_beat() -> None:
        before, rules_before = ruled.settings, ruled.rules_stamp
        watch.beat(recording=sampler.recording and before.watch_agents and not demo)
        if ruled.refresh():
            now = ruled.settings
            fields = [*counting(before, now), *(["rules"] if ruled.rules_stamp != rules_before else [])]
            if fields:
                sampler.note(EntryKind.SETTING, {"fields": " ".join(fields)})
            if (now.day_start, now.retention_days) != (before.day_start, before.retention_days):
                tracker.tidy()
            sampler.adopt(recognise, ruled.settings.idle_after)
            _adopt_autostart(home, ruled.settings)
            changes.tell(Change.RECORD)

    sampler = Sampler(
        clock=time_of_day,
        senses=senses,
        recognise=recognise,
        store=store,
        changes=changes,
        idle_after=ruled.settings.idle_after,
        each_beat=each_beat,
        terminals=FrontReader(terminals, is_terminal),
        watching=Watching(lambda app: ruled.labels.label(app).category, related),
    )
    growth = Growth(lambda: _source(ruled, store, time_of_day), lambda: sampler.call(nudger.limits_changed))
    ready = ReportNote(store, time_of_day, home.reports, lambda: nudger.present)
    nudger, screen, shows, focus = _nudger(
        ruled, store, time_of_day, senses, sampler, changes, _opener(home), growth=growth, ready=ready
    )
    rests = _breaks(ruled, store, time_of_day, senses, screen, shows, sampler.look_at)
    parents = Parents(
        store=store,
        clock=time_of_day,
        nudger=nudger,
        screen=screen,
        notifier=shows,
        note=_answer_note(ruled, store),
    )
    sampler.watch(_each(nudger.look, rests.look, focus.look))
    changes.subscribe(
        _when_past_changes(
            nudger.limits_changed, focus.changed, growth.begin_anew, parents.look, ready.begin_anew
        )
    )
    if recovered is not None:
        sampler.note(EntryKind.CRASH, {"until": recovered.span.end.isoformat(timespec="seconds")})

    def keep_for() -> timedelta | None:
        days = ruled.settings.retention_days
        return timedelta(days=days) if days else None

    reader = log_reader(store, home.logs)

    def tells() -> None:
        ready.begin_anew()
        sampler.call(nudger.limits_changed)

    reporter = _reporter(home, ruled, store, time_of_day, tells)
    tell_family, tell_anew = _family(
        ruled, store, time_of_day, lambda: _call(sampler, nudger.limits_changed, parents.look)
    )
    changes.subscribe(_when_past_changes(tell_anew))

    tracker = Tracker(
        sampler=sampler,
        senses=senses,
        keeper=lambda failed: Keeper(
            store,
            time_of_day,
            keep_for,
            failed,
            lambda: ruled.settings.day_start,
            store.check if opened.check_due else None,
            _chores(ruled, store, reader, time_of_day, tell_family),
            _all_of(reader.stop, growth.stop),
            give_back=pages.give_back,
            look_back=growth.look,
            report=reporter.look,
        ),
        store=store,
        changes=changes,
        clock=time_of_day,
        socket=home.socket,
        logs=home.logs,
        companions=companions,
        at_end=nudger.close,
    )
    return tracker, ruled, store, Voice(sampler, nudger, screen, rests, focus, parents, time_of_day)


def _nudger(
    ruled: Ruling,
    store: Store,
    time_of_day: SystemClock,
    senses: Senses,
    sampler: Sampler,
    changes: Changes,
    opens: Callable[[str], bool],
    *,
    growth: Growth,
    ready: ReportNote,
) -> tuple[Nudger, OnScreen, Notifier, Focus]:
    """What speaks, on the beat, and where it shows windows; notes go by the desktop's server, on their own thread."""

    # Words and calendars of languages are loaded when there is something to say: without a tray they cost 10 MB.
    def reckoner() -> Reckoner:
        from wellbeing.ui import text

        calendar = Calendar(store.zones() or [time_of_day.zone()], ruled.settings.day_start)
        return Reckoner(
            store, ruled.labels.label, calendar, first_weekday(ruled.settings, text.first_weekday())
        )

    def note(record: Record, limit: Limit | None) -> Note:
        from wellbeing.ui import nudge_words

        return nudge_words.note(record, limit, ruled.labels)

    def explain(record: Record) -> Note:
        from wellbeing.ui import nudge_words

        return nudge_words.explanation(record)

    def heard(reaction: Reaction) -> None:
        sampler.call(lambda: answer(lambda: nudger.react(reaction)))

    def acts(record: Record, button: str) -> bool:
        if button == OPEN:
            _open_report(ready.file(record), opens)
            return True
        if button != "new-normal":
            return False
        accept(store, Metric(record.decision.wish.about), _source(ruled, store, time_of_day).today)
        growth.begin_anew()
        changes.tell(Change.RECORD)
        return True

    screen = OnScreen(heard)
    shows = notifier(os.environ, heard, time_of_day)
    focus = Focus(
        store=store,
        clock=time_of_day,
        label=lambda app: ruled.labels.label(app),  # noqa: PLW0108 - labels change with rules
        before=lambda: ruled.settings.paused_before,
        on=lambda kind: manners.kinds(store)[kind],
        pid=lambda: None if senses.window is None else senses.window.pid,
        screen=screen,
        says=lambda note: nudger.say(note),  # noqa: PLW0108 - it is built below
        note=_summed_up,
        flush=sampler.flush,
        told=lambda: changes.tell(Change.NUDGE),
    )
    asking, opinion = (
        CheckInRule(store, time_of_day, lambda: ruled.settings),
        SecondOpinionRule(lambda: ruled.settings),
    )

    changes.subscribe(_when_past_changes(asking.begin_anew))

    def watches() -> bool:
        if focus.watches or asking.minds():
            return True
        app = nudger.in_front
        return app is not None and opinion.minds(ruled.labels.label(app))

    nudger = Nudger(
        store=store,
        clock=time_of_day,
        senses=senses,
        reckoner=reckoner,
        manners=lambda: manners.manners(ruled.settings.manners, store),
        note=note,
        explain=explain,
        notifier=shows,
        changes=changes,
        draw=random.random,
        flush=sampler.flush,
        screen=screen,
        rules=(
            lambda seen: focus.wishes(seen.at, seen.app, seen.label, seen.doing.since),
            asking,
            opinion,
        ),
        watches=watches,
        pauses=focus.take,
        opens=opens,
        found=lambda: (*growth.wishes(), *ready.wishes()),
        acts=acts,
        switch_off=lambda kind: manners.switch(store, kind, on=False),
        shared=_shared,
    )
    return nudger, screen, shows, focus


def _answer_note(ruled: Ruling, store: Store) -> Callable[[TimeRequest], Note]:
    """A parent's answer in words; loaded when there is one."""

    def note(one: TimeRequest) -> Note:
        from wellbeing.ui import limit_words, request_words

        limit = next((each for each in store.limits.limits() if each.id == one.limit), None)
        name = request_words.everything() if limit is None else limit_words.name(limit, ruled.labels)
        return request_words.note(one, name)

    return note


@cache
def _cast() -> Callable[[], bool]:
    """Loaded when something is to be shown for the first time."""
    from wellbeing.sensors.screen_cast import ScreenCast

    return ScreenCast(dict(os.environ))


def _shared() -> bool:
    """Whether others see the screen, as far as PipeWire tells."""
    return sys.platform == "linux" and _cast()()


def _summed_up(summary: Summary) -> Note:
    from wellbeing.ui import focus_words

    return focus_words.note(summary)


def _when_past_changes(*works: Callable[[], None]) -> Callable[[Change], None]:
    """What is to be done when the record is another one."""

    def heed(change: Change) -> None:
        if change is Change.RECORD:
            for work in works:
                work()

    return heed


def _each(*looks: Callable[[Scene], None]) -> Callable[[Scene], None]:
    """Everybody who looks at each turn of the beat."""

    def look(scene: Scene) -> None:
        for one in looks:
            one(scene)

    return look


def _breaks(
    ruled: Ruling,
    store: Store,
    time_of_day: SystemClock,
    senses: Senses,
    screen: OnScreen,
    shows: Notifier,
    look_at: Callable[[timedelta], None],
) -> Breaks:
    """The person's breaks, on the beat."""

    def note(rest: Rest) -> Note:
        from wellbeing.ui import break_words

        return break_words.note(rest)

    def today() -> date:
        zones = store.zones() or [time_of_day.zone()]
        return Calendar(zones, ruled.settings.day_start).day_of(time_of_day.now())

    def snoozed() -> bool:
        until = manners.manners(ruled.settings.manners, store).snoozed_until
        return until is not None and time_of_day.now() < until

    return Breaks(
        store=store,
        clock=time_of_day,
        senses=senses,
        category=lambda scene: (
            "" if scene.activity is None else ruled.labels.label(scene.activity.app).category
        ),
        rhythm=lambda: (ruled.settings.pauses, timedelta(seconds=ruled.settings.break_prelude_s)),
        look_at=look_at,
        shared=_shared,
        snoozed=snoozed,
        today=today,
        screen=screen,
        notifier=shows,
        note=note,
    )


def _call(sampler: Sampler, *works: Callable[[], None]) -> None:
    """Have the beat do something, without waiting for it."""
    sampler.call(_all_of(*works))


def _all_of(*works: Callable[[], None]) -> Callable[[], None]:
    """All of them, one after the other."""

    def work() -> None:
        for one in works:
            one()

    return work


def _source(ruled: Ruling, store: Store, time_of_day: SystemClock) -> Source:
    """What the tracker itself reads finished days from."""
    calendar = Calendar(store.zones() or [time_of_day.zone()], ruled.settings.day_start)
    return Source(store, calendar, ruled.labels, ruled.settings, time_of_day, time_of_day.now())


def _chores(
    ruled: Ruling,
    store: Store,
    reader: LogReader,
    time_of_day: SystemClock,
    tell_family: Callable[[], None],
) -> Callable[[bool], None]:
    """What the work thread does every few minutes: reading logs, letters that wait, and what the family is told."""

    def work(asked: bool) -> None:
        if ruled.settings.read_ai_logs and store.mark("demo") is None:
            _read_on(reader, asked=asked)
        if contact.waiting(store):
            _deliver(store, time_of_day, ruled.settings)
        tell_family()

    return work


def _family(
    ruled: Ruling, store: Store, time_of_day: SystemClock, changed: Callable[[], None]
) -> tuple[Callable[[], None], Callable[[], None]]:
    """Telling the family what is due, and noting that the past changed; nothing is loaded before one was joined."""
    made: list[tuple[Teller, Taker]] = []

    def source() -> Source:
        return _source(ruled, store, time_of_day)

    def look() -> None:
        if not store.mark("family"):
            return
        if not made:
            made.append((family_teller(store, source), _family_taker(store, source, changed)))
        teller, taker = made[0]
        teller.look()
        taker.look()

    def begin_anew() -> None:
        for teller, _taker in made:
            teller.begin_anew()

    return look, begin_anew


def _family_taker(store: Store, source: Callable[[], Source], changed: Callable[[], None]) -> Taker:
    """What takes in what the family agreed elsewhere."""
    from wellbeing.engine import joining
    from wellbeing.engine.agreed import Taker
    from wellbeing.engine.membership import Way
    from wellbeing.ui import text

    return Taker(
        store=store,
        source=source,
        hub=lambda joined: joining.hub(store, joined, clock().now) if joined.way is Way.HUB else None,
        week_begins=text.first_weekday,
        changed=changed,
    )


def family_teller(store: Store, source: Callable[[], Source]) -> Teller:
    """What tells the family of a record that is open for writing."""
    from wellbeing.engine import joining
    from wellbeing.engine.family import Teller
    from wellbeing.ui import limit_words, text

    return Teller(
        store,
        source,
        lambda joined: joining.exchange(store, joined, clock().now),
        lambda limit: limit_words.name(limit, source().labels),
        lambda: first_weekday(source().settings, text.first_weekday()),
    )


def family_source(home: Home, store: Store) -> Source:
    """What the command line tells the family from."""
    chosen, time_of_day = settings_or_defaults(home), clock()
    calendar = Calendar(store.zones() or [time_of_day.zone()], chosen.day_start)
    return Source(store, calendar, labels_or_shipped(home), chosen, time_of_day, time_of_day.now())


def _deliver(store: Store, time_of_day: SystemClock, chosen: Settings) -> None:
    """Letters to the trusted contact; mail, keyring and words are loaded only when there is one."""
    from wellbeing.engine import account as mail_account
    from wellbeing.ui import contact_words

    contact.deliver(
        store,
        mail_account.mailer(store, time_of_day, account(chosen)),
        contact_words.subject(),
        time_of_day.now(),
    )


def _reporter(
    home: Home, ruled: Ruling, store: Store, time_of_day: SystemClock, tells: Callable[[], None]
) -> Reporter:
    """What brings the report of the week."""

    def week_begins() -> int:
        from wellbeing.ui import text

        return first_weekday(ruled.settings, text.first_weekday())

    def letter(key: str, to: tuple[str, ...], folder: Path) -> Letter:
        page, plain, picture = (folder / name for name in PARTS)
        subject, _, told = plain.read_text("utf-8").partition("\n")
        pictures = (Picture("days", picture.read_bytes()),) if picture.exists() else ()
        return Letter(key, to, subject, told.lstrip("\n"), page.read_text("utf-8"), pictures)

    return Reporter(
        store=store,
        clock=time_of_day,
        settings=lambda: ruled.settings,
        archive=home.reports,
        week_begins=week_begins,
        prints=lambda stretch, printed: print_report(home, stretch, printed),
        tells=lambda _stretch, _printed: tells(),
        mailer=lambda chosen: mailer(chosen, time_of_day),
        letter=letter,
    )


def _open_report(file: Path | None, opens: Callable[[str], bool]) -> None:
    """Show it in the browser, or the window's page where that cannot be; on a thread, since browsers may take long."""

    def show() -> None:
        if file is None or not file.exists() or not webbrowser.open(file.as_uri()):
            opens("reports")

    threading.Thread(target=show, name="report", daemon=True).start()


def print_report(home: Home, stretch: Stretch, printed: Printed) -> None:
    """Write the files of a report by another process, which takes its memory with it.

    Raises:
        KnownError: it could not be done.
    """
    chosen = ("--home", str(home.chosen)) if home.chosen else ()
    files = ("--html", str(printed.html), "--pdf", str(printed.pdf), "--letter", str(printed.letter))
    day = stretch.first.isoformat()
    command = [sys.executable, "-m", "wellbeing", *chosen, "report", stretch.edition.value, day, *files]
    done = subprocess.run(  # noqa: S603 - this program
        command, capture_output=True, check=False, timeout=_PRINT_S, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        raise KnownError(
            Sentence("The report of the week could not be written."),
            Sentence("Try: wellbeing report week"),
        )


def account(chosen: Settings) -> Account:
    """The mail account that the settings name."""
    return Account(
        chosen.mail_host,
        chosen.mail_sender,
        chosen.mail_user,
        chosen.mail_port,
        Security(chosen.mail_security),
    )


def mailer(chosen: Settings, time_of_day: SystemClock) -> Mailer:
    """Sends by that account."""
    # TLS, mail and keyring cost memory: loaded by those who send.
    from wellbeing.mail.keychain import password
    from wellbeing.mail.smtp import SmtpMailer

    theirs = account(chosen)
    return SmtpMailer(theirs, lambda: password(theirs), time_of_day.now)


def _opener(home: Home) -> Callable[[str], bool]:
    """Opens the window at a place where there is one of that name; whether there is a screen for it."""

    def opens(place: str) -> bool:
        if missing_screen(os.environ) is not None:
            return False
        from wellbeing.ui.launch import launch
        from wellbeing.ui.window.pages import is_place

        return launch(home, "window", *([place] if is_place(place) else []))

    return opens


def notifier(
    environ: Mapping[str, str], heard: Callable[[Reaction], None], time_of_day: SystemClock
) -> Notifier:
    """What shows notes here."""
    if sys.platform in ("win32", "darwin"):
        from wellbeing.notify.command import CommandNotifier, banner, toast

        windows = sys.platform == "win32"
        return CommandNotifier("toast" if windows else "banner", toast if windows else banner, heard)
    from wellbeing.notify.freedesktop import FreedesktopNotifier

    icon = resource("icons", "wellbeing.svg").absolute().as_uri()
    return FreedesktopNotifier(environ, heard, time_of_day.tick, icon)


def _run_headless(tracker: Tracker) -> int:
    _end_on_signals(tracker)
    tracker.start()
    _collect_cycles()
    while not tracker.wait(3600):
        pass
    tracker.stop()
    return _code(tracker)


def _collect_cycles() -> None:
    """Python's own way again, which `cli.start` left; what the start made is there to stay."""
    gc.freeze()
    gc.enable()


def _outlive_screen(tracker: Tracker) -> int:
    """Record without a screen until one is back, then begin anew with it; the exit code if none comes.

    Qt cannot change its display, so the process is replaced by a fresh one of the same number.
    """
    _end_on_signals(tracker)
    tracker.wait_for_screen()
    end = clock().tick() + SCREEN_PATIENCE
    while not tracker.wait(SCREEN_EVERY_S) and clock().tick() < end:
        if missing_screen(os.environ) is None:
            tracker.stop()
            os.execv(sys.executable, sys.orig_argv)  # noqa: S606 - our own command line; locks close on exec
    tracker.stop()
    return _code(tracker)


def _end_on_signals(tracker: Tracker) -> None:
    for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: tracker.request_stop())


def _code(tracker: Tracker) -> int:
    return BUG if tracker.failed else 0


def probe(environ: Mapping[str, str], chosen: Settings) -> list[dict[str, Any]]:
    """What a tracker started here would find: a row for each sensor that was tried."""
    return [check.row() for check in doctor.probe(environ, chosen.idle_after)]


def checks(home: Home) -> list[dict[str, Any]]:
    """What else must hold: notes, files, record, logs of AI tools."""

    def logs() -> list[LogsRead]:
        store = open_record(home, Settings(), clock(), readonly=True)
        try:
            return store.ledger.logs()
        finally:
            store.close()

    def count() -> int:
        store = open_record(home, Settings(), clock(), readonly=True)
        try:
            return store.count()
        finally:
            store.close()

    found = [
        *doctor.desk(os.environ),
        *doctor.files(home, count),
        *doctor.ai_logs(settings_or_defaults(home).read_ai_logs, logs, labels_or_shipped(home).tool_name),
    ]
    return [check.row() for check in found]


def restore_record(home: Home, file: Path) -> Path | None:
    """Put a backup in the place of the record; where the present one went, or None where there was none.

    A running tracker gives the record away meanwhile, and goes on after.

    Raises:
        StoreError: the file is no sound backup; nothing was touched.
        AlreadyRunning: a tracker is just starting or ending.
    """
    return restored(home, file, clock(), lambda: None)


def wait_until_free(home: Home, patience: timedelta = timedelta(seconds=15)) -> None:
    """Until the tracker of a home is gone.

    Raises:
        KnownError: it is still there.
    """
    end = clock().tick() + patience
    lock = HomeLock(home.lock)
    while clock().tick() < end:
        try:
            lock.take()
        except AlreadyRunning:
            threading.Event().wait(0.05)
        else:
            lock.release()
            return
    raise KnownError(Sentence("The tracker does not end."), Sentence("End its process by hand."))


def _choose(fact: Fact, idle_after: timedelta) -> Choice:
    return choose(fact, candidates(os.environ, idle_after)[fact])


def _better(choice: Choice, idle_after: timedelta) -> Choice | None:
    return better(choice, candidates(os.environ, idle_after)[choice.fact])


def _adopt_autostart(home: Home, chosen: Settings) -> None:
    try:
        autostart.adopt(chosen.autostart, os.environ, str(home.chosen) if home.chosen else None)
    except KnownError as error:
        log.warning("%s", error.sentence)


class _Sentences(logging.Formatter):
    """What a person reads on the terminal: the sentence; the log file has the rest."""

    def format(self, record: logging.LogRecord) -> str:
        """The message alone, without a traceback."""
        return record.getMessage()


class _Discreet(logging.Formatter):
    """What stands in the log file: an error by its type and place; its message may hold titles or paths."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's name; Any: its type is private
        """As a crash report tells it."""
        return "\n".join(crash.lines(ei[1])) if ei[1] is not None else ""


def _log_to(folder: Path, name: str = "wellbeing.log") -> None:
    """Warnings to stderr, everything from info on to a file that never grows beyond a few pages."""
    handler = logging.handlers.RotatingFileHandler(
        folder / name, maxBytes=_LOG_BYTES, backupCount=2, encoding="utf-8", delay=True
    )
    handler.setFormatter(_Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    told = logging.StreamHandler()
    told.setLevel(logging.WARNING)
    told.setFormatter(_Sentences())
    root = logging.getLogger()
    root.addHandler(handler)
    root.addHandler(told)
    root.setLevel(logging.INFO)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
