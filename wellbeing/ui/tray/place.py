"""Where the panel goes: beside the icon, whole on the screen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize

GAP = 8
"""px between icon, panel and the edges of the screen."""


def beside(anchor: QRect, size: QSize, room: QRect) -> QPoint:
    """The top left corner for a panel of `size`, in the free part `room` of the screen that holds `anchor`.

    The side of the icon that looks into the screen, centred on the icon as far as the screen allows:

        ┌──────────────┐
        │      ┌─────┐ │
        │      │panel│ │
        │      └─────┘ │
        └────────icon──┘

    An anchor without a size is a point, such as the pointer.
    """
    x = anchor.center().x() - size.width() // 2
    y = anchor.center().y() - size.height() // 2
    edges = {
        "bottom": room.bottom() - anchor.center().y(),
        "top": anchor.center().y() - room.top(),
        "right": room.right() - anchor.center().x(),
        "left": anchor.center().x() - room.left(),
    }
    match min(edges, key=lambda edge: edges[edge]):
        case "bottom":
            y = anchor.top() - GAP - size.height()
        case "top":
            y = anchor.bottom() + 1 + GAP
        case "right":
            x = anchor.left() - GAP - size.width()
        case _:
            x = anchor.right() + 1 + GAP
    return QPoint(
        _within(x, room.left() + GAP, room.right() + 1 - GAP - size.width()),
        _within(y, room.top() + GAP, room.bottom() + 1 - GAP - size.height()),
    )


def _within(value: int, least: int, most: int) -> int:
    """Of two wishes that cannot both be met, the start of the panel is seen."""
    return max(least, min(value, most))
