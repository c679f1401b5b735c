"""Terminals with several tabs in one process, on a real desktop: the tab in use counts."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import psutil
import pytest

from tests import rig
from tests.terminals import commands, environ
from wellbeing.files import rules
from wellbeing.model import Evidence
from wellbeing.sensors.proc import ProcTable
from wellbeing.sensors.terminal import TerminalSensor

pytestmark = pytest.mark.desktop

SHELL = "bash --norc --noprofile -i"
XFCE = ("xfce4-terminal", "--disable-server", "-e", SHELL, "--tab", "-e", SHELL)
KITTY = ("kitty", "--config", "NONE", "-o", "shell=" + SHELL, "-o", "update_check_interval=0")


class Tabs:
    """A terminal program in front, and what a person does with it."""

    def __init__(self, desktop: rig.Desktop, pid: int) -> None:
        self._desktop, self.pid = desktop, pid
        self._sensor = TerminalSensor(ProcTable(), lambda: datetime.now(UTC))  # noqa: TID251 - the wall clock
        self._tools = rules.catalogue().tools
        self._ages, self._titles = count(100, 100), count()

    def key(self, *keys: str) -> None:
        """Press keys."""
        self._desktop.xdotool("key", *keys)

    def types(self, line: str) -> None:
        """Type a line."""
        self._rest()
        self._desktop.xdotool("type", "--delay", "1", line)
        self.key("Return")

    def shells(self) -> list[psutil.Process]:
        """Shells on terminals of their own."""
        with contextlib.suppress(psutil.Error):
            return [one for one in psutil.Process(self.pid).children(recursive=True) if one.name() == "bash"]
        return []

    def used(self) -> tuple[str, ...]:
        """Tools in use in the tab in use."""
        seen = self._sensor.foreground(Evidence("terminal", str(next(self._titles)), None, self.pid))
        return self._tools.names_in_use(seen.commands)

    def _rest(self) -> None:
        """Linux moves the time of the last key once in 8 s; putting it back lets the next one tell."""
        age = next(self._ages)
        for shell in self.shells():
            tty = Path(f"/proc/{shell.pid}/fd/0").readlink()
            at = datetime.now(UTC).timestamp() - age  # noqa: TID251
            os.utime(tty, (at, at))


@contextlib.contextmanager
def opened(desktop: rig.Desktop, environ: dict[str, str], command: tuple[str, ...]) -> Iterator[Tabs]:
    """A terminal program in front."""
    with rig.running(*command, env=environ) as process:
        window = desktop.pointer.of_process(process.pid)
        desktop.pointer.activate(window)
        tabs = Tabs(desktop, process.pid)
        rig.until(tabs.shells, "the shells")
        yield tabs


@pytest.fixture
def surroundings(desktop: rig.Desktop, session_bus: rig.Bus, tmp_path: Path) -> dict[str, str]:
    commands(tmp_path, "claude", "codex", "vim")
    own = {"DBUS_SESSION_BUS_ADDRESS": session_bus.address, "LIBGL_ALWAYS_SOFTWARE": "1", "NO_AT_BRIDGE": "1"}
    return {**desktop.environ, **environ(tmp_path), **own}


def shows(tabs: Tabs, *names: str) -> Callable[[], bool]:
    return lambda: tabs.used() == names


@pytest.mark.skipif(bool(rig.missing("xfce4-terminal", "xdotool")), reason="no xfce4-terminal here")
def test_tabs_of_xfce4_terminal(desktop: rig.Desktop, surroundings: dict[str, str]) -> None:
    with opened(desktop, surroundings, XFCE) as tabs:
        rig.until(lambda: len(tabs.shells()) == 2, "two tabs")
        tabs.types("claude")
        rig.until(shows(tabs, "claude"), "claude to be in use")
        tabs.key("ctrl+Page_Down")
        tabs.types("vim CLAUDE.md")
        rig.until(shows(tabs), "the other tab to be in use")
        tabs.key("ctrl+Page_Up")
        tabs.types("hello")
        rig.until(shows(tabs, "claude"), "claude to be in use again")


@pytest.mark.skipif(bool(rig.missing("kitty", "xdotool")), reason="no kitty here")
def test_tabs_of_kitty(desktop: rig.Desktop, surroundings: dict[str, str]) -> None:
    with opened(desktop, surroundings, KITTY) as tabs:
        tabs.types("codex")
        rig.until(shows(tabs, "codex"), "codex to be in use")
        tabs.key("ctrl+shift+t")
        rig.until(lambda: len(tabs.shells()) == 2, "two tabs")
        rig.until(shows(tabs), "the new tab to be in use")
        tabs.key("ctrl+shift+Left")

        def again() -> bool:
            # Kitty loses keys that come while it draws its first tab bar.
            tabs.types("hello")
            return tabs.used() == ("codex",)

        rig.until(again, "codex to be in use again")
