"""Our calls of Windows, made for real by wine: what the sensors say of notepad, winemine and the file manager.

A process of wine runs `windows_api` itself (tests/wine). It takes a minute and 800 MB of packages, so only with
`--soak`. Wine is not Windows: what it does not have (the session's lock, sleep, apps of the Store) stays unshown.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import sysconfig
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests import rig
from wellbeing.model import Evidence
from wellbeing.sensors.windows_presence import WindowsIdle, WindowsSession
from wellbeing.sensors.windows_window import WindowsWindow

WINE = "/usr/lib/wine/wine64"
"""Debian's; its `wine` on the path runs programs of Windows only."""
LIBRARY = Path(sysconfig.get_config_var("LIBDIR"), str(sysconfig.get_config_var("INSTSONAME")))
FOLDER = Path(__file__).parents[1] / "wine"
BEHIND_NS = 200_000_000
"""What wine's clocks may be behind: its server moves them on, every 16 ms where the machine has the time."""
pytestmark = [
    pytest.mark.desktop,
    pytest.mark.soak,
    pytest.mark.skipif(bool(why := rig.missing(WINE, "winegcc", "wineboot")), reason=f"not installed: {why}"),
    pytest.mark.skipif(not LIBRARY.exists(), reason=f"this Python has no shared library: {LIBRARY.name}"),
]


