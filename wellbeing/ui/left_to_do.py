"""What the person has to do after our extensions of other programs were put in place."""

from __future__ import annotations

from wellbeing.files.companion import Installed
from wellbeing.ui.text import _


def in_gnome() -> str:
    """After the extension of GNOME Shell."""
    return _("The extension is installed. Log out and in again: GNOME looks for new ones only then.")


def in_browsers(done: Installed) -> list[str]:
    """After the companion: who can start it, what to do, and a step each."""
    chromium = _(
        "Chrome, Edge, Brave and other relatives of Chromium: open {page}, switch on developer mode, "
        "choose “Load unpacked” and the folder {folder}."
    )
    firefox = _("Firefox and its relatives: open {page}, choose “Load Temporary Add-on” and the file {file}.")
    sandbox = _("Let {app} out of its sandbox for this: {command}")
    walled = _("{names} may not start other programs, so no site is told from there.")
    unverified = _("This way is not yet verified on a real machine; tell us how it does.")
    allow = "flatpak override --user --talk-name=org.freedesktop.Flatpak"
    return [
        _("These browsers can start the companion now: {names}.").format(names=", ".join(done.browsers)),
        _("What is left to do, once in each of them:"),
        *(
            [chromium.format(page="chrome://extensions", folder=done.folder / "chromium")]
            if done.chromium
            else []
        ),
        *(
            [firefox.format(page="about:debugging#/runtime/this-firefox", file=done.folder / "firefox.xpi")]
            if done.firefox
            else []
        ),
        *(sandbox.format(app=one, command=f"{allow} {one}") for one in done.sandboxed),
        *([walled.format(names=", ".join(done.walled))] if done.walled else []),
        *([] if done.verified else [unverified]),
    ]
