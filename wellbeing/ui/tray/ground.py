"""Light or dark: what the panel of the desktop looks like under the mark."""

from __future__ import annotations

import os
from enum import Enum

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication


class Ground(Enum):
    """The person's setting for the mark."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


_MIDDLE = 128


def is_dark(wish: Ground, place: QRect, *, theme_is_dark: bool) -> bool:
    """Whether the mark must be light.

    Auto looks at the panel itself where that is possible (X11, the icon's place known); GNOME's bar is always
    dark; elsewhere the panel follows the light or dark choice of the desktop.
    """
    if wish is not Ground.AUTO:
        return wish is Ground.DARK
    seen = _seen(place)
    if seen is not None:
        return seen
    if "GNOME" in os.environ.get("XDG_CURRENT_DESKTOP", "").upper().split(":"):
        return True
    return theme_is_dark


def _seen(place: QRect) -> bool | None:
    """The lower left corner of the icon, where every mark is empty; None where the screen cannot be read."""
    screen = QGuiApplication.screenAt(place.center())
    if QGuiApplication.platformName() != "xcb" or place.isEmpty() or screen is None:
        return None
    corner = place.bottomLeft() - screen.geometry().topLeft()
    image = screen.grabWindow(0, corner.x(), corner.y(), 1, 1).toImage()
    return None if image.isNull() else image.pixelColor(0, 0).lightness() < _MIDDLE
