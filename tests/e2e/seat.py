"""A person at a desktop with a panel, the tracker in its tray, and a screen reader that tells what stands there."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import rig
from tests.e2e.program import Program, Tracker, quiet
from tests.e2e.screen_reader import ScreenReader, Thing, screen_reader
from tests.ui.desktop import tint2


@dataclass(frozen=True)
class Seat:
    """A person at a desktop with a panel, the tracker in its tray."""

    program: Program
    desktop: rig.Desktop
    reader: ScreenReader
    tracker: Tracker

    def find(self, name: str, role: str = "button") -> Thing:
        """A thing of the tracker that shows on the screen."""
        return self.reader.find(
            self.tracker.pid, lambda one: one.name == name and role in one.role, f"{role} {name}"
        )

    def gone(self, name: str) -> None:
        """Wait until nothing of this name shows."""
        rig.until(lambda: all(one.name != name for one in self.reader.things(self.tracker.pid)), f"no {name}")

    def click(self, thing: Thing) -> None:
        """A real click into its middle."""
        self.desktop.xdotool("mousemove", *thing.middle, "click", 1)

    def limit(self, *words: str) -> None:
        """Set a limit on the command line."""
        said = self.program.run("limits", "set", *words)
        assert said.code == 0, said.err

    def today(self) -> dict[str, Any]:
        """How the one limit stands (JSON values)."""
        (row,) = self.program.json("limits", "list")["limits"]
        return dict(row["today"])

    def picture(self, name: str) -> None:
        """Into the folder WELLBEING_PICTURES, if someone wants to look."""
        if folder := os.environ.get("WELLBEING_PICTURES"):
            command = ["import", "-window", "root", str(Path(folder) / f"{name}.png")]
            subprocess.run(command, env=self.desktop.environ, check=True)


@contextlib.contextmanager
def seated(folder: Path, desktop: rig.Desktop, session_bus: rig.Bus) -> Iterator[Seat]:
    """Everything started, and ended after."""
    with contextlib.ExitStack() as stack:
        environ = {**quiet(desktop.environ, folder), "QT_QPA_PLATFORM": "xcb"}
        stack.enter_context(tint2(environ, folder, color="#2a2a2a"))
        reader, environ = stack.enter_context(screen_reader(environ, session_bus))
        program = Program(folder / "wellbeing", environ)
        tracker = stack.enter_context(program.tracker(headless=False))
        tracker.sees("window")
        yield Seat(program, desktop, reader, tracker)
