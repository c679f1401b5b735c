"""Which browsers there are on each system, and where each looks for what it may start (native messaging hosts).

Sources: developer.chrome.com, learn.microsoft.com and developer.mozilla.org on native messaging; Brave, Vivaldi and
Opera keep Chromium's folder names, and on Windows the key of Chrome. Paths of Windows and macOS are not yet verified on
a real machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MOZILLA, MOZILLA_XDG = ".mozilla", ".config/mozilla"
HOSTS = "native-messaging-hosts"
_MAC = "Library/Application Support"


@dataclass(frozen=True, slots=True)
class Browser:
    """Where one browser looks."""

    name: str
    profile: str
    """Folder under `root` whose presence shows that the browser is used."""
    manifests: str = ""
    """Folder under `root` for manifests; empty on Windows."""
    key: str = ""
    """Key under HKEY_CURRENT_USER whose subkeys name manifests; on Windows only."""
    firefox: bool = False
    flatpak: str | None = None
    """Its id, where it runs in a sandbox that must let the companion out."""
    root: str = "HOME"
    """Variable of the environment with the folder that all begins at."""
    walled: bool = False
    """Whether its sandbox lets no program out, whatever the person does."""

    def used(self, environ: Mapping[str, str]) -> bool:
        """Whether the person uses it."""
        return _at(environ, self.root, self.profile).is_dir()

    def folder(self, environ: Mapping[str, str]) -> Path:
        """Where its manifests lie.

        Firefox since 147 keeps to XDG folders where there is no ~/.mozilla; one that we made would have it take an
        empty profile there for the person's (bugzilla.mozilla.org 259356 and 2005167). So it is never made beside
        the other.
        """
        place = _at(environ, self.root, self.manifests)
        old, new = (_at(environ, self.root, one) for one in (MOZILLA, MOZILLA_XDG))
        if place == old / HOSTS and new.is_dir() and not old.is_dir():
            return new / HOSTS
        return place


def _at(environ: Mapping[str, str], root: str, path: str) -> Path:
    chosen = environ.get("XDG_CONFIG_HOME", "")
    if root == "HOME" and path.startswith(".config/") and chosen.startswith("/"):
        return Path(chosen, path.removeprefix(".config/"))
    start = environ.get(root)
    return Path(start) / path if start else Path.home() / path


def _chromium(name: str, config: str, flatpak: str | None = None) -> Browser:
    root = f".config/{config}" if flatpak is None else f".var/app/{flatpak}/config/{config}"
    return Browser(name, root, f"{root}/NativeMessagingHosts", flatpak=flatpak)


def _firefox(name: str, folder: str, flatpak: str | None = None) -> Browser:
    if flatpak is None:
        return Browser(name, folder, f"{folder}/{HOSTS}", firefox=True)
    home = f".var/app/{flatpak}"
    return Browser(name, home, f"{home}/{folder}/{HOSTS}", firefox=True, flatpak=flatpak)


LINUX = (
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
    Browser("Chromium (Snap)", "snap/chromium/common/chromium", walled=True),
    Browser("Brave (Snap)", "snap/brave/current/.config/BraveSoftware/Brave-Browser", walled=True),
    Browser("Firefox", f"{MOZILLA}/firefox", f"{MOZILLA}/{HOSTS}", firefox=True),
    Browser("Firefox", f"{MOZILLA_XDG}/firefox", f"{MOZILLA}/{HOSTS}", firefox=True),
    _firefox("LibreWolf", ".librewolf"),
    _firefox("Firefox (Flatpak)", MOZILLA, "org.mozilla.firefox"),
    # Since 157 it asks xdg-native-messaging-proxy, which looks where the system's Firefox does (its xnmp-impl.c).
    Browser("Firefox (Flatpak)", ".var/app/org.mozilla.firefox", f"{MOZILLA}/{HOSTS}", firefox=True),
    _firefox("LibreWolf (Flatpak)", ".librewolf", "io.gitlab.librewolf-community"),
    Browser("Zen", ".zen", f"{MOZILLA}/{HOSTS}", firefox=True),
    # It reads the manifests of the system's Firefox through a portal.
    Browser("Firefox (Snap)", f"snap/firefox/common/{MOZILLA}/firefox", f"{MOZILLA}/{HOSTS}", firefox=True),
)
"""A Snap starts nothing outside of itself; only Firefox has a portal (github.com/keepassxreboot/keepassxc, 12741)."""


def _mac(name: str, folder: str, *, manifests: str = "", firefox: bool = False) -> Browser:
    hosts = f"{_MAC}/{manifests or folder}/NativeMessagingHosts"
    return Browser(name, f"{_MAC}/{folder}", hosts, firefox=firefox)


MACOS = (
    _mac("Chrome", "Google/Chrome"),
    _mac("Chrome Beta", "Google/Chrome Beta"),
    _mac("Chromium", "Chromium"),
    _mac("Edge", "Microsoft Edge"),
    _mac("Brave", "BraveSoftware/Brave-Browser"),
    _mac("Vivaldi", "Vivaldi"),
    _mac("Firefox", "Firefox", manifests="Mozilla", firefox=True),
    _mac("LibreWolf", "librewolf", manifests="LibreWolf", firefox=True),
)


def _windows(
    name: str, folder: str, key: str, *, root: str = "LOCALAPPDATA", firefox: bool = False
) -> Browser:
    return Browser(name, folder, key=rf"Software\{key}\NativeMessagingHosts", root=root, firefox=firefox)


WINDOWS = (
    _windows("Chrome", "Google/Chrome/User Data", r"Google\Chrome"),
    _windows("Chromium", "Chromium/User Data", "Chromium"),
    _windows("Edge", "Microsoft/Edge/User Data", r"Microsoft\Edge"),
    _windows("Brave", "BraveSoftware/Brave-Browser/User Data", r"Google\Chrome"),
    _windows("Vivaldi", "Vivaldi/User Data", r"Google\Chrome"),
    _windows("Opera", "Opera Software/Opera Stable", r"Google\Chrome", root="APPDATA"),
    _windows("Firefox", "Mozilla/Firefox", "Mozilla", root="APPDATA", firefox=True),
    _windows("LibreWolf", "librewolf", "Mozilla", root="APPDATA", firefox=True),
)


def browsers(system: str) -> tuple[Browser, ...]:
    """Those that are known on a system, named as `sys.platform` does."""
    return {"win32": WINDOWS, "darwin": MACOS}.get(system, LINUX)
