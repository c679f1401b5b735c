"""What sway's socket may bring at once, from a server that says so."""

from __future__ import annotations

import json
import os
import socket
import threading
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from wellbeing.sensors.sway_window import _EVENT, _GET_TREE, _HEADER, MAGIC, SwayWindow

_WORKSPACE, _WINDOW = _EVENT, _EVENT | 3


def _message(kind: int, body: object) -> bytes:
    raw = json.dumps(body).encode()
    return _HEADER.pack(MAGIC, len(raw), kind) + raw


def _focused(name: str) -> dict[str, object]:
    return {"focused": True, "name": name, "app_id": "foot", "pid": os.getpid()}


class Sway:
    """Answers each question for the tree, together with whatever is to come beside it."""

    def __init__(self, place: Path) -> None:
        self.front, self.beside = "one", b""
        self._server = socket.socket(socket.AF_UNIX)
        self._server.bind(str(place))
        self._server.listen()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        self._connection, _ = self._server.accept()
        with self._connection:
            while head := self._connection.recv(_HEADER.size, socket.MSG_WAITALL):
                _, length, kind = _HEADER.unpack(head)
                if length:
                    self._connection.recv(length, socket.MSG_WAITALL)
                body = {"nodes": [_focused(self.front)]} if kind == _GET_TREE else {"success": True}
                beside, self.beside = self.beside, b""
                self._connection.sendall(_message(kind, body) + beside)

    def tell(self, raw: bytes) -> None:
        self._connection.sendall(raw)

    def close(self) -> None:
        self._thread.join()
        self._server.close()


@pytest.mark.parametrize("beside", [_WINDOW, _WORKSPACE], ids=["a window", "another workspace"])
def test_what_comes_beside_an_answer_waits_for_no_other_news(beside: int) -> None:
    with (
        TemporaryDirectory(prefix="sway-", dir="/tmp") as folder,
        closing(Sway(Path(folder, "s"))) as sway,
        closing(SwayWindow({"SWAYSOCK": f"{folder}/s"})) as sensor,
    ):
        seen = sensor.read()
        assert seen is not None
        assert seen.title == "one"
        container = _focused("two") if beside == _WINDOW else None
        sway.beside = _message(beside, {"change": "focus", "container": container})
        sway.front = "between"
        sway.tell(_message(_WORKSPACE, {"change": "focus"}))
        wanted = "two" if beside == _WINDOW else "between"
        looked = sensor.read()
        assert looked is not None
        assert looked.title == wanted
        assert sway.beside == b""
        assert sensor._buffer == b""
