"""Breaks: due after use, announced, postponed once, taken or given up; rests of one's own count."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.nudges import rest as breaks
from wellbeing.nudges.rest import PAUSES, Look, Outcome, Rest, Rhythm, Stage

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
BEAT, PRELUDE = 5 * SECOND, 15 * SECOND
NONE = timedelta(0)


class Life:
    """A person with a rhythm, looked at every five seconds."""

    def __init__(self, rhythm: Rhythm) -> None:
        self.rest = breaks.begin(PAUSES[rhythm], NONE)
        self.away = NONE
        self.outcomes: list[Outcome] = []

    def live(
        self, time: timedelta, *, away: bool = False, held: bool = False, until: Stage | None = None
    ) -> None:
        end = self.rest.tick + time
        while self.rest.tick < end and (until is None or self.rest.stage is not until):
            self.away = self.away + BEAT if away else NONE
            self.take(breaks.step(self.rest, Look(self.rest.tick + BEAT, self.away, held), PRELUDE))

    def take(self, rest: Rest) -> None:
        self.rest = rest
        if rest.outcome is not None:
            self.outcomes.append(rest.outcome)


def test_nothing_happens_where_no_rhythm_was_chosen() -> None:
    life = Life(Rhythm.OFF)
    life.live(600 * MINUTE)
    assert (life.rest.stage, life.rest.next(), life.outcomes) == (Stage.WORKING, None, [])


def test_a_break_is_announced_begins_and_is_taken() -> None:
    life = Life(Rhythm.EYES)
    life.live(9 * MINUTE)
    assert life.rest.next() == 11 * MINUTE
    life.live(11 * MINUTE)
    assert (life.rest.stage, life.rest.pause.name, life.rest.next()) == (Stage.PRELUDE, "eyes", NONE)
    life.live(PRELUDE)
    assert (life.rest.stage, life.rest.left) == (Stage.BREAK, 20 * SECOND)
    life.live(20 * SECOND, away=True)
    assert (life.rest.stage, life.outcomes, life.rest.next()) == (Stage.WORKING, [Outcome.TAKEN], 20 * MINUTE)
    life.live(10 * MINUTE, away=True)
    assert life.outcomes == [Outcome.TAKEN]


def test_it_is_postponed_once() -> None:
    life = Life(Rhythm.HALF_HOUR)
    life.live(31 * MINUTE, until=Stage.PRELUDE)
    assert life.rest.may_postpone
    life.take(breaks.postpone(life.rest))
    assert (life.rest.stage, life.rest.next()) == (Stage.WORKING, 3 * MINUTE)
    life.live(4 * MINUTE, until=Stage.PRELUDE)
    assert not life.rest.may_postpone
    assert breaks.postpone(life.rest) == life.rest
    life.take(breaks.skip(life.rest))
    assert life.outcomes == [Outcome.POSTPONED, Outcome.SKIPPED]
    life.live(31 * MINUTE, until=Stage.PRELUDE)
    assert life.rest.may_postpone


@pytest.mark.parametrize("away", [5, 30])
def test_an_absence_as_long_as_the_break_is_one(away: int) -> None:
    life = Life(Rhythm.HALF_HOUR)
    life.live(29 * MINUTE)
    life.live(away * MINUTE, away=True)
    assert (life.rest.next(), life.outcomes) == (30 * MINUTE, [Outcome.NATURAL])


def test_a_shorter_absence_neither_counts_as_use_nor_as_a_break() -> None:
    life = Life(Rhythm.HALF_HOUR)
    life.live(20 * MINUTE)
    life.live(4 * MINUTE, away=True)
    assert life.outcomes == []
    assert life.rest.next() == 10 * MINUTE - 25 * SECOND


def test_a_call_makes_it_wait_and_the_time_goes_on() -> None:
    life = Life(Rhythm.EYES)
    life.live(40 * MINUTE, held=True)
    stages = [life.rest.stage]
    assert life.rest.next() == NONE
    life.live(BEAT)
    stages.append(life.rest.stage)
    life.live(BEAT, held=True)
    assert [*stages, life.rest.stage] == [Stage.WORKING, Stage.PRELUDE, Stage.WORKING]


def test_who_goes_on_typing_is_left_alone() -> None:
    life = Life(Rhythm.EYES)
    life.live(21 * MINUTE, until=Stage.BREAK)
    life.live(2 * MINUTE)
    assert (life.rest.stage, life.outcomes) == (Stage.WORKING, [Outcome.SKIPPED])


def test_a_break_wanted_at_once_begins_and_can_be_ended() -> None:
    life = Life(Rhythm.EYES)
    life.live(21 * MINUTE, until=Stage.PRELUDE)
    life.take(breaks.start(life.rest))
    assert life.rest.stage is Stage.BREAK
    life.take(breaks.skip(life.rest))
    assert life.outcomes == [Outcome.SKIPPED]
    assert breaks.skip(life.rest) == life.rest
    assert breaks.postpone(life.rest) == life.rest


def test_the_longer_of_two_takes_the_shorter_along() -> None:
    life = Life(Rhythm.MICRO)
    for _ in range(40):
        life.live(4 * MINUTE, until=Stage.BREAK)
        if life.rest.pause.name == "long":
            break
        life.live(MINUTE, away=True, until=Stage.WORKING)
        life.away = NONE
    assert life.rest.pause.name == "long"
    life.live(10 * MINUTE, away=True)
    assert life.rest.next() == 3 * MINUTE


def test_leaving_during_the_announcement_is_the_break() -> None:
    life = Life(Rhythm.EYES)
    life.live(21 * MINUTE, until=Stage.PRELUDE)
    life.rest = breaks.step(life.rest, Look(life.rest.tick + BEAT, 40 * SECOND), PRELUDE)
    assert (life.rest.stage, life.rest.outcome) == (Stage.WORKING, Outcome.NATURAL)


def test_a_silence_told_late_counts_from_its_beginning_but_not_from_before_the_break() -> None:
    life = Life(Rhythm.EYES)
    life.live(21 * MINUTE, until=Stage.BREAK)
    begun = life.rest.tick
    for passed, told in ((5, 0), (10, 10), (15, 15)):
        life.rest = breaks.step(life.rest, Look(begun + passed * SECOND, told * SECOND), PRELUDE)
    assert life.rest.rested == 15 * SECOND
    life.rest = breaks.step(life.rest, Look(begun + 19 * SECOND, 40 * SECOND), PRELUDE)
    assert (life.rest.stage, life.rest.rested) == (Stage.BREAK, 19 * SECOND)
    life.rest = breaks.step(life.rest, Look(begun + 20 * SECOND, 41 * SECOND), PRELUDE)
    assert life.rest.outcome is Outcome.TAKEN


def test_behind_a_lock_a_short_absence_is_a_break_and_no_use() -> None:
    life = Life(Rhythm.EYES)
    life.live(19 * MINUTE + 50 * SECOND)
    life.rest = breaks.step(life.rest, Look(life.rest.tick + 10 * SECOND, 10 * SECOND, locked=True), PRELUDE)
    assert (life.rest.stage, life.rest.next()) == (Stage.WORKING, 10 * SECOND)
    life.rest = breaks.step(life.rest, Look(life.rest.tick + 10 * SECOND, 20 * SECOND, locked=True), PRELUDE)
    assert (life.rest.outcome, life.rest.next()) == (Outcome.NATURAL, 20 * MINUTE)


def test_a_call_that_begins_ends_the_page_and_the_break_comes_again_after_it() -> None:
    life = Life(Rhythm.EYES)
    life.live(21 * MINUTE, until=Stage.BREAK)
    life.live(BEAT, held=True)
    assert (life.rest.stage, life.outcomes, life.rest.next()) == (Stage.WORKING, [], NONE)
    life.live(10 * MINUTE, held=True)
    life.live(BEAT)
    assert life.rest.stage is Stage.PRELUDE


def test_it_tells_when_to_look_again() -> None:
    life = Life(Rhythm.EYES)
    assert life.rest.due_again(PRELUDE) == 20 * MINUTE
    life.live(21 * MINUTE, until=Stage.PRELUDE)
    assert life.rest.due_again(PRELUDE) == life.rest.tick + PRELUDE
    life.live(MINUTE, until=Stage.BREAK)
    assert life.rest.due_again(PRELUDE) == life.rest.tick + 20 * SECOND
    assert breaks.begin((), NONE).due_again(PRELUDE) is None


def test_an_own_rhythm_has_its_own_lengths() -> None:
    rest = breaks.begin(breaks.own(50 * MINUTE, 7 * MINUTE), NONE)
    assert (rest.next(), rest.pause.length) == (50 * MINUTE, 7 * MINUTE)


def test_a_night_asleep_is_no_use() -> None:
    life = Life(Rhythm.EYES)
    life.live(10 * MINUTE)
    life.rest = breaks.step(life.rest, Look(life.rest.tick + 480 * MINUTE, NONE), PRELUDE)
    assert life.rest.next() == 10 * MINUTE


@given(
    st.sampled_from(list(Rhythm)),
    st.lists(st.tuples(st.integers(0, 900), st.booleans(), st.booleans(), st.integers(0, 3)), max_size=60),
)
def test_whatever_happens_it_is_announced_before_it_begins_and_never_while_held(
    rhythm: Rhythm, moves: list[tuple[int, bool, bool, int]]
) -> None:
    rest, away = breaks.begin(PAUSES[rhythm], NONE), NONE
    for seconds, is_away, held, wish in moves:
        passed = seconds * SECOND
        away = away + passed if is_away else NONE
        before = rest
        rest = breaks.step(rest, Look(rest.tick + passed, away, held), PRELUDE)
        if rest.stage is Stage.BREAK and before.stage is not Stage.BREAK:
            assert before.stage is Stage.PRELUDE
            assert not held
        if rest.stage is Stage.PRELUDE:
            assert not held
        assert all(one >= NONE for one in rest.used)
        assert len(rest.used) == len(PAUSES[rhythm])
        rest = [rest, breaks.postpone(rest), breaks.skip(rest), rest][wish]
