"""Reliance from finished days: the index and its parts, and what the detectors see in each series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec

from wellbeing.analysis import reliance
from wellbeing.analysis.daily import components
from wellbeing.analysis.growth import Metric, Question, Sensitivity, Standing, Watch, watched
from wellbeing.analysis.growth_rule import GAP, WINDOW
from wellbeing.analysis.reliance import Component, Index, ai_amount
from wellbeing.engine.days import Lived
from wellbeing.engine.source import Source
from wellbeing.ports import Store

_NORMALS = "new-normals"
_SOON = 28
"""Prompts that are known from so soon after the first day on count from the beginning."""
FORTNIGHT = 14
_SATURDAY = 5

Values = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Episode:
    """One growth that was noticed."""

    metric: Metric
    start: date
    """About when it began."""
    noticed: date
    standing: Standing
    """How the sum and every condition stood on the day on which it was noticed."""
    recent: float
    """Minutes a day in the two weeks up to then."""
    usual: float
    """The same in the reference."""
    weekdays: bool
    """Whether both are of weekdays alone; of all days where growth lies in weekends, or in days without use."""
    changes: Mapping[Component, float]
    """For AI: by how much minutes, sessions and prompts grew, as a share of what was usual; unknown ones absent."""
    accepted: bool
    """Whether the person has said since that this is their new normal."""


@dataclass(frozen=True, slots=True)
class Reliance:
    """Everything that finished days say."""

    lived: Lived
    values: Mapping[Component, Values]
    """The ten components, one value a day."""
    weekdays: Sequence[int]
    index: Index | None
    """Of the last day; None while there is too little data."""
    watches: Mapping[Metric, Watch]
    """AI is absent where it is the person's assistive tool."""
    episodes: tuple[Episode, ...]
    """Of all series, in the order in which they were noticed."""
    signals: tuple[Component, ...]
    """What the amount of AI is made of."""
    sensitivity: Sensitivity

    @property
    def counted(self) -> int:
        """Days that were long enough."""
        return sum(one is not None for one in self.values[Component.AI_MINUTES])

    @property
    def usual_from(self) -> date | None:
        """When ten days will lie two weeks back, if every day counts; None where they do."""
        counted = self.lived.counted
        enough, today = reliance.ENOUGH_COMPARABLE, self.lived.last + timedelta(days=1)
        if len(counted) < enough:
            return today + timedelta(days=enough - len(counted) + reliance.GAP)
        begin = counted[enough - 1] + timedelta(days=reliance.GAP + 1)
        return begin if begin > self.lived.last else None


def reliance_of(source: Source, lived: Lived) -> Reliance:
    """What these days say under the settings in force; some 10 ms a year."""
    rows = [components(one, asked) for one, asked in zip(lived.parts, lived.prompts, strict=True)]
    values = {component: [row[component] for row in rows] for component in Component}
    weekdays = [lived.day(place).weekday() for place in range(len(rows))]
    signals = _signals(values)
    chosen, normals = source.settings.growth, new_normals(source.store)
    series = {Metric.SCREEN: screen(lived)}
    if not source.settings.ai_is_assistive:
        series = {Metric.AI: amounts(values, signals), **series}
    watches = {
        metric: watched(some, weekdays, metric, chosen, _places(lived, normals.get(metric, ())))
        for metric, some in series.items()
    }
    episodes = [
        _episode(metric, one, lived, values, weekdays, normals.get(metric, ()))
        for metric, watch in watches.items()
        for one in watch.episodes
    ]
    return Reliance(
        lived,
        values,
        weekdays,
        reliance.index(values, weekdays, len(rows) - 1),
        watches,
        tuple(sorted(episodes, key=lambda one: (one.noticed, one.metric))),
        signals,
        chosen,
    )


def screen(lived: Lived) -> list[float | None]:
    """Active minutes a day; None for a day that does not count."""
    return [one.active if one is not None and one.counts else None for one in lived.parts]


