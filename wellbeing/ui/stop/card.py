"""The card at a reached limit: what is used, that it was the person's own choice, and the ways on."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from wellbeing.engine.onscreen import Refused, Stop
from wellbeing.limits.limit import Grant
from wellbeing.ui.stop import words
from wellbeing.ui.stop.leave import LeavePart
from wellbeing.ui.stop.over import WIDTH, OverCard
from wellbeing.ui.text import _
from wellbeing.ui.theme import Group, Theme
from wellbeing.ui.widgets.label import ElidedLabel, button, label, rule
from wellbeing.ui.widgets.meter import Meter

REASON_LENGTH = 200


class LimitCard(OverCard):
    """Shows a stop and emits wishes.

    Args:
        theme: colours and type.
        wait_ms: the ways to go on open after this; the way out is always open.
        hint: a sentence below the ways on; empty for none.
    """

    granted = Signal(object, str)
    """A `Grant`, and the person's reason, perhaps empty."""
    change = Signal()
    asked = Signal(int, str)
    """Of an agreed limit: minutes and what for."""
    allowed = Signal(object, str)
    """Of an agreed limit: a `Leave` and the PIN."""
    grown = Signal()
    """More or less is to be seen than before."""

    def __init__(
        self, theme: Theme, *, wait_ms: int = 0, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setMaximumWidth(WIDTH)
        self._over, self._title = ElidedLabel(theme, "body"), label(theme, "title", wrap=True)
        self._over.setProperty("tone", "second")
        self._reason = label(theme, "body", "second", wrap=True)
        self._meter = Meter(theme)
        self._done = button(theme, primary=True)
        self._little, self._more, self._ignore, self._change = (button(theme) for _way in range(4))
        for plain in (self._ignore, self._change):
            plain.setObjectName("plain")
        self._why = QLineEdit()
        self._why.setFont(theme.font("body"))
        self._why.setMaxLength(REASON_LENGTH)
        self._hint = label(theme, "small", "third", wrap=True)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.leave = LeavePart(theme)
        self.leave.hide()
        self._lay_out()
        self._connect()
        self._waits = wait_ms > 0
        if self._waits:
            for one in self._ways:
                one.setEnabled(False)
            QTimer.singleShot(wait_ms, self, self._open)

    @property
    def _ways(self) -> tuple[QWidget, ...]:
        return self._little, self._more, self._why, self._ignore

    @property
    def writing(self) -> bool:
        """Whether the person is writing a reason."""
        return bool(self._why.text()) or self.leave.writing

    def show_stop(self, stop: Stop, name: str, group: Group | None) -> None:
        """Show how the limit stands now; what was written stays."""
        self._over.setText(name)
        self._title.setText(words.title(stop))
        self._reason.setText(" ".join(part for part in (words.reason(stop), words.extended(stop)) if part))
        self._meter.show_share(1.0, group)
        self._done.setText(_("Done for today"))
        self._little.setText(words.little(stop))
        self._more.setText(words.more(stop))
        self._little.setVisible(stop.standing.may(Grant.LITTLE))
        self._why.setPlaceholderText(_("a reason for more, if you like; it stays here"))
        self._why.setAccessibleName(_("A reason for more time, if you like; it stays on this computer"))
        self._ignore.setText(_("Ignore today"))
        self._ignore.setAccessibleDescription(
            _("The limit does not count for the rest of the day; that is noted.")
        )
        self._change.setText(_("Change this limit"))
        self._show_agreed(stop)
        self.setAccessibleName(f"{name}: {words.title(stop)}")
        self.setAccessibleDescription(self._reason.text())

    def refuse(self, refused: Refused) -> None:
        """Say why what was wished could not be."""
        self.leave.refuse(refused)

    def _show_agreed(self, stop: Stop) -> None:
        """Of an agreed limit the ways that were agreed, and asking for the others."""
        agreed, now = stop.standing.limit.agreed is not None, stop.standing
        more = now.free(Grant.MORE) or not agreed
        self._more.setVisible(more)
        self._why.setVisible(more)
        self._ignore.setVisible(not agreed)
        self._change.setVisible(not agreed)
        self._foot.setVisible(not agreed)
        self.leave.setVisible(agreed)
        if agreed:
            self.leave.show_stop(stop)

    def take_focus(self) -> None:
        """The way out first."""
        self._done.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self) -> None:
        for one in self._ways:
            one.setEnabled(True)
        self._hint.hide()

    def _connect(self) -> None:
        self._done.clicked.connect(self.done)
        self._change.clicked.connect(self.change)
        self._little.clicked.connect(lambda: self._grant(Grant.LITTLE))
        self._more.clicked.connect(lambda: self._grant(Grant.MORE))
        self._ignore.clicked.connect(lambda: self._grant(Grant.IGNORE))
        self._why.returnPressed.connect(lambda: self._grant(Grant.MORE))
        self.leave.asked.connect(self.asked)
        self.leave.allowed.connect(self.allowed)
        self.leave.grown.connect(self.grown)

    def _grant(self, way: Grant) -> None:
        self.granted.emit(way, " ".join(self._why.text().split()))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 26, 28, 20)
        column.setSpacing(8)
        column.addWidget(self._over)
        column.addWidget(self._title)
        column.addSpacing(2)
        column.addWidget(self._reason)
        column.addSpacing(10)
        column.addWidget(self._meter)
        column.addSpacing(10)
        column.addWidget(self._done)
        column.addLayout(_row(self._little, self._more))
        column.addWidget(self._why)
        column.addWidget(self._hint)
        column.addSpacing(4)
        column.addWidget(rule())
        column.addWidget(self.leave)
        self._foot = QWidget()
        last = QHBoxLayout(self._foot)
        last.setContentsMargins(0, 0, 0, 0)
        last.addWidget(self._ignore)
        last.addStretch(1)
        last.addWidget(self._change)
        column.addWidget(self._foot)


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for one in buttons:
        row.addWidget(one, 1)
    return row
