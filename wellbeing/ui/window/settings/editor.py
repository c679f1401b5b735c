"""Making or changing one rule, with what it would move in the past shown while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QLineEdit, QWidget

from wellbeing.catalogue import Rule, RulesFile
from wellbeing.catalogue.label import OTHER
from wellbeing.engine.view.settings import CategoryRow, Past, Preview, Things
from wellbeing.files import rule_edit, rules
from wellbeing.ports import KnownError
from wellbeing.ui.text import _, said
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.choice import Choice
from wellbeing.ui.widgets.flow import Flow
from wellbeing.ui.widgets.label import button, label
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.settings.preview import PreviewList

PAUSE_MS = 150
"""After the last key before the past is asked."""


class Editor(Card):
    """One rule. Hidden until it begins; what is typed is tried, not written, until it is saved."""

    saved = Signal()

    def __init__(self, desk: Desk, past: Past, parent: QWidget | None = None) -> None:
        super().__init__(desk.theme, parent=parent)
        self._desk, self._past = desk, past
        self._place: int | None = None
        self._was: Rule | None = None
        self._turn = 0
        self.app, self.site, self.title = QLineEdit(), QLineEdit(), QLineEdit()
        self.category = Choice(desk.theme, name=_("Category"))
        self.preview = PreviewList(desk.theme)
        self.error = label(desk.theme, "strong", wrap=True)
        self.save, self.cancel = button(desk.theme, primary=True), button(desk.theme)
        self.cancel.setText(_("Cancel"))
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE_MS)
        self._wait.timeout.connect(self._try)
        self._build()
        self.hide()

    def show_categories(self, categories: Sequence[CategoryRow]) -> None:
        """What can be chosen."""
        self.category.show_choices([(row.category.id, row.category.name) for row in categories])

    def show_things(self, things: Things) -> None:
        """What the record knows, for completion."""
        for line, words in ((self.app, [app.id for app in things.apps]), (self.site, list(things.sites))):
            completer = QCompleter(words, line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)

    def begin(self, rule: Rule | None = None, place: int | None = None, app: str = "") -> None:
        """Make a rule (for an app), or change the one in a place."""
        self._place, self._was = place, rule
        self.show_title(_("New rule") if rule is None else _("Change the rule"))
        self.save.setText(_("Add the rule") if rule is None else _("Save"))
        for line, value in (
            (self.app, rule.app if rule else app),
            (self.site, rule.site if rule else ""),
            (self.title, rule.title if rule else ""),
        ):
            line.setText(value or "")
        # Nothing becomes AI, which everything here is measured by, because nobody chose.
        category = rule.category if rule else OTHER
        self.category.show_value(category, category)
        self.show()
        self.app.setFocus(Qt.FocusReason.OtherFocusReason)
        self._try()

    @property
    def rule(self) -> Rule | None:
        """What is typed; None while it is no rule, for which `error` says why."""
        app, site, title = (line.text().strip() or None for line in (self.app, self.site, self.title))
        if app is site is title is None:
            return None
        try:
            return Rule(str(self.category.value), app, site, title)
        except ValueError as wrong:
            self._fail(str(wrong))
            return None

    # ------------------------------------------------------------ inside

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        rows = (
            (_("App"), self.app, _("firefox, or org.gnome.*")),
            (_("Site"), self.site, _("example.org, with all below it")),
            (_("Title"), self.title, _("words or a regular expression: Jira|Pull request")),
        )
        for place, (name, line, hint) in enumerate(rows):
            words = label(self._desk.theme)
            words.setText(name)
            words.setBuddy(line)
            line.setFont(self._desk.theme.font("body"))
            line.setAccessibleName(name)
            line.setPlaceholderText(hint)
            line.textChanged.connect(lambda _text: self._wait.start())
            line.returnPressed.connect(self._save)
            grid.addWidget(words, place, 0)
            grid.addWidget(line, place, 1)
        named = label(self._desk.theme)
        named.setText(_("is"))
        grid.addWidget(named, 3, 0)
        grid.addWidget(self.category, 3, 1, Qt.AlignmentFlag.AlignLeading)
        self.category.chosen.connect(lambda _value: self._try())
        self.body.addLayout(grid)
        buttons = QWidget()
        flow = Flow(buttons, gap=8, line_gap=8)
        flow.addWidget(self.save)
        flow.addWidget(self.cancel)
        for part in (self.error, self.preview, buttons):
            self.body.addWidget(part)
        self.error.hide()
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.hide)

    def _change(self, rule: Rule) -> Callable[[RulesFile], RulesFile]:
        place = self._place
        if place is None:
            return lambda own: rule_edit.added(own, rule)
        return lambda own: rule_edit.changed(own, place, rule)

    def _try(self) -> None:
        """Ask the past what would move."""
        self._wait.stop()
        self.error.hide()
        self._turn += 1
        turn, rule = self._turn, self.rule
        self.save.setEnabled(rule is not None)
        if rule is None:
            self.preview.show_words(
                _("Fill in an app, a site or a title. Where several are given, all must fit.")
            )
            return
        change = self._change(rule)

        def show(preview: Preview) -> None:
            if turn == self._turn:
                self.preview.show_preview(preview, rule)

        home = self._desk.home
        self._desk.ask(
            lambda source: self._past.preview(source, home, change),
            show,
            lambda error: self._fail(said(error.whole)),
        )

    def _save(self) -> None:
        rule, place, was = self.rule, self._place, self._was
        if rule is None:
            return

        def done(_own: RulesFile) -> None:
            self.hide()
            self.saved.emit()

        def failed(error: KnownError) -> None:
            self._fail(said(error.whole))

        if place is None or was is None:
            self._desk.change_rules(lambda file, shipped: rules.add_rule(file, rule, shipped), done, failed)
        else:
            self._desk.change_rules(
                lambda file, shipped: rule_edit.change_rule(file, place, was, rule, shipped), done, failed
            )

    def _fail(self, sentence: str) -> None:
        self.preview.hide()
        self.error.setText(sentence[:1].upper() + sentence[1:])
        self.error.show()
