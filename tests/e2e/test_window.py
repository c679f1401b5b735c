"""The window as a person meets it: opened by the tray, watched while today grows, used, closed."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
import pytest
import xcffib.xproto as x11

from tests import rig
from tests.e2e.program import Program, now, quiet
from tests.e2e.screen_reader import LAUNCHER, ScreenReader, Thing, screen_reader
from tests.ui.desktop import tint2
from wellbeing.engine.clock import SystemClock
from wellbeing.model import Activity, AppIdentity, Presence, Span, Zone
from wellbeing.ports import Batch
from wellbeing.store.opening import open_store

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(LAUNCHER is None, reason="at-spi2-core is not installed"),
    pytest.mark.skipif(bool(rig.missing("tint2")), reason="tint2 is not installed"),
]

APP = "Alpha"
"""Its id: the window class."""
NAME = "XTerm"
"""What it is called: the program of its window is known."""
EARLIER = timedelta(minutes=40, seconds=25)
"""Of the app, before the test: five seconds more of it read as another minute."""
ICON_PX = range(8, 65)


@dataclass(frozen=True)
class Seat:
    """A person before a desktop with a panel."""

    program: Program
    desktop: rig.Desktop
    reader: ScreenReader

    def click(self, thing: Thing) -> None:
        """A real click into its middle."""
        self.desktop.xdotool("mousemove", *thing.middle, "click", 1)

    def keys(self, *keys: str) -> None:
        """Real keys, to what has the focus."""
        self.desktop.xdotool("key", *keys)

    def icon(self) -> tuple[int, int] | None:
        """The middle of the icon in the tray."""
        return next(icons(self.desktop.pointer, self.desktop.pointer.root), None)

    def window(self, but: frozenset[int]) -> int:
        """The window that was opened, once it is in front."""
        pointer = self.desktop.pointer
        new = rig.until(lambda: next((one for one in pointer.windows() if one not in but), 0), "the window")
        rig.until(lambda: pointer.active() == new, "the window to come to the front")
        return new

    def amount(self) -> float:
        """Seconds of the app, as the command line tells them."""
        begin = (now() - timedelta(hours=3)).isoformat()
        rows = self.program.json("usage", "--from", begin, "--by", "app")["rows"]
        return float(sum(row["seconds"] for row in rows if row["key"] == APP))


@pytest.fixture
def seat(folder: Path, desktop: rig.Desktop, session_bus: rig.Bus) -> Iterator[Seat]:
    """A person with a little history, at about noon wherever this runs."""
    zone = _noon()
    with contextlib.ExitStack() as stack:
        environ = {**quiet(desktop.environ, folder), "TZ": zone.name, "QT_QPA_PLATFORM": "xcb"}
        reader, environ = stack.enter_context(screen_reader(environ, session_bus))
        stack.enter_context(tint2(desktop.environ, folder, color="#202020"))
        program = Program(folder / "wellbeing", environ)
        _remember(program, zone)
        yield Seat(program, desktop, reader)


def test_the_window_opens_by_the_tray_follows_today_and_repairs_the_week(seat: Seat) -> None:
    terminal = seat.desktop.xterm("one", APP).window
    pointer = seat.desktop.pointer
    with seat.program.tracker(headless=False) as tracker:
        tracker.sees("window")
        before = frozenset(pointer.windows())
        icon = rig.until(seat.icon, "the icon in the tray")
        assert icon is not None
        seat.desktop.xdotool("mousemove", *icon, "click", 1)
        seat.click(seat.reader.find(tracker.pid, _named("Open", "button"), "the panel"))
        window = seat.window(before)
        [pid] = pointer.numbers(window, "_NET_WM_PID")

        # Two quiet screens come first.
        for word in ("Next", "Begin"):
            seat.reader.find(pid, _named(word, "button"), "a screen of the first run")
            seat.keys("Return")

        # Today grows while one looks at it.
        row = seat.reader.find(pid, _named(f"{NAME}: 4"), "the app among today's")
        pointer.activate(terminal)
        rig.until(lambda: round(seat.amount() / 60) > _minutes(row), "another minute of the app")
        pointer.activate(window)  # a switch shows at once, all else with the next minute of the clock
        more = seat.reader.find(pid, lambda one: _minutes(one) > _minutes(row), "today to grow")
        assert _minutes(more) == round(seat.amount() / 60)

        # Another category, by mouse and keys, counts for the past as well.
        assert _category(seat) == {}
        seat.click(seat.reader.find(pid, _named(f"{NAME}: "), "the app among today's"))
        seat.click(seat.reader.find(pid, _named("Development", "combo"), "what the app is"))
        seat.reader.find(pid, _named("Games", "list item"), "the categories")
        seat.keys("g", "a", "m", "e", "s", "Return")
        rig.until(lambda: _category(seat), "the week to be repaired")
        assert _category(seat)["games"] >= EARLIER.total_seconds()
        assert 'category = "games"' in (seat.program.home / "rules.toml").read_text("utf-8")
        seat.keys("ctrl+2")
        seat.reader.find(pid, _named("Games: 4"), "the week page to follow")

        # A second start raises the first.
        pointer.activate(terminal)
        said = seat.program.run("window", "today")
        assert (said.code, said.out) == (0, "")
        rig.until(lambda: pointer.active() == window, "the first window to be raised")
        seat.reader.find(pid, _named(f"{NAME}: "), "the page that was asked for")
        assert [one for one in pointer.windows() if one not in before] == [window]

        # Closing it gives everything back, and the tracker goes on.
        seat.keys("ctrl+w")
        rig.until(lambda: not psutil.pid_exists(pid), "the window's process to end")
        pointer.activate(terminal)
        left = seat.amount()
        rig.until(lambda: seat.amount() > left, "the tracker to go on")
        assert tracker.end() == 0
    seat.program.sound()


def _named(start: str, role: str = "") -> Any:  # a predicate
    return lambda thing: thing.name.startswith(start) and role in thing.role


def _minutes(thing: Thing) -> int:
    found = re.fullmatch(rf"{NAME}: (\d+) minutes", thing.name)
    return int(found[1]) if found else 0


def _category(seat: Seat) -> dict[str, float]:
    """Seconds of the week that count as games."""
    rows = seat.program.json("week")["categories"]
    return {row["key"]: row["seconds"] for row in rows if row["key"] == "games"}


def _noon() -> Zone:
    """A zone in which it is about noon, so that the hours before belong to today."""
    moment = now()
    ahead = 12 - moment.hour
    # POSIX counts the hours to Greenwich, not from it (tzdata, file etcetera).
    return Zone(
        datetime(2020, 1, 1, tzinfo=UTC),
        f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT",
        timedelta(hours=ahead),
    )


def _remember(program: Program, zone: Zone) -> None:
    """Some use an hour ago."""
    program.home.mkdir(mode=0o700, parents=True)
    store = open_store(
        program.home / "wellbeing.sqlite",
        clock=SystemClock(),
        day_start=timedelta(hours=4),
        backups=program.home / "backups",
    ).store
    begin = now() - timedelta(hours=2)
    span = Span(begin, begin + EARLIER)
    store.write(
        Batch(closed=[Activity(span, AppIdentity(APP, "xterm"), None, Presence.ACTIVE)], zones=[zone])
    )
    store.close()


def icons(pointer: rig.Pointer, window: int) -> Iterator[tuple[int, int]]:
    """Middles of the program's small square windows: what embeds itself into a tray."""
    core: Any = pointer.xcb.core
    with contextlib.suppress(x11.WindowError, x11.DrawableError):  # it went away meanwhile
        for child in core.QueryTree(window).reply().children:
            size = core.GetGeometry(child).reply()
            kind = core.GetProperty(False, child, pointer.atom("WM_CLASS"), 0, 0, 64).reply().value.raw
            if size.width == size.height and size.width in ICON_PX and bytes(kind).startswith(b"wellbeing"):
                at = core.TranslateCoordinates(child, pointer.root, size.width // 2, size.height // 2).reply()
                yield at.dst_x, at.dst_y
            yield from icons(pointer, child)
