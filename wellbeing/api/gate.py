"""The one way in: bounds what comes, sets the headers of what goes, and turns errors into sentences.

    connection ──► rate of the address ──► body, bounded in size and time ──► push, or a route
    answer     ◄── security headers ◄── errors as JSON or as a page ◄─────────┘

Plain ASGI, so that a push passes through no more code than it needs.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable

import msgspec
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wellbeing.api import header, push, rate, refused
from wellbeing.api.guard import Guard, Visit, header_of
from wellbeing.api.header import Headers
from wellbeing.api.hub import Hub
from wellbeing.api.refused import Refused
from wellbeing.api.writer import Writer
from wellbeing.engine import crash
from wellbeing.family.digest import LARGEST
from wellbeing.ports import KnownError

log = logging.getLogger(__name__)

BODY_S = 20.0
"""How long a body may take to arrive: 64 kB at the slowest mobile network."""
ANSWER_S = 30.0
"""How long an answer may take to be made."""
_PUSH = "/api/v1/digests"
_LIST = _PUSH.encode()
_BODIES = ((_PUSH + "/", LARGEST), (_PUSH, push.MOST_LISTED * LARGEST), ("/api/", LARGEST), ("/", 16_384))
"""The most bytes of a body, by how the path begins; the first that fits."""

Complain = Callable[[Scope, KnownError, int], tuple[bytes, bytes]]
"""Makes the page that tells of an error: (content type, body)."""


class Gate:
    """The ASGI application as a whole.

    Args:
        hub: what answers are made from.
        writer: keeps pushes.
        inside: every other route.
        complain: tells errors to people.
        secure: whether the connection is TLS, here or at the proxy.
    """

    def __init__(
        self, hub: Hub, writer: Writer, inside: ASGIApp, complain: Complain, *, secure: bool
    ) -> None:
        self._hub, self._writer, self._inside, self._complain = hub, writer, inside, complain
        self._headers = [*header.ALWAYS, header.HSTS] if secure else list(header.ALWAYS)
        self._guard = Guard(hub.tick_s)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._inside(scope, receive, send)
            return
        address = rate.neighbourhood((scope.get("client") or ("", 0))[0])
        try:
            await self._take(scope, address, receive, send)
        except _Gone:
            return
        except Exception as error:  # noqa: BLE001 - the top of a request: whatever it was, somebody waits for an answer
            told = _refusal(error)
            if told.guessed:
                self._guard.failed(address)
            await self._tell(scope, send, told)

    async def _take(self, scope: Scope, address: str, receive: Receive, send: Send) -> None:
        self._guard.may_come(address)
        if "\0" in scope["path"] or b"%00" in scope.get("query_string", b""):
            raise refused.no_text()
        body = await self._body(scope, receive)
        path: str = scope["path"]
        if path.startswith(_PUSH) and (path == _PUSH or path[len(_PUSH)] == "/"):
            await self._push(scope, address, body, send)
        else:
            await self._route(scope, address, body, send)

    # ------------------------------------------------------------ what comes

    async def _body(self, scope: Scope, receive: Receive) -> bytes:
        """The whole body, bounded while it is read.

        Raises:
            Refused: too large or too slow.
        """
        most = next(size for begin, size in _BODIES if scope["path"].startswith(begin))
        declared = header_of(scope, b"content-length")
        if declared is not None and (not declared.isdigit() or int(declared) > most):
            raise refused.too_large(most)
        if declared in (None, b"0") and header_of(scope, b"transfer-encoding") is None:
            return b""
        parts: list[bytes] = []
        size = 0
        try:
            async with asyncio.timeout(BODY_S):
                while size <= most:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        raise _Gone
                    parts.append(message.get("body", b""))
                    size += len(parts[-1])
                    if not message.get("more_body"):
                        break
        except TimeoutError:
            raise refused.too_slow() from None
        if size > most:
            raise refused.too_large(most)
        return b"".join(parts)

    # ------------------------------------------------------------ what is done

    async def _push(self, scope: Scope, address: str, body: bytes, send: Send) -> None:
        day = scope["path"][len(_PUSH) + 1 :]
        wanted = "PUT" if day else "POST"
        if scope["method"] != wanted:
            raise refused.no_method(wanted)
        token = self._guard.bearer(scope, address)
        if day:
            done = await push.put(self._hub, self._writer, token, day, body)
        else:
            done = await push.post(self._hub, self._writer, token, body)
        self._guard.good(token)
        await self._answer(send, done.status, header.JSON, done.body)

    async def _route(self, scope: Scope, address: str, body: bytes, send: Send) -> None:
        scope["wellbeing"] = Visit(self._guard, address)
        scope["app"] = self  # has the router raise what it would answer itself
        sent = False

        async def once() -> Message:
            nonlocal sent
            if sent:
                await asyncio.Event().wait()
            sent = True
            return {"type": "http.request", "body": body, "more_body": False}

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = header.dressed(list(message.get("headers", ())), self._headers)
                if message["status"] >= 400:
                    log.info("%s %s %d", scope["method"], _name(scope), message["status"])
            await send(message)

        async with asyncio.timeout(ANSWER_S):
            await self._inside(scope, once, guarded)

    # ------------------------------------------------------------ what goes

    async def _tell(self, scope: Scope, send: Send, error: Refused) -> None:
        status = error.status
        log.info("%s %s %d", scope["method"], _name(scope), status)
        extra: Headers = []
        if error.retry_s is not None:
            extra.append((b"retry-after", b"%d" % error.retry_s))
        if status == 401:
            extra.append((b"www-authenticate", b"Bearer"))
        if error.allow:
            extra.append((b"allow", error.allow.encode()))
        if scope["path"].startswith("/api/"):
            kind, body = (
                header.JSON[1],
                msgspec.json.encode({"error": str(error.sentence), "remedy": str(error.remedy)}),
            )
        else:
            kind, body = self._complain(scope, error, status)
        if status in (408, 413):
            extra.append((b"connection", b"close"))  # what was not read is not read
        await self._answer(send, status, (b"content-type", kind), body, extra)

    async def _answer(
        self,
        send: Send,
        status: int,
        kind: tuple[bytes, bytes],
        body: bytes,
        extra: Iterable[tuple[bytes, bytes]] = (),
    ) -> None:
        policy = header.PAGE if kind[1].startswith(b"text/html") else header.NOTHING
        headers = [
            kind,
            (b"content-length", b"%d" % len(body)),
            *self._headers,
            (b"content-security-policy", policy),
            (b"cache-control", b"no-store"),
            *extra,
        ]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


class _Gone(Exception):
    """Whoever asked went away."""


def _refusal(error: Exception) -> Refused:
    """An error as whoever asked is told of it; what is our fault, or the world's, stands in the log."""
    if isinstance(error, Refused):
        return error
    if isinstance(error, HTTPException):
        allow = (error.headers or {}).get("Allow", "")
        return refused.no_method(allow) if error.status_code == 405 else refused.not_yours()
    if isinstance(error, TimeoutError):
        return refused.busy()
    if isinstance(error, KnownError):
        log.warning("not answered: %s", type(error).__name__)
        return refused.later(error)
    log.error("a fault of the hub: %s", "; ".join(crash.lines(error)))  # its words may be private
    return refused.our_fault()


def _name(scope: Scope) -> str:
    """What is asked for, without what it holds of a person."""
    if str(scope["path"]).startswith(_PUSH):
        return "push"
    return getattr(scope.get("endpoint"), "__name__", "nothing")
