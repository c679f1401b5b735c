"""Where Plasma's compositor spoils the first picture of a size, a window is drawn again; elsewhere it is not."""

from __future__ import annotations

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from wellbeing.ui.redraw import Redraw, mend, spoils


def test_plasma_5_alone_spoils_pictures() -> None:
    assert spoils({"XDG_CURRENT_DESKTOP": "KDE", "KDE_SESSION_VERSION": "5"})
    assert spoils({"XDG_CURRENT_DESKTOP": "KDE"})
    assert not spoils({"XDG_CURRENT_DESKTOP": "KDE", "KDE_SESSION_VERSION": "6"})
    assert not spoils({"XDG_CURRENT_DESKTOP": "ubuntu:GNOME", "KDE_SESSION_VERSION": "5"})
    assert not spoils({})


def test_elsewhere_nothing_is_watched(qapp: QApplication) -> None:
    assert mend(qapp, {"XDG_CURRENT_DESKTOP": "KDE"}) is None, "no Wayland"


class Counted(QWidget):
    """Counts how often it is drawn."""

    drawn = 0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        self.drawn += 1


def test_a_window_is_drawn_again_after_it_was_shown_and_after_each_change_of_size(
    qapp: QApplication, qtbot: QtBot
) -> None:
    redraw = Redraw()
    qapp.installEventFilter(redraw)
    try:
        window = Counted()
        qtbot.addWidget(window)
        window.resize(300, 200)
        window.show()
        qtbot.waitUntil(lambda: window.drawn >= 3)
        before = window.drawn
        window.resize(310, 200)
        qtbot.waitUntil(lambda: window.drawn >= before + 3)
    finally:
        qapp.removeEventFilter(redraw)
