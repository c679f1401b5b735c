"""Commands of check-ins."""

from __future__ import annotations

from datetime import datetime

import click

from wellbeing.cli.command.option import as_json, pass_home
from wellbeing.cli.time import Moment
from wellbeing.files.paths import Home


def attach(program: click.Group) -> None:
    """Add them to `wellbeing`."""
    program.add_command(checkin)


_FORMS = ["daily", "who5", "lonely", "ai", "phq2", "phq4"]


@click.group(invoke_without_command=True)
@as_json
@click.pass_context
def checkin(ctx: click.Context, as_json: bool) -> None:
    """How you are: what is asked today, your answers, being asked or not."""
    from wellbeing.cli.checkin import show

    if ctx.invoked_subcommand is None:
        show(ctx.obj, as_json=as_json)


@checkin.command("answer")
@click.argument("form", type=click.Choice(_FORMS))
@click.argument("values", nargs=-1, required=True)
@click.option(
    "--did", multiple=True, help="What you did: people, outside, exercise, slept …, or your own words."
)
@click.option("--note", default="", help="For yourself; stays on this machine.")
@as_json
@pass_home
def checkin_answer(
    home: Home, form: str, values: tuple[str, ...], did: tuple[str, ...], note: str, as_json: bool
) -> None:
    """Answer a form: a number for each question, - to skip one."""
    from wellbeing.checkins.form import Form
    from wellbeing.cli.checkin import answer

    answer(home, Form(form), values, did, note, as_json=as_json)


@checkin.command("skip")
@click.argument("form", type=click.Choice(_FORMS), default="daily")
@as_json
@pass_home
def checkin_skip(home: Home, form: str, as_json: bool) -> None:
    """Leave a form out this time."""
    from wellbeing.checkins.form import Form
    from wellbeing.cli.checkin import skip

    skip(home, Form(form), as_json=as_json)


@checkin.command("list")
@click.option("--from", "since", type=Moment(), help="Begin; default: ever.")
@click.option("--to", "until", type=Moment(), help="End; default: now.")
@as_json
@pass_home
def checkin_list(home: Home, since: datetime | None, until: datetime | None, as_json: bool) -> None:
    """What you answered."""
    from wellbeing.cli.checkin import list_checkins

    list_checkins(home, since, until, as_json=as_json)


@checkin.command("remove")
@click.argument("checkin_id", metavar="ID", type=int)
@pass_home
def checkin_remove(home: Home, checkin_id: int) -> None:
    """Take an answer out."""
    from wellbeing.cli.checkin import remove

    remove(home, checkin_id)


@checkin.command("on")
@pass_home
def checkin_on(home: Home) -> None:
    """Be asked once a day, from the hour on that the settings say."""
    from wellbeing.cli.checkin import switch

    switch(home, on=True)


@checkin.command("off")
@pass_home
def checkin_off(home: Home) -> None:
    """Be asked nothing any more."""
    from wellbeing.cli.checkin import switch

    switch(home, on=False)
