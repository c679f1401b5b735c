"""The window: navigation beside the pages; one page is visible, and follows what changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec
from PySide6.QtCore import QByteArray, QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from wellbeing.engine.changes import Change
from wellbeing.engine.membership import tells
from wellbeing.ui.launch import launch
from wellbeing.ui.widgets.fade import Fade
from wellbeing.ui.window import state
from wellbeing.ui.window.desk import Desk, Link, Where
from wellbeing.ui.window.first_run import FirstRun
from wellbeing.ui.window.listener import Listener
from wellbeing.ui.window.navigation import Navigation
from wellbeing.ui.window.page import Page
from wellbeing.ui.window.pages import KEYS, PAGES, title
from wellbeing.ui.window.shortcuts import Shortcuts

PACE_MS = 1_000
"""Changes of activity show after at most this long; all else at once."""
_SIZE = (1120, 760)
_LEAST = (480, 420)
_SLIM_BELOW = 720
"""px of width below which the navigation keeps only its glyphs."""


class Window(QWidget):
    """Shows pages and passes on what the tracker says. GUI thread only."""

    closed = Signal()
    turned = Signal()
    """A page was asked for, perhaps the one that is shown."""

    def __init__(self, desk: Desk, listener: Listener, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Wellbeing")
        self.setMinimumSize(*_LEAST)
        self.desk, self._listener = desk, listener
        self.navigation = Navigation(desk.theme)
        self._pages: dict[str, Page] = {}
        self._stack = QStackedWidget()
        self._stack.setObjectName("pages")
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self._stack, 1)
        self._stale = False
        self._since = QElapsedTimer()
        self._since.start()
        self._soon, self._minute = QTimer(self), QTimer(self)
        self._connect()
        self._keys()
        self._left = state.read(desk.home.window_state)
        self.resize(*_SIZE)
        if self._left.geometry:
            self.restoreGeometry(QByteArray.fromBase64(self._left.geometry.encode()))

    def open(self, where: Where | None = None) -> None:
        """Show a page (the last one by default) and come to the front."""
        known = self._left.page if self._left.page in KEYS else KEYS[0]
        first = not self._pages
        if where is not None or first:
            self.go(where or Where(known))
        if first:
            self.desk.ask(lambda source: source.demo, self.navigation.state.show_demo, lambda _error: None)
            self._ask_family()
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def welcome(self, new: Callable[[], bool]) -> None:
        """Show two quiet screens before the pages, once, and only to somebody who is `new`."""
        if self._left.welcomed:
            return
        if not new():
            self._left = msgspec.structs.replace(self._left, welcomed=True)
            return
        first = FirstRun(self.desk)
        first.finished.connect(lambda: self._welcomed(first))
        self._row.addWidget(first, 1)
        for part in (self.navigation, self._stack):
            part.hide()

    def go(self, where: Where) -> None:
        """Show a page, built when it is first wanted."""
        before = self.page
        page = self._pages.get(where.page)
        if page is None:
            page = self._pages[where.page] = _made(where.page, self.desk, self._stack)
            self._stack.addWidget(page)
        if where.day is not None or where.app is not None:
            page.open_at(where.day, where.app)
        if where.part is not None:
            page.open_part(where.part)
        self._turn(page)
        if before is not page:
            page.setFocus(
                Qt.FocusReason.OtherFocusReason
            )  # its keys scroll; Tab goes on to its first control
        self.navigation.show_page(where.page)
        self.setWindowTitle(f"{title(where.page)} – Wellbeing")
        if before is not None and before is not page:
            before.hidden()
        if before is not page or where.day is not None or where.app is not None:
            page.shown()
        self.turned.emit()

    @property
    def page(self) -> Page | None:
        """The page that is visible."""
        found = self._stack.currentWidget()
        return found if isinstance(found, Page) else None

    def _turn(self, page: Page) -> None:
        """To another page, the former one fading away; the new one can be used at once."""
        length = self.desk.theme.motion("page")
        moving = length and self.page not in (None, page) and self.isVisible() and not self.isMinimized()
        former = self._stack.grab() if moving else None
        self._stack.setCurrentWidget(page)
        if former is not None:
            Fade(self._stack, former, length)

    # ------------------------------------------------------------ what happens

    def _welcomed(self, first: FirstRun) -> None:
        first.hide()
        first.deleteLater()
        for part in (self.navigation, self._stack):
            part.show()
        self._left = msgspec.structs.replace(self._left, welcomed=True)
        state.write(self.desk.home.window_state, self._left)
        if self.page is not None:
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)
            self.page.load()

    def _connect(self) -> None:
        self._soon.setSingleShot(True)
        self._minute.setSingleShot(True)
        self._soon.timeout.connect(lambda: self._pass_on(Change.ACTIVITY))
        self._minute.timeout.connect(self._next_minute)
        self.navigation.chosen.connect(lambda key: self.go(Where(key)))
        self.navigation.start.connect(lambda: launch(self.desk.home, "run"))
        self.navigation.resume.connect(lambda: self.desk.tell("resume"))
        self.desk.went.connect(self.go)
        self.desk.changed.connect(self._changed)
        self.desk.linked.connect(self.navigation.state.show_link)
        self._listener.heard.connect(self._heard)
        self._listener.present.connect(self._present)

    def _heard(self, change: Change) -> None:
        if change in (Change.PAUSE, Change.TROUBLE):
            self._ask_standing()
        self.desk.changed.emit(change)

    def _changed(self, change: Change) -> None:
        """By the tracker, or by a page of ours."""
        if change is not Change.ACTIVITY:
            self._pass_on(change)
        elif not self._soon.isActive():
            self._soon.start(max(0, PACE_MS - self._since.elapsed()))

    def _ask_family(self) -> None:
        """Whether sums of days leave this computer."""
        self.desk.ask(
            lambda source: tells(source.store),
            self.navigation.state.show_family,
            lambda _error: None,
        )

    def _pass_on(self, change: Change) -> None:
        if not self.isVisible() or self.isMinimized():
            self._stale = True
            return
        self._stale = False
        self._since.restart()
        if change is Change.RECORD:
            self._ask_family()
        if self.page is not None:
            self.page.refresh(change)

    def _present(self, present: bool) -> None:
        if present:
            self._ask_standing()
        else:
            self._link(Link(running=False))
        if self._pages:
            self._pass_on(Change.TROUBLE)

    def _ask_standing(self) -> None:
        self.desk.tell("status", lambda said: self._link(_link(said)))

    def _link(self, link: Link) -> None:
        if link != self.desk.link:
            self.desk.link = link
            self.desk.linked.emit(link)

    def _next_minute(self) -> None:
        """Time passes also while nothing changes."""
        self._pass_on(Change.ACTIVITY)
        self._wait_for_minute()

    def _wait_for_minute(self) -> None:
        now: datetime = self.desk.clock.now()
        self._minute.start((60 - now.second) * 1000)

    def _keys(self) -> None:
        for number, entry in enumerate(PAGES[:9], 1):
            self._key(f"Ctrl+{number}").activated.connect(lambda key=entry.key: self.go(Where(key)))
        self._key("F5").activated.connect(self._again)
        self._key("?").activated.connect(self._show_keys)
        self._key("Ctrl+W").activated.connect(self.close)
        self._key("Ctrl+Q").activated.connect(self.close)

    def _key(self, keys: str) -> QShortcut:
        return QShortcut(QKeySequence(keys), self)

    def _again(self) -> None:
        if self.page is not None:
            self.page.again()

    def _show_keys(self) -> None:
        Shortcuts(self.desk.theme, self.page.keys() if self.page else (), self).open()

    # ------------------------------------------------------------ Qt

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Catch up with what happened meanwhile."""
        super().showEvent(event)
        self._wait_for_minute()
        if self._stale:
            self._pass_on(Change.RECORD)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nobody looks."""
        super().hideEvent(event)
        self._minute.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Words in the navigation only where there is room."""
        super().resizeEvent(event)
        self.navigation.set_slim(self.width() < _SLIM_BELOW)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Remember size and page."""
        geometry = self.saveGeometry().toBase64().toStdString()
        page = self.page.key if self.page else self._left.page
        state.write(self.desk.home.window_state, state.State(page, geometry, self._left.welcomed))
        super().closeEvent(event)
        self.closed.emit()


def _link(said: dict[str, Any] | None) -> Link:  # Any: JSON
    if said is None:
        return Link(running=False)
    return Link(True, said["paused_until"], tuple(said["sensors"]), said.get("trouble"))


def _made(key: str, desk: Desk, parent: QWidget) -> Page:
    entry = next(entry for entry in PAGES if entry.key == key)
    # Where it belongs from the start: a tree of widgets that finds its parent later is styled twice.
    page = entry.page()(desk, parent)
    page.setAccessibleName(title(key))
    page.viewport().setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return page
