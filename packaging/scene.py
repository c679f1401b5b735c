"""What the tour shows: two terminals, a web page, and someone who goes between them and types."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop import Desktop, until

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


def open_windows(desktop: Desktop, place: Path) -> dict[str, tuple[str, str]]:
    """Two terminals and a web page, or a third terminal without Chromium: name -> (X window, app)."""
    page = place / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    found: dict[str, tuple[str, str]] = {}

    def terminal(name: str, geometry: str) -> None:
        desktop.start(*TERMINAL, "-title", name, "-geometry", geometry, "-e", "cat")  # cat runs nothing typed
        found[name] = (_window(desktop, "--name", f"^{name}$"), "XTerm")

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
    found["page"] = (
        _window(desktop, "--name", "^Sourdough"),
        "Chromium" if browser.endswith("chromium") else "Google-chrome",
    )
    return found


def _window(desktop: Desktop, *search: str) -> str:
    """The first window that xdotool finds on the screen."""

    def first() -> str:
        return next(iter(desktop.told("xdotool", "search", "--onlyvisible", *search).split()), "")

    return until(
        first, 30, f"The window {search[-1]} did not open. What was said about it is in {desktop.log}."
    )


def play(
    desktop: Desktop, windows: Mapping[str, tuple[str, str]], seconds: float, say: Callable[[str], None]
) -> dict[str, float]:
    """Goes from window to window and types, for `seconds` in all, and says so; the seconds in front by app."""
    truth: dict[str, float] = {}
    whole = sum(visit.parts for visit in VISITS)
    for visit in VISITS:
        window, app = windows[visit.window]
        dwell = seconds * visit.parts / whole
        say(f"  {dwell:4.0f} s  {app}: {visit.window}")
        desktop.told("xdotool", "windowactivate", "--sync", window)
        began = time.monotonic()
        for word in visit.text.split():
            if time.monotonic() - began > dwell - 1:
                break
            desktop.told("xdotool", "type", "--delay", "70", word + " ")
        time.sleep(max(0.0, began + dwell - time.monotonic()))
        truth[app] = truth.get(app, 0) + time.monotonic() - began
    return truth
