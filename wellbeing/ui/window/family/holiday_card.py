"""The card of school holidays: written, or brought in from a calendar file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from wellbeing.engine.view.household import HouseholdView
from wellbeing.family.holiday import NAME, SATURDAY, Holiday, ahead, together, typed
from wellbeing.files import ics
from wellbeing.ports import KnownError
from wellbeing.ui import holiday_words, text
from wellbeing.ui.text import _, said
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.choice import Choice
from wellbeing.ui.widgets.glyph import GlyphButton
from wellbeing.ui.widgets.label import label
from wellbeing.ui.window.family.field import beside, emptied, field, press

Read = Callable[[Callable[[], tuple[Holiday, ...]], Callable[[tuple[Holiday, ...]], None]], None]
"""Reads off the GUI thread and hands over what was read."""


class HolidayCard(Card):
    """Emits all holidays as they are to be."""

    wished = Signal(object)
    """A tuple of holidays."""

    def __init__(self, theme: Theme, read: Read, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("School holidays"), parent=parent)
        self._theme, self._read = theme, read
        self._known: tuple[Holiday, ...] = ()
        self.about = label(theme, "body", "second", wrap=True)
        self.about.setText(
            _("On these days limits count as on the day that is chosen, mostly as on a Saturday.")
        )
        self.days = field(theme, _("2026-12-21..2027-01-05"), 40)
        self.days.setAccessibleName(_("First and last day"))
        self.name = field(theme, _("What they are called"), NAME)
        weekdays = [(day, text.weekday(date(2024, 1, 1 + day))) for day in range(7)]
        self.like = Choice(theme, weekdays, _("Count as"))
        self.like.show_value(SATURDAY, weekdays[SATURDAY][1])
        self.add = press(theme, _("Add"), self._add)
        self.file = press(theme, _("From a calendar file"), self._choose)
        self.error = label(theme, "strong", wrap=True)
        self.error.hide()
        self.days.returnPressed.connect(self._add)
        self.name.returnPressed.connect(self._add)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.body.setSpacing(8)
        self.body.addWidget(self.about)
        self.body.addLayout(self._rows)
        for one in (self.days, self.name, self.error, beside(self.like, self.add, self.file)):
            self.body.addWidget(one)

    def show_view(self, view: HouseholdView) -> None:
        """Those that are not over."""
        self._known = view.holidays
        emptied(self._rows)
        for one in ahead(view.holidays, view.today):
            self._rows.addWidget(self._row(one, now=view.today in one))

    def bring_in(self, file: Path) -> None:
        """Those of a calendar file, beside those that are there."""
        like = self._weekday()
        self._read(lambda: ics.holidays(file, like), lambda found: self._wish([*self._known, *found]))

    def fail(self, error: KnownError) -> None:
        """What could not be read or kept."""
        self.error.setText(f"{said(error.sentence)} {said(error.remedy)}".strip())
        self.error.show()

    def _weekday(self) -> int:
        return self.like.value if isinstance(self.like.value, int) else SATURDAY

    def _wish(self, several: list[Holiday]) -> None:
        self.error.hide()
        self.wished.emit(together(several))

    def _add(self) -> None:
        stretch = typed(self.days.text())
        if stretch is None:
            self.error.setText(_("Write the first and the last day so: 2026-12-21..2027-01-05"))
            self.error.show()
            return
        name = " ".join(self.name.text().split())
        self._wish([*self._known, Holiday(*stretch, name, self._weekday())])
        self.days.clear()
        self.name.clear()

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Calendar file"))
        dialog.setNameFilters([_("Calendars (*.ics)"), _("All files (*)")])
        dialog.fileSelected.connect(lambda file: self.bring_in(Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _row(self, one: Holiday, *, now: bool) -> QWidget:
        row, words = QWidget(), label(self._theme, "strong" if now else "body", wrap=True)
        parts = [holiday_words.stretch(one), one.name, holiday_words.like(one)]
        words.setText(" · ".join(part for part in parts if part))
        away = GlyphButton(self._theme, "close", _("Take out {name}").format(name=words.text()))
        away.clicked.connect(lambda: self._wish([each for each in self._known if each != one]))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(words, 1)
        line.addWidget(away)
        return row
