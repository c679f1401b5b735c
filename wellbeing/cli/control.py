"""Starting, asking and stopping the tracker."""

from __future__ import annotations

import os
import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from wellbeing import app
from wellbeing.analysis import usage as sums
from wellbeing.cli import say
from wellbeing.cli.pin import let_pass
from wellbeing.cli.reader import Reader, reading
from wellbeing.files.paths import Home
from wellbeing.line import client
from wellbeing.model import Span
from wellbeing.model.sentence import Sentence, joined
from wellbeing.ports import AlreadyRunning, KnownError
from wellbeing.sensors.screen import missing_screen
from wellbeing.ui import text
from wellbeing.ui.text import _, ngettext

if TYPE_CHECKING:
    from wellbeing.ui.first import First

_OPENING = timedelta(seconds=10)
"""How long another start may take to listen."""


def run(home: Home, *, headless: bool, first: First | None = None) -> int:
    """The tracker until it is ended, or the one that runs already shown; the exit code.

    `first` is what this start shows already.
    """
    from wellbeing.app import program

    end = app.clock().tick() + _OPENING
    while True:
        try:
            return program.run(home, headless=headless, first=first)
        except AlreadyRunning:
            if _shown(home, headless=headless):
                return 0
            # The first one is still starting, just ending, or makes room.
            if app.clock().tick() > end:
                raise KnownError(
                    Sentence("Another tracker holds this home but does not listen."),
                    Sentence("Stop it, then try again."),
                ) from None
            threading.Event().wait(0.05)


def _shown(home: Home, *, headless: bool) -> bool:
    """Whether the tracker that runs was shown, or said why it cannot be."""
    try:
        shown = client.ask(home.socket, "show")
    except KnownError as error:
        if not headless and _gave_way(home):
            return False
        click.echo(f"{_('A tracker is already running.')} {text.said(error.sentence)}", err=True)
        return True
    if shown is not None:
        click.echo(_("A tracker is already running; it is shown."), err=True)
    return shown is not None


def window(home: Home, page: str | None) -> int:
    """The window until it is closed, or the one that is open already brought to the front; the exit code."""
    from wellbeing.app import program

    end = app.clock().tick() + _OPENING
    while True:
        try:
            return program.run_window(home, page)
        except AlreadyRunning:
            if client.ask(home.window_socket, "show", page=page) is not None:
                return 0
            # The first one is still opening, or just closing.
            if app.clock().tick() > end:
                raise KnownError(
                    Sentence("Another window holds this home but does not answer."), Sentence("Close it.")
                ) from None
            threading.Event().wait(0.05)


def _gave_way(home: Home) -> bool:
    """Whether a tracker that waits for a screen made room for this start, which may have one."""
    if missing_screen(os.environ) is not None:
        return False
    from wellbeing.app import program

    try:
        client.ask(home.socket, "give-way")
    except KnownError:
        return False
    program.wait_until_free(home)
    return True


def status(home: Home, *, as_json: bool) -> None:
    """Whether it runs, with which sensors, and today so far."""
    told = client.ask(home.socket, "status")
    with reading(home) as reader:
        today = _today(reader)
        said = {
            "running": told is not None,
            "pid": told["pid"] if told else None,
            "since": _local(told["since"]) if told else None,
            "paused_until": _local(told["paused_until"]) if told else None,
            "sensors": told["sensors"] if told else _probe(home),
            "activities": reader.store.count(),
            "today": today,
        }
        if as_json:
            say.json_value(said)
            return
        reader.mention_demo()
        _print_status(said)


def doctor(home: Home, *, as_json: bool) -> None:
    """The table of sensors, and what else must hold."""
    told = client.ask(home.socket, "status")
    rows = (told["sensors"] if told else _probe(home)) + app.checks(home)
    if as_json:
        say.json_value({"running": told is not None, "checks": rows})
        return
    click.echo(
        "The tracker is running.\n" if told else "The tracker is not running; this is what it would find.\n"
    )
    for row in rows:
        mark = "ok  " if row["ok"] else "no  "
        click.echo(f"{mark} {row['fact']:<8} {row['name']:<14} {text.said(row['reason'])}")
        if row["remedy"]:
            click.echo(f"{'':29}→ {text.said(row['remedy'])}")