class Wine:
    """A private Windows: programs on it, and the desk that our sensors ask."""

    def __init__(self, desktop: rig.Desktop, folder: Path) -> None:
        self.desktop = desktop
        self.environ = {
            **desktop.environ,
            "HOME": str(folder),
            "WINEPREFIX": str(folder / "prefix"),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",  # nobody wants .NET and a browser engine
            "PYTHONHOME": sys.base_prefix,
        }
        self._stack = contextlib.ExitStack()
        self._alone = threading.Lock()

    def start(self, folder: Path) -> None:
        """Set it up, and let the desk answer."""
        for command in (
            ["wineboot", "-i"],
            ["winegcc", "-m64", "-o", str(folder / "host"), str(FOLDER / "host.c"), "-ldl"],
        ):
            subprocess.run(
                command, env=self.environ | {"PATH": os.environ["PATH"]}, check=True, capture_output=True
            )
        command = [WINE, str(folder / "host.exe.so"), str(LIBRARY), str(FOLDER / "desk.py")]
        self._process = self._stack.enter_context(
            subprocess.Popen(
                command, env=self.environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        )
        self._stack.callback(self._process.kill)
        assert self._answer() == "ready"

    def close(self) -> None:
        """End all of it."""
        subprocess.run(
            ["wineserver", "-k"],
            env=self.environ | {"PATH": os.environ["PATH"] + ":/usr/lib/wine"},
            check=False,
        )
        self._stack.close()

    @contextlib.contextmanager
    def program(self, *command: str, title: str) -> Iterator[int]:
        """A program of Windows; its X window once it is there."""
        with rig.running(WINE, *command, env=self.environ):
            window = rig.until(lambda: self._window(title), title)
            self.desktop.pointer.activate(window)
            yield window
            self.desktop.xdotool("windowclose", window)
            rig.until(lambda: not self._window(title), f"the end of {title}")

    def output(self, *command: str) -> str:
        """What a program of Windows prints."""
        done = subprocess.run([WINE, *command], env=self.environ, check=True, capture_output=True)
        return done.stdout.decode("utf-8", "replace")

    def _window(self, title: str) -> int:
        with contextlib.suppress(subprocess.CalledProcessError):  # one of them has just gone
            for one in self.desktop.pointer.windows():
                if self.desktop.xdotool("getwindowname", one) == title:
                    return one
        return 0

    def ask(self, name: str, *words: object) -> Any:
        """Any JSON that the desk answers."""
        with self._alone:  # the window is watched on a thread of its own
            assert self._process.stdin is not None
            assert self._process.poll() is None, "the desk has ended; what it said last is on stderr"
            self._process.stdin.write(json.dumps({"ask": name, "words": words}) + "\n")
            self._process.stdin.flush()
            return self._answer()

    def _answer(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the desk has ended; what it said last is on stderr"
        return json.loads(line)["answer"]

    def foreground(self) -> int:
        return int(self.ask("foreground"))

    def title(self, window: int) -> str:
        return str(self.ask("title", window))

    def pid(self, window: int) -> int:
        return int(self.ask("pid", window))

    def image(self, pid: int) -> str:
        return str(self.ask("image", pid))

    def description(self, image: str) -> str:
        return str(self.ask("description", image))

    def covers(self, window: int) -> bool:
        return bool(self.ask("covers", window))

    def child_pid(self, window: int, pid: int) -> int:
        return int(self.ask("child_pid", window, pid))

    def idle_ms(self) -> int:
        return int(self.ask("idle_ms"))

    def locked(self) -> bool | None:
        told: bool | None = self.ask("locked")
        return told

    def on_power(self, told: Callable[[bool], None]) -> Callable[[], None]:
        del told
        assert self.ask("power")  # begun and ended there: wine never sleeps
        return lambda: None


@pytest.fixture(scope="module")
def wine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wine]:
    """One for all tests."""
    folder = tmp_path_factory.mktemp("wine")
    with (
        rig.XServer() as server,
        rig.desktop(server) as desktop,
        contextlib.closing(Wine(desktop, folder)) as result,
    ):
        result.start(folder)
        yield result


def test_what_is_declared_has_the_layout_of_windows(wine: Wine) -> None:
    compiler, ours = wine.ask("layouts")
    assert ours == compiler == "8 4 40 4 20 36"


def test_programs_in_front_are_told_apart_and_their_titles_followed(wine: Wine, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ada")
    with (
        contextlib.closing(WindowsWindow(wine)) as sensor,
        wine.program("notepad", title="Untitled - Notepad") as notepad,
    ):

        def sees(exe: str, title: str) -> Evidence:
            found = rig.told(
                sensor, lambda seen: seen is not None and (seen.exe, seen.title) == (exe, title), title
            )
            assert found is not None
            return found

        first = sees("notepad.exe", "Untitled - Notepad")
        assert first.app_id == "notepad", "wine's says nothing of itself, so it is the file's name"
        with wine.program("winemine", title="WineMine"):
            second = sees("winemine.exe", "WineMine")
            assert second.pid != first.pid
        wine.desktop.pointer.activate(notepad)
        assert sees("notepad.exe", "Untitled - Notepad").pid == first.pid
        with wine.program("notepad", str(letter), title="letter.txt - Notepad"):
            assert sees("notepad.exe", "letter.txt - Notepad").pid != first.pid


def test_a_window_that_covers_the_screen_and_windows_inside_are_known(wine: Wine) -> None:
    with wine.program("notepad", title="Untitled - Notepad"):
        rig.until(lambda: wine.title(wine.foreground()) == "Untitled - Notepad", "notepad in front")
        window = wine.foreground()
        assert not wine.covers(window)
        assert wine.covers(wine.ask("screen")), "the window behind all others"
        mine = wine.pid(window)
        assert wine.child_pid(window, mine) == 0, "where one types is a window inside, of the same process"
        assert wine.child_pid(window, mine + 1) == mine


def test_a_program_is_called_what_its_version_information_says(wine: Wine) -> None:
    assert wine.description("C:\\windows\\system32\\explorer.exe") == "Wine Explorer"
    assert wine.description("C:\\nowhere\\none.exe") == ""
    assert wine.image(0xFFFFFFF0) == ""


def test_input_ends_idleness(wine: Wine) -> None:
    idle = WindowsIdle(wine)
    with wine.program("winemine", title="WineMine"):
        rig.until(lambda: idle.read() > timedelta(milliseconds=700), "a while without input")
        wine.desktop.xdotool("key", "shift")
        rig.until(lambda: idle.read() < timedelta(milliseconds=700), "the key to be noticed")


def test_what_browsers_may_start_is_kept_in_the_registry_until_it_is_removed(wine: Wine) -> None:
    key = r"Software\Google\Chrome\NativeMessagingHosts\io.wellbeing.companion"
    path = "C:\\Users\\Åsa\\AppData\\Local\\wellbeing\\browser\\chromium.json"
    assert wine.ask("key_get", key) is None
    wine.ask("key_remove", key)
    wine.ask("key_put", key, path)
    assert wine.ask("key_get", key) == path
    told = wine.output("reg", "query", f"HKCU\\{key}", "/ve")
    assert "REG_SZ" in told
    assert "chromium.json" in told, "the program of Windows sees it, too"
    wine.ask("key_remove", key)
    assert wine.ask("key_get", key) is None


def test_the_clocks_of_windows_go_as_ours(wine: Wine) -> None:
    begun = time.monotonic_ns()
    before, after = wine.ask("clocks"), time.monotonic_ns()
    time.sleep(0.3)
    ending, passed = time.monotonic_ns(), wine.ask("clocks")
    shortest, longest = ending - after, time.monotonic_ns() - begun
    for then, now in zip(before, passed, strict=True):
        assert shortest - BEHIND_NS <= now - then <= longest + BEHIND_NS, "nobody slept meanwhile"


def test_what_wine_does_not_tell_is_said(wine: Wine) -> None:
    session = WindowsSession(wine)
    assert "not whether the screen is locked" in session.probe().reason
    assert not session.read().locked
    session.close()
