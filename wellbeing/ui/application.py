"""The tracker with its tray: Qt's main thread, signals of the system, wishes of the person."""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from wellbeing.engine import permit
from wellbeing.engine.breaks import BreakShown
from wellbeing.engine.changes import Change
from wellbeing.engine.focus import Asked
from wellbeing.engine.labels import Labels
from wellbeing.engine.limits import Reckoner
from wellbeing.engine.onscreen import Refused, Shown, TakenAway
from wellbeing.engine.ruling import Ruling
from wellbeing.engine.today import TodayReader
from wellbeing.engine.tracker import Tracker
from wellbeing.engine.view.week import first_weekday
from wellbeing.engine.voice import Voice
from wellbeing.files.paths import Home
from wellbeing.lean import pages
from wellbeing.limits.standing import Standing
from wellbeing.nudges.focus import Session
from wellbeing.ports import Clock, KnownError, Note, SleepClock, Store
from wellbeing.timeline.day import Calendar
from wellbeing.ui import text
from wellbeing.ui.bridge import Bridge
from wellbeing.ui.collector import Collector
from wellbeing.ui.first import First
from wellbeing.ui.first import application as running
from wellbeing.ui.launch import launch
from wellbeing.ui.redraw import mend
from wellbeing.ui.signals import Signals
from wellbeing.ui.theme import Theme, Wish
from wellbeing.ui.tray.ground import Ground
from wellbeing.ui.tray.reading import reader
from wellbeing.ui.tray.tray import Tray
from wellbeing.ui.tray.view import PauseFor

if TYPE_CHECKING:
    from wellbeing.ui.stop.screen import StopScreen

log = logging.getLogger(__name__)

COLLECT_MS = 30_000
"""What is made in between is little, and wake-ups are counted."""
SHOW = "show"
"""What the line asks of the screen, on its way through the bridge."""


def run_tray(
    tracker: Tracker,
    ruled: Ruling,
    store: Store,
    clock: SleepClock,
    home: Home,
    voice: Voice,
    first: First | None = None,
) -> bool:
    """Run tracker and tray until somebody ends them or the display goes. `first` is what is shown already.

    Returns:
        Whether the display was lost; the tracker goes on recording then, else the caller stops it.
    """
    application = running()
    signals = Signals(application)
    bridge = Bridge()
    collector = Collector(application, COLLECT_MS)
    today = TodayReader(store, clock, ruled.settings.day_start)
    read = reader(
        today.read,
        tracker.standing,
        lambda: ruled.labels,
        lambda: ruled.troubles,
        lambda: store.mark("demo") is not None,
        lambda labels: _standings(labels, ruled, store, clock),
        lambda: voice.breaks.until_next,
        lambda: voice.focus.session,
    )
    theme = Theme(wish=Wish(ruled.settings.appearance))
    theme.apply(application)
    mend(application, os.environ)
    tray = Tray(
        bridge,
        read,
        theme,
        ground=Ground(ruled.settings.panel_colour),
        shown=None if first is None else first.icon,
    )
    _connect(application, tracker, tray, bridge, today, ruled, clock, _Permit(theme, store, clock))
    open_window = _open_windows(bridge, tray, home)
    _offer_focus(tray, theme, voice, ruled, clock)
    stops = _Stops(bridge, theme, ruled, voice, open_window)
    sys.excepthook = _Hook(tracker)
    # The icon first: the tracker's own threads want the processor as well.
    tray.start()
    tracker.start(lambda page: bridge.tell((SHOW, page)))
    gc.freeze()
    pages.give_back()
    # Qt leaves its loop with another code than 0 when the display is gone.
    lost = application.exec() != 0
    stops.close()
    tray.close()
    bridge.close()
    signals.close()
    collector.close()
    return lost and not signals.asked and not tracker.wait(0)


def _standings(labels: Labels, ruled: Ruling, store: Store, clock: SleepClock) -> list[Standing]:
    """How the person's limits stand; on the bridge's thread."""
    calendar = Calendar(store.zones() or [clock.zone()], ruled.settings.day_start)
    reckoner = Reckoner(store, labels.label, calendar, first_weekday(ruled.settings, text.first_weekday()))
    return reckoner.standings(reckoner.day(clock.now(), clock.tick() + clock.slept()))


class _Hook:
    """An error of ours on the GUI thread becomes a report; the recording goes on."""

    def __init__(self, tracker: Tracker) -> None:
        self._tracker = tracker

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        log.error("an error on the GUI thread", exc_info=(kind, error, trace))
        self._tracker.crashed(error)


