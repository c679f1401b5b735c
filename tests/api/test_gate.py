"""The way in, without a network: slow senders, those who go away, and faults of our own."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import socket
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.types import Message, Receive, Scope, Send

from tests.clocks import HandClock
from wellbeing.api import gate, protocol, writer
from wellbeing.api.app import application
from wellbeing.api.gate import Gate
from wellbeing.api.hub import Hub
from wellbeing.api.page import Pages
from wellbeing.api.writer import Writer
from wellbeing.ports import StoreFull
from wellbeing.store.hub.digests import Answer, Outcome, Push
from wellbeing.store.hub.opening import open_hub

PATH = "/api/v1/digests/2026-05-04"


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    clock = HandClock()
    source = open_hub(tmp_path / "hub.sqlite", now=clock.now(), backups=tmp_path, create=True)
    yield Hub(source, clock, "https://hub.example", None)
    source.close()


async def asked(
    app: Gate,
    receive: Callable[[], Awaitable[Message]],
    path: str = PATH,
    method: str = "PUT",
    **headers: str,
) -> tuple[int, Any]:
    """Status and JSON (any) of an answer; 0 where none was given."""
    said: list[Message] = []

    async def send(message: Message) -> None:
        said.append(message)

    words = [(name.replace("_", "-").encode(), one.encode()) for name, one in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": words, "client": ("192.0.2.1", 1)}
    await app(scope, receive, send)
    if not said:
        return 0, None
    body = b"".join(one.get("body", b"") for one in said)
    kind = dict(said[0]["headers"])[b"content-type"]
    return said[0]["status"], json.loads(body) if b"json" in kind else body.decode()


async def never() -> Message:
    await asyncio.Event().wait()
    raise AssertionError


async def gone() -> Message:
    return {"type": "http.disconnect"}


def test_a_body_that_does_not_come_is_not_waited_for(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "BODY_S", 0.02)
    app = application(hub, Writer(lambda _some: []), secure=True)
    status, told = asyncio.run(asked(app, never, content_length="10"))
    assert status == 408
    assert set(told) == {"error", "remedy"}


def test_who_goes_away_is_answered_nothing(hub: Hub) -> None:
    app = application(hub, Writer(lambda _some: []), secure=True)
    assert asyncio.run(asked(app, gone, content_length="10")) == (0, None)


def test_a_fault_of_ours_is_told_without_its_words(hub: Hub, caplog: pytest.LogCaptureFixture) -> None:
    async def broken(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise ValueError("Minetest 11400")

    app = Gate(hub, Writer(lambda _some: []), broken, Pages(hub).trouble, secure=True)
    status, page = asyncio.run(asked(app, never, "/people/x", "GET", accept_language="de"))
    assert status == 500
    assert 'lang="de"' in page
    assert "Minetest" not in page + caplog.text
    assert "ValueError" in caplog.text
    assert "test_gate.py" in caplog.text


def test_an_answer_that_takes_too_long_is_given_up(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "ANSWER_S", 0.02)

    async def slow(_scope: Scope, _receive: Receive, _send: Send) -> None:
        await asyncio.Event().wait()

    app = Gate(hub, Writer(lambda _some: []), slow, Pages(hub).trouble, secure=False)
    assert asyncio.run(asked(app, never, "/api/v1/requests", "GET"))[0] == 503


# ---------------------------------------------------------------- the writer


def push(revision: int = 1) -> Push:
    return Push(b"t", "d", 1, revision, b"{}")


def test_pushes_that_arrive_while_others_are_written_are_written_together() -> None:
    parts: list[int] = []

    def write(some: Any) -> list[Answer]:
        parts.append(len(some))
        return [Answer(Outcome.CREATED, one.revision) for one in some]

    async def many() -> list[list[Answer]]:
        one = Writer(write)
        one.start()
        done = await asyncio.gather(*(one.push([push(turn)]) for turn in range(600)))
        await one.end()
        return list(done)

    answers = asyncio.run(many())
    assert [one[0].revision for one in answers] == list(range(600)), "each gets its own answer"
    assert sum(parts) == 600
    assert max(parts) <= writer.MOST_TOGETHER
    assert len(parts) <= 4


def test_in_a_crowd_pushes_are_gathered_and_whoever_comes_alone_is_written_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(writer, "APART_S", 3600.0)
    parts: list[int] = []

    def write(some: Any) -> list[Answer]:
        parts.append(len(some))
        return [Answer(Outcome.KEPT, one.revision) for one in some]

    async def run() -> None:
        one = Writer(write)
        one.start()
        assert await one.push([push()]) == [Answer(Outcome.KEPT, 1)]
        crowd = []
        for turn in range(writer.MOST_TOGETHER):
            crowd.append(asyncio.ensure_future(one.push([push(turn)])))
            await asyncio.sleep(0)
        await asyncio.gather(*crowd)
        last = [asyncio.ensure_future(one.push([push()])) for _ in range(3)]
        await asyncio.sleep(0)
        await one.end()
        await asyncio.gather(*last)

    asyncio.run(run())
    assert parts == [1, writer.MOST_TOGETHER, 3]


def test_what_could_not_be_written_is_told_to_each_and_the_next_ones_are_written(
    caplog: pytest.LogCaptureFixture,
) -> None:
    failures: list[Exception] = [StoreFull("full", "make room"), ZeroDivisionError()]

    def write(some: Any) -> list[Answer]:
        if failures:
            raise failures.pop(0)
        return [Answer(Outcome.KEPT, one.revision) for one in some]

    async def three() -> list[object]:
        one = Writer(write)
        one.start()
        told: list[object] = []
        for _ in range(3):
            told += await asyncio.gather(one.push([push()]), return_exceptions=True)
        await one.end()
        return told

    first, second, third = asyncio.run(three())
    assert isinstance(first, StoreFull)
    assert isinstance(second, ZeroDivisionError)
    assert third == [Answer(Outcome.KEPT, 1)]
    assert caplog.records


def test_beyond_what_can_wait_whoever_comes_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "MOST_WAITING", 3)

    async def many() -> list[object]:
        one = Writer(lambda some: [Answer(Outcome.KEPT) for _ in some])
        waiting = [asyncio.ensure_future(one.push([push()])) for _ in range(5)]
        await asyncio.sleep(0)
        one.start()
        done = await asyncio.gather(*waiting, return_exceptions=True)
        await one.end()
        return list(done)

    told = asyncio.run(many())
    assert sum(isinstance(one, Exception) for one in told) == 2


# ---------------------------------------------------------------- one connection


def test_a_connection_that_says_nothing_or_never_ends_its_head_is_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(protocol, "HEAD_S", 0.15)
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)

    async def hello(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})

    async def said(port: int, sent: bytes) -> bytes:
        reader, out = await asyncio.open_connection("127.0.0.1", port)
        out.write(sent)
        told = await asyncio.wait_for(reader.read(), 20)
        out.close()
        with contextlib.suppress(OSError):
            await out.wait_closed()
        return told

    async def run() -> list[bytes]:
        config = uvicorn.Config(
            hello, http=protocol.BoundedProtocol, lifespan="off", log_config=None, ws="none"
        )
        server = uvicorn.Server(config)
        listening = socket.create_server(("127.0.0.1", 0))
        task = asyncio.ensure_future(server.serve([listening]))
        while not server.started:  # noqa: ASYNC110 - uvicorn tells it by nothing else
            await asyncio.sleep(0.01)
        port = listening.getsockname()[1]
        whole = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
        told = [await said(port, sent) for sent in (b"", b"GET / HT", whole + b"GET / HTTP/1.1\r\nHos")]
        server.should_exit = True
        await task
        return told

    nothing, half, second = asyncio.run(run())
    assert (nothing, half) == (b"", b"")
    assert second.count(b"200 OK") == 1
