"""Which terminal belongs to a window, and which of several is in use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wellbeing.agents.terminal import Tabs, foreground, inner, named, shells, tabs
from wellbeing.model import Process

T0 = datetime(2026, 5, 5, 8, tzinfo=UTC)


def process(
    pid: int,
    name: str,
    parent: int = 1,
    *,
    group: int = 0,
    session: int = 1,
    tty: int = 0,
    front: int = -1,
    stopped: bool = False,
) -> Process:
    """A process without a terminal, leading nothing but itself, unless said otherwise."""
    began = timedelta(seconds=pid)
    return Process(pid, name, parent, group or pid, session, tty, front, began, timedelta(0), stopped=stopped)


def table(*processes: Process) -> Mapping[int, Process]:
    return {one.pid: one for one in processes}


def shell(pid: int, parent: int, tty: int, front: int | None = None, name: str = "bash") -> Process:
    return process(pid, name, parent, session=pid, tty=tty, front=pid if front is None else front)


TERMINAL = process(10, "xterm")


def test_a_shell_that_the_window_started_is_its_terminal() -> None:
    one = shell(11, 10, 5)
    assert shells(table(TERMINAL, one), (10,)) == [one]


def test_helpers_of_the_same_program_are_looked_through() -> None:
    code = [process(10, "code"), process(11, "code", 10), process(12, "code", 11)]
    one = shell(13, 12, 5)
    assert shells(table(*code, one), (10,)) == [one]
    agent = process(12, "ptyxis-agent", 10)
    two = shell(13, 12, 5)
    assert shells(table(process(10, "ptyxis"), agent, two), (10,)) == [two]


def test_terminals_of_other_programs_are_not() -> None:
    files, xterm, one = process(9, "thunar"), process(10, "xterm", 9), shell(11, 10, 5)
    assert shells(table(files, xterm, one), (9,)) == []
    assert shells(table(files, xterm, one), (10,)) == [one]


def test_a_circle_of_parents_ends() -> None:
    ring = [process(10, "a", 11), process(11, "a", 10)]
    assert shells(table(*ring, shell(12, 11, 5)), (99,)) == []


def test_the_foreground_is_the_group_that_the_terminal_names_its_leader_first() -> None:
    bash = shell(11, 10, 5, front=14)
    cat = process(13, "cat", 11, group=14, session=11, tty=5, front=14)
    claude = process(14, "claude", 11, group=14, session=11, tty=5, front=14)
    behind = process(12, "make", 11, group=12, session=11, tty=5, front=14)
    helper = process(15, "node", 14, group=14, session=11, tty=5, front=14)
    found = foreground(table(TERMINAL, bash, cat, claude, behind, helper), bash)
    assert found == [claude, cat, helper]


def test_what_is_suspended_is_not_in_front() -> None:
    bash = shell(11, 10, 5, front=14)
    claude = process(14, "claude", 11, group=14, session=11, tty=5, front=14, stopped=True)
    assert foreground(table(TERMINAL, bash, claude), bash) == []


def test_a_terminal_within_the_terminal_is_found() -> None:
    sudo = process(12, "sudo", 11, group=12, session=11, tty=5, front=12)
    monitor = shell(13, 12, 6, name="sudo")
    assert inner(table(TERMINAL, shell(11, 10, 5, 12), sudo, monitor), [sudo]) == monitor
    assert inner(table(TERMINAL, sudo), [sudo]) is None


def test_processes_are_found_by_name_as_the_system_shortens_it() -> None:
    long = process(10, "gnome-terminal-")
    assert named(table(long, process(11, "bash")), {"gnome-terminal-server", ""}) == [10]


# ---------------------------------------------------------------- tabs


def at(seconds: float) -> datetime:
    return T0 + timedelta(seconds=seconds)


def test_at_first_the_tab_with_the_latest_key_is_in_use() -> None:
    assert tabs(None, {1: at(5), 2: at(9), 3: at(7)}).current == 2


def test_a_new_key_says_where_one_is() -> None:
    before = Tabs(2, {1: at(5), 2: at(9)})
    assert tabs(before, {1: at(20), 2: at(9)}).current == 1
    assert tabs(before, {1: at(20), 2: at(25)}).current == 2


def test_without_a_key_the_tab_stays() -> None:
    before = Tabs(1, {1: at(5), 2: at(9)})
    assert tabs(before, {1: at(5), 2: at(9)}).current == 1


def test_a_new_tab_is_in_front() -> None:
    assert tabs(Tabs(1, {1: at(5)}), {1: at(5), 2: at(9)}).current == 2


def test_when_both_hear_of_the_focus_it_went_to_the_other() -> None:
    before = Tabs(1, {1: at(5), 2: at(9)})
    after = tabs(before, {1: at(30.4), 2: at(30)})
    assert after.current == 2
    assert tabs(after, after.reads).current == 2


def test_a_closed_tab_gives_way() -> None:
    assert tabs(Tabs(3, {1: at(5), 2: at(9), 3: at(20)}), {1: at(5), 2: at(9)}).current == 2


@given(st.lists(st.dictionaries(st.integers(1, 4), st.integers(0, 60), min_size=1), min_size=1))
def test_there_is_always_one_tab_and_it_exists(looks: list[dict[int, int]]) -> None:
    state = None
    for reads in looks:
        state = tabs(state, {tty: at(seconds) for tty, seconds in reads.items()})
        assert state.current in reads
