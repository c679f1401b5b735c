"""The X11 window sensor on real screens, with real window managers and windows."""

from __future__ import annotations

import platform
import select
import socket
import struct
import threading
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
import xcffib.xproto as x11

from tests import rig
from wellbeing.model import Evidence
from wellbeing.ports import Recounts, SensorLost, WindowSensor
from wellbeing.sensors import x11_window
from wellbeing.sensors.past import MILLISECOND, tick
from wellbeing.sensors.x11_window import X11Window

pytestmark = pytest.mark.desktop

RATE_HZ = 20
SWITCHES = 200


@pytest.fixture
def sensor(desktop: rig.Desktop) -> Iterator[WindowSensor]:
    sensor = X11Window(desktop.environ)
    assert sensor.probe().ok
    yield sensor
    sensor.close()


def _title(sensor: WindowSensor, title: str | None) -> None:
    """Wait until the sensor's file number has brought this title."""
    rig.told(sensor, lambda seen: seen is not None and seen.title == title, f"the title {title!r}")


def _other(now: Evidence | None, title: str) -> bool:
    return now is not None and now.title != title


def test_focus_is_seen_with_title_class_process_and_executable(
    desktop: rig.Desktop, sensor: WindowSensor
) -> None:
    one = desktop.xterm("one")
    desktop.xterm("two", class_="Letters")
    _title(sensor, "two")
    seen = sensor.read()
    assert seen is not None
    assert (seen.app_id, seen.exe) == ("Letters", "xterm")
    desktop.pointer.activate(one.window)
    _title(sensor, "one")
    seen = sensor.read()
    assert seen is not None
    assert (seen.app_id, seen.title, seen.pid, seen.exe) == ("XTerm", "one", one.pid, "xterm")
    assert (seen.site, seen.commands) == (None, ())


def test_a_changed_title_is_told(desktop: rig.Desktop, sensor: WindowSensor) -> None:
    terminal = desktop.xterm("before")
    _title(sensor, "before")
    desktop.xdotool("set_window", "--name", "after", terminal.window)
    _title(sensor, "after")


def test_no_switch_is_missed_at_twenty_a_second(desktop: rig.Desktop, sensor: WindowSensor) -> None:
    windows = [desktop.xterm(name) for name in ("left", "right")]
    _title(sensor, "right")
    wanted = [windows[turn % 2].title for turn in range(SWITCHES)]

    def drive() -> None:
        with rig.Pointer(desktop.server.display) as pointer:
            for turn in range(SWITCHES):
                pointer.activate(windows[turn % 2].window)
                time.sleep(1 / RATE_HZ)

    driver = threading.Thread(target=drive)
    driver.start()
    seen = ["right"]
    while len(seen) <= SWITCHES:
        now = rig.told(sensor, lambda now: _other(now, seen[-1]), f"switch {len(seen)}")
        assert now is not None
        seen.append(str(now.title))
    driver.join()
    assert seen[1:] == wanted


def test_a_reader_that_got_no_turn_learns_of_every_switch_and_when_it_was(
    desktop: rig.Desktop, sensor: WindowSensor
) -> None:
    windows = [desktop.xterm(name) for name in ("left", "middle", "right")]
    _title(sensor, "right")
    assert isinstance(sensor, Recounts)
    sensor.passed()
    told: list[tuple[str, timedelta, timedelta]] = []
    for turn in range(30):
        window, before = windows[turn % 3], tick()
        desktop.pointer.activate(window.window)
        told.append((window.title, before, tick()))
    _title(sensor, "right")
    passed = [one for one in sensor.passed() if one.evidence is not None]
    assert [one.evidence and one.evidence.title for one in passed] == [title for title, _, _ in told]
    for one, (_, before, after) in zip(passed, told, strict=True):
        assert one.tick is not None
        assert before - MILLISECOND * 2 <= one.tick <= after + MILLISECOND * 2
    assert sensor.passed() == ()


