"""What may be tried: signs of the last weeks, the one that is offered, the person's own experiment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import msgspec

from wellbeing.analysis import experiment
from wellbeing.analysis.daily import DayParts
from wellbeing.analysis.sign import signs
from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.technique import Trial, offered
from wellbeing.engine.source import Source
from wellbeing.files.ideas import techniques
from wellbeing.ports import Store

_TRIALS, _DECLINED = "trials", "techniques-declined"


@dataclass(frozen=True, slots=True)
class Trying:
    """What is offered, and how the own experiment stands."""

    offered: str | None
    """Key of a technique; None where none is."""
    trial: Trial | None
    """The running experiment."""
    day: int
    """Of the experiment, from 0; 0 where none runs."""
    result: experiment.Result | None
    """Of the running one, or of the last one once its four weeks are over."""
    last: Trial | None
    """The last one that ran its four weeks."""


def trying(source: Source, moods: Mapping[date, CheckIn], days: Mapping[date, DayParts]) -> Trying:
    """What the page shows; values only.

    Args:
        source: what is read from.
        moods: the daily answers by local day.
        days: finished days of the last nine weeks, as far as they are known.
    """
    today, tried = source.today, trials(source.store)
    running = next((one for one in tried if _runs(one, today)), None)
    last = next((one for one in reversed(tried) if one.ended is None and not _runs(one, today)), None)
    shown = running or last
    key = None
    if running is None:
        felt = {day: one.mood for day, one in moods.items() if one.mood is not None}
        when = {one.key: one.when for one in techniques().values()}
        key = offered(when, signs(today, days, felt), _declined(source.store), tried, today)
    return Trying(
        key,
        running,
        0 if running is None else (today - running.start).days,
        None if shown is None else _result(shown, moods),
        last,
    )


def trials(store: Store) -> list[Trial]:
    """Every own experiment, oldest first."""
    text = store.mark(_TRIALS)
    return msgspec.json.decode(text, type=list[Trial]) if text else []


def begin(store: Store, technique: str, today: date) -> None:
    """Start an own experiment; one that runs is ended."""
    kept = [replace(one, ended=today) if _runs(one, today) else one for one in trials(store)]
    _keep(store, [*kept, Trial(technique, today)])


def end(store: Store, today: date) -> None:
    """End the running one."""
    _keep(store, [replace(one, ended=today) if _runs(one, today) else one for one in trials(store)])


def decline(store: Store, technique: str, today: date) -> None:
    """Do not offer it for four weeks."""
    declined = {**_declined(store), technique: today}
    store.mark(_DECLINED, msgspec.json.encode(declined).decode())


def _declined(store: Store) -> dict[str, date]:
    text = store.mark(_DECLINED)
    return msgspec.json.decode(text, type=dict[str, date]) if text else {}


def _keep(store: Store, all_: Sequence[Trial]) -> None:
    store.mark(_TRIALS, msgspec.json.encode(all_).decode())


def _runs(one: Trial, today: date) -> bool:
    return one.ended is None and (today - one.start).days < experiment.DAYS


def _result(one: Trial, moods: Mapping[date, CheckIn]) -> experiment.Result:
    days = [moods.get(one.start + timedelta(days=n)) for n in range(experiment.DAYS)]
    return experiment.result([None if day is None or day.mood is None else float(day.mood) for day in days])
