"""The two cards of the Timeline page: the day in a line, and the list that is searched and corrected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QWidget

from wellbeing.engine.view import timeline
from wellbeing.engine.view.timeline import DayLine, Row, Search
from wellbeing.ui import text
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.flow import Flow
from wellbeing.ui.widgets.glyph import GlyphButton, pixmap
from wellbeing.ui.widgets.label import ElidedLabel, button, label
from wellbeing.ui.window.timeline import line as lines
from wellbeing.ui.window.timeline import words
from wellbeing.ui.window.timeline.list import RowList
from wellbeing.ui.window.timeline.strip import ZoomStrip

_WIDE = 440
"""px of the card from which on search and category stand beside each other."""


class StripCard(Card):
    """The line, with buttons that look closer."""

    chosen = Signal(object)
    """The moment that was clicked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.strip = ZoomStrip(theme, _("The day in a line"))
        self.shown = label(theme, "small", "third")
        self.out = GlyphButton(theme, "minus", _("Show more of the day"))
        self.closer = GlyphButton(theme, "plus", _("Look more closely"))
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.shown, 1)
        row.addWidget(self.out)
        row.addWidget(self.closer)
        self.body.addLayout(row)
        self.body.addWidget(self.strip)
        self.strip.chosen.connect(self.chosen)
        self.strip.zoomed.connect(self._say)
        self.out.clicked.connect(lambda: self.strip.zoom(0.5))
        self.closer.clicked.connect(lambda: self.strip.zoom(2))
        self._say()

    def show_line(self, line: DayLine, chosen: Sequence[Row]) -> None:
        """Another day, or the same a little later."""
        self.strip.show_line(lines.of(line), f"{words.title(line)} {words.under(line)}")
        self.strip.show_ticks(lines.ticks(line))
        self.strip.show_bracket(lines.bracket(chosen))

    def show_chosen(self, chosen: Sequence[Row]) -> None:
        """Mark what is chosen in the list, and bring it into sight."""
        bracket = lines.bracket(chosen)
        self.strip.show_bracket(bracket)
        if bracket is not None:
            self.strip.look_at(*bracket[:2])

    def _say(self) -> None:
        shown = self.strip.shown
        self.out.setEnabled(not self.strip.whole)
        if shown is None:
            self.shown.setText("")
            return
        self.shown.setText(_("{begin} to {end}").format(begin=text.clock(shown[0]), end=text.clock(shown[1])))


