"""The window in front on sway, by its IPC (sway-ipc(7)): with the process, which Wayland itself does not give."""

from __future__ import annotations

import contextlib
import socket
import struct
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from wellbeing.model import Evidence
from wellbeing.model.sentence import Sentence
from wellbeing.ports import Fact, SensorLost, Support
from wellbeing.sensors.executable import executable
from wellbeing.sensors.past import Past
from wellbeing.sensors.x11_text import plain
from wellbeing.timeline.settling import Told

ANSWER_S = 5.0
ROUNDS = 8
"""Looks at the tree in one `read`; what tells of more is taken in on the next wake."""
MAGIC = b"i3-ipc"
LARGEST = 64 * 1024 * 1024
"""Bytes of a message; the tree of a hundred windows has some 200 kB."""
_HEADER = struct.Struct("=6sII")
_SUBSCRIBE, _GET_TREE = 2, 4
_EVENT = 1 << 31
_DEEPEST = 64


class _Properties(msgspec.Struct, frozen=True):
    window_class: str | None = msgspec.field(default=None, name="class")


class _Node(msgspec.Struct):
    """A container; what is no window has neither process nor app id."""

    focused: bool = False
    name: str | None = None
    app_id: str | None = None
    pid: int | None = None
    fullscreen_mode: int = 0
    """1 covers its workspace, 2 all screens."""
    window_properties: _Properties | None = None
    nodes: list[_Node] = msgspec.field(default_factory=list)
    floating_nodes: list[_Node] = msgspec.field(default_factory=list)


class _Event(msgspec.Struct):
    change: str = ""
    container: _Node | None = None


