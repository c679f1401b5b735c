"""Growth from the record to a wish to speak: once a day, for a week, until it is told or accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.clocks import HandClock
from tests.fakes.days import TODAY, record, source
from wellbeing.analysis.growth import Metric
from wellbeing.demo import Change, Series, days, mia, mia_story, told, truth
from wellbeing.engine.days import DayReader
from wellbeing.engine.growth import Growth
from wellbeing.engine.reliance import accept, reliance_of
from wellbeing.engine.source import Source
from wellbeing.files.settings import Settings
from wellbeing.nudges.kind import Kind
from wellbeing.nudges.nudge import Decision, Verdict, Wish
from wellbeing.ports import Batch, Store
from wellbeing.store.opening import open_store

LAST = date(2025, 3, 18)
MIA = mia_story(LAST)
FIRST = LAST - timedelta(days=300)
COUNT = 165
"""Days of Mia's life that are written: her AI use grows on the 119th."""
DAY = timedelta(days=1)
TRUTH = next(one.on for one in MIA if isinstance(one, Change) and one.series is Series.AI)


pytestmark = pytest.mark.xdist_group("mia")  # one life, written once


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, date]]:
    """A real record, and when growth began by the truth file."""
    clock = HandClock(datetime.combine(FIRST + COUNT * DAY, datetime.min.time(), UTC) + DAY / 2)
    folder = tmp_path_factory.mktemp("mia")
    store = open_store(folder / "record.sqlite", clock=clock, backups=folder / "backups").store
    life = list(days(mia(), FIRST, COUNT, MIA))
    store.write(
        Batch(
            closed=[one for day in life for one in day.activities],
            zones=[one for day in life for one in day.zones],
        )
    )
    store.ledger.add(prompts=[one for day in life for one in told(mia(), day).prompts])
    store.tally()
    (grown,) = [
        one
        for one in truth(mia(), MIA, life)["episodes"]  # type: ignore[attr-defined]  # JSON
        if one["episode"] == "change"
    ]
    Growth(lambda: at(store, FIRST + COUNT * DAY)).look()
    yield store, date.fromisoformat(grown["on"])
    store.close()


def at(store: Store, day: date, **settings: object) -> Source:
    """As read in the morning of a day."""
    noon = datetime.combine(day, datetime.min.time(), UTC) + DAY / 2
    found = source(store, now=noon)
    return replace(found, settings=Settings(**settings))  # type: ignore[arg-type]  # named fields


def noticed(store: Store) -> date:
    lived = DayReader().read(at(store, FIRST + COUNT * DAY))
    assert lived is not None
    found = reliance_of(at(store, FIRST + COUNT * DAY), lived).episodes
    return next(one.noticed for one in found if one.metric is Metric.AI and one.noticed > TRUTH)


def test_the_detectors_dates_stand_beside_the_truth(written: tuple[Store, date]) -> None:
    store, grown = written
    assert grown == TRUTH
    from_ = at(store, FIRST + COUNT * DAY)
    lived = DayReader().read(from_)
    assert lived is not None
    episodes = [one for one in reliance_of(from_, lived).episodes if one.metric is Metric.AI]
    one = next(one for one in episodes if one.noticed >= grown)
    assert abs((one.start - grown).days) <= 28, "an estimate: what day it was depends on how her days scatter"
    assert timedelta(days=3) <= one.noticed - grown <= timedelta(days=40)
    assert one.recent >= 1.15 * one.usual


def test_days_are_kept_in_the_record_by_the_first_look(written: tuple[Store, date]) -> None:
    store, _grown = written
    lived = DayReader().read(at(store, FIRST + COUNT * DAY), 0)
    assert lived is not None
    assert lived.missing == 0


def wishes(store: Store, day: date, **settings: object) -> tuple[Wish, ...]:
    growth = Growth(lambda: at(store, day, **settings))
    growth.look()
    return tuple(one for one in growth.wishes() if one.about == "ai")


def test_growth_asks_to_be_said_for_a_week_with_every_ground(written: tuple[Store, date]) -> None:
    store, _grown = written
    when = noticed(store)
    assert wishes(store, when) == (), "the day is not over yet"
    (wish,) = wishes(store, when + DAY)
    assert (wish.kind, wish.figures["noticed"]) == (Kind.GROWTH, when.isoformat())
    assert wish.figures["expected"] == 0.8
    for name, threshold in wish.thresholds.items():
        assert float(wish.figures[name] or 0) >= float(threshold or 0)
    assert wishes(store, when + 2 * DAY)[0].key != wish.key, "tried again on another day"
    assert wishes(store, when + 9 * DAY) == ()
    assert wishes(store, when + DAY, ai_is_assistive=True) == ()


def test_what_was_told_or_accepted_is_not_said_again(written: tuple[Store, date]) -> None:
    store, _grown = written
    when = noticed(store)
    (wish,) = wishes(store, when + DAY)
    now = at(store, when + DAY).now
    store.nudges.add([Decision(now, when + DAY, wish, 1, Verdict.DROPPED, (), (0, 2))])
    assert len(wishes(store, when + 2 * DAY)) == 1, "dropped for want of a good moment: tomorrow again"
    store.nudges.add([Decision(now, when + DAY, wish, 1, Verdict.DELIVERED, (), (0, 2))])
    assert wishes(store, when + 2 * DAY) == ()


def test_it_looks_once_a_day_and_again_when_something_changed() -> None:
    clock = HandClock(datetime(2026, 5, 5, 12, tzinfo=UTC))
    store = record(days_before=3)
    looked: list[str] = []

    class Noting(DayReader):
        def keep(self, source: Source, most: int) -> int:
            looked.append(source.today.isoformat())
            return super().keep(source, most)

    growth = Growth(lambda: source(store, now=clock.now()), reader=Noting)
    for change in (_nothing, _nothing, lambda: accept(store, Metric.AI, TODAY), growth.begin_anew):
        change()
        growth.look()
    assert len(looked) == 3
    clock.advance(86400)
    growth.look()
    assert looked[-1] == "2026-05-06"


def test_a_look_can_be_ended() -> None:
    growth = Growth(lambda: source(record(days_before=60)))
    growth.stop()
    growth.look()
    assert growth.wishes() == ()


def _nothing() -> None:
    """Nothing changed."""
