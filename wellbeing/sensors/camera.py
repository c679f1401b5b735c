"""Whether a camera is in use: somebody has one of its device files open (inotify(7) tells when to look)."""

from __future__ import annotations

import contextlib
import ctypes
import os
from pathlib import Path

from wellbeing.model.sentence import Sentence
from wellbeing.ports import Fact, Support

_OPEN, _CLOSE_WRITE, _CLOSE_NOWRITE = 0x20, 0x08, 0x10
_CREATE, _DELETE = 0x100, 0x200
_NONBLOCK, _CLOEXEC = os.O_NONBLOCK, os.O_CLOEXEC
DEVICES = Path("/dev")


class Camera:
    """Open device files of cameras, of the person's own programs. Idle it does nothing at all."""

    name = "video-devices"
    fact = Fact.CAMERA

    def __init__(self, devices: Path = DEVICES, processes: Path = Path("/proc")) -> None:
        self._devices = devices
        self._processes = processes
        self._fd: int | None = None
        self._stale = True
        self._used = False

    def probe(self) -> Support:
        """Whether device files can be watched; a camera that is plugged in later is noticed."""
        try:
            self._open()
        except OSError as error:
            return Support(
                False,
                Sentence("Cameras cannot be watched: {why}.", why=os.strerror(error.errno or 0)),
                Sentence("Raise fs.inotify.max_user_watches or max_user_instances."),
            )
        count = len(self._cameras())
        if not count:
            return Support(True, Sentence("There is no camera here; one that is plugged in is noticed."))
        return Support(True, Sentence("The system tells when a camera is opened."))

    def read(self) -> bool:
        """Whether any camera is in use."""
        try:
            self._open()
        except OSError:
            return False
        if self._drain():
            self._watch()
            self._stale = True
        if self._stale:
            self._stale, self._used = False, self._look()
        return self._used

    def fileno(self) -> int | None:
        """Readable when one is opened, closed, plugged in or out; None while nothing is watched."""
        return self._fd

    def close(self) -> None:
        """Watch nothing."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None
        self._stale = True

    def _open(self) -> None:
        if self._fd is not None:
            return
        self._fd = _call("inotify_init1", _NONBLOCK | _CLOEXEC)
        try:
            self._watch()
        except OSError:
            self.close()
            raise

    def _watch(self) -> None:
        """The folder for what comes and goes, each camera for its use; watching one twice changes nothing."""
        if self._fd is None:
            return
        _call("inotify_add_watch", self._fd, os.fsencode(self._devices), _CREATE | _DELETE)
        for camera in self._cameras():
            with contextlib.suppress(OSError):
                _call(
                    "inotify_add_watch",
                    self._fd,
                    os.fsencode(camera),
                    _OPEN | _CLOSE_WRITE | _CLOSE_NOWRITE,
                )

    def _cameras(self) -> list[Path]:
        return sorted(self._devices.glob("video[0-9]*"))

    def _drain(self) -> bool:
        news = False
        while self._fd is not None:
            try:
                os.read(self._fd, 65536)
            except BlockingIOError:
                break
            news = True
        return news

    def _look(self) -> bool:
        """Read the links of open files of every process that may be looked into (a few milliseconds)."""
        cameras = {str(camera) for camera in self._cameras()}
        if not cameras:
            return False
        for process in self._processes.iterdir():
            if process.name.isdecimal() and _holds(process / "fd", cameras):
                return True
        return False


def _holds(folder: Path, cameras: set[str]) -> bool:
    try:
        files = os.listdir(folder)  # noqa: PTH208 - names are enough
    except OSError:
        return False  # another person's process, or one that has ended
    for file in files:
        with contextlib.suppress(OSError):
            if os.readlink(folder / file) in cameras:  # noqa: PTH115 - ten times as quick as pathlib
                return True
    return False


def _call(name: str, *words: int | bytes) -> int:
    """A function of the C library.

    Raises:
        OSError: it failed.
    """
    library = ctypes.CDLL(None, use_errno=True)
    result = int(getattr(library, name)(*words))
    if result < 0:
        raise OSError(ctypes.get_errno(), name)
    return result
