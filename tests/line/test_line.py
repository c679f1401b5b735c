"""Asking the tracker over a real local socket."""

from __future__ import annotations

import logging
import select
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from wellbeing.line import client, wire
from wellbeing.line.place import LocalPort
from wellbeing.line.server import Server
from wellbeing.line.wire import Answer, Request
from wellbeing.ports import KnownError


def reply(asked: Request) -> Answer:
    if asked.do == "fail":
        raise RuntimeError("bug")
    if asked.do == "refuse":
        raise KnownError("It cannot.", "Try another way.")
    return {"did": asked.do, "until": asked.until}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "s"


@pytest.fixture
def server(path: Path) -> Iterator[Server]:
    one = Server(path, reply)
    one.start()
    yield one
    one.close()


@pytest.fixture
def talk(path: Path, server: Server) -> Iterator[Callable[[], socket.socket]]:
    open_ = []

    def connect() -> socket.socket:
        line = socket.socket(socket.AF_UNIX)
        open_.append(line)
        line.settimeout(5)
        line.connect(str(path))
        return line

    yield connect
    for line in open_:
        line.close()


def test_a_request_is_answered(path: Path, server: Server) -> None:
    assert client.ask(path, "pause", until="later") == {"did": "pause", "until": "later"}


def test_nobody_listens(path: Path) -> None:
    assert client.ask(path, "status") is None


def test_a_stale_socket_is_nobody_and_is_replaced(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(path))
    assert client.ask(path, "status") is None
    one = Server(path, reply)
    one.start()
    assert client.ask(path, "status") is not None
    one.close()
    assert not path.exists()


def test_only_the_person_may_ask(path: Path, server: Server) -> None:
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_refusal_says_why(path: Path, server: Server) -> None:
    with pytest.raises(KnownError) as refused:
        client.ask(path, "refuse")
    assert (refused.value.sentence, refused.value.remedy) == ("It cannot.", "Try another way.")


def test_an_error_of_ours_does_not_end_the_line(
    path: Path, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(KnownError):
        client.ask(path, "fail")
    assert client.ask(path, "status") is not None


def test_nonsense_is_answered_and_endless_lines_are_cut_off(
    talk: Callable[[], socket.socket], path: Path
) -> None:
    line = talk()
    line.sendall(b"not json\n[1]\n" + b'{"do": 4}\n')
    answers = b""
    while answers.count(b"\n") < 3:
        answers += line.recv(4096)
    assert all("error" in wire.answer(one) for one in answers.splitlines())
    flood = talk()
    with pytest.raises(OSError, match=r"."):
        flood.sendall(b"x" * wire.LONGEST * 64)
    assert client.ask(path, "status") is not None


def test_watchers_hear_news_until_they_leave(talk: Callable[[], socket.socket], server: Server) -> None:
    line = talk()
    line.sendall(wire.encode(Request("watch")))
    assert wire.answer(line.recv(4096)) == {"ok": True}
    server.tell({"change": "pause"})
    assert wire.answer(line.recv(4096)) == {"change": "pause"}
    line.close()
    server.tell({"change": "pause"})


def test_a_socket_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    one = Server(tmp_path / "missing" / "s", reply)
    with pytest.raises(KnownError, match="cannot listen"):
        one.start()
    one.close()


def test_bytes_that_are_no_text_do_not_end_the_line(talk: Callable[[], socket.socket], path: Path) -> None:
    line = talk()
    line.sendall(b'{"do":"\xff"}\n')
    assert "error" in wire.answer(line.recv(4096))
    assert client.ask(path, "status") is not None


@pytest.fixture
def by_port(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system without local sockets, as Windows is to Python."""
    monkeypatch.setattr("wellbeing.line.client.place", LocalPort)


@pytest.mark.usefixtures("by_port")
def test_without_local_sockets_a_port_of_this_machine_serves(path: Path) -> None:
    server = Server(path, reply, LocalPort())
    server.start()
    try:
        assert client.ask(path, "pause", until="later") == {"did": "pause", "until": "later"}
        watch = client.watch(path)
        assert watch is not None
        assert select.select([watch.fileno()], [], [], 5)[0]
        assert watch.news() == [{"ok": True}]
        watch.close()
    finally:
        server.close()
    assert client.ask(path, "status") is None
    assert client.watch(path) is None


@pytest.mark.usefixtures("by_port")
def test_who_has_not_the_key_is_not_heard(path: Path) -> None:
    asked: list[Request] = []

    def note(request: Request) -> Answer:
        asked.append(request)
        return {}

    server = Server(path, note, LocalPort())
    server.start()
    try:
        port = int(path.read_text().split()[0])
        assert path.stat().st_mode & 0o077 == 0
        for first in (b'{"do":"stop"}\n', b"0" * 64 + b'\n{"do":"stop"}\n'):
            with socket.create_connection(("127.0.0.1", port), timeout=5) as stranger:
                stranger.sendall(first)
                assert stranger.recv(100) == b""
    finally:
        server.close()
    assert asked == []


@pytest.mark.usefixtures("by_port")
@pytest.mark.parametrize("left", ["", "nonsense", "0 key", "99999999 key", "1 key more"])
def test_a_port_file_that_is_none_means_that_nobody_listens(path: Path, left: str) -> None:
    path.write_text(left)
    assert client.ask(path, "status") is None
