"""Folders in which the person works, as editors and agents note them; nothing is searched for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from wellbeing.interop.field import at, decoded, entries, record, text
from wellbeing.interop.folder import Environ, data, each, editors, files

_MOST = 2_000
"""Folders at most, so that a look at each stays cheap."""


def repositories(home: Path, environ: Environ) -> Iterator[Path]:
    """Folders that were opened in an editor made from VS Code, or in which Gemini CLI or Crush ran; each once."""
    seen: set[Path] = set()
    for path in _noted(home, environ):
        # A home folder is no project, even if somebody opened it.
        if path.is_absolute() and path != home and path not in seen and len(seen) < _MOST:
            seen.add(path)
            yield path


def _noted(home: Path, environ: Environ) -> Iterator[Path]:
    for _, user in editors(home, environ):
        for file in files(user, "workspaceStorage/*/workspace.json"):
            place = urlsplit(text(at(_content(file), "folder")) or "")
            if place.scheme == "file" and not place.netloc:
                yield Path(unquote(place.path))
    yield from (Path(path) for path in record(at(_content(home / ".gemini" / "projects.json"), "projects")))
    for registry in each([root / "crush" for root in data(home, environ)], "projects.json"):
        for project in entries(at(_content(registry), "projects")):
            if (path := text(at(project, "path"))) is not None:
                yield Path(path)


def _content(file: Path) -> object:
    try:
        return decoded(file.read_bytes()) if file.stat().st_size < 1 << 20 else None
    except OSError:
        return None
