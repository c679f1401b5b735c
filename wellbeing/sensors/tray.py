"""Whether the desktop has a tray for our icon, asked without Qt."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from wellbeing.model.sentence import Sentence
from wellbeing.ports import SensorLost, Support
from wellbeing.sensors.wayland_desktops import is_gnome_shell

WATCHER = "org.kde.StatusNotifierWatcher"
"""Who has this name keeps the icons of a tray (StatusNotifierItem)."""


def tray(environ: Mapping[str, str]) -> Support:
    """What shows our icon here; where nothing does, the panel is a window. Takes a few milliseconds."""
    if sys.platform != "linux":
        return Support(True, Sentence("The system shows the icon."))
    if _watched(environ):
        return Support(True, Sentence("The desktop's panel shows the icon (StatusNotifierItem)."))
    if _x11_tray(environ.get("DISPLAY", "")):
        return Support(True, Sentence("The desktop's panel shows the icon (system tray of X11)."))
    if is_gnome_shell(environ):
        return Support(
            False,
            Sentence("GNOME has no tray without an extension, so the panel opens as a window."),
            Sentence(
                "Install the extension AppIndicator (on Debian gnome-shell-extension-appindicator) and switch it "
                "on, or start Wellbeing again whenever you want to see the panel."
            ),
        )
    return Support(
        False,
        Sentence("This desktop has no tray, so the panel opens as a window."),
        Sentence(
            "Add a tray to your panel (on sway tray_output in the bar, or waybar with its module tray), or start "
            "Wellbeing again whenever you want to see the panel."
        ),
    )


def _watched(environ: Mapping[str, str]) -> bool:
    try:
        from wellbeing.sensors.session_bus import Refused, SessionBus
    except ImportError:
        return False
    try:
        bus = SessionBus(environ, lambda _heard: None)
    except SensorLost:
        return False
    try:
        return bus.owned(WATCHER)
    except (Refused, SensorLost):
        return False
    finally:
        bus.close()


def _x11_tray(display: str) -> bool:
    """Whether somebody keeps the selection by which trays are found (System Tray Protocol 0.4)."""
    if not display:
        return False
    try:
        from wellbeing.sensors.x11_connection import X11Connection

        connection = X11Connection(display)
    except (ImportError, OSError, SensorLost):
        return False
    try:
        with connection.lasting():
            atom = connection.atoms(("_NET_SYSTEM_TRAY_S0",))["_NET_SYSTEM_TRAY_S0"]
            return bool(connection.xcb.core.GetSelectionOwner(atom).reply().owner)
    except SensorLost:
        return False
    finally:
        connection.close()
