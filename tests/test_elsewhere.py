"""The program can be imported where there is no Unix: nothing needs, at import, what only Unix or Linux has."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.elsewhere import LINUX_ONLY, PACKAGE, modules

UNIX_MODULES = frozenset({"fcntl", "grp", "pwd", "resource", "termios", "tty", "pty", "syslog"})
LINUX_LIBRARIES = frozenset({"jeepney", "xcffib"})
UNIX_NAMES = frozenset(
    f"{module}.{name}"
    for module, names in {
        "os": "chown fchown lchown fork forkpty getegid geteuid getgid getgroups getloadavg getpgid getpgrp "
        "getpriority getsid getuid getxattr killpg listxattr lockf memfd_create mkfifo mknod nice openpty "
        "pipe2 posix_fadvise posix_fallocate posix_spawn pread preadv pwrite pwritev register_at_fork "
        "sched_getaffinity sched_yield sendfile setegid seteuid setgid setpgid setpriority setsid setuid "
        "setxattr statvfs fstatvfs sync sysconf tcgetpgrp tcsetpgrp uname wait WNOHANG fdatasync fchdir "
        "chroot ctermid O_CLOEXEC O_NONBLOCK O_DIRECTORY O_NOFOLLOW O_SYNC O_TMPFILE SEEK_DATA SEEK_HOLE",
        "time": "tzset clock_gettime clock_gettime_ns clock_settime CLOCK_BOOTTIME CLOCK_MONOTONIC CLOCK_REALTIME "
        "CLOCK_UPTIME_RAW CLOCK_MONOTONIC_RAW",
        "signal": "SIGHUP SIGUSR1 SIGUSR2 SIGKILL SIGALRM SIGCHLD SIGPIPE SIGSTOP SIGCONT SIGQUIT alarm pause "
        "setitimer sigwait sigpending pthread_sigmask pthread_kill",
        "select": "epoll EPOLLIN EPOLLHUP poll POLLIN kqueue",
        "socket": "AF_UNIX AF_NETLINK SO_PEERCRED SCM_RIGHTS CMSG_LEN send_fds recv_fds",
    }.items()
    for name in names.split()
)
"""Availability: Unix, or Linux, in the library reference of Python."""
GUARDS = ("sys.platform", "hasattr")


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
import importlib, select, signal, socket, sys, time
for name in ("PySide6.QtWidgets", "sqlalchemy", "alembic.command", "apscheduler.schedulers.background", "psutil",
             "msgspec", "platformdirs", "click",
             "babel.dates", "babel.numbers", "babel.lists", "tzlocal", "matplotlib.figure", "subprocess", "tempfile",
             "uvicorn.protocols.http.httptools_impl", "starlette.routing", "cryptography.x509", "nacl.public",
             "concurrent.futures", "multiprocessing", "asyncio", "logging.handlers", "uuid", "getpass", "shutil"):
    importlib.import_module(name)
import os
for holder, name in ((os, "getuid"), (os, "geteuid"), (os, "statvfs"), (os, "getpgid"), (socket, "AF_UNIX"),
                     (os, "O_NONBLOCK"), (os, "O_CLOEXEC"), (os, "sysconf"), (select, "epoll"),
                     (os, "SEEK_DATA"), (signal, "SIGHUP"), (socket, "SO_PEERCRED"), (time, "tzset"),
                     (time, "clock_gettime_ns"), (time, "CLOCK_BOOTTIME"), (time, "CLOCK_MONOTONIC")):
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
