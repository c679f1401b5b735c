"""Starting with the log-in on macOS: a property list in the person's LaunchAgents (launchd.plist(5))."""

from __future__ import annotations

import plistlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from wellbeing.files.settings import replace_text
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError

LABEL = "io.wellbeing.tracker"


def agent_path(environ: Mapping[str, str]) -> Path:
    """Where it lies."""
    return Path(environ.get("HOME") or Path.home(), "Library", "LaunchAgents", f"{LABEL}.plist")


def adopt(wanted: bool, command: Sequence[str], environ: Mapping[str, str]) -> None:
    """Make the property list say what is wanted; touches nothing where it does already.

    Raises:
        KnownError: the folder cannot be written.
    """
    path = agent_path(environ)
    text = plistlib.dumps(
        {
            "Label": LABEL,
            "ProgramArguments": list(command),
            "RunAtLoad": True,
            "LimitLoadToSessionType": "Aqua",
            "ProcessType": "Interactive",
        }
    ).decode()
    there = path.read_text("utf-8", "replace") if path.exists() else None
    if wanted and there != text:
        replace_text(path, text)
    elif not wanted and there == text:  # each home has its say about its own entry only
        try:
            path.unlink()
        except OSError as error:
            raise KnownError(
                Sentence("{path} cannot be removed: {why}.", path=path, why=error.strerror),
                Sentence("Remove it by hand."),
            ) from error
