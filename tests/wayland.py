"""Real Wayland desktops for tests: compositors without a screen, run by somebody who is not root.

sway refuses root, and so does a message bus for a user without an entry in passwd: `nobody` has one.
"""

from __future__ import annotations

import contextlib
import json
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Self

import psutil
from jeepney import DBusAddress, MatchRule, new_method_call, new_method_return
from jeepney.bus_messages import message_bus as dbus
from jeepney.io.blocking import open_dbus_connection
from jeepney.wrappers import unwrap_msg

from tests.rig import PATIENCE_S, missing, running, until


def user() -> pwd.struct_passwd:
    """Who runs the desktop: we ourselves, or `nobody` where we are root."""
    return pwd.getpwuid(os.geteuid() or pwd.getpwnam("nobody").pw_uid)


def become() -> tuple[str, ...]:
    """What goes before a command of theirs."""
    if os.geteuid():
        return ()
    who = user()
    change = ("setpriv", f"--reuid={who.pw_uid}", f"--regid={who.pw_gid}", "--clear-groups")
    # The wish to end with us is lost with the change of user (prctl(2), PR_SET_PDEATHSIG).
    return (*change, "setpriv", "--pdeathsig", "KILL")


@contextlib.contextmanager
def home() -> Iterator[Path]:
    """A home of theirs, with a run folder; short, because a socket's path may be 107 bytes long."""
    folder = Path(tempfile.mkdtemp(prefix="wl", dir="/tmp"))
    try:
        (folder / "run").mkdir(mode=0o700)
        own(folder)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def own(folder: Path) -> None:
    """Give a folder with all in it to them."""
    if os.geteuid() == 0:
        who = user()
        for one in (folder, *folder.rglob("*")):
            os.chown(one, who.pw_uid, who.pw_gid)


