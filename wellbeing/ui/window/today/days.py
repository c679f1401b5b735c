"""Choosing a day: arrows to the days beside, and a calendar."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets import glyph
from wellbeing.ui.widgets.glyph import GlyphButton
from wellbeing.ui.widgets.label import button

_ONE = timedelta(days=1)
_MONTH = (300, 240)
"""px of the calendar: weekdays in full, and a target of 24 px a day."""


class Days(QWidget):
    """Earlier, calendar, later; and back to today while another day is shown."""

    chosen = Signal(object)
    """A date."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._day = self._today = self._first = date.min
        self._back = button(theme)
        self._back.setText(_("Today"))
        self._earlier = GlyphButton(theme, "left", _("The day before"), "right")
        self._calendar = GlyphButton(theme, "calendar", _("Choose a day"))
        self._later = GlyphButton(theme, "right", _("The day after"), "left")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for one in (self._back, self._earlier, self._calendar, self._later):
            row.addWidget(one)
        self._back.clicked.connect(self.today)
        self._earlier.clicked.connect(self.earlier)
        self._later.clicked.connect(self.later)
        self._calendar.clicked.connect(self.open_calendar)
        self._back.hide()

    def show_day(self, day: date, today: date, first: date) -> None:
        """Which day is shown, which is lived, and which is the first with a record."""
        self._day, self._today, self._first = day, today, first
        self._back.setVisible(day != today)
        self._earlier.setEnabled(day > first)
        self._later.setEnabled(day < today)

    def earlier(self) -> None:
        """The day before, as far as there is a record."""
        if self._day > self._first:
            self.chosen.emit(self._day - _ONE)

    def later(self) -> None:
        """The day after, not beyond today."""
        if self._day < self._today:
            self.chosen.emit(self._day + _ONE)

    def today(self) -> None:
        """The day that is lived now."""
        if self._day != self._today:
            self.chosen.emit(self._today)

    def open_calendar(self) -> None:
        """A month to choose from, below the button."""
        if self._day == date.min:
            return
        popup = Calendar(self._theme, self._day, self._first, self._today, self)
        popup.chosen.connect(self.chosen)
        corner = self._calendar.mapToGlobal(QPoint(self._calendar.width(), self._calendar.height() + 4))
        popup.adjustSize()
        popup.move(corner.x() - popup.width(), corner.y())
        popup.show()


class Calendar(QFrame):
    """A month at a time; Enter or a click chooses, Escape leaves."""

    chosen = Signal(object)
    """A date."""

    def __init__(self, theme: Theme, day: date, first: date, last: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)  # round corners
        self.month = QCalendarWidget()
        self.month.setMinimumSize(*_MONTH)
        for name, shape in (("qt_calendar_prevmonth", "left"), ("qt_calendar_nextmonth", "right")):
            arrow = self.month.findChild(QToolButton, name)
            if arrow is not None:
                arrow.setIcon(glyph.icon(shape, theme.colors.ink2))
        self.month.setAccessibleName(_("Choose a day"))
        self.month.setGridVisible(False)
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        plain = QTextCharFormat()
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.month.setWeekdayTextFormat(weekday, plain)  # no red
        self.month.setDateRange(_of(first), _of(last))
        self.month.setSelectedDate(_of(day))
        self.month.clicked.connect(self._take)
        self.month.activated.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.month)
        self.month.setFocus()

    def _take(self, day: QDate) -> None:
        if self.isVisible():
            self.close()
            self.chosen.emit(date(day.year(), day.month(), day.day()))


def _of(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
