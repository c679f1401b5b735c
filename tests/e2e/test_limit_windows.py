"""A limit that is reached at a real desktop: asked by a dialog, covered by a page, told by a card of our own."""

from __future__ import annotations

import time

import pytest

from tests import rig
from tests.e2e.screen_reader import LAUNCHER, Thing
from tests.e2e.seat import Seat

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(LAUNCHER is None, reason="at-spi2-core is not installed"),
    pytest.mark.skipif(bool(rig.missing("tint2")), reason="tint2 is not installed"),
]
PATIENCE_S = 100.0
"""A limit of one minute takes a minute."""
ALL_DAY = "00:00-24:00"


def test_a_limit_reached_in_real_time_asks_without_taking_the_keyboard_and_goes_on_by_a_click(
    seat: Seat,
) -> None:
    xterm = seat.desktop.xterm("letter", "Letter")
    seat.limit("--total", "--minutes", "1", "--level", "dialog")
    rig.until(lambda: _named(seat, "15 more minutes"), "the dialog", PATIENCE_S)
    more = seat.find("15 more minutes")
    assert seat.desktop.pointer.active() == xterm.window
    seat.picture("limit_dialog")
    seat.click(more)
    seat.gone("15 more minutes")
    rig.until(lambda: seat.today()["extensions"] == ["more"], "the extension")
    assert seat.today()["state"] == "open"
    assert "limit" in seat.program.kinds()


def test_a_cover_lies_on_its_window_alone_follows_it_and_lets_go(seat: Seat) -> None:
    other = seat.desktop.xterm("letter", "Letter")
    film = seat.desktop.xterm("film", "Film")
    seat.limit("--app", "Film", "--hours", ALL_DAY, "--level", "cover")
    seat.find("Done for today")
    more = seat.find("15 more minutes")
    seat.desktop.xdotool("windowsize", "--sync", film.window, 620, 520)
    seat.desktop.xdotool("windowmove", "--sync", film.window, 300, 120)
    rig.until(lambda: _lies_on(seat, "Film — Wellbeing", film.window), "the cover to follow")
    seat.picture("limit_cover")
    seat.click(seat.find("Done for today"))
    rig.until(lambda: seat.desktop.pointer.active() != film.window, "the window to be put away")
    seat.gone("Done for today")
    seat.desktop.pointer.activate(other.window)
    seat.picture("limit_cover_away")
    seat.desktop.pointer.activate(film.window, wait=False)
    seat.find("Done for today")
    assert seat.program.run("limits", "extend", "1", "more").code == 0
    seat.gone("Done for today")
    assert seat.today()["extensions"] == ["more"]
    assert more.name  # the way on was there from the start, though not yet open


def test_a_limit_that_is_changed_or_removed_takes_its_open_window_with_it(seat: Seat) -> None:
    seat.desktop.xterm("film", "Film")
    seat.limit("--app", "Film", "--hours", ALL_DAY, "--level", "cover")
    seat.find("Done for today")
    said = seat.program.run(
        "limits", "set", "--id", "1", "--app", "Film", "--hours", ALL_DAY, "--level", "dialog"
    )
    assert said.code == 0, said.err
    seat.find("Ignore today")
    seat.picture("limit_cover_to_dialog")
    assert seat.program.run("limits", "remove", "1").code == 0
    seat.gone("Ignore today")
    assert seat.program.run("limits", "extend", "1", "more").code == 1
    assert "All is well" in seat.program.run("verify").out


def test_without_a_notification_server_a_note_has_a_window_of_its_own(seat: Seat) -> None:
    xterm = seat.desktop.xterm("letter", "Letter")
    seat.limit("--total", "--hours", ALL_DAY)
    seat.find("Not now")
    assert seat.desktop.pointer.active() == xterm.window
    seat.picture("limit_note")
    seat.click(seat.find("Not now"))
    seat.gone("Not now")
    rig.until(lambda: seat.program.json("nudges")["nudges"][0]["response"] == "not-now", "the answer")


@pytest.mark.soak
def test_the_question_of_the_day_is_answered_by_two_clicks_where_it_is_asked(seat: Seat) -> None:
    seat.desktop.xterm("letter", "Letter")
    settings = 'checkin_at = "04:00"\nquiet_from = "04:00"\nquiet_to = "04:00"\n'
    (seat.program.home / "settings.toml").write_text(settings, "utf-8")
    assert seat.program.run("checkin", "on").code == 0
    assert seat.tracker.ask("reload")
    film = seat.desktop.xterm("film", "Film")
    rig.until(
        lambda: seat.program.json("nudges")["nudges"], "the question to wait for its moment", PATIENCE_S
    )
    assert _named(seat, "Mood: 5, rather good") is None
    time.sleep(62)  # a minute away from the keyboard; coming back is a good moment
    seat.desktop.xdotool("mousemove", 300, 300)
    rig.until(lambda: _named(seat, "Mood: 5, rather good"), "the question", PATIENCE_S)
    assert seat.desktop.pointer.active() == film.window
    seat.picture("checkin_card")
    seat.click(seat.find("Mood: 5, rather good", ""))
    seat.click(seat.find("Energy: 3, rather little", ""))
    seat.gone("Mood: 5, rather good")
    rig.until(lambda: seat.program.json("checkin", "list")["checkins"], "the answer")
    (kept,) = seat.program.json("checkin", "list")["checkins"]
    assert kept["values"] == [5, 3]
    assert seat.program.json("nudges")["nudges"][0]["response"] == "acted"


def test_a_pause_lies_over_what_is_on_the_list_and_leaving_puts_it_away(seat: Seat) -> None:
    letter = seat.desktop.xterm("letter", "Letter")
    (seat.program.home / "settings.toml").write_text('pauses_before = ["app:Film"]\n', "utf-8")
    assert seat.tracker.ask("reload")
    film = seat.desktop.xterm("film", "Film")
    seat.find("Leave it")
    own = (film.window, letter.window)
    rig.until(
        lambda: seat.desktop.pointer.active() not in own, "the page to take the keyboard, nobody typing"
    )
    seat.picture("pause_before")
    assert seat.tracker.ask("flush")  # the beat has seen our own page in front
    seat.click(seat.find("Leave it"))
    rig.until(lambda: seat.desktop.pointer.active() != film.window, "the window to be put away")
    seat.gone("Leave it")
    seat.desktop.pointer.activate(letter.window)
    nudge = seat.program.json("nudges")["nudges"][0]
    assert (nudge["kind"], nudge["response"]) == ("F", "acted")


def _named(seat: Seat, name: str) -> Thing | None:
    return next((one for one in seat.reader.things(seat.tracker.pid) if one.name == name), None)


def _lies_on(seat: Seat, name: str, window: int) -> bool:
    """Whether a window of ours lies exactly on another."""
    hand = seat.desktop.pointer
    size = hand.xcb.core.GetGeometry(window).reply()
    at = hand.xcb.core.TranslateCoordinates(window, hand.root, 0, 0).reply()
    frame = _named(seat, name)
    return frame is not None and frame.place == (at.dst_x, at.dst_y, size.width, size.height)