class ListCard(Card):
    """Search above, stretches in the middle, one row of what can be done with them below."""

    picked = Signal()
    corrected = Signal(object)
    """Id of a category, or None for what the rules say."""
    hidden = Signal()
    removed = Signal()
    undone = Signal()
    added = Signal()
    """The form for offline time is wished for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._theme = theme
        self._line: DayLine | None = None
        self._busy = False
        self.words, self.category = QLineEdit(), QComboBox()
        self.found = label(theme, "body", "second")
        self.rows = RowList(theme)
        self.sort, self.private, self.delete, self.add = (button(theme) for _one in range(4))
        self.undo = button(theme)
        self.done, self._told = ElidedLabel(theme, "body"), QWidget()
        self._lay_out()
        self._connect()
        self._enable()
        self.show_done("", undo=False)

    @property
    def chosen(self) -> list[Row]:
        """Rows that are chosen."""
        return self.rows.chosen

    @property
    def search(self) -> Search:
        """What the list is narrowed to."""
        return Search(self.words.text(), self.category.currentData())

    def seek(self, words_: str) -> None:
        """Search for this."""
        self.words.setText(words_)

    def begin_search(self) -> None:
        """Put the keys into the search field."""
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def choose_none(self) -> None:
        """Nothing is chosen."""
        self.rows.clearSelection()

    def show_line(self, line: DayLine, *, fresh: bool) -> None:
        """Another day (`fresh`), or the same a little later."""
        self._line = line
        self._offer(line)
        self._narrow()
        for one in (self.words, self.category, self.rows, self.sort, self.private, self.delete):
            one.setVisible(line.some)
        if fresh:
            self.rows.collapseAll()
            if line.current:
                self.rows.scrollToBottom()
            else:
                self.rows.scrollToTop()
        self._enable()

    def show_done(self, said: str, *, undo: bool) -> None:
        """Say what was just changed, with the way back."""
        self.done.setText(said)
        self.done.setAccessibleName(said)
        self.undo.setVisible(undo)
        self._told.setVisible(bool(said))

    def show_busy(self, *, busy: bool) -> None:
        """A change is under way; no other may begin."""
        self._busy = busy
        self._enable()

    def menu(self, parent: QWidget) -> QMenu:
        """Everything that can be done with what is chosen."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sort = menu.addMenu(self.sort.text())
        self._fill(sort)
        sort.setEnabled(self.sort.isEnabled())
        for source, signal in ((self.private, self.hidden), (self.delete, self.removed)):
            action = menu.addAction(source.text())
            action.setEnabled(source.isEnabled())
            action.triggered.connect(signal)
        return menu

    # ------------------------------------------------------------ inside

    def _lay_out(self) -> None:
        self.words.setPlaceholderText(_("Search app, site, title or category"))
        self.words.setAccessibleName(_("Search the day"))
        self.words.setClearButtonEnabled(True)
        self.words.setMinimumWidth(180)
        self._glyph = QAction(self.words)
        self.words.addAction(self._glyph, QLineEdit.ActionPosition.LeadingPosition)
        self._dress()
        self.category.setAccessibleName(_("Category"))
        self.category.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.category.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        top = self._search = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        top.setSpacing(8)
        top.addWidget(self.words, 1)
        top.addWidget(self.category)
        self.body.addLayout(top)
        self.body.addWidget(self.found)
        self.body.addWidget(self.rows, 1)
        self.sort.setText(_("Change category"))
        self.private.setText(_("Mark private"))
        self.delete.setText(_("Delete"))
        self.undo.setText(_("Undo"))
        self.add.setText(_("Add offline time"))
        told = QHBoxLayout(self._told)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(8)
        told.addWidget(self.done, 1)
        told.addWidget(self.undo)
        self.body.addWidget(self._told)
        acts = QWidget()
        flow = Flow(acts, gap=8, line_gap=8)
        for one in (self.sort, self.private, self.delete, self.add):
            flow.addWidget(one)
        self.body.addWidget(acts)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Search and category beside each other, or one below the other."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        self._search.setDirection(ways.LeftToRight if self.width() >= _WIDE else ways.TopToBottom)

    def _connect(self) -> None:
        self.words.textChanged.connect(self._narrow)
        self.category.currentIndexChanged.connect(self._narrow)
        self.rows.picked.connect(self._enable)
        self.rows.picked.connect(self.picked)
        self.sort.clicked.connect(self.open_categories)
        self.private.clicked.connect(self.hidden)
        self.delete.clicked.connect(self.removed)
        self.undo.clicked.connect(self.undone)
        self.add.clicked.connect(self.added)
        self._theme.changed.connect(self._dress)
        keys: tuple[tuple[str, Callable[[], None]], ...] = (
            ("C", self.open_categories),
            ("P", self.private.click),
            ("Del", self.delete.click),
        )
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self.rows)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    def open_categories(self) -> None:
        """The categories to choose from, above the button."""
        if not self.sort.isEnabled():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu)
        menu.popup(self.sort.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _fill(self, menu: QMenu) -> None:
        for category, name in self._line.categories if self._line else ():
            menu.addAction(name).triggered.connect(
                lambda _checked=False, one=category: self.corrected.emit(one)
            )
        menu.addSeparator()
        menu.addAction(_("As the rules say")).triggered.connect(lambda: self.corrected.emit(None))

    def _offer(self, line: DayLine) -> None:
        """Categories that the day has, to narrow the list to; the chosen one stays."""
        used = {line.faces[one.app].category for one in line.activities if one.presence.counts}
        names = [("", None), *((name, one) for one, name in line.categories if one in used)]
        known = [self.category.itemData(place) for place in range(self.category.count())]
        if known == [one for _name, one in names]:
            return
        kept = self.category.currentData()
        self.category.blockSignals(True)
        self.category.clear()
        for name, one in names:
            self.category.addItem(name or _("All categories"), one)
        self.category.setCurrentIndex(max(0, self.category.findData(kept)))
        self.category.blockSignals(False)

    def _narrow(self) -> None:
        if self._line is None:
            return
        search = self.search
        rows = self._line.rows if search.everything else timeline.rows(self._line, search)
        self.rows.show_rows(rows)
        self.found.setVisible(not self.search.everything or not rows)
        if self.search.everything:
            self.found.setText(_("No stretches to show."))
        else:
            self.found.setText(words.found(len(rows), sum((row.amount for row in rows), timedelta(0))))

    def _enable(self) -> None:
        chosen = [row for row in self.chosen if row.spans]
        free = bool(chosen) and not self._busy
        self.private.setEnabled(free)
        self.delete.setEnabled(free)
        self.sort.setEnabled(free and any(not row.fixed and not row.away for row in chosen))
        self.undo.setEnabled(not self._busy)

    def _dress(self) -> None:
        self._glyph.setIcon(pixmap("search", self._theme.colors.ink3, 16, 2))
