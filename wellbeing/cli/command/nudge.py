"""Commands of notes: what was said and held back, which may come, and for how long none."""

from __future__ import annotations

import click

from wellbeing.cli.command.option import as_json, pass_home
from wellbeing.files.paths import Home


def attach(program: click.Group) -> None:
    """Add them to `wellbeing`."""
    program.add_command(nudges)


_KINDS = ["growth", "try-first", "week", "check-in", "second-opinion", "limit", "friction", "break"]
"""Kinds that something in the program can wish; of own fences is said where they end."""


@click.group(invoke_without_command=True)
@as_json
@click.pass_context
def nudges(ctx: click.Context, as_json: bool) -> None:
    """What was said in the last four weeks, and what was held back."""
    from wellbeing.cli.nudges import list_nudges

    if ctx.invoked_subcommand is None:
        list_nudges(ctx.obj, as_json=as_json)


@nudges.command("why")
@click.argument("nudge_id", metavar="ID", type=int)
@as_json
@pass_home
def nudges_why(home: Home, nudge_id: int, as_json: bool) -> None:
    """Every figure, threshold and ground of one decision."""
    from wellbeing.cli.nudges import why

    why(home, nudge_id, as_json=as_json)


@nudges.command("on")
@click.argument("kind", type=click.Choice(_KINDS))
@pass_home
def nudges_on(home: Home, kind: str) -> None:
    """Let a kind of note come."""
    from wellbeing.cli.nudges import switch

    switch(home, kind, on=True)


@nudges.command("off")
@click.argument("kind", type=click.Choice(_KINDS))
@pass_home
def nudges_off(home: Home, kind: str) -> None:
    """Let a kind of note come no more."""
    from wellbeing.cli.nudges import switch

    switch(home, kind, on=False)


@nudges.command("snooze")
@click.argument("length", type=click.Choice(["1h", "today", "week", "off"]), default="1h")
@pass_home
def nudges_snooze(home: Home, length: str) -> None:
    """Put notes off; your own dialogs and covers come nevertheless."""
    from wellbeing.cli.nudges import snooze

    snooze(home, length)
