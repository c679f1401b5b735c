"""Beginning a focus session from the tray: how long, and what for. Enter begins, Esc leaves it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from wellbeing.nudges.focus import INTENTION_LENGTH, LENGTHS
from wellbeing.ui import focus_words
from wellbeing.ui.stop.floating import Floating
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.label import button, label
from wellbeing.ui.widgets.segment import Segment

WIDTH = 424


class BeginCard(QFrame):
    """The length that was chosen in the menu, and one line to write."""

    begun = Signal(int, str)
    """Minutes, and what for, perhaps empty."""

    def __init__(self, theme: Theme, minutes: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setFixedWidth(WIDTH)
        title, hint = label(theme, "section"), label(theme, "small", "second", wrap=True)
        title.setText(_("Focus"))
        hint.setText(_("What distracts gets a short pause before it. The list is on the Limits page."))
        self.length = Segment(theme, [(str(one), focus_words.length(one)) for one in LENGTHS], _("Length"))
        self.length.choose(str(minutes))
        self.intention = QLineEdit()
        self.intention.setFont(theme.font("body"))
        self.intention.setMaxLength(INTENTION_LENGTH)
        self.intention.setAccessibleName(_("What for"))
        self.intention.setPlaceholderText(_("what for, if you like; it stays here"))
        self.begin = button(theme, primary=True)
        self.begin.setText(_("Begin"))
        self.begin.clicked.connect(self._begin)
        self.intention.returnPressed.connect(self._begin)
        self.setAccessibleName(title.text())
        self.setAccessibleDescription(hint.text())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        rows: tuple[QWidget, ...] = (title, self.length, self.intention, hint)
        for widget in rows:
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.begin)
        column.addLayout(row)

    def _begin(self) -> None:
        self.begun.emit(int(self.length.key), " ".join(self.intention.text().split()))


class Beginning(Floating):
    """The card in the middle of the screen; the person asked for it, so it takes the keyboard."""

    def __init__(self, theme: Theme, minutes: int) -> None:
        card = BeginCard(theme, minutes)
        super().__init__(theme, card, _("Focus"))
        self.card = card
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)
        self.setFixedWidth(WIDTH)
        self.dismissed.connect(self.leave)
        self.card.begun.connect(self.leave)

    def open(self) -> None:
        """Show it where the pointer's screen has its middle."""
        self.fit()
        screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        self.move(screen.availableGeometry().center() - self.rect().center())
        self.show()
        self.raise_()
        self.activateWindow()
        self.card.intention.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """It goes; nothing is kept of it."""
        self.hide()
