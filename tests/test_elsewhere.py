"""The program can be imported where there is no Unix: nothing needs, at import, what only Unix or Linux has."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "wellbeing"
UNIX_MODULES = frozenset({"fcntl", "grp", "pwd", "resource", "termios", "tty", "pty", "syslog"})
LINUX_LIBRARIES = frozenset({"jeepney", "xcffib"})
UNIX_NAMES = frozenset(
    {
        "os.getuid",
        "os.geteuid",
        "os.getpgid",
        "os.statvfs",
        "os.chown",
        "os.fork",
        "signal.SIGHUP",
        "signal.SIGUSR1",
    }
    | {"socket.AF_UNIX", "signal.pthread_sigmask", "os.mkfifo", "os.killpg", "os.setsid"}
)
LINUX_ONLY = frozenset(
    # Desktops of Linux, and its table of processes; `choose` and `app` import them there only.
    [f"sensors/{name}.py" for name in (
        "sway_window", "wayland_wire", "hyprland_window", "proc", "x11_connection", "x11_window", "x11_idle",
        "x11_place", "session_bus", "mpris", "quiet", "logind", "kwin_window", "gnome_window", "gnome_idle",
        "atspi_window", "screen_saver", "owner", "camera", "pulse", "tmux", "terminal",
    )] + ["notify/bus.py", "notify/freedesktop.py"]
)  # fmt: skip
GUARDS = ("sys.platform", "hasattr")


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "versions" not in path.parts)


def names(path: Path) -> list[str]:
    """What a module uses of Unix outside of a function or condition that asks where it runs."""
    found: list[str] = []

    def walk(node: ast.AST) -> None:
        if isinstance(node, ast.If | ast.IfExp) and any(word in ast.unparse(node.test) for word in GUARDS):
            return
        if isinstance(node, ast.FunctionDef) and any(word in ast.unparse(node) for word in GUARDS):
            return
        if isinstance(node, ast.Attribute) and ast.unparse(node) in UNIX_NAMES:
            found.append(ast.unparse(node))
        if isinstance(node, ast.Import):
            found.extend(one.name for one in node.names if one.name.split(".")[0] in UNIX_MODULES)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in UNIX_MODULES:
            found.append(node.module or "")
        for child in ast.iter_child_nodes(node):
            walk(child)

    walk(ast.parse(path.read_text("utf-8")))
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_what_only_unix_has_is_used_only_after_asking(path: Path) -> None:
    where = path.relative_to(PACKAGE).as_posix()
    if where not in LINUX_ONLY and where != "line/place.py":
        assert names(path) == []


SCRIPT = """
import importlib, select, signal, socket, sys
for name in ("PySide6.QtWidgets", "sqlalchemy", "alembic.command", "apscheduler.schedulers.background", "psutil",
             "msgspec", "platformdirs", "click",
             "babel.dates", "babel.numbers", "babel.lists", "tzlocal", "matplotlib.figure", "subprocess", "tempfile",
             "uvicorn.protocols.http.httptools_impl", "starlette.routing", "cryptography.x509", "nacl.public",
             "concurrent.futures", "multiprocessing", "asyncio", "logging.handlers", "uuid", "getpass", "shutil"):
    importlib.import_module(name)
import os
for holder, name in ((os, "getuid"), (os, "geteuid"), (os, "statvfs"), (os, "getpgid"), (socket, "AF_UNIX"),
                     (os, "O_NONBLOCK"), (os, "O_CLOEXEC"), (os, "sysconf"), (select, "epoll"),
                     (signal, "SIGHUP"), (socket, "SO_PEERCRED")):
    delattr(holder, name)
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in %(refused)r:
            raise ImportError(name)
sys.meta_path.insert(0, Refuse())
for name in %(refused)r:
    sys.modules.pop(name, None)
import ctypes, types
ctypes.WINFUNCTYPE = ctypes.CFUNCTYPE
sys.modules["winreg"] = types.ModuleType("winreg")
sys.platform = "win32"
for name in sys.argv[1:]:
    importlib.import_module(name)
print(len(sys.argv) - 1)
"""


def test_every_module_can_be_imported_without_unix() -> None:
    named = [
        ".".join(("wellbeing", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
        for path in modules()
        if path.relative_to(PACKAGE).as_posix() not in LINUX_ONLY and path.name != "__main__.py"
    ]
    named = [name for name in named if "migrations" not in name]
    script = SCRIPT % {"refused": sorted(UNIX_MODULES | LINUX_LIBRARIES)}
    done = subprocess.run(
        [sys.executable, "-c", script, *named], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) == len(named) > 100
