"""Which program opens a file, and whether it may read it: a Snap sees no hidden folder of a home.

Strictly confined Snaps, such as the Firefox and Chromium of Ubuntu, read what is owned by the person below their home,
but no hidden folder in it, nothing of other Snaps, and nothing elsewhere, such as /tmp of others. The page then says
"Access to the file was denied" or "File not found".

Sources: snapcraft.io, The home interface; the interface's AppArmor rules (snapd, interfaces/builtin/home.go:
`owner @{HOME}/[^s.]**`, only top-level names count); Launchpad 1979060; seen in cursorless 1266 and KeePassXC 12035.
Flatpaks are given each file through the document portal.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

_PATIENCE_S = 3.0
_SNAP_FOLDERS = ("/var/lib/snapd/", "/snap/")
_EXEC = re.compile(r"^Exec[ \t]*=[ \t]*(.*)$", re.MULTILINE)
_NAME = re.compile(r"^Name[ \t]*=[ \t]*(.*)$", re.MULTILINE)
_INSTANCE = re.compile(r"^X-SnapInstanceName[ \t]*=", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Opener:
    """The program that opens a kind of file."""

    name: str
    """As its desktop entry says."""
    snap: bool


def opener(place: str, entry: str) -> Opener:
    """What a desktop entry says of itself.

    Args:
        place: path of the entry's file.
        entry: its content.
    """
    head = entry.partition("\n[Desktop Action")[0]
    name, started = _NAME.search(head), _EXEC.search(head)
    words = started[1] if started else ""
    snap = (
        place.startswith(_SNAP_FOLDERS)
        or _INSTANCE.search(head) is not None
        or any(folder in words for folder in _SNAP_FOLDERS)
        or "snap run " in words
    )
    return Opener(name[1].strip() if name else Path(place).stem, snap)


def reads(one: Opener | None, file: Path, home: Path) -> bool:
    """Whether the program may read a file; an unknown one is trusted to.

    Args:
        one: the program.
        file: absolute, links resolved.
        home: the person's, likewise.
    """
    if one is None or not one.snap:
        return True
    if not file.is_relative_to(home):
        return False
    first = file.relative_to(home).parts[:1]
    return bool(first) and not first[0].startswith(".") and first[0] != "snap"


def place_for(one: Opener | None, folders: Sequence[Path], home: Path) -> Path | None:
    """The first folder from which the program may read; None where it may from none of them."""
    return next((folder for folder in folders if reads(one, folder / "file", home)), None)


def default_opener(kind: str, folders: Iterable[Path]) -> Opener | None:
    """The program that opens a kind of file here; None where that is not known. Asks the desktop, 3 s at most.

    Args:
        kind: such as `text/html`.
        folders: where desktop entries lie (`applications.application_folders`).
    """
    asked = shutil.which("xdg-mime") if sys.platform == "linux" else None
    if asked is None:
        return None
    try:
        said = subprocess.run(  # noqa: S603 - the desktop's own tool, and words of ours
            [asked, "query", "default", kind], capture_output=True, timeout=_PATIENCE_S, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return None
    name = said.stdout.decode("utf-8", "replace").strip().partition(";")[0]
    if not name.endswith(".desktop") or "/" in name:
        return None
    for folder in folders:
        place = folder / name
        try:
            return opener(str(place), place.read_text("utf-8", "replace"))
        except OSError:
            continue
    return None
