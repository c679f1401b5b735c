"""Makes the pictures of README and guide again: the real program on the demo person, on a private desktop.

    .venv/bin/python packaging/pictures.py [FOLDER]

FOLDER is resources/help/pictures where none is given. The demo person lives up to this moment, so the figures differ
from day to day; in the evening the pictures show a whole day.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from desktop import Desktop, TourError, Window, end, until
from scene import open_windows, play
from tour import PROGRAM, Tracker, open_panel, open_window, rest

FOLDER = Path(__file__).parents[1] / "resources" / "help" / "pictures"
PAGES = (
    "today",
    "week",
    "year",
    "ai",
    "trends",
    "checkin",
    "timeline",
    "reports",
    "limits",
    "nudges",
    "family",
    "settings",
    "health",
    "help",
)
LIMITS: tuple[tuple[str, ...], ...] = (
    ("--ai", "--minutes", "120,120,120,120,120,60,60", "--level", "dialog", "--agreed", "Ben", "--more", "1"),
    ("--category", "video", "--minutes", "45"),
    ("--category", "writing", "--minutes", "20", "--goal"),
)
"""Of the demo person."""
HOME = (
    ("ask", "30", "--limit", "1", "--reason", "the talk on Friday"),
    ("holidays", "add", "2027-02-01..2027-02-06", "--name", "Winter holidays"),
)
"""What is agreed at her home."""
TITLES = {"checkin": "check-in", "nudges": "notes"}
"""Where a page is called otherwise than by its key."""
ZONE = "Europe/Berlin"
"""Where the demo person lives."""
SECONDS = 24
"""How long the windows of the desktop are used, so that something stands in them."""
LARGEST = 150_000
"""Bytes of one picture."""
FEWER_COLOURS = """
import sys
from PIL import Image
image = Image.open(sys.argv[1]).convert("RGB")
image.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(sys.argv[1], optimize=True)
"""
"""Pillow comes with matplotlib. A screenshot without photographs loses nothing that one sees."""


def pictures(folder: Path) -> list[Path]:
    """Writes all of them; where they are."""
    with contextlib.ExitStack() as stack:
        scratch = tempfile.TemporaryDirectory(prefix="wellbeing-", ignore_cleanup_errors=True)
        place = Path(stack.enter_context(scratch))
        home = place / "mia"
        os.environ["TZ"] = ZONE
        desktop = Desktop(stack, place, place / "log.txt")
        desktop.env["WELLBEING_HOME"] = str(home)
        if not desktop.told(PROGRAM, "demo"):
            raise TourError("The demo person could not be written.")
        for words in LIMITS:
            desktop.told(PROGRAM, "limits", "set", *words)
        for words in HOME:
            desktop.told(PROGRAM, "family", *words)
        tracker = Tracker(desktop, home)
        play(desktop, open_windows(desktop, place), SECONDS, print)
        panel = open_panel(desktop)
        taken = [_taken(desktop, folder / "panel.png", panel), _taken(desktop, folder / "desktop.png")]
        desktop.told("xdotool", "key", "Escape")
        window, process = open_window(desktop)
        for page in PAGES:
            _turn(desktop, window, page)
            rest(process)
            taken.append(_taken(desktop, folder / f"{page}.png", window))
        for program in (process, tracker.process):
            end(program, seconds=15)
        return taken


def _turn(desktop: Desktop, window: Window, page: str) -> None:
    """Shows a page, by a second start, and takes the pointer away from what lights up under it."""
    desktop.told(PROGRAM, "window", page)
    desktop.told("xdotool", "mousemove", "1279", "2")
    until(
        lambda: (
            desktop.told("xdotool", "getwindowname", window.number).lower().startswith(TITLES.get(page, page))
        ),
        20,
        f"The page {page} did not open.",
    )


def _taken(desktop: Desktop, path: Path, window: Window | None = None) -> Path:
    """A picture in few enough colours to be small."""
    desktop.picture(path, window)
    subprocess.run([sys.executable, "-c", FEWER_COLOURS, str(path)], check=True)
    if path.stat().st_size > LARGEST:
        raise TourError(f"{path} is larger than {LARGEST} bytes.")
    return path


def main(arguments: Sequence[str]) -> int:
    """Makes them; 0 when all are there."""
    folder = Path(arguments[0]) if arguments else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    try:
        for path in pictures(folder.resolve()):
            print(path)
    except TourError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
