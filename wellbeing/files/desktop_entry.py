"""One `.desktop` file: the application it describes, and everything a window of it may be called.

Source: freedesktop.org Desktop Entry Specification 1.5, "Recognized desktop entry keys", "Localized values for
keys", "Value types".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wellbeing.catalogue.site import address_host
from wellbeing.model import AppEntry

_LARGEST = 65_536
"""Bytes of a file that are read; groups with hundreds of translations stay below half of that."""
_GROUP = re.compile(rb"(?:\A|\n)\[Desktop Entry\][ \t]*\r?(?=\n|\Z)")
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_STEAM = re.compile(r"steam://rungameid/(\d+)")
_ESCAPE = re.compile(r"\\([sntr\\;])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_ESCAPED = {"s": " ", "n": "\n", "t": "\t", "r": "\r"}
_SHELLS = frozenset({"sh", "bash", "dash", "zsh"})
_RUN_SCRIPTS = frozenset({"python", "python3", "perl", "ruby", "node", "gjs"})
_LAUNCHERS = frozenset(
    {"env", "java", "wine", "wine64", "mono", "dotnet", "electron", "pkexec", "sudo", "gksu"}
)
_LAUNCHERS |= {
    "systemd-run",
    "dbus-launch",
    "dbus-run-session",
    "nice",
    "ionice",
    "setsid",
    "nohup",
    "xdg-open",
}
_LAUNCHERS |= {"gio", "gtk-launch", "flatpak", "snap", "gamemoderun", "mangohud", "prime-run", "optirun"}
_LAUNCHERS |= {"firejail", "bwrap", "exo-open", "kdesu", "run"}
_NO_PROGRAMS = _SHELLS | _RUN_SCRIPTS | _LAUNCHERS
"""Names that say how something is started, not what."""


@dataclass(frozen=True, slots=True)
class DesktopEntry:
    """One entry with all that its windows may be called, in lower case."""

    entry: AppEntry
    shown: bool
    window_class: str
    programs: tuple[str, ...]

    @property
    def rank(self) -> tuple[bool, bool]:
        """Where several entries share a name, the smallest has it: shown ones, then those named as their program."""
        last = self.entry.id.rpartition(".")[2].casefold()
        return not self.shown, last not in self.programs


class EntryReader:
    """Reads entries for one person's languages; safe on any thread.

    Args:
        languages: suffixes of localised keys to try, best first, such as `("de_DE", "de")`.
    """

    def __init__(self, languages: Sequence[str]) -> None:
        self._languages = tuple(languages)
        names = "|".join(re.escape(one) for one in self._languages) or "(?!)"
        keys = (
            rf"(Type|Name(?:\[(?:{names})\])?|NoDisplay|Hidden|Icon|(?:Try)?Exec|StartupWMClass|Categories)"
        )
        self._line = re.compile(rf"\n{keys}[ \t]*=[ \t]*([^\r\n]*)".encode())

    def read(self, identity: str, path: str) -> DesktopEntry | None:
        """The entry in a file; None for what is hidden, no application, unreadable or not an entry at all."""
        try:
            with open(path, "rb") as file:  # noqa: PTH123 -- Path.open costs 15 µs more for each of 200 files
                head = file.read(_LARGEST)
        except OSError:
            return None
        group = _GROUP.search(head)
        if group is None:
            return None
        after = head.find(b"\n[", group.end())
        body = head[group.end() : after if after >= 0 else len(head)]
        keys: dict[str, str] = {}
        for key, value in self._line.findall(body):
            keys.setdefault(key.decode(), value.decode("utf-8", "replace").strip())
        if keys.get("Type", "Application") != "Application" or keys.get("Hidden") == "true":
            return None
        return self._entry(identity, keys)

    def _entry(self, identity: str, keys: Mapping[str, str]) -> DesktopEntry:
        named = (keys.get(f"Name[{language}]") for language in self._languages)
        name = next((one for one in named if one), None) or keys.get("Name") or identity
        words = [quoted or bare for quoted, bare in _TOKEN.findall(keys.get("Exec", ""))]
        addresses = (word.removeprefix("--app=").strip("\"'") for word in words[1:])
        site = next((host for address in addresses if (host := address_host(address))), None)
        entry = AppEntry(
            id=identity,
            name=_plain(name),
            icon=_plain(keys.get("Icon", "")) or None,
            categories=tuple(one.strip() for one in keys.get("Categories", "").split(";") if one.strip()),
            site=site,
        )
        steam = _STEAM.search(keys.get("Exec", ""))
        window_class = keys.get("StartupWMClass") or (f"steam_app_{steam[1]}" if steam else "")
        lent = steam is not None or site is not None or any(word.startswith("--app-id=") for word in words)
        started = () if lent else (_base(keys.get("TryExec", "")), _program(words))
        programs = tuple(dict.fromkeys(one for one in started if one and one not in _NO_PROGRAMS))
        return DesktopEntry(entry, keys.get("NoDisplay") != "true", window_class.casefold(), programs)


def _program(words: Sequence[str]) -> str:
    """The program that `Exec` starts, behind launchers and settings; empty where that cannot be told."""
    rest = iter(words)
    for word in rest:
        base = _base(word)
        if base in _SHELLS:
            return ""
        if base == "flatpak":
            return _flatpak(list(rest))
        if base in _RUN_SCRIPTS:
            return _base(next((one for one in rest if not one.startswith("-")), ""))
        if base not in _LAUNCHERS and not word.startswith("-") and "=" not in word:
            return base
    return ""


def _flatpak(words: Sequence[str]) -> str:
    """What `flatpak run` starts: `--command=`, else the last part of the id."""
    for word in words:
        if word.startswith("--command="):
            return _base(word.removeprefix("--command="))
    identity = next((word for word in words if "." in word and not word.startswith("-")), "")
    return identity.rpartition(".")[2].casefold()


def _base(path: str) -> str:
    return path.rpartition("/")[2].casefold()


def _plain(value: str) -> str:
    """A value without escapes and control characters, at most 512 characters."""
    if "\\" in value:
        value = _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), value)
    return _CONTROL.sub(" ", value)[:512]
