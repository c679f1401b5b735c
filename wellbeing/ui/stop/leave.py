"""At an agreed limit: the child asks for time, and a parent who is there allows it with the PIN."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from wellbeing.engine.onscreen import Refused, Stop
from wellbeing.engine.parents import Leave
from wellbeing.family.request import LENGTHS, WORDS
from wellbeing.ui import request_words, text
from wellbeing.ui.stop import words
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.choice import Choice
from wellbeing.ui.widgets.label import button, label
from wellbeing.ui.widgets.secret import Secret
from wellbeing.ui.widgets.segment import Segment

_IGNORE, _NO = Leave(ignore=True), Leave()


class LeavePart(QWidget):
    """Asking stands open; the parent's part opens by a click, so that nobody mistakes one for the other."""

    asked = Signal(int, str)
    """Minutes, and what for."""
    allowed = Signal(object, str)
    """A `Leave`, and the PIN as it was entered."""
    grown = Signal()
    """More or less is to be seen than before."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guarded = False
        self.length = Segment(
            theme,
            [(str(one), _("{minutes} min").format(minutes=one)) for one in LENGTHS],
            _("Time to ask for"),
        )
        self.reason, self.ask = QLineEdit(), button(theme)
        self.waits, self.said = label(theme, "body", "second", wrap=True), label(theme, "strong", wrap=True)
        self.open = button(theme)
        self.pin, self.leave, self.allow = (
            Secret(theme, _("PIN of the parents")),
            Choice(theme),
            button(theme),
        )
        self._ask_part, self._parent = QWidget(), QFrame()
        self._words(theme)
        self._lay_out()
        self.ask.clicked.connect(self._ask)
        self.reason.returnPressed.connect(self._ask)
        self.open.clicked.connect(self._open)
        self.allow.clicked.connect(self._allow)
        self.pin.returnPressed.connect(self._allow)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._may_try)

    @property
    def writing(self) -> bool:
        """Whether something is being written."""
        return bool(self.reason.text() or self.pin.text())

    def show_stop(self, stop: Stop) -> None:
        """Whether something was asked for, and whether the PIN is needed."""
        asked = stop.asked
        self._guarded = stop.guarded
        self._ask_part.setVisible(asked is None)
        self.waits.setVisible(asked is not None)
        self.waits.setText("" if asked is None else request_words.waits(asked))
        self.pin.setVisible(stop.guarded)
        ways: list[tuple[object, str]] = [
            (Leave(one), words.more_of(stop.standing.limit, one)) for one in LENGTHS
        ]
        ways.append((_IGNORE, _("Ignore today")))
        if asked is not None:
            ways.append((_NO, _("Not this time")))
        self.leave.show_choices(ways)
        if asked is not None and self._parent.isHidden():
            self.leave.show_value(Leave(asked.minutes), "")

    def refuse(self, refused: Refused) -> None:
        """Say why not; after a wrong PIN the next try has to wait."""
        self.say(f"{text.said(refused.error.sentence)} {text.said(refused.error.remedy)}".strip())
        self.pin.clear()
        if refused.wait:
            self.allow.setEnabled(False)
            self._again.start(ceil(refused.wait.total_seconds() * 1000))
        elif self.pin.isVisible():
            self.pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, words: str) -> None:
        """A sentence; empty takes it away."""
        self.said.setText(words)
        self.said.setVisible(bool(words))
        self.grown.emit()

    def _may_try(self) -> None:
        self.allow.setEnabled(True)
        self.say("")
        self.pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        self.say("")
        self.asked.emit(int(self.length.key), self.reason.text())
        self.reason.clear()

    def _open(self) -> None:
        self._parent.setVisible(self._parent.isHidden())
        self.grown.emit()
        if not self._parent.isHidden():
            first: QWidget = self.pin if self._guarded else self.leave
            self.window().activateWindow()
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _allow(self) -> None:
        way = self.leave.value
        if isinstance(way, Leave) and self.allow.isEnabled():
            self.allowed.emit(way, self.pin.text())

    def _words(self, theme: Theme) -> None:
        self.reason.setFont(theme.font("body"))
        self.reason.setMaxLength(WORDS)
        self.reason.setPlaceholderText(_("what for? your parents read it"))
        self.reason.setAccessibleName(_("What the time is for; your parents read it"))
        self.ask.setText(_("Ask for time"))
        self.open.setText(_("A parent is here"))
        self.open.setObjectName("plain")
        self.allow.setText(_("Allow"))
        self.leave.setAccessibleName(_("What is allowed"))
        self._parent.setObjectName("well")

    def _lay_out(self) -> None:
        ask = QVBoxLayout(self._ask_part)
        ask.setContentsMargins(0, 0, 0, 0)
        ask.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.length)
        row.addStretch(1)
        row.addWidget(self.ask)
        ask.addLayout(row)
        ask.addWidget(self.reason)
        well = QVBoxLayout(self._parent)
        well.setContentsMargins(14, 12, 14, 12)
        well.setSpacing(8)
        well.addWidget(self.pin)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.leave, 1)
        line.addWidget(self.allow)
        well.addLayout(line)
        self._parent.hide()
        self.said.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(8)
        for part in (self._ask_part, self.waits):
            column.addWidget(part)
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._parent)
        column.addWidget(self.said)
