"""Text in a role and a tone: no widget sets a size or a colour itself."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QStyle, QWidget

from wellbeing.ui.text import with_whole_durations
from wellbeing.ui.theme import Role, Theme

Tone = Literal["first", "second", "third"]


def label(theme: Theme, role: Role = "body", tone: Tone = "first", *, wrap: bool = False) -> QLabel:
    """Plain text, never read as markup: names of apps are not ours."""
    result = _Wrapped() if wrap else _Label()
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setFont(theme.font(role))
    result.setProperty("tone", tone)
    result.setWordWrap(wrap)
    return result


class _Label(QLabel):
    """Begins where lines of the window begin. Qt asks the text: a lone figure would stand at the left everywhere."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)

    def setAlignment(self, alignment: Qt.AlignmentFlag) -> None:  # noqa: N802 - Qt's name
        """Leading and trailing as the window is read."""
        shown = QStyle.visualAlignment(self.layoutDirection(), alignment)
        super().setAlignment(shown | Qt.AlignmentFlag.AlignAbsolute)


class _Wrapped(_Label):
    """Breaks lines between words, never inside a duration."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""

    def setText(self, words: str) -> None:  # noqa: N802 - Qt's name
        """As given; only the line breaks differ."""
        self._words = words
        super().setText(with_whole_durations(words))

    def text(self) -> str:
        """As it was given."""
        return self._words


def button(theme: Theme, *, primary: bool = False) -> QPushButton:
    """Plain, or the one primary button of a card."""
    result = QPushButton()
    result.setFont(theme.font("strong" if primary else "body"))
    result.setObjectName("primary" if primary else "")
    result.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    result.setAttribute(Qt.WidgetAttribute.WA_LayoutUsesWidgetRect)
    return result


def rule() -> QFrame:
    """A hairline between parts of a card."""
    result = QFrame()
    result.setObjectName("rule")
    return result


class ElidedLabel(QLabel):
    """One line that ends in an ellipsis where room is short; tooltip and screen reader get it whole."""

    def __init__(self, theme: Theme, role: Role = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(role))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def whole(self) -> int:
        """Px that the whole text would take."""
        return QFontMetrics(self.font()).horizontalAdvance(self.text()) + 1

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as the layout wants."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Elide on the side where the text ends, in its own direction."""
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter = QPainter(self)
        start = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        alignment = self.style().visualAlignment(self.layoutDirection(), start)
        painter.drawText(self.rect(), alignment | Qt.TextFlag.TextSingleLine, shown)
