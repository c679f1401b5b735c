"""Whether the screen is being shared or recorded: streams of a compositor's picture, as PipeWire lists them.

Portals and compositors make such a stream when a share begins and take it away at its end (xdg-desktop-portal,
org.freedesktop.portal.ScreenCast). Measured with PipeWire 0.3.65: `pw-dump` takes 20 to 150 ms, which is why it is
asked only by somebody who is about to speak. Under X11 programs copy the screen without telling anybody.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import msgspec

_BELIEVED = timedelta(seconds=20)
"""An answer holds so long: who waits for the end of a share asks again and again."""
_PATIENCE_S = 3.0
_PICTURES = frozenset({"Video/Source", "Stream/Output/Video"})
"""Classes of what gives pictures (PipeWire, `media.class`); a camera is one too."""


def _tick() -> timedelta:
    return timedelta(seconds=time.monotonic())


class ScreenCast:
    """Asked, it looks; one thread."""

    def __init__(
        self,
        environ: Mapping[str, str],
        tick: Callable[[], timedelta] = _tick,
        command: Sequence[str] = ("pw-dump",),
    ) -> None:
        self._environ, self._tick, self._command = {**environ, "LC_ALL": "C"}, tick, command
        self._asked: timedelta | None = None
        self._said = False

    def __call__(self) -> bool:
        """Whether it is shared; False also where nobody tells."""
        tick = self._tick()
        if self._asked is None or tick - self._asked >= _BELIEVED:
            self._asked, self._said = tick, self._look()
        return self._said

    def _look(self) -> bool:
        program = shutil.which(self._command[0], path=self._environ.get("PATH"))
        if program is None:
            return False
        try:
            done = subprocess.run(  # noqa: S603 - a program of the system, with nothing of anybody's in it
                [program, *self._command[1:]],
                env=self._environ,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_PATIENCE_S,
                check=True,
            )
            listed: Any = msgspec.json.decode(done.stdout)  # objects of many kinds
        except (OSError, subprocess.SubprocessError, msgspec.DecodeError):
            return False
        return isinstance(listed, list) and any(map(_shares, listed))


def _shares(listed: Any) -> bool:  # Any: JSON of another program
    info = listed.get("info") if isinstance(listed, dict) else None
    props = info.get("props") if isinstance(info, dict) else None
    if not isinstance(props, dict) or props.get("media.class") not in _PICTURES:
        return False
    # Cameras come from a device (v4l2, libcamera), or say that they are one.
    return not props.get("device.api") and not props.get("device.id") and props.get("media.role") != "Camera"
