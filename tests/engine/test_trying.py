"""What is offered to be tried: signs from real days, what was declined, and how an experiment stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from tests.fakes.days import (
    CHAT,
    CODE,
    MAIL,
    NEWS,
    NOW,
    TODAY,
    WRITER,
    ZONE,
    Stay,
    activities,
    record,
    source,
)
from tests.fakes.store import FakeStore
from wellbeing.analysis.mood import Says
from wellbeing.analysis.sign import BEFORE, LATELY, signs
from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.form import Form
from wellbeing.checkins.technique import Sign
from wellbeing.engine import trying
from wellbeing.engine.days import DayReader
from wellbeing.engine.view import feeling
from wellbeing.engine.view.feeling import Amounts
from wellbeing.model import Activity, AppIdentity
from wellbeing.ports import Batch

DAY = timedelta(days=1)
CURSOR = AppIdentity("cursor", "cursor")


USUAL = (Stay("09:00", 60), Stay("10:00", 20, CHAT), Stay("11:00", 60), Stay("13:00", 30, MAIL))
STARTS = ("09:00", "10:00", "11:00", "13:00", "14:00", "15:00")


def weeks(lately: Sequence[Stay], before: Sequence[Stay] = USUAL) -> FakeStore:
    """Eight weeks of equal days, and then a week of others."""
    store, closed = FakeStore(zone=ZONE), list[Activity]()
    for back in range(63, 0, -1):
        closed += activities(TODAY - back * DAY, lately if back <= 7 else before)
    store.write(Batch(closed=closed, zones=[ZONE]))
    return store


def asked_at_once(after: int) -> list[Stay]:
    """Six times work begins after an hour's distance, an assistant follows after so many minutes."""
    found: list[Stay] = []
    for clock in STARTS:
        hour = int(clock[:2])
        back = f"{hour:02}:{after + 3:02}"
        found += [Stay(clock, after), Stay(f"{hour:02}:{after:02}", 3, CHAT), Stay(back, 24 - after)]
    return found


def switching(minutes: int) -> list[Stay]:
    """Two hours that go back and forth between two apps."""
    clock = [divmod(540 + one, 60) for one in range(0, 120, minutes)]
    return [
        Stay(f"{hour:02}:{minute:02}", minutes, WRITER if place % 2 else NEWS)
        for place, (hour, minute) in enumerate(clock)
    ]


@pytest.mark.parametrize(
    ("sign", "lately", "before", "offered"),
    [
        (Sign.AI_QUICK, asked_at_once(1), asked_at_once(4), {"try-first"}),
        (
            Sign.AI_MUCH,
            (Stay("09:00", 60), Stay("10:00", 40, CHAT), Stay("11:00", 40), Stay("13:00", 30, MAIL)),
            USUAL,
            {"try-first", "ai-free-hour"},
        ),
        (
            Sign.AI_NIGHT,
            (Stay("09:00", 60), Stay("10:00", 10, CHAT), Stay("11:00", 60), Stay("23:30", 10, CHAT)),
            (Stay("09:00", 60), Stay("10:00", 20, CHAT), Stay("11:00", 50), Stay("23:30", 10)),
            {"ai-free-hour", "screen-free-evening"},
        ),
        (
            Sign.AI_ALONE,
            (Stay("09:00", 90), Stay("11:00", 60, CODE), Stay("12:00", 30, CHAT), Stay("13:00", 10, MAIL)),
            # The same time with AI, but with an agent's window instead of a chat.
            (Stay("09:00", 90), Stay("11:00", 60, CODE), Stay("12:00", 30, CURSOR), Stay("13:00", 40, MAIL)),
            {"write-to-someone"},
        ),
        (Sign.SCREEN_MUCH, (*USUAL, Stay("15:00", 90)), USUAL, {"walk", "one-thing"}),
        (
            Sign.SCREEN_NIGHT,
            (Stay("10:00", 20, CHAT), Stay("11:00", 60), Stay("13:00", 30, MAIL), Stay("23:00", 60)),
            USUAL,
            {"screen-free-evening"},
        ),
        (Sign.SWITCHING, switching(2), switching(10), {"breathing", "one-thing"}),
    ],
)
def test_each_sign_is_read_from_real_days_and_offers_one_thing_that_fits(
    sign: Sign, lately: Sequence[Stay], before: Sequence[Stay], offered: set[str]
) -> None:
    found = source(weeks(lately, before))
    days = DayReader().lately(found, LATELY + BEFORE)
    assert len(days) == 63
    assert signs(TODAY, days, {}) == {sign, Sign.ANY}
    assert signs(TODAY, DayReader().lately(source(weeks(before, before)), 63), {}) == {Sign.ANY}
    found.store.tally()
    while DayReader().keep(found, 14):
        pass
    assert feeling.read(found).trying.offered in offered


