"""Real desktops for the tray: an X server, a window manager, a panel, a session bus, and the program on them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

from tests.rig import XServer, until

PATIENCE_S = 60.0
"""Far more than anything here takes; two busy cores are slow."""
PROGRAM = Path(__file__).with_name("tray_program.py")


@contextmanager
def running(*command: str, env: Mapping[str, str], **more: Any) -> Iterator[subprocess.Popen[str]]:
    """A program that is ended with the block. `more` goes to Popen."""
    more.setdefault("stdout", subprocess.DEVNULL)
    more.setdefault("stderr", subprocess.DEVNULL)
    with subprocess.Popen(command, env=dict(env), text=True, **more) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


@contextmanager
def x_server() -> Iterator[dict[str, str]]:
    """The environment for programs on a private X server, without any session bus."""
    with XServer() as server:
        yield {
            **server.environ,
            "QT_QPA_PLATFORM": "xcb",
            "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
        }


@contextmanager
def window_manager(env: Mapping[str, str]) -> Iterator[None]:
    """openbox, once it manages."""
    with running("openbox", env=env):
        until(
            lambda: "window id" in _output("xprop", "-root", "_NET_SUPPORTING_WM_CHECK", env=env), "openbox"
        )
        yield


@contextmanager
def tint2(env: Mapping[str, str], folder: Path, *, color: str) -> Iterator[None]:
    """A panel at the bottom with an XEmbed tray, in a colour."""
    config = folder / "tint2rc"
    config.write_text(
        f"rounded = 0\nborder_width = 0\nbackground_color = {color} 100\n\npanel_items = TSC\n"
        "panel_size = 100% 34\npanel_position = bottom center horizontal\npanel_background_id = 1\n"
        "systray_padding = 4 4 4\nsystray_background_id = 1\nsystray_icon_size = 22\ntime1_format = %H:%M\n"
        f"time1_font = Sans 10\nclock_font_color = {'#ffffff' if color < '#8' else '#000000'} 100\n"
    )
    with running("tint2", "-c", str(config), env=env):
        until(lambda: _has_tray(env), "tint2's tray")
        yield


def _has_tray(env: Mapping[str, str]) -> bool:
    names = _output("xwininfo", "-root", "-tree", env=env)
    return '"tint2"' in names


def _output(*command: str, env: Mapping[str, str]) -> str:
    return subprocess.run(command, env=dict(env), capture_output=True, text=True, check=False).stdout


@contextmanager
def session_bus(env: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """A private bus; yields the environment with its address."""
    command = ("dbus-daemon", "--session", "--nofork", "--print-address=1")
    with running(*command, env=env, stdout=subprocess.PIPE) as daemon:
        assert daemon.stdout is not None
        yield {**env, "DBUS_SESSION_BUS_ADDRESS": daemon.stdout.readline().strip()}


class Program:
    """The tray program: what it says, and words to it."""

    def __init__(self, process: subprocess.Popen[str], env: Mapping[str, str]) -> None:
        self._process, self.env = process, env
        self._lines: Queue[list[Any]] = Queue()
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(json.loads(line))

    def tell(self, word: str) -> None:
        """Give it a word."""
        assert self._process.stdin is not None
        self._process.stdin.write(word + "\n")
        self._process.stdin.flush()

    def hear(self, what: str) -> list[Any]:
        """The next event of a kind; others before it are passed over."""
        while True:
            try:
                said = self._lines.get(timeout=PATIENCE_S)
            except Empty:
                raise AssertionError(f"the program did not say {what!r}") from None
            if said[0] == what:
                return said[1:]

    def seen(self) -> dict[str, Any]:
        """What is to be seen now."""
        self.tell("say")
        [seen] = self.hear("seen")
        return dict(seen)

    def until(self, holds: Callable[[dict[str, Any]], object], why: str) -> dict[str, Any]:
        """What is to be seen, once it is so."""
        last: list[dict[str, Any]] = []

        def holding() -> bool:
            last[:] = [self.seen()]
            return bool(holds(last[0]))

        try:
            until(holding, why)
        except AssertionError as waited:
            raise AssertionError(f"{waited}; seen: {last}") from None
        return last[0]

    def xdotool(self, *words: object) -> str:
        """Real input."""
        command = ["xdotool", *(str(word) for word in words)]
        return subprocess.run(command, env=dict(self.env), capture_output=True, text=True, check=True).stdout

    def find(self, title: str) -> str:
        """The number of a window; searching may fail while another one goes away."""
        return until(
            lambda: _output("xdotool", "search", "--name", f"^{title}$", env=self.env), title
        ).split()[0]

    def in_front(self) -> str:
        """The number of the active window; empty while there is none."""
        return _output("xdotool", "getactivewindow", env=self.env).strip()

    def click(self, rect: list[int], button: int, *, share: float = 0.5) -> None:
        """A real click in a rectangle, at a share of its width: clicks apart in place are no double click."""
        x, y, width, height = rect
        self.xdotool("mousemove", x + int(width * share), y + height // 2, "click", button)

    def open_menu(self) -> None:
        """Right-click the icon until its menu is there: Qt overlooks clicks 100 ms after a menu has gone."""
        self.until(lambda seen: seen["menu"] is None, "no menu")
        for _turn in range(5):
            self.click(self.seen()["icon"], 3)
            with suppress(AssertionError):
                until(lambda: self.seen()["menu"] is not None, "the menu", 2.0)
                return
        raise AssertionError("no menu after five clicks")

    def pick(self, entry: str, key: str = "Down") -> None:
        """Go to an entry of the open menu, key by key; each is waited for, since a menu opens when it likes."""
        for _turn in range(20):
            seen = self.until(lambda seen: seen["menu"] is not None, "a menu")
            if seen["menu"] == entry:
                return
            self.xdotool("key", key)
            self._moved("menu", seen["menu"], key)
        raise AssertionError(f"no entry {entry!r} in the menu")

    def focus(self, button: str) -> None:
        """Go to a button by Tab."""
        for _turn in range(20):
            seen = self.seen()
            if seen["focus"] == button:
                return
            self.xdotool("key", "Tab")
            self._moved("focus", seen["focus"], "Tab")
        raise AssertionError(f"no button {button!r}")

    def _moved(self, what: str, before: object, key: str) -> None:
        self.until(lambda now: now[what] not in {before, None}, f"{key} to move on from {before!r}")

    def screenshot(self, name: str) -> None:
        """Into the folder WELLBEING_PICTURES, if someone wants to look."""
        folder = os.environ.get("WELLBEING_PICTURES")
        if folder:
            target = str(Path(folder) / f"{name}.png")
            subprocess.run(["import", "-window", "root", target], env=dict(self.env), check=True)


@contextmanager
def tray_program(env: Mapping[str, str], *arguments: str) -> Iterator[Program]:
    """The program, once it has started."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": None}
    with running(sys.executable, str(PROGRAM), *arguments, env=env, **pipes) as process:
        program = Program(process, env)
        program.hear("started")
        yield program
        program.tell("quit")
        assert process.wait(PATIENCE_S) == 0
