"""An agreed limit at a real desktop: the child asks in its dialog, a parent answers there with the PIN, it goes on."""

from __future__ import annotations

import pytest

from tests import rig
from tests.e2e.screen_reader import LAUNCHER
from tests.e2e.seat import Seat

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(LAUNCHER is None, reason="at-spi2-core is not installed"),
    pytest.mark.skipif(bool(rig.missing("tint2")), reason="tint2 is not installed"),
]


def test_a_child_asks_and_a_parent_answers_with_the_pin_while_a_wrong_one_has_to_wait(seat: Seat) -> None:
    xterm = seat.desktop.xterm("letter", "Letter")
    assert seat.program.run("family", "pin", "set", stdin="4711\n").code == 0
    seat.limit("--total", "--hours", "00:00-24:00", "--level", "dialog", "--agreed", "Mum")
    ask = seat.find("Ask for time")
    assert seat.desktop.pointer.active() == xterm.window
    seat.picture("agreed_dialog")
    refused = seat.program.run("limits", "extend", "1", "ignore", stdin="")
    assert (refused.code, "PIN" in refused.err) == (1, True)
    seat.click(ask)
    rig.until(lambda: seat.program.json("family", "requests")["requests"], "the request")
    seat.click(seat.find("A parent is here"))
    _enter(seat, "4712")
    rig.until(lambda: not _usable(seat, "Allow"), "the wait after a wrong PIN")
    seat.picture("agreed_wrong_pin")
    rig.until(lambda: _usable(seat, "Allow"), "the wait to be over")
    _enter(seat, "4711")
    seat.gone("A parent is here")
    rig.until(lambda: seat.today()["extensions"] == ["given"], "the time that was given")
    assert seat.today()["state"] == "open"
    (request,) = seat.program.json("family", "requests")["requests"]
    assert (request["state"], request["answer"]["minutes"]) == ("granted", 15)
    assert seat.program.run("verify").code == 0


def _enter(seat: Seat, pin: str) -> None:
    """Type it into the line that has the keyboard once it was clicked."""
    line = seat.find("PIN of the parents", "")
    seat.click(line)
    seat.desktop.xdotool("type", "--delay", 30, pin)
    seat.click(seat.find("Allow"))


def _usable(seat: Seat, name: str) -> bool:
    return any(one.name == name and one.usable for one in seat.reader.things(seat.tracker.pid))
