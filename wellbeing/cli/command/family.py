"""Commands of the family: who belongs to it, who sees what, and how the exchange is."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click

from wellbeing.cli.command import household
from wellbeing.cli.command.option import as_json, pass_home
from wellbeing.cli.time import Day
from wellbeing.files.paths import Home


def attach(program: click.Group) -> None:
    """Add them to `wellbeing`."""
    household.attach(family)
    for command in (
        family_join,
        family_folder,
        family_invite,
        family_leave,
        family_revoke,
        family_members,
        family_see,
        family_level,
        family_moods,
        family_push,
        family_status,
    ):
        family.add_command(command)
    program.add_command(family)


@click.group(invoke_without_command=True)
@click.option("--day", type=Day(), default="today", help="Which day; default: today.")
@as_json
@click.pass_context
def family(ctx: click.Context, day: date | timedelta, as_json: bool) -> None:
    """Your family: who belongs to it, who sees what, what was agreed, and your own day on all devices.

    Nothing is told, and nothing touches the network, before you join one.
    """
    from wellbeing.cli.family import show

    if ctx.invoked_subcommand is None:
        show(ctx.obj, day, as_json=as_json)


@click.command("join")
@click.argument("code", nargs=-1, required=True)
@click.option("--name", help="What this device is called; default: the computer's name.")
@click.option("--since", type=Day(), help="The first day that is told; default: today.")
@pass_home
def family_join(home: Home, code: tuple[str, ...], name: str | None, since: date | timedelta | None) -> None:
    """Join a family's hub by a pairing CODE.

    A parent makes it on the hub; it can be used once, for 15 minutes.
    """
    from wellbeing.cli.family import join

    join(home, " ".join(code), name, since)


@click.command("folder")
@click.argument("place", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.argument("what", type=click.Choice(["create", "join"]))
@click.argument("code", nargs=-1)
@click.option("--family", default="", help="With create: what the family is called; default: as you.")
@click.option(
    "--person", default="", help="With create: what the family calls you; default: your login name."
)
@click.option("--name", default="", help="What this device is called; default: the computer's name.")
@click.option("--since", type=Day(), help="The first day that is told; default: today.")
@pass_home
def family_folder(
    home: Home, /, place: Path, what: str, code: tuple[str, ...], **words: Any
) -> None:  # Any: the options above
    """A family without a server, in a shared folder.

    Begin one in the folder DIR, or join the one there with the CODE of an invitation. Everything in it is sealed for
    whom it is meant; the folder may be synchronised or carried on a stick.
    """
    import getpass
    import socket

    from wellbeing.cli.family import folder
    from wellbeing.engine.sharing import NewFamily

    if (what == "join") != bool(code):
        raise click.UsageError("join takes the CODE of an invitation, create takes none.")
    wish = NewFamily(
        words["family"], words["person"] or getpass.getuser(), words["name"] or socket.gethostname()
    )
    folder(home, place, " ".join(code), wish, words["since"])


@click.command("invite")
@click.argument("name")
@click.option(
    "--role", type=click.Choice(["adult", "teen", "child"]), default="child", help="Of a new member."
)
@click.option(
    "--level",
    type=click.Choice(["nothing", "totals", "kinds", "apps"]),
    default="totals",
    help="What you see of a new child or teen; default: totals.",
)
@pass_home
def family_invite(home: Home, name: str, role: str, level: str) -> None:
    """Invite a device of NAME into the shared folder.

    Who is not there yet is added. An invitation is for one device, once, for seven days.
    """
    from wellbeing.cli.family import invite

    invite(home, name, role, level)


@click.command("revoke")
@click.argument("device")
@pass_home
def family_revoke(home: Home, device: str) -> None:
    """Remove a device from the family.

    DEVICE is its id, as members --json lists it.
    """
    from wellbeing.cli.family import revoke

    revoke(home, device)


@click.command("leave")
@pass_home
def family_leave(home: Home) -> None:
    """Leave the family: nothing is told any more.

    What was told before stays with the hub, and is taken out of a folder.
    """
    from wellbeing.cli.family import leave

    leave(home)


@click.command("members")
@as_json
@pass_home
def family_members(home: Home, as_json: bool) -> None:
    """Who belongs to it, and who sees what of whom."""
    from wellbeing.cli.family import list_members

    list_members(home, as_json=as_json)


@click.command("see")
@click.argument("viewer", required=False)
@click.option("--day", type=Day(), help="Which day; default: today.")
@click.option("--week", is_flag=True, help="From Monday up to that day.")
@as_json
@pass_home
def family_see(
    home: Home, viewer: str | None, day: date | timedelta | None, week: bool, as_json: bool
) -> None:
    """What others see: exactly what leaves here.

    VIEWER is a member; default: each of them.
    """
    from wellbeing.cli.family import see

    see(home, viewer, day, week=week, as_json=as_json)


@click.command("level")
@click.argument("viewer")
@click.argument("level", type=click.Choice(["nothing", "totals", "kinds", "apps"]))
@click.option("--of", default="", metavar="CHILD", help="Of a child's or teen's days, as an adult.")
@pass_home
def family_level(home: Home, viewer: str, level: str, of: str) -> None:
    """Have VIEWER see more or less of your days.

    It holds from now on.
    """
    from wellbeing.cli.family import set_level
    from wellbeing.family.level import Level

    set_level(home, viewer, None if level == "nothing" else Level(level), of)


@click.command("moods")
@click.argument("viewer")
@click.argument("switch", type=click.Choice(["on", "off"]))
@pass_home
def family_moods(home: Home, viewer: str, switch: str) -> None:
    """Whether VIEWER sees how you felt.

    Nobody sees your check-ins unless you say so here.
    """
    from wellbeing.cli.family import set_moods

    set_moods(home, viewer, on=switch == "on")


@click.command("push")
@as_json
@pass_home
def family_push(home: Home, as_json: bool) -> None:
    """Exchange with the family now."""
    from wellbeing.cli.family import push

    push(home, as_json=as_json)


@click.command("status")
@as_json
@pass_home
def family_status(home: Home, as_json: bool) -> None:
    """Which family, and how far the exchange is."""
    from wellbeing.cli.family import status

    status(home, as_json=as_json)
