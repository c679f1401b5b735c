"""A report as a picture, as wide as there is room."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.card import Card


class Preview(Card):
    """The picture in a card; its sentence is what a screen reader says."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.paper = Paper()
        self.body.addWidget(self.paper)

    def show_picture(self, png: bytes, name: str, description: str) -> None:
        """Show another one."""
        self.paper.show_picture(png, name, description)


class Paper(QWidget):
    """Paints a picture over its whole width.

    It is kept as it came, and as it is shown: its own pixels would be 20 MB.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._png = b""
        self._whole = QSize()
        self.image = QImage()
        """In the pixels of the screen."""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_picture(self, png: bytes, name: str, description: str) -> None:
        """Show it, and tell who cannot see it."""
        self._png = png
        whole = QImage.fromData(png)
        self._whole, self.image = whole.size(), self._scaled(whole)
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """As the picture is."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """For the whole picture."""
        if self._whole.isEmpty():
            return width
        return round(width * self._whole.height() / self._whole.width())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrow: it grows with the window."""
        return QSize(320, self.heightForWidth(320))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Smoothly, in the pixels of the screen; a frame when it has the focus."""
        if self.image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self.image.width() != self._wide():
            self.image = self._scaled(QImage.fromData(self._png))
        high = self.image.height() / self.devicePixelRatioF()
        painter.drawImage(QRectF(0, 0, self.width(), high), self.image)
        if self.hasFocus():
            pen = painter.pen()
            pen.setWidth(2)
            pen.setColor(self.palette().accent().color())
            painter.setPen(pen)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _wide(self) -> int:
        """Pixels of the screen."""
        return max(1, round(self.width() * self.devicePixelRatioF()))

    def _scaled(self, whole: QImage) -> QImage:
        if whole.isNull():
            return whole
        return whole.scaledToWidth(self._wide(), Qt.TransformationMode.SmoothTransformation)
