"""The column at the side: the pages, and how the tracker stands."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from wellbeing.ui import text
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets import glyph
from wellbeing.ui.widgets.dot import Dot
from wellbeing.ui.widgets.label import button, label
from wellbeing.ui.window.desk import Link
from wellbeing.ui.window.pages import PAGES, title

SLIM = 60
"""px of the column where only glyphs have room."""


class Navigation(QFrame):
    """One item a page; below, whether it records, and what can be done if not."""

    chosen = Signal(str)
    """Key of the page."""
    start = Signal()
    """The person wants the tracker to run."""
    resume = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nav")
        self.setAccessibleName(_("Pages"))
        self._theme = theme
        self._slim: bool | None = None
        self._items: dict[str, QPushButton] = {}
        self._mark, self._name = QLabel(), label(theme, "section")
        self._name.setText("Wellbeing")
        self.state = Standing(theme)
        self.state.start.connect(self.start)
        self.state.resume.connect(self.resume)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 20, 12, 16)
        column.setSpacing(2)
        top = QHBoxLayout()
        top.setContentsMargins(7, 0, 0, 14)
        top.setSpacing(10)
        top.addWidget(self._mark)
        top.addWidget(self._name, 1)
        column.addLayout(top)
        for entry in PAGES:
            if entry.gap:
                column.addSpacing(10)
            column.addWidget(self._item(entry.key))
        column.addStretch(1)
        column.addWidget(self.state)
        theme.changed.connect(self._dress)
        self.set_slim(False)
        self._dress()

    def show_page(self, key: str) -> None:
        """Mark the page that is visible."""
        for name, item in self._items.items():
            item.setChecked(name == key)
        self._dress()

    def set_slim(self, slim: bool) -> None:
        """Glyphs only, or with words."""
        if slim == self._slim:
            return
        self._slim = slim
        self.setFixedWidth(SLIM if slim else self._theme.tokens.size["nav_width"])
        self._name.setVisible(not slim)
        self.state.setVisible(not slim)
        for key, item in self._items.items():
            item.setText("" if slim else f"  {title(key)}")
            item.setToolTip(title(key) if slim else "")

    def _item(self, key: str) -> QPushButton:
        item = QPushButton()
        item.setObjectName("navigation")
        item.setFont(self._theme.font("body"))
        item.setCheckable(True)
        item.setIconSize(QSize(16, 16))
        item.setAccessibleName(title(key))
        item.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        item.setAttribute(Qt.WidgetAttribute.WA_LayoutUsesWidgetRect)
        item.clicked.connect(lambda: self.chosen.emit(key))
        self._items[key] = item
        return item

    def _dress(self) -> None:
        colors = self._theme.colors
        self._mark.setPixmap(glyph.pixmap("mark", colors.ink, 22, 2))
        for key, item in self._items.items():
            item.setIcon(glyph.icon(key, colors.ink if item.isChecked() else colors.ink3))


class Standing(QWidget):
    """Whether it records; a button where the person may want something else."""

    start = Signal()
    resume = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dot = Dot(theme, size=8)
        self._words, self._where = (
            label(theme, "small", "second", wrap=True),
            label(theme, "caption", "third", wrap=True),
        )
        self._tag = label(theme, "caption", wrap=True)
        self._tag.setObjectName("tag")
        self._tag.setText(_("Demo data, not yours"))
        self._start, self._resume = button(theme), button(theme)
        self._start.setText(_("Start recording"))
        self._resume.setText(_("Resume"))
        self._start.clicked.connect(self.start)
        self._resume.clicked.connect(self.resume)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._dot, 0)
        line.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._tag)
        column.addLayout(line)
        column.addWidget(self._where)
        column.addWidget(self._start)
        column.addWidget(self._resume)
        self.show_demo(False)
        self.show_family(False)
        self.show_link(None)

    def show_demo(self, demo: bool) -> None:
        """Whether the figures are synthetic."""
        self._tag.setVisible(demo)

    def show_family(self, joined: bool) -> None:
        """Whether a family is told sums of days."""
        self._where.setText(_("Sums of days go to the family") if joined else _("Only on this computer"))

    def show_link(self, link: Link | None) -> None:
        """How the tracker stands; None while that is not known."""
        self._dot.setVisible(link is not None)
        running = link is None or link.running
        paused = link.paused_until if link else None
        self._dot.show_state(hollow=not running or paused is not None)
        self._words.setText(_standing(link))
        self._start.setVisible(not running)
        self._resume.setVisible(paused is not None)


def _standing(link: Link | None) -> str:
    if link is None:
        return ""
    if not link.running:
        return _("Not recording")
    if link.paused_until is None:
        return _("Recording")
    until = datetime.fromisoformat(link.paused_until).astimezone()
    return _("Paused until {time}").format(time=text.clock(until))
