"""Asking the tracker something."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wellbeing.line import wire
from wellbeing.line.place import place
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError

PATIENCE_S = 5.0
"""How long an answer may take."""


def ask(path: Path, do: str, **words: str | None) -> dict[str, Any] | None:
    """The tracker's answer to one request; None when no tracker listens.

    Raises:
        KnownError: the tracker says why it cannot, or does not answer.
    """
    try:
        line = place().call(path, PATIENCE_S)
    except (FileNotFoundError, ConnectionRefusedError, NotADirectoryError, PermissionError):
        return None
    with line:
        try:
            line.sendall(wire.encode(wire.Request(do, **words)))
            said = next(_lines(line), None)
        except (TimeoutError, ConnectionError) as error:
            raise KnownError(
                Sentence("The tracker does not answer."), Sentence("Stop it and start it again.")
            ) from error
    if said is None:
        raise KnownError(
            Sentence("The tracker ended while it was asked."), Sentence("Start it again with: wellbeing run")
        )
    answer = wire.answer(said)
    if "error" in answer:
        raise KnownError(answer["error"], answer.get("remedy", ""))
    return answer


class Watch:
    """The tracker's news as they come; closed when either side ends."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._held = b""

    def fileno(self) -> int:
        """Readable when `news` has something to say."""
        return self._line.fileno()

    def news(self) -> list[dict[str, Any]] | None:
        """What came since the last call, without waiting; None when the tracker has ended.

        Raises:
            msgspec.DecodeError: that is no tracker.
        """
        try:
            part = self._line.recv(wire.LONGEST)
        except BlockingIOError:
            return []
        except ConnectionError:
            return None
        if not part:
            return None
        *whole, self._held = (self._held + part).split(b"\n")
        return [wire.answer(line) for line in whole]

    def close(self) -> None:
        """Hang up; may be called twice."""
        self._line.close()


def watch(path: Path) -> Watch | None:
    """Listen to the tracker from now on; None when none listens.

    The first news is its consent. Connecting to a local socket does not wait.
    """
    try:
        line = place().call(path, 0.0)
    except OSError:
        return None
    try:
        line.sendall(wire.encode(wire.Request("watch")))
    except OSError:
        # Nobody there, or too busy to take another listener: the caller tries again later.
        line.close()
        return None
    return Watch(line)


def _lines(line: socket.socket) -> Iterator[bytes]:
    held = b""
    while True:
        part = line.recv(wire.LONGEST)
        if not part:
            return
        held += part
        *whole, held = held.split(b"\n")
        yield from whole
