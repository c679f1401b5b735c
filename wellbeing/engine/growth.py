"""Looking back once a day: finished days are reckoned and kept; growth just noticed becomes a wish to speak.

work thread   days that are over ─ kept ─ detectors ─ noticed this week, not told, not accepted? ─ wishes
beat          nudger ─ policy (breakpoint, budget, quiet hours) ─ note
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta
from types import MappingProxyType

from wellbeing.analysis.growth import EXPECTED, Metric, Sensitivity
from wellbeing.analysis.growth_gate import Condition
from wellbeing.engine.days import DayReader
from wellbeing.engine.reliance import Episode, new_normals, reliance_of
from wellbeing.engine.source import Source
from wellbeing.nudges.kind import Kind
from wellbeing.nudges.nudge import Figure, Record, Verdict, Wish

FRESH = timedelta(days=7)
"""Growth that was noticed longer ago is shown on the page, but no longer said."""
_AT_ONCE = 14
"""Days reckoned in one go."""
_PAUSE_S = 0.05
_MEMORY = timedelta(days=60)

_State = tuple[date, str, bool, object]


class Growth:
    """Used on the work thread, but for `wishes`, which is read on the beat.

    Args:
        source: what is read from, as it stands now.
        told: called when there is something else to say.
        reader: makes what reads days.
    """

    def __init__(
        self,
        source: Callable[[], Source],
        told: Callable[[], object] = lambda: None,
        reader: Callable[[], DayReader] = DayReader,
    ) -> None:
        self._source, self._told, self._reader = source, told, reader
        self._stopping = threading.Event()
        self._state: _State | None = None
        self._wishes: tuple[Wish, ...] = ()

    def wishes(self) -> tuple[Wish, ...]:
        """What growth would like to be said now. Any thread."""
        return self._wishes

    def stop(self) -> None:
        """End what `look` is at, soon. Any thread."""
        self._stopping.set()

    def begin_anew(self) -> None:
        """The past has changed: look again. Any thread."""
        self._state = None

    def look(self) -> None:
        """Keep the days that are over, and find what is to be said; a comparison when that was done today."""
        source = self._source()
        chosen = source.settings
        state = (source.today, chosen.growth.value, chosen.ai_is_assistive, new_normals(source.store))
        if state == self._state:
            return
        reader = self._reader()
        while reader.keep(source, _AT_ONCE):
            if self._stopping.wait(_PAUSE_S):
                return
        found = self._found(source, reader)
        self._state = state
        if found != self._wishes:
            self._wishes = found
            self._told()

    def _found(self, source: Source, reader: DayReader) -> tuple[Wish, ...]:
        lived = reader.read(source)
        if lived is None:
            return ()
        past = source.store.nudges.since(source.now - _MEMORY)
        return tuple(
            wish_of(one, source.today)
            for one in reliance_of(source, lived).episodes
            if source.today - one.noticed <= FRESH
            and not one.accepted
            and not any(_told_of(record, one) for record in past)
        )


def _told_of(record: Record, one: Episode) -> bool:
    made = record.decision
    about = made.wish.kind is Kind.GROWTH and made.wish.about == one.metric.value
    return about and made.verdict is Verdict.DELIVERED and made.day > one.noticed


def wish_of(one: Episode, today: date) -> Wish:
    """What would be said of an episode today; tried again tomorrow where no good moment comes today."""
    standing = one.standing
    figures: dict[str, Figure] = {
        "series": one.metric.value,
        "start": one.start.isoformat(),
        "noticed": one.noticed.isoformat(),
        "recent": round(one.recent, 1),
        "usual": round(one.usual, 1),
        "question": standing.question.value,
        "sum": round(standing.total, 3),
        "path": " ".join(f"{step:.2f}" for step in standing.path),
        "before": " ".join(f"{step:.2f}" for step in standing.before),
        "unrest": round(standing.unrest, 2),
        "sensitivity": standing.sensitivity.value,
        "expected": expected(one.metric, standing.sensitivity),
    }
    thresholds: dict[str, Figure] = {"sum": round(standing.limit, 3)}
    for gate in standing.gates:
        name = "in_use" if gate.condition is Condition.USED else gate.condition.value
        figures[name] = round(gate.value, 3)
        thresholds[name] = round(gate.limit, 3)
    key = f"growth {one.metric.value} {one.noticed.isoformat()} {today.isoformat()}"
    return Wish(Kind.GROWTH, one.metric.value, key, MappingProxyType(figures), MappingProxyType(thresholds))


def expected(metric: Metric, sensitivity: Sensitivity) -> float:
    """Notes a year without any growth."""
    return EXPECTED[metric, sensitivity]