def environ(folder: Path, **more: str) -> dict[str, str]:
    """What their programs need to know, without the person's own desktop or shell."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "LC_ALL": "C.UTF-8",
        "XDG_SESSION_TYPE": "wayland",
        **more,
    }


@dataclass
class Compositor:
    """A desktop that runs."""

    folder: Path
    environ: dict[str, str]
    process: subprocess.Popen[bytes]
    _stack: contextlib.ExitStack = field(repr=False)
    _begin: Callable[[], subprocess.Popen[bytes]] = field(repr=False)

    def end(self) -> None:
        """The compositor ends, and with it its windows."""
        self.process.terminate()
        self.process.wait(PATIENCE_S)

    def begin(self) -> None:
        """It starts again in the same session."""
        self.process = self._begin()

    def start(self, *command: str, **more: str) -> subprocess.Popen[bytes]:
        """A program on this desktop; it stays until the desktop ends."""
        return self._stack.enter_context(running(*become(), *command, env={**self.environ, **more}))


# ---------------------------------------------------------------- sway

_CONFIG = """output HEADLESS-1 resolution 1280x800
default_border normal
focus_on_window_activation focus
"""


@dataclass
class Sway(Compositor):
    """sway, with a hand on it by its IPC; not the code under test."""

    def tell(self, command: str) -> None:
        """Run a command of sway's."""
        subprocess.run(
            ["swaymsg", "-q", "-s", self.environ["SWAYSOCK"], command], env=self.environ, check=True
        )

    def windows(self) -> list[Mapping[str, Any]]:
        """Containers with a process (JSON has no types)."""
        said = subprocess.run(
            ["swaymsg", "-r", "-s", self.environ["SWAYSOCK"], "-t", "get_tree"],
            env=self.environ,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        return [one for one in _leaves(json.loads(said)) if one.get("pid")]

    def drive(
        self, titles: Sequence[str], count: int, every_ms: int
    ) -> Callable[[], list[tuple[str, float]]]:
        """Switch to and fro; what it returns gives titles and ms since 1970, when sway was about to be told."""
        told: list[tuple[str, float]] = []
        begun = time.monotonic()
        for turn in range(count):
            told.append((titles[turn % len(titles)], time.time() * 1000))
            self.focus(told[-1][0])
            time.sleep(max(0.0, begun + (turn + 1) * every_ms / 1000 - time.monotonic()))
        return lambda: told

    def focus(self, title: str) -> None:
        """Bring the window with a title to the front."""
        self.tell(f'[title="^{title}$"] focus')

    def xterm(self, title: str) -> None:
        """An X11 program, for which sway starts Xwayland."""
        self.tell(f"exec xterm -T '{title}' -e sleep infinity")

    def key(self) -> None:
        """Somebody types."""
        subprocess.run([*become(), "wtype", "a"], env=self.environ, check=True)

    def terminal(self, title: str) -> int:
        """A foot terminal without a shell; the number of its container, which has the focus."""
        self.start("foot", "-T", title, "sleep", "infinity")

        def there() -> int:
            return next((one["id"] for one in self.windows() if one["name"] == title), 0)

        return until(there, f"the terminal {title}")


def _leaves(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    inside: Sequence[Mapping[str, Any]] = (*node.get("nodes", ()), *node.get("floating_nodes", ()))
    if not inside:
        yield node
    for one in inside:
        yield from _leaves(one)


@contextlib.contextmanager
def sway(more: str = "") -> Iterator[Sway]:
    """Sway on a screen that nobody sees, once it answers.

    Args:
        more: of its configuration; with any, there is a session bus as well, which its bar needs.
    """
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(home())
        config = folder / "sway.conf"
        config.write_text(_CONFIG + more)
        own(folder)
        env = environ(
            folder,
            WLR_BACKENDS="headless",
            WLR_LIBINPUT_NO_DEVICES="1",
            WLR_RENDERER="pixman",
            XDG_CURRENT_DESKTOP="sway",
        )
        if more:
            env["DBUS_SESSION_BUS_ADDRESS"] = stack.enter_context(message_bus(folder, env))
        runs = folder / "run"

        def begin() -> subprocess.Popen[bytes]:
            for left in (*runs.glob("sway-ipc.*.sock"), *runs.glob("wayland-?")):
                left.unlink()
            command = (*become(), "sway", "-c", str(config))
            bare = {name: env[name] for name in env if name not in ("SWAYSOCK", "WAYLAND_DISPLAY")}
            process = stack.enter_context(running(*command, env=bare))
            ipc = until(lambda: next(runs.glob("sway-ipc.*.sock"), None), "sway's socket")
            display = until(lambda: [one.name for one in runs.glob("wayland-?")], "sway's Wayland socket")
            env.update({"SWAYSOCK": str(ipc), "WAYLAND_DISPLAY": display[0]})
            return process

        yield Sway(folder, env, begin(), stack, begin)


# ---------------------------------------------------------------- KWin


_FOCUS = """
var all = workspace.windowList ? workspace.windowList() : workspace.clientList();
var found = all.filter(function (w) { return w.caption === %(title)s; })[0];
if (found) { if (workspace.windowList) { workspace.activeWindow = found; } else { workspace.activeClient = found; } }
"""


_DRIVE = """
var all = (workspace.windowList ? workspace.windowList() : workspace.clientList());
var titles = %(titles)s, told = [], turn = 0, timer = new QTimer();
var found = titles.map(function (t) { return all.filter(function (w) { return w.caption === t; })[0]; });
function seen(w) { if (w && titles.indexOf(w.caption) >= 0) { told.push([w.caption, Date.now()]); } }
(workspace.windowActivated || workspace.clientActivated).connect(seen);
timer.interval = %(every_ms)d;
timer.timeout.connect(function () {
    if (turn >= %(count)d) {
        timer.stop();
        callDBus("%(name)s", "/", "io.wellbeing.Test", "Told", JSON.stringify(told));
        return;
    }
    var next = found[turn++ %% found.length];
    if (workspace.windowList) { workspace.activeWindow = next; } else { workspace.activeClient = next; }
});
timer.start();
"""
_RUNS = 'callDBus("%(name)s", "/", "io.wellbeing.Test", "Runs", %(turn)d);\n'
_SCRIPTING, _SCRIPT = "org.kde.kwin.Scripting", "org.kde.kwin.Script"


_NUMBERS = count()


class Script:
    """A script that runs in KWin, and what it says.

    KWin numbers scripts by how many it has, so that a new one may get the number of another, which then runs in its
    place (see wellbeing.sensors.kwin_window): it is loaded again until it says that it runs.
    """

    def __init__(self, desktop: KWin, source: str, words: Mapping[str, object]) -> None:
        self._bus = open_dbus_connection(desktop.environ["DBUS_SESSION_BUS_ADDRESS"])
        self._file = desktop.folder / "test.js"
        self._names: list[str] = []
        self._calls = self._bus.filter(MatchRule(type="method_call", interface="io.wellbeing.Test"))
        self._heard = self._calls.__enter__()
        end = time.monotonic() + PATIENCE_S
        while not self._runs(source, words):
            assert time.monotonic() < end, "KWin runs no script"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for name in self._names:
            self._call("/Scripting", _SCRIPTING, "unloadScript", "s", name)
        self._calls.__exit__(None, None, None)
        self._bus.close()

    def said(self, timeout_s: float = PATIENCE_S) -> Any:
        """The next value that it says (any that D-Bus has)."""
        call = self._bus.recv_until_filtered(self._heard, timeout=timeout_s)
        self._bus.send(new_method_return(call))
        return call.body[0]

    def _runs(self, source: str, words: Mapping[str, object]) -> bool:
        turn = len(self._names)
        self._names.append(f"test-{os.getpid()}-{next(_NUMBERS)}")
        given = {"name": self._bus.unique_name, "turn": turn, **words}
        self._file.write_text((_RUNS + source) % given)
        self._file.chmod(0o644)
        number = self._call("/Scripting", _SCRIPTING, "loadScript", "ss", str(self._file), self._names[-1])
        self._call(f"/{number}", _SCRIPT, "run")
        with contextlib.suppress(TimeoutError):
            while self.said(1.0) != turn:
                pass  # an earlier one, late
            return True
        return False

    def _call(self, path: str, interface: str, member: str, signature: str = "", *body: object) -> Any:
        asked = new_method_call(DBusAddress(path, "org.kde.KWin", interface), member, signature or None, body)
        answer = unwrap_msg(self._bus.send_and_get_reply(asked, timeout=PATIENCE_S))
        return answer[0] if answer else None


@dataclass
class KWin(Compositor):
    """KWin, with a hand on it by scripts; not the code under test."""

    def drive(
        self, titles: Sequence[str], count: int, every_ms: int
    ) -> Callable[[], list[tuple[str, float]]]:
        """Switch to and fro from within; what it returns waits for the end and gives titles and ms since 1970."""
        words = {"titles": json.dumps(titles), "count": count, "every_ms": every_ms}
        script = Script(self, _DRIVE, words)

        def told() -> list[tuple[str, float]]:
            with script:
                return [(title, at) for title, at in json.loads(script.said())]

        return told

    def focus(self, title: str) -> None:
        """Bring the window with a title to the front."""
        with Script(self, _FOCUS, {"title": json.dumps(title)}):
            pass

    def xterm(self, title: str) -> None:
        """An X11 program on KWin's Xwayland."""

        def display() -> str:
            inside = psutil.Process(self.process.pid).children(recursive=True)
            words = [one.cmdline() for one in inside if one.name() == "Xwayland"]
            return words[0][1] if words and len(words[0]) > 1 else ""

        self.start("xterm", "-T", title, "-e", "sleep", "infinity", DISPLAY=until(display, "Xwayland"))


@contextlib.contextmanager
def kwin(bus: str | None = None, **more: str) -> Iterator[KWin]:
    """KWin on a screen that nobody sees, on a session bus of its own, once it answers.

    Args:
        bus: address of another session bus.
        more: of the environment.
    """
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(home())
        # Its file capability (cap_sys_resource) cannot be had here, so a copy without it runs.
        program = folder / "kwin_wayland"
        shutil.copyfile(shutil.which("kwin_wayland") or "", program)
        program.chmod(0o755)
        own(folder)
        env = environ(
            folder, XDG_CURRENT_DESKTOP="KDE", KDE_SESSION_VERSION="5", **{"KWIN_COMPOSE": "Q"} | more
        )
        env["DBUS_SESSION_BUS_ADDRESS"] = bus or stack.enter_context(message_bus(folder, env))
        screen = ("--virtual", "--width", "1280", "--height", "800", "--socket", "wayland-kw")
        command = (*become(), str(program), *screen, "--no-lockscreen", "--no-global-shortcuts")
        command += () if missing("Xwayland") else ("--xwayland",)
        bare = dict(env)

        def begin() -> subprocess.Popen[bytes]:
            (folder / "run" / "wayland-kw").unlink(missing_ok=True)
            process = stack.enter_context(running(*command, env=bare))
            until((folder / "run" / "wayland-kw").exists, "KWin's Wayland socket")
            return process

        env |= {"WAYLAND_DISPLAY": "wayland-kw", "QT_QPA_PLATFORM": "wayland"}
        yield KWin(folder, env, begin(), stack, begin)


_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type><listen>unix:path={socket}</listen><auth>EXTERNAL</auth>
  <standard_session_servicedirs/>
  <policy context="default">
    <allow user="*"/><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""
"""As an ordinary session's, but open to whoever runs the tests."""


@contextlib.contextmanager
def message_bus(folder: Path, env: Mapping[str, str], name: str = "bus") -> Iterator[str]:
    """A bus of theirs; its address."""
    socket, config = folder / "run" / name, folder / f"{name}.conf"
    config.write_text(_BUS.format(socket=socket))
    own(folder)
    with running(*become(), "dbus-daemon", f"--config-file={config}", "--nofork", env=env):
        until(socket.exists, "the bus")
        yield f"unix:path={socket}"


# ---------------------------------------------------------------- GNOME


_DRIVE_GNOME = """
global.told = []; global.driven = false;
(function () {
    const GLib = imports.gi.GLib, titles = %(titles)s;
    const all = global.get_window_actors().map(a => a.meta_window);
    const found = titles.map(t => all.find(w => w.get_title() === t));
    const heard = global.display.connect('notify::focus-window', () => {
        const w = global.display.focus_window;
        if (w && titles.includes(w.get_title()))
            global.told.push([w.get_title(), GLib.get_real_time() / 1000]);
    });
    let turn = 0;
    GLib.timeout_add(GLib.PRIORITY_DEFAULT, %(every_ms)d, () => {
        if (turn >= %(count)d) {
            global.display.disconnect(heard);
            global.driven = true;
            return false;
        }
        found[turn++ %% found.length].activate(global.get_current_time());
        return true;
    });
})(); 1
"""


@dataclass
class Gnome(Compositor):
    """GNOME Shell in unsafe mode, with a hand on it by its own language; not the code under test."""

    def evaluate(self, script: str) -> str:
        """Run JavaScript in the shell; what it gives, as JSON."""
        return evaluated(self.environ, script)

    def drive(
        self, titles: Sequence[str], count: int, every_ms: int
    ) -> Callable[[], list[tuple[str, float]]]:
        """Switch to and fro from within; what it returns waits for the end and gives titles and ms since 1970."""
        words = {"titles": json.dumps(titles), "count": count, "every_ms": every_ms}
        self.evaluate(_DRIVE_GNOME % words)

        def told() -> list[tuple[str, float]]:
            until(lambda: self.evaluate("global.driven === true") == "true", "the last switch")
            return [(title, at) for title, at in json.loads(self.evaluate("global.told"))]

        return told

    def focus(self, title: str) -> None:
        """Bring the window with a title to the front."""
        self.evaluate(
            f"global.get_window_actors().map(a => a.meta_window).filter(w => w.get_title() === {title!r})"
            ".forEach(w => w.activate(global.get_current_time()))"
        )

    def xterm(self, title: str) -> None:
        """An X11 program, for which the shell starts Xwayland."""
        names = ("DISPLAY", "XAUTHORITY")
        found = {name: json.loads(self.evaluate(f"imports.gi.GLib.getenv('{name}')")) for name in names}
        self.start("xterm", "-T", title, "-e", "sleep", "infinity", **found)

    def key(self) -> None:
        """Somebody types, by the door for remote desktops."""
        name = "org.gnome.Mutter.RemoteDesktop"
        with open_dbus_connection(self.environ["DBUS_SESSION_BUS_ADDRESS"]) as bus:

            def call(path: str, interface: str, member: str, signature: str = "", *body: object) -> Any:
                where = DBusAddress(path, name, interface)
                asked = new_method_call(where, member, signature or None, body)
                return unwrap_msg(bus.send_and_get_reply(asked, timeout=PATIENCE_S))

            (session,) = call("/org/gnome/Mutter/RemoteDesktop", name, "CreateSession")
            call(session, f"{name}.Session", "Start")
            for down in (True, False):
                call(session, f"{name}.Session", "NotifyKeyboardKeycode", "ub", 30, down)
            call(session, f"{name}.Session", "Stop")


@contextlib.contextmanager
def gnome(prepare: Callable[[Path], None] = lambda _home: None) -> Iterator[Gnome]:
    """GNOME Shell on a screen that nobody sees, on private buses with a mocked logind, once it answers.

    Args:
        prepare: puts into the home what the shell shall find there.
    """
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(home())
        prepare(folder)
        own(folder)
        env = environ(
            folder, XDG_CURRENT_DESKTOP="GNOME", LIBGL_ALWAYS_SOFTWARE="1", GSETTINGS_BACKEND="keyfile"
        )
        env["DBUS_SESSION_BUS_ADDRESS"] = stack.enter_context(message_bus(folder, env))
        env["DBUS_SYSTEM_BUS_ADDRESS"] = stack.enter_context(message_bus(folder, env, "system"))
        mock = (*become(), "/usr/bin/python3", "-m", "dbusmock", "--system", "--template", "logind")
        stack.enter_context(running(*mock, env=env))
        until(lambda: _owned(env, "DBUS_SYSTEM_BUS_ADDRESS", "org.freedesktop.login1"), "the mocked logind")
        screen = ("--headless", "--virtual-monitor", "1280x800", "--wayland-display", "wayland-gn")
        command = (*become(), "gnome-shell", *screen, "--unsafe-mode")
        command += ("--no-x11",) if missing("Xwayland") else ()
        bare = dict(env)

        def begin() -> subprocess.Popen[bytes]:
            process = stack.enter_context(running(*command, env=bare))
            until(lambda: _owned(env, "DBUS_SESSION_BUS_ADDRESS", "org.gnome.Shell"), "GNOME Shell")
            ready = "Main.overview.hide(); !Main.layoutManager._startingUp"
            until(lambda: "true" in evaluated(env, ready), "the shell")
            return process

        env |= {"WAYLAND_DISPLAY": "wayland-gn", "QT_QPA_PLATFORM": "wayland"}
        yield Gnome(folder, env, begin(), stack, begin)


def evaluated(env: Mapping[str, str], script: str) -> str:
    """Run JavaScript in the shell of a session; what it gives, as JSON."""
    shell = DBusAddress("/org/gnome/Shell", "org.gnome.Shell", "org.gnome.Shell")
    asked = new_method_call(shell, "Eval", "s", (script,))
    with open_dbus_connection(env["DBUS_SESSION_BUS_ADDRESS"]) as connection:
        answer = connection.send_and_get_reply(asked, timeout=PATIENCE_S)
    return str(answer.body[-1])


def _owned(env: Mapping[str, str], bus: str, name: str) -> bool:
    with contextlib.suppress(OSError), open_dbus_connection(env[bus]) as connection:
        answer = connection.send_and_get_reply(dbus.NameHasOwner(name), timeout=5)
        return bool(unwrap_msg(answer)[0])
    return False


# ---------------------------------------------------------------- any compositor


class Hand:
    """Windows of ours, each in a process of its own; not the code under test."""

    def __init__(self) -> None:
        self._processes: dict[str, subprocess.Popen[str]] = {}

    def add(self, title: str, process: subprocess.Popen[str]) -> None:
        """Take charge of the process of a window."""
        self._processes[title] = process

    def pid(self, title: str) -> int:
        """The process of a window, by its first title."""
        return self._processes[title].pid

    def rename(self, title: str, new: str) -> None:
        """Give a window another title."""
        line = self._processes[title].stdin
        assert line is not None
        line.write(f"{new}\n")
        line.flush()

    def cover(self, title: str, *, full: bool) -> None:
        """Let a window cover its screen, or no longer."""
        self.rename(title, "full screen" if full else "ordinary")


@contextlib.contextmanager
def windows(desktop: Compositor, *titles: str, accessible: bool = False) -> Iterator[Hand]:
    """Real windows, opened one after the other, so that the last is in front."""
    hand = Hand()
    with contextlib.ExitStack() as stack:
        for title in titles:
            script = str(Path(__file__).with_name("qt_window.py"))
            environ = {**desktop.environ, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1" if accessible else "0"}
            process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", sys.executable, script, title, f"org.example.{title}"],
                env=environ,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            stack.callback(_end, process)
            hand.add(title, process)
            assert process.stdout is not None
            assert process.stdout.readline() == "shown\n"
        yield hand


def _end(process: subprocess.Popen[str]) -> None:
    for line in (process.stdin, process.stdout):
        if line is not None:
            line.close()
    process.terminate()
    process.wait()
