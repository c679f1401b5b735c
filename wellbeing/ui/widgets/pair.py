"""Two cards beside each other, or one below the other where room is short."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QWidget


class Pair(QWidget):
    """Side by side until `set_narrow(True)`.

    Args:
        stretch: widths of the two in relation to each other.
    """

    def __init__(
        self, left: QWidget, right: QWidget, stretch: tuple[int, int] = (1, 1), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(16)
        self._box.addWidget(left, stretch[0])
        self._box.addWidget(right, stretch[1])

    def set_narrow(self, narrow: bool) -> None:
        """One column or two."""
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._box.direction() is not wanted:
            self._box.setDirection(wanted)
