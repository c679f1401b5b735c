"""What works on this desktop and in this home, what does not, and the remedy."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from wellbeing.engine.companions import SITE
from wellbeing.files import companion, rules, settings
from wellbeing.files.paths import Home
from wellbeing.interop.formats import formats
from wellbeing.model.sentence import Sentence, counted
from wellbeing.ports import KnownError, LogsRead
from wellbeing.sensors.choose import candidates, choose
from wellbeing.sensors.tray import tray

AI_LOGS = "ai-logs"
TRAY, NOTES = "tray", "notes"
"""Facts of the checks of `desk`."""


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


def desk(environ: Mapping[str, str]) -> tuple[Check, ...]:
    """Where the program can show itself: tray and notes. Neither is needed to record."""
    shown = tray(environ)
    found = [Check(TRAY, "tray", shown.ok, shown.reason, shown.remedy)]
    if sys.platform == "linux":
        try:
            from wellbeing.notify.freedesktop import FreedesktopNotifier
        except ImportError:
            return tuple(found)  # the sensors' rows say what is missing
        notifier = FreedesktopNotifier(environ, lambda _reaction: None, timedelta)
        noted = notifier.probe()
        notifier.close()
        found.append(Check(NOTES, notifier.name, noted.ok, noted.reason, noted.remedy))
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


def site(checks: tuple[Check, ...], environ: Mapping[str, str]) -> tuple[Check, ...]:
    """When each browser last told which site is in front, as a tracker says; one check that it is none, else."""
    heard = tuple(one for one in checks if one.fact == SITE)
    if heard:
        return heard
    if companion.installed(companion.Host(environ)):
        reason = Sentence("No browser has been heard of since the tracker began.")
        remedy = Sentence("Load the extension in each browser, once: wellbeing extension install browsers")
    else:
        reason = Sentence("Browsers do not tell which site is in front.")
        remedy = Sentence("Connect them: wellbeing extension install browsers")
    return (Check(SITE, "companion", ok=False, reason=reason, remedy=remedy),)


def ai_logs(
    wanted: bool, logs: Callable[[], list[LogsRead]], tool_name: Callable[[str], str] = str
) -> tuple[Check, ...]:
    """How far the logs of AI tools are read, by tool; none where there are none.

    Args:
        wanted: whether the person lets them be read.
        logs: what the ledger says of them; raises KnownError where the record cannot be read.
        tool_name: what the person calls a tool, by its id.
    """
    if not wanted:
        chosen = Sentence("Logs of AI tools are not read: you chose so.")
        return (Check(AI_LOGS, Sentence("AI tools"), ok=True, reason=chosen),)
    try:
        found = logs()
    except KnownError:
        return ()  # the check of the record says so
    tools = {one.name: one.tool for one in formats()}
    named = [replace(one, format=tool_name(tools.get(one.format, one.format))) for one in found]
    return tuple(check for one in _by_tool(named) for check in _of_tool(one))


def _by_tool(found: list[LogsRead]) -> Iterator[LogsRead]:
    """A tool that writes several kinds of logs, all of them understood, is told of once."""
    whole: dict[str, LogsRead] = {}
    for one in found:
        if one.read is None or one.troubles or one.share * 100 < _ENOUGH:
            yield one
        elif (before := whole.get(one.format)) is None:
            whole[one.format] = one
        else:
            whole[one.format] = LogsRead(
                one.format,
                before.logs + one.logs,
                before.understood + one.understood,
                before.unknown + one.unknown,
                None,
                max(one.read, before.read or one.read),
            )
    yield from whole.values()


def _of_tool(read: LogsRead) -> Iterator[Check]:
    if read.read is not None:
        share = math.floor(read.share * 1000) / 10
        yield Check(
            AI_LOGS, read.format, ok=share >= _ENOUGH, reason=_understood(read), remedy=_outdated(share)
        )
    for sentence, count in read.troubles:
        yield Check(
            AI_LOGS,
            read.format,
            ok=False,
            reason=counted(
                "{count} log cannot be read: {why}", "{count} logs cannot be read: {why}", count, why=sentence
            ),
            remedy=Sentence("Make them readable for you, or leave it: what was read from them before stays."),
        )


def _understood(read: LogsRead) -> Sentence:
    given = {
        "share": f"{math.floor(read.share * 1000) / 10:g}",
        "lines": counted("{count} line", "{count} lines", read.understood + read.unknown),
        "logs": counted("{count} log", "{count} logs", read.logs),
        "when": read.read.astimezone().strftime("%Y-%m-%d %H:%M") if read.read else "",
    }
    if read.version is None:
        return Sentence("Understood {share} % of {lines} in {logs}, last read {when}.", **given)
    return Sentence(
        "Understood {share} % of {lines} in {logs}, format {version}, last read {when}.",
        version=read.version,
        **given,
    )


_ENOUGH = 90.0
"""Per cent of lines; with less, a format has changed rather than got a few new kinds of lines."""


def _outdated(share: float) -> str:
    return (
        ""
        if share >= _ENOUGH
        else Sentence("The tool has changed its log; a newer version of this program may know it.")
    )


def _check(fact: str, name: str, work: Callable[[], str]) -> Check:
    try:
        return Check(fact, name, ok=True, reason=work())
    except KnownError as error:
        return Check(fact, name, ok=False, reason=error.sentence, remedy=error.remedy)
