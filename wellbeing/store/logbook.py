"""How far each log of an AI tool is read; of its path only a salted hash."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from wellbeing.model import Mark, Reading
from wellbeing.ports import LogsRead
from wellbeing.store import secret
from wellbeing.store.merge import inserting, rows_by_key
from wellbeing.store.moment import from_ms
from wellbeing.store.tables import log

_WRAP = 2**64
_VERSION = re.compile(r"\d+(?:\.\d+){0,3}(?:-[a-z]{1,6}\.?\d{0,4})?", re.ASCII)
_NEVER = Mark(0, 0, 0, -2)
"""Of a log that was met and could not be read."""


def marks(connection: Connection, log_format: str, paths: Sequence[str]) -> list[Mark | None]:
    """In the order of the paths."""
    own = secret.known(connection)
    if own is None:
        return [None] * len(paths)
    columns = (log.c.path, log.c.device, log.c.inode, log.c.size, log.c.mtime_ns, log.c.offset, log.c.state)
    found = {
        path: Mark(device % _WRAP, inode % _WRAP, size, mtime_ns, offset, bytes(state))
        for path, device, inode, size, mtime_ns, offset, state in connection.execute(
            select(*columns).where(log.c.format == log_format)
        )
        if mtime_ns != _NEVER.mtime_ns
    }
    return [found.get(own.number("log", log_format, path)) for path in paths]


def keep(
    connection: Connection, log_format: str, readings: Sequence[tuple[str, Reading]], at_ms: int
) -> None:
    """Note the marks of pieces, inside the write that takes them in."""
    own = secret.made(connection)
    by_number: dict[int, list[Reading]] = {}
    for path, reading in readings:
        by_number.setdefault(own.number("log", log_format, path), []).append(reading)
    known = {row.path: row for row in rows_by_key(connection, log.c.path, by_number)}
    rows = [
        {
            "path": number,
            "format": log_format,
            "read_ms": at_ms,
            "trouble": None,
            **_summed(many, known.get(number)),
        }
        for number, many in by_number.items()
    ]
    if rows:
        new = inserting(connection, log)
        kept = {name: new.excluded[name] for name in rows[0] if name != "path"}
        connection.execute(new.on_conflict_do_update(index_elements=["path"], set_=kept), rows)


def _summed(readings: Sequence[Reading], row: Row[Any] | None) -> dict[str, Any]:
    # Any: values of `log`
    understood, unknown, version = (0, 0, None) if row is None else (row.understood, row.unknown, row.version)
    for reading in readings:
        if reading.anew:
            understood = unknown = 0
        understood += reading.understood
        unknown += reading.unknown
        version = _version(reading.version) or version
    mark = readings[-1].mark
    return {
        "device": _signed(mark.device),
        "inode": _signed(mark.inode),
        "size": mark.size,
        "mtime_ns": mark.mtime_ns,
        "offset": mark.offset,
        "state": mark.state,
        "understood": understood,
        "unknown": unknown,
        "version": version,
    }


def note_trouble(connection: Connection, log_format: str, path: str, sentence: str) -> None:
    """Note why a log could not be read; its mark stays."""
    number = secret.made(connection).number("log", log_format, path)
    same = log.c.path == number
    if connection.execute(update(log).where(same).values(trouble=sentence)).rowcount == 0:
        values = {
            name: getattr(_NEVER, name) for name in ("device", "inode", "size", "mtime_ns", "offset", "state")
        }
        row = {"path": number, "format": log_format, "understood": 0, "unknown": 0, "trouble": sentence}
        connection.execute(insert(log), row | values)


def troubled(connection: Connection, log_format: str, there: Sequence[str]) -> list[int]:
    """The logs of a format in trouble that are not among those that are there."""
    own = secret.known(connection)
    with_trouble = select(log.c.path).where((log.c.format == log_format) & log.c.trouble.is_not(None))
    found = set(connection.scalars(with_trouble))
    if own is not None and found:
        found -= {own.number("log", log_format, path) for path in there}
    return sorted(found)


def forget_troubles(connection: Connection, gone: Sequence[int]) -> None:
    """Forget the troubles of logs, and of those that never could be read everything."""
    for path in gone:
        never = (log.c.path == path) & (log.c.mtime_ns == _NEVER.mtime_ns)
        connection.execute(delete(log).where(never))
        connection.execute(update(log).where(log.c.path == path).values(trouble=None))


def logs(connection: Connection) -> list[LogsRead]:
    """By format."""
    sums = (func.count(), func.sum(log.c.understood), func.sum(log.c.unknown), func.max(log.c.read_ms))
    found = connection.execute(
        select(log.c.format, *sums).group_by(log.c.format).order_by(log.c.format)
    ).all()
    troubles: dict[str, Counter[str]] = {}
    for name, trouble in connection.execute(
        select(log.c.format, log.c.trouble).where(log.c.trouble.is_not(None))
    ):
        troubles.setdefault(name, Counter())[trouble] += 1
    return [
        LogsRead(
            name,
            count,
            int(understood),
            int(unknown),
            _newest(connection, name),
            None if read is None else from_ms(read),
            tuple(troubles.get(name, Counter()).most_common()),
        )
        for name, count, understood, unknown, read in found
    ]


def _newest(connection: Connection, log_format: str) -> str | None:
    named = (log.c.format == log_format) & log.c.version.is_not(None)
    newest = select(log.c.version).where(named).order_by(log.c.mtime_ns.desc()).limit(1)
    version: str | None = connection.scalar(newest)
    return version


def _version(named: str | None) -> str | None:
    """What a log names as its version, as far as it is one and no other text."""
    found = _VERSION.match(named) if named else None
    return None if found is None else found[0][:40]


def _signed(number: int) -> int:
    """A number of 64 bits as databases keep it."""
    wrapped = number % _WRAP
    return wrapped - _WRAP if wrapped >= _WRAP // 2 else wrapped
