"""What is in front and whether input stopped, on a real sway: by its IPC and by the protocols of its family."""

from __future__ import annotations

import contextlib
import select
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import psutil
import pytest

from tests import wayland
from tests.rig import missing, told, until
from wellbeing.model import Evidence
from wellbeing.ports import SensorLost
from wellbeing.sensors.owner import Owners, Running
from wellbeing.sensors.sway_window import SwayWindow
from wellbeing.sensors.wayland_idle import WaylandIdle
from wellbeing.sensors.wayland_window import WaylandWindow

WAY = pytest.mark.parametrize("kind", [SwayWindow, WaylandWindow])
pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(bool(why := missing("sway", "foot", "wtype")), reason=f"not installed: {why}"),
]


@pytest.fixture(scope="module")
def desktop() -> Iterator[wayland.Sway]:
    """Sway with two terminals, for all tests of this file that leave it as it was."""
    with wayland.sway() as result:
        result.terminal("one")
        result.terminal("two")
        yield result


def covering(seen: Evidence | None) -> bool:
    return seen is not None and seen.full_screen


def framed(seen: Evidence | None) -> bool:
    return seen is not None and not seen.full_screen


@WAY
def test_it_says_what_it_found(desktop: wayland.Sway, kind: type[SwayWindow | WaylandWindow]) -> None:
    sensor = kind(desktop.environ)
    try:
        assert sensor.probe().ok
    finally:
        sensor.close()
    nowhere = kind({})
    assert not nowhere.probe().ok
    gone = kind({**desktop.environ, "SWAYSOCK": "/nonexistent", "XDG_RUNTIME_DIR": "/nonexistent"})
    assert "cannot be reached" in gone.probe().reason
    assert gone.fileno() is None


@WAY
def test_focus_and_titles_are_seen(desktop: wayland.Sway, kind: type[SwayWindow | WaylandWindow]) -> None:
    desktop.focus("one")
    sensor = kind(desktop.environ)
    try:
        first = told(sensor, lambda seen: seen is not None and seen.title == "one", "the first")
        assert first is not None
        assert first.app_id == "foot"
        desktop.focus("two")
        second = told(sensor, lambda seen: seen is not None and seen.title == "two", "the second")
        assert second is not None
        if kind is SwayWindow:
            assert first.exe == second.exe == "foot"
            assert first.pid != second.pid
            assert {first.pid, second.pid} <= {one["pid"] for one in desktop.windows()}
        desktop.tell("workspace 7")
        told(sensor, lambda seen: seen is None, "an empty workspace")
        desktop.tell("workspace 1")
        told(sensor, lambda seen: seen is not None, "the window again")
    finally:
        sensor.close()


@WAY
def test_a_window_that_covers_its_screen_is_known(
    desktop: wayland.Sway, kind: type[SwayWindow | WaylandWindow]
) -> None:
    desktop.focus("one")
    sensor = kind(desktop.environ)
    try:
        for on in (True, False):
            desktop.tell(f"fullscreen {'enable' if on else 'disable'}")
            told(sensor, covering if on else framed, f"full screen: {on}")
    finally:
        sensor.close()


@WAY
def test_a_window_that_closes_leaves_the_next_in_front(
    desktop: wayland.Sway, kind: type[SwayWindow | WaylandWindow]
) -> None:
    desktop.focus("two")
    sensor = kind(desktop.environ)
    try:
        desktop.terminal("three")
        told(sensor, lambda seen: seen is not None and seen.title == "three", "the third")
        desktop.tell('[title="^three$"] kill')
        told(sensor, lambda seen: seen is not None and seen.title != "three", "another")
    finally:
        sensor.close()


@WAY
def test_no_switch_is_missed_at_twenty_a_second(
    desktop: wayland.Sway, kind: type[SwayWindow | WaylandWindow]
) -> None:
    sensor = kind(desktop.environ)
    desktop.focus("two")
    told(sensor, lambda seen: seen is not None and seen.title == "two", "the second")
    seen: list[str | None] = []
    try:
        for turn in range(60):
            title = ("one", "two")[turn % 2]
            desktop.focus(title)
            deadline = time.monotonic() + 5
            while time.monotonic() < deadline:
                number = sensor.fileno()
                assert number is not None
                if not select.select([number], [], [], 5)[0]:
                    break
                front = sensor.read()
                if front is not None and front.title == title:
                    seen.append(front.title)
                    break
    finally:
        sensor.close()
    assert seen == ["one", "two"] * 30


