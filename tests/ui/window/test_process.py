"""The window as a process of its own: a second start raises the first, and it ends when asked."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests import rig
from tests.ui.states import STATES
from wellbeing.files.paths import Home, home
from wellbeing.line import client
from wellbeing.ui import application
from wellbeing.ui.bridge import Bridge
from wellbeing.ui.theme import Theme
from wellbeing.ui.tray.tray import Tray
from wellbeing.ui.window import state

ENVIRON = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path(__file__).parents[3])}


@pytest.fixture
def where(tmp_path: Path) -> Iterator[Home]:
    """An empty home; a window that is still open is asked to close."""
    result = home(str(tmp_path / "h"))
    result.prepare()
    yield result
    client.ask(result.window_socket, "stop")


def started(where: Home, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "wellbeing", "--home", str(where.chosen), "window", *words], env=ENVIRON
    )


def listens(where: Home) -> bool:
    return client.ask(where.window_socket, "show") is not None


def test_a_second_start_raises_the_first_and_goes(where: Home) -> None:
    first = started(where)
    rig.until(lambda: listens(where), "the first window to listen")
    second = started(where, "timeline")
    assert second.wait(rig.PATIENCE_S) == 0
    assert first.poll() is None
    client.ask(where.window_socket, "show", page="today")
    client.ask(where.window_socket, "stop")
    assert first.wait(rig.PATIENCE_S) == 0
    assert state.read(where.window_state).page == "today"


def test_it_ends_when_the_system_asks(where: Home) -> None:
    window = started(where)
    rig.until(lambda: listens(where), "the window to listen")
    window.terminate()
    assert window.wait(rig.PATIENCE_S) == 0


def test_an_unknown_page_is_wrong_usage(where: Home) -> None:
    window = started(where, "tomorrow")
    assert window.wait(rig.PATIENCE_S) == 2


def test_open_in_the_tray_starts_a_process_that_outlives_the_tray(
    where: Home, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in ENVIRON.items():
        monkeypatch.setenv(name, value)
    bridge = Bridge()
    tray = Tray(bridge, lambda: STATES["usual"], theme)
    application._open_windows(bridge, tray, where)
    tray.open_window.emit()
    rig.until(lambda: listens(where), "the window of the tray to listen")
    assert not [one for one in psutil.Process().children() if "window" in one.cmdline()]
    tray.close()
    bridge.close()