@pytest.mark.parametrize(("mood", "days", "low"), [(3, 7, True), (4, 7, False), (2, 2, False)])
def test_low_is_a_median_of_the_last_week(mood: int, days: int, low: bool) -> None:
    seen = signs(TODAY, {}, {TODAY - back * DAY: mood for back in range(1, days + 1)})
    assert seen == ({Sign.LOW_MOOD, Sign.ANY} if low else {Sign.ANY})


def test_few_days_are_too_few_for_a_sign() -> None:
    store = FakeStore(zone=ZONE)
    closed: list[Activity] = []
    for back in range(27, 0, -1):
        closed += activities(TODAY - back * DAY, (*USUAL, Stay("15:00", 90)) if back <= 7 else USUAL)
    store.write(Batch(closed=closed, zones=[ZONE]))
    assert signs(TODAY, DayReader().lately(source(store), 63), {}) == {Sign.ANY}


def test_days_that_are_not_reckoned_yet_are_reckoned_a_few_at_a_time() -> None:
    found, reader = source(weeks(USUAL)), DayReader()
    assert len(reader.lately(found, 63, 20)) == 20
    assert max(reader.lately(found, 63, 20)) == TODAY - DAY
    assert len(reader.lately(found, 63, 20)) == 60
    assert reader.lately(source(FakeStore()), 63) == {}


def test_what_is_declined_and_what_runs_is_kept_in_the_record() -> None:
    store = record()
    first = feeling.read(source(store)).trying.offered
    assert first is not None
    trying.decline(store, first, TODAY)
    second = feeling.read(source(store)).trying.offered
    assert second not in (None, first)
    trying.begin(store, "walk", TODAY - 3 * DAY)
    view = feeling.read(source(store)).trying
    assert view.offered is None
    assert view.trial is not None
    assert (view.trial.technique, view.day) == ("walk", 3)
    trying.begin(store, "one-thing", TODAY)
    assert [one.ended for one in trying.trials(store)] == [TODAY, None]
    trying.end(store, TODAY)
    assert feeling.read(source(store)).trying.trial is None


def test_after_four_weeks_the_result_stays() -> None:
    store = record()
    trying.begin(store, "walk", TODAY - 40 * DAY)
    for day in range(28):
        at = NOW - (40 - day) * DAY
        store.checkins.add(CheckIn(at, Form.DAILY, (3 + (day // 7) % 2, None)))
    view = feeling.read(source(store)).trying
    assert view.trial is None
    assert view.last is not None
    assert view.result is not None
    assert view.result.difference == 1.0


def test_today_is_left_out_because_it_is_not_over() -> None:
    store = record()
    found = feeling.used(source(store), TODAY - 10 * DAY)
    assert TODAY not in found
    assert len(found) == 10
    assert found[TODAY - DAY] == Amounts(20.0, 135.0)


def test_sixty_days_of_moods_are_compared_with_real_days() -> None:
    store = record(days_before=120)
    for back in range(1, 110):
        store.checkins.add(CheckIn(NOW - back * DAY, Form.DAILY, (1 + back % 7, 4)))
    found = feeling.read(source(store)).patterns
    assert found[feeling.AI].days == 109
    assert found[feeling.AI].says is Says.NOTHING_CLEAR


def test_an_empty_record_offers_something_that_always_fits() -> None:
    empty = FakeStore()
    found = feeling.read(source(empty, now=datetime(2026, 5, 4, 12, tzinfo=UTC)))
    assert found.trying.offered is not None
    assert found.patterns[feeling.SCREEN].says is Says.TOO_FEW
