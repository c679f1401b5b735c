"""uvicorn's HTTP over one connection, with patience and size bounded before a request is understood.

uvicorn bounds neither how long nor how large the head of a request may be (`HttpToolsProtocol`, 0.54), so one
machine with many half-open requests would take the hub's memory and connections away from everybody.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_S = 15.0
"""How long a connection may take to say what it wants."""
HEAD_BYTES = 16_384
"""The request line and headers; a browser's have about 1,000."""


class BoundedProtocol(HttpToolsProtocol):
    """One connection."""

    def __init__(self, *words: Any, **named: Any) -> None:  # Any: whatever uvicorn hands in
        super().__init__(*words, **named)
        self._head = 0
        self._patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn does
        """Begin to wait."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Count what is no whole head yet."""
        self._head += len(data)
        super().data_received(data)
        if self._head > HEAD_BYTES and self._patience is not None:
            self._give_up()

    def on_message_begin(self) -> None:
        """Wait for the rest of the head."""
        if self._patience is None:
            self._wait()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The head is whole; the body is bounded where it is read."""
        self._head = 0
        self._rest()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._rest()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._head = 0
        self._patience = self.loop.call_later(HEAD_S, self._give_up)

    def _rest(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _give_up(self) -> None:
        self._rest()
        if not self.transport.is_closing():
            self.transport.close()
