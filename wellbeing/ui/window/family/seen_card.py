"""The card "What they see": the very page that a viewer is shown, before anything leaves."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellbeing.engine.labels import Labels
from wellbeing.engine.membership import Met
from wellbeing.engine.view.family import FamilyView, SeenWeek
from wellbeing.family.level import Level
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.choice import Choice
from wellbeing.ui.widgets.label import label, rule
from wellbeing.ui.widgets.ledger import Ledger
from wellbeing.ui.widgets.segment import Segment
from wellbeing.ui.window.family import seen_words as words
from wellbeing.ui.window.family.field import emptied


class SeenCard(Card):
    """Shows a week at a level; whoever reads it here reads what the viewer reads."""

    wanted = Signal(object, bool)
    """A `Level`, and whether moods are shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("What they see"), parent=parent)
        self._theme = theme
        self._view: FamilyView | None = None
        self.viewer = Choice(theme, name=_("Who"))
        self.level = Segment(theme, [(one.value, words.level(one)) for one in Level], _("What is shown"))
        self.about, self.sum = label(theme, "body", "second", wrap=True), label(theme, "strong", wrap=True)
        self.days = Ledger(theme, dots=False)
        self.groups = Ledger(theme)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(3)
        self._never = label(theme, "small", "third", wrap=True)
        self._never.setText(words.never())
        self.viewer.chosen.connect(lambda _who: self._want())
        self.level.chosen.connect(lambda _key: self._want())
        self.head.addWidget(self.viewer)
        self.body.setSpacing(8)
        self.body.addWidget(self.about)
        self.body.addWidget(self.level, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self.sum)
        self.body.addWidget(self.days)
        self._rule = rule()
        self.body.addWidget(self._rule)
        self.body.addWidget(self.groups)
        self.body.addLayout(self._lines)
        self.body.addWidget(self._never)
        for one in (self.sum, self._rule, self.groups):
            one.hide()

    def show_view(self, view: FamilyView) -> None:
        """Who can be chosen; with nobody there the levels can be tried."""
        self._view = view
        agreed = view.agreement
        gone = view.met is Met.GONE
        viewers = (
            [(one.viewer, agreed.called(one.viewer)) for one in view.viewers] if agreed and not gone else []
        )
        self.viewer.setVisible(bool(viewers))
        self.viewer.show_choices(viewers)
        self.level.setVisible(not viewers)
        joined = view.joined is not None and not gone
        self.about.setText(words.about(joined=joined, seen=bool(viewers)))
        self._want()

    def show_week(self, week: SeenWeek, labels: Labels) -> None:
        """The pared days."""
        name = self.viewer.currentText() if self.viewer.isVisibleTo(self) else ""
        self.sum.setText(words.total(week, name))
        self.sum.show()
        self.days.show_lines(words.days(week))
        lines = words.categories(week, labels)
        self.groups.show_lines(lines)
        for one in (self._rule, self.groups):
            one.setVisible(bool(lines))
        emptied(self._lines)
        for said in words.more(week, labels):
            one = label(self._theme, "body", "second", wrap=True)
            one.setText(said)
            self._lines.addWidget(one)
        self.setAccessibleDescription(self.sum.text())

    def _want(self) -> None:
        view = self._view
        if view is None:
            return
        shown = () if view.met is Met.GONE else view.viewers
        chosen = next((one for one in shown if one.viewer == self.viewer.value), None)
        if chosen is not None:
            self.wanted.emit(chosen.level, chosen.moods)
        else:
            self.wanted.emit(Level(self.level.key), False)
