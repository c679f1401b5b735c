"""Making or changing one limit, in the place where it stands."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from wellbeing.engine import household
from wellbeing.engine.labels import Labels
from wellbeing.engine.view import limits as view
from wellbeing.engine.view.limits import Offered
from wellbeing.limits import typed
from wellbeing.limits.check import NAME_LENGTH, Problem
from wellbeing.limits.limit import DAILY_WARNINGS, Agreed, Aim, Level, Limit, Measure, Of, Target
from wellbeing.ports import KnownError
from wellbeing.ui import limit_words
from wellbeing.ui.text import _, said
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.choice import Choice
from wellbeing.ui.widgets.label import button, label
from wellbeing.ui.widgets.question import Question
from wellbeing.ui.widgets.segment import Segment
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.limits import words
from wellbeing.ui.window.limits.amount import Amounts, written_amount
from wellbeing.ui.window.limits.hours import HoursList
from wellbeing.ui.window.limits.target import TargetList, TargetPicker

SUGGESTED = Limit((Target(Of.AI),), (60,) * 7, level=Level.DIALOG)
"""What a new limit begins with."""
_KINDS = (Of.AI, Of.TOOL, Of.CATEGORY, Of.APP, Of.SITE, Of.TOTAL)
_WARNINGS = (DAILY_WARNINGS, (10, 5), (5,), (15,), ())


class LimitEditor(Card):
    """Hidden until it begins. Nothing is kept before it is saved; what makes no sense is said in a sentence."""

    saved = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, *, covers: bool, parent: QWidget | None = None) -> None:
        super().__init__(desk.theme, parent=parent)
        self._desk, self._covers = desk, covers
        self._labels: Labels | None = None
        self.limit = SUGGESTED
        theme = desk.theme
        self.target = TargetPicker(theme, _KINDS, _("What the limit is on"))
        self.also = TargetList(theme, _("What counts as well"), _("Count this too"))
        self.without = TargetList(theme, _("What does not count"), _("Do not count this"))
        self.aim = Segment(theme, [(Aim.AT_MOST, _("At most")), (Aim.AT_LEAST, _("At least"))], _("Aim"))
        self.measure = Segment(theme, [(one, words.measure(one)) for one in Measure], _("Counted in"))
        self.amounts, self.hours = Amounts(theme), HoursList(theme)
        self.week, self.name, self.agreed = QLineEdit(), QLineEdit(), QLineEdit()
        self.more = Choice(
            theme, [(one, words.agreed_more(one)) for one in range(4)], _("Part of what was agreed")
        )
        self.level = Choice(theme, [(one, words.level(one)) for one in Level], _("At the limit"))
        self.warnings = Choice(theme, [(one, words.warnings(one)) for one in _WARNINGS], _("Tell me before"))
        self._effect = label(theme, "small", "third", wrap=True)
        self.error = label(theme, "strong", wrap=True)
        self.save, self.cancel, self.remove = button(theme, primary=True), button(theme), button(theme)
        self.question = Question(theme)
        self._build()
        self._connect()
        self.hide()

    def show_offered(self, offered: Offered, labels: Labels) -> None:
        """What there is to choose from."""
        self._labels = labels
        for one in (self.target, self.also.picker, self.without.picker):
            one.show_offered(offered)

    def begin(self, limit: Limit, labels: Labels) -> None:
        """Edit this one; a limit without a number is new."""
        self._labels, self.limit = labels, limit
        new = not limit.id
        self.show_title(_("New limit") if new else limit_words.name(limit, labels))
        self.target.show_target(limit.targets[0], labels)
        self.also.show_targets(limit.targets[1:], labels)
        self.without.show_targets(limit.without, labels)
        self.aim.choose(limit.aim)
        self.measure.choose(limit.measure)
        self.amounts.show_limit(limit)
        self.week.setText(written_amount(limit.week, limit.measure))
        self.hours.show_hours(limit.hours)
        self.level.show_value(limit.level, words.level(limit.level))
        self.warnings.show_value(limit.warnings, words.warnings(limit.warnings))
        self.name.setText(limit.name)
        self.agreed.setText(limit.agreed.by if limit.agreed else "")
        more = limit.agreed.more if limit.agreed else 0
        self.more.show_value(more, words.agreed_more(more))
        self.remove.setVisible(not new)
        self.question.hide()
        self.error.hide()
        self._follow()
        self.show()
        self.target.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def wished(self) -> Limit:
        """What is written and chosen now."""
        goal = self.aim.key == Aim.AT_LEAST
        level, warned = self.level.value, self.warnings.value
        counts_prompts = self.target.of in (Of.AI, Of.TOOL)
        return replace(
            self.limit,
            targets=tuple(dict.fromkeys((self.target.target, *self.also.targets))),
            days=self.amounts.days,
            week=typed.amount(self.week.text()) if self.week.text().strip() else None,
            measure=Measure(self.measure.key) if counts_prompts else Measure.MINUTES,
            aim=Aim(self.aim.key),
            level=Level.NOTE if goal or not isinstance(level, Level) else level,
            without=self.without.targets,
            hours=() if goal else self.hours.hours,
            warnings=warned if isinstance(warned, tuple) else DAILY_WARNINGS,
            name=" ".join(self.name.text().split()),
            agreed=self._agreed(),
        )

    def _agreed(self) -> Agreed | None:
        by, more = " ".join(self.agreed.text().split()), self.more.value
        return Agreed(by, more if isinstance(more, int) else 0) if by else None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape leaves everything as it was."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------ saving

    def _save(self) -> None:
        unread = self.amounts.unread or self.hours.unread or self._week_unread()
        if unread:
            self._fail(
                _("{text} cannot be read.").format(text=unread), _("Write 45, 1h30, or 22:30 for a time.")
            )
            return
        limit = self.wished
        self._desk.ask(
            lambda source: view.problems(source, limit),
            lambda found: self._judged(limit, found),
            self._failed,
        )

    def _judged(self, limit: Limit, found: list[Problem]) -> None:
        if found:
            self._fail(*limit_words.problem(found[0]))
            return
        clock = self._desk.clock
        self._desk.change_agreed(
            lambda store, pin: household.set_limit(store, limit, clock, pin),
            lambda _kept: self._done(),
            self._failed,
        )

    def _ask_to_remove(self) -> None:
        self.question.ask(
            _("The limit ends now."), _("Remove it"), _("Keep it"), _("What it was stays in the journal.")
        )

    def _remove(self) -> None:
        number, clock = self.limit.id, self._desk.clock
        self._desk.change_agreed(
            lambda store, pin: household.remove_limit(store, number, clock, pin),
            lambda _gone: self._done(),
            self._failed,
        )

    def _done(self) -> None:
        self.hide()
        self.saved.emit()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def _failed(self, error: KnownError) -> None:
        self._fail(said(error.sentence), said(error.remedy))

    def _fail(self, sentence: str, remedy: str) -> None:
        self.error.setText(f"{sentence} {remedy}".strip())
        self.error.show()

    def _week_unread(self) -> str:
        written = self.week.text().strip()
        return written if written and typed.amount(written) is None else ""

    # ------------------------------------------------------------ building

    def _follow(self) -> None:
        """What depends on other choices."""
        goal = self.aim.key == Aim.AT_LEAST
        self._rows["measure"].setVisible(self.target.of in (Of.AI, Of.TOOL))
        for key in ("hours", "level", "warnings"):
            self._rows[key].setVisible(not goal)
        level = self.level.value
        if isinstance(level, Level):
            self._effect.setText(words.level_effect(level, covers=self._covers))
        self._effect.setVisible(not goal)
        self._rows["more"].setVisible(not goal and bool(self.agreed.text().strip()))

    def _connect(self) -> None:
        self.save.setText(_("Save"))
        self.cancel.setText(_("Cancel"))
        self.remove.setText(_("Remove"))
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self._close)
        self.remove.clicked.connect(self._ask_to_remove)
        self.question.accepted.connect(self._remove)
        self.target.changed.connect(self._follow)
        self.aim.chosen.connect(lambda _key: self._follow())
        self.level.chosen.connect(lambda _value: self._follow())
        self.agreed.textChanged.connect(lambda _text: self._follow())
        for line in (self.week, self.name, self.agreed, self.amounts.every, *self.amounts.each):
            line.returnPressed.connect(self._save)

    def _build(self) -> None:
        theme = self._desk.theme
        for line, name in (
            (self.week, _("Amount a week at most")),
            (self.name, _("Name")),
            (self.agreed, _("Agreed with")),
        ):
            line.setFont(theme.font("body"))
            line.setAccessibleName(name)
        self.week.setFixedWidth(84)
        self.week.setPlaceholderText(_("none"))
        self.name.setPlaceholderText(_("only if you like"))
        self.agreed.setMaxLength(NAME_LENGTH)
        self.agreed.setPlaceholderText(_("Mum, Dad; then loosening it asks for the PIN"))
        level = QWidget()
        column = QVBoxLayout(level)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.level, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._effect)
        self._rows = {
            key: self._row(name, control)
            for key, name, control in (
                ("target", _("On"), self.target),
                ("aim", _("Aim"), self.aim),
                ("measure", _("Counted in"), self.measure),
                ("amounts", _("A day"), self.amounts),
                ("week", _("A week"), self.week),
                ("hours", _("Not wanted"), self.hours),
                ("level", _("At the limit"), level),
                ("warnings", _("Tell me"), self.warnings),
                ("also", _("Counts too"), self.also),
                ("without", _("Does not count"), self.without),
                ("name", _("Name"), self.name),
                ("agreed", _("Agreed with"), self.agreed),
                ("more", _("That much is free"), self.more),
            )
        }
        for row in self._rows.values():
            self.body.addWidget(row)
        self.error.hide()
        self.body.addWidget(self.error)
        self.body.addWidget(self.question)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        buttons.addWidget(self.remove)
        self.body.addLayout(buttons)

    def _row(self, name: str, control: QWidget) -> QWidget:
        row, words_ = QWidget(), label(self._desk.theme, "body", "second", wrap=True)
        words_.setText(name)
        words_.setFixedWidth(128)
        words_.setMinimumHeight(32)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(12)
        line.addWidget(words_, 0, Qt.AlignmentFlag.AlignTop)
        stays = isinstance(control, Segment | Choice) or control is self.week
        line.addWidget(control, 0 if stays else 1, Qt.AlignmentFlag.AlignTop)
        if stays:
            line.addStretch(1)
        return row
