"""Two quiet screens before the first page: what is recorded and what never, and how much is kept."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from wellbeing.engine.source import Source
from wellbeing.files.settings import Settings
from wellbeing.ports import KnownError
from wellbeing.timeline.redact import Privacy
from wellbeing.ui.text import _, said
from wellbeing.ui.widgets import glyph
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.dot import Dot
from wellbeing.ui.widgets.label import button, label
from wellbeing.ui.widgets.pair import Pair
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.settings.levels import Levels

_WIDEST = 760
"""px of the column: a line that is read in one go."""
_NARROW = 640
"""px of the window below which the two lists stand one below the other."""
_NEW = timedelta(days=1)


def wanted(source: Source) -> bool:
    """Whether this person is new: nothing is recorded from before today, and it is no demo."""
    extent = source.store.extent()
    return not source.demo and (extent is None or source.now - extent.start < _NEW)


class FirstRun(QScrollArea):
    """Shown once. There is nothing to sign and nothing to skip: each screen has one way on."""

    finished = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, desk.theme
        self.levels = Levels(desk.theme)
        self.levels.show_level(Settings().privacy)
        self.next, self.back, self.begin = (
            button(desk.theme, primary=True),
            button(desk.theme),
            button(desk.theme, primary=True),
        )
        self.error = label(desk.theme, "strong", wrap=True)
        self.error.hide()
        self.screens = QStackedWidget()
        self.screens.setObjectName("pages")
        self.screens.addWidget(self._what())
        self.screens.addWidget(self._how_much())
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._centre()
        self.next.clicked.connect(lambda: self._turn(1))
        self.back.clicked.connect(lambda: self._turn(0))
        self.begin.clicked.connect(self._begin)
        self._turn(0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Two lists beside each other only where there is room."""
        super().resizeEvent(event)
        self._lists.set_narrow(self.width() < _NARROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.begin if self.screens.currentIndex() else self.next).click()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------ screens

    def _what(self) -> QWidget:
        recorded = self._list(
            _("Recorded"),
            (
                _("Which app is in front, and how long"),
                _("Whether you are there: when a key or the mouse was last used"),
                _("Names of sites, if you want, where a window tells them"),
                _("Lock, suspend, and the pauses that you make"),
            ),
            hollow=False,
        )
        never = self._list(
            _("Never recorded"),
            (
                _("What you type, and pictures of your screen"),
                _("What you say to an AI, or it to you"),
                _("Anything of private windows, where a browser shows that they are"),
                _("Nothing leaves this computer: no account, no network"),
            ),
            hollow=True,
        )
        self._lists = Pair(recorded, never)
        self.next.setText(_("Next"))
        return self._screen(
            _("1 of 2"),
            _("Wellbeing notices what is in front of you"),
            _("So that you can see whether you lean on screens, or on AI, more than you want to."),
            self._lists,
            (self.next,),
        )

    def _how_much(self) -> QWidget:
        card = Card(self._theme)
        card.body.addWidget(self.levels)
        card.body.addWidget(self.error)
        self.back.setText(_("Back"))
        self.begin.setText(_("Begin"))
        return self._screen(
            _("2 of 2"),
            _("How much should be kept?"),
            _("You can change this at any time under Settings, and remove what was kept."),
            card,
            (self.back, self.begin),
        )

    def _screen(
        self, over: str, title: str, under: str, middle: QWidget, buttons: tuple[QWidget, ...]
    ) -> QWidget:
        result = QWidget()
        result.setObjectName("page")
        result.setAccessibleName(title)
        column = QVBoxLayout(result)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(4)
        column.addStretch(2)
        mark = QLabel()
        mark.setPixmap(glyph.pixmap("mark", self._theme.colors.ink, 32, 2))
        column.addWidget(mark)
        column.addSpacing(8)
        for words, told in (
            (label(self._theme, "small", "third"), over),
            (label(self._theme, "title", wrap=True), title),
            (label(self._theme, "body", "second", wrap=True), under),
        ):
            words.setText(told)
            column.addWidget(words)
        column.addSpacing(16)
        column.addWidget(middle)
        column.addSpacing(16)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for one in buttons:
            row.addWidget(one)
        column.addLayout(row)
        column.addStretch(3)
        return result

    def _list(self, title: str, points: tuple[str, ...], *, hollow: bool) -> Card:
        card = Card(self._theme, title)
        for point in points:
            row, mark, words = QHBoxLayout(), Dot(self._theme, size=7), label(self._theme, wrap=True)
            mark.show_state(hollow=hollow)
            words.setText(point)
            row.setSpacing(10)
            beside = QVBoxLayout()  # in the middle of the first line, however many there are
            beside.addSpacing((words.fontMetrics().height() - mark.height()) // 2)
            beside.addWidget(mark)
            beside.addStretch(1)
            row.addLayout(beside)
            row.addWidget(words, 1)
            card.body.addLayout(row)
        card.body.addStretch(1)
        return card

    def _centre(self) -> None:
        outside = QWidget()
        outside.setObjectName("page")
        row = QHBoxLayout(outside)
        row.setContentsMargins(0, 0, 0, 0)
        self.screens.setMaximumWidth(_WIDEST)
        row.addWidget(self.screens, 1)
        self.setWidget(outside)

    # ------------------------------------------------------------ going on

    def _turn(self, place: int) -> None:
        self.screens.setCurrentIndex(place)
        (self.begin if place else self.next).setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self) -> None:
        level = self.levels.level
        if level is Settings().privacy:
            self.finished.emit()
            return
        self.begin.setEnabled(False)
        self._desk.change_setting("privacy", str(level), lambda _now: self._lower(level), self._fail)

    def _lower(self, level: Privacy) -> None:
        """What was kept in these first minutes follows the choice as well."""
        if level is not Privacy.APPS:
            self.finished.emit()
            return
        self._desk.change(lambda store: store.lower(level), lambda _gone: self.finished.emit(), self._fail)

    def _fail(self, error: KnownError) -> None:
        self.begin.setEnabled(True)
        self.error.setText(said(error.whole))
        self.error.show()
