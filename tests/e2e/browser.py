"""A real Chromium with a page from disk."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from xcffib.xproto import WindowError

from tests import rig

NAME = "chromium"
FIRST, SECOND = "First page", "Second page"
_PAGE = f"""<!DOCTYPE html><meta charset="utf-8"><title>{FIRST}</title>
<body onkeydown="if (event.key == 's') document.title = '{SECOND}'">A page.</body>
"""
_OPTIONS = (
    "--no-sandbox",  # tests may run as root
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--password-store=basic",
)


@contextlib.contextmanager
def chromium(environ: Mapping[str, str], pointer: rig.Pointer, folder: Path) -> Iterator[int]:
    """Its window, once the page is shown; the key `s` changes the title."""
    page = folder / "page.html"
    page.write_text(_PAGE, "utf-8")
    command = (NAME, *_OPTIONS, f"--user-data-dir={folder / 'profile'}", page.as_uri())
    with rig.running(*command, env=environ) as process:
        window = pointer.of_process(process.pid)
        rig.until(lambda: FIRST in title(pointer, window), "the page")
        yield window


def title(pointer: rig.Pointer, window: int) -> str:
    """A window's title as its window manager knows it (EWMH)."""
    return _text(pointer, window, "_NET_WM_NAME")


def window_class(pointer: rig.Pointer, window: int) -> str:
    """The second word of a window's class (ICCCM, WM_CLASS)."""
    return _text(pointer, window, "WM_CLASS").split("\0")[1]


def _text(pointer: rig.Pointer, window: int, name: str) -> str:
    asked = pointer.xcb.core.GetProperty(False, window, pointer.atom(name), 0, 0, 1024)
    try:
        return bytes(asked.reply().value.raw).decode("utf-8", "replace")
    except WindowError:  # gone, or none is active right now
        return ""
