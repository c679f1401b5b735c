"""The tour: a private desktop with real windows, the tracker watching it for a minute, and what it noticed.

Started by run.sh where there is no display. Nothing of the person's own desktop, files or settings is read:
the screen, the D-Bus session and the home are made for the tour and removed after it. What stays are the
files whose paths are printed at the end.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop import Desktop, TourError, Window, end, until

PROGRAM = str(Path(sys.executable).with_name("wellbeing"))

TERMINAL = ["xterm", "-fa", "DejaVu Sans Mono", "-fs", "11"]
BROWSER = [
    "--no-first-run", "--no-default-browser-check", "--password-store=basic", "--disable-gpu",
    "--disable-sync", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--window-position=620,60", "--window-size=620,600",
]  # fmt: skip
"""Alone, quiet, and without what a container lacks."""
PAGE = """<!doctype html><meta charset="utf-8"><title>Sourdough in four days</title>
<style>*{box-sizing:border-box}body{font:18px/1.5 serif;max-width:28em;margin:2em auto}
textarea{width:100%;height:9em;font:inherit}</style>
<h1>Sourdough in four days</h1><p>Flour, water, and patience. Write down what you see each morning.</p>
<textarea autofocus></textarea>"""


@dataclass(frozen=True, slots=True)
class Visit:
    """A stay in one window: which, for how many parts of the whole, and what is typed meanwhile."""

    window: str
    parts: float
    text: str


VISITS = (
    Visit("letter", 16, "Dear Anna, the garden is full of birds this morning. "),
    Visit("page", 20, "Day one: a little flour, a little water, nothing moves yet. "),
    Visit("notes", 10, "Call the dentist. Buy seeds. Walk before lunch. "),
    Visit("page", 6, "Day two: bubbles. "),
    Visit("letter", 8, "Come on Sunday, there will be bread. "),
)


def say(sentence: str) -> None:
    """Tells the person what happens now."""
    print(sentence, flush=True)


class Tracker:
    """The program as a person runs it, with a home of its own, on the private desktop."""

    def __init__(self, desktop: Desktop, home: Path) -> None:
        self._desktop = desktop
        self._desktop.env["WELLBEING_HOME"] = str(home)
        self.process = desktop.start(PROGRAM, "run")
        until(self._runs, 30, f"The tracker did not start. What it said is in {desktop.log}.")

    def _runs(self) -> bool:
        if (status := self.process.poll()) is not None:
            raise TourError(
                f"The tracker ended at once, with status {status}. What it said is in {self._desktop.log}."
            )
        said = self._desktop.told(PROGRAM, "status", "--json")
        return bool(said) and bool(json.loads(said)["running"])

    def usage(self) -> dict[str, float]:
        """Seconds of the tour by app, as the command line tells them."""
        now = dt.datetime.now().astimezone()  # noqa: TID251 - the tour stands outside the program
        span = ["--from", (now - dt.timedelta(hours=1)).isoformat(), "--to", now.isoformat()]
        said: dict[str, Any] = json.loads(self.told("usage", *span, "--by", "app", "--json"))
        return {row["key"]: row["seconds"] for row in said["rows"]}

    def told(self, *command: str) -> str:
        """What `wellbeing COMMAND` says.

        Raises:
            TourError: when it says nothing.
        """
        if said := self._desktop.told(PROGRAM, *command):
            return said
        raise TourError(f"`wellbeing {command[0]}` said nothing. The log is {self._desktop.log}.")


def open_windows(desktop: Desktop, place: Path) -> dict[str, tuple[str, str]]:
    """Two terminals and a web page, or a third terminal without Chromium: name -> (X window, app)."""
    page = place / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    found: dict[str, tuple[str, str]] = {}

    def terminal(name: str, geometry: str) -> None:
        desktop.start(*TERMINAL, "-title", name, "-geometry", geometry, "-e", "cat")  # cat runs nothing typed
        found[name] = (_window(desktop, "--name", f"^{name}$"), "xterm")

    terminal("letter", "70x18+40+40")
    terminal("notes", "46x12+60+430")
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        terminal("page", "60x20+660+90")
        return found
    # Chromium's sandbox refuses root, and its warning would be in the picture unless this is a test.
    options = [*BROWSER, "--no-sandbox", "--test-type"] if os.geteuid() == 0 else BROWSER
    options = [*options, f"--user-data-dir={place / 'browser'}", page.as_uri()]
    desktop.start(browser, *options)
    found["page"] = (_window(desktop, "--name", "^Sourdough"), "chromium")
    return found


def _window(desktop: Desktop, *search: str) -> str:
    """The first window that xdotool finds on the screen."""

    def first() -> str:
        return next(iter(desktop.told("xdotool", "search", "--onlyvisible", *search).split()), "")

    return until(
        first, 30, f"The window {search[-1]} did not open. What was said about it is in {desktop.log}."
    )


def play(desktop: Desktop, windows: Mapping[str, tuple[str, str]], seconds: float) -> dict[str, float]:
    """Goes from window to window and types, for `seconds` in all; returns the seconds in front by app."""
    truth: dict[str, float] = {}
    whole = sum(visit.parts for visit in VISITS)
    for visit in VISITS:
        window, app = windows[visit.window]
        dwell = seconds * visit.parts / whole
        say(f"  {dwell:4.0f} s  {app}: {visit.window}")
        desktop.told("xdotool", "windowactivate", "--sync", window)
        began = time.monotonic()
        for word in _words(visit.text):
            if time.monotonic() - began > dwell - 1:
                break
            desktop.told("xdotool", "type", "--delay", "70", word)
        time.sleep(max(0.0, began + dwell - time.monotonic()))
        truth[app] = truth.get(app, 0) + time.monotonic() - began
    return truth


def _words(text: str) -> Iterator[str]:
    return (word + " " for word in text.split())


def open_panel(desktop: Desktop) -> Window:
    """Clicks the icon in the tray, as a person would, and returns the panel that opens."""
    icon = until(desktop.icon, 15, f"The icon did not appear in the tray. The log is {desktop.log}.")
    before = desktop.windows()
    x, y = icon.x + icon.width // 2, icon.y + icon.height // 2
    desktop.told("xdotool", "mousemove", str(x), str(y), "click", "1")
    return until(
        lambda: desktop.shown(but=before),
        15,
        f"A click on the icon opened nothing. The log is {desktop.log}.",
    )


def tour(files: Path, seconds: float) -> None:
    """The whole tour; what stays is put into `files`."""
    with contextlib.ExitStack() as stack:
        place = Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="wellbeing-", ignore_cleanup_errors=True))
        )
        say("Setting up a private desktop: a screen, a window manager, a panel with a tray.")
        desktop = Desktop(stack, place, files / "log.txt")
        tracker = Tracker(desktop, place / "wellbeing")
        say("The tracker runs and sits in the tray. Opening windows.")
        windows = open_windows(desktop, place)
        say(f"Using them for {seconds:.0f} seconds:")
        truth = play(desktop, windows, seconds)
        say("Clicking the icon in the tray.")
        panel = open_panel(desktop)
        pictures = [desktop.picture(files / "panel.png", panel), desktop.picture(files / "desktop.png")]
        say("Closing the tracker.")
        if status := end(tracker.process, seconds=15):
            raise TourError(f"The tracker did not close cleanly: status {status}. The log is {desktop.log}.")
        day, kept = tracker.told("day"), tracker.usage()
        (files / "day.txt").write_text(day, encoding="utf-8")
        say(f"\nToday, as the tracker kept it:\n\n{day}")
        say("In front, by the tour's own watch:  " + _listed(truth))
        say("In front, as the tracker tells it:  " + _listed(kept))
        say("\nTo look at:\n" + "\n".join(f"  {path}" for path in [*pictures, files / "day.txt"]))


def _listed(seconds: Mapping[str, float]) -> str:
    return ", ".join(
        f"{app} {amount:.1f} s" for app, amount in sorted(seconds.items(), key=lambda row: -row[1])
    )


def main(arguments: Sequence[str]) -> int:
    """Gives the tour; 0 when it went through, 1 when it could not, 130 when it was stopped."""
    parser = argparse.ArgumentParser(
        prog="sh packaging/run.sh --tour", description="The program at work on a private desktop."
    )
    parser.add_argument(
        "--seconds", type=float, default=60, help="how long the windows are used (default: 60)"
    )
    parser.add_argument(
        "--files", type=Path, help="a folder for what stays (default: among the temporary files)"
    )
    wish = parser.parse_args(arguments)
    began = dt.datetime.now().astimezone()  # noqa: TID251 - the tour stands outside the program
    files = wish.files or Path(tempfile.gettempdir()) / f"wellbeing-tour-{began:%Y%m%d-%H%M%S}"
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.default_int_handler)
    try:
        files.mkdir(parents=True, exist_ok=True)
        tour(files.resolve(), wish.seconds)
    except (TourError, OSError, subprocess.SubprocessError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The private desktop is put away.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
