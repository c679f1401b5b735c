"""Asking for the parents' PIN where something was agreed upon."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from math import ceil

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from wellbeing.engine.permit import PinWrong
from wellbeing.ports import KnownError
from wellbeing.ui import text
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.label import button, label
from wellbeing.ui.widgets.secret import Secret

_WIDTH = 400


class PinDialog(QDialog):
    """One question; Escape leaves everything as it is.

    Args:
        theme: colours and type.
        wrong: what came of the try before; None at the first.
        parent: the window that waits for it.
    """

    def __init__(self, theme: Theme, wrong: PinWrong | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setObjectName("page")
        self.setFixedWidth(_WIDTH)
        self.pin = Secret(theme, _("PIN of the parents"))
        self.go_on, self.cancel = button(theme, primary=True), button(theme)
        self._title, self._said = label(theme, "title", wrap=True), label(theme, "body", "second", wrap=True)
        self.wrong = label(theme, "strong", wrap=True)
        self._title.setText(_("This was agreed upon"))
        self._said.setText(
            _("A parent enters the PIN, and it is done. That it was entered stands in the report.")
        )
        self.setWindowTitle(self._title.text())
        self.setAccessibleDescription(self._said.text())
        self.go_on.setText(_("Go on"))
        self.cancel.setText(_("Leave it as it is"))
        self.go_on.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self._lay_out()
        self._show_wrong(wrong)
        self.pin.setFocus()

    def _show_wrong(self, wrong: PinWrong | None) -> None:
        """After a wrong try the next one has to wait."""
        self.wrong.setVisible(wrong is not None)
        if wrong is None:
            return
        self.wrong.setText(f"{text.said(wrong.sentence)} {text.said(wrong.remedy)}".strip())
        if wrong.wait > timedelta(0):
            self.go_on.setEnabled(False)
            self.pin.setEnabled(False)
            QTimer.singleShot(ceil(wrong.wait.total_seconds() * 1000), self, self._may_try)

    def _may_try(self) -> None:
        self.wrong.hide()
        self.go_on.setEnabled(True)
        self.pin.setEnabled(True)
        self.pin.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(10)
        for one in (self._title, self._said, self.pin, self.wrong):
            column.addWidget(one)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.go_on)
        row.addWidget(self.cancel)
        row.addStretch(1)
        column.addSpacing(4)
        column.addLayout(row)


def ask_pin(
    theme: Theme, error: KnownError | None, entered: Callable[[str], None], left: Callable[[], None]
) -> PinDialog:
    """Ask, beside the window that is used now; one of the two functions is called.

    Args:
        theme: colours and type.
        error: why it is asked for: `PinWrong` after a wrong try.
        entered: is given what was entered.
        left: the person left it as it is.
    """
    wrong = error if isinstance(error, PinWrong) else None
    dialog = PinDialog(theme, wrong, QApplication.activeWindow())
    dialog.accepted.connect(lambda: entered(dialog.pin.text()))
    dialog.rejected.connect(left)
    dialog.open()
    return dialog
