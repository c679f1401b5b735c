"""Whether windows can be shown here, asked before Qt is started: Qt ends the whole process where they cannot."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from wellbeing.model.sentence import Sentence
from wellbeing.ports import SensorLost


def missing_screen(environ: Mapping[str, str]) -> str | None:
    """Why no window can be shown, as a sentence; None where one can."""
    if not sys.platform.startswith("linux") or environ.get("QT_QPA_PLATFORM"):
        return None
    wayland = environ.get("WAYLAND_DISPLAY")
    if wayland and Path(environ.get("XDG_RUNTIME_DIR", ""), wayland).is_socket():
        return None
    display = environ.get("DISPLAY")
    if not display:
        return Sentence("There is no desktop here: DISPLAY is not set.")
    try:
        from wellbeing.sensors.x11_connection import X11Connection

        X11Connection(display).close()
    except SensorLost as lost:
        return lost.sentence
    except (ImportError, OSError):
        return Sentence("The X11 library libxcb cannot be loaded.")
    return None
