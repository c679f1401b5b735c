"""Starting another process of this program for the same home."""

from __future__ import annotations

import sys

from PySide6.QtCore import QProcess

from wellbeing.files.paths import Home


def command(home: Home, *words: str) -> list[str]:
    """The command line of this program with these words."""
    chosen = ("--home", str(home.chosen)) if home.chosen else ()
    return [sys.executable, "-m", "wellbeing", *chosen, *words]


def launch(home: Home, *words: str) -> bool:
    """Start it on its own, so that it outlives this process and leaves no zombie; whether it started."""
    program, *arguments = command(home, *words)
    started, _pid = QProcess.startDetached(program, arguments, "")
    return bool(started)
