"""Our TOML files: read into a type, with errors that name file, line and field."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeVar

import msgspec

from wellbeing.files.lines import line_of, unclosed_line
from wellbeing.model.sentence import Sentence
from wellbeing.ports import SettingsError

T = TypeVar("T")

_PLACE = re.compile(r"at line (\d+)")
_PATH = re.compile(r"`\$((?:\.[\w-]+|\[[^\]]*\])*)`")
_UNKNOWN = re.compile(r"unknown field `([^`]+)`")
_NAMED = re.compile(r"`(\w+)`")
_LARGEST = 1_000_000
"""Bytes; a settings file beyond that is a mistake, and reading it would cost memory."""
_STEP = re.compile(r"\.([\w-]+)|\[(\d+|\.\.\.)\]")


def read(path: Path, kind: type[T]) -> T:
    """The file's content as a value of a type; an absent file counts as empty.

    Raises:
        SettingsError: unreadable, not TOML, or not of that shape; says file, line and field.
    """
    return parse(text_of(path), kind, path)


def text_of(path: Path) -> str:
    """The file's text; an absent file counts as empty.

    Raises:
        SettingsError: unreadable, too large or not UTF-8.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise SettingsError(
                Sentence("{file} is larger than {size} kB.", file=path.name, size=_LARGEST // 1000),
                Sentence("Shorten the file {path}.", path=path),
            )
        return path.read_text("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else Sentence("it is not UTF-8 text")
        raise SettingsError(
            Sentence("{file} cannot be read: {reason}.", file=path.name, reason=reason),
            Sentence("Check the file {path}.", path=path),
        ) from error


def parse(text: str, kind: type[T], path: Path) -> T:
    """As `read`, from text that came from `path`."""
    try:
        return msgspec.toml.decode(text, type=kind)
    except msgspec.ValidationError as error:
        raise _wrong(text, str(error), path) from error
    except RecursionError as error:
        raise SettingsError(
            Sentence("{file} is nested too deeply.", file=path.name),
            Sentence("Correct the file {path}.", path=path),
        ) from error
    except msgspec.DecodeError as error:
        found = _PLACE.search(str(error))
        last = int(found.group(1)) if found else text.count("\n") + 1
        line = min(last, unclosed_line(text) or last)  # the parser notices an open quote only later
        finding = str(error).partition(" (at")[0]
        sentence = Sentence(
            "{file}, line {line}: this is not TOML ({finding}).", file=path.name, line=line, finding=finding
        )
        raise SettingsError(
            sentence, Sentence("Correct the line in {path}; the last good version stays in force.", path=path)
        ) from error


def _wrong(text: str, message: str, path: Path) -> SettingsError:
    steps = [name or index for name, index in _STEP.findall("".join(_PATH.findall(message)))]
    unknown = _UNKNOWN.search(message)
    if unknown:
        steps.append(unknown.group(1))
    elif named := _NAMED.match(message):  # our own checks begin with the field's name
        steps.append(named.group(1))
    said = message.partition(" - at")[0]
    finding = f"{said[:1].lower()}{said[1:]}"
    field = ".".join(step for step in steps if not step.isdigit() and step != "...")
    place = {"file": path.name, "line": line_of(text, steps), "finding": finding}
    return SettingsError(
        Sentence("{file}, line {line}: {finding} (field {field}).", **place, field=field)
        if field and not unknown
        else Sentence("{file}, line {line}: {finding}.", **place),
        Sentence("Correct the line in {path}; the last good version stays in force.", path=path),
    )