@WAY
def test_a_reader_that_got_no_turn_learns_of_every_switch(
    desktop: wayland.Sway, kind: type[SwayWindow | WaylandWindow]
) -> None:
    desktop.focus("two")
    sensor = kind(desktop.environ)
    try:
        told(sensor, lambda seen: seen is not None and seen.title == "two", "the second")
        sensor.passed()
        for turn in range(20):
            desktop.focus(("one", "two")[turn % 2])
        fronts: list[str | None] = []

        def through() -> bool:
            sensor.read()
            fronts.extend(one.evidence.title for one in sensor.passed() if one.evidence is not None)
            return len(fronts) >= 20

        until(through, "the last switch")
        assert fronts == ["one", "two"] * 10
    finally:
        sensor.close()


def test_a_process_is_named_only_where_one_can_be_meant(desktop: wayland.Sway) -> None:
    desktop.focus("one")
    sensor = WaylandWindow(desktop.environ)
    try:
        front = told(sensor, lambda seen: seen is not None and seen.title == "one", "the first")
        assert front is not None
        assert front.pid is None  # two processes are called foot
    finally:
        sensor.close()


def test_input_that_stops_and_returns_wakes_twice(desktop: wayland.Sway) -> None:
    threshold = timedelta(milliseconds=700)
    sensor = WaylandIdle(desktop.environ, threshold)
    try:
        assert sensor.probe().ok
        desktop.key()
        idle = told(sensor, lambda one: one >= threshold, "idleness")
        assert idle < threshold + timedelta(seconds=2)
        desktop.key()
        assert told(sensor, lambda one: one < threshold, "input") == timedelta(0)
    finally:
        sensor.close()


@pytest.mark.parametrize(
    "opened",
    [SwayWindow, WaylandWindow, lambda environ: WaylandIdle(environ, timedelta(minutes=3))],
    ids=["sway", "wlroots", "idle"],
)
def test_a_compositor_that_dies_is_lost(
    opened: Callable[[Mapping[str, str]], SwayWindow | WaylandWindow | WaylandIdle],
) -> None:
    with wayland.sway() as desktop:
        sensor = opened(desktop.environ)
        sensor.read()
        desktop.process.terminate()

        def lost() -> bool:
            try:
                sensor.read()
            except SensorLost:
                return True
            return False

        until(lost, "the loss")
        sensor.close()


@pytest.mark.skipif(bool(why := missing("Xwayland", "xterm")), reason=f"not installed: {why}")
def test_an_x11_window_is_seen_as_the_others_are(desktop: wayland.Sway) -> None:
    sensor = SwayWindow(desktop.environ)
    desktop.xterm("elder")
    seen = told(sensor, lambda seen: seen is not None and seen.title == "elder", "the X11 window")
    assert seen is not None
    assert seen.app_id is not None
    assert seen.app_id.lower() in ("xterm", "debian-xterm")
    assert seen.exe == "xterm"
    assert seen.pid is not None
    sensor.close()
    psutil.Process(seen.pid).terminate()


@pytest.mark.skipif(bool(missing("Xwayland", "xterm")), reason="not installed: Xwayland, xterm")
def test_an_x11_window_is_seen_by_the_protocol_too(desktop: wayland.Sway) -> None:
    sensor = WaylandWindow(desktop.environ, Owners(of_the_desktop))
    desktop.xterm("elder by protocol")
    seen = told(sensor, lambda seen: seen is not None and seen.title == "elder by protocol", "the window")
    assert seen is not None
    assert (seen.app_id, seen.exe) == ("XTerm", "xterm")
    assert seen.pid in {one["pid"] for one in desktop.windows()}
    sensor.close()
    desktop.tell('[title="^elder by protocol$"] kill')


def of_the_desktop() -> Iterator[Running]:
    """Processes of whoever runs the desktop, whose programs the person's own are on a real one."""
    theirs = wayland.user().pw_uid
    for one in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if one.uids().real == theirs:
                exe = psutil.Process(one.pid).exe()  # as it is now: `process_iter` keeps what it saw
                yield Running(one.pid, Path(exe).name, one.create_time(), one.ppid(), one.name())
