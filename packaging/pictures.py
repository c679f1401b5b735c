"""Makes the pictures of README and guide again: the real program on the demo person, on a private desktop.

    .venv/bin/python packaging/pictures.py [--hub] [FOLDER]

FOLDER is resources/help/pictures where none is given. With `--hub` only those of the hub's pages, for which Chromium
has to be installed. The demo person lives up to this moment, so the figures differ
from day to day; in the evening the pictures show a whole day.
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from desktop import Desktop, TourError, Window, end, until
from scene import open_windows, play
from tour import PROGRAM, Tracker, open_panel, open_window, rest

from wellbeing.family.digest import Digest
from wellbeing.family.figures import Ai, Kept
from wellbeing.family.level import Level
from wellbeing.model.span import Zone

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
MONDAY = date(2026, 11, 16)
"""Of the week on the hub's pages."""
BEN = ((14, 96, 20), (14, 74, 15), (15, 128, 31), (14, 52, 0), (15, 145, 24), (10, 190, 42), (10, 165, 12))
"""A child's week: from which hour on, minutes, minutes of them with AI tools."""


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


def hub_pictures(folder: Path) -> list[Path]:
    """Writes those of the hub's pages as phones show them, made from the days of a child; where they are."""
    from wellbeing.api import pairing
    from wellbeing.api.hub import Asker, Hub
    from wellbeing.api.page import Pages
    from wellbeing.api.words import words
    from wellbeing.family.digest import encoded
    from wellbeing.family.person import Role
    from wellbeing.store.hub import devices, digests, people
    from wellbeing.store.hub.opening import open_hub

    evening = datetime.combine(MONDAY + timedelta(days=6), datetime.min.time(), UTC) + timedelta(hours=19)
    with tempfile.TemporaryDirectory(prefix="wellbeing-") as scratch:
        place = Path(scratch)
        source = open_hub(place / "hub.sqlite", now=evening, backups=place, create=True)
        try:
            hub = Hub(source, _Stands(evening), "https://hub.example", None)
            ada, _code = pairing.set_up(hub, "Lovelace", "Ada", "four words of nobody")
            with hub.reading() as connection:
                asker = Asker(ada, people.families(connection)[0][0])
            ben = pairing.add_member(hub, asker, "Ben", Role.CHILD, Level.KINDS)
            with hub.writing() as connection:
                one = devices.Kept("desk", asker.family, ben.id, "desk", ZONE, evening, None, None)
                devices.add(connection, one, "token")
            token = devices.hashed("token")
            for number, (hour, minutes, ai) in enumerate(BEN):
                day = _day(MONDAY + timedelta(days=number), hour, minutes, ai)
                push = digests.Push(token, "desk", day.day.toordinal(), 1, encoded(day))
                digests.push(source, [push], evening)
            pages, say = Pages(hub), words("en-GB")
            (place / "hub.css").write_text(pages.css, "utf-8")
            shown = {
                "hub-week": (pages.week(asker, say, "", ben.id, None), 925),
                "hub-family": (pages.family(asker, say, ""), 780),
            }
        finally:
            source.close()
        return [_of_page(place, folder / f"{name}.png", *one) for name, one in shown.items()]


def _day(day: date, first: int, minutes: int, ai: int) -> Digest:
    """A day of a child: an hour after the other from `first` on, `ai` minutes of them with AI tools."""
    hours = tuple(max(0, min(60, minutes - 60 * (hour - first))) * 60 * (hour >= first) for hour in range(24))
    with_ai = tuple(min(one, 60 * max(0, ai - 60 * (hour - first))) for hour, one in enumerate(hours))
    ai_s, active_s = sum(with_ai), sum(hours)
    return Digest(
        device="desk",
        day=day,
        zone=ZONE,
        revision=1,
        until=datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=18),
        level=Level.KINDS,
        active_s=active_s,
        hours=hours,
        ai=Ai(attended_s=ai_s, unattended_s=0, prompts=ai // 4, night_s=0, hours=with_ai),
        night_s=0,
        longest_free_s=active_s - ai_s,
        breaks=minutes // 45,
        categories={"games": active_s // 2, "learning": active_s // 4, "video": active_s // 5},
        ai_kinds={"chat_assistant": ai_s},
        limits=(Kept(id="games", name="Games", shown=Level.KINDS, kept=minutes < 180, agreed=True),),
    )


class _Stands:
    """A clock that stands."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def tick(self) -> timedelta:
        return timedelta(0)

    def zone(self) -> Zone:
        return Zone(self._now, "UTC", timedelta(0))


def _of_page(place: Path, path: Path, page: str, height: int) -> Path:
    """A page as Chromium shows it on a phone, so many pixels of it."""
    file = place / "page.html"
    file.write_text(re.sub(r'href="/hub\.css\?[^"]*"', 'href="hub.css"', page), "utf-8")
    words = [
        *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
        *("--force-color-profile=srgb", f"--window-size=500,{height}", f"--screenshot={path}", file.as_uri()),
    ]
    try:
        subprocess.run(words, check=True, capture_output=True, timeout=120)
    except (OSError, subprocess.SubprocessError) as error:
        raise TourError("Chromium could not show the hub's pages.") from error
    return _small(path)


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
    return _small(path)


def _small(path: Path) -> Path:
    """In few enough colours to be small."""
    subprocess.run([sys.executable, "-c", FEWER_COLOURS, str(path)], check=True)
    if path.stat().st_size > LARGEST:
        raise TourError(f"{path} is larger than {LARGEST} bytes.")
    return path


def main(arguments: Sequence[str]) -> int:
    """Makes them; 0 when all are there."""
    named = [one for one in arguments if one != "--hub"]
    folder = Path(named[0]) if named else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    try:
        made = [] if "--hub" in arguments else pictures(folder.resolve())
        for path in [*made, *hub_pictures(folder.resolve())]:
            print(path)
    except TourError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
