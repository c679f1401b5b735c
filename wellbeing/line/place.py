"""Where the line is: a local socket, or on Windows, where Python has none, a port of this machine behind a key.

The port is open to this machine only, and whoever speaks there must first give the key, which lies in a file that only
the person can read: the folders that Windows gives a person are closed to others.
"""

from __future__ import annotations

import hmac
import secrets
import socket
import sys
from pathlib import Path
from typing import Protocol

HERE = "127.0.0.1"
PATIENCE_S = 1.0
"""How long a port of this machine may take to answer."""


class Place(Protocol):
    """One way to listen and to call."""

    def listen(self, path: Path) -> socket.socket:
        """A socket that listens at a path; what lies there is replaced.

        Raises:
            OSError: it cannot be made.
        """
        ...

    def call(self, path: Path, patience_s: float) -> socket.socket:
        """A socket to whoever listens there.

        Args:
            path: as it was given to `listen`.
            patience_s: how long each later step may wait; 0 for one that never waits.

        Raises:
            OSError: nobody listens.
        """
        ...

    def welcome(self, said: bytes) -> bytes | None:
        """What somebody said first, without the key; None where it is not the key. Whole lines only."""
        ...


if sys.platform != "win32":

    class LocalSocket:
        """A socket in the file system (unix(7)); the system itself keeps others away."""

        def listen(self, path: Path) -> socket.socket:
            """See `Place`."""
            listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            try:
                path.unlink(missing_ok=True)
                listener.bind(str(path))
                path.chmod(0o600)
                listener.listen()
            except OSError:
                listener.close()
                raise
            return listener

        def call(self, path: Path, patience_s: float) -> socket.socket:
            """See `Place`; connecting to a local socket does not wait."""
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            try:
                line.settimeout(patience_s)
                line.connect(str(path))
            except OSError:
                line.close()
                raise
            return line

        def welcome(self, said: bytes) -> bytes | None:
            """Everyone who reaches it may speak."""
            return said


class LocalPort:
    """A port on the loopback address; its number and the key stand in the file at the path."""

    def __init__(self) -> None:
        self._key = b""

    def listen(self, path: Path) -> socket.socket:
        """See `Place`."""
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            listener.bind((HERE, 0))
            listener.listen()
            self._key = secrets.token_hex(32).encode()
            path.unlink(missing_ok=True)
            path.touch(mode=0o600)
            path.write_text(f"{listener.getsockname()[1]}\n{self._key.decode()}\n", "ascii")
        except OSError:
            listener.close()
            raise
        return listener

    def call(self, path: Path, patience_s: float) -> socket.socket:
        """See `Place`."""
        try:
            number, key = path.read_text("ascii").split()
            line = socket.create_connection((HERE, int(number)), timeout=PATIENCE_S)
        except (ValueError, OverflowError) as error:  # cut short, or no file of ours
            raise ConnectionRefusedError(str(path)) from error
        try:
            line.sendall(key.encode() + b"\n")
            line.settimeout(patience_s)
        except OSError:
            line.close()
            raise
        return line

    def welcome(self, said: bytes) -> bytes | None:
        """Whoever gives the key may speak."""
        key, _, rest = said.partition(b"\n")
        return rest if hmac.compare_digest(key, self._key) else None


def place() -> Place:
    """The way of this system."""
    if sys.platform != "win32":
        return LocalSocket()
    else:  # noqa: RET505 - what each system has is seen by the type checker only so
        return LocalPort()
