"""A real tray program on a real desktop: shows a fixed day, and says each thing that happens as a JSON line.

    python tests/ui/tray_program.py [STATE]

Words on its input: a state's name shows that state, `say` asks what is to be seen, `grab FILE` saves the panel
as it should look, `quit` ends it.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget

from tests.ui.states import STATES
from wellbeing.engine.changes import Change
from wellbeing.ui.bridge import Bridge
from wellbeing.ui.redraw import mend
from wellbeing.ui.theme import Theme
from wellbeing.ui.tray.tray import Tray
from wellbeing.ui.tray.view import PanelView, PauseFor


class Program:
    """The tray, its bridge, and a reader of the standard input on a thread of its own."""

    def __init__(self, app: QApplication, state: str) -> None:
        self.app, self.view = app, STATES[state]
        self.theme, self.bridge = Theme(), Bridge()
        self.theme.apply(app)
        mend(app, os.environ)
        self.tray = Tray(self.bridge, self.read, self.theme)
        self.tray.pause.connect(lambda wish: self.say("pause", PauseFor(wish).name))
        self.tray.resume.connect(lambda: self.say("resume"))
        self.tray.open_window.connect(lambda: self.say("open"))
        self.tray.quit.connect(lambda: self.say("quit"))
        self.tray._menu.aboutToShow.connect(lambda: self.say("menu"))
        self.theme.changed.connect(lambda: self.say("theme", "dark" if self.theme.dark else "light"))
        self.bridge.changed.connect(self.obey)
        threading.Thread(target=self.listen, daemon=True).start()

    def say(self, what: str, *more: object) -> None:
        print(json.dumps([what, *more]), flush=True)  # noqa: T201 - this is how the program speaks

    def read(self) -> PanelView:
        return self.view

    def listen(self) -> None:
        for line in sys.stdin:
            self.bridge.tell(line.strip())
        self.bridge.tell("quit")

    def obey(self, word: object) -> None:
        if word == "quit":
            self.tray.close()
            self.bridge.close()
            self.app.quit()
        elif word == "say":
            self.describe()
        elif str(word).startswith("grab "):
            popover = self.tray._popover
            assert popover is not None
            popover.grab().save(str(word).partition(" ")[2])
            self.say("grabbed")
        elif word in STATES:
            self.view = STATES[str(word)]
            self.bridge.tell(Change.TROUBLE)

    def describe(self) -> None:
        popover, icon = self.tray._popover, self.tray._icon
        self.say(
            "seen",
            {
                "icon": icon.geometry().getRect(),
                "visible": icon.isVisible(),
                "drawn": [self.tray._drawn[0].value, self.tray._drawn[1]] if self.tray._drawn else None,
                "read": self.tray.view is not None,
                "panel": popover.geometry().getRect() if popover and popover.isVisible() else None,
                "active": bool(popover and popover.isActiveWindow()),
                "menu": chosen(QApplication.activePopupWidget()),
                "focus": name(QApplication.focusWidget()),
                "framed": bool(popover and popover.panel.property("framed")),
                "screen": QGuiApplication.primaryScreen().availableGeometry().getRect(),
            },
        )


def chosen(popup: QWidget | None) -> str | None:
    """The entry of the open menu that Return would take; empty before one is chosen, None without a menu."""
    if not isinstance(popup, QMenu):
        return None
    action: QAction | None = popup.activeAction()  # None before an entry is chosen, whatever PySide6 says
    return "" if action is None else action.text()


def name(widget: QWidget | None) -> str:
    """What the widget with the keyboard is called; a button by its words."""
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return words.strip("\N{THIN SPACE}") or type(widget).__name__


def main() -> None:
    """Run until the input ends."""
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    program = Program(app, sys.argv[1] if len(sys.argv) > 1 else "usual")
    program.tray.start(timedelta(seconds=5))
    program.say("started", app.platformName())
    app.exec()


if __name__ == "__main__":
    main()