def amounts(values: Mapping[Component, Values], signals: Sequence[Component]) -> list[float | None]:
    """The amount of AI a day, from the signals that exist on every day of the series."""
    found: list[float | None] = []
    for place, minutes in enumerate(values[Component.AI_MINUTES]):
        sessions, prompts = values[Component.AI_SESSIONS][place], values[Component.PROMPTS][place]
        if minutes is None or (Component.AI_SESSIONS in signals and sessions is None):
            found.append(None)
            continue
        found.append(
            ai_amount(
                minutes,
                int(sessions or 0) if Component.AI_SESSIONS in signals else None,
                int(prompts or 0) if Component.PROMPTS in signals else None,
            )
        )
    return found


def _signals(values: Mapping[Component, Values]) -> tuple[Component, ...]:
    """Minutes always; sessions unless most days have none kept; prompts where they are known from early on.

    A log that begins in the middle of the record would look like growth: its prompts count once a whole reference
    has them, and days before it then have none.
    """
    minutes = [place for place, one in enumerate(values[Component.AI_MINUTES]) if one is not None]
    found = [Component.AI_MINUTES]
    sessions = values[Component.AI_SESSIONS]
    if minutes and all(sessions[place] is not None for place in minutes):
        found.append(Component.AI_SESSIONS)
    prompts = [place for place in minutes if values[Component.PROMPTS][place] is not None]
    if prompts:
        late = prompts[0] - minutes[0] > _SOON
        if not late or len(values[Component.PROMPTS]) - prompts[0] > GAP + WINDOW:
            found.append(Component.PROMPTS)
    return tuple(found)


def _places(lived: Lived, days: Sequence[date]) -> list[int]:
    return [(day - lived.first).days for day in days]


def _episode(
    metric: Metric,
    one: Standing,
    lived: Lived,
    values: Mapping[Component, Values],
    weekdays: Sequence[int],
    normals: Sequence[date],
) -> Episode:
    minutes = values[Component.AI_MINUTES] if metric is Metric.AI else screen(lived)
    lately, before = _lately(one), range(one.usual.first, one.usual.end)
    working = one.question in (Question.SLOW, Question.FAST)
    recent, usual = (_mean(minutes, weekdays, days, working) or 0.0 for days in (lately, before))
    changes = {}
    for component in _AMOUNT if metric is Metric.AI else ():
        now, was = (_mean(values[component], weekdays, days, working) for days in (lately, before))
        if now is not None and was:
            changes[component] = now / was - 1
    start, noticed = lived.day(one.start), lived.day(one.day)
    accepted = any(day >= noticed for day in normals)
    return Episode(metric, start, noticed, one, recent, usual, working, changes, accepted)


_AMOUNT = (Component.AI_MINUTES, Component.AI_SESSIONS, Component.PROMPTS)


def _lately(one: Standing) -> range:
    return range(max(0, one.day - FORTNIGHT + 1), one.day + 1)


def _mean(values: Values, weekdays: Sequence[int], days: range, working: bool) -> float | None:
    """Of weekdays, if wanted; of all days where no weekday has a value."""
    known = [(weekdays[day] < _SATURDAY, value) for day in days if (value := values[day]) is not None]
    work = [value for is_work, value in known if is_work or not working] or [value for _, value in known]
    return sum(work) / len(work) if work else None


# ------------------------------------------------------------ the person's word on growth


def new_normals(store: Store) -> dict[Metric, list[date]]:
    """The days on which the person accepted what they do as their new normal, by series."""
    text = store.mark(_NORMALS)
    return msgspec.json.decode(text, type=dict[Metric, list[date]]) if text else {}


def accept(store: Store, metric: Metric, day: date) -> None:
    """Let what the person does up to a day be their new normal; once a day."""
    known = new_normals(store)
    known[metric] = sorted({*known.get(metric, ()), day})
    store.mark(_NORMALS, msgspec.json.encode(known).decode())
