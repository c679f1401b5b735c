"""Answering, skipping and reading check-ins on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import click

from wellbeing import app
from wellbeing.checkins.checkin import LONGEST_NOTE, CheckIn
from wellbeing.checkins.form import SHAPES, Form, fits
from wellbeing.checkins.low import wants_help_page
from wellbeing.cli import say
from wellbeing.cli.reader import Reader, reading
from wellbeing.engine import contact, manners
from wellbeing.engine.asking import EVER, asked
from wellbeing.files.packs import packs
from wellbeing.files.paths import Home
from wellbeing.nudges.kind import Kind
from wellbeing.ports import KnownError
from wellbeing.ui import checkin_words as words
from wellbeing.ui import contact_words
from wellbeing.ui.text import _, ngettext


def show(home: Home, *, as_json: bool) -> None:
    """What is open today, with its questions."""
    with reading(home) as reader:
        found = asked(reader.store, reader.settings, reader.calendar, reader.now)
        if as_json:
            due = [_form(form) for form in found.due]
            say.json_value({"on": found.on, "at": reader.settings.checkin_at, "due": due})
            return
        reader.mention_demo()
        if not found.on:
            click.echo(_("Check-ins are switched off. Switch them on with: wellbeing checkin on"))
        elif found.unheard:
            click.echo(words.unheard())
        if not found.due:
            click.echo(_("Nothing is open today."))
        for form in found.due:
            _print_form(form)


def answer(
    home: Home, form: Form, values: Sequence[str], did: Sequence[str], note: str, *, as_json: bool
) -> None:
    """Keep an answer; one for each question, `-` for a question that is skipped.

    Raises:
        KnownError: the answers do not fit the questions.
    """
    _check_installed(form)
    given = tuple(None if one == "-" else int(one) if one.isdecimal() else -1 for one in values)
    if not fits(form, given):
        shape = SHAPES[form]
        wanted = ngettext("{form} has {count} question.", "{form} has {count} questions.", shape.items)
        raise KnownError(
            wanted.format(form=form, count=shape.items),
            _("Give a number from {low} to {high} for each, or - to skip it.").format(
                low=shape.low, high=shape.high
            ),
        )
    _keep(home, CheckIn(app.clock().now(), form, given, tuple(did), note[:LONGEST_NOTE]), as_json=as_json)


def skip(home: Home, form: Form, *, as_json: bool) -> None:
    """Leave a form out; it comes again in its own time."""
    _keep(home, CheckIn(app.clock().now(), form), as_json=as_json)


def remove(home: Home, checkin_id: int) -> None:
    """Take one out.

    Raises:
        KnownError: there is none of this number.
    """
    with app.writing(home) as store:
        gone = store.checkins.remove(checkin_id)
    if not gone:
        raise KnownError(
            _("There is no check-in {id}.").format(id=checkin_id),
            _("See which there are: wellbeing checkin list"),
        )


def switch(home: Home, *, on: bool) -> None:
    """Be asked, or not at all."""
    with app.writing(home) as store:
        manners.switch(store, Kind.CHECK_IN, on=on)
    with reading(home) as reader:
        at, unheard = reader.settings.checkin_at, reader.settings.asks_in_quiet
    if on and unheard:
        click.echo(words.unheard())
        return
    said = _("You will be asked from {time} on, once a day.") if on else _("You will not be asked any more.")
    click.echo(said.format(time=at))


def list_checkins(home: Home, since: datetime | None, until: datetime | None, *, as_json: bool) -> None:
    """What was answered, oldest first."""
    with reading(home) as reader:
        found = [one for one in reader.store.checkins.since(since or EVER) if until is None or one.at < until]
        if as_json:
            say.json_value({"checkins": [_row(one, reader) for one in found]})
            return
        reader.mention_demo()
        if not found:
            click.echo(_("Nothing was answered yet."))
            return
        click.echo(say.table([_line(one, reader) for one in found], right=frozenset({0})))


def _keep(home: Home, one: CheckIn, *, as_json: bool) -> None:
    with app.writing(home) as store:
        kept = store.checkins.add(one)
        offered = contact.look(store, contact_words.message, app.clock().now())
    with reading(home) as reader:
        if as_json:
            say.json_value(_row(kept, reader) | {"help": wants_help_page(kept)})
            return
    if offered is not None and one.form is Form.WHO5:
        click.echo(_("A message to {name} is open: wellbeing contact").format(name=offered.to))
    click.echo(_("Skipped.") if kept.skipped else _("Kept, on this computer only."))
    if wants_help_page(kept):
        click.echo(_("Your answers suggest a hard time. Numbers to call: wellbeing window help"))


def _print_form(form: Form) -> None:
    asked_ = words.questions(form)
    click.echo(f"\n{asked_.name} ({form.value})")
    if asked_.intro:
        click.echo(asked_.intro)
    for place, item in enumerate(asked_.items, 1):
        click.echo(f"  {place}. {item}")
    click.echo("  " + ", ".join(f"{value} = {said}" for value, said in asked_.choices if said != str(value)))
    if form is Form.DAILY:
        click.echo("  " + _("1 = {least} to 7 = {most}").format(least=words.mood(1), most=words.mood(7)))
    if asked_.credit:
        click.echo("  " + asked_.credit)
    click.echo(
        "  "
        + _("Answer with: {command}").format(
            command=f"wellbeing checkin answer {form.value} " + " ".join("N" for _item in asked_.items)
        )
    )


def _check_installed(form: Form) -> None:
    if form not in (Form.DAILY, Form.AI) and form not in packs():
        raise KnownError(
            _("The questions of {form} are not installed.").format(form=form),
            _("Answer another form: daily, ai."),
        )


def _line(one: CheckIn, reader: Reader) -> tuple[str, ...]:
    at = f"{reader.calendar.local(one.at):%Y-%m-%d %H:%M}"
    values = _("skipped") if one.skipped else " ".join("-" if v is None else str(v) for v in one.values)
    did = ", ".join(words.activity(word) for word in one.activities)
    return str(one.id), at, one.form.value, values, did, one.note


def _row(one: CheckIn, reader: Reader) -> dict[str, Any]:  # Any: JSON
    return {
        "id": one.id,
        "at": reader.calendar.local(one.at).isoformat(timespec="milliseconds"),
        "form": one.form,
        "values": list(one.values),
        "score": one.score,
        "skipped": one.skipped,
        "activities": list(one.activities),
        "note": one.note,
    }


def _form(form: Form) -> dict[str, Any]:  # Any: JSON
    asked_ = words.questions(form)
    return {
        "form": form,
        "name": asked_.name,
        "intro": asked_.intro,
        "items": list(asked_.items),
        "choices": [{"value": value, "words": said} for value, said in asked_.choices],
        "credit": asked_.credit,
    }
