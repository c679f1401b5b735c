"""Our extensions of other programs: installed and removed, with what is left for the person to do."""

from __future__ import annotations

import os

import click

from wellbeing.files import companion, gnome_extension
from wellbeing.files.paths import Home
from wellbeing.ui import left_to_do
from wellbeing.ui.text import _


def install(home: Home, where: str) -> None:
    """Put an extension there.

    Raises:
        KnownError: it cannot be done here, with the remedy.
    """
    if where == "gnome":
        gnome_extension.install(os.environ)
        click.echo(left_to_do.in_gnome())
        return
    home.prepare()
    done = companion.install(companion.Host(os.environ), home.data, str(home.chosen) if home.chosen else None)
    able, left, *steps = left_to_do.in_browsers(done)
    click.echo(able)
    click.echo(left)
    for step in steps:
        click.echo(f"  {step}")


def remove(home: Home, where: str) -> None:
    """Take it away again."""
    if where == "gnome":
        there = gnome_extension.remove(os.environ)
        click.echo(_("The extension is gone.") if there else _("The extension is not installed."))
        return
    names = companion.remove(companion.Host(os.environ), home.data)
    if names:
        click.echo(_("These browsers no longer start the companion: {names}.").format(names=", ".join(names)))
    else:
        click.echo(_("No browser could start the companion."))
