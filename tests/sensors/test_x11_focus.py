"""Which windows were active between two looks, from the order in which a server tells."""

from __future__ import annotations

import pytest
import xcffib.xproto as x11

from wellbeing.sensors.x11_focus import KEPT, X11Focus

NORMAL, GRAB = x11.NotifyMode.Normal, x11.NotifyMode.Grab
NONLINEAR, POINTER = x11.NotifyDetail.Nonlinear, x11.NotifyDetail.Pointer
A, B, C, PANEL = 11, 12, 13, 99


def told(words: str) -> X11Focus:
    """From words: `+B` gets the focus, `-B` loses it, a number is the time of a note."""
    focus = X11Focus()
    windows = {"A": A, "B": B, "C": C, "P": PANEL}
    for word in words.split():
        if word[0] == "+":
            focus.came(windows[word[1]], NORMAL, NONLINEAR)
        elif word[0] == "-":
            focus.went(windows[word[1]], NORMAL, NONLINEAR)
        else:
            focus.noted(int(word))
    return focus


@pytest.mark.parametrize(
    ("words", "active", "passed", "stamp"),
    [
        ("", A, [], None),
        ("-A +B 100 101", B, [], 100),
        # The focus first, then two notes of it: openbox.
        ("-A +B 100 101 -B +C 150 151", C, [(B, 100)], 150),
        ("-A +B 100 101 -B +A 150 151", A, [(B, 100)], 150),
        # Notes first, then the focus.
        ("100 -A +B 150 -B +C", C, [(B, 100)], 150),
        # The window manager has not noted the last one yet.
        ("-A +B 100 101 -B +C", B, [], 100),
        ("-A +B 100 101 -B +C 150", 0, [(B, 100)], 150),
        # What is active now has never been heard to get the focus.
        ("-A +B 100 101 -B 150 151", C, [(B, 100)], 151),
        # A panel got the focus, and nobody called it active.
        ("-A +P -P +B 100 101", B, [], 100),
        ("-A +P", A, [], None),
    ],
)
def test_windows_that_were_active_are_told_with_their_time(
    words: str, active: int, passed: list[tuple[int, int]], stamp: int | None
) -> None:
    assert told(words).fetch(active) == (passed, stamp)


def test_what_the_window_manager_is_about_to_note_is_kept_for_the_next_look() -> None:
    focus = told("-A +B 100 101 -B +C")
    assert focus.fetch(B) == ([], 100)
    focus.noted(150)
    focus.went(C, NORMAL, NONLINEAR)
    focus.came(A, NORMAL, NONLINEAR)
    focus.noted(200)
    assert focus.fetch(A) == ([(C, 150)], 200)


def test_what_was_noted_before_a_look_dates_nothing_that_comes_after_it() -> None:
    focus = told("-A +B 100 101")
    assert focus.fetch(B) == ([], 100)
    assert focus.fetch(0) == ([], None)


def test_menus_and_the_mouse_are_no_switches() -> None:
    focus = told("-A +B 100")
    focus.went(B, GRAB, NONLINEAR)
    focus.came(C, GRAB, NONLINEAR)
    focus.came(C, NORMAL, POINTER)
    focus.came(B, NORMAL, NONLINEAR)
    assert focus.fetch(B) == ([], 100)


def test_of_too_many_the_newest_are_kept() -> None:
    focus = X11Focus()
    for turn in range(KEPT * 2):
        focus.came(turn + 1, NORMAL, NONLINEAR)
        focus.noted(turn * 50)
    passed, stamp = focus.fetch(KEPT * 2)
    assert len(passed) == KEPT - 1
    assert stamp == (KEPT * 2 - 1) * 50
