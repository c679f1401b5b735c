"""Gathers pushes: what arrives while one transaction is written goes into the next one, together.

arrive   ●  ●●●●●●●●●  ●● ●   ●
write    [1]..[   9    ]..[ 4 ]   one commit each, so that a thousand at once cost a handful

A transaction costs as much as some thirty pushes, so that in a crowd a moment is left between two of them; who comes
alone is written at once.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence

from wellbeing.api.refused import busy
from wellbeing.ports import KnownError
from wellbeing.store.hub.digests import Answer, Push

log = logging.getLogger(__name__)

MOST_TOGETHER = 250
"""Pushes in one transaction; more would make the first ones wait for the last."""
APART_S = 0.02
"""Between the end of one transaction and the beginning of the next one, unless it is full already.

Measured: a thousand devices that connect and push in the same moment come one by one, as fast as TLS lets them; without
this they took several hundred transactions, of 1.7 ms CPU each."""
MOST_WAITING = 5000
"""Beyond that, whoever comes is sent away, to try again."""


class Writer:
    """One task that writes; started and ended with the server.

    Args:
        write: writes pushes, all or none; called on a thread, never twice at a time.
    """

    def __init__(self, write: Callable[[Sequence[Push]], list[Answer]]) -> None:
        self._write = write
        self._waiting: list[tuple[Sequence[Push], asyncio.Future[list[Answer]]]] = []
        self._open: set[asyncio.Future[list[Answer]]] = set()
        self._size = 0
        self._more, self._full = asyncio.Event(), asyncio.Event()
        self._next, self._ends = 0.0, False
        self._task: asyncio.Task[None] | None = None

    async def push(self, pushes: Sequence[Push]) -> list[Answer]:
        """Write these together, and tell what became of them once they are on the disk.

        Raises:
            KnownError: nothing of them was kept.
        """
        if self._size >= MOST_WAITING:
            raise busy()
        done: asyncio.Future[list[Answer]] = asyncio.get_running_loop().create_future()
        self._waiting.append((pushes, done))
        self._size += len(pushes)
        self._open.add(done)
        done.add_done_callback(self._open.discard)
        self._more.set()
        if self._size >= MOST_TOGETHER:
            self._full.set()
        return await done

    def start(self) -> None:
        """Begin to write; inside the running loop."""
        self._task = asyncio.get_running_loop().create_task(self._run(), name="writer")

    async def end(self) -> None:
        """Write what still waits, and end."""
        self._ends, self._next = True, 0.0
        self._full.set()
        while self._open:
            await asyncio.wait(tuple(self._open))
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await self._more.wait()
            if (rest := self._next - loop.time()) > 0:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._full.wait(), rest)
            group = self._taken()
            together = [one for pushes, _ in group for one in pushes]
            try:
                answers = await loop.run_in_executor(None, self._write, together)
            except KnownError as error:
                log.warning("pushes could not be written: %s", type(error).__name__)
                _fail(group, error)
            except Exception as error:  # the top of a task: our fault, and nobody may wait for ever
                log.exception("pushes could not be written")
                _fail(group, error)
            else:
                _tell(group, answers)
            self._next = 0.0 if self._ends else loop.time() + APART_S

    def _taken(self) -> list[tuple[Sequence[Push], asyncio.Future[list[Answer]]]]:
        group: list[tuple[Sequence[Push], asyncio.Future[list[Answer]]]] = []
        size = 0
        for one in self._waiting:
            if group and size + len(one[0]) > MOST_TOGETHER:
                break
            group.append(one)
            size += len(one[0])
        del self._waiting[: len(group)]
        self._size -= size
        if not self._waiting:
            self._more.clear()
        if self._size < MOST_TOGETHER and not self._ends:
            self._full.clear()
        return group


def _tell(
    group: Sequence[tuple[Sequence[Push], asyncio.Future[list[Answer]]]], answers: Sequence[Answer]
) -> None:
    start = 0
    for pushes, done in group:
        if not done.done():
            done.set_result(list(answers[start : start + len(pushes)]))
        start += len(pushes)


def _fail(group: Sequence[tuple[Sequence[Push], asyncio.Future[list[Answer]]]], error: Exception) -> None:
    for _, done in group:
        if not done.done():
            done.set_exception(error)
