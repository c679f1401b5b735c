"""What works on this desktop and in this home, what does not, and the remedy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from wellbeing.files import rules, settings
from wellbeing.files.paths import Home
from wellbeing.model.sentence import Sentence, counted
from wellbeing.ports import KnownError
from wellbeing.sensors.choose import candidates, choose


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    fact: str
    """What it is about: a sensor's fact, `settings`, `rules` or `record`."""
    name: str
    ok: bool
    reason: str
    """A sentence: what was found, good or bad."""
    remedy: str = ""
    """A sentence; empty where all is well or nothing can be done."""

    def row(self) -> dict[str, Any]:  # Any: JSON values
        """As `wellbeing doctor --json` tells it."""
        return {
            "fact": self.fact,
            "name": self.name,
            "ok": self.ok,
            "reason": self.reason,
            "remedy": self.remedy,
        }


def told(rows: list[dict[str, Any]]) -> tuple[Check, ...]:  # Any: JSON values
    """The checks in a tracker's `status`."""
    return tuple(
        Check(str(row["fact"]), str(row["name"]), bool(row["ok"]), row["reason"], row["remedy"])
        for row in rows
    )


def probe(environ: Mapping[str, str], idle_after: timedelta) -> tuple[Check, ...]:
    """Every sensor that a tracker started here would try, in order; the last of a fact is in use if it works."""
    found: list[Check] = []
    for fact, sensors in candidates(environ, idle_after).items():
        choice = choose(fact, sensors)
        found.extend(
            Check(str(fact), name, support.ok, support.reason, support.remedy)
            for name, support in choice.tried
        )
        choice.sensor.close()
    return tuple(found)


def files(home: Home, count: Callable[[], int]) -> tuple[Check, ...]:
    """Settings, rules and record.

    Args:
        home: whose files.
        count: how many activities are recorded; raises KnownError where the record cannot be read.
    """

    def recorded() -> str:
        number = count()
        return counted("{count} activity is recorded.", "{count} activities are recorded.", number)

    def in_force(read: Callable[[], object], good: str) -> Callable[[], str]:
        def work() -> str:
            read()
            return good

        return work

    return (
        _check(
            "settings",
            home.settings_file.name,
            in_force(lambda: settings.read_settings(home.settings_file), Sentence("Settings are in force.")),
        ),
        _check(
            "rules",
            home.rules_file.name,
            in_force(lambda: rules.catalogue(home.rules_file), Sentence("Rules are in force.")),
        ),
        _check("record", home.record.name, recorded),
    )


def _check(fact: str, name: str, work: Callable[[], str]) -> Check:
    try:
        return Check(fact, name, ok=True, reason=work())
    except KnownError as error:
        return Check(fact, name, ok=False, reason=error.sentence, remedy=error.remedy)
