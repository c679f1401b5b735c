"""What notification servers can do, and in what some of them differ from the specification, with a source each."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quirk:
    """In what a server differs from the Desktop Notifications Specification 1.2."""

    server: str
    """As GetServerInformation names it, without regard to case."""
    source: str
    """Where it was seen or is said."""
    below: tuple[int, ...] = ()
    """Versions from this one on no longer have it; empty: all have it."""
    no_buttons: bool = False
    """Notes with buttons become something else than a note."""
    most_buttons: int | None = None
    """More are not shown; None: all are."""
    hidden_buttons: bool = False
    """Buttons are there, but are found by a menu or a key: the text says what a click does."""
    title_is_markup: bool = False
    """The title is read as markup, too."""
    new_id: bool = False
    """A replaced note comes back under another number."""


QUIRKS = (
    Quirk(
        "notify-osd",
        "https://wiki.ubuntu.com/NotificationDevelopmentGuidelines#Avoiding_actions: a dialog opens instead",
        no_buttons=True,
    ),
    Quirk(
        "gnome-shell",
        "gnome-shell, js/ui/messageTray.js: MAX_NOTIFICATION_BUTTONS = 3, what is more is left out",
        most_buttons=3,
    ),
    Quirk(
        "dunst",
        "dunst(5), mouse_middle_click and context: buttons are chosen in a menu program; tried with 1.9.0",
        hidden_buttons=True,
    ),
    Quirk(
        "mako",
        "mako(5), on-button-*, invoke-action and makoctl menu: no buttons are drawn; tried with 1.7",
        hidden_buttons=True,
    ),
    Quirk(
        "lxqt-notificationd",
        "https://github.com/lxqt/lxqt-notificationd/issues/253",
        below=(0, 17),
        title_is_markup=True,
    ),
    Quirk(
        "raven",
        "https://github.com/solus-project/budgie-desktop/issues/2114 and 2115",
        title_is_markup=True,
        new_id=True,
    ),
    Quirk(
        "haskell-notification-daemon",
        "https://github.com/phuhl/linux_notification_center/issues/161",
        new_id=True,
    ),
    Quirk("ninomiya", "qutebrowser, browser/webengine/notification.py, _find_quirks", new_id=True),
)
"""xfce4-notifyd 0.7.3 was tried and keeps to the specification; Plasma and the rest are taken at their word.
Plasma and notification-daemon refuse a flood of notes (errors `ExcessNotificationGeneration`,
`MaxNotificationsExceeded`); ours are few, and a refused one is told as not shown."""

_PLAIN = Quirk("", "")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Server:
    """The server that runs now."""

    name: str
    version: str
    capabilities: frozenset[str]

    @property
    def quirk(self) -> Quirk:
        """In what it differs; all in order where it is unknown."""
        found = (int(part) for part in _NUMBER.findall(self.version))
        version = tuple(found)
        for one in QUIRKS:
            if one.server == self.name.casefold() and (not one.below or version < one.below):
                return one
        return _PLAIN

    @property
    def buttons(self) -> int | None:
        """How many buttons it shows; None for any number."""
        if "actions" not in self.capabilities or self.quirk.no_buttons:
            return 0
        return self.quirk.most_buttons

    def title(self, plain: str) -> str:
        """A title as this server must be given it: one line."""
        line = " ".join(plain.split())
        return html.escape(line, quote=False) if self.quirk.title_is_markup else line

    def body(self, plain: str) -> str:
        """A body as this server must be given it: escaped only where markup is read."""
        if "body" not in self.capabilities:
            return ""
        return html.escape(plain, quote=False) if "body-markup" in self.capabilities else plain


def server(name: str, version: str, capabilities: Iterable[str]) -> Server:
    """From what a server tells of itself."""
    return Server(name, version, frozenset(capabilities))
