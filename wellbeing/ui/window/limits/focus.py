"""Focus sessions, and what gets a short pause before it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from wellbeing.engine import focus
from wellbeing.engine.labels import Labels
from wellbeing.engine.view.limits import LimitsView
from wellbeing.files.settings import Settings
from wellbeing.limits.limit import Target
from wellbeing.limits.typed import written
from wellbeing.nudges.focus import INTENTION_LENGTH, LENGTHS, Session
from wellbeing.ports import KnownError
from wellbeing.ui import focus_words
from wellbeing.ui.text import _, said
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.label import button, label, rule
from wellbeing.ui.widgets.segment import Segment
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.limits.target import TargetList


class FocusCard(Card):
    """Begin a session, or see what is left of it and end it."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk.theme, _("Focus"), parent=parent)
        self._desk = desk
        self._distractions: tuple[Target, ...] = ()
        theme = desk.theme
        self.running = label(theme, "section", wrap=True)
        self.length = Segment(
            theme,
            [(str(one), focus_words.length(one)) for one in LENGTHS],
            _("Length"),
        )
        self.intention = QLineEdit()
        self.intention.setFont(theme.font("body"))
        self.intention.setMaxLength(INTENTION_LENGTH)
        self.intention.setAccessibleName(_("What for"))
        self.intention.setPlaceholderText(_("what for, if you like; it stays here"))
        self.begin, self.end = button(theme), button(theme)
        self.begin.setText(_("Begin"))
        self.end.setText(_("End it"))
        about = label(theme, "small", "second", wrap=True)
        about.setText(_("These get a short pause before them until it is over:"))
        self.list = TargetList(theme, _("What distracts"), _("Add a distraction"))
        self.error = label(theme, "strong", wrap=True)
        self.error.hide()
        self.list.changed.connect(self._keep_list)
        self.begin.clicked.connect(self._begin)
        self.intention.returnPressed.connect(self._begin)
        self.end.clicked.connect(lambda: self._set(None))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.begin)
        row.addWidget(self.end)
        row.addStretch(1)
        first: tuple[QWidget, ...] = (self.running, self.length, self.intention)
        for widget in first:
            self.body.addWidget(widget)
        self.body.addLayout(row)
        listed: tuple[QWidget, ...] = (rule(), about, self.list, self.error)
        for widget in listed:
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def show_view(self, view: LimitsView, settings: Settings, labels: Labels) -> None:
        """A session under way, or the means to begin one."""
        session = view.session
        means: tuple[QWidget, ...] = (self.length, self.intention, self.begin)
        under_way: tuple[QWidget, ...] = (self.running, self.end)
        for widget in means:
            widget.setVisible(session is None)
        for widget in under_way:
            widget.setVisible(session is not None)
        if session is not None:
            self.running.setText(focus_words.running(session, session.left(self._desk.clock.now())))
        self.list.show_offered(view.offered)
        if settings.distracting != self._distractions or not self.list.shown:
            self._distractions = settings.distracting
            self.list.show_targets(settings.distracting, labels)

    def _begin(self) -> None:
        words = " ".join(self.intention.text().split())
        now = self._desk.clock.now().replace(microsecond=0)
        self._set(Session(now, int(self.length.key), words, self.list.targets))

    def _set(self, session: Session | None) -> None:
        self._desk.change(
            lambda store: focus.keep(store, session), lambda _done: self.changed.emit(), self._fail
        )

    def _keep_list(self) -> None:
        self._distractions = self.list.targets
        self._desk.change_setting(
            "distractions", tuple(written(one) for one in self.list.targets), None, self._fail
        )

    def _fail(self, error: KnownError) -> None:
        self.error.setText(said(error.whole))
        self.error.show()


class Before(Card):
    """What the person wants a pause before, at any time."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk.theme, _("A short pause before"), parent=parent)
        self._desk = desk
        self._targets: tuple[Target, ...] = ()
        about = label(desk.theme, "small", "second", wrap=True)
        about.setText(
            _(
                "A quiet page asks whether you want to go on. After ten seconds you may, silently for 10 minutes."
            )
        )
        self.list = TargetList(desk.theme, _("What gets a pause"), _("Add a pause"))
        self.error = label(desk.theme, "strong", wrap=True)
        self.error.hide()
        self.list.changed.connect(self._keep)
        for widget in (about, self.list, self.error):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def show_view(self, view: LimitsView, settings: Settings, labels: Labels) -> None:
        """What holds."""
        self.list.show_offered(view.offered)
        if settings.paused_before != self._targets or not self.list.shown:
            self._targets = settings.paused_before
            self.list.show_targets(settings.paused_before, labels)

    def _keep(self) -> None:
        self._targets = self.list.targets
        words = tuple(written(one) for one in self.list.targets)
        self._desk.change_setting("pauses_before", words, None, self._fail)

    def _fail(self, error: KnownError) -> None:
        self.error.setText(said(error.whole))
        self.error.show()
