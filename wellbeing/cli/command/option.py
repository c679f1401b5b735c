"""Options and arguments that several commands share."""

from __future__ import annotations

import click

from wellbeing.cli.time import Day, Moment

_JSON = "wellbeing.json"


def note_json(ctx: click.Context, given: bool) -> None:
    """Note for the command that follows whether `--json` stands before it."""
    ctx.meta[_JSON] = given


def _asked_before(ctx: click.Context, _option: click.Parameter, given: bool) -> bool:
    """`--json` may stand before the command as well."""
    return given or bool(ctx.meta.get(_JSON))


as_json = click.option(
    "--json", "as_json", is_flag=True, callback=_asked_before, help="One JSON value on stdout."
)
since = click.option("--from", "since", type=Moment(), help="Begin; default: the beginning of today.")
until = click.option("--to", "until", type=Moment(), help="End; default: now.")
day_argument = click.argument("day", type=Day(), default="today")
pass_home = click.pass_obj
