"""Real desktops for tests: X servers, window managers, windows, and D-Bus with a mocked logind.

Everything is a context manager that ends what it started. Programs also end when the test run is killed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import jeepney
import xcffib
import xcffib.xproto as x11
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
from jeepney.wrappers import unwrap_msg

from tests.waiting import PATIENCE_S, Readable, told, until

__all__ = ["PATIENCE_S", "Readable", "told", "until"]  # where most tests look for them
_connect: Any = xcffib.Connection  # xcffib's code carries no types


@contextlib.contextmanager
def running(
    *command: str, env: Mapping[str, str] | None = None, pass_fds: Sequence[int] = ()
) -> Iterator[subprocess.Popen[bytes]]:
    """A quiet program that ends with the block, or with this process; needs util-linux's setpriv."""
    process = subprocess.Popen(
        ["setpriv", "--pdeathsig", "KILL", *command],
        env=None if env is None else dict(env),
        pass_fds=pass_fds,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _line(fd: int) -> str:
    """The first line that a program writes on a descriptor it was given."""
    with os.fdopen(fd) as told:
        return told.readline().strip()


# ---------------------------------------------------------------- X11


class XServer:
    """A private X server (Xvfb) on a display number of its own choice; keeps the number when restarted."""

    def __init__(self, size: tuple[int, int] = (1280, 800), *options: str) -> None:
        self._size = size
        self._options = options
        self._stack = contextlib.ExitStack()
        self._process: subprocess.Popen[bytes] | None = None
        self.display = ""
        """Such as `:3`; empty before the first start."""

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def environ(self) -> dict[str, str]:
        """What a program on this screen needs to know, without the person's own desktop or shell."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
        return {**kept, "DISPLAY": self.display, "LC_ALL": "C.UTF-8"}

    def start(self) -> None:
        """Start it, and wait until it answers."""
        reader, writer = os.pipe()
        width, height = self._size
        self._process = self._stack.enter_context(
            running(
                "Xvfb",
                *([self.display] if self.display else []),
                *("-displayfd", str(writer), "-screen", "0", f"{width}x{height}x24"),
                *("-nolisten", "tcp", "-noreset", *self._options),
                pass_fds=(writer,),
            )
        )
        os.close(writer)
        number = _line(reader)
        if not number:
            raise AssertionError("Xvfb did not start")
        self.display = f":{number}"

    def kill(self) -> None:
        """End it at once, as in a crash."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()


@contextlib.contextmanager
def window_manager(environ: Mapping[str, str], *command: str) -> Iterator[subprocess.Popen[bytes]]:
    """A window manager (openbox) that has taken over the screen."""
    with (
        tempfile.TemporaryDirectory(prefix="wm-") as home,
        running(*(command or ("openbox",)), env={**environ, "HOME": home, "XDG_CACHE_HOME": home}) as process,
        Pointer(environ["DISPLAY"]) as pointer,
    ):
        until(pointer.managed, "the window manager to take over")
        pointer.await_manager()
        yield process


@dataclass
class Window:
    """A window of this very process, made of properties; the window manager treats it as any other."""

    pointer: Pointer
    id: int

    def set(self, name: str, kind: str, value: bytes | Sequence[int]) -> None:
        """Set or replace a property; numbers are 32 bits each."""
        self.pointer.set(self.id, name, kind, value)

    def hide(self) -> None:
        """Take it off the screen, as programs do that go on in a tray."""
        self.pointer.xcb.core.UnmapWindow(self.id)
        self.pointer.sync()
        until(lambda: self.id not in self.pointer.windows(), "the window to go")

    def show(self) -> None:
        """Put it on the screen, in front."""
        self.pointer.xcb.core.MapWindow(self.id)
        self.pointer.sync()
        until(lambda: self.id in self.pointer.windows(), "the window manager to take the window")
        self.pointer.activate(self.id)

    def destroy(self) -> None:
        """Take it off the screen for good."""
        self.pointer.xcb.core.DestroyWindow(self.id)
        self.pointer.sync()


class Pointer:
    """A hand on the desktop: makes windows and activates them as a pager does. Not the code under test."""

    def __init__(self, display: str) -> None:
        self.xcb: Any = _connect(display)
        self.root: int = self.xcb.get_setup().roots[0].root
        self._atoms: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.xcb.disconnect()

    def atom(self, name: str) -> int:
        """The number of an atom."""
        if name not in self._atoms:
            self._atoms[name] = self.xcb.core.InternAtom(False, len(name), name).reply().atom
        return self._atoms[name]

    def sync(self) -> None:
        """Wait until the server has done all that was asked; forget what it sent."""
        self.xcb.core.GetInputFocus().reply()
        with contextlib.suppress(x11.WindowError):
            while self.xcb.poll_for_event() is not None:
                pass

    def numbers(self, window: int, name: str) -> tuple[int, ...]:
        """A property as numbers; empty where the window or the property is missing."""
        asked = self.xcb.core.GetProperty(False, window, self.atom(name), 0, 0, 1024)
        try:
            raw = asked.reply().value.raw
        except x11.WindowError:
            return ()
        return struct.unpack(f"={len(raw) // 4}I", raw)

    def managed(self) -> bool:
        """Whether a living window manager has taken over (EWMH, _NET_SUPPORTING_WM_CHECK)."""
        named = self.numbers(self.root, "_NET_SUPPORTING_WM_CHECK")
        return bool(named) and self.numbers(named[0], "_NET_SUPPORTING_WM_CHECK") == named

    def active(self) -> int:
        """The window named active; 0 between windows. openbox names the last one even after it has gone."""
        return (*self.numbers(self.root, "_NET_ACTIVE_WINDOW"), 0)[0]

    def windows(self) -> tuple[int, ...]:
        """Windows that the window manager manages, oldest first."""
        return self.numbers(self.root, "_NET_CLIENT_LIST")

    def of_process(self, pid: int) -> int:
        """The window of a process, once it is managed."""
        return until(
            lambda: next((w for w in self.windows() if self.numbers(w, "_NET_WM_PID") == (pid,)), 0),
            f"the window of process {pid}",
        )

    def activate(self, window: int, *, wait: bool = True) -> None:
        """Ask the window manager for the focus, as a pager does; by default until it has it."""
        # ClientMessage (33), format 32, source 2: a pager (EWMH, _NET_ACTIVE_WINDOW).
        event = struct.pack("=BBHII5I", 33, 32, 0, window, self.atom("_NET_ACTIVE_WINDOW"), 2, 0, 0, 0, 0)
        mask = x11.EventMask.SubstructureRedirect | x11.EventMask.SubstructureNotify
        self.xcb.core.SendEvent(False, self.root, mask, event)
        self.xcb.flush()
        if wait:
            until(lambda: self.active() == window, "the window to become active")

    def window(self, *, title: bytes | None = None, class_: bytes | None = None) -> Window:
        """A mapped and active window of this process with old-style properties (ICCCM), or without."""
        window = self._create()
        if title is not None:
            window.set("WM_NAME", "STRING", title)
        if class_ is not None:
            window.set("WM_CLASS", "STRING", class_)
        window.show()
        return window

    def await_manager(self) -> None:
        """Wait until windows are managed: openbox overlooks those mapped in its last moment of starting."""
        trial = self._create()

        def managed() -> bool:
            self.xcb.core.UnmapWindow(trial.id)
            self.xcb.core.MapWindow(trial.id)
            with contextlib.suppress(AssertionError):
                return until(lambda: trial.id in self.windows(), "the trial window", 0.1)
            return False

        until(managed, "the window manager to manage windows")
        trial.destroy()
        # Nothing is said of the active window: openbox may go on naming one that is gone.
        until(lambda: trial.id not in self.windows(), "the trial window to go")

    def _create(self) -> Window:
        window = Window(self, self.xcb.generate_id())
        self.xcb.core.CreateWindow(
            0, window.id, self.root, 50, 50, 200, 100, 0, x11.WindowClass.InputOutput, 0, 0, []
        )
        return window

    def set(self, window: int, name: str, kind: str, value: bytes | Sequence[int]) -> None:
        """Set or replace a property of any window."""
        width = 8 if isinstance(value, bytes) else 32
        raw = value if isinstance(value, bytes) else struct.pack(f"={len(value)}I", *value)
        length = len(raw) // (width // 8)
        self.xcb.core.ChangeProperty(
            x11.PropMode.Replace, window, self.atom(name), self.atom(kind), width, length, raw
        )
        self.sync()


@dataclass
class Xterm:
    """A real terminal window that runs no shell."""

    title: str
    window: int
    pid: int


@contextlib.contextmanager
def xterm(environ: Mapping[str, str], title: str, class_: str = "XTerm") -> Iterator[Xterm]:
    """An xterm with a title and a class, once the window manager shows it and it has the focus."""
    command = ("xterm", "-class", class_, "-T", title, "-n", title, "-e", "sleep", "infinity")
    with running(*command, env=environ) as process, Pointer(environ["DISPLAY"]) as pointer:
        window = pointer.of_process(process.pid)
        pointer.activate(window)
        yield Xterm(title, window, process.pid)


def xdotool(environ: Mapping[str, str], *words: str | int) -> str:
    """Run xdotool on the screen; its output."""
    command = ["xdotool", *map(str, words)]
    return subprocess.run(
        command, env=dict(environ), check=True, capture_output=True, text=True
    ).stdout.strip()


@dataclass
class Desktop:
    """A screen with a window manager."""

    server: XServer
    pointer: Pointer
    manager: subprocess.Popen[bytes]
    _stack: contextlib.ExitStack = field(repr=False)

    @property
    def environ(self) -> dict[str, str]:
        """See `XServer.environ`."""
        return self.server.environ

    def xterm(self, title: str, class_: str = "XTerm") -> Xterm:
        """A terminal that stays until the desktop ends."""
        return self._stack.enter_context(xterm(self.environ, title, class_))

    def xdotool(self, *words: str | int) -> str:
        """Keys, clicks and window commands from outside."""
        return xdotool(self.environ, *words)


@contextlib.contextmanager
def desktop(server: XServer) -> Iterator[Desktop]:
    """The screen with openbox on it."""
    with contextlib.ExitStack() as stack:
        manager = stack.enter_context(window_manager(server.environ))
        pointer = stack.enter_context(Pointer(server.display))
        yield Desktop(server, pointer, manager, stack)


# ---------------------------------------------------------------- D-Bus

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type><listen>unix:dir={folder}</listen><auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""
"""Everything allowed, and nothing started by itself."""


@dataclass
class Bus:
    """A private message bus."""

    address: str
    process: subprocess.Popen[bytes]

    def call(self, where: jeepney.DBusAddress, member: str, signature: str = "", *body: object) -> Any:
        """Call a method and give the body of the answer (jeepney's values have no types)."""
        with open_dbus_connection(self.address) as connection:
            message = jeepney.new_method_call(where, member, signature or None, body)
            return unwrap_msg(connection.send_and_get_reply(message, timeout=PATIENCE_S))

    def owned(self, name: str) -> bool:
        """Whether somebody has this name."""
        with open_dbus_connection(self.address) as connection:
            asked = connection.send_and_get_reply(message_bus.NameHasOwner(name), timeout=PATIENCE_S)
            return bool(unwrap_msg(asked)[0])

    def kill(self) -> None:
        """End the bus at once."""
        self.process.kill()
        self.process.wait()


@contextlib.contextmanager
def message_bus_daemon() -> Iterator[Bus]:
    """A bus of its own; give its address as DBUS_SESSION_BUS_ADDRESS or DBUS_SYSTEM_BUS_ADDRESS."""
    with tempfile.TemporaryDirectory(prefix="bus-") as folder:
        config = Path(folder, "bus.conf")
        config.write_text(_BUS.format(folder=folder))
        reader, writer = os.pipe()
        command = ("dbus-daemon", f"--config-file={config}", "--nofork", f"--print-address={writer}")
        with running(*command, pass_fds=(writer,)) as process:
            os.close(writer)
            yield Bus(_line(reader), process)


LOGIND = "org.freedesktop.login1"
MOCK = "org.freedesktop.DBus.Mock"
_ROOT = "/org/freedesktop/login1"


@dataclass
class Login:
    """A mocked logind (python3-dbusmock) on a private system bus."""

    bus: Bus
    mock: subprocess.Popen[bytes]

    @property
    def environ(self) -> dict[str, str]:
        """What leads a program to this bus."""
        return {"DBUS_SYSTEM_BUS_ADDRESS": self.bus.address}

    def add_session(self, name: str) -> None:
        """Log somebody in."""
        where = jeepney.DBusAddress(_ROOT, LOGIND, MOCK)
        self.bus.call(where, "AddSession", "ssusb", name, "seat0", 1000, "someone", True)

    def session(self, name: str, member: str, signature: str = "", *body: object) -> None:
        """Call a session's method, such as Lock, Unlock or SetLockedHint."""
        where = jeepney.DBusAddress(f"{_ROOT}/session/{name}", LOGIND, f"{LOGIND}.Session")
        self.bus.call(where, member, signature, *body)

    def prepare_for_sleep(self, going: bool) -> None:
        """Announce sleep (True) or awakening (False)."""
        where = jeepney.DBusAddress(_ROOT, LOGIND, MOCK)
        manager = f"{LOGIND}.Manager"
        self.bus.call(where, "EmitSignal", "sssav", manager, "PrepareForSleep", "b", [("b", going)])


@contextlib.contextmanager
def logind(bus: Bus) -> Iterator[Login]:
    """The mocked logind, once it has its name; needs Debian's python3-dbusmock."""
    python = "/usr/bin/python3"  # Debian's package serves Debian's Python only
    command = (python, "-m", "dbusmock", "--system", "--template", "logind")
    env = {"PATH": os.environ["PATH"], "DBUS_SYSTEM_BUS_ADDRESS": bus.address}
    with running(*command, env=env) as process:
        until(lambda: bus.owned(LOGIND), "the mocked logind")
        yield Login(bus, process)


def missing(*programs: str) -> str:
    """Programs that are not installed, as text; empty when all are there."""
    return ", ".join(name for name in programs if shutil.which(name) is None)
