"""A limit that is reached at a real desktop: asked by a dialog, covered by a page, told by a card of our own."""

from __future__ import annotations

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests import rig
from tests.e2e.program import Program, Tracker, quiet
from tests.e2e.screen_reader import LAUNCHER, ScreenReader, Thing, screen_reader
from tests.ui.desktop import tint2

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(LAUNCHER is None, reason="at-spi2-core is not installed"),
    pytest.mark.skipif(bool(rig.missing("tint2")), reason="tint2 is not installed"),
]
PATIENCE_S = 100.0
"""A limit of one minute takes a minute."""
ALL_DAY = "00:00-24:00"


@dataclass(frozen=True)
class Seat:
    """A person at a desktop with a panel, the tracker in its tray."""

    program: Program
    desktop: rig.Desktop
    reader: ScreenReader
    tracker: Tracker

    def find(self, name: str, role: str = "button") -> Thing:
        """A thing of the tracker that shows on the screen."""
        return self.reader.find(
            self.tracker.pid, lambda one: one.name == name and role in one.role, f"{role} {name}"
        )

    def gone(self, name: str) -> None:
        """Wait until nothing of this name shows."""
        rig.until(lambda: all(one.name != name for one in self.reader.things(self.tracker.pid)), f"no {name}")

    def click(self, thing: Thing) -> None:
        """A real click into its middle."""
        self.desktop.xdotool("mousemove", *thing.middle, "click", 1)

    def limit(self, *words: str) -> None:
        """Set a limit on the command line."""
        said = self.program.run("limits", "set", *words)
        assert said.code == 0, said.err

    def today(self) -> dict[str, Any]:
        """How the one limit stands (JSON values)."""
        (row,) = self.program.json("limits", "list")["limits"]
        return dict(row["today"])

    def picture(self, name: str) -> None:
        """Into the folder WELLBEING_PICTURES, if someone wants to look."""
        if folder := os.environ.get("WELLBEING_PICTURES"):
            command = ["import", "-window", "root", str(Path(folder) / f"{name}.png")]
            subprocess.run(command, env=self.desktop.environ, check=True)


@pytest.fixture
def seat(folder: Path, desktop: rig.Desktop, session_bus: rig.Bus) -> Iterator[Seat]:
    with contextlib.ExitStack() as stack:
        environ = {**quiet(desktop.environ, folder), "QT_QPA_PLATFORM": "xcb"}
        stack.enter_context(tint2(environ, folder, color="#2a2a2a"))
        reader, environ = stack.enter_context(screen_reader(environ, session_bus))
        program = Program(folder / "wellbeing", environ)
        tracker = stack.enter_context(program.tracker(headless=False))
        tracker.sees("window")
        yield Seat(program, desktop, reader, tracker)


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


@pytest.mark.soak
def test_a_cover_lies_on_its_window_alone_follows_it_and_lets_go(seat: Seat) -> None:
    other = seat.desktop.xterm("letter", "Letter")
    film = seat.desktop.xterm("film", "Film")
    seat.limit("--app", "Film", "--hours", ALL_DAY, "--level", "cover")
    done = seat.find("Done for today")
    more = seat.find("15 more minutes")
    seat.desktop.xdotool("windowsize", "--sync", film.window, 620, 520)
    seat.desktop.xdotool("windowmove", film.window, 300, 120)
    rig.until(lambda: _elsewhere(seat, done), "the cover to follow")
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


def _elsewhere(seat: Seat, before: Thing) -> Thing | None:
    now = _named(seat, before.name)
    return now if now is not None and now.place != before.place else None
