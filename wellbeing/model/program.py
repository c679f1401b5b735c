"""The name of a program from the path of its executable, on each system."""

from __future__ import annotations

import re

_ABSOLUTE = re.compile(r"[/\\]|[A-Za-z]:[/\\]|\./")
_BUNDLE = re.compile(r"/([^/]+)\.app(?:/|$)", re.IGNORECASE)


def program_name(path: str) -> str:
    r"""The base name: of `C:\Users\ana\Cursor.exe` it is `Cursor.exe`; of macOS the bundle's, which people know.

    `/Applications/Windsurf.app/Contents/MacOS/Electron` gives `Windsurf`, `/usr/lib/firefox/firefox` gives
    `firefox`; empty for a folder. What is no absolute path stays as it is.
    """
    if not _ABSOLUTE.match(path):
        return path
    slashes = path.replace("\\", "/")
    bundle = _BUNDLE.search(slashes)
    return slashes.rpartition("/")[2] if bundle is None else bundle.group(1)