def pause(home: Home, length: str) -> None:
    """Pause the tracker.

    Raises:
        KnownError: no tracker, or no such length.
    """
    with reading(home) as reader:
        if length == "tomorrow":
            until = reader.calendar.begin(reader.calendar.day_of(reader.now) + timedelta(days=1))
        else:
            until = reader.now + _length(length)
        local = reader.calendar.local(until)
    let_pass(home, "pause")
    _tell(home, "pause", until=until.isoformat())
    click.echo(_("Paused until {time}; it goes on by itself.").format(time=text.clock(local)))


def resume(home: Home) -> None:
    """End a pause."""
    _tell(home, "resume")
    click.echo(_("Recording."))


def stop(home: Home) -> None:
    """End the tracker and wait until it is gone."""
    told = client.ask(home.socket, "status")
    if told is None:
        click.echo(_("No tracker is running."))
        return
    let_pass(home, "stop")
    _tell(home, "stop")
    from wellbeing.app import program

    program.wait_until_free(home)
    click.echo(_("Stopped."))


def _tell(home: Home, do: str, **words: str) -> None:
    if client.ask(home.socket, do, **words) is None:
        raise KnownError(Sentence("No tracker is running."), Sentence("Start it with: wellbeing run"))


def _length(text: str) -> timedelta:
    units = {"m": timedelta(minutes=1), "h": timedelta(hours=1)}
    unit = units.get(text[-1:].lower())
    number = text[:-1]
    length = (
        int(number) * unit if unit and number.isascii() and number.isdigit() and len(number) < 5 else None
    )
    if length is None or not timedelta(minutes=1) <= length <= timedelta(hours=24):
        raise KnownError(
            Sentence("{text} is not a length for a pause.", text=text),
            Sentence("Write 15m, 1h or tomorrow; at most 24h."),
        )
    return length


def _today(reader: Reader) -> dict[str, float]:
    day = reader.calendar.day_of(reader.now)
    uses = reader.store.uses(Span(reader.calendar.begin(day), reader.now))
    ai = [use for use in uses if reader.labels.label(use.app).tool is not None]
    return {
        "active_s": say.seconds(sums.used(uses)),
        "idle_s": say.seconds(sums.idle(uses)),
        "ai_s": say.seconds(sums.used(ai)),
    }


def _probe(home: Home) -> list[dict[str, Any]]:
    return app.probe(os.environ, app.settings_or_defaults(home))


def _local(moment: str | None) -> str | None:
    return None if moment is None else say.iso(datetime.fromisoformat(moment).astimezone(UTC))


def _print_status(said: dict[str, Any]) -> None:
    if said["running"]:
        click.echo(_("Running since {time} (process {pid}).").format(time=said["since"], pid=said["pid"]))
    else:
        click.echo(_("Not running. Start it with: {command}").format(command="wellbeing run"))
    if said["paused_until"]:
        click.echo(_("Paused until {time}.").format(time=said["paused_until"]))
    today = said["today"]
    used, idle = (timedelta(seconds=today[one]) for one in ("active_s", "idle_s"))
    click.echo(_("Today: {total}").format(total=say.total(used, idle)))
    count = said["activities"]
    click.echo(
        ngettext("{count} activity is recorded.", "{count} activities are recorded.", count).format(
            count=text.exact(count)
        )
    )
    for sensor in said["sensors"]:
        mark, words = "ok " if sensor["ok"] else "no ", joined(sensor["reason"], sensor["remedy"])
        click.echo(f"{mark} {sensor['fact']}: {text.said(words)}")
