"""The many spellings of an application's id: window classes, Flatpak, Snap, Wine, and installed web apps."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from wellbeing.catalogue.site import host
from wellbeing.model import program_name

_REMEMBERED = lru_cache(maxsize=256)
"""The same few windows come up again and again; a label then costs half."""
_PROFILE = re.compile(r"\s*\(.*\)$")
_WEB_APP = re.compile(
    r"(?:^|[./])(?:google-)?(?:chrome|chromium|msedge|brave|vivaldi|opera|thorium|helium)-_?"
    r"(?:(?P<hash>[a-p]{32})(?:-|$)|(?P<host>[a-z0-9.-]+\.[a-z0-9-]+)_)"
)
_INSTANCE = re.compile(
    r"^(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})(?:__[^.]*)?"
    r"\.(?:google-chrome|chromium|chromium-browser|brave-browser|microsoft-edge|vivaldi-stable|opera|thorium-browser)$"
)
"""Both names of an X11 window of `chrome --app=https://…`: `chatgpt.com.Google-chrome`."""
_APPIMAGE = re.compile(r"[-_.]v?\d.*$|[-_](?:x86_64|x64|amd64|aarch64|arm64|linux)\b.*$")
"""What follows the program's name in the name of an AppImage: version and machine."""
_VAGUE = frozenset({"app", "application", "client", "desktop", "main"})
"""Last parts of ids that name no application: `org.telegram.desktop`, `com.spotify.Client`."""
_NAMED_WEB_APP = re.compile(
    r"^(?:ffpwa-[0-9a-z]{26}|webapp-.*\d{4}|org\.gnome\.epiphany\.webapp[_-].+|com\.apple\.safari\.webapp\..+)$"
)
"""Installed web apps whose ids tell no address: of PWAsForFirefox, Linux Mint's manager, GNOME Web, Safari."""
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
"""Chromium writes the digits of its hashes as letters."""
_CRX = re.compile(r"^(?:crx_+|.*\.app\.)(?P<hash>[a-p]{32})(?:\.[a-z-]+)?$")


@_REMEMBERED
def spellings(app_id: str) -> tuple[str, ...]:
    r"""Forms under which an id may be listed, most exact first, lower case, each once.

    `/usr/lib/foo/Foo` and `C:\foo\Foo.exe` give the base name, a bundle of macOS its own,
    `chromium (/tmp/profile)` loses the profile, `firefox_firefox` (Snap) gives the snap's app, `notepad.exe`
    the bare name. The last part of a dotted id is not among them: it is only a guess (`last_part`).
    """
    plain = program_name(_PROFILE.sub("", app_id.strip())).casefold()
    plain = plain.rpartition("/")[2] if "/" in plain else plain
    if not plain:
        return ()
    forms = [plain]
    snap, _, snap_app = plain.partition("_")
    if snap_app and (snap == snap_app or snap_app.startswith(f"{snap}-")):
        forms.append(snap_app)
    instance, _, window_class = plain.rpartition(".")
    if instance in (window_class, "navigator"):  # both names of an X11 window
        forms.append(window_class)
    if plain.endswith(".appimage"):
        forms.append(_APPIMAGE.sub("", plain.removesuffix(".appimage")))
    forms += [plain.removesuffix(ending) for ending in (".exe", ".desktop") if plain.endswith(ending)]
    if " " in plain:
        forms.append(plain.replace(" ", "-"))
    return tuple(dict.fromkeys(form for form in forms if form))


def last_part(app_id: str) -> str | None:
    """The last part of a dotted id (`org.mozilla.firefox` gives `firefox`), or None where there is none."""
    forms = spellings(app_id)
    if not forms or "." not in forms[0] or forms[0].endswith(".exe"):
        return None
    last = forms[0].rpartition(".")[2]
    return None if last in _VAGUE else last or None


@_REMEMBERED
def is_web_app(app_id: str) -> bool:
    """Whether an id is that of an installed web app, its address in it or not."""
    return (
        web_app_hash(app_id) is not None
        or web_app_host(app_id) is not None
        or _NAMED_WEB_APP.match(app_id.casefold()) is not None
    )


@_REMEMBERED
def web_app_host(app_id: str) -> str | None:
    """The host in the id of a web app's window (`chrome-web.whatsapp.com__-Default`), or None."""
    folded = app_id.casefold()
    found = _INSTANCE.match(folded) or _WEB_APP.search(folded)
    return host(found["host"]) if found and found["host"] else None


@_REMEMBERED
def web_app_hash(app_id: str) -> str | None:
    """The 32 letters by which Chromium-based browsers name an installed web app, or None.

    Forms: `crx_<hash>` (X11 class), `chrome-<hash>-Default` (Wayland and desktop entry),
    `msedge-_<hash>-Default`, and behind a Flatpak id.
    """
    folded = app_id.casefold()
    found = _CRX.search(folded) or _WEB_APP.search(folded)
    return found["hash"] if found else None


def hash_of_address(address: str) -> str:
    """The hash of a web app whose manifest has this id.

    Source: Chromium, web_app::GenerateAppIdFromManifestId, crx_file::id_util::GenerateId; equals known ids.
    """
    twice = hashlib.sha256(hashlib.sha256(address.encode()).digest()).hexdigest()
    return twice[:32].translate(_LETTERS)
