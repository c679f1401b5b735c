"""Whether windows can be translucent on this desktop."""

from __future__ import annotations

import sys
from typing import Any

from PySide6.QtGui import QGuiApplication


def composited() -> bool:
    """True everywhere but on X11 without a compositing manager; asks the X server, 1 ms.

    A compositing manager owns the selection `_NET_WM_CM_Sn` (EWMH 1.5); Qt 6 is silent.
    """
    if QGuiApplication.platformName() != "xcb" or sys.platform != "linux":
        return True
    import xcffib
    import xcffib.xproto

    xcb: Any = xcffib  # Any: it has no types
    try:
        connection = xcb.Connection()
    except xcb.ConnectionException:
        return False
    try:
        core = xcb.xproto.xprotoExtension(connection)
        name = f"_NET_WM_CM_S{connection.pref_screen}"
        atom = core.InternAtom(False, len(name), name).reply().atom
        return bool(core.GetSelectionOwner(atom).reply().owner)
    finally:
        connection.disconnect()