def test_a_window_that_has_gone_by_now_was_in_front_all_the_same(
    desktop: rig.Desktop, sensor: WindowSensor
) -> None:
    stays = desktop.xterm("stays")
    goes = desktop.pointer.window(title=b"goes", class_=b"goes\0Goes\0")
    _title(sensor, "goes")
    desktop.pointer.activate(stays.window)
    _title(sensor, "stays")
    assert isinstance(sensor, Recounts)
    sensor.passed()
    desktop.pointer.activate(goes.id)
    desktop.pointer.activate(stays.window)
    goes.destroy()
    rig.until(lambda: goes.id not in desktop.pointer.windows(), "the window to go")
    _title(sensor, "stays")
    assert [one.evidence.title for one in sensor.passed() if one.evidence] == ["goes", "stays"]


@pytest.mark.parametrize("rounds", [1, x11_window.ROUNDS])
def test_the_last_of_a_flood_of_titles_is_seen(
    desktop: rig.Desktop, sensor: WindowSensor, monkeypatch: pytest.MonkeyPatch, rounds: int
) -> None:
    monkeypatch.setattr(x11_window, "ROUNDS", rounds)
    window = desktop.pointer.window(title=b"calm", class_=b"flood\0Flood\0")
    _title(sensor, "calm")

    def flood() -> None:
        for turn in range(3000):
            name = b"turn %d" % turn
            desktop.pointer.xcb.core.ChangeProperty(
                0,
                window.id,
                desktop.pointer.atom("WM_NAME"),
                desktop.pointer.atom("STRING"),
                8,
                len(name),
                name,
            )
            desktop.pointer.xcb.flush()

    driver = threading.Thread(target=flood)
    driver.start()
    _title(sensor, "turn 2999")
    driver.join()


def test_after_a_read_the_file_number_is_quiet(desktop: rig.Desktop, sensor: WindowSensor) -> None:
    desktop.xterm("quiet")
    _title(sensor, "quiet")
    number = sensor.fileno()
    assert number is not None

    def quiet() -> bool:
        sensor.read()
        return not select.select([number], [], [], 0.2)[0]

    rig.until(quiet, "silence")


def test_a_fresh_sensor_is_readable_at_once(desktop: rig.Desktop) -> None:
    sensor = X11Window(desktop.environ)
    assert sensor.probe().ok
    number = sensor.fileno()
    assert number is not None
    assert select.select([number], [], [], rig.PATIENCE_S)[0]
    sensor.close()


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (b"caf\xe9", "café"),
        ("Zürich €".encode(), "Zürich €"),
        (b"first\0second\0", "first second"),
        (b"bell\x07tab\tend", "bell tab end"),
    ],
)
def test_old_style_titles(desktop: rig.Desktop, sensor: WindowSensor, raw: bytes, title: str) -> None:
    desktop.pointer.window(title=raw, class_=b"old\0Old\0")
    _title(sensor, title)


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("שלום, עולם".encode(), "שלום, עולם"),
        (b"nul\0inside\0", "nul inside"),
        (b"bad \xff\xfe byte", "bad �� byte"),
        (b"half a pair \xed\xa0\x80", "half a pair ���"),
    ],
)
def test_new_style_titles(desktop: rig.Desktop, sensor: WindowSensor, raw: bytes, title: str) -> None:
    window = desktop.pointer.window(title=b"old", class_=b"new\0New\0")
    window.set("_NET_WM_NAME", "UTF8_STRING", raw)
    _title(sensor, title)


def test_a_title_of_100_kb_is_cut_at_a_whole_character(desktop: rig.Desktop, sensor: WindowSensor) -> None:
    window = desktop.pointer.window(title=b"small", class_=b"big\0Big\0")
    window.set("_NET_WM_NAME", "UTF8_STRING", b"x" + "é".encode() * 50_000)
    _title(sensor, "x" + "é" * 2047)


