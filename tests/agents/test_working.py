"""When an agent works and when it waits: drawn days, and what holds whatever happens."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.agents.working import BUSY, GAP, GRAIN, LOOK, Look, Manner, Watched, begin, step
from wellbeing.model import TtyUse, Work

T0 = datetime(2026, 5, 5, 8, tzinfo=UTC)
LONG_AGO = T0 - timedelta(hours=1)


def s(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)


@dataclass
class Agent:
    """An agent and its terminal, looked at every ten seconds; times in seconds from T0."""

    manner: Manner = Manner.DIALOGUE
    age: float = 3600
    connected: bool = True
    now: float = 0
    slept: float = 0
    cpu: float = 0
    read: datetime = LONG_AGO
    written: datetime = LONG_AGO
    state: Watched | None = None
    told: dict[str, Work] = field(default_factory=dict)

    def look(self) -> None:
        use = TtyUse(self.read, self.written) if self.manner is Manner.DIALOGUE else None
        at = T0 + s(self.now)
        look = Look(
            "claude_code", "process-7-1", self.manner, at, s(self.now - self.slept), s(self.age + self.now),
            s(self.cpu), use, self.connected,
        )  # fmt: skip
        if self.state is None:
            self.state = begin(look)
            return
        self.state, work = step(self.state, look)
        if work is not None:
            before = self.told.get(work.key)
            assert before is None or (before.span.start, True) == (
                work.span.start,
                work.span.end >= before.span.end,
            )
            self.told[work.key] = work

    def live(self, seconds: float, *, shows: bool = False, share: float = 0.0) -> Agent:
        """Time passes; the terminal tells its times in steps of 8 s."""
        for _ in range(round(seconds)):
            self.now += 1
            self.cpu += share
            if shows and int(self.now) % 8 == 0:
                self.written = T0 + s(self.now)
            if round(self.now) % 10 == 0:
                self.look()
        return self

    def types(self) -> Agent:
        """A key, and its echo."""
        self.read = self.written = T0 + s(self.now)
        return self

    def spans(self) -> list[tuple[float, float]]:
        return [
            ((one.span.start - T0).total_seconds(), (one.span.end - T0).total_seconds())
            for one in self.told.values()
        ]


def agent(**facts: object) -> Agent:
    made = Agent(**facts)  # type: ignore[arg-type]  # fields by name
    made.look()
    return made


def test_an_agent_at_its_prompt_works_not() -> None:
    assert agent().live(3600, share=0.012).spans() == []


def test_work_begins_with_the_key_that_sent_it_and_ends_with_the_last_output() -> None:
    one = agent().live(33).types().live(60, shows=True, share=0.1).live(300)
    [(start, end)] = one.spans()
    assert start == 33
    assert abs(end - 93) <= GRAIN.total_seconds() / 2


def test_a_prompt_that_is_being_typed_is_no_work() -> None:
    one = agent()
    for _ in range(60):
        one.live(1, share=0.1).types()
    assert one.live(60).spans() == []


def test_something_drawn_once_is_no_work() -> None:
    one = agent().live(300)
    one.written = T0 + s(one.now)
    assert one.live(600).spans() == []


def test_a_short_silence_is_bridged() -> None:
    one = agent().live(10).types().live(60, shows=True).live(150).live(60, shows=True)
    [(start, end)] = one.spans()
    assert (start, end) == (10, 280)


def test_a_long_silence_splits() -> None:
    one = agent().live(10).types().live(60, shows=True).live(GAP.total_seconds() + 30).live(60, shows=True)
    assert len(one.spans()) == 2
    assert sum(end - start for start, end in one.spans()) < 150


def test_waiting_for_an_answer_of_the_person_is_no_work() -> None:
    one = agent().live(10).types().live(60, shows=True).live(90).types().live(60, shows=True)
    (_, first), (second, _) = one.spans()
    assert first <= 78
    assert second == 160


def test_a_command_that_runs_once_works_while_it_lives() -> None:
    one = agent(manner=Manner.ALONE, age=0).live(120, share=0.005)
    assert one.spans() == [(0, 120)]
    assert agent(manner=Manner.ALONE).live(600).spans() == []


def test_an_agent_behind_another_program_works_by_what_it_computes() -> None:
    assert agent(manner=Manner.HIDDEN).live(60, shows=True, share=0.1).spans() == []
    assert agent(manner=Manner.HIDDEN).live(60, share=BUSY + 0.01).spans() == [(0, 60)]


def test_starting_up_is_no_work() -> None:
    assert agent(age=0).live(30, shows=True, share=0.5).live(100).spans() == []


def test_a_server_works_by_load_and_only_while_somebody_is_connected() -> None:
    assert agent(manner=Manner.SERVER).live(60, share=0.9).spans() == [(0, 60)]
    assert agent(manner=Manner.SERVER, connected=False).live(60, share=0.9).spans() == []
    assert agent(manner=Manner.SERVER).live(60, share=0.1).spans() == []


def test_suspend_is_no_work() -> None:
    one = agent().live(10).types().live(60, shows=True)
    one.now += 8 * 3600
    one.slept += 8 * 3600
    one.live(60, shows=True)
    assert sum(end - start for start, end in one.spans()) <= 130


def test_a_stall_of_ours_is_no_work() -> None:
    one = agent().live(10).types().live(60, shows=True)
    one.now += 600
    one.cpu += 600
    one.written = T0 + s(one.now)
    one.look()
    assert sum(end - start for start, end in one.spans()) <= 70


def test_a_clock_set_back_makes_no_work_twice() -> None:
    one = agent().live(10).types().live(60, shows=True)
    before = dict(one.told)
    one.now -= 3600
    one.slept -= 3600
    one.written = T0 + s(one.now)
    one.live(120, shows=True)
    assert one.told == before


def test_the_key_names_process_and_start() -> None:
    one = agent().live(10).types().live(60, shows=True)
    [key] = one.told
    assert key == f"process-7-1-{round((T0 + s(10)).timestamp() * 1000)}"


Turn = st.tuples(
    st.floats(1, 400),  # seconds
    st.booleans(),  # shows something
    st.floats(0, 2),  # share of a core
    st.sampled_from(["", "types", "sleeps", "back"]),
)


@given(st.lists(Turn, max_size=30), st.sampled_from(Manner), st.booleans())
def test_whatever_happens_work_is_in_order_apart_and_not_longer_than_time(
    turns: list[tuple[float, bool, float, str]], manner: Manner, connected: bool
) -> None:
    one = agent(manner=manner, connected=connected)
    awake, earliest, latest = 0.0, 0.0, 0.0
    for seconds, shows, share, event in turns:
        if event == "types":
            one.types()
        elif event == "sleeps":
            one.now, one.slept = one.now + 5000, one.slept + 5000
        elif event == "back":
            one.now, one.slept = one.now - 500, one.slept - 500
        earliest = min(earliest, one.now)
        one.live(seconds, shows=shows, share=share)
        awake, latest = awake + round(seconds), max(latest, one.now)
    spans = [work.span for work in one.told.values()]
    assert all(first.end <= second.start for first, second in pairwise(spans))
    assert all(span.length > timedelta(0) for span in spans)
    assert sum((span.length for span in spans), timedelta(0)) <= s(awake) + LOOK
    assert all(T0 + s(earliest) <= span.start and span.end <= T0 + s(latest) for span in spans)


@given(st.lists(st.floats(0, 0.02), max_size=60))
def test_without_output_and_load_there_is_no_work(shares: list[float]) -> None:
    one = agent()
    for share in shares:
        one.live(10, share=share)
    assert one.spans() == []


@pytest.mark.parametrize("manner", list(Manner))
def test_one_look_tells_nothing(manner: Manner) -> None:
    assert agent(manner=manner).spans() == []
