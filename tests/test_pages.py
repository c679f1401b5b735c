"""What only the start needed is given back, and whatever is used again comes back."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from wellbeing.lean.pages import unchanged

SMAPS = """\
7f0000000000-7f0000001000 r--p 00000000 08:01 1    /usr/lib/libone.so.1
Anonymous:             0 kB
7f0000001000-7f0000003000 r-xp 00001000 08:01 1    /usr/lib/libone.so.1
Rss:                   8 kB
Anonymous:             0 kB
7f0000003000-7f0000004000 r--p 00003000 08:01 1    /usr/lib/libone.so.1
Anonymous:             4 kB
7f0000004000-7f0000005000 rw-p 00004000 08:01 1    /usr/lib/libone.so.1
Anonymous:             0 kB
7f0000005000-7f0000006000 r--p 00000000 08:01 2    /usr/share/fonts/a.so/font.ttf
Anonymous:             0 kB
7f0000006000-7f0000007000 r-xp 00000000 08:01 3    /venv/with spaces/QtCore.abi3.so
Anonymous:             0 kB
7f0000007000-7f0000008000 r-xp 00000000 00:00 0
Anonymous:             0 kB
7f0000008000-7f0000009000 r-xp 00000000 00:00 0    [vdso]
Anonymous:             0 kB
"""
USE = """
import sqlite3, sys
from pathlib import Path
from wellbeing.lean import pages, load_qt
load_qt("PySide6.QtCore")
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication(["test", "-platform", "offscreen"])
def size_kb():
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Rss:"))
before = size_kb()
pages.give_back()
after = size_kb()
assert after < before - 10_000, (before, after)
label = QLabel("<b>all</b> is well")
assert not label.grab().isNull()
assert sqlite3.connect(":memory:").execute("select 1 + 1").fetchone() == (2,)
pages.give_back()
assert label.text() == "<b>all</b> is well"
"""

LARGE = """
import sys
from pathlib import Path
from wellbeing.lean import pages
def size_kb():
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Rss:"))
if sys.argv[1] == "kept":
    pages.keep_no_large()
before, kept = size_kb(), []
for _turn in range(8):
    drawn, shown = bytearray(20_000_000), bytearray(6_000_000)
    kept.append(bytearray(100_000))
    del drawn, shown
print((size_kb() - before) // 1000)
"""


def test_only_code_and_constants_of_libraries_are_given_back() -> None:
    assert list(unchanged(SMAPS.splitlines())) == [
        (0x7F0000000000, 0x7F0000001000),
        (0x7F0000001000, 0x7F0000003000),
        (0x7F0000006000, 0x7F0000007000),
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="without effect elsewhere")
def test_a_program_gives_back_tens_of_megabytes_and_goes_on() -> None:
    done = subprocess.run([sys.executable, "-c", USE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_nothing_happens_where_the_system_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> str:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "read_text", missing)
    from wellbeing.lean import pages

    pages.give_back()


@pytest.mark.skipif(sys.platform != "linux", reason="the C library of Linux")
def test_pictures_that_are_thrown_away_leave_no_holes() -> None:
    grown = {}
    for way in ("kept", "as ever"):
        command = [sys.executable, "-c", LARGE, way]
        grown[way] = int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert grown["kept"] < 3 < grown["as ever"], grown
