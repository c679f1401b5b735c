"""The command `wellbeing`; what stands below it lies in `wellbeing.cli.command`."""

from __future__ import annotations

import click

import wellbeing as program
from wellbeing.cli.command import (
    ai,
    checkin,
    contact,
    control,
    extension,
    family,
    hub,
    limit,
    nudge,
    option,
    record,
    usage,
)
from wellbeing.cli.command.group import Commands
from wellbeing.files.paths import home
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError


@click.group(
    cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option(
    "--home",
    "root",
    metavar="DIR",
    envvar="WELLBEING_HOME",
    help="Keep settings, record and logs under DIR.",
)
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON value on stdout, of commands that tell something."
)
@click.version_option(program.__version__, prog_name="Wellbeing")
@click.pass_context
def wellbeing(ctx: click.Context, root: str | None, as_json: bool) -> None:
    """Am I leaning on screens, or on AI, more than I want to?

    Without a command the tracker starts. Nothing leaves this machine.
    """
    ctx.obj = home(root).own()
    option.note_json(ctx, as_json)
    if ctx.invoked_subcommand is None:
        ctx.invoke(control.run, headless=False)


for _part in (ai, checkin, contact, control, extension, family, hub, limit, nudge, record, usage):
    _part.attach(wellbeing)


@wellbeing.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes SHELL complete commands and options."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise KnownError(Sentence("{shell} is not known.", shell=shell), Sentence("Use bash, zsh or fish."))
    click.echo(kind(wellbeing, {}, "wellbeing", "_WELLBEING_COMPLETE").source())
