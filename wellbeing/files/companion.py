"""The browser companion on this machine: what lets browsers start it, and the folders to load the extension from.

A browser starts only programs that a manifest in its own folder names (native messaging); each gets one here. The
extension itself is loaded by the person: browsers let no other program do that.
"""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wellbeing.files.browsers import Browser, browsers
from wellbeing.files.host_key import Keys, keys
from wellbeing.files.resources import resource
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError

NAME = "io.wellbeing.companion"
CHROMIUM_ID = "mookpclokgkampfkhigdadgcaljpaenj"
"""Follows from the `key` in the manifest: its SHA-256 in letters (Chromium, crx_file::id_util)."""
FIREFOX_ID = "companion@wellbeing.local"


_INSIDE = "wellbeing-companion"
"""Name of the starter inside a sandbox."""
FIREFOX_PORTAL = "firefox"
"""Firefox as a Snap, and from Flatpak since 157, has its companion started by a portal, not by itself."""
PORTALS = frozenset({"xdg-desktop-portal", "xdg-native-messaging-proxy"})
"""Executables of portals that start it."""
KNOWN_AS: Mapping[str, tuple[str, ...]] = {
    "com.google.Chrome": ("chrome", "google-chrome", "com.google.Chrome"),
    "org.chromium.Chromium": ("chromium", "chromium-browser", "org.chromium.Chromium"),
    "com.microsoft.Edge": ("msedge", "microsoft-edge", "com.microsoft.Edge"),
    "com.brave.Browser": ("brave", "brave-browser", "com.brave.Browser"),
    "com.vivaldi.Vivaldi": ("vivaldi-bin", "vivaldi", "vivaldi-stable", "com.vivaldi.Vivaldi"),
    "org.mozilla.firefox": ("firefox", "firefox-bin", "org.mozilla.firefox"),
    "io.gitlab.librewolf-community": ("librewolf", "librewolf-bin", "io.gitlab.librewolf-community"),
    FIREFOX_PORTAL: ("firefox", "firefox-bin", "firefox_firefox", "org.mozilla.firefox"),
}
"""Executables and app ids of windows of browsers in a sandbox, out of which no process number leads.

The first one is their name in Health."""


@dataclass(frozen=True, slots=True)
class Installed:
    """What was done."""

    browsers: tuple[str, ...]
    """Names of those that can start the companion now."""
    sandboxed: tuple[str, ...]
    """Flatpak ids that the person must let out of their sandbox first."""
    folder: Path
    """Holds `chromium`, to be loaded unpacked, and `firefox.xpi`."""
    chromium: bool = True
    """Whether a relative of Chromium is among them."""
    firefox: bool = True
    """Whether a relative of Firefox is."""
    walled: tuple[str, ...] = ()
    """Names of those that are used here and can start nothing."""
    verified: bool = True
    """Whether this was tried on a real machine of this system."""


@dataclass(frozen=True, slots=True)
class Host:
    """The system that browsers run on.

    Args:
        environ: for the person's folders.
        system: as `sys.platform` names it.
        keys: the person's registry.
    """

    environ: Mapping[str, str]
    system: str = sys.platform
    keys: Keys = field(default_factory=keys)

    @property
    def browsers(self) -> tuple[Browser, ...]:
        """Those that are known here."""
        return browsers(self.system)

    def named(self, browser: Browser) -> bool:
        """Whether a browser is used and finds the companion; some look in the folder of another."""
        if browser.walled or not browser.used(self.environ):
            return False
        if browser.key:
            return self.keys.get(rf"{browser.key}\{NAME}") is not None
        return (browser.folder(self.environ) / f"{NAME}.json").exists()

    def name(self, browser: Browser, program: Path, data: Path) -> None:
        """Let a browser find it."""
        manifests = data if browser.key else browser.folder(self.environ)
        file = manifests / (f"{_kind(browser)}.json" if browser.key else f"{NAME}.json")
        manifests.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(_manifest(browser, program), indent=2), "utf-8")
        if browser.key:
            self.keys.put(rf"{browser.key}\{NAME}", str(file))

    def forget(self, browser: Browser) -> None:
        """Let it find nothing of ours any more."""
        if browser.key:
            self.keys.remove(rf"{browser.key}\{NAME}")
        elif not browser.walled:
            folder = browser.folder(self.environ)
            (folder / f"{NAME}.json").unlink(missing_ok=True)
            (folder.parent / _INSIDE).unlink(missing_ok=True)