def _connect(
    application: QApplication,
    tracker: Tracker,
    tray: Tray,
    bridge: Bridge,
    today: TodayReader,
    ruled: Ruling,
    clock: Clock,
    asks: Callable[[str, Callable[[], object]], None],
) -> None:
    def pause(length: PauseFor) -> None:
        def work() -> None:
            until = today.tomorrow() if length.value is None else clock.now() + length.value
            _try(lambda: tracker.pause(until))

        asks("pause", work)

    def heard(change: object) -> None:
        match change:
            case ("show", None):
                tray.open_panel()
            case Change.TROUBLE if tracker.wait(0):
                application.quit()
            case Change.RECORD | Change.SETTINGS:
                today.begin_anew(ruled.settings.day_start)
                tray.wear(Wish(ruled.settings.appearance), Ground(ruled.settings.panel_colour))

    bridge.changed.connect(heard)
    tracker.changes.subscribe(bridge.tell)
    tray.pause.connect(pause)
    tray.resume.connect(lambda: _try(tracker.resume))
    tray.quit.connect(lambda: asks("stop", application.quit))
    # The session ends: write before the desktop loses patience, then go.
    application.commitDataRequest.connect(lambda _manager: _try(tracker.flush))


class _Permit:
    """Before a pause or the end: where a limit was agreed upon, the PIN is asked for."""

    def __init__(self, theme: Theme, store: Store, clock: SleepClock) -> None:
        self._theme, self._store, self._clock = theme, store, clock

    def __call__(self, why: str, work: Callable[[], object]) -> None:
        """Do it, now or once the PIN was entered."""
        try:
            guarded = permit.guards(self._store)
        except KnownError:
            guarded = False  # the record fails: that is told, and nothing is kept from ending
        if guarded:
            self._ask(why, work, None)
        else:
            work()

    def _ask(self, why: str, work: Callable[[], object], wrong: KnownError | None) -> None:
        from wellbeing.ui.widgets.pin import ask_pin

        def entered(pin: str) -> None:
            try:
                permit.guard(self._store, pin, why, self._clock)
            except KnownError as error:
                self._ask(why, work, error)
            else:
                work()

        ask_pin(self._theme, wrong, entered, lambda: None)


def _offer_focus(tray: Tray, theme: Theme, voice: Voice, ruled: Ruling, clock: Clock) -> None:
    """A session is begun and ended from the tray; its card is loaded when it is first wanted."""

    def begin(minutes: int, intention: str) -> None:
        now = clock.now().replace(microsecond=0)
        voice.focus_on(Session(now, minutes, intention, ruled.settings.distracting))

    kept: list[QWidget] = []

    def ask(minutes: int) -> None:
        from wellbeing.ui.stop.beginning import Beginning

        window = Beginning(theme, minutes)
        window.card.begun.connect(begin)
        for former in kept:
            former.hide()
        # Nothing else keeps a window without a parent; the former one goes with its last name.
        kept[:] = [window]
        window.open()

    tray.focus.connect(ask)
    tray.end_focus.connect(lambda: voice.focus_on(None))


def _open_windows(bridge: Bridge, tray: Tray, home: Home) -> Callable[..., None]:
    """The window is a process of its own: its memory goes when it closes, and a second one raises the first."""

    def open_window(*page: str) -> None:
        if not launch(home, "window", *page):
            log.warning("the window could not be started")

    def heard(change: object) -> None:
        match change:
            case ("show", str(page)):
                open_window(page)

    tray.open_window.connect(open_window)
    tray.checkin.connect(lambda: open_window("checkin"))
    bridge.changed.connect(heard)
    return open_window


class _Stops:
    """Windows at limits, and notes of our own: their code is loaded when there is something to show."""

    def __init__(
        self, bridge: Bridge, theme: Theme, ruled: Ruling, voice: Voice, opens: Callable[..., None]
    ) -> None:
        self._theme, self._ruled, self._voice, self._opens = theme, ruled, voice, opens
        self._screen: StopScreen | None = None
        bridge.changed.connect(self._take)
        voice.screen.attach(bridge.tell)

    def _take(self, value: object) -> None:
        if not isinstance(value, (Shown, Refused, Note, TakenAway, BreakShown, Asked)):
            return
        if self._screen is None:
            if value in (Shown(()), BreakShown(None), Asked(None)) or isinstance(value, TakenAway):
                return
            from wellbeing.ui.stop.screen import Replies, StopScreen

            voice = self._voice
            replies = Replies(
                voice.heard,
                voice.answered,
                voice.extended,
                self._opens,
                voice.rest,
                voice.paused,
                voice.asked,
                voice.allowed,
                voice.checked_in,
            )
            self._screen = StopScreen(self._theme, lambda: self._ruled.labels, replies, os.environ)
        self._screen.take(value)

    def close(self) -> None:
        """Take everything away; notes told later have no screen."""
        self._voice.screen.attach(None)
        if self._screen is not None:
            self._screen.close()


def _try(work: Callable[[], None]) -> None:
    try:
        work()
    except (KnownError, TimeoutError):
        log.warning("the tracker could not do what was wished")
