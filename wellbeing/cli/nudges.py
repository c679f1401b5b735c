"""What was said, and why."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import click

from wellbeing import app
from wellbeing.cli import say
from wellbeing.cli.reader import Reader, reading
from wellbeing.cli.reads import first_weekday
from wellbeing.engine import breaks, manners
from wellbeing.files.paths import Home
from wellbeing.nudges.kind import RULES, Kind
from wellbeing.nudges.nudge import Record
from wellbeing.nudges.rest import Outcome
from wellbeing.ports import KnownError
from wellbeing.ui import break_words, text
from wellbeing.ui import nudge_words as words
from wellbeing.ui.text import _

_BACK = timedelta(days=28)


def list_nudges(home: Home, *, as_json: bool) -> None:
    """The decisions of the last four weeks, newest first."""
    with reading(home) as reader:
        records = list(reversed(reader.store.nudges.since(reader.now - _BACK)))
        if as_json:
            told = {str(outcome): count for outcome, count in _breaks(reader).items()}
            say.json_value({"nudges": [_row(one, reader) for one in records], "breaks": told})
            return
        reader.mention_demo()
        if said := break_words.today(_breaks(reader)):
            click.echo(said)
        if not records:
            click.echo(_("Nothing was said in the last four weeks."))
            return
        click.echo(say.table([_line(one, reader) for one in records], right=frozenset({0})))


def why(home: Home, nudge_id: int, *, as_json: bool) -> None:
    """Every ground of one decision.

    Raises:
        KnownError: there is none of this number.
    """
    with reading(home) as reader:
        one = reader.store.nudges.one(nudge_id)
        if one is None:
            raise KnownError(
                _("There is no note {id}.").format(id=nudge_id), _("See which there are: wellbeing nudges")
            )
        if as_json:
            say.json_value(_row(one, reader))
            return
        _print(one, reader)


def _breaks(reader: Reader) -> dict[Outcome, int]:
    return breaks.counts(reader.store, reader.calendar.day_of(reader.now))


def _line(one: Record, reader: Reader) -> tuple[str, ...]:
    made = one.decision
    reason = "" if made.why is None else words.gate(made.why)
    at = f"{reader.calendar.local(made.at):%Y-%m-%d %H:%M}"
    return (
        str(one.id),
        at,
        words.kind(made.wish.kind),
        words.verdict(made.verdict),
        words.response(one.response) or reason,
    )


def _print(one: Record, reader: Reader) -> None:
    made = one.decision
    at = f"{reader.calendar.local(made.at):%Y-%m-%d %H:%M}"
    head = _("{kind}, rule {letter}, version {version}, {at}: {verdict}")
    click.echo(
        head.format(
            kind=words.kind(made.wish.kind),
            letter=made.wish.kind.value,
            version=made.version,
            at=at,
            verdict=words.verdict(made.verdict),
        )
    )
    if one.response is not None:
        click.echo(_("What you did: {response}").format(response=words.response(one.response)))
    rows = [
        (words.figure_name(name), words.figure(value), _against(made.wish.thresholds.get(name)))
        for name, value in made.wish.figures.items()
    ]
    if rows:
        click.echo("\n" + _("What was seen") + "\n" + say.table(rows))
    checks = [
        ("✓" if check.passed else "✗", words.gate(check.gate), words.figures(check)) for check in made.checks
    ]
    click.echo("\n" + _("All had to be true") + "\n" + say.table(checks))
    click.echo(
        "\n"
        + _("Interruptions that day before it: {count} of {most}").format(
            count=made.budget[0], most=made.budget[1]
        )
    )
    if made.draw is not None and made.chance is not None:
        click.echo(
            _("Drawn: {draw}; shown below {chance}").format(
                draw=text.short_decimal(made.draw), chance=text.short_decimal(made.chance)
            )
        )


def _against(threshold: object) -> str:
    return "" if threshold is None else _("against {threshold}").format(threshold=words.figure(threshold))


def _row(one: Record, reader: Reader) -> dict[str, Any]:
    made = one.decision
    return {
        "id": one.id,
        "at": reader.calendar.local(made.at).isoformat(timespec="milliseconds"),
        "day": made.day.isoformat(),
        "kind": made.wish.kind,
        "about": made.wish.about,
        "rule_version": made.version,
        "verdict": made.verdict,
        "reason": made.why,
        "figures": dict(made.wish.figures),
        "thresholds": dict(made.wish.thresholds),
        "checks": [
            {"gate": each.gate, "passed": each.passed, "figure": each.figure, "threshold": each.threshold}
            for each in made.checks
        ],
        "budget": {"used": made.budget[0], "of": made.budget[1]},
        "breakpoint": None
        if made.moment is None
        else {"kind": made.moment.breakpoint, "seconds": say.seconds(made.moment.length)},
        "draw": made.draw,
        "chance": made.chance,
        "offers_stop": made.offers_stop,
        "response": one.response,
        "answered": None
        if one.answered is None
        else reader.calendar.local(one.answered).isoformat(timespec="milliseconds"),
        "outcome": dict(one.outcome),
    }


_PUT_OFF = {"1h": timedelta(hours=1)}


def switch(home: Home, word: str, *, on: bool) -> None:
    """Let a kind speak, or not.

    Raises:
        KnownError: it is an own fence, which has no switch.
    """
    kind = Kind[word.upper().replace("-", "_")]
    if RULES[kind].own:
        raise KnownError(
            _("{kind}: what you set yourself has no switch.").format(kind=words.kind(kind)),
            _("It ends where you set it: with its limit, its list or its breaks."),
        )
    with app.writing(home) as store:
        manners.switch(store, kind, on=on)
    said = _("{kind}: switched on.") if on else _("{kind}: switched off.")
    click.echo(said.format(kind=words.kind(kind)))


def snooze(home: Home, length: str) -> None:
    """Put notes off for an hour, for today or for this week; or no longer."""
    with reading(home) as reader:
        until = _until(reader, length)
        local = None if until is None else reader.calendar.local(until)
    with app.writing(home) as store:
        manners.snooze(store, until)
    if local is None:
        click.echo(_("Notes may come again."))
    else:
        click.echo(_("No notes until {time}, but your own stops.").format(time=f"{local:%Y-%m-%d %H:%M}"))


def _until(reader: Reader, length: str) -> datetime | None:
    if length in _PUT_OFF:
        return reader.now + _PUT_OFF[length]
    today = reader.calendar.day_of(reader.now)
    if length == "today":
        return reader.calendar.begin(today + timedelta(days=1))
    if length == "week":
        left = (first_weekday(reader) - today.weekday() - 1) % 7 + 1
        return reader.calendar.begin(today + timedelta(days=left))
    return None
