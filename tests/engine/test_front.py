"""When a terminal is asked what it runs, and what of that counts."""

from __future__ import annotations

from datetime import timedelta

from wellbeing.engine.front import FrontReader
from wellbeing.model import Evidence
from wellbeing.ports import Foreground

BASH, CLAUDE = (("bash",),), (("claude", "-c"),)
XTERM = Evidence("xterm", "~", "xterm", 7)
CODE = Evidence("code", "main.py", "code", 8)


def s(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)


class Terminals:
    """Tells what a test says, and counts how often it is asked."""

    def __init__(self) -> None:
        self.now = Foreground(BASH, s(1000), s(0))
        self.asked = 0

    def foreground(self, window: Evidence) -> Foreground:
        assert window.title is not None
        self.asked += 1
        return self.now


def reader(terminals: Terminals) -> FrontReader:
    return FrontReader(terminals, lambda app: app.app_id == "xterm")


def test_a_terminal_is_asked_when_it_comes_to_the_front_and_once_a_period() -> None:
    terminals = Terminals()
    read = reader(terminals)
    assert read(XTERM, s(0), due=False).evidence == Evidence("xterm", "~", "xterm", 7, None, BASH)
    for tick in (1, 2, 3):
        read(XTERM, s(tick), due=False)
    assert terminals.asked == 1
    terminals.now = Foreground(CLAUDE, s(2), s(0))
    front = read(XTERM, s(5), due=True)
    assert front.evidence is not None
    assert (front.evidence.commands, front.age) == (CLAUDE, s(2))
    read(CODE, s(6), due=False)
    read(XTERM, s(7), due=False)
    assert terminals.asked == 4


def test_a_changed_title_asks_but_a_wheel_in_it_not_each_time() -> None:
    terminals = Terminals()
    read = reader(terminals)
    read(XTERM, s(0), due=False)
    for step in range(40):
        read(Evidence("xterm", f"wheel {step}", "xterm", 7), s(0.1 * (step + 1)), due=False)
    assert terminals.asked <= 5


def test_what_began_before_the_look_before_is_not_dated_back() -> None:
    terminals = Terminals()
    read = reader(terminals)
    terminals.now = Foreground(CLAUDE, s(3), s(0))
    assert read(XTERM, s(0), due=False).age is None
    terminals.now = Foreground(BASH, s(1000), s(0))
    assert read(XTERM, s(5), due=True).age is None
    terminals.now = Foreground(CLAUDE, s(8), s(0))
    assert read(XTERM, s(10), due=True).age is None


def test_an_editor_counts_for_its_terminal_only_shortly_after_a_key_in_it() -> None:
    terminals = Terminals()
    read = reader(terminals)
    for quiet, counts in ((s(5), True), (s(59), True), (s(61), False), (None, False)):
        terminals.now = Foreground(CLAUDE, s(1000), quiet)
        front = read(CODE, s(0), due=True)
        assert front.evidence is not None
        assert (front.evidence.commands == CLAUDE) is counts
        front = read(XTERM, s(0), due=True)
        assert front.evidence is not None
        assert front.evidence.commands == CLAUDE


def test_no_window_asks_nobody() -> None:
    terminals = Terminals()
    read = reader(terminals)
    assert read(None, s(0), due=True).evidence is None
    assert terminals.asked == 0
    read(XTERM, s(1), due=False)
    read(None, s(2), due=False)
    read(XTERM, s(3), due=False)
    assert terminals.asked == 2
