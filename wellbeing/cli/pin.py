"""The parents' PIN on the command line: asked for where it is needed, never given as an argument."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

import click

from wellbeing import app
from wellbeing.cli.reader import reading
from wellbeing.engine import permit
from wellbeing.engine.permit import PinNeeded
from wellbeing.files.paths import Home
from wellbeing.ui.text import _

T = TypeVar("T")


def entered(question: str) -> str:
    """What is typed unseen; from a program or a file, the next line of stdin."""
    if sys.stdin.isatty():
        return str(click.prompt(question, hide_input=True, prompt_suffix=": "))
    return sys.stdin.readline().rstrip("\n")


def with_pin(work: Callable[[str | None], T]) -> T:
    """Do something, asking for the PIN if it turns out to be needed.

    Raises:
        PinWrong: see `household.admit`.
    """
    try:
        return work(None)
    except PinNeeded:
        click.echo(_("This was agreed upon."), err=True)
        return work(entered(_("PIN of the parents")))


def let_pass(home: Home, why: str) -> None:
    """Let something pass that would undo what was agreed, such as a pause; without agreed limits at once.

    Raises:
        PinWrong: see `household.admit`.
    """
    with reading(home) as reader:
        if not permit.guards(reader.store):
            return

    def admit(pin: str | None) -> None:
        if pin is None:
            raise PinNeeded
        with app.writing(home) as store:
            permit.admit(store, pin, why, app.clock())

    with_pin(admit)


def set_pin(home: Home) -> None:
    """Set the first PIN, and show the recovery code once."""
    pin = _new()
    with app.writing(home) as store:
        code = permit.set_pin(store, pin, app.clock())
    click.echo(_("The PIN is set."))
    _show(code)


def change(home: Home) -> None:
    """Another PIN."""
    old = entered(_("The PIN until now"))
    new = _new()
    with app.writing(home) as store:
        permit.change_pin(store, old, new, app.clock())
    click.echo(_("The PIN is changed; the recovery code stays."))


def recover(home: Home) -> None:
    """Another PIN by the recovery code."""
    code = entered(_("Recovery code"))
    new = _new()
    with app.writing(home) as store:
        fresh = permit.recover(store, code, new, app.clock())
    click.echo(_("The PIN is changed; the code is used up."))
    _show(fresh)


def remove(home: Home) -> None:
    """No PIN any more."""
    pin = entered(_("PIN of the parents"))
    with app.writing(home) as store:
        permit.remove_pin(store, pin, app.clock())
    click.echo(_("There is no PIN any more; what was agreed stays agreed."))


def _new() -> str:
    """A new PIN, twice where a person types it unseen."""
    pin = entered(_("New PIN"))
    if sys.stdin.isatty() and entered(_("Once more")) != pin:
        raise click.UsageError(_("The two are not the same."))
    return pin


def _show(code: str) -> None:
    click.echo(_("Recovery code, shown this once: {code}").format(code=code))
    click.echo(_("Keep it where the child does not look. It sets a new PIN, once."))
