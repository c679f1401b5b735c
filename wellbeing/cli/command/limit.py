"""Commands of limits and goals."""

from __future__ import annotations

from typing import Any

import click

from wellbeing.cli.command.option import as_json, pass_home
from wellbeing.files.paths import Home


def attach(program: click.Group) -> None:
    """Add them to `wellbeing`."""
    program.add_command(limits)


@click.group()
def limits() -> None:
    """What you want at most, or at least, and how it stands."""


@limits.command("list")
@as_json
@pass_home
def limits_list(home: Home, as_json: bool) -> None:
    """Every limit with what was used today and what is left."""
    from wellbeing.cli.limits import list_limits

    list_limits(home, as_json=as_json)


@limits.command("set")
@click.option("--id", "id", type=int, help="Change this limit; default: a new one.")
@click.option("--app", multiple=True, help="On an app, by its id. On several things together: name each.")
@click.option("--category", multiple=True, help="On a category, by its id.")
@click.option("--tool", multiple=True, help="On one AI tool, by its id.")
@click.option("--site", multiple=True, help="On a site and its subdomains.")
@click.option("--ai", is_flag=True, help="On all AI tools together.")
@click.option("--total", is_flag=True, help="On all screen time.")
@click.option("--minutes", help="A day: 45, 1h30, or seven, Monday first: 60,60,60,60,60,-,90.")
@click.option("--prompts", help="Count prompts, not minutes; written as --minutes.")
@click.option("--week", help="A week, in what the days are counted in; - for none.")
@click.option("--hours", multiple=True, help="Not wanted in these: 22:30-06:00, or 22:30-06:00@fri,sat.")
@click.option("--without", multiple=True, help="Does not count: ai, app:ID, category:ID, tool:ID, site:HOST.")
@click.option("--goal", is_flag=True, help="At least, not at most.")
@click.option("--level", type=click.Choice(["note", "dialog", "cover"]), help="What happens at the limit.")
@click.option("--warn", help="Left at which is warned: 10,5,1; - for never.")
@click.option("--name", help="What you call it.")
@click.option(
    "--agreed", metavar="WHOM", help="Agreed with somebody: loosening it asks for the PIN; - for no more."
)
@click.option(
    "--more", type=click.IntRange(0, 8), help="How often a day 15 more minutes are part of what was agreed."
)
@as_json
@pass_home
def limits_set(home: Home, /, as_json: bool, **words: Any) -> None:  # the options above
    """Set a limit or a goal, or change one; what was used before counts."""
    from wellbeing.cli.limits import Wish, set_limit

    if words["minutes"] is not None and words["prompts"] is not None:
        raise click.UsageError("Choose one of --minutes and --prompts.")
    set_limit(home, Wish(**words), as_json=as_json)


@limits.command("remove")
@click.argument("limit_id", metavar="ID", type=int)
@pass_home
def limits_remove(home: Home, limit_id: int) -> None:
    """End a limit; that it was there stays in the journal."""
    from wellbeing.cli.limits import remove_limit

    remove_limit(home, limit_id)


@limits.command("extend")
@click.argument("limit_id", metavar="ID", type=int)
@click.argument("grant", type=click.Choice(["little", "more", "ignore"]), default="more")
@click.option("--reason", default="", help="For yourself; stays on this machine.")
@as_json
@pass_home
def limits_extend(home: Home, limit_id: int, grant: str, reason: str, as_json: bool) -> None:
    """Go on: one more minute (little, once a day), 15 more (more), or ignore it today."""
    from wellbeing.cli.limits import extend_limit
    from wellbeing.limits.limit import Grant

    extend_limit(home, limit_id, Grant(grant), reason, as_json=as_json)


@limits.command("give", context_settings={"ignore_unknown_options": True})
@click.argument("limit_id", metavar="ID", type=int)
@click.argument("minutes", metavar="[-30|-15|15|30|60]", type=int)
@pass_home
def limits_give(home: Home, limit_id: int, minutes: int) -> None:
    """For a parent: so many minutes more, or less, today; more of an agreed limit asks for the PIN."""
    from wellbeing.cli.request import give

    give(home, limit_id, minutes)
