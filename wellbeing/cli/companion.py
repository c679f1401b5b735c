"""What a browser starts for our extension: passes on which site is in front, by native messaging.

    extension ── length and JSON on stdin ─► us ── a line on the socket ─► tracker

Sources: developer.chrome.com/docs/extensions/develop/concepts/native-messaging, developer.mozilla.org (Native
messaging). Nothing is kept here; a tracker that starts later is told within some seconds.
"""

from __future__ import annotations

import os
import struct
import sys
import threading
from collections.abc import Iterable
from queue import Empty, Queue
from typing import NamedTuple

import msgspec

from wellbeing.files.companion import FIREFOX_PORTAL, KNOWN_AS, PORTALS
from wellbeing.files.paths import Home, home
from wellbeing.line import client
from wellbeing.ports import KnownError
from wellbeing.sensors.executable import executable

LONGEST = 64 * 1024
"""Bytes of a message; ours have a hundred."""
AGAIN_S = 5.0
"""Seconds after which a tracker that did not listen is tried again, and one that started anew is told once more."""


class Told(msgspec.Struct, frozen=True):
    """What the extension says."""

    site: str | None = None
    private: bool = False


def main(arguments: list[str]) -> int:
    """Pass on until the browser ends; the exit code.

    Args:
        arguments: a home, or `-` for the usual one; then the id of a Flatpak. A browser adds words of its own.
    """
    place = home(None if arguments[:1] in ([], ["-"]) else arguments[0])
    app = next((one for one in arguments[1:2] if one in KNOWN_AS), None)
    if app is None and executable(os.getppid()) in PORTALS:
        app = FIREFOX_PORTAL
    listen(sys.stdin.fileno(), place, Browser(_browser() if app is None else os.getpid(), app))
    return 0


def _browser() -> int:
    """The process that started us; on Windows there are a shell and the environment's Python in between."""
    if sys.platform != "win32":
        return os.getppid()
    else:  # noqa: RET505 - what each system has is seen by the type checker only so
        import psutil

        try:
            return behind((one.pid, one.name()) for one in psutil.Process().parents())
        except psutil.Error:
            return os.getppid()


def behind(line: Iterable[tuple[int, str]]) -> int:
    """The first process of a line of parents that is no shell and no Python; 0 where all are."""
    return next((pid for pid, name in line if not name.lower().startswith(("cmd.", "py"))), 0)


class Browser(NamedTuple):
    """Who has the extension."""

    pid: int
    """Its process; our own where a sandbox hides that."""
    app: str | None = None
    """A key of `KNOWN_AS`, where a sandbox hides the process."""


def listen(source: int, place: Home, browser: Browser) -> None:
    """Pass on what comes, until the source ends; then the browser has no site in front any more.

    Args:
        source: file number to read from.
        place: whose tracker is told.
        browser: whose word it is.
    """
    came: Queue[bytes | None] = Queue()
    # On Windows nothing can wait for a pipe and for a time at once.
    threading.Thread(target=_read, args=(source, came), daemon=True).start()
    told: Told | None = None
    heard: tuple[int, int] | None = None
    while True:
        try:
            raw = came.get(timeout=None if told is None else AGAIN_S)
        except Empty:
            now = _listener(place)
            if now is not None and now != heard:
                heard = now if told is not None and _pass_on(place, browser, told) else None
            continue
        if raw is None:
            _pass_on(place, browser, None)
            return
        try:
            told = msgspec.json.decode(raw, type=Told)
        except msgspec.MsgspecError:
            continue
        now = _listener(place)
        heard = now if _pass_on(place, browser, told) else None


def _read(source: int, came: Queue[bytes | None]) -> None:
    """Give on every message, and None at the end."""
    while (raw := _message(source)) is not None:
        came.put(raw)
    came.put(None)


def _listener(place: Home) -> tuple[int, int] | None:
    """Something that differs with each tracker; None where none listens."""
    try:
        found = place.socket.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def _message(source: int) -> bytes | None:
    """The next message, None at the end: four bytes of length in the machine's order, then JSON in UTF-8."""
    head = _exactly(source, 4)
    if head is None:
        return None
    (length,) = struct.unpack("=I", head)
    return None if length > LONGEST else _exactly(source, length)


def _exactly(source: int, length: int) -> bytes | None:
    raw = b""
    while len(raw) < length:
        try:
            part = os.read(source, length - len(raw))
        except OSError:  # whoever waits for the end must not do so for ever
            return None
        if not part:
            return None
        raw += part
    return raw


def _pass_on(place: Home, browser: Browser, told: Told | None) -> bool:
    """Tell the tracker; whether one listened."""
    site = None if told is None or told.private else told.site
    state = "gone" if told is None else "private" if told.private else "seen"
    try:
        who = {"browser": str(browser.pid), "app": browser.app}
        return client.ask(place.socket, "site", site=site, state=state, **who) is not None
    except KnownError:
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
