"""The browser companion on this machine: what lets browsers start it, and the folders to load the extension from.

A browser starts only programs that a manifest in its own folder names (native messaging); each gets one here. The
extension itself is loaded by the person: browsers let no other program do that.
"""

from __future__ import annotations

import json
import shlex
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from wellbeing.files.resources import resource
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError

NAME = "io.wellbeing.companion"
CHROMIUM_ID = "mookpclokgkampfkhigdadgcaljpaenj"
"""Follows from the `key` in the manifest: its SHA-256 in letters (Chromium, crx_file::id_util)."""
FIREFOX_ID = "companion@wellbeing.local"


@dataclass(frozen=True, slots=True)
class Browser:
    """Where one browser looks for manifests."""

    name: str
    profile: str
    """Folder under the person's home whose presence shows that the browser is used."""
    manifests: str
    """Folder under the person's home for manifests."""
    firefox: bool = False
    flatpak: str | None = None
    """Its id, where it runs in a sandbox that must let the companion out."""


def _chromium(name: str, config: str, flatpak: str | None = None) -> Browser:
    root = f".config/{config}" if flatpak is None else f".var/app/{flatpak}/config/{config}"
    return Browser(name, root, f"{root}/NativeMessagingHosts", flatpak=flatpak)


def _firefox(name: str, folder: str, flatpak: str | None = None) -> Browser:
    root = folder if flatpak is None else f".var/app/{flatpak}/{folder}"
    return Browser(name, root, f"{root}/native-messaging-hosts", firefox=True, flatpak=flatpak)


BROWSERS = (
    _chromium("Chrome", "google-chrome"),
    _chromium("Chrome Beta", "google-chrome-beta"),
    _chromium("Chromium", "chromium"),
    _chromium("Edge", "microsoft-edge"),
    _chromium("Brave", "BraveSoftware/Brave-Browser"),
    _chromium("Vivaldi", "vivaldi"),
    _chromium("Opera", "opera"),
    _chromium("Chrome (Flatpak)", "google-chrome", "com.google.Chrome"),
    _chromium("Chromium (Flatpak)", "chromium", "org.chromium.Chromium"),
    _chromium("Edge (Flatpak)", "microsoft-edge", "com.microsoft.Edge"),
    _chromium("Brave (Flatpak)", "BraveSoftware/Brave-Browser", "com.brave.Browser"),
    _chromium("Vivaldi (Flatpak)", "vivaldi", "com.vivaldi.Vivaldi"),
    Browser(
        "Chromium (Snap)",
        "snap/chromium/common/chromium",
        "snap/chromium/common/chromium/NativeMessagingHosts",
    ),
    _firefox("Firefox", ".mozilla"),
    _firefox("LibreWolf", ".librewolf"),
    _firefox("Firefox (Flatpak)", ".mozilla", "org.mozilla.firefox"),
    _firefox("LibreWolf (Flatpak)", ".librewolf", "io.gitlab.librewolf-community"),
    Browser("Zen", ".zen", ".mozilla/native-messaging-hosts", firefox=True),
    Browser(
        "Firefox (Snap)", "snap/firefox/common/.mozilla", ".mozilla/native-messaging-hosts", firefox=True
    ),
)
"""Sources: developer.chrome.com and developer.mozilla.org on native messaging; Brave, Edge, Vivaldi and Opera keep
Chromium's folder names. Firefox as a Snap reads the manifests of the system's Firefox through a portal."""


FIREFOX_PORTAL = "firefox"
"""Firefox as a Snap has its companion started by a portal, not by itself."""
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


def install(environ: Mapping[str, str], data: Path, home: str | None) -> Installed:
    """Let every browser of the person's start the companion.

    Args:
        environ: for the home folder.
        data: our own folder for data; the extension and the starter go there.
        home: the home of Wellbeing that was chosen; None for the usual one.

    Raises:
        KnownError: a folder cannot be written, or there is no browser.
    """
    person = Path(environ.get("HOME", "~")).expanduser()
    folder = data / "browser"
    found = [one for one in BROWSERS if (person / one.profile).is_dir()]
    try:
        _extension(folder)
        starter = _starter(folder / "companion", home)
        for browser in found:
            program = starter
            if browser.flatpak is not None:
                program = _starter(person / browser.profile / "wellbeing-companion", home, browser.flatpak)
            manifests = person / browser.manifests
            manifests.mkdir(parents=True, exist_ok=True)
            (manifests / f"{NAME}.json").write_text(
                json.dumps(_manifest(browser, program), indent=2), "utf-8"
            )
    except OSError as error:
        raise KnownError(
            Sentence("The browser companion cannot be written: {why}.", why=error.strerror),
            Sentence("Make the folder yours to write to."),
        ) from error
    if not found:
        raise KnownError(
            Sentence("No browser is known here."), Sentence("Start a browser once, then try again.")
        )
    names = tuple(one.name for one in found)
    return Installed(names, tuple(one.flatpak for one in found if one.flatpak is not None), folder)


def installed(environ: Mapping[str, str]) -> tuple[str, ...]:
    """Names of the browsers that can start the companion."""
    person = Path(environ.get("HOME", "~")).expanduser()
    return tuple(one.name for one in BROWSERS if (person / one.manifests / f"{NAME}.json").exists())


def remove(environ: Mapping[str, str], data: Path) -> tuple[str, ...]:
    """Take away what `install` wrote; names of the browsers that could start the companion."""
    person = Path(environ.get("HOME", "~")).expanduser()
    gone = []
    for browser in BROWSERS:
        manifest = person / browser.manifests / f"{NAME}.json"
        if manifest.exists():
            gone.append(browser.name)
        manifest.unlink(missing_ok=True)
        if browser.flatpak is not None:
            (person / browser.profile / "wellbeing-companion").unlink(missing_ok=True)
    shutil.rmtree(data / "browser", ignore_errors=True)
    return tuple(gone)


def _manifest(browser: Browser, program: Path) -> dict[str, object]:
    allowed: dict[str, object] = (
        {"allowed_extensions": [FIREFOX_ID]}
        if browser.firefox
        else {"allowed_origins": [f"chrome-extension://{CHROMIUM_ID}/"]}
    )
    about = {"name": NAME, "description": "Tells Wellbeing which site is in front", "type": "stdio"}
    return {**about, "path": str(program), **allowed}


def _starter(path: Path, home: str | None, flatpak: str | None = None) -> Path:
    """A script without arguments, which is all that a manifest can name."""
    words = [sys.executable, "-m", "wellbeing.cli.companion", home or "-", *([flatpak] if flatpak else [])]
    before = "flatpak-spawn --host " if flatpak else ""
    path.write_text(f"#!/bin/sh\nexec {before}{shlex.join(words)}\n", "utf-8")
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
