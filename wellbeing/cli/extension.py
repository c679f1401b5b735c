"""Our extensions of other programs: installed and removed, with what is left for the person to do."""

from __future__ import annotations

import os

import click

from wellbeing.files import companion, gnome_extension
from wellbeing.files.paths import Home
from wellbeing.ui.text import _


def install(home: Home, where: str) -> None:
    """Put an extension there.

    Raises:
        KnownError: it cannot be done here, with the remedy.
    """
    if where == "gnome":
        gnome_extension.install(os.environ)
        click.echo(_("The extension is installed. Log out and in again: GNOME looks for new ones only then."))
        return
    home.prepare()
    done = companion.install(os.environ, home.data, str(home.chosen) if home.chosen else None)
    click.echo(
        _("These browsers can start the companion now: {names}.").format(names=", ".join(done.browsers))
    )
    click.echo(_("What is left to do, once in each of them:"))
    said = _(
        "Chrome, Edge, Brave and other relatives of Chromium: open {page}, switch on developer mode, "
        "choose “Load unpacked” and the folder {folder}."
    )
    click.echo("  " + said.format(page="chrome://extensions", folder=done.folder / "chromium"))
    said = _("Firefox and its relatives: open {page}, choose “Load Temporary Add-on” and the file {file}.")
    click.echo(
        "  " + said.format(page="about:debugging#/runtime/this-firefox", file=done.folder / "firefox.xpi")
    )
    for sandbox in done.sandboxed:
        said = _("Let {app} out of its sandbox for this: {command}")
        command = f"flatpak override --user --talk-name=org.freedesktop.Flatpak {sandbox}"
        click.echo("  " + said.format(app=sandbox, command=command))


def remove(home: Home, where: str) -> None:
    """Take it away again."""
    if where == "gnome":
        there = gnome_extension.remove(os.environ)
        click.echo(_("The extension is gone.") if there else _("The extension is not installed."))
        return
    names = companion.remove(os.environ, home.data)
    if names:
        click.echo(_("These browsers no longer start the companion: {names}.").format(names=", ".join(names)))
    else:
        click.echo(_("No browser could start the companion."))
