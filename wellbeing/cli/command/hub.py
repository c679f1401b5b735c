"""Commands of the family hub."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from wellbeing.cli.command.option import as_json, pass_home
from wellbeing.files.paths import Home


def attach(program: click.Group) -> None:
    """Add them to `wellbeing`."""
    program.add_command(hub)


@click.group()
def hub() -> None:
    """The family hub: off until you set it up; devices bring sums of days, never activities."""


@hub.command("setup")
@click.option("--family", default="", help="Name of the family; default: that of the first parent.")
@click.option("--parent", default="", help="Name of the first parent; asked for by default.")
@click.option("--url", default="", help="How devices reach it: https://NAME:PORT; default: this machine.")
@click.option("--name", "names", multiple=True, help="Another name or address for the certificate.")
@click.option("--port", type=click.IntRange(1, 65535), help="Where it listens; default: 8443.")
@click.option("--behind-proxy", is_flag=True, help="Plain HTTP on this machine, for a proxy that speaks TLS.")
@click.option("--database", default="", help="postgresql://…; default: a file beside the settings.")
@pass_home
def hub_setup(home: Home, /, **words: Any) -> None:  # the options above
    """Make certificate, database and the first parent; the password is asked for."""
    from wellbeing.cli.hub import Wish, setup

    setup(home, Wish(**words))


@hub.command("serve")
@click.option("--address", help="Where to listen; default: as set up.")
@click.option("--port", type=click.IntRange(0, 65535), help="Default: as set up; 0 is any that is free.")
@pass_home
def hub_serve(home: Home, address: str | None, port: int | None) -> None:
    """Answer devices and phones until it is ended."""
    from wellbeing.cli.hub import serve

    serve(home, address, port)


@hub.command("invite")
@click.argument("name")
@click.option(
    "--role", type=click.Choice(["adult", "teen", "child"]), help="Of a new member; default: child."
)
@click.option(
    "--level",
    type=click.Choice(["nothing", "totals", "kinds", "apps"]),
    help="What parents see of a new child or teen; default: totals.",
)
@click.option("--sign-in", is_flag=True, help="A code to choose a password, instead of one for a device.")
@click.option("--acting", default="", metavar="PARENT", help="Which parent invites; default: the first.")
@pass_home
def hub_invite(
    home: Home, name: str, role: str | None, level: str | None, sign_in: bool, acting: str
) -> None:
    """A code that pairs a device of NAME; who is not there yet is added."""
    from wellbeing.cli.hub import invite

    invite(home, name, role, level, sign_in=sign_in, acting=acting)


@hub.command("members")
@as_json
@pass_home
def hub_members(home: Home, as_json: bool) -> None:
    """Who takes part, and with which devices."""
    from wellbeing.cli.hub import members

    members(home, as_json=as_json)


@hub.command("revoke")
@click.argument("device")
@pass_home
def hub_revoke(home: Home, device: str) -> None:
    """Remove a device, by its id as members lists it."""
    from wellbeing.cli.hub import revoke

    revoke(home, device)


@hub.command("recover")
@click.argument("name")
@pass_home
def hub_recover(home: Home, name: str) -> None:
    """Choose a new password with the recovery code of set-up."""
    from wellbeing.cli.hub import recover

    recover(home, name)


@hub.command("certificate")
@click.option("--name", "names", multiple=True, help="Another name or address for the certificate.")
@pass_home
def hub_certificate(home: Home, names: tuple[str, ...]) -> None:
    """Make a new certificate; every device has to be paired again."""
    from wellbeing.cli.hub import make_certificate

    make_certificate(home, names)


@hub.command("backup")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@pass_home
def hub_backup(home: Home, file: Path | None) -> None:
    """Copy the hub's database, also while it is served."""
    from wellbeing.cli.hub import backup

    backup(home, file)
