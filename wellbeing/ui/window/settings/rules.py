"""The person's own rules in their order, and the categories they sort into."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellbeing.catalogue import Category, Rule, RulesFile
from wellbeing.engine.view.settings import Past, Preview, SettingsView, Things
from wellbeing.files import rule_edit
from wellbeing.ports import KnownError
from wellbeing.ui.text import _, said
from wellbeing.ui.widgets.label import button, label
from wellbeing.ui.widgets.question import Question
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.settings.categories import Categories
from wellbeing.ui.window.settings.editor import Editor
from wellbeing.ui.window.settings.part import Part
from wellbeing.ui.window.settings.preview import PreviewList
from wellbeing.ui.window.settings.rule_row import RuleRow, words


class RulesPart(Part):
    """List, editor, categories."""

    def __init__(self, desk: Desk, past: Past, parent: QWidget | None = None) -> None:
        super().__init__(desk, past, parent)
        self._rules: tuple[Rule, ...] = ()
        self._named: dict[str, Category] = {}
        self._decided: tuple[timedelta, ...] = ()
        self._removing: int | None = None
        self.rows: list[RuleRow] = []
        card = self.card(_("Your rules"))
        self.editor, self.categories = Editor(desk, past), Categories(desk)
        self._words = label(self.theme, "small", "second", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.said = PreviewList(self.theme)
        self.question = Question(self.theme)
        self.question.accepted.connect(self._remove)
        self.question.refused.connect(self.said.hide)
        self.new = button(self.theme)
        self.new.setText(_("New rule"))
        self.new.clicked.connect(lambda _on: self.begin())
        card.body.addWidget(self._words)
        card.body.addLayout(self._list)
        card.body.addWidget(self.said)
        card.body.addWidget(self.question)
        card.body.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addWidget(self.editor)
        self.editor.saved.connect(self.stale)
        self.categories.stale.connect(self.stale)
        self.column.addWidget(self.categories)

    def begin(self, app: str = "") -> None:
        """Make a rule, perhaps for an app."""
        self.editor.begin(app=app)

    def show_view(self, view: SettingsView) -> None:
        """Rules and categories of the file."""
        self._named = {row.category.id: row.category for row in view.categories}
        self._words.setText(
            _(
                "Where several fit, the lowest decides. They count before everything else, for the past as well."
            )
            if view.rules
            else _("None yet. What no rule of yours decides, the lists that come with the program decide.")
        )
        self.editor.show_categories(view.categories)
        self.categories.show_view(view)
        if view.rules != self._rules:
            self._decided = ()
        self._rules = view.rules
        self._fill()

    def show_things(self, things: Things) -> None:
        """What each rule decides."""
        self._decided = things.decided
        self.editor.show_things(things)
        for row, amount in zip(self.rows, things.decided, strict=False):
            row.show_amount(amount)

    # ------------------------------------------------------------ inside

    def _fill(self) -> None:
        while len(self.rows) < len(self._rules):
            row = RuleRow(self.theme, len(self.rows))
            row.up.clicked.connect(lambda _on, place=row.place: self._move(place, place - 1))
            row.down.clicked.connect(lambda _on, place=row.place: self._move(place, place + 1))
            row.edit.clicked.connect(
                lambda _on, place=row.place: self.editor.begin(self._rules[place], place)
            )
            row.remove.clicked.connect(lambda _on, place=row.place: self._ask_remove(place))
            self.rows.append(row)
            self._list.addWidget(row)
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(self._rules))
            if place < len(self._rules):
                rule = self._rules[place]
                row.show_rule(rule, self._named.get(rule.category), last=place == len(self._rules) - 1)
                if place < len(self._decided):
                    row.show_amount(self._decided[place])

    def _preview(self, change: Callable[[RulesFile], RulesFile], then: Callable[[Preview], None]) -> None:
        home = self.desk.home
        self.desk.ask(lambda source: self.past.preview(source, home, change), then, self._fail)

    def _move(self, place: int, to: int) -> None:
        rule = self._rules[place]

        def move(preview: Preview) -> None:
            def done(_own: RulesFile) -> None:
                self.said.show_preview(preview)
                self.stale.emit()

            self.desk.change_rules(
                lambda file, shipped: rule_edit.move_rule(file, place, rule, to, shipped), done, self._fail
            )

        self._preview(lambda own: rule_edit.moved(own, place, to), move)

    def _ask_remove(self, place: int) -> None:
        def ask(preview: Preview) -> None:
            self._removing = place
            self.said.show_preview(preview)
            self.question.ask(
                _("Remove the rule “{rule}”?").format(rule=words(self._rules[place])),
                _("Remove it"),
                _("Leave it"),
                _("What a rule on titles concluded stays as it is recorded.")
                if self._rules[place].title
                else "",
            )

        self._preview(lambda own: rule_edit.without(own, place), ask)

    def _remove(self) -> None:
        self.said.hide()
        place = self._removing
        if place is None or place >= len(self._rules):
            return
        rule = self._rules[place]
        self.desk.change_rules(
            lambda file, shipped: rule_edit.remove_rule(file, place, rule, shipped),
            lambda _own: self.stale.emit(),
            self._fail,
        )

    def _fail(self, error: KnownError) -> None:
        self.said.show_words(said(error.whole))
