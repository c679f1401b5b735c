"""Starting with the desktop: an entry in the person's autostart folder (XDG Autostart 0.5), or what the system has."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from wellbeing.files.settings import replace_text
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError

NAME = "wellbeing.desktop"


def entry_path(environ: Mapping[str, str]) -> Path:
    """Where the entry lies."""
    chosen = environ.get("XDG_CONFIG_HOME", "")
    folder = Path(chosen) if chosen.startswith("/") else Path.home() / ".config"
    return folder / "autostart" / NAME


def adopt(wanted: bool, environ: Mapping[str, str], home: str | None = None) -> None:
    """Make the entry say what is wanted; touches nothing where it does already.

    Raises:
        KnownError: the folder cannot be written.
    """
    if sys.platform == "win32":
        from wellbeing.files import run_key

        run_key.adopt(wanted, _words(home), run_key.RunKey())
        return
    if sys.platform == "darwin":
        from wellbeing.files import launch_agent

        launch_agent.adopt(wanted, _words(home), environ)
        return
    path = entry_path(environ)
    if wanted:
        text = _entry(home)
        if not path.exists() or path.read_text("utf-8", "replace") != text:
            replace_text(path, text)
        return
    try:
        # Each home has its say about its own entry only.
        if path.exists() and _command(home) in path.read_text("utf-8", "replace").splitlines():
            path.unlink()
    except OSError as error:
        raise KnownError(
            Sentence("{path} cannot be removed: {why}.", path=path, why=error.strerror),
            Sentence("Remove it by hand."),
        ) from error


def _words(home: str | None) -> list[str]:
    command = shutil.which("wellbeing") or os.path.realpath(sys.argv[0])
    return [command, *(["--home", home] if home else []), "run"]


def _command(home: str | None) -> str:
    return f"Exec={' '.join(_quoted(word) for word in _words(home))}"


def _entry(home: str | None) -> str:
    return (
        "[Desktop Entry]\n"
        "Type=Application\n"
        "Name=Wellbeing\n"
        "Comment=Watches how much you lean on screens and on AI; nothing leaves this machine\n"
        f"{_command(home)}\n"
        "Icon=wellbeing\n"
        "Terminal=false\n"
        "X-GNOME-Autostart-enabled=true\n"
    )


def _quoted(word: str) -> str:
    """A word of `Exec=` (Desktop Entry Specification 1.5, "The Exec key")."""
    plain = word.replace("%", "%%")
    if plain and not set(plain) & set(" \t\n\"'\\><~|&;$*?#()`"):
        return plain
    for one in '\\"`$':
        plain = plain.replace(one, f"\\{one}")
    return '"' + plain.replace("\\", "\\\\") + '"'
