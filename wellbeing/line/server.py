"""Answering whoever asks the tracker, on a thread of its own."""

from __future__ import annotations

import contextlib
import logging
import os
import selectors
import socket
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path

import msgspec

from wellbeing.line import wire
from wellbeing.line.wire import Answer, Request
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError

log = logging.getLogger(__name__)

TALKERS = 32
"""Connections at a time; further ones are closed at once."""


class Server:
    """Listens on a local socket that only this person can reach, and answers line by line.

    Args:
        path: of the socket; a stale one is replaced. The caller holds the home's lock.
        answer: called on the server's thread, one request at a time.
    """

    def __init__(self, path: Path, answer: Callable[[Request], Answer]) -> None:
        self._path = path
        self._answer = answer
        self._selector = selectors.DefaultSelector()
        self._wake, self._woken = socket.socketpair()
        self._wake.setblocking(False)
        self._watchers: set[socket.socket] = set()
        self._held: dict[socket.socket, bytes] = {}
        self._outbox: deque[bytes] = deque()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="line", daemon=True)

    def start(self) -> None:
        """Listen.

        Raises:
            KnownError: the socket cannot be made.
        """
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._path.unlink(missing_ok=True)
            listener.bind(str(self._path))
            self._path.chmod(0o600)
            listener.listen()
        except OSError as error:
            listener.close()
            raise KnownError(
                Sentence(
                    "The tracker cannot listen at {path}: {why}.",
                    path=self._path,
                    why=error.strerror or error,
                ),
                Sentence("Make its folder writable."),
            ) from error
        listener.setblocking(False)
        self._selector.register(listener, selectors.EVENT_READ)
        self._selector.register(self._woken, selectors.EVENT_READ)
        self._thread.start()

    def tell(self, news: Answer) -> None:
        """Send a line to everyone who asked to watch. Safe on any thread; does not wait."""
        if self._watchers:
            self._outbox.append(wire.encode(news))
            self._prod()

    def close(self) -> None:
        """Stop listening and remove the socket."""
        self._stopping = True
        self._prod()
        if self._thread.ident is None:
            self._give_back()
        elif self._thread is not threading.current_thread():
            self._thread.join(timeout=2)
        with contextlib.suppress(OSError):
            self._path.unlink()

    def _prod(self) -> None:
        with contextlib.suppress(OSError):
            self._wake.send(b"!")

    def _run(self) -> None:
        while not self._stopping:
            for key, _ in self._selector.select():
                source = key.fileobj
                if not isinstance(source, socket.socket):
                    continue
                if source is self._woken:
                    self._woken.recv(4096)
                    self._send_out()
                elif source in self._held:
                    self._hear(source)
                else:
                    self._welcome(source)
        self._give_back()

    def _give_back(self) -> None:
        for key in list((self._selector.get_map() or {}).values()):
            if isinstance(key.fileobj, socket.socket):
                key.fileobj.close()
        for end in (self._wake, self._woken):
            end.close()
        self._selector.close()

    def _welcome(self, listener: socket.socket) -> None:
        try:
            talker, _ = listener.accept()
        except OSError:
            return
        if len(self._held) >= TALKERS or not _ours(talker):
            talker.close()
            return
        talker.settimeout(1.0)
        self._held[talker] = b""
        self._selector.register(talker, selectors.EVENT_READ)

    def _hear(self, talker: socket.socket) -> None:
        try:
            part = talker.recv(wire.LONGEST)
        except OSError:
            part = b""
        held = self._held[talker] + part
        *lines, rest = held.split(b"\n")
        if not part or len(rest) > wire.LONGEST:
            self._drop(talker)
            return
        self._held[talker] = rest
        for line in lines:
            self._say(talker, wire.encode(self._reply(talker, line)))

    def _reply(self, talker: socket.socket, line: bytes) -> Answer:
        try:
            asked = wire.request(line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return {
                "error": Sentence("That is not a request."),
                "remedy": Sentence("Update the program that asked."),
            }
        if asked.do == "watch":
            self._watchers.add(talker)
            return {"ok": True}
        try:
            return self._answer(asked)
        except KnownError as error:
            return {"error": error.sentence, "remedy": error.remedy}
        except Exception:
            log.exception("the request %s failed", asked.do)
            return {
                "error": Sentence("The tracker failed to answer."),
                "remedy": Sentence("See its log."),
            }

    def _send_out(self) -> None:
        news = b"".join(self._outbox.popleft() for _ in range(len(self._outbox)))
        for watcher in list(self._watchers):
            self._say(watcher, news)

    def _say(self, talker: socket.socket, line: bytes) -> None:
        try:
            talker.sendall(line)
        except OSError:
            self._drop(talker)

    def _drop(self, talker: socket.socket) -> None:
        self._watchers.discard(talker)
        if self._held.pop(talker, None) is not None:
            self._selector.unregister(talker)
        talker.close()


def _ours(talker: socket.socket) -> bool:
    """Whether the same person asks (unix(7), SO_PEERCRED): a socket in a shared folder is open to others."""
    if not hasattr(socket, "SO_PEERCRED"):
        return True
    credentials = talker.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
    return int.from_bytes(credentials[4:8], "little") in (os.getuid(), 0)
