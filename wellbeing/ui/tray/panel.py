"""The panel: the day in two seconds."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.tray import sentence
from wellbeing.ui.tray.part import Apps, Foot, Limits, Notice, Total, WithAi
from wellbeing.ui.tray.strip import HourStrip
from wellbeing.ui.tray.view import PanelView
from wellbeing.ui.widgets.label import label, rule

PATIENCE_MS = 300
"""A wait shorter than this is not mentioned."""

_APPS_HEIGHT = 72
"""Three rows: the panel keeps its height when the first view arrives."""


class Panel(QFrame):
    """Shows a view and emits wishes; knows no rules. 360 px wide, as high as what it says.

    Starts empty; after 300 ms without a view it says that it is reading.

    Args:
        theme: colours and type; followed live.
        framed: it stands in an ordinary window (there is no tray), so it also offers to quit.
    """

    pause = Signal(object)
    """A `PauseFor`."""
    resume = Signal()
    open_window = Signal()
    quit = Signal()

    def __init__(self, theme: Theme, *, framed: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setProperty("framed", framed)
        self.setFixedWidth(theme.tokens.size["tray_width"])
        self.view: PanelView | None = None
        self._moment = label(theme, "small", "third")
        self._tag = label(theme, "caption")
        self._tag.setObjectName("tag")
        self._total = Total(theme)
        self._notices = QWidget()
        self._trouble, self._pause = Notice(theme), Notice(theme)
        self._ai = WithAi(theme)
        self._strip = HourStrip(theme)
        self._apps = Apps(theme)
        self._no_apps = label(theme, "small", "third", wrap=True)
        self._limits = Limits(theme)
        self._foot = Foot(theme, framed=framed)
        self._column = QVBoxLayout(self)
        self._lay_out()
        for name in ("pause", "resume", "open_window", "quit"):
            getattr(self._foot, name).connect(getattr(self, name))
        self._show_bare()
        QTimer.singleShot(PATIENCE_MS, self, self._admit_waiting)

    def _lay_out(self) -> None:
        column = self._column
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.addWidget(self._moment)
        head.addStretch(1)
        head.addWidget(self._tag)
        column.addLayout(head)
        column.addWidget(self._total)
        column.addSpacing(8)
        notices = QVBoxLayout(self._notices)
        notices.setContentsMargins(0, 0, 0, 10)
        notices.setSpacing(6)
        notices.addWidget(self._pause)
        notices.addWidget(self._trouble)
        column.addWidget(self._notices)
        column.addWidget(self._ai)
        column.addWidget(self._strip)
        column.addSpacing(14)
        column.addWidget(rule())
        column.addSpacing(12)
        column.addWidget(self._apps)
        column.addWidget(self._no_apps)
        column.addSpacing(14)
        column.addWidget(rule())
        column.addSpacing(10)
        column.addWidget(self._limits)
        column.addWidget(self._foot)

    def show_view(self, view: PanelView) -> None:
        """Show this; figures on screen stay until the next call."""
        self.view = view
        self._moment.setText(sentence.moment(view))
        self._tag.setText(_("Demo data, not yours"))
        self._tag.setVisible(view.demo)
        self._total.show_view(view)
        self._pause.show_pause(sentence.pause(view))
        self._trouble.show_trouble(view.trouble)
        self._notices.setVisible(view.trouble is not None or view.paused_until is not None)
        self._ai.show_view(view)
        self._strip.show_view(view)
        self._apps.setMinimumHeight(0)
        self._apps.show_apps(view.top)
        self._apps.setVisible(bool(view.top))
        self._no_apps.setVisible(not view.top)
        self._no_apps.setText(_("The apps you use most will stand here."))
        self._limits.show_view(view)
        self._foot.show_next(sentence.next_break(view))
        self._foot.show_paused(paused=view.paused_until is not None)
        self.setAccessibleName(sentence.PROGRAM)
        self.setAccessibleDescription(sentence.tooltip(view))

    def fit(self) -> None:
        """Be as high as the texts need, once wrapped; layouts alone ask for what they need before."""
        for widget in self.findChildren(QWidget):
            widget.ensurePolished()  # fonts and margins of the sheet, also before the first showing
        self._column.invalidate()
        wraps = self._column.hasHeightForWidth()
        self.setFixedHeight(
            self._column.totalHeightForWidth(self.width()) if wraps else self._column.totalSizeHint().height()
        )

    def _show_bare(self) -> None:
        for widget in (self._tag, self._notices, self._no_apps, self._ai, self._limits):
            widget.setVisible(False)
        self._moment.setText(" ")
        self._strip.show_view(None)
        self._apps.setMinimumHeight(_APPS_HEIGHT)
        self._apps.show_apps(())
        self.setAccessibleName(sentence.PROGRAM)

    def _admit_waiting(self) -> None:
        if self.view is None:
            self._total.show_view(None)
