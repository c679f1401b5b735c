"""The first moments of the tracker: what a person sees comes before what takes long to load."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

from wellbeing import lean
from wellbeing.files.lock import HomeLock
from wellbeing.files.paths import Home
from wellbeing.lean import xcb
from wellbeing.ports import AlreadyRunning, SettingsError
from wellbeing.sensors.screen import missing_screen

if TYPE_CHECKING:
    from wellbeing.ui.first import First


def run(home: Home, *, headless: bool) -> int:
    """The tracker until it is ended, or the one that runs already shown; the exit code."""
    # What is loaded stays: looking for cycles in it takes a twentieth of the start.
    gc.disable()
    shown = None if headless else first(home)
    from wellbeing.cli.control import run

    return run(home, headless=headless, first=shown)


def first(home: Home) -> First | None:
    """The icon; None where there is no screen, or another tracker keeps the home."""
    if os.environ.get("DISPLAY"):
        xcb.load()
    home.prepare()
    lock = HomeLock(home.lock)
    try:
        lock.take()
    except AlreadyRunning:
        return None
    if missing_screen(os.environ) is not None:
        lock.release()
        return None
    lean.load_qt("PySide6.QtCore")
    from wellbeing.ui.first import show
    from wellbeing.ui.tray.ground import Ground

    return show(lock, Ground(_panel_colour(home)))


def _panel_colour(home: Home) -> str:
    from wellbeing.files import settings

    try:
        return settings.read_settings(home.settings_file).panel_colour
    except SettingsError:
        return settings.Settings().panel_colour
