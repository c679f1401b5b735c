"""What the rules say about something that was seen, and why."""

from __future__ import annotations

import io
import json
import shlex
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO, TypeVar

import click
import msgspec

from wellbeing import app
from wellbeing.catalogue.label import Label
from wellbeing.cli import say
from wellbeing.files.paths import Home
from wellbeing.model import Evidence
from wellbeing.model.sentence import Sentence, joined
from wellbeing.ports import KnownError

_MARK = b"\xef\xbb\xbf"
"""Of byte order: some programs on Windows begin texts with it."""
_Kind = TypeVar("_Kind", bound=msgspec.Struct)


class Seen(msgspec.Struct, frozen=True):
    """One observation on standard input; any field may be null or absent."""

    id: Any = None  # any JSON value: it is the asker's own, and comes back as it was
    app_id: str | None = None
    exe: str | None = None
    title: str | None = None
    site: str | None = None
    commands: Sequence[Sequence[str]] | None = None

    def evidence(self) -> Evidence:
        """As a sensor would have told it."""
        commands = tuple(tuple(argv) for argv in self.commands or ())
        return Evidence(self.app_id, self.title, self.exe, None, self.site, commands)


class _Named(msgspec.Struct, frozen=True):
    id: Any = None  # as above


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
    click.echo(str(label.why))


def explain_lines(home: Home) -> None:
    """Explain JSON lines from standard input, a line for each, in order; blank lines are passed over.

    Whoever writes line by line is answered line by line; what comes in bulk is answered in bulk. A line that is
    no observation is answered too, with nulls and the reason; the others do not suffer.

    Raises:
        KnownError: at the end, where lines were no observations; says the first and how many.
    """
    labels = app.labels(home)
    wrong: list[str] = []
    for numbered in _lines(sys.stdin.buffer):
        answers = bytearray()
        for number, line in numbered:
            if not line.strip():
                continue
            if number == 1:
                line = line.removeprefix(_MARK)  # noqa: PLW2901 - it is no part of the line
            try:
                seen = _observation(line, Seen)
            except (msgspec.MsgspecError, ValueError, RecursionError) as error:
                sentence = Sentence(
                    "Line {number} is not an observation: {cause}.", number=number, cause=_cause(error)
                )
                wrong.append(sentence)
                answer = {**_NOTHING, "id": _id(line), "why": str(sentence)}
            else:
                answer = _answer(seen, app.judge(labels, seen.evidence()))
            answers += msgspec.json.encode(answer) + b"\n"
        sys.stdout.buffer.write(answers)
        sys.stdout.buffer.flush()
    if wrong:
        more = "" if len(wrong) == 1 else Sentence("{count} lines in all are none.", count=len(wrong))
        raise KnownError(joined(wrong[0], more), Sentence("Write one JSON object a line."))


_NOTHING: Mapping[str, Any] = {
    "id": None,
    "category": None,
    "tool": None,
    "kind": None,
    "confidence": "guess",
    "why": "",
}
_CHUNK = 1 << 16
_LONGEST = 1 << 20
"""Bytes of a line; what follows is not read, so that the line is none."""


def _lines(source: BinaryIO) -> Iterator[list[tuple[int, bytes]]]:
    """The lines that came together, numbered from 1, as soon as they are there; the last may lack its end."""
    number, rest = 0, bytearray()
    while chunk := _some(source):
        *whole, tail = chunk.split(b"\n")
        ready = []
        for part in whole:
            number += 1
            ready.append((number, bytes(rest + part) if rest else part))
            rest.clear()
        rest += tail[: max(0, _LONGEST - len(rest))]
        if ready:
            yield ready
    if rest:
        yield [(number + 1, bytes(rest))]


def _some(source: BinaryIO) -> bytes:
    """What is there, at least one byte; empty at the end."""
    return source.read1(_CHUNK) if isinstance(source, io.BufferedReader) else source.read(_CHUNK)


def _cause(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return str(error).rstrip(".")


def _id(line: bytes) -> Any:  # any JSON value
    """The id of a line whose other fields are wrong; None where it cannot be read."""
    try:
        return _observation(line, _Named).id
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def _observation(line: bytes, kind: type[_Kind]) -> _Kind:
    """As much of a line as a kind of it has."""
    text = line.decode("utf-8", "replace")
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        # Some writers leave lone surrogates in titles, which no text in UTF-8 can hold.
        return msgspec.convert(_sound(json.loads(text)), kind)


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
        "why": str(label.why),
    }


def _split(line: str) -> tuple[str, ...]:
    try:
        return tuple(shlex.split(line))
    except ValueError:
        return (line,)
