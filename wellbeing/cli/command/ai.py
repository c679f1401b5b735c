"""Commands that tell how AI tools were used, and how much is leaned on them."""

from __future__ import annotations

from datetime import datetime

import click

from wellbeing.cli.command.option import as_json, pass_home, since, until
from wellbeing.files.paths import Home


def attach(program: click.Group) -> None:
    """Add them to `wellbeing`."""
    for command in (ai, reliance):
        program.add_command(command)


@click.command()
@since
@until
@as_json
@pass_home
def ai(home: Home, since: datetime | None, until: datetime | None, as_json: bool) -> None:
    """How much each AI tool was used: attended, alone, prompts, tokens."""
    from wellbeing.cli.ai import ai

    ai(home, since, until, as_json=as_json)


@click.command()
@as_json
@pass_home
def reliance(home: Home, as_json: bool) -> None:
    """How the last two weeks compare with your usual, from what, and whether growth is noticed."""
    from wellbeing.cli.reliance import reliance

    reliance(home, as_json=as_json)
