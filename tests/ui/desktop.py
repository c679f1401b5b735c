"""Real desktops for the tray: an X server, a window manager, a panel, a session bus, and the program on them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

PATIENCE_S = 20.0
"""Far more than anything here takes; two busy cores are slow."""
PROGRAM = Path(__file__).with_name("tray_program.py")


def wait_for(what: Callable[[], object], why: str) -> Any:  # Any: whatever the condition returned
    """Ask until the answer is true; fail with the reason after a long while."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        answer = what()
        if answer:
            return answer
        time.sleep(0.02)
    raise AssertionError(f"waited {PATIENCE_S:.0f} s for {why}")


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
    """Xvfb on a number of its own choice; yields the environment for its programs, without any session bus."""
    reader, writer = os.pipe()
    command = ("Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x800x24", "-nolisten", "tcp")
    with running(*command, env=os.environ, pass_fds=(writer,)):
        os.close(writer)
        with os.fdopen(reader) as told:
            display = f":{told.readline().strip()}"
        env = {key: value for key, value in os.environ.items() if not key.startswith(("QT_", "XDG_CURRENT"))}
        yield {
            **env,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "LANG": "en_GB.UTF-8",
            "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
        }


@contextmanager
def window_manager(env: Mapping[str, str]) -> Iterator[None]:
    """openbox, once it manages."""
    with running("openbox", env=env):
        wait_for(
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
        wait_for(lambda: _has_tray(env), "tint2's tray")
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
        return dict(wait_for(lambda: (seen := self.seen()) and holds(seen) and seen, why))

    def xdotool(self, *words: object) -> str:
        """Real input."""
        command = ["xdotool", *(str(word) for word in words)]
        return subprocess.run(command, env=dict(self.env), capture_output=True, text=True, check=True).stdout

    def click(self, rect: list[int], button: int, *, share: float = 0.5) -> None:
        """A real click in a rectangle, at a share of its width: clicks apart in place are no double click."""
        x, y, width, height = rect
        self.xdotool("mousemove", x + int(width * share), y + height // 2, "click", button)

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
