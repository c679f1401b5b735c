"""Asking the tracker something."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wellbeing.line import wire
from wellbeing.ports import KnownError

PATIENCE_S = 5.0
"""How long an answer may take."""


def ask(path: Path, do: str, **words: str | None) -> dict[str, Any] | None:
    """The tracker's answer to one request; None when no tracker listens.

    Raises:
        KnownError: the tracker says why it cannot, or does not answer.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(PATIENCE_S)
        try:
            line.connect(str(path))
        except (FileNotFoundError, ConnectionRefusedError, NotADirectoryError, PermissionError):
            return None
        try:
            line.sendall(wire.encode(wire.Request(do, **words)))
            said = next(_lines(line), None)
        except (TimeoutError, ConnectionError) as error:
            raise KnownError("The tracker does not answer.", "Stop it and start it again.") from error
    if said is None:
        raise KnownError("The tracker ended while it was asked.", "Start it again with: wellbeing run")
    answer = wire.answer(said)
    if "error" in answer:
        raise KnownError(str(answer["error"]), str(answer.get("remedy", "")))
    return answer


def _lines(line: socket.socket) -> Iterator[bytes]:
    held = b""
    while True:
        part = line.recv(wire.LONGEST)
        if not part:
            return
        held += part
        *whole, held = held.split(b"\n")
        yield from whole
