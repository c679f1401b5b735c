"""Asking for time and giving it, on the command line."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import click

from wellbeing import app
from wellbeing.cli import say
from wellbeing.cli.limits import reckoner_of
from wellbeing.cli.pin import with_pin
from wellbeing.cli.reader import Reader, reading
from wellbeing.engine import household
from wellbeing.engine.view.household import OfAnother, of_others
from wellbeing.family.request import CHANGES, MOST, Answer, Request, State
from wellbeing.files.paths import Home
from wellbeing.limits.standing import Standing
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError
from wellbeing.ui import limit_words
from wellbeing.ui import request_words as words
from wellbeing.ui.text import _

_BACK = timedelta(days=28)
_SHOWN = 8
"""Characters of an id that are shown, and enough to name one."""


def ask(home: Home, minutes: int, limit_id: int | None, reason: str, *, as_json: bool) -> None:
    """Ask for time; it waits for a parent's answer."""
    with app.writing(home) as store:
        one = household.ask(store, minutes, limit_id, reason, app.clock().now())
    if as_json:
        say.json_value(_row(one, State.OPEN))
        return
    click.echo(
        _("Asked for {minutes} minutes. The answer is shown as soon as it is there.").format(minutes=minutes)
    )


def list_requests(home: Home, *, as_json: bool) -> None:
    """Requests of the last four weeks, newest first."""
    with reading(home) as reader:
        found = list(reversed(reader.store.household.requests(reader.now - _BACK)))
        others = list(reversed(of_others(reader.store)))
        if as_json:
            say.json_value(
                {
                    "requests": [_row(one, one.state(reader.now)) for one in found],
                    "of_others": [_row_of(one, reader) for one in others],
                }
            )
            return
        if not found and not others:
            click.echo(_("Nobody asked for time in the last four weeks."))
            return
        rows = [_line_of(one, reader) for one in others] + [_line(one, reader) for one in found]
        click.echo(say.table(rows))


def answer(home: Home, named: str, minutes: int, said: str, *, as_json: bool) -> None:
    """Answer a request at this computer, with the PIN; or what another member asked for on theirs."""
    if not 0 <= minutes <= MOST:
        raise KnownError(
            Sentence("Nobody can give {minutes} minutes.", minutes=minutes),
            Sentence("Give 0 (not now) to 60."),
        )
    with reading(home) as reader:
        one = _named(reader, named)
        stands, now = _standings(reader), reader.now
        here = reader.store.household.request(one.id) is not None
    given = Answer(now, minutes, said)

    def work(pin: str | None) -> Request:
        if here:
            with app.writing(home) as store:
                return household.answer(store, one.id, given, stands, app.clock(), pin)
        from wellbeing.engine import joining

        with app.beside(home) as store:
            joining.answer(store, one.id, given, app.clock(), pin)
        return replace(one, answer=given)

    answered = with_pin(work)
    if as_json:
        say.json_value(_row(answered, answered.state(now)))
        return
    click.echo(_("{minutes} minutes are given.").format(minutes=minutes) if minutes else _("Declined."))
    if not here:
        click.echo(_("It counts there as soon as it arrives."))


def give(home: Home, limit_id: int, minutes: int) -> None:
    """Add minutes to today's limit, or take some away.

    Raises:
        KnownError: there is no such limit, or not so many minutes.
    """
    if minutes not in CHANGES:
        raise KnownError(
            Sentence("A day changes by -30, -15, 15, 30 or 60 minutes."), Sentence("Give one of these.")
        )
    with reading(home) as reader:
        now = next((one for one in _standings(reader) if one.limit.id == limit_id), None)
        name = "" if now is None else limit_words.name(now.limit, reader.labels)
    if now is None:
        raise KnownError(
            Sentence("There is no limit {limit}.", limit=limit_id),
            Sentence("See which there are: wellbeing limits list"),
        )

    def work(pin: str | None) -> None:
        with app.writing(home) as store:
            household.extend(store, now, now.given(minutes), app.clock(), pin)

    with_pin(work)
    click.echo(words.changed(name, minutes))


def _standings(reader: Reader) -> list[Standing]:
    reckoner, day = reckoner_of(reader)
    return reckoner.standings(day)


def _named(reader: Reader, named: str) -> Request:
    """The request that begins with these characters; `last` is the newest open one."""
    known = reader.store.household.requests(reader.now - _BACK)
    known = [*(one.request for one in of_others(reader.store)), *known]
    if named == "last":
        waits = [one for one in known if one.state(reader.now) is State.OPEN]
        found = sorted(waits, key=lambda one: one.at)[-1:]
    else:
        found = [one for one in known if one.id.startswith(named.lower())]
    if len(found) == 1:
        return found[0]
    raise KnownError(
        Sentence("No request, or more than one, is called {name}.", name=named),
        Sentence("See which there are: wellbeing family requests"),
    )


def _line(one: Request, reader: Reader) -> tuple[str, ...]:
    at = f"{reader.calendar.local(one.at):%Y-%m-%d %H:%M}"
    return one.id[:_SHOWN], at, words.asked(one), words.state(one, reader.now), one.reason


def _line_of(one: OfAnother, reader: Reader) -> tuple[str, ...]:
    """What another member asked for."""
    asked = f"{one.person}: {words.asked(one.request)}, {words.about(one, reader.labels)}"
    number, at, _asked, state, reason = _line(one.request, reader)
    return number, at, asked, state, reason


def _row_of(one: OfAnother, reader: Reader) -> dict[str, Any]:  # Any: JSON
    row = _row(one.request, one.request.state(reader.now))
    return row | {"person": one.person, "limit": words.about(one, reader.labels)}


def _row(one: Request, state: State) -> dict[str, Any]:  # Any: JSON
    answer = one.answer
    return {
        "id": one.id,
        "at": say.iso(one.at),
        "minutes": one.minutes,
        "limit": one.limit,
        "reason": one.reason,
        "state": state,
        "answer": None
        if answer is None
        else {
            "at": say.iso(answer.at),
            "minutes": answer.minutes,
            "words": answer.words,
            "by": answer.by or None,
        },
    }
