"""What the Health page shows: what works here, what does not and why, and what no one can see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from wellbeing.engine import doctor
from wellbeing.engine.doctor import Check
from wellbeing.engine.restoring import backups
from wellbeing.engine.source import Source
from wellbeing.files.paths import Home
from wellbeing.files.settings import Settings
from wellbeing.line import client
from wellbeing.ports import Fact, KnownError, LogsRead

BACKUP_LATE = timedelta(days=3)
"""A backup is made each day that the tracker runs; one as old as this is worth a word."""


class Blind(StrEnum):
    """What cannot be known here, however well everything works."""

    INCOGNITO = "incognito"
    """Chromium's private windows look like its others (measured, `catalogue.browser`)."""
    WAYLAND = "wayland"
    """Windows of Wayland programs are hidden from X11."""
    SITES = "sites"
    """Nothing in a window tells the site in a tab."""


RECORDING = frozenset({Fact.WINDOW, Fact.IDLE, Fact.SESSION})
"""Facts that recording lives on; the others say when to keep silent, and who watches a film."""


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact about the desktop, and every sensor that was tried for it."""

    fact: str
    tried: tuple[Check, ...]
    """In order; the last is in use if it works."""

    @property
    def used(self) -> Check | None:
        """The sensor in use; None where none works."""
        return self.tried[-1] if self.tried[-1].ok else None


@dataclass(frozen=True, slots=True)
class HealthView:
    """How everything stands."""

    running: bool
    since: datetime | None
    """When the tracker began; local."""
    paused_until: datetime | None
    """Local."""
    trouble: str | None
    """What keeps the tracker from recording, with the remedy; None while all is well."""
    facts: tuple[FactRow, ...]
    files: tuple[Check, ...]
    """Settings, rules, record, logs of AI tools."""
    backup: datetime | None
    """Of when the newest backup is; local."""
    backup_late: bool
    recorded: bool
    """Whether there is anything to back up."""
    autostart: bool
    blind: tuple[Blind, ...]

    @property
    def faults(self) -> int:
        """How many things do not work that recording needs; without a sound server it records as well."""
        needed = (row for row in self.facts if row.fact in RECORDING)
        return sum(row.used is None for row in needed) + sum(not check.ok for check in self.files)


def read(sources: Callable[[], Source], home: Home, environ: Mapping[str, str]) -> HealthView:
    """Ask the tracker, or the desktop itself where none runs. Never fails because the record does.

    Takes some 50 ms; where no tracker runs, as long as the sensors take to be tried.
    """
    source, failure = _source(sources)
    chosen = source.settings if source else Settings()
    said, trouble = _status(home)
    checks = doctor.told(said["sensors"]) if said else doctor.probe(environ, chosen.idle_after)

    def count() -> int:
        if failure is not None:
            raise failure
        return source.store.count() if source else 0

    def logs() -> list[LogsRead]:
        return source.store.ledger.logs() if source else []

    def tool_name(tool: str) -> str:
        return source.labels.tool_name(tool) if source else tool

    sites = doctor.site(checks, environ)
    kept = backups(home)
    newest = kept[0].at if kept else None
    local = source.calendar.local if source else _system
    recorded = source is not None and source.store.extent() is not None
    return HealthView(
        running=said is not None or trouble is not None,
        since=local(_moment(said["since"])) if said else None,
        paused_until=local(_moment(said["paused_until"])) if said and said["paused_until"] else None,
        trouble=trouble or (said["trouble"] if said else None),
        facts=(*_facts(checks), *(FactRow(one.fact, (one,)) for one in (*sites, *doctor.desk(environ)))),
        files=(*doctor.files(home, count), *doctor.ai_logs(chosen.read_ai_logs, logs, tool_name)),
        backup=local(newest) if newest else None,
        backup_late=recorded and _late(source, newest),
        recorded=recorded,
        autostart=chosen.autostart,
        blind=_blind(environ, checks, sites),
    )


def _source(sources: Callable[[], Source]) -> tuple[Source | None, KnownError | None]:
    try:
        return sources(), None
    except KnownError as error:
        return None, error


def _status(home: Home) -> tuple[dict[str, Any] | None, str | None]:  # Any: JSON of `status`
    """What the tracker says, or why it does not answer; neither where none runs."""
    try:
        return client.ask(home.socket, "status"), None
    except KnownError as error:
        return None, error.whole


def _facts(checks: tuple[Check, ...]) -> tuple[FactRow, ...]:
    rows = [FactRow(str(fact), tuple(check for check in checks if check.fact == str(fact))) for fact in Fact]
    return tuple(row for row in rows if row.tried)


def _late(source: Source | None, newest: datetime | None) -> bool:
    """Whether a day's backup should long be there."""
    extent = source.store.extent() if source else None
    if source is None or extent is None:
        return False
    return source.now - max(newest or extent.start, extent.start) > BACKUP_LATE


def _blind(
    environ: Mapping[str, str], checks: tuple[Check, ...], sites: tuple[Check, ...]
) -> tuple[Blind, ...]:
    """Without any sensor of windows nothing is seen at all; the row of that fact says so."""
    wayland = environ.get("XDG_SESSION_TYPE") == "wayland" or bool(environ.get("WAYLAND_DISPLAY"))
    through_x11 = any(one.ok and one.fact == Fact.WINDOW and one.name == "x11-window" for one in checks)
    heard = any(one.ok for one in sites)
    return (
        *(() if heard else (Blind.SITES,)),
        Blind.INCOGNITO,
        *((Blind.WAYLAND,) if wayland and through_x11 else ()),
    )


def _moment(said: str) -> datetime:
    return datetime.fromisoformat(said).astimezone(UTC)


def _system(moment: datetime) -> datetime:
    return moment.astimezone()
