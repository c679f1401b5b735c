"""Windows and macOS by recorded replies: what the sensors make of what their systems say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from tests.waiting import told, until
from wellbeing.ports import Fact, SensorLost
from wellbeing.sensors.choose import candidates, choose
from wellbeing.sensors.macos_api import Front
from wellbeing.sensors.macos_sensors import MacIdle, MacSession, MacWindow
from wellbeing.sensors.watched import Watched
from wellbeing.sensors.windows_presence import WindowsIdle, WindowsSession
from wellbeing.sensors.windows_window import WindowsWindow

NOTEPAD = "C:\\windows\\system32\\notepad.exe"
STORE = "C:\\Program Files\\WindowsApps\\Calculator\\CalculatorApp.exe"


@dataclass
class Replies:
    """What Windows said (the first window: wine 8.0 by a probe of the same calls), to be changed by the test."""

    window: int = 0x10056
    titles: dict[int, str] = field(default_factory=lambda: {0x10056: "Untitled - Notepad"})
    pids: dict[int, int] = field(default_factory=lambda: {0x10056: 56, 7: 70, 8: 80})
    images: dict[int, str] = field(
        default_factory=lambda: {
            56: NOTEPAD,
            70: "C:\\Windows\\System32\\ApplicationFrameHost.exe",
            71: STORE,
            80: "C:\\Windows\\explorer.exe",
        }
    )
    inside: dict[int, int] = field(default_factory=lambda: {7: 71})
    full: bool = False
    idle: int = 1519
    lock: bool | None = False
    power: list[Callable[[bool], None]] = field(default_factory=list)

    def foreground(self) -> int:
        return self.window

    def title(self, window: int) -> str:
        return self.titles.get(window, "")

    def pid(self, window: int) -> int:
        return self.pids.get(window, 0)

    def image(self, pid: int) -> str:
        return self.images.get(pid, "")

    def description(self, image: str) -> str:
        return {NOTEPAD: "Notepad"}.get(image, "")

    def covers(self, window: int) -> bool:
        return self.full

    def child_pid(self, window: int, pid: int) -> int:
        return self.inside.get(window, 0)

    def idle_ms(self) -> int:
        return self.idle

    def locked(self) -> bool | None:
        return self.lock

    def on_power(self, told: Callable[[bool], None]) -> Callable[[], None]:
        self.power.append(told)
        return self.power.clear


def test_the_foreground_window_has_its_name_from_the_version_information() -> None:
    desk = Replies()
    sensor = WindowsWindow(desk)
    support = sensor.probe()
    assert support.ok
    assert "not yet verified on a real machine" in support.remedy
    seen = sensor.read()
    assert seen is not None
    assert (seen.app_id, seen.exe, seen.pid) == ("Notepad", "notepad.exe", 56)
    assert seen.title == "Untitled - Notepad"
    desk.titles[0x10056] = "letter.txt - Notepad"
    told(sensor, lambda seen: seen is not None and seen.title == "letter.txt - Notepad", "the new title")
    desk.full = True
    told(sensor, lambda seen: seen is not None and seen.full_screen, "full screen")
    desk.window = 0
    told(sensor, lambda seen: seen is None, "the lock screen")
    sensor.close()
    assert sensor.fileno() is None


def test_an_app_of_the_store_is_found_inside_its_frame() -> None:
    desk = Replies(window=7)
    sensor = WindowsWindow(desk)
    seen = sensor.read()
    assert seen is not None
    assert (seen.app_id, seen.exe, seen.pid) == ("CalculatorApp", "CalculatorApp.exe", 71)
    sensor.close()
    sensor = WindowsWindow(Replies(window=7, inside={}))
    seen = sensor.read()
    assert seen is not None
    assert (seen.app_id, seen.exe) == (None, "ApplicationFrameHost.exe")
    sensor.close()


def test_the_desktop_itself_is_no_full_screen() -> None:
    sensor = WindowsWindow(Replies(window=8, full=True))
    seen = sensor.read()
    assert seen is not None
    assert not seen.full_screen
    sensor.close()


def test_a_process_that_may_not_be_looked_into_is_still_a_window() -> None:
    sensor = WindowsWindow(Replies(images={}))
    seen = sensor.read()
    assert seen is not None
    assert (seen.app_id, seen.exe, seen.pid) == (None, None, 56)
    sensor.close()


def test_input_lock_and_sleep_on_windows() -> None:
    desk = Replies()
    idle, session = WindowsIdle(desk), WindowsSession(desk)
    assert idle.probe().ok
    assert idle.read() == timedelta(milliseconds=1519)
    assert "locked and when" in session.probe().reason
    assert not session.read().locked
    desk.lock = True
    assert session.read().locked
    [power] = desk.power
    power(True)
    assert session.read().sleeping
    power(False)
    assert not session.read().sleeping
    desk.lock = None
    assert "not whether the screen is locked" in session.probe().reason
    assert not session.read().locked
    session.close()
    assert desk.power == []
    assert idle.fileno() is session.fileno() is None
    idle.close()


@dataclass
class MacReplies:
    """What macOS would say, as its documentation has it."""

    app: Front | None = field(
        default_factory=lambda: Front(
            411, "com.apple.Safari", "/Applications/Safari.app/Contents/MacOS/Safari"
        )
    )
    may: bool = True
    name: str = "Start Page"
    full: bool = False
    idle: float = 2.5
    lock: bool = False
    asked: list[bool] = field(default_factory=list)

    def front(self) -> Front | None:
        return self.app

    def trusted(self, *, ask: bool) -> bool:
        if ask:
            self.asked.append(ask)
        return self.may

    def title(self, pid: int) -> str:
        return self.name

    def full_screen(self, pid: int) -> bool:
        return self.full

    def idle_s(self) -> float:
        return self.idle

    def locked(self) -> bool:
        return self.lock


def test_the_front_app_has_a_title_only_with_the_permission() -> None:
    desk = MacReplies(may=False, full=True)
    sensor = MacWindow(desk)
    support = sensor.probe()
    assert support.ok
    assert "Accessibility" in support.remedy
    sensor.probe()
    assert desk.asked == [True], "the person is asked once"
    seen = sensor.read()
    assert seen is not None
    assert (seen.app_id, seen.exe, seen.pid, seen.title) == ("com.apple.Safari", "Safari", 411, None)
    assert not seen.full_screen
    desk.may = True
    told(sensor, lambda seen: seen is not None and seen.title == "Start Page", "the title")
    desk.app = replace(desk.app or Front(0, "", ""), bundle="")
    told(
        sensor, lambda seen: seen is not None and seen.app_id == "Safari", "the name of one without a bundle"
    )
    desk.app = None
    told(sensor, lambda seen: seen is None, "nothing in front")
    sensor.close()
    assert "not yet verified" in MacWindow(MacReplies()).probe().remedy


def test_input_and_lock_on_macos() -> None:
    desk = MacReplies()
    idle, session = MacIdle(desk), MacSession(desk)
    assert idle.probe().ok
    assert session.probe().ok
    assert idle.read() == timedelta(seconds=2.5)
    assert not session.read().locked
    desk.lock = True
    assert session.read().locked
    assert idle.fileno() is session.fileno() is None
    idle.close()
    session.close()


def test_a_watch_that_fails_says_so_to_its_reader() -> None:
    looks = iter([1, 1])

    def look() -> int:
        try:
            return next(looks)
        except StopIteration:
            raise SensorLost("It has gone.", "") from None

    watched = Watched(look, 0.01)

    def lost() -> bool:
        try:
            watched.read()
        except SensorLost:
            return True
        return False

    until(lost, "the loss")
    watched.close()
    watched.close()


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_every_fact_has_candidates_there(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    windows, mac = Replies(), MacReplies()
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr("wellbeing.sensors.windows_api.WindowsDesk", lambda: windows, raising=False)
    monkeypatch.setattr("wellbeing.sensors.macos_api.MacDesk", lambda: mac, raising=False)
    offered = candidates({}, timedelta(minutes=3))
    assert set(offered) == set(Fact)
    for fact in (Fact.WINDOW, Fact.IDLE, Fact.SESSION):
        choice = choose(fact, offered[fact])
        assert choice.ok
        choice.sensor.close()
    assert not choose(Fact.CAMERA, offered[Fact.CAMERA]).ok


def test_a_missing_pyobjc_is_a_reason_like_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setitem(__import__("sys").modules, "wellbeing.sensors.macos_sensors", None)
    choice = choose(Fact.WINDOW, candidates({}, timedelta(minutes=3))[Fact.WINDOW])
    assert not choice.ok
    assert "pyobjc" in choice.tried[0][1].reason
    assert "pip install" in choice.tried[0][1].remedy
