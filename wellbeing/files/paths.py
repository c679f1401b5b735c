"""Where settings, record and logs lie."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError

_SOCKET_LENGTH = 100
"""A local socket's path may have 107 bytes (unix(7), sun_path); ours leave room."""


@dataclass(frozen=True, slots=True)
class Home:
    """Every path of one installation; nothing is created by looking."""

    settings: Path
    """Folder of `settings.toml` and `rules.toml`."""
    data: Path
    """Folder of the record, its backups and its lock."""
    logs: Path

    @property
    def settings_file(self) -> Path:
        """What the person chose."""
        return self.settings / "settings.toml"

    @property
    def rules_file(self) -> Path:
        """The person's own rules."""
        return self.settings / "rules.toml"

    @property
    def record(self) -> Path:
        """The database."""
        return self.data / "wellbeing.sqlite"

    @property
    def backups(self) -> Path:
        """Daily and weekly copies of the record."""
        return self.data / "backups"

    @property
    def reports(self) -> Path:
        """The archive of weekly reports."""
        return self.data / "reports"

    @property
    def lock(self) -> Path:
        """Held by the one tracker of this home."""
        return self.data / "tracker.lock"

    @property
    def window_lock(self) -> Path:
        """Held by the one window of this home."""
        return self.data / "window.lock"

    @property
    def window_state(self) -> Path:
        """Size and page of the window, for the next time it opens."""
        return self.data / "window.json"

    @property
    def chosen(self) -> Path | None:
        """The one folder that `--home` chose; None where the system's folders are used."""
        return self.settings if self.settings == self.data else None

    @property
    def socket(self) -> Path:
        """Where the tracker listens."""
        return self._socket("tracker")

    @property
    def window_socket(self) -> Path:
        """Where the window listens for a second start."""
        return self._socket("window")

    def _socket(self, who: str) -> Path:
        """Short, because the system allows no long ones."""
        near = self.data / f"{who}.socket"
        if len(os.fsencode(near)) <= _SOCKET_LENGTH:
            return near
        place = os.fsencode(self.data.absolute()) + (b"" if who == "tracker" else who.encode())
        name = hashlib.sha256(place).hexdigest()[:16]
        file = f"wellbeing-{_person()}-{name}.socket"
        places = [
            Path(one) / file for one in (os.environ.get("XDG_RUNTIME_DIR"), tempfile.gettempdir()) if one
        ]
        fit = (one for one in places if len(os.fsencode(one)) <= _SOCKET_LENGTH)
        return next(fit, Path("/tmp", file))  # noqa: S108 - only its owner may talk through it

    def own(self) -> Home:
        """This one, where it is not somebody else's.

        Root may write everywhere: `sudo` and `su` would mix two people's days, and leave files that the owner
        cannot write any more.

        Raises:
            KnownError: it belongs to another user of this computer.
        """
        if sys.platform == "win32" or os.geteuid() != 0:
            return self
        for folder in (self.data, self.settings):
            with contextlib.suppress(OSError):
                if folder.stat().st_uid != 0:
                    raise KnownError(
                        Sentence(
                            "The folder {folder} belongs to another user of this computer.", folder=folder
                        ),
                        Sentence(
                            "Run the program as that user, without sudo, or choose another folder with --home."
                        ),
                    )
        return self

    def prepare(self) -> None:
        """Create the folders, readable by the person only.

        Raises:
            KnownError: a folder cannot be made or written.
        """
        for folder in (self.settings, self.data, self.logs):
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError as error:
                raise _cannot(folder, error) from error
            if not os.access(folder, os.W_OK | os.X_OK) or _read_only(folder):
                raise _cannot(folder, PermissionError(13, "it is read-only"))


def home(chosen: str | None) -> Home:
    """Everything under one folder if chosen (`--home`, `WELLBEING_HOME`), else where the system wants it."""
    if chosen:
        root = Path(chosen).expanduser().absolute()
        return Home(root, root, root / "logs")
    import platformdirs

    dirs = platformdirs.PlatformDirs("wellbeing", appauthor=False)
    return Home(dirs.user_config_path, dirs.user_data_path, dirs.user_log_path)


def _person() -> str:
    """Sets apart people who share a folder for passing files."""
    if sys.platform == "win32":
        return os.environ.get("USERNAME", "")
    return str(os.getuid())


def _read_only(folder: Path) -> bool:
    if sys.platform == "win32":
        return False
    # access(2) says yes to root even on a read-only file system.
    return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)


def _cannot(folder: Path, error: OSError) -> KnownError:
    return KnownError(
        Sentence("The folder {folder} cannot be used: {why}.", folder=folder, why=error.strerror),
        Sentence("Make it writable for you, or choose another one with --home."),
    )
