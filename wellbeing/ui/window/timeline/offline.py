"""Adding time that was spent without a screen."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from wellbeing.engine.view import timeline
from wellbeing.engine.view.timeline import DayLine
from wellbeing.model import AppIdentity, Offline, Pastime, Span
from wellbeing.model.offline import NAME_LENGTH
from wellbeing.ui import text
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.label import button, label
from wellbeing.ui.window.timeline import words

_CATEGORY = {
    Pastime.MEETING: "meetings",
    Pastime.COMPANY: "communication",
    Pastime.PHONE: "communication",
    Pastime.READING: "learning",
    Pastime.WRITING: "writing",
    Pastime.OUTDOORS: "other",
    Pastime.OTHER: "other",
}
"""What a kind mostly is; the person may choose another."""
_HOUR = timedelta(hours=1)


class OfflineDialog(QDialog):
    """Pastime, name, category, from and to; says how much of it there is room for."""

    wished = Signal(object, object)
    """A `Span` and an `AppIdentity`."""

    def __init__(
        self, theme: Theme, line: DayLine, proposed: Span | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._line = line
        self.setWindowTitle(_("Add offline time"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.kind, self.category, self.name = QComboBox(), QComboBox(), QLineEdit()
        self.begin, self.end = QTimeEdit(), QTimeEdit()
        self.said = label(theme, "body", "second", wrap=True)
        self.add, self.leave = button(theme, primary=True), button(theme)
        self._fill(proposed)
        self._lay_out(theme)
        self._connect()
        self._kind_chosen()
        self._weigh()

    @property
    def span(self) -> Span | None:
        """What is asked for, as far as it has passed."""
        return timeline.asked(self._line, _clock(self.begin), _clock(self.end))

    @property
    def identity(self) -> AppIdentity:
        """What it is to be recorded as."""
        kind = Pastime(self.kind.currentData())
        return Offline(kind, self.name.text()).identity(str(self.category.currentData()))

    # ------------------------------------------------------------ inside

    def _fill(self, proposed: Span | None) -> None:
        for kind in Pastime:
            self.kind.addItem(words.kind_name(kind), str(kind))
        for category, name in self._line.categories:
            self.category.addItem(name, category)
        self.name.setMaxLength(NAME_LENGTH)
        self.name.setPlaceholderText(_("Optional, such as Stand-up"))
        begin, end = self._proposed(proposed)
        pattern = "HH:mm" if "22" in text.hour(22) else "h:mm AP"
        for edit, moment in ((self.begin, begin), (self.end, end)):
            edit.setDisplayFormat(pattern)
            edit.setMinimumWidth(96)
            edit.setTime(QTime(moment.hour, moment.minute))

    def _proposed(self, proposed: Span | None) -> tuple[datetime, datetime]:
        """What was chosen in the list, else the longest hole of the day, else the last hour."""
        span = proposed or timeline.longest_hole(self._line)
        zone = self._line.start.tzinfo
        if span is not None:
            return span.start.astimezone(zone), span.end.astimezone(zone)
        until = min(self._line.now, self._line.end)
        return max(self._line.start, until - _HOUR), until

    def _lay_out(self, theme: Theme) -> None:
        heading, under = label(theme, "section"), label(theme, "body", "second", wrap=True)
        heading.setText(_("Add offline time"))
        under.setText(
            _("{day}: what you did away from the screen.").format(day=text.long_date(self._line.day))
        )
        times = QHBoxLayout()
        times.setSpacing(8)
        to = label(theme, "body", "second")
        to.setText(_("to"))
        times.addWidget(self.begin)
        times.addWidget(to)
        times.addWidget(self.end)
        times.addStretch(1)
        form = QGridLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setColumnStretch(1, 1)
        rows: tuple[tuple[str, QWidget | None], ...] = (
            (_("What"), self.kind),
            (_("Name"), self.name),
            (_("Category"), self.category),
            (_("From"), None),
        )
        for place, (name, widget) in enumerate(rows):
            said = label(theme, "body", "second")
            said.setText(name)
            form.addWidget(said, place, 0)
            if widget is None:
                form.addLayout(times, place, 1)
            else:
                form.addWidget(widget, place, 1)
                widget.setAccessibleName(name)
        self.begin.setAccessibleName(_("From"))
        self.end.setAccessibleName(_("To"))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(heading)
        column.addWidget(under)
        column.addLayout(form)
        column.addWidget(self.said)
        column.addLayout(buttons)
        self.setMinimumWidth(400)
        self.leave.setText(_("Cancel"))
        self.add.setText(_("Add"))
        self.add.setDefault(True)

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._kind_chosen)
        self.begin.timeChanged.connect(self._weigh)
        self.end.timeChanged.connect(self._weigh)
        self.leave.clicked.connect(self.reject)
        self.add.clicked.connect(self._wish)

    def _kind_chosen(self) -> None:
        self.category.setCurrentIndex(
            max(0, self.category.findData(_CATEGORY[Pastime(self.kind.currentData())]))
        )

    def _weigh(self) -> None:
        if timeline.moment(self._line, _clock(self.end)) <= timeline.moment(self._line, _clock(self.begin)):
            self.said.setText(_("It ends before it begins."))
            self.add.setEnabled(False)
            return
        span = self.span
        room = timedelta(0) if span is None else timeline.room(self._line, span)
        whole = timedelta(0) if span is None else span.length
        self.said.setText(words.room(room, whole))
        self.add.setEnabled(bool(room))

    def _wish(self) -> None:
        span = self.span
        if span is not None:
            self.wished.emit(span, self.identity)
            self.accept()


def _clock(edit: QTimeEdit) -> time:
    shown = edit.time()
    return time(shown.hour(), shown.minute())
