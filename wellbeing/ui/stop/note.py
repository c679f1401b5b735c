"""A note in a window of our own, where the desktop has nobody who shows notes."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from wellbeing.ports import Button, Note
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets import glyph
from wellbeing.ui.widgets.label import button, label

WIDTH = 424


class NoteCard(QFrame):
    """Shows a note and says which button was pressed."""

    pressed = Signal(str)
    stale = Signal()
    """Its time is over."""
    plain: ClassVar[frozenset[str]] = frozenset({"not-now", "why", "never"})
    """Answers about the note itself, in a row below the ways on."""

    def __init__(self, theme: Theme, note: Note, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setFixedWidth(WIDTH)
        self._theme = theme
        self._title, self._body = (
            label(theme, "section", wrap=True),
            label(theme, "body", "second", wrap=True),
        )
        self._title.setText(note.title)
        self._body.setText(note.body)
        self._body.setVisible(bool(note.body))
        self.setAccessibleName(note.title)
        self.setAccessibleDescription(note.body)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 12)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._body)
        column.addSpacing(4)
        ways = [one for one in note.buttons if one.key not in self.plain]
        plain = [one for one in note.buttons if one.key in self.plain] or [Button("", _("Close"))]
        self.ways = QVBoxLayout()
        self.ways.addLayout(self._row(ways, plain=False))
        column.addLayout(self.ways)
        column.addLayout(self._row(plain, plain=True))
        if note.lasts is not None:
            QTimer.singleShot(round(note.lasts.total_seconds() * 1000), self, self.stale.emit)

    def _head(self) -> QHBoxLayout:
        mark, name, now = QLabel(), label(self._theme, "body", "second"), label(self._theme, "small", "third")
        mark.setPixmap(glyph.pixmap("mark", self._theme.colors.ink2, 16, 2))
        name.setText("Wellbeing")
        now.setText(_("now"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(mark)
        row.addWidget(name)
        row.addStretch(1)
        row.addWidget(now)
        return row

    def _row(self, buttons: list[Button], *, plain: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for place, one in enumerate(buttons):
            if plain and place and place == len(buttons) - 1:
                row.addStretch(1)
            row.addWidget(self._button(one, plain=plain), 0 if plain else 1)
        if plain and len(buttons) == 1:
            row.addStretch(1)
        return row

    def _button(self, one: Button, *, plain: bool) -> QPushButton:
        made = button(self._theme)
        made.setText(one.label)
        made.setObjectName("plain" if plain else "")
        made.clicked.connect(lambda: self.pressed.emit(one.key))
        return made
