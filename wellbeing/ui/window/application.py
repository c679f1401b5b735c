"""The window's process: built, run and ended; a second start is heard on its own line."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from wellbeing.engine.changes import Change
from wellbeing.engine.source import Sources
from wellbeing.files.paths import Home
from wellbeing.files.settings import Settings
from wellbeing.lean.pages import give_back, keep_no_large
from wellbeing.line.server import Server
from wellbeing.line.wire import Answer, Request
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError, SleepClock
from wellbeing.sensors.motion import less_motion
from wellbeing.ui.bridge import Bridge
from wellbeing.ui.collector import Collector
from wellbeing.ui.redraw import mend
from wellbeing.ui.signals import Signals
from wellbeing.ui.theme import Theme, Wish
from wellbeing.ui.tray.mark import State, icon
from wellbeing.ui.window.desk import Desk, Where, Writing
from wellbeing.ui.window.first_run import wanted
from wellbeing.ui.window.listener import Listener
from wellbeing.ui.window.pages import is_place
from wellbeing.ui.window.window import Window

log = logging.getLogger(__name__)

BUG = 70
COLLECT_MS = 2000
"""A few figures drawn anew; at rest the look costs less than can be measured."""
RESTS_MS = (4_000, 20_000)
"""After a page was turned to, when its figures are drawn, on a slow machine the second time: what only loading needed
is given back, 40 to 70 MB."""


def run_window(
    sources: Sources,
    writing: Writing,
    beside: Writing,
    home: Home,
    clock: SleepClock,
    page: str | None,
    crashed: Callable[[BaseException], None],
) -> int:
    """Show the window until it is closed; the exit code.

    Args:
        sources: what pages read from.
        writing: opens the record for a change.
        beside: opens it for notes, beside a tracker that goes on.
        home: whose record it is; the caller holds the window's lock.
        clock: the time.
        page: where to begin, such as `today` or `nudges/42`; None for the last page.
        crashed: told of an error of ours.
    """
    keep_no_large()
    application = QApplication.instance() or QApplication(["wellbeing"])
    if not isinstance(application, QApplication):
        raise TypeError("another kind of Qt application runs already")
    application.setApplicationName("wellbeing")
    application.setApplicationDisplayName("Wellbeing")
    application.setDesktopFileName("wellbeing")
    signals, bridge = Signals(application), Bridge()
    collector = Collector(application, COLLECT_MS)
    theme = Theme(wish=Wish(sources.settings.appearance))
    theme.apply(application)
    mend(application, os.environ)
    application.setWindowIcon(icon(State.USUAL, dark_panel=theme.dark))
    hook = _Hook(crashed)
    sys.excepthook = hook
    desk = Desk(theme, bridge, sources, home, clock, writing, beside)
    desk.changed.connect(lambda change: _follow(desk) if change is Change.SETTINGS else None)
    _follow(desk)
    listener = Listener(home.socket)
    window = Window(desk, listener)
    _give_back_at_rest(window)
    server = Server(home.window_socket, lambda asked: _answer(asked, bridge))
    server.start()
    bridge.changed.connect(lambda wish: _obey(wish, window, application))
    window.welcome(lambda: _new(sources))
    window.open(Where.of(page) if page else None)
    desk.work(lambda: less_motion(os.environ), theme.hold_still, lambda _error: None)
    listener.start()
    application.exec()
    listener.close()
    server.close()
    bridge.close()
    sources.close()
    signals.close()
    collector.close()
    return BUG if hook.met else 0


def _give_back_at_rest(window: Window) -> None:
    for rest in RESTS_MS:
        timer = QTimer(window)
        timer.setSingleShot(True)
        timer.setInterval(rest)
        timer.timeout.connect(give_back)
        window.turned.connect(timer.start)


def _follow(desk: Desk) -> None:
    """What the settings say about the look."""

    def wear(chosen: Settings) -> None:
        desk.theme.wish(Wish(chosen.appearance))
        desk.theme.show_patterns(chosen.patterns)

    desk.ask(lambda source: source.settings, wear, lambda _error: None)


def _new(sources: Sources) -> bool:
    """Whether this person has never seen the program; nobody is kept waiting by a broken record."""
    try:
        return wanted(sources())
    except KnownError:
        return False


def _answer(asked: Request, bridge: Bridge) -> Answer:
    """A second start wishes to see the first; on the line's thread."""
    if asked.do == "show" and (asked.page is None or is_place(asked.page)):
        bridge.tell(("show", asked.page))
    elif asked.do == "stop":
        bridge.tell(("stop", None))
    else:
        raise KnownError(
            Sentence("The window does not know this request."), Sentence("Close it and open it again.")
        )
    return {"ok": True}


def _obey(wish: object, window: Window, application: QApplication) -> None:
    match wish:
        case ("show", None):
            window.open()
        case ("show", str(page)):
            window.open(Where.of(page))
        case ("stop", _):
            window.close()
            application.quit()


class _Hook:
    """An error of ours becomes a report; the window stays, with its last figures."""

    def __init__(self, crashed: Callable[[BaseException], None]) -> None:
        self._crashed = crashed
        self.met = False

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self.met = True
        log.error("an error in the window", exc_info=(kind, error, trace))
        self._crashed(error)
