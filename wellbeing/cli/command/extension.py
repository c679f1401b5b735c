"""Commands of what GNOME and browsers need."""

from __future__ import annotations

import click

from wellbeing.cli.command.option import pass_home
from wellbeing.files.paths import Home


def attach(program: click.Group) -> None:
    """Add them to `wellbeing`."""
    program.add_command(extension)


@click.group()
def extension() -> None:
    """What GNOME and browsers need to tell what is in front; put there and taken away by one command."""


where = click.argument("where", type=click.Choice(["gnome", "browsers"]))


@extension.command("install")
@where
@pass_home
def extension_install(home: Home, where: str) -> None:
    """Install our extension of GNOME Shell, or let browsers start the companion."""
    from wellbeing.cli.extension import install

    install(home, where)


@extension.command("remove")
@where
@pass_home
def extension_remove(home: Home, where: str) -> None:
    """Take away what `install` put there."""
    from wellbeing.cli.extension import remove

    remove(home, where)
