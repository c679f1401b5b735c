"""The day in force, whatever is done to clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wellbeing.limits.day import DRIFT, LimitDay, turn
from wellbeing.model import Span, Zone
from wellbeing.timeline.day import Calendar

EARLY = datetime(2026, 1, 1, tzinfo=UTC)
MONDAY = date(2026, 5, 4)
NINE = datetime(2026, 5, 4, 7, tzinfo=UTC)
HOUR = timedelta(hours=1)
ZONES = ["Europe/Berlin", "Pacific/Kiritimati", "America/New_York", "Asia/Kolkata"]


def berlin() -> Calendar:
    return Calendar([Zone(EARLY, "Europe/Berlin", HOUR)])


class Life:
    """Wall and lasting clock, and the day in force."""

    def __init__(self) -> None:
        self.at, self.lasting = NINE, timedelta(0)
        self.zones = [Zone(EARLY, "Europe/Berlin", HOUR)]
        self.now: LimitDay | None = None
        self.live(timedelta(0))

    def live(self, time: timedelta) -> LimitDay:
        self.at += time
        self.lasting += time
        self.now = turn(self.now, self.at, self.lasting, Calendar(self.zones))
        return self.now

    def set(self, by: timedelta) -> LimitDay:
        self.at += by
        return self.live(timedelta(0))

    def fly(self, zone: str) -> LimitDay:
        self.zones.append(Zone(self.at, zone, timedelta(0)))
        return self.live(timedelta(0))


def test_an_ordinary_day_counts_from_its_beginning_and_ends_at_its_end() -> None:
    life = Life()
    today = life.live(3 * HOUR)
    assert today.day == MONDAY
    assert today.spans == (Span(berlin().begin(MONDAY), life.at),)
    next_day = life.live(17 * HOUR)
    assert next_day.day == date(2026, 5, 5)
    assert next_day.since == berlin().begin(next_day.day)
    assert next_day.before == ()


def test_a_clock_set_to_tomorrow_brings_no_new_day() -> None:
    life = Life()
    life.live(3 * HOUR)
    today = life.set(24 * HOUR)
    assert today.day == MONDAY
    life.live(HOUR)
    now = life.live(HOUR)
    assert now.day == MONDAY
    assert now.spans == (
        Span(berlin().begin(MONDAY), NINE + 3 * HOUR),
        Span(NINE + 27 * HOUR, NINE + 29 * HOUR),
    )
    after = life.live(14 * HOUR)
    assert after.day > MONDAY
    assert after.since == life.at


def test_a_clock_set_back_takes_nothing_out() -> None:
    life = Life()
    life.live(3 * HOUR)
    life.set(-2 * HOUR)
    now = life.live(HOUR)
    # New use is recorded after what is there already: an hour beyond noon.
    assert now.spans == (Span(berlin().begin(MONDAY), NINE + 4 * HOUR),)


def test_a_day_lived_again_is_one_long_day() -> None:
    life = Life()
    life.live(3 * HOUR)
    assert life.set(-24 * HOUR).day == MONDAY
    assert life.live(12 * HOUR).day == MONDAY
    assert life.live(12 * HOUR).day == MONDAY
    assert life.live(16 * HOUR).day == date(2026, 5, 5)


def test_a_clock_set_back_by_days_keeps_the_day_until_it_is_over() -> None:
    life = Life()
    life.live(3 * HOUR)
    assert life.set(-48 * HOUR).day == MONDAY
    assert life.live(15 * HOUR).day == MONDAY
    now = life.live(2 * HOUR)
    assert now.day == date(2026, 5, 3)
    assert now.since == life.at


def test_flying_east_ends_no_day_early() -> None:
    life = Life()
    life.live(6 * HOUR)
    assert life.fly("Pacific/Kiritimati").day == MONDAY
    assert life.live(12 * HOUR).day == MONDAY
    assert life.live(2 * HOUR).day > MONDAY


def test_flying_west_makes_the_day_longer() -> None:
    life = Life()
    life.live(6 * HOUR)
    life.fly("America/New_York")
    assert life.live(15 * HOUR).day == MONDAY
    assert life.live(4 * HOUR).day == date(2026, 5, 5)


def test_a_restart_of_the_machine_begins_with_the_wall_clock() -> None:
    life = Life()
    life.live(HOUR)
    life.lasting = timedelta(0)
    life.now = turn(life.now, life.at, timedelta(0), berlin())
    assert life.now.since == berlin().begin(MONDAY)


MOVES = st.one_of(
    st.tuples(st.just("live"), st.integers(1, 12 * 3600)),
    st.tuples(st.just("set"), st.integers(-3 * 86400, 3 * 86400)),
    st.tuples(st.just("fly"), st.integers(0, len(ZONES) - 1)),
)


@given(st.lists(MOVES, max_size=40))
def test_no_day_is_shorter_than_it_was_when_it_began(moves: list[tuple[str, int]]) -> None:
    life = Life()
    assert life.now is not None
    known = life.now
    for move, amount in moves:
        if move == "live":
            now = life.live(timedelta(seconds=amount))
        elif move == "set":
            now = life.set(timedelta(seconds=amount))
        else:
            now = life.fly(ZONES[amount])
        if now.ends != known.ends and now.since != known.since and not now.before:
            assert life.lasting >= known.ends - DRIFT
        else:
            assert now.ends >= known.ends
            assert _length(now) >= _length(known)
        known = now


def _length(day: LimitDay) -> timedelta:
    return sum((one.length for one in day.spans), timedelta(0))
