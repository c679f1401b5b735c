"""What may be tried: signs of the last weeks, the one that is offered, the person's own experiment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median

import msgspec

from wellbeing.analysis import experiment
from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.technique import Sign, Trial, offered
from wellbeing.engine.source import Source
from wellbeing.files.ideas import techniques
from wellbeing.ports import Store

_TRIALS, _DECLINED = "trials", "techniques-declined"
_LATELY, _BEFORE = 7, 56
_ENOUGH = 21
"""Recorded days before, below which there is no usual to compare with."""
_MORE = 1.25
"""So much above the own usual counts as much."""
_LOW = 3
"""A median mood of the last week up to this is low."""


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


@dataclass(frozen=True, slots=True)
class Amounts:
    """Minutes of one local day."""

    ai: float
    active: float


def trying(source: Source, moods: Mapping[date, CheckIn], amounts: Mapping[date, Amounts]) -> Trying:
    """What the page shows; values only."""
    today, tried = source.today, trials(source.store)
    running = next((one for one in tried if _runs(one, today)), None)
    last = next((one for one in reversed(tried) if one.ended is None and not _runs(one, today)), None)
    shown = running or last
    key = None
    if running is None:
        when = {one.key: one.when for one in techniques().values()}
        key = offered(when, signs(today, moods, amounts), _declined(source.store), tried, today)
    return Trying(
        key,
        running,
        0 if running is None else (today - running.start).days,
        None if shown is None else _result(shown, moods),
        last,
    )


def signs(today: date, moods: Mapping[date, CheckIn], amounts: Mapping[date, Amounts]) -> frozenset[Sign]:
    """What the last week shows beside the eight weeks before; nothing where too little is known."""
    lately = [today - timedelta(days=back) for back in range(1, _LATELY + 1)]
    before = [today - timedelta(days=back) for back in range(_LATELY + 1, _LATELY + _BEFORE + 1)]
    found = {Sign.ANY}
    felt = [one.mood for day in lately if (one := moods.get(day)) is not None and one.mood is not None]
    if len(felt) >= _LATELY // 2 and median(felt) <= _LOW:
        found.add(Sign.LOW_MOOD)
    usual = [amounts[day] for day in before if day in amounts]
    now = [amounts[day] for day in lately if day in amounts]
    if len(usual) >= _ENOUGH and now:
        if _much([one.ai for one in now], [one.ai for one in usual]):
            found.add(Sign.AI_MUCH)
        if _much([one.active for one in now], [one.active for one in usual]):
            found.add(Sign.SCREEN_MUCH)
    return frozenset(found)


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


def _much(now: Sequence[float], usual: Sequence[float]) -> bool:
    known = sum(usual) / len(usual)
    return known > 0 and sum(now) / len(now) >= known * _MORE