class SwayWindow:
    """The focused container: app id or X11 class, title, process, full screen. Event-driven, one message a switch."""

    name = "sway-window"
    fact = Fact.WINDOW

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._socket: socket.socket | None = None
        self._buffer = b""
        self._past = Past()
        self._front: tuple[int | None, str | None] = (None, None)

    def probe(self) -> Support:
        """Whether sway runs and answers."""
        if not self._environ.get("SWAYSOCK"):
            return Support(False, Sentence("This is not sway: SWAYSOCK is not set."))
        try:
            self._open()
        except SensorLost as lost:
            self.close()
            return Support(False, lost.sentence, lost.remedy)
        return Support(True, Sentence("sway tells which window is active, and its process."))

    def read(self) -> Evidence | None:
        """What is in front now; None on an empty workspace.

        Raises:
            SensorLost: sway cannot be reached or has gone.
        """
        self._open()
        for _ in range(ROUNDS):
            stale = [self._take_in(kind, body) for kind, body in self._arrived()]
            if not any(stale):
                break
            self._look()  # more may have come in beside the answer, which would wake nobody
        return self._past.newest

    def passed(self) -> tuple[Told, ...]:
        """What came to the front since this was last asked, one for each event; sway gives them no time."""
        return self._past.take()

    def fileno(self) -> int | None:
        """The socket's; None while not connected."""
        return None if self._socket is None else self._socket.fileno()

    def close(self) -> None:
        """Leave sway; `probe` and `read` come back to it."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        self._buffer, self._front = b"", (None, None)
        self._past.forget()

    def _open(self) -> None:
        if self._socket is not None:
            return
        self._socket = self._connected()
        self._send(_SUBSCRIBE, b'["window","workspace","shutdown"]')
        self._answer(_SUBSCRIBE)
        self._look()

    def _connected(self) -> socket.socket:
        """To the socket that SWAYSOCK names, or to that of a sway which was started anew since, under another name."""
        folder = self._environ.get("XDG_RUNTIME_DIR", "")
        others = sorted(Path(folder).glob("sway-ipc.*.sock"), key=_made, reverse=True) if folder else []
        for place in (self._environ.get("SWAYSOCK", ""), *map(str, others)):
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            connection.settimeout(ANSWER_S)
            with contextlib.suppress(OSError):
                connection.connect(place)
                return connection
            connection.close()
        raise SensorLost(
            Sentence("sway cannot be reached."),
            Sentence("Check that it runs and that SWAYSOCK is that of your session."),
        )

    def _take_in(self, kind: int, body: bytes) -> bool:
        """Note an event; whether the tree must be asked."""
        if kind == _EVENT | 6:
            raise self._gone()
        if kind != _EVENT | 3:
            return kind & _EVENT != 0  # another workspace, perhaps an empty one
        try:
            event = msgspec.json.decode(_plain_json(body), type=_Event)
        except msgspec.MsgspecError:
            return True
        if event.container is None or not event.container.focused:
            return event.change not in ("title", "mark", "urgent", "move")
        if event.change in ("focus", "title", "fullscreen_mode"):
            self._past.note(self._evidence(event.container))
            return False
        return True

    def _look(self) -> None:
        """Ask for the whole tree: at the start, and when the focus went where no event tells of."""
        self._send(_GET_TREE)
        try:
            tree = msgspec.json.decode(_plain_json(self._answer(_GET_TREE)), type=_Node)
        except msgspec.MsgspecError as error:
            raise self._gone(Sentence("sway answers in a form that is not understood.")) from error
        front = _focused(tree)
        self._past.note(None if front is None else self._evidence(front))

    def _evidence(self, node: _Node) -> Evidence | None:
        if node.pid is None or node.pid <= 0:
            return None  # an output or a workspace
        if self._front[0] != node.pid:
            self._front = (node.pid, executable(node.pid))
        properties = node.window_properties
        app_id = node.app_id or (None if properties is None else properties.window_class)
        title = plain((node.name or "").encode("utf-8", "replace"))
        full = node.fullscreen_mode > 0
        return Evidence(app_id or None, title or None, self._front[1], node.pid, full_screen=full)

    # ------------------------------------------------------------ messages

    def _send(self, kind: int, body: bytes = b"") -> None:
        if self._socket is None:
            raise self._gone()
        try:
            self._socket.settimeout(ANSWER_S)
            self._socket.sendall(_HEADER.pack(MAGIC, len(body), kind) + body)
        except OSError as error:
            raise self._gone() from error

    def _answer(self, wanted: int) -> bytes:
        """The next answer; what events before it tell is noted, and what they make us ask is answered by it."""
        end = time.monotonic() + ANSWER_S
        while True:
            for kind, body in self._messages():
                if kind == wanted:
                    return body
                self._take_in(kind, body)
            if not self._receive(max(0.001, end - time.monotonic())):
                raise self._gone(Sentence("sway does not answer."))

    def _arrived(self) -> Iterator[tuple[int, bytes]]:
        while self._receive(0):
            pass
        yield from self._messages()

    def _receive(self, patience_s: float) -> bool:
        if self._socket is None:
            raise self._gone()
        try:
            self._socket.settimeout(patience_s)
            arrived = self._socket.recv(262_144)
        except (BlockingIOError, TimeoutError):
            return False
        except OSError as error:
            raise self._gone() from error
        if not arrived:
            raise self._gone()
        self._buffer += arrived
        return True

    def _messages(self) -> Iterator[tuple[int, bytes]]:
        while len(self._buffer) >= _HEADER.size:
            magic, length, kind = _HEADER.unpack_from(self._buffer)
            if magic != MAGIC or length > LARGEST:
                raise self._gone(Sentence("sway sent something that is no message."))
            if len(self._buffer) < _HEADER.size + length:
                return
            body = self._buffer[_HEADER.size : _HEADER.size + length]
            self._buffer = self._buffer[_HEADER.size + length :]
            yield kind, body

    def _gone(self, what: str = "") -> SensorLost:
        return SensorLost(
            what or Sentence("sway has gone."), Sentence("Nothing to do: it is tried again by itself.")
        )


def _made(socket_file: Path) -> float:
    try:
        return socket_file.stat().st_mtime
    except OSError:
        return 0.0


def _focused(node: _Node, depth: int = _DEEPEST) -> _Node | None:
    if node.focused:
        return node
    if depth == 0:
        return None
    inside = (_focused(one, depth - 1) for one in (*node.nodes, *node.floating_nodes))
    return next((one for one in inside if one is not None), None)


def _plain_json(body: bytes) -> str:
    """Titles may hold bytes that are no UTF-8, and JSON libraries refuse those."""
    return body.decode("utf-8", "replace")
