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
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import psutil
from desktop import Desktop, TourError, Window, end, until
from scene import open_windows, play

PROGRAM = str(Path(sys.executable).with_name("wellbeing"))


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


def open_window(desktop: Desktop, page: str = "today") -> tuple[Window, subprocess.Popen[bytes]]:
    """Opens the window, as `wellbeing window` does; what stands on the screen, and its process."""
    process = desktop.start(PROGRAM, "window", page)
    window = until(lambda: _large(desktop), 30, f"The window did not open. What it said is in {desktop.log}.")
    # As large as the screen has room for above its panel.
    desktop.told("xdotool", "windowsize", "--sync", window.number, "1060", "716")
    desktop.told("xdotool", "windowmove", "--sync", window.number, "110", "30")
    return place_of(desktop, window), process


def rest(process: subprocess.Popen[bytes]) -> None:
    """Waits until a program has nothing left to do: it used next to no processor for a second."""
    program = psutil.Process(process.pid)
    until(lambda: program.cpu_percent(1) < 3, 30, "The window went on drawing.")


def place_of(desktop: Desktop, window: Window) -> Window:
    """The same window, where it stands now."""
    return next((one for one in desktop.windows() if one.number == window.number), window)


def _large(desktop: Desktop) -> Window | None:
    """The program's window, which is wider than its panel, without the frame around it."""
    ours = (one for one in desktop.windows() if '"wellbeing"' in one.wm_class and one.width > 400)
    return next((one for one in ours if "IsViewable" in desktop.told("xwininfo", "-id", one.number)), None)


def tour(files: Path, seconds: float) -> None:
    """The whole tour; what stays is put into `files`."""
    with contextlib.ExitStack() as stack:
        scratch = tempfile.TemporaryDirectory(prefix="wellbeing-", ignore_cleanup_errors=True)
        place = Path(stack.enter_context(scratch))
        home = place / "wellbeing"
        stack.push(lambda kind, *_: None if kind is None else _keep_logs(home, files))
        say("Setting up a private desktop: a screen, a window manager, a panel with a tray.")
        desktop = Desktop(stack, place, files / "log.txt")
        tracker = Tracker(desktop, home)
        say("The tracker runs and sits in the tray. Opening windows.")
        windows = open_windows(desktop, place)
        say(f"Using them for {seconds:.0f} seconds:")
        truth = play(desktop, windows, seconds, say)
        say("Clicking the icon in the tray.")
        panel = open_panel(desktop)
        pictures = [desktop.picture(files / "panel.png", panel), desktop.picture(files / "desktop.png")]
        say("Opening the window: two screens that greet, then today.")
        window, process = open_window(desktop)
        for _screen in range(2):
            rest(process)
            desktop.told("xdotool", "key", "Return")
        rest(process)
        pictures.append(desktop.picture(files / "window.png", window))
        if status := end(process, seconds=15):
            raise TourError(f"The window did not close cleanly: status {status}. The log is {desktop.log}.")
        say("Closing the tracker.")
        if status := end(tracker.process, seconds=15):
            raise TourError(f"The tracker did not close cleanly: status {status}. The log is {desktop.log}.")
        day, kept = tracker.told("day"), tracker.usage()
        reports = [files / f"report.{kind}" for kind in ("html", "pdf", "png")]
        tracker.told("report", "week", "today", *(f"--{one.suffix[1:]}={one}" for one in reports))
        (files / "day.txt").write_text(day, encoding="utf-8")
        say(f"\nToday, as the tracker kept it:\n\n{day}")
        say("In front, by the tour's own watch:  " + _listed(truth))
        say("In front, as the tracker tells it:  " + _listed(kept))
        say("\nTo look at:\n" + "\n".join(f"  {path}" for path in [*pictures, files / "day.txt", *reports]))


def _keep_logs(home: Path, files: Path) -> None:
    """Puts what the program wrote about itself beside the log, for who wants to know why the tour failed."""
    if (logs := home / "logs").is_dir():
        shutil.copytree(logs, files / "logs", dirs_exist_ok=True)


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
    # SIGINT too: a shell starts what runs in the background with it ignored.
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.default_int_handler)
    try:
        files.mkdir(parents=True, exist_ok=True)
        tour(files.resolve(), wish.seconds)
    except (TourError, OSError, subprocess.SubprocessError) as error:
        print(error, file=sys.stderr)
        if (logs := files / "logs").is_dir():
            print(f"What the program wrote about itself is in {logs}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The private desktop is put away.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
