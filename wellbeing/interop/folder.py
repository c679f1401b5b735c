"""Where programs keep their files on Linux (Flatpak and Snap too), macOS and Windows."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

Environ = Mapping[str, str]

EDITORS: Mapping[str, tuple[str, ...]] = {
    "vscode_copilot": ("Code", "Code - Insiders", "Code - OSS", "VSCodium", "VSCodium - Insiders"),
    "cursor": ("Cursor", "Cursor Nightly"),
    "windsurf": ("Windsurf", "Windsurf - Next"),
    "positron": ("Positron",),
    "trae": ("Trae", "Trae CN"),
    "kiro": ("Kiro",),
    "antigravity": ("Antigravity",),
    "qoder": ("Qoder",),
    "void": ("Void",),
    "pearai": ("PearAI",),
}
"""Editors made from VS Code by the name of their folder, and the tool to which their own chat belongs."""

_FLATPAKS = (
    ("com.visualstudio.code", "vscode_copilot", "Code"),
    ("com.visualstudio.code.insiders", "vscode_copilot", "Code - Insiders"),
    ("com.visualstudio.code-oss", "vscode_copilot", "Code - OSS"),
    ("com.vscodium.codium", "vscode_copilot", "VSCodium"),
    ("com.vscodium.codium-insiders", "vscode_copilot", "VSCodium - Insiders"),
)
_SNAPS = (("code", "Code"), ("code-insiders", "Code - Insiders"), ("codium", "VSCodium"))
_SERVERS = (
    (".vscode-server/data", "vscode_copilot"),
    (".vscode-server-insiders/data", "vscode_copilot"),
    (".vscodium-server/data", "vscode_copilot"),
    (".cursor-server/data", "cursor"),
    (".windsurf-server/data", "windsurf"),
    (".local/share/code-server", "vscode_copilot"),
)
"""Where an editor on another machine keeps what its extensions write here (Remote SSH, WSL, code-server)."""


def named(environ: Environ, *names: str) -> list[Path]:
    """Folders that the first set of some variables names; it may name several, parted by commas."""
    for name in names:
        value = environ.get(name, "").strip()
        if value:
            return [Path(part.strip()) for part in value.split(",") if part.strip()]
    return []


def config(home: Path, environ: Environ) -> list[Path]:
    """Where this person's programs keep their settings: at most three folders, that there are."""
    return _there(_config(home, environ.get("XDG_CONFIG_HOME"), environ.get("APPDATA")))


@lru_cache(maxsize=4)
def _config(home: Path, settings: str | None, roaming: str | None) -> tuple[Path, ...]:
    """Kept, as `_data`: dozens of formats look there every minute."""
    return _distinct(
        _absolute(settings) or home / ".config",
        home / "Library" / "Application Support",
        _absolute(roaming) or home / "AppData" / "Roaming",
    )


def data(home: Path, environ: Environ) -> list[Path]:
    """Where this person's programs keep their data; on Windows many follow the XDG rules as well."""
    given = (environ.get(name) for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "APPDATA"))
    return _there(_data(home, *given))


@lru_cache(maxsize=4)
def _data(home: Path, shared: str | None, local: str | None, roaming: str | None) -> tuple[Path, ...]:
    return _distinct(
        _absolute(shared) or home / ".local" / "share",
        home / "Library" / "Application Support",
        _absolute(local) or home / "AppData" / "Local",
        _absolute(roaming) or home / "AppData" / "Roaming",
        # Several tools look here even where XDG_DATA_HOME names another place.
        home / ".local" / "share",
    )


def state(home: Path, environ: Environ) -> list[Path]:
    """Where this person's programs keep their state."""
    return _there((_absolute(environ.get("XDG_STATE_HOME")) or home / ".local" / "state",))


def editors(home: Path, environ: Environ) -> Iterator[tuple[str, Path]]:
    """The `User` folders of editors made from VS Code that are used here, with the tool each stands for."""
    known = _users(home, tuple(config(home, environ)), environ.get("VSCODE_PORTABLE", "").strip())
    return ((tool, user) for tool, user in known if _is_folder(user))


@lru_cache(maxsize=4)
def _users(home: Path, roots: tuple[Path, ...], portable: str) -> tuple[tuple[str, Path], ...]:
    """Wherever such a folder may be, each once. Kept: a dozen formats look there every minute."""
    found: dict[Path, str] = {}
    for root in roots:
        for tool, names in EDITORS.items():
            for name in names:
                found.setdefault(root / name / "User", tool)
    for app, tool, name in _FLATPAKS:
        found.setdefault(home / ".var" / "app" / app / "config" / name / "User", tool)
    for snap, name in _SNAPS:
        for revision in ("current", "common"):
            found.setdefault(home / "snap" / snap / revision / ".config" / name / "User", "vscode_copilot")
    for place, tool in _SERVERS:
        found.setdefault(home / place / "User", tool)
    if portable:
        found.setdefault(Path(portable) / "user-data" / "User", "vscode_copilot")
    return tuple((tool, user) for user, tool in found.items())


def is_there(path: Path) -> bool:
    """Whether it is a file that can be looked at; a path that another program noted may be no path at all."""
    try:
        return path.is_file()
    except (OSError, ValueError):  # too long, closed, a NUL
        return False


def files(folder: Path, *patterns: str) -> Iterator[Path]:
    """Files below a folder that fit a pattern of `Path.glob`; none where it cannot be read."""
    for pattern in patterns:
        try:
            yield from (path for path in folder.glob(pattern) if is_there(path))
        except (OSError, ValueError):
            continue


def each(folders: list[Path], *patterns: str) -> Iterator[Path]:
    """As `files`, in several folders; each file once."""
    seen: set[Path] = set()
    for folder in folders:
        for path in files(folder, *patterns):
            if path not in seen:
                seen.add(path)
                yield path


def _absolute(value: str | None) -> Path | None:
    # The XDG specification: a relative path is to be ignored.
    path = Path(value) if value else None
    return path if path is not None and path.is_absolute() else None


def _distinct(*folders: Path) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(folders))


def _there(folders: tuple[Path, ...]) -> list[Path]:
    return [folder for folder in folders if _is_folder(folder)]


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - never raises, and half the time of `Path.is_dir`
