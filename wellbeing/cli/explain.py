"""What the rules say about something that was seen, and why."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click
import msgspec

from wellbeing import app
from wellbeing.catalogue.label import Label
from wellbeing.cli import say
from wellbeing.files.paths import Home
from wellbeing.model import Evidence
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError


class Seen(msgspec.Struct, frozen=True):
    """One observation on standard input; any field may be null or absent."""

    id: str | int | None = None
    app_id: str | None = None
    exe: str | None = None
    title: str | None = None
    site: str | None = None
    commands: Sequence[Sequence[str]] | None = None

    def evidence(self) -> Evidence:
        """As a sensor would have told it."""
        commands = tuple(tuple(argv) for argv in self.commands or ())
        return Evidence(self.app_id, self.title, self.exe, None, self.site, commands)


def explain(home: Home, seen: Mapping[str, Any], *, as_json: bool) -> None:
    """Explain one observation given by options."""
    commands = tuple(_split(line) for line in seen["commands"])
    observation = Seen("1", seen["app_id"], seen["exe"], seen["title"], seen["site"], commands)
    labels = app.labels(home)
    label = app.judge(labels, observation.evidence())
    if as_json:
        say.json_value(_answer(observation, label))
        return
    click.echo(f"{labels.category_name(label.category)} ({'sure' if label.sure else 'a guess'})")
    click.echo(label.why)


def explain_lines(home: Home) -> None:
    """Explain JSON lines from standard input, a line for each, in order.

    Raises:
        KnownError: a line is not an observation; says which.
    """
    labels = app.labels(home)
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            observation = _observation(line.decode("utf-8", "replace"))
        except (msgspec.MsgspecError, ValueError) as error:
            raise KnownError(
                Sentence("Line {number} is not an observation: {error}.", number=number, error=error),
                Sentence("Write one JSON object a line."),
            ) from error
        say.json_value(_answer(observation, app.judge(labels, observation.evidence())))


def _observation(line: str) -> Seen:
    try:
        return msgspec.json.decode(line, type=Seen)
    except msgspec.DecodeError:
        # Some writers leave lone surrogates in titles, which no text in UTF-8 can hold.
        return msgspec.convert(_sound(json.loads(line)), Seen)


def _sound(value: Any) -> Any:  # any JSON value
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_sound(one) for one in value]
    if isinstance(value, dict):
        return {_sound(name): _sound(one) for name, one in value.items()}
    return value


def _answer(seen: Seen, label: Label) -> dict[str, Any]:
    return {
        "id": seen.id,
        "category": label.category,
        "tool": label.tool,
        "kind": label.kind,
        "confidence": "sure" if label.sure else "guess",
        "why": label.why,
    }


def _split(line: str) -> tuple[str, ...]:
    try:
        return tuple(shlex.split(line))
    except ValueError:
        return (line,)
