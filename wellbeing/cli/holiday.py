"""School holidays on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from wellbeing import app
from wellbeing.cli import say
from wellbeing.cli.pin import with_pin
from wellbeing.cli.reader import reading
from wellbeing.engine import household
from wellbeing.family.holiday import Holiday, together, typed
from wellbeing.files import ics
from wellbeing.files.paths import Home
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError
from wellbeing.ui import holiday_words as words
from wellbeing.ui.text import _, ngettext

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def list_holidays(home: Home, *, as_json: bool) -> None:
    """All of them, in order."""
    with reading(home) as reader:
        found = reader.store.household.holidays()
    if as_json:
        say.json_value({"holidays": [_row(one) for one in found]})
        return
    if not found:
        click.echo(_("No school holidays are set."))
        return
    lines = [
        (str(number), words.stretch(one), one.name, words.like(one)) for number, one in enumerate(found, 1)
    ]
    click.echo(say.table(lines, right=frozenset({0})))


def add(home: Home, stretch: str, name: str, like: str) -> None:
    """One more stretch.

    Raises:
        KnownError: it cannot be read, or makes no sense.
    """
    days = typed(stretch)
    if days is None:
        raise KnownError(
            Sentence("{text} is not a stretch of days.", text=stretch),
            Sentence("Write it so: 2026-12-21..2027-01-05"),
        )
    one = Holiday(*days, " ".join(name.split()), WEEKDAYS.index(like))
    _set(home, [*_known(home), one])
    click.echo(_("Kept: {days}.").format(days=words.stretch(one)))


def bring_in(home: Home, file: Path, like: str) -> None:
    """Those of a calendar file, beside those that are there.

    Raises:
        KnownError: it is no calendar, or holds no days.
    """
    found = ics.holidays(file, WEEKDAYS.index(like))
    before = _known(home)
    _set(home, [*before, *found])
    # One that joins two which were there is one that is new.
    new = len(set(together([*before, *found])) - set(before))
    click.echo(
        ngettext("{count} stretch of holidays is new.", "{count} stretches of holidays are new.", new).format(
            count=new
        )
    )


def remove(home: Home, number: int) -> None:
    """Take one out, by its number in the list.

    Raises:
        KnownError: there is none of this number.
    """
    known = _known(home)
    if not 1 <= number <= len(known):
        raise KnownError(
            Sentence("There are no holidays {number}.", number=number),
            Sentence("See which there are: wellbeing family holidays"),
        )
    _set(home, [one for place, one in enumerate(known, 1) if place != number])
    click.echo(_("Removed: {days}.").format(days=words.stretch(known[number - 1])))


def _known(home: Home) -> tuple[Holiday, ...]:
    with reading(home) as reader:
        return reader.store.household.holidays()


def _set(home: Home, several: Sequence[Holiday]) -> None:
    def work(pin: str | None) -> None:
        with app.writing(home) as store:
            household.set_holidays(store, together(several), app.clock(), pin)

    with_pin(work)


def _row(one: Holiday) -> dict[str, str]:
    return {
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "name": one.name,
        "like": WEEKDAYS[one.like],
    }