def install(host: Host, data: Path, home: str | None) -> Installed:
    """Let every browser of the person's start the companion.

    Args:
        host: whose browsers.
        data: our own folder for data; the extension and the starter go there.
        home: the home of Wellbeing that was chosen; None for the usual one.

    Raises:
        KnownError: a folder cannot be written, or no browser is there that could.
    """
    folder = data / "browser"
    used = [one for one in host.browsers if one.used(host.environ)]
    found = [one for one in used if not one.walled]
    walled = tuple(one.name for one in used if one.walled)
    try:
        _extension(folder)
        starter = _starter(folder, home, host.system)
        for browser in found:
            program = starter
            if browser.flatpak is not None:
                manifests = browser.folder(host.environ)
                manifests.mkdir(parents=True, exist_ok=True)
                program = _door(manifests.parent / _INSIDE, home, browser.flatpak)
            host.name(browser, program, folder)
    except OSError as error:
        raise KnownError(
            Sentence("The browser companion cannot be written: {why}.", why=error.strerror),
            Sentence("Make the folder yours to write to."),
        ) from error
    if not found and walled:
        raise KnownError(
            Sentence("{names} may not start other programs.", names=", ".join(walled)),
            Sentence("Use the browser's own package, or the one from Flatpak."),
        )
    if not found:
        raise KnownError(
            Sentence("No browser is known here."), Sentence("Start a browser once, then try again.")
        )
    return Installed(
        tuple(dict.fromkeys(one.name for one in found)),
        tuple(one.flatpak for one in found if one.flatpak is not None),
        folder,
        chromium=any(not one.firefox for one in found),
        firefox=any(one.firefox for one in found),
        walled=walled,
        verified=host.system == "linux",
    )


def installed(host: Host) -> tuple[str, ...]:
    """Names of the browsers that can start the companion."""
    return tuple(dict.fromkeys(one.name for one in host.browsers if host.named(one)))


def remove(host: Host, data: Path) -> tuple[str, ...]:
    """Take away what `install` wrote; names of the browsers that could start the companion."""
    there = installed(host)
    for browser in host.browsers:
        host.forget(browser)
    shutil.rmtree(data / "browser", ignore_errors=True)
    return there


def _kind(browser: Browser) -> str:
    return "firefox" if browser.firefox else "chromium"


def _manifest(browser: Browser, program: Path) -> dict[str, object]:
    allowed: dict[str, object] = (
        {"allowed_extensions": [FIREFOX_ID]}
        if browser.firefox
        else {"allowed_origins": [f"chrome-extension://{CHROMIUM_ID}/"]}
    )
    about = {"name": NAME, "description": "Tells Wellbeing which site is in front", "type": "stdio"}
    return {**about, "path": str(program), **allowed}


def _words(home: str | None, *more: str) -> list[str]:
    return [sys.executable, "-m", "wellbeing.cli.companion", home or "-", *more]


def _starter(folder: Path, home: str | None, system: str) -> Path:
    """A script without arguments, which is all that a manifest can name."""
    if system != "win32":
        return _script(folder / "companion", shlex.join(_words(home)))
    path = folder / "companion.bat"
    line = subprocess.list2cmdline(_words(home)).replace("%", "%%")
    # UTF-8, so that folders may be named in any script; nothing but the companion may read what the browser says.
    path.write_bytes(f"@echo off\r\nchcp 65001 >nul <nul\r\n{line}\r\n".encode())
    return path


def _door(path: Path, home: str | None, flatpak: str) -> Path:
    """A script inside a sandbox that starts the companion outside of it."""
    return _script(path, f"flatpak-spawn --host {shlex.join(_words(home, flatpak))}")


def _script(path: Path, line: str) -> Path:
    path.write_text(f"#!/bin/sh\nexec {line}\n", "utf-8")
    path.chmod(0o700)
    return path


def _extension(folder: Path) -> None:
    """The extension in the two forms that browsers take."""
    chromium = folder / "chromium"
    chromium.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, source in _files("chromium"):
        shutil.copyfile(source, chromium / name)
    write_package(folder / "firefox.xpi", "firefox")


def write_package(target: Path, kind: str) -> None:
    """The extension as one file (a ZIP), such as Firefox installs."""
    import zipfile

    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, source in _files(kind):
            package.writestr(zipfile.ZipInfo(name), source.read_bytes())
    target.chmod(0o600)


def _files(kind: str) -> Iterator[tuple[str, Path]]:
    yield "manifest.json", resource("browser", f"manifest.{kind}.json")
    yield "companion.js", resource("browser", "companion.js")
