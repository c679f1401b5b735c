"""Commands of the family itself: names, options and help; what they do lies beside."""

from __future__ import annotations

from datetime import date, timedelta

import click

from wellbeing.cli.time import Day
from wellbeing.files.paths import Home

_as_json = click.option("--json", "as_json", is_flag=True, help="One JSON value on stdout.")


def attach(family: click.Group) -> None:
    """Add them to the group `wellbeing family`."""
    for command in (
        family_join,
        family_leave,
        family_members,
        family_see,
        family_level,
        family_moods,
        family_push,
        family_status,
    ):
        family.add_command(command)


@click.command("join")
@click.argument("code", nargs=-1, required=True)
@click.option("--name", help="What this device is called; default: the computer's name.")
@click.option("--since", type=Day(), help="The first day that is told; default: today.")
@click.pass_obj
def family_join(home: Home, code: tuple[str, ...], name: str | None, since: date | timedelta | None) -> None:
    """Join with a pairing CODE from the family's hub; it can be used once, for 15 minutes."""
    from wellbeing.cli.family import join

    join(home, " ".join(code), name, since)


@click.command("leave")
@click.pass_obj
def family_leave(home: Home) -> None:
    """Tell nothing any more; what was told before stays with the family."""
    from wellbeing.cli.family import leave

    leave(home)


@click.command("members")
@_as_json
@click.pass_obj
def family_members(home: Home, as_json: bool) -> None:
    """Who belongs to it, and who sees what of whom."""
    from wellbeing.cli.family import list_members

    list_members(home, as_json=as_json)


@click.command("see")
@click.argument("viewer", required=False)
@click.option("--day", type=Day(), help="Which day; default: today.")
@click.option("--week", is_flag=True, help="From Monday up to that day.")
@_as_json
@click.pass_obj
def family_see(
    home: Home, viewer: str | None, day: date | timedelta | None, week: bool, as_json: bool
) -> None:
    """What VIEWER, or each of them, sees: exactly what leaves this device."""
    from wellbeing.cli.family import see

    see(home, viewer, day, week=week, as_json=as_json)


@click.command("level")
@click.argument("viewer")
@click.argument("level", type=click.Choice(["nothing", "totals", "kinds", "apps"]))
@click.pass_obj
def family_level(home: Home, viewer: str, level: str) -> None:
    """Have VIEWER see more or less of your days from now on."""
    from wellbeing.cli.family import set_level
    from wellbeing.family.level import Level

    set_level(home, viewer, None if level == "nothing" else Level(level))


@click.command("moods")
@click.argument("viewer")
@click.argument("switch", type=click.Choice(["on", "off"]))
@click.pass_obj
def family_moods(home: Home, viewer: str, switch: str) -> None:
    """Whether VIEWER sees your check-ins; nobody does unless you say so here."""
    from wellbeing.cli.family import set_moods

    set_moods(home, viewer, on=switch == "on")


@click.command("push")
@_as_json
@click.pass_obj
def family_push(home: Home, as_json: bool) -> None:
    """Tell the family now what is due."""
    from wellbeing.cli.family import push

    push(home, as_json=as_json)


@click.command("status")
@_as_json
@click.pass_obj
def family_status(home: Home, as_json: bool) -> None:
    """Which family, which way, and how far the exchange is."""
    from wellbeing.cli.family import status

    status(home, as_json=as_json)