def test_typed_old_titles(desktop: rig.Desktop, sensor: WindowSensor) -> None:
    window = desktop.pointer.window(title=b"old", class_=b"typed\0Typed\0")
    window.set("WM_NAME", "COMPOUND_TEXT", b"\x1b$(B\x24\x33\x24\x73\x1b(B!")
    _title(sensor, "こん!")
    window.set("WM_NAME", "UTF8_STRING", "ключ".encode())
    _title(sensor, "ключ")


def test_a_window_may_say_nothing_of_itself(desktop: rig.Desktop, sensor: WindowSensor) -> None:
    desktop.pointer.window()
    seen = rig.told(sensor, lambda seen: seen is not None, "the bare window")
    assert seen is not None
    assert (seen.app_id, seen.title, seen.pid, seen.exe) == (None, None, None, None)


def test_the_process_is_known_only_for_windows_of_this_host(
    desktop: rig.Desktop, sensor: WindowSensor
) -> None:
    terminal = desktop.xterm("here")
    window = desktop.pointer.window(title=b"there", class_=b"far\0Far\0")
    window.set("_NET_WM_PID", "CARDINAL", [terminal.pid])
    window.set("WM_CLIENT_MACHINE", "STRING", b"elsewhere")
    window.set("WM_NAME", "STRING", b"elsewhere")
    _title(sensor, "elsewhere")
    seen = sensor.read()
    assert seen is not None
    assert (seen.pid, seen.exe) == (None, None)
    assert platform.node() == socket.gethostname()


def test_a_process_number_from_inside_a_sandbox_is_not_believed(
    desktop: rig.Desktop, sensor: WindowSensor
) -> None:
    window = desktop.pointer.window(title=b"outside", class_=b"box\0Box\0")
    window.set("_NET_WM_PID", "CARDINAL", [2**22 + 1])  # beyond the largest process number of Linux
    window.set("WM_CLIENT_MACHINE", "STRING", socket.gethostname().encode())
    window.set("WM_NAME", "STRING", b"inside")
    _title(sensor, "inside")
    seen = sensor.read()
    assert seen is not None
    assert (seen.pid, seen.exe) == (None, None)


