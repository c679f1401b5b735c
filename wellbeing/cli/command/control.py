"""Commands of the running tracker: start, show, ask, hold and end it."""

from __future__ import annotations

import sys

import click

from wellbeing.cli.command.option import as_json, pass_home
from wellbeing.cli.place import Place
from wellbeing.files.paths import Home


def attach(program: click.Group) -> None:
    """Add them to `wellbeing`."""
    for command in (run, window, status, stop, pause, resume, doctor):
        program.add_command(command)


@click.command()
@click.option("--headless", is_flag=True, help="Without tray and windows, for services and tests.")
@pass_home
def run(home: Home, headless: bool) -> None:
    """Start the tracker; a second start shows the first one."""
    from wellbeing.cli.start import run

    sys.exit(run(home, headless=headless))


@click.command()
@click.argument(
    "page",
    required=False,
    type=Place(
        [
            "today",
            "week",
            "year",
            "ai",
            "trends",
            "checkin",
            "timeline",
            "reports",
            "limits",
            "nudges",
            "family",
            "settings",
            "health",
            "help",
        ]
    ),
)
@pass_home
def window(home: Home, page: str | None) -> None:
    """Open the window, at a page or a thing on it (nudges/42, limits/ai); a second one raises the first."""
    from wellbeing.cli.control import window

    sys.exit(window(home, page))


@click.command()
@as_json
@pass_home
def status(home: Home, as_json: bool) -> None:
    """Is it running, since when, with which sensors; today so far."""
    from wellbeing.cli.control import status

    status(home, as_json=as_json)


@click.command()
@pass_home
def stop(home: Home) -> None:
    """End the tracker; nothing is lost."""
    from wellbeing.cli.control import stop

    stop(home)


@click.command()
@click.argument("length", required=False, metavar="[15m|1h|tomorrow]", default="1h")
@pass_home
def pause(home: Home, length: str) -> None:
    """Stop recording for a while; it goes on by itself, and the pause is noted."""
    from wellbeing.cli.control import pause

    pause(home, length)


@click.command()
@pass_home
def resume(home: Home) -> None:
    """Record again after a pause."""
    from wellbeing.cli.control import resume

    resume(home)


@click.command()
@as_json
@pass_home
def doctor(home: Home, as_json: bool) -> None:
    """What works on this desktop, what does not, and the remedy."""
    from wellbeing.cli.control import doctor

    doctor(home, as_json=as_json)
