"""Commands of what was agreed at home: the PIN, requests for time, school holidays."""

from __future__ import annotations

from pathlib import Path

import click

from wellbeing.cli.command.option import as_json, pass_home
from wellbeing.files.paths import Home

_like = click.option(
    "--like",
    type=click.Choice(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]),
    default="sat",
    show_default=True,
    help="As which day their workdays count for limits.",
)


def attach(family: click.Group) -> None:
    """Add them to the group `wellbeing family`."""
    for command in (pin, ask, requests, answer, holidays):
        family.add_command(command)


@click.group()
def pin() -> None:
    """The PIN of the parents.

    It is typed when it is asked for, or read from stdin; never an argument.
    """


@pin.command("set")
@pass_home
def pin_set(home: Home) -> None:
    """Set the first PIN; the recovery code is shown once."""
    from wellbeing.cli.pin import set_pin

    set_pin(home)


@pin.command("change")
@pass_home
def pin_change(home: Home) -> None:
    """Another PIN: the old one is asked for first."""
    from wellbeing.cli.pin import change

    change(home)


@pin.command("recover")
@pass_home
def pin_recover(home: Home) -> None:
    """Another PIN by the recovery code, which is used up by it."""
    from wellbeing.cli.pin import recover

    recover(home)


@pin.command("remove")
@pass_home
def pin_remove(home: Home) -> None:
    """No PIN any more; what was agreed stays agreed."""
    from wellbeing.cli.pin import remove

    remove(home)


@click.command()
@click.argument("minutes", metavar="[15|30|60]", type=int)
@click.option("--limit", "limit_id", type=int, help="For this limit; default: for all that were agreed.")
@click.option("--reason", default="", help="For your parents; 200 characters at most.")
@as_json
@pass_home
def ask(home: Home, minutes: int, limit_id: int | None, reason: str, as_json: bool) -> None:
    """Ask your parents for time."""
    from wellbeing.cli.request import ask

    ask(home, minutes, limit_id, reason, as_json=as_json)


@click.command()
@as_json
@pass_home
def requests(home: Home, as_json: bool) -> None:
    """Who asked for time, and what was answered.

    Of the last four weeks; on a parent's device also what others asked for on theirs lately.
    """
    from wellbeing.cli.request import list_requests

    list_requests(home, as_json=as_json)


@click.command()
@click.argument("request", metavar="ID|last")
@click.argument("minutes", metavar="[0-60]", type=int)
@click.option("--words", default="", help="For the child.")
@as_json
@pass_home
def answer(home: Home, request: str, minutes: int, words: str, as_json: bool) -> None:
    """Answer a request for time; 0 is no.

    A request that was made at this computer, with the PIN; or, as a parent, one that came from another device. REQUEST
    is the beginning of its id as requests shows it, or last.
    """
    from wellbeing.cli.request import answer

    answer(home, request, minutes, words, as_json=as_json)


@click.group(invoke_without_command=True)
@as_json
@click.pass_context
def holidays(ctx: click.Context, as_json: bool) -> None:
    """School holidays, and as what they count.

    On them limits count as on a Saturday, or as you choose.
    """
    from wellbeing.cli.holiday import list_holidays

    if ctx.invoked_subcommand is None:
        list_holidays(ctx.obj, as_json=as_json)


@holidays.command("add")
@click.argument("days", metavar="FIRST..LAST")
@click.option("--name", default="", help="What they are called.")
@_like
@pass_home
def holidays_add(home: Home, days: str, name: str, like: str) -> None:
    """One more stretch: 2026-12-21..2027-01-05."""
    from wellbeing.cli.holiday import add

    add(home, days, name, like)


@holidays.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@_like
@pass_home
def holidays_import(home: Home, file: Path, like: str) -> None:
    """Those of a calendar file (.ics), as schools and states publish them."""
    from wellbeing.cli.holiday import bring_in

    bring_in(home, file, like)


@holidays.command("remove")
@click.argument("number", type=int)
@pass_home
def holidays_remove(home: Home, number: int) -> None:
    """Take one out, by its number in the list."""
    from wellbeing.cli.holiday import remove

    remove(home, number)
