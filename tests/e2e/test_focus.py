"""A focus session from the tray of a real desktop: begun with an intention, pausing a distraction, ended, summed up."""

from __future__ import annotations

import pytest
import xcffib.xproto as x11

from tests import rig
from tests.e2e.screen_reader import LAUNCHER
from tests.e2e.seat import Seat
from tests.e2e.test_window import icons
from wellbeing.engine import focus
from wellbeing.engine.clock import SystemClock
from wellbeing.nudges.focus import Session
from wellbeing.store.opening import read_store

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(LAUNCHER is None, reason="at-spi2-core is not installed"),
    pytest.mark.skipif(bool(rig.missing("tint2")), reason="tint2 is not installed"),
]


def _session(seat: Seat) -> Session | None:
    store = read_store(seat.program.home / "wellbeing.sqlite", clock=SystemClock())
    assert store is not None
    try:
        return focus.read(store)
    finally:
        store.close()


def _choose(seat: Seat, *keys: str) -> None:
    """Open the icon's menu and go through it by keys; from its end, since its beginning changes."""
    hand = seat.desktop.pointer
    place = rig.until(lambda: next(icons(hand, hand.root), None), "the icon")
    assert place is not None
    before = _shown(hand)
    seat.desktop.xdotool("mousemove", *place, "click", 3)
    rig.until(lambda: _shown(hand) > before, "the menu")
    seat.desktop.xdotool("key", *keys)


def _shown(hand: rig.Pointer) -> int:
    """How many windows stand on the screen without the window manager, as menus do."""
    core = hand.xcb.core
    asked = [core.GetWindowAttributes(one) for one in core.QueryTree(hand.root).reply().children]
    told = [one.reply() for one in asked]
    return sum(bool(one.override_redirect) and one.map_state == x11.MapState.Viewable for one in told)


def test_a_session_is_begun_and_ended_in_the_tray(seat: Seat) -> None:
    seat.desktop.xterm("letter", "Letter")
    (seat.program.home / "settings.toml").write_text('distractions = ["app:Film"]\n', "utf-8")
    assert seat.tracker.ask("reload")
    _choose(seat, "Up", "Up", "Up", "Up")
    seat.picture("focus_menu")
    seat.desktop.xdotool("key", "Right", "Down", "Return")
    seat.find("Begin")
    seat.desktop.xdotool("type", "the report")
    seat.picture("focus_begin")
    seat.desktop.xdotool("key", "Return")
    begun = rig.until(lambda: _session(seat), "the session")
    assert begun is not None
    assert (begun.minutes, begun.intention) == (45, "the report")
    seat.desktop.xterm("film", "Film")
    seat.find("You set out to: the report", "label")
    seat.click(seat.find("Leave it"))
    _choose(seat, "Up", "Up", "Up", "Up", "Return")
    rig.until(lambda: _session(seat) is None, "the session to end")
    rig.until(
        lambda: any(one.name.startswith("Focus is over") for one in seat.reader.things(seat.tracker.pid)),
        "the summary",
    )
    seat.picture("focus_over")
