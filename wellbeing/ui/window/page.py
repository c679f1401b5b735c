"""A page of the window: a heading, a column of cards, and reading without ever blocking."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from wellbeing.engine.changes import Change
from wellbeing.engine.source import Source
from wellbeing.ports import KnownError
from wellbeing.ui.text import _, said
from wellbeing.ui.widgets.card import Notice
from wellbeing.ui.widgets.heading import Heading
from wellbeing.ui.widgets.pair import Pair
from wellbeing.ui.window.desk import Desk

T = TypeVar("T")

PATIENCE_MS = 300
"""A wait shorter than this is not mentioned."""
NARROW = 900
"""px of the window below which two columns become one (look.md, section 2)."""
_SLIM = 600
"""px of the window below which the page has narrower margins."""


class Page(QScrollArea):
    """Base of all pages. GUI thread only.

    A page fills `self.heading` and adds cards to `self.body`; it reads in `load()`, which is called when the
    page is shown, when the record changes and when `again()` is called. The last figures stay until new ones
    arrive; an error is said above them, with a button that tries again.
    """

    key: ClassVar[str]
    """Stable id: today, week, year, ai, timeline, reports, settings, health."""
    icon: ClassVar[str]
    """Name of a glyph (`widgets.glyph`)."""

    @staticmethod
    def title() -> str:
        """The page's name in the navigation."""
        raise NotImplementedError

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.theme = desk, desk.theme
        self._asked = 0
        self._waiting: set[int] = set()
        self.heading = Heading(self.theme)
        self.notice = Notice(self.theme)
        self.notice.hide()
        self.notice.acted.connect(self.again)
        inside = QWidget()
        inside.setObjectName("page")
        self.body = QVBoxLayout(inside)
        self._lay_out(inside)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self.waiting)

    # ------------------------------------------------------------ what pages override

    def load(self) -> None:
        """Ask for what the page shows; called when it is shown and when something changed."""

    def open_at(self, day: date | None, app: str | None) -> None:
        """Show this day or app; called before `shown`, and also when the page is already visible."""

    def open_part(self, part: str) -> None:
        """Show this part of the page, for pages that have some; called as `open_at`."""

    def shown(self) -> None:
        """The page became visible."""
        self.load()

    def hidden(self) -> None:
        """Another page became visible."""

    def refresh(self, change: Change) -> None:  # noqa: ARG002 - pages that care look at it
        """Something changed while the page is visible."""
        self.load()

    def keys(self) -> Sequence[tuple[str, str]]:
        """Keys that only this page has, as Qt writes them, and what they do; listed under `?`."""
        return ()

    def waiting(self) -> None:
        """A reading takes longer than 300 ms; pages that have nothing to show yet say so."""

    # ------------------------------------------------------------ what pages use

    def ask(self, fn: Callable[[Source], T], deliver: Callable[[T], None], *, slot: str = "page") -> None:
        """Read off the GUI thread; of several asked for in one `slot` only the latest is delivered.

        Errors become the page's notice; the last figures stay.
        """
        self._asked += 1
        number = self._latest[slot] = self._asked
        self._waiting.add(number)
        self._patience.start()

        def arrived(value: T) -> None:
            self._arrived(number)
            if self._latest[slot] == number:
                self.notice.hide()
                deliver(value)

        def failed(error: KnownError) -> None:
            self._arrived(number)
            if self._latest[slot] == number:
                self.fail(error)

        self.desk.ask(fn, arrived, failed)

    def again(self) -> None:
        """Read anew."""
        self.load()

    def fail(self, error: KnownError) -> None:
        """Say what went wrong above the last figures."""
        self.notice.show_words(said(error.sentence), said(error.remedy), _("Try again"))

    def pair(self, left: QWidget, right: QWidget, stretch: tuple[int, int] = (1, 1)) -> Pair:
        """Two columns that become one in a narrow window; added to the body."""
        result = Pair(left, right, stretch)
        result.set_narrow(self.narrow)
        self._pairs.append(result)
        self.body.addWidget(result)
        return result

    @property
    def narrow(self) -> bool:
        """Whether two columns are one now."""
        return self.window().width() < NARROW

    # ------------------------------------------------------------ inside

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Two columns or one."""
        super().resizeEvent(event)
        for pair in self._pairs:
            pair.set_narrow(self.narrow)
        edge, sides = self._edge, self.body.contentsMargins()
        if sides.left() != edge:
            self.body.setContentsMargins(edge, sides.top(), edge, sides.bottom())

    @property
    def _edge(self) -> int:
        """Px beside the cards."""
        margin = self.theme.tokens.size["page_margin"]
        return margin // 2 if self.window().width() < _SLIM else margin

    def _arrived(self, number: int) -> None:
        self._waiting.discard(number)
        if not self._waiting:
            self._patience.stop()

    def _lay_out(self, inside: QWidget) -> None:
        self._latest: dict[str, int] = {}
        self._pairs: list[Pair] = []
        self.body.setContentsMargins(self._edge, 24, self._edge, 24)
        self.body.setSpacing(self.theme.tokens.size["card_gap"])
        self.body.addWidget(self.heading)
        self.body.addWidget(self.notice)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
