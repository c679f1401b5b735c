"""Installed applications by the id that a window gives, from the desktop's `.desktop` files.

An id is looked up, in this order: as the name of an entry, as `StartupWMClass`, by its last dotted part
(`firefox` finds `org.mozilla.firefox.desktop` and the other way round), as the program that `TryExec` or
`Exec` starts (behind `env`, `flatpak run` and the like); then the executable is. Shown entries go before
hidden ones (`NoDisplay`), folders in the order of the specification. Seen: classes such as `XTerm`,
`firefox_firefox`, `chromium (/tmp/x)`.

Source: freedesktop.org Desktop Entry Specification 1.5, "File naming"; XDG Base Directory Specification.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from wellbeing.catalogue.appid import last_part, spellings
from wellbeing.files.desktop_entry import DesktopEntry, EntryReader
from wellbeing.model import AppEntry

_DEEPEST = 4
_MOST_ANSWERS = 4096
_INTERPRETER = re.compile(
    r"(python|perl|ruby|node|java|mono|wine(?:64)?|dotnet|gjs|lua|php|electron|bash|dash|sh|zsh)[\d.]*"
)
"""Runs other people's programs: an entry of the interpreter itself says nothing about them."""


def application_folders(environ: Mapping[str, str], home: Path) -> tuple[Path, ...]:
    """Where entries lie, the most important first; folders need not exist."""
    own = Path(environ.get("XDG_DATA_HOME") or home / ".local/share")
    system = (environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    roots = [own, *(Path(root) for root in system if root.startswith("/"))]
    roots += [own / "flatpak/exports/share", Path("/var/lib/flatpak/exports/share")]
    folders = [*(root / "applications" for root in roots), Path("/var/lib/snapd/desktop/applications")]
    return tuple(dict.fromkeys(folders))


def languages(environ: Mapping[str, str]) -> tuple[str, ...]:
    """Suffixes of localised keys to try, best first, such as `("de_DE", "de")`; empty for the C locale."""
    chosen = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    if chosen.partition(".")[0] in ("", "C", "POSIX"):
        return ()
    wanted = [*environ.get("LANGUAGE", "").split(":"), chosen]
    found: list[str] = []
    for locale in wanted:
        plain, _, modifier = locale.partition("@")
        country = plain.partition(".")[0]
        language = country.partition("_")[0]
        forms = [f"{base}@{modifier}" if modifier else base for base in (country, language)]
        found += [form for pair in zip(forms, (country, language), strict=True) for form in pair if form]
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class _Index:
    """All entries by what they may be called, the first claim standing; and the folders it was made of."""

    stamps: Mapping[Path, int]
    by_id: dict[str, AppEntry] = field(default_factory=dict)
    by_class: dict[str, AppEntry] = field(default_factory=dict)
    by_last: dict[str, AppEntry] = field(default_factory=dict)
    by_program: dict[str, AppEntry] = field(default_factory=dict)
    answers: dict[tuple[str, str | None], AppEntry | None] = field(default_factory=dict)


class Applications:
    """The index, made on first use and again when a folder changes; safe on any thread, never raises.

    Cost: some 10 µs a look-up to see whether folders changed; the index as bench_catalogue prints it.

    Args:
        folders: as of `application_folders`.
        languages: as of the function of that name.
    """

    def __init__(self, folders: Sequence[Path], languages: Sequence[str] = ()) -> None:
        self._folders = tuple(folders)
        self._reader = EntryReader(languages)
        self._index: _Index | None = None

    def entry(self, app_id: str, exe: str | None = None) -> AppEntry | None:
        """The desktop entry behind an app id, or None; matching is described at the top of this module."""
        index = self._index
        if index is None or any(_stamp(folder) != stamp for folder, stamp in index.stamps.items()):
            index = self._index = self._made()
        asked = (app_id, exe)
        answers = index.answers
        try:
            return answers[asked]
        except KeyError:
            answer = _found(index, app_id, exe)
        if len(answers) >= _MOST_ANSWERS:
            answers.clear()
        answers[asked] = answer
        return answer

    def _made(self) -> _Index:
        """A new index; the folders' stamps are taken before their files are read, so that no change is missed."""
        stamps: dict[Path, int] = {}
        seen: set[str] = set()
        entries: list[DesktopEntry] = []
        for folder in self._folders:
            for identity, path in _files(folder, "", stamps, _DEEPEST):
                if identity.casefold() not in seen:
                    seen.add(identity.casefold())
                    if (read := self._reader.read(identity, path)) is not None:
                        entries.append(read)
        index = _Index(stamps)
        for one in sorted(entries, key=lambda one: one.rank):
            _claim(index, one)
        return index


def _found(index: _Index, app_id: str, exe: str | None) -> AppEntry | None:
    forms = spellings(app_id)
    last = last_part(app_id)
    tries = [(table, form) for table in (index.by_id, index.by_class, index.by_last) for form in forms]
    tries += [(index.by_id, last), (index.by_class, last)] if last else []
    tries += [(index.by_program, form) for form in forms]
    if exe and not _INTERPRETER.fullmatch(exe):
        tries += [(table, exe.casefold()) for table in (index.by_program, index.by_id)]
    return next((table[form] for table, form in tries if form in table), None)


def _claim(index: _Index, one: DesktopEntry) -> None:
    identity = one.entry.id.casefold()
    index.by_id.setdefault(identity, one.entry)
    if one.window_class:
        index.by_class.setdefault(one.window_class, one.entry)
    if "." in identity:
        index.by_last.setdefault(identity.rpartition(".")[2], one.entry)
    for program in one.programs:
        index.by_program.setdefault(program, one.entry)


def _files(folder: Path, prefix: str, stamps: dict[Path, int], depth: int) -> Iterator[tuple[str, str]]:
    """Ids and paths of the entries in a folder and below (`kde/foo.desktop` is `kde-foo`), by name."""
    stamps[folder] = _stamp(folder)
    try:
        found = sorted(os.scandir(folder), key=lambda one: one.name)
    except OSError:
        return
    for one in found:
        if one.name.endswith(".desktop") and _is(one.is_file):
            identity = prefix + one.name.removesuffix(".desktop")
            yield os.fsencode(identity).decode("utf-8", "replace"), one.path
        elif depth > 1 and _is(one.is_dir):
            yield from _files(Path(one.path), f"{prefix}{one.name}-", stamps, depth - 1)


def _is(kind: Callable[[], bool]) -> bool:
    try:
        return kind()
    except OSError:  # a link that goes in circles
        return False


def _stamp(folder: Path) -> int:
    """When a folder last changed, in ns; 0 where there is none."""
    try:
        return os.stat(folder).st_mtime_ns  # noqa: PTH116 -- asked for each folder at each look-up
    except OSError:
        return 0