def test_the_memory_for_executables_is_bounded(
    desktop: rig.Desktop, sensor: WindowSensor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(x11_window, "KEPT", 1)
    one, two = desktop.xterm("one"), desktop.xterm("two")
    for terminal in (one, two, one):
        desktop.pointer.activate(terminal.window)
        seen = rig.told(sensor, lambda seen: seen is not None and seen.title == terminal.title, "it")  # noqa: B023 - called at once
        assert seen is not None
        assert seen.exe == "xterm"


def test_short_lived_windows_leave_the_sensor_well(desktop: rig.Desktop, sensor: WindowSensor) -> None:
    desktop.xterm("stays")
    _title(sensor, "stays")
    for turn in range(25):
        window = desktop.pointer.window(title=b"flash %d" % turn)
        if turn % 2:
            sensor.read()
        window.destroy()
        sensor.read()
    _title(sensor, "stays")


def test_nothing_is_in_front_after_the_last_window_went(desktop: rig.Desktop, sensor: WindowSensor) -> None:
    window = desktop.pointer.window(title=b"last", class_=b"last\0Last\0")
    _title(sensor, "last")
    window.hide()
    rig.told(sensor, lambda seen: seen is None, "nothing after hiding in a tray")
    window.show()
    _title(sensor, "last")
    window.destroy()
    rig.told(sensor, lambda seen: seen is None, "nothing after closing")


def test_a_minimised_window_is_not_in_front(desktop: rig.Desktop, sensor: WindowSensor) -> None:
    terminal = desktop.xterm("small")
    _title(sensor, "small")
    desktop.xdotool("windowminimize", terminal.window)
    rig.told(sensor, lambda seen: seen is None, "nothing after minimising")


def test_a_window_manager_that_starts_later_is_noticed(xserver: rig.XServer) -> None:
    sensor = X11Window(xserver.environ)
    support = sensor.probe()
    assert not support.ok
    assert "window manager" in support.reason
    assert support.remedy
    assert sensor.fileno() is None, "a probe that says no leaves nothing open"
    assert sensor.read() is None
    with rig.desktop(xserver) as desktop:
        desktop.xterm("late")
        _title(sensor, "late")
        assert sensor.probe().ok
    sensor.close()


def test_a_restarted_window_manager_is_found_again(xserver: rig.XServer) -> None:
    sensor = X11Window(xserver.environ)
    with rig.desktop(xserver) as desktop:
        desktop.xterm("first")
        _title(sensor, "first")
        terminal = desktop.xterm("kept")
        _title(sensor, "kept")
        sensor.passed()
        before = tick()
        desktop.manager.kill()
        rig.told(sensor, lambda seen: seen is None, "no window manager")
        assert all(one.tick is None or one.tick >= before for one in sensor.passed())
        assert not sensor.probe().ok
        with rig.window_manager(xserver.environ):
            rig.until(lambda: terminal.window in desktop.pointer.windows(), "the window to be managed again")
            desktop.pointer.activate(terminal.window)
            _title(sensor, "kept")
    sensor.close()


def test_a_dead_server_is_told_and_a_new_one_found(xserver: rig.XServer) -> None:
    sensor = X11Window(xserver.environ)
    with rig.desktop(xserver) as desktop:
        desktop.xterm("before")
        _title(sensor, "before")
        xserver.kill()
        number = sensor.fileno()
        assert number is not None
        assert select.select([number], [], [], rig.PATIENCE_S)[0]
        with pytest.raises(SensorLost, match="has gone"):
            sensor.read()
        sensor.close()
        assert not sensor.probe().ok
    xserver.start()
    with rig.desktop(xserver) as desktop:
        assert sensor.probe().ok
        desktop.xterm("after")
        _title(sensor, "after")
    sensor.close()


@pytest.mark.parametrize(
    ("environ", "reason", "remedy"),
    [
        ({}, "DISPLAY is not set", "desktop session"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "Wayland", "X11"),
        ({"DISPLAY": ":64999"}, "cannot be reached", "DISPLAY"),
        ({"DISPLAY": "nonsense"}, "cannot be reached", "DISPLAY"),
    ],
)
def test_without_a_display_it_says_so(environ: dict[str, str], reason: str, remedy: str) -> None:
    support = X11Window(environ).probe()
    assert not support.ok
    assert reason in support.reason
    assert remedy in support.remedy


def test_under_wayland_it_says_what_it_does_not_see(desktop: rig.Desktop) -> None:
    sensor = X11Window({**desktop.environ, "WAYLAND_DISPLAY": "wayland-0"})
    support = sensor.probe()
    assert support.ok
    assert "native Wayland windows" in support.reason
    assert support.remedy
    sensor.close()


def test_a_window_that_covers_the_screen_is_told(desktop: rig.Desktop, sensor: WindowSensor) -> None:
    term = desktop.xterm("film")
    rig.told(sensor, lambda seen: seen is not None and seen.title == "film", "the window")
    _full_screen(desktop, term.window, 1)
    rig.told(sensor, lambda seen: seen is not None and seen.full_screen, "full screen")
    _full_screen(desktop, term.window, 0)
    rig.told(sensor, lambda seen: seen is not None and not seen.full_screen, "an ordinary window")


def _full_screen(desktop: rig.Desktop, window: int, action: int) -> None:
    """Ask the window manager for it (1) or for its end (0), as a program does (EWMH, _NET_WM_STATE)."""
    hand = desktop.pointer
    words = (window, hand.atom("_NET_WM_STATE"), action, hand.atom("_NET_WM_STATE_FULLSCREEN"), 0, 1, 0)
    event = struct.pack("=BBHII5I", 33, 32, 0, *words)
    mask = x11.EventMask.SubstructureRedirect | x11.EventMask.SubstructureNotify
    hand.xcb.core.SendEvent(False, hand.root, mask, event)
    hand.xcb.flush()
