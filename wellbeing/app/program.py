"""The tracker and the window as programs: from taking the home to the exit code."""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

from wellbeing import lean
from wellbeing.app.basis import adopt_autostart, applications, clock
from wellbeing.app.journal import log_to
from wellbeing.app.record import beside, open_record, writing
from wellbeing.app.tracker import tracker
from wellbeing.engine import crash
from wellbeing.engine.ruling import Ruling
from wellbeing.engine.source import Sources
from wellbeing.engine.tracker import Tracker
from wellbeing.files import rules, settings
from wellbeing.files.lock import HomeLock
from wellbeing.files.paths import Home
from wellbeing.lean import xcb
from wellbeing.line import client
from wellbeing.model.sentence import Sentence
from wellbeing.ports import AlreadyRunning, KnownError
from wellbeing.sensors.screen import missing_screen

if TYPE_CHECKING:
    from wellbeing.ui.first import First

log = logging.getLogger(__name__)

BUG = 70
"""Exit code when an error of ours ended the tracker (sysexits.h, EX_SOFTWARE)."""
SCREEN_EVERY_S = 2.0
SCREEN_PATIENCE = timedelta(minutes=10)
"""How long a tracker whose display went away waits for it: longer than a restart, shorter than a night."""


def run(home: Home, *, headless: bool, first: First | None = None) -> int:
    """The tracker, until it is asked to end; the exit code. `first` is what this start shows already.

    Raises:
        AlreadyRunning: another tracker keeps this home.
        KnownError: home, record or line cannot be used.
    """
    home.prepare()
    lock = HomeLock(home.lock) if first is None else first.lock
    lock.take()
    log_to(home.logs)
    try:
        settings.write_template(home.settings_file)
        rules.write_template(home.rules_file)
        return _run(home, headless=headless, first=first)
    finally:
        lock.release()


def _run(home: Home, *, headless: bool, first: First | None) -> int:
    if os.environ.get("DISPLAY"):
        xcb.load()
    made, basis, voice = tracker(home)
    adopt_autostart(home, basis.ruled.settings)
    if headless:
        return _run_headless(made)
    if why := missing_screen(os.environ):
        log.warning("%s Recording begins without a tray icon.", why)
        made.start()
        _collect_cycles()
        return _outlive_screen(made)
    from wellbeing.ui import text

    text.settle()
    lean.load_qt("PySide6.QtCore")
    from wellbeing.ui.application import run_tray

    if run_tray(made, basis.ruled, basis.store, clock(), home, voice, first):
        log.info("the display is gone; recording goes on without it")
        return _outlive_screen(made)
    made.stop()
    return _code(made)


def run_window(home: Home, page: str | None) -> int:
    """The window of a home until it is closed, whether or not a tracker runs; the exit code.

    Raises:
        AlreadyRunning: this home's window is open already.
        KnownError: the home cannot be used.
    """
    home.prepare()
    lock = HomeLock(home.window_lock)
    lock.take()
    log_to(home.logs, "window.log")
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
