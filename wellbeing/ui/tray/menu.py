"""The menu of the icon: today in words, pause, open, quit."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu

from wellbeing.nudges.focus import LENGTHS
from wellbeing.ui import focus_words, text
from wellbeing.ui.text import _
from wellbeing.ui.tray import sentence
from wellbeing.ui.tray.part import SHOWN, pause_menu
from wellbeing.ui.tray.view import PanelView


class Menu(QMenu):
    """Its actions are made once and change their words, so that a menu on the screen stays where it is."""

    panel = Signal()
    """Today was chosen: where a left click opens this menu, the panel is reached so."""
    pause = Signal(object)
    """A `PauseFor`."""
    resume = Signal()
    open_window = Signal()
    focus = Signal(int)
    """Minutes of a focus session that is to begin."""
    end_focus = Signal()
    checkin = Signal()
    """The person wants to say how they are."""
    quit = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._total = self._add(self.panel)
        self._state = self.addAction("")
        self._state.setEnabled(False)
        self._top = [self.addAction("") for _place in range(SHOWN)]
        for action in self._top:
            action.setEnabled(False)
        self.addSeparator()
        self._pause = pause_menu(QMenu(self))
        self._pause.triggered.connect(lambda action: self.pause.emit(action.data()))
        self.addMenu(self._pause)
        self._resume = self._add(self.resume)
        self._focus = QMenu(self)
        for minutes in LENGTHS:
            self._focus.addAction(focus_words.length(minutes)).setData(minutes)
        self._focus.triggered.connect(lambda action: self.focus.emit(action.data()))
        self.addMenu(self._focus)
        self._end_focus = self._add(self.end_focus)
        self.addSeparator()
        self._checkin = self._add(self.checkin)
        self._open, self._quit = self._add(self.open_window), self._add(self.quit)
        self.show_view(None)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Grown while it is open, by what was just read, it stays whole on the screen."""
        super().resizeEvent(event)
        screen = self.screen().geometry()
        at = self.geometry()
        if self.isVisible() and not screen.contains(at):
            left = max(min(at.left(), screen.right() + 1 - at.width()), screen.left())
            top = max(min(at.top(), screen.bottom() + 1 - at.height()), screen.top())
            self.move(left, top)

    def show_view(self, view: PanelView | None) -> None:
        """Say this moment; None before anything has been read."""
        self._total.setText(_plain(sentence.total(view)) if view else sentence.PROGRAM)
        state = self._state_words(view) if view else ""
        self._state.setText(_plain(state))
        self._state.setVisible(bool(state))
        for place, action in enumerate(self._top):
            use = view.top[place] if view and place < len(view.top) else None
            action.setText(_plain(sentence.app(use)) if use else "")
            action.setVisible(use is not None)
        paused = view is not None and view.paused_until is not None
        self._pause.setTitle(_("Pause"))
        self._pause.menuAction().setVisible(not paused)
        self._resume.setText(_("Resume"))
        self._resume.setVisible(paused)
        left = None if view is None else view.focus_left
        self._focus.setTitle(_("Focus"))
        self._focus.menuAction().setVisible(left is None)
        if left is not None:
            self._end_focus.setText(_("End the focus ({amount} left)").format(amount=text.duration(left)))
        self._end_focus.setVisible(left is not None)
        self._checkin.setText(_("How are you?"))
        self._open.setText(_("Open"))
        self._quit.setText(_("Quit"))

    def _add(self, wish: SignalInstance) -> QAction:
        action = self.addAction("")
        action.triggered.connect(lambda _checked=False: wish.emit())
        return action

    @staticmethod
    def _state_words(view: PanelView) -> str:
        if view.paused_until is not None:
            return sentence.pause(view)
        if view.trouble is not None:
            return view.trouble.sentence
        return _("Demo data, not yours") if view.demo else ""


def _plain(words: str) -> str:
    """An app's name may hold `&`, which menus take for a key."""
    return words.replace("&", "&&")
