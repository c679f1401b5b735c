"""Libraries are loaded without what is never used, and what was left out still works for everyone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import rig
from wellbeing import lean
from wellbeing.cli import start
from wellbeing.files.lock import HomeLock
from wellbeing.files.paths import home

CHECK = """
import sys
import wellbeing.engine.keeper
import wellbeing.store.source
for name in ("asyncio.base_events", "multiprocessing", "email", "sqlalchemy.dialects.postgresql"):
    assert name not in sys.modules, f"{name} was loaded"
import sqlalchemy
with sqlalchemy.create_engine("sqlite://").connect() as connection:
    assert connection.execute(sqlalchemy.text("select 1")).scalar() == 1
    try:
        connection.execute(sqlalchemy.text("select nonsense"))
    except sqlalchemy.exc.OperationalError:
        pass
import asyncio
async def main():
    return 2
assert asyncio.run(main()) == 2
from sqlalchemy.util import concurrency
assert concurrency.is_exit_exception(asyncio.CancelledError())
assert not concurrency.is_exit_exception(ValueError())
import importlib.metadata
assert importlib.metadata.version("sqlalchemy") == sqlalchemy.__version__
from concurrent.futures.process import BrokenProcessPool
assert issubclass(BrokenProcessPool, RuntimeError)
import multiprocessing
assert multiprocessing.current_process().name == "MainProcess"
"""
HASHES = """
import sys
from wellbeing import lean
lean.load_hashes()
import hashlib, hmac, random, uuid
assert "_hashlib" not in sys.modules or sys.modules["_hashlib"] is not None
assert hashlib.sha256(b"abc").hexdigest().startswith("ba7816bf8f01cfea")
assert hashlib.new("md5", b"").hexdigest() == "d41d8cd98f00b204e9800998ecf8427e"
assert hashlib.blake2b(b"abc", digest_size=8).digest()
assert hmac.new(b"k", b"m", "sha256").hexdigest().startswith("b60090e3")
import ssl
assert ssl.create_default_context()
"""
XCB = """
import sys
from wellbeing.lean import xcb
xcb.load()
from wellbeing.lean import xcb_declarations
ours = xcb_declarations.OF == xcb.fingerprint()
import xcffib, xcffib.xproto
from xcffib.ffi import ffi
assert ("pycparser" in sys.modules) is not ours, "either ours are used, or its own"
assert (ffi is xcb_declarations.ffi) is ours
screen = xcffib.Connection(sys.argv[1]).get_setup().roots[0]
assert screen.width_in_pixels > 0
"""
MANUAL = """
import sys, traceback
from wellbeing import lean
lean.load("sqlalchemy")
import sqlalchemy
from sqlalchemy.sql import selectable
assert sqlalchemy.select.__doc__ is None
assert sqlalchemy.Select.__doc__ is None
assert sqlalchemy.Select.where.__doc__ is None
try:
    sqlalchemy.select(sqlalchemy.column("x")).where(object())
except sqlalchemy.exc.ArgumentError:
    assert "elements.py" in traceback.format_exc() or "coercions.py" in traceback.format_exc()
"""
WATCH = """
import builtins
plain = builtins.__import__
from wellbeing import lean
lean.load_qt("PySide6.QtCore")
assert builtins.__import__ is plain
import colorsys, linecache
assert not [name for name in linecache.cache if "colorsys" in name]
from PySide6.QtCore import QObject, Signal
class Bell(QObject):
    rung = Signal(int)
heard = []
bell = Bell()
bell.rung.connect(heard.append)
bell.rung.emit(3)
assert heard == [3]
"""
FIGURES = """
import io, sys
import wellbeing.render.pdf, wellbeing.render.png
for name in ("matplotlib.axes", "matplotlib.figure", "matplotlib.dates", "matplotlib.widgets"):
    assert name not in sys.modules, f"{name} was loaded"
from wellbeing.render.chart import Figure
from matplotlib.patches import Rectangle
figure = Figure()
axes = figure.add_axes((0, 0, 1, 1))
axes.add_patch(Rectangle((0, 0), 1, 1)).set(facecolor="red", linewidth=2)
axes.set(xlim=(0, 3), title="T")
assert axes.get_xlim() == (0, 3) and axes.get_title() == "T"
try:
    axes.set(nonsense=1)
    raise SystemExit("a wrong property was taken")
