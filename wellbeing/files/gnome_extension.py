"""Our extension of GNOME Shell in the person's own folder: put there and taken away by one wish each."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from wellbeing.files.resources import resource
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError

UUID = "wellbeing@wellbeing.local"
MODULES_SINCE = 45
"""From this version on extensions are ECMAScript modules (gjs.guide, "Port Extensions to GNOME Shell 45")."""
_LIST = ("org.gnome.shell", "enabled-extensions")
_PATIENCE_S = 10


def folder(environ: Mapping[str, str]) -> Path:
    """Where GNOME Shell looks for it."""
    chosen = environ.get("XDG_DATA_HOME", "")
    data = (
        Path(chosen)
        if chosen.startswith("/")
        else Path(environ.get("HOME", "~")).expanduser() / ".local" / "share"
    )
    return data / "gnome-shell" / "extensions" / UUID


def install(environ: Mapping[str, str]) -> None:
    """Put the extension there and switch it on; GNOME looks for new ones at the next log-in only.

    Raises:
        KnownError: there is no GNOME Shell, it is too old, or the folder cannot be written.
    """
    version = _version(environ)
    if version < 42:
        raise KnownError(
            Sentence("GNOME Shell {version} is older than our extension knows.", version=version),
            Sentence("Use an X11 (Xorg) session instead."),
        )
    target = folder(environ)
    form = "extension-45.js" if version >= MODULES_SINCE else "extension-42.js"
    try:
        target.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(resource("gnome", "metadata.json"), target / "metadata.json")
        shutil.copyfile(resource("gnome", form), target / "extension.js")
    except OSError as error:
        raise KnownError(
            Sentence("The extension cannot be written: {why}.", why=error.strerror),
            Sentence("Make its folder yours to write to."),
        ) from error
    _switch(environ, on=True)


def remove(environ: Mapping[str, str]) -> bool:
    """Switch the extension off and take it away; whether it was there."""
    target = folder(environ)
    if not target.exists():
        return False
    _switch(environ, on=False)
    shutil.rmtree(target, ignore_errors=True)
    return True


def _version(environ: Mapping[str, str]) -> int:
    said = _asked(environ, "gnome-shell", "--version")
    found = re.search(r"(\d+)", said)
    if found is None:
        raise KnownError(
            Sentence("There is no GNOME Shell here."), Sentence("The extension is for GNOME only.")
        )
    return int(found[1])


def _switch(environ: Mapping[str, str], *, on: bool) -> None:
    """Have it in the list of extensions that GNOME switches on, or not; a running shell follows at once."""
    given = _asked(environ, "gsettings", "get", *_LIST).strip().removeprefix("@as ")
    try:
        enabled = [str(one) for one in json.loads(given.replace("'", '"') or "[]")]
    except ValueError:
        enabled = []
    wanted = [one for one in enabled if one != UUID] + ([UUID] if on else [])
    if wanted != enabled:
        _asked(environ, "gsettings", "set", *_LIST, json.dumps(wanted).replace('"', "'"))


def _asked(environ: Mapping[str, str], *command: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - our own words
            command, env=dict(environ), capture_output=True, text=True, timeout=_PATIENCE_S, check=True
        )
    except FileNotFoundError as error:
        raise KnownError(
            Sentence("{program} is not installed.", program=command[0]),
            Sentence("The extension is for GNOME only."),
        ) from error
    except (OSError, subprocess.SubprocessError) as error:
        raise KnownError(
            Sentence("{program} does not answer.", program=command[0]),
            Sentence("Try it in your GNOME session."),
        ) from error
    return done.stdout
