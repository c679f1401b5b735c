"""The folder of backups: names, which to keep, which are good."""

from __future__ import annotations

import glob
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

DAYS, WEEKS = 7, 4
"""Of the last seven days and the last four weeks that have backups, the newest of each is kept."""

ASIDE = ("damaged", "replaced")
"""Why a record was set aside."""

COMPANIONS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database, by ending."""

_NAME = "wellbeing-%Y-%m-%dT%H%M%SZ.sqlite3"
_BEFORE = "before-migration-%Y-%m-%dT%H%M%SZ.sqlite3"


def file_for(folder: Path, now: datetime) -> Path:
    """Where the backup of a moment is kept."""
    return folder / now.astimezone(UTC).strftime(_NAME)


def file_before_migration(folder: Path, now: datetime) -> Path:
    """Where the record is kept before its tables change; the newest of these is never thinned out."""
    return folder / now.astimezone(UTC).strftime(_BEFORE)


def found(folder: Path) -> list[Path]:
    """Every backup, newest first; whatever else lies in the folder is left alone."""
    return [file for _, file in dated(folder)]


def dated(folder: Path) -> list[tuple[datetime, Path]]:
    """The same, each with its moment (UTC)."""
    return sorted([*_dated(folder, _NAME), *_dated(folder, _BEFORE)], reverse=True)


def thin(folder: Path) -> list[Path]:
    """Remove backups beyond those kept; returns what was removed."""
    ordinary = sorted(_dated(folder, _NAME), reverse=True)
    before = sorted(_dated(folder, _BEFORE), reverse=True)
    keep = _newest(ordinary, "%Y-%j", DAYS) | _newest(ordinary, "%G-%V", WEEKS)
    spare = [file for _, file in ordinary if file not in keep] + [file for _, file in before[1:]]
    for file in spare:
        file.unlink(missing_ok=True)
    return spare


def aside_for(record: Path, why: str, now: datetime) -> Path:
    """Where a record is set aside, such as `wellbeing.sqlite3.damaged-2026-03-14T041500Z`; never an existing file."""
    name = f"{record.name}.{why}-{now.astimezone(UTC).strftime('%Y-%m-%dT%H%M%SZ')}"
    free, number = record.with_name(name), 2
    while free.exists():
        free, number = record.with_name(f"{name}-{number}"), number + 1
    return free


def set_aside(record: Path) -> list[Path]:
    """Records that were set aside."""
    beside = [file for why in ASIDE for file in record.parent.glob(f"{glob.escape(record.name)}.{why}-*")]
    return sorted(file for file in beside if not file.name.endswith(COMPANIONS))


def remove(file: Path) -> None:
    """Delete a database with what SQLite keeps beside it."""
    for suffix in ("", *COMPANIONS):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def _newest(dated: Iterable[tuple[datetime, Path]], period: str, most: int) -> set[Path]:
    """The newest of each of the last `most` periods, given newest first."""
    kept: dict[str, Path] = {}
    for moment, file in dated:
        name = moment.strftime(period)
        if name not in kept and len(kept) < most:
            kept[name] = file
    return set(kept.values())


def _dated(folder: Path, pattern: str) -> list[tuple[datetime, Path]]:
    dated = []
    for file in folder.glob("*.sqlite3") if folder.is_dir() else ():
        try:
            moment = datetime.strptime(file.name, pattern).replace(tzinfo=UTC)
        except ValueError:
            continue
        dated.append((moment, file))
    return dated