except AttributeError:
    pass
for kind in ("png", "pdf", "svg"):
    buffer = io.BytesIO()
    figure.savefig(buffer, format=kind)
    assert len(buffer.getvalue()) > 200, kind
from matplotlib import dates, widgets
assert dates.UTC and dates.DateFormatter and widgets.Slider
"""
PAGES = """
import sys
import wellbeing.ui.window.limits.page, wellbeing.ui.window.reports.page, wellbeing.ui.window.settings.page
for name in ("matplotlib", "jinja2", "smtplib", "wellbeing.engine.older", "wellbeing.reports.build"):
    assert name not in sys.modules, f"{name} was loaded by what a page shows at once"
"""
UNCOLLECTED = """
import gc
from wellbeing import lean
with lean.uncollected():
    assert not gc.isenabled()
assert gc.isenabled()
gc.disable()
with lean.uncollected():
    pass
assert not gc.isenabled()
"""
FIRST = """
import sys
from pathlib import Path
from wellbeing.cli import start
from wellbeing.files.paths import home
here = home(sys.argv[1])
first = start.first(here)
assert first is not None and first.icon.isVisible() and first.icon.toolTip() == "Wellbeing"
for name in ("wellbeing.app", "sqlalchemy", "apscheduler", "babel", "wellbeing.catalogue.catalogue"):
    assert name not in sys.modules, f"{name} was loaded before the icon"
assert start.first(here) is None, "a second start shows no icon of its own"
first.lock.release()
"""


@pytest.mark.parametrize(
    "check",
    [CHECK, HASHES, MANUAL, WATCH, FIGURES, PAGES, UNCOLLECTED],
    ids=["left_out", "hashes", "manual", "watch", "figures", "pages", "uncollected"],
)
def test_what_is_left_out_is_missed_by_nobody(check: str) -> None:
    # What measures coverage loads some of it itself.
    environ = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    done = subprocess.run(
        [sys.executable, "-c", check], env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "source",
    [
        "def f():\n    'told'\n    return len(f.__doc__ or '') * 0\nkept = f()",
        "class A:\n    'told'\n    kept = 'kept'\nkept = A.kept",
        "class A:\n    kept = 'kept'\n    __doc__ = 'a long manual'\nkept = A.kept",
        "kept = [('kept', one) for one in 'x'][0][0]",
        "kept = (lambda: 'kept')()",
        "def f(x='kept'): return x\nkept = f()",
        "def f():\n    return 'kept'\nkept = f()",
        "def f():\n    'told'\n    def g():\n        'told too'\n        return 'kept'\n    return g()\nkept = f()",
    ],
)
def test_only_documentation_is_left_out(source: str) -> None:
    whole: dict[str, object] = {}
    exec(compile(source, "whole", "exec"), whole)  # noqa: S102 - our own lines
    bare: dict[str, object] = {}
    exec(lean.bare(compile(source, "bare", "exec")), bare)  # noqa: S102 - our own lines
    assert bare["kept"] == whole["kept"]


def test_an_x_server_is_reached_by_declarations_taken_apart_beforehand() -> None:
    with rig.XServer() as server:
        done = subprocess.run(
            [sys.executable, "-c", XCB, server.display], capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, done.stderr


def test_an_xcffib_that_declares_something_else_takes_its_own_apart() -> None:
    other = "from wellbeing.lean import xcb_declarations\nxcb_declarations.OF = 'another'\n" + XCB
    with rig.XServer() as server:
        done = subprocess.run(
            [sys.executable, "-c", other, server.display], capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, done.stderr


def test_the_icon_is_there_before_the_program_behind_it_is_loaded(tmp_path: Path) -> None:
    with rig.XServer() as server:
        done = subprocess.run(
            [sys.executable, "-c", FIRST, tmp_path / "home"],
            env={**os.environ, **server.environ, "QT_QPA_PLATFORM": "xcb"},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr


def test_without_a_screen_no_icon_is_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert start.first(home(str(tmp_path))) is None
    lock = HomeLock(home(str(tmp_path)).lock)
    lock.take()
    lock.release()
