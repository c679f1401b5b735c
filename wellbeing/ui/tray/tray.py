"""The icon in the tray, and when it looks again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from wellbeing.engine.changes import Change
from wellbeing.ports import KnownError
from wellbeing.ui.bridge import Bridge
from wellbeing.ui.text import said
from wellbeing.ui.theme import Theme, Wish
from wellbeing.ui.tray import sentence
from wellbeing.ui.tray.ground import Ground, is_dark
from wellbeing.ui.tray.icon import TrayIcon
from wellbeing.ui.tray.mark import State, icon
from wellbeing.ui.tray.menu import Menu
from wellbeing.ui.tray.popover import Popover
from wellbeing.ui.tray.view import PanelView, Trouble

LOOKED_AT_MS = 1_000
"""While someone looks at panel or menu, changes of activity show after at most this long."""
ASIDE_MS = 60_000
"""While nobody looks, tooltip and mark follow activity this often, and only when something changed."""
_TRAY_EVERY_MS = 500


class Tray(QObject):
    """Shows what `read` returns; emits wishes. GUI thread only; `read` runs on the bridge's thread.

    Reads when something changes, when someone looks, and every full minute while the panel is open. While
    nothing changes and nobody looks no timer runs.

    Args:
        shown: the icon where it stands in the tray already; it is this one's from now on.
    """

    pause = Signal(object)
    """A `PauseFor`."""
    resume = Signal()
    open_window = Signal()
    focus = Signal(int)
    """A focus session of so many minutes."""
    end_focus = Signal()
    checkin = Signal()
    """The window, at the question how one is."""
    quit = Signal()

    def __init__(
        self,
        bridge: Bridge,
        read: Callable[[], PanelView],
        theme: Theme,
        *,
        ground: Ground = Ground.AUTO,
        shown: TrayIcon | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._read, self._theme, self._ground = bridge, read, theme, ground
        self._view: PanelView | None = None
        self._drawn: tuple[State, bool] | None = None
        self._popover: Popover | None = None
        self._reading = self._again = False
        self._read_at = QElapsedTimer()
        self._icon = shown or TrayIcon()
        self._icon.setParent(self)
        self._menu = Menu()
        self._soon, self._minute = QTimer(self), QTimer(self)
        for timer in (self._soon, self._minute):
            timer.setSingleShot(True)
            timer.timeout.connect(self.refresh)
        self._connect()
        self._draw()

    def _connect(self) -> None:
        for name in ("pause", "resume", "focus", "end_focus", "open_window", "checkin", "quit"):
            getattr(self._menu, name).connect(getattr(self, name))
        self._menu.panel.connect(self.open_panel)
        self._menu.aboutToShow.connect(self.refresh)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._clicked)
        self._icon.looked_at.connect(self._refresh_if_old)
        self._bridge.changed.connect(self._on_change)
        self._theme.changed.connect(self._draw)

    @property
    def view(self) -> PanelView | None:
        """What is shown; None before the first reading."""
        return self._view

    def start(self, grace: timedelta = timedelta(seconds=3)) -> None:
        """Show the icon. Where no tray appears within `grace` (at login it may come late), open the panel."""
        self._icon.setToolTip(sentence.tooltip(None))
        self._icon.show()
        self.refresh()
        self._wait_for_tray(grace)

    def close(self) -> None:
        """Take the icon away and end everything; call before `Bridge.close()`."""
        self._soon.stop()
        self._minute.stop()
        self._icon.hide()
        if self._popover is not None:
            self._popover.close()

    def wear(self, wish: Wish, ground: Ground) -> None:
        """Take over what the person chose about light and dark, for the panel and for the mark."""
        self._theme.wish(wish)
        if ground is not self._ground:
            self._ground = ground
            self._draw()

    def refresh(self) -> None:
        """Read now; asked for again while reading, it reads once more."""
        self._soon.stop()
        if self._reading:
            self._again = True
            return
        self._reading = True
        self._read_at.start()
        self._bridge.read(self._read, self._show, self._fail)

    def open_panel(self) -> None:
        """Show the panel: a card beside the icon, or a window where there is no tray."""
        framed = not QSystemTrayIcon.isSystemTrayAvailable()
        popover = self._popover
        if popover is None or popover.panel.property("framed") is not framed:
            popover = self._new_popover(framed=framed)
        popover.open(self._icon.geometry())
        self.refresh()

    # ------------------------------------------------------------ when

    def _on_change(self, change: object) -> None:
        """Activity may change many times a second, all else is rare and shows at once."""
        if change is not Change.ACTIVITY:
            self.refresh()
            return
        pace = LOOKED_AT_MS if self._looked_at() else ASIDE_MS
        due = max(0, pace - self._read_at.elapsed())
        if not self._soon.isActive() or self._soon.remainingTime() > due:
            self._soon.start(due)

    def _refresh_if_old(self) -> None:
        if self._read_at.elapsed() > LOOKED_AT_MS:
            self.refresh()

    def _looked_at(self) -> bool:
        return self._menu.isVisible() or self._panel_open()

    def _panel_open(self) -> bool:
        return self._popover is not None and self._popover.isVisible()

    def _wait_for_tray(self, left: timedelta) -> None:
        if QSystemTrayIcon.isSystemTrayAvailable():
            QTimer.singleShot(_TRAY_EVERY_MS, self, self._draw)  # its place is known now: look at its ground
        elif left <= timedelta(0):
            self.open_panel()
        else:
            step = timedelta(milliseconds=_TRAY_EVERY_MS)
            QTimer.singleShot(_TRAY_EVERY_MS, self, lambda: self._wait_for_tray(left - step))

    # ------------------------------------------------------------ what

    def _show(self, view: PanelView) -> None:
        self._reading = False
        self._view = view
        self._draw()
        words = sentence.tooltip(view)
        if words != self._icon.toolTip():
            self._icon.setToolTip(words)
        self._menu.show_view(view)
        if self._popover is not None:
            self._popover.show_view(view)
        if self._panel_open():
            self._minute.start((60 - view.now.second) * 1000)
        if self._again:
            self._again = False
            self.refresh()

    def _fail(self, error: KnownError) -> None:
        """The last figures stay, and what is wrong stands beside them."""
        self._reading = False
        trouble = Trouble(said(error.sentence), said(error.remedy))
        if self._view is not None:
            self._again = False
            self._show(replace(self._view, trouble=trouble))
        else:
            self._icon.setToolTip(f"{sentence.PROGRAM}\n{said(error.sentence)}")

    def _draw(self) -> None:
        dark = is_dark(self._ground, self._icon.geometry(), theme_is_dark=self._theme.desktop_dark)
        wanted = (sentence.state(self._view), dark)
        if wanted != self._drawn:
            self._drawn = wanted
            self._icon.setIcon(icon(wanted[0], dark_panel=dark))

    def _new_popover(self, *, framed: bool) -> Popover:
        if self._popover is not None:
            self._popover.deleteLater()
        popover = Popover(self._theme, icon(State.USUAL, dark_panel=self._theme.dark), framed=framed)
        for name in ("pause", "resume", "open_window", "quit"):
            getattr(popover.panel, name).connect(getattr(self, name))
        popover.panel.open_window.connect(popover.dismiss)
        popover.hidden.connect(self._minute.stop)
        if self._view is not None:
            popover.show_view(self._view)
        self._popover = popover
        return popover

    def _clicked(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        # The second press of a double click comes as DoubleClick: who clicks so wants the panel, and keeps it.
        if reason is not QSystemTrayIcon.ActivationReason.Trigger:
            return
        popover = self._popover
        if popover is not None and popover.isVisible():
            popover.dismiss()
        elif popover is None or not popover.just_left():
            self.open_panel()
