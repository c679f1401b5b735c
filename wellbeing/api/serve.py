"""The hub as a process: one loop for connections, one thread that writes, a few that read."""

from __future__ import annotations

import asyncio
import errno
import gc
import logging
import signal
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from types import FrameType

import uvicorn

from wellbeing.api import certificate
from wellbeing.api.app import Lifespan, application
from wellbeing.api.hub import DAYS_KEPT, REQUESTS_KEPT, Hub
from wellbeing.api.protocol import BoundedProtocol
from wellbeing.api.writer import Writer
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError
from wellbeing.store.hub import backup, devices, digests, requests

log = logging.getLogger(__name__)

_CONNECTIONS = 4096
"""Open at a time; each takes some 60 kB with TLS."""
_KEEP_ALIVE_S = 75
"""How long a connection may rest between requests."""
_GRACE_S = 10
"""How long answers under way may take once the hub is asked to end."""
_UPKEEP_S = 6 * 3600.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where the hub listens."""

    address: str
    port: int
    """0: any that is free."""
    tls: certificate.Files | None
    """None: plain HTTP, for a proxy on this machine."""


def serve(hub: Hub, place: Place, ready: Callable[[int], None]) -> None:
    """Answer until a signal ends it; what was begun is brought to its end.

    Args:
        hub: what answers are made from.
        place: where to listen.
        ready: called with the port once connections are accepted.

    Raises:
        KnownError: the port is taken or may not be used, or the certificate cannot.
    """
    tls = None if place.tls is None else certificate.context(place.tls)
    listening = _listening(place)
    writer = Writer(partial(_write, hub))
    inside = application(hub, writer, secure=tls is not None, lifespan=_lifespan(hub, writer))
    config = uvicorn.Config(
        inside,
        http=BoundedProtocol,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=True,
        proxy_headers=tls is None,
        forwarded_allow_ips="127.0.0.1,::1",
        timeout_keep_alive=_KEEP_ALIVE_S,
        timeout_graceful_shutdown=_GRACE_S,
        limit_concurrency=_CONNECTIONS,
        backlog=2048,
    )
    config.load()
    config.ssl = tls
    server = _Server(config, partial(ready, listening.getsockname()[1]))
    server.run(sockets=[listening])


class _Server(uvicorn.Server):
    """uvicorn's, which says when it listens and ends as a program that was asked to."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        # What was loaded until here stays: a collection under load need not look at it again.
        gc.collect()
        gc.freeze()
        self._ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 - as signals are handed on
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True


def _write(hub: Hub, pushes: Sequence[digests.Push]) -> list[digests.Answer]:
    return digests.push(hub.source, pushes, hub.now())


def _lifespan(hub: Hub, writer: Writer) -> Lifespan:
    @asynccontextmanager
    async def lifespan(_app: object) -> AsyncIterator[None]:
        writer.start()
        care = asyncio.get_running_loop().create_task(_upkeep(hub), name="upkeep")
        yield
        care.cancel()
        with suppress(asyncio.CancelledError):
            await care
        await writer.end()

    return lifespan


async def _upkeep(hub: Hub) -> None:
    """Remove what is too old, some times a day, and keep a copy of each day."""
    while True:
        try:
            await asyncio.to_thread(_clear, hub)
        except KnownError as error:
            log.warning("upkeep is put off: %s", type(error).__name__)
        except Exception:  # the top of a task: our fault, and what is too old still has to go the next time
            log.exception("upkeep failed")
        await asyncio.sleep(_UPKEEP_S)


def _clear(hub: Hub) -> None:
    with hub.writing() as connection:
        digests.forget(connection, hub.today() - timedelta(days=DAYS_KEPT))
        requests.forget(connection, hub.now(), REQUESTS_KEPT)
        devices.clear(connection, hub.now())
    backup.of_today(hub.source, hub.now())


def _listening(place: Place) -> socket.socket:
    family = socket.AF_INET6 if ":" in place.address else socket.AF_INET
    one = socket.socket(family, socket.SOCK_STREAM)
    try:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family is socket.AF_INET6 and place.address == "::":
            one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        one.bind(
            (place.address, place.port)
        )  # whoever connects is heard only once the hub can be asked to end
    except OSError as error:
        one.close()
        raise _no_port(place, error) from error
    one.setblocking(False)
    return one


def _no_port(place: Place, error: OSError) -> KnownError:
    if error.errno == errno.EADDRINUSE:
        return KnownError(
            Sentence("Another program listens on port {port} already.", port=place.port),
            Sentence("It may be this hub itself; else choose another port: wellbeing hub serve --port."),
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return KnownError(
            Sentence("Port {port} may only be used by the administrator.", port=place.port),
            Sentence("Choose a port above 1023: wellbeing hub serve --port."),
        )
    return KnownError(
        Sentence("Nothing can listen at {address}:{port}.", address=place.address, port=place.port),
        Sentence("Choose an address of this machine: wellbeing hub serve --address."),
    )
