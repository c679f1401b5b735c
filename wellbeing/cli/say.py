"""How the command line speaks: tables for people, one JSON value for programs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import click
import msgspec

from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError
from wellbeing.ui.text import _, duration, said

BAR_WIDTH = 24


def json_value(value: Any) -> None:  # any JSON value, as the contract of each command says
    """One JSON value on stdout."""
    sys.stdout.buffer.write(msgspec.json.encode(_plain(value)) + b"\n")
    sys.stdout.buffer.flush()


def _plain(value: Any) -> Any:  # any JSON value
    """Programs read English, whatever the person's language: sentences are plain texts there."""
    match value:
        case Sentence():
            return str(value)
        case dict():
            return {name: _plain(one) for name, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
    return value


def known_error(error: KnownError) -> None:
    """A sentence and a remedy on stderr."""
    click.echo(said(error.sentence), err=True)
    if error.remedy:
        click.echo(said(error.remedy), err=True)


def seconds(amount: timedelta) -> float:
    """Seconds to the millisecond, as they stand in JSON."""
    return round(amount.total_seconds(), 3)


def iso(moment: datetime) -> str:
    """ISO 8601 with offset, in the person's zone."""
    return moment.astimezone().isoformat(timespec="milliseconds")


def total(used: timedelta, idle: timedelta) -> str:
    """What a stretch of time amounts to, as a sentence."""
    words = _("{used} in use, {idle} away from a running screen.")
    return words.format(used=duration(used), idle=duration(idle))


def table(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> str:
    """Aligned columns, two spaces apart; the columns in `right` are right-aligned."""
    if not rows:
        return ""
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            _pad(cell, width, right=column in right)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def bar(share: float, of: float) -> str:
    """A bar for a share of the largest share."""
    whole = share / of * BAR_WIDTH if of else 0.0
    return "█" * int(whole) + ("▌" if whole - int(whole) >= 0.5 else "")


def _width(text: str) -> int:
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(one) else 2 if east_asian_width(one) in "WF" else 1 for one in text)


def _pad(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if right else text + space
