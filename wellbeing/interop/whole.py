"""Logs that are one JSON document, written anew whenever something is added: read whole when changed."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path

import msgspec

from wellbeing.interop.log import PIECE, Mark, Reading
from wellbeing.interop.page import Page
from wellbeing.interop.place import Seen, opened, seen

LARGEST = 64 << 20
"""Bytes of a document; a larger one is not read and counts as unknown."""
_TRIES = 3


class WholeLog(ABC):
    """Base of formats whose logs are single JSON documents; a format says what one means."""

    @abstractmethod
    def take(self, content: bytes, page: Page, path: Path) -> None:
        """Put on the page all that a document tells, and count what was known in it and what was not.

        May raise msgspec.MsgspecError, ValueError or OverflowError: all of it is unknown, such as a document that
        is just being written; what was put on the page before stays.
        """

    def read(self, path: Path, before: Mark | None) -> Iterator[Reading]:
        """See `LogFormat`."""
        if before is not None and seen(path.stat()).unchanged(before):
            return
        for _ in range(_TRIES):
            with opened(path) as file:
                now = seen(os.fstat(file.fileno()))
                if now.unchanged(before):
                    return
                content = file.readall() if now.size <= LARGEST else b""
                later = seen(os.fstat(file.fileno()))
            if later == now:
                yield from self._pieces(content, path, now)
                return

    def _pieces(self, content: bytes, path: Path, now: Seen) -> Iterator[Reading]:
        page = Page(anew=True)
        try:
            if now.size > LARGEST:
                page.unknown += 1
            elif content.strip():
                self.take(content, page, path)
        except (msgspec.MsgspecError, ValueError, OverflowError):
            page.unknown += 1
        yield from pieces(page, now)


def pieces(page: Page, now: Seen) -> Iterator[Reading]:
    """A page of any length as Readings; only the last one says that the log was read to its end."""
    prompts, answers, works = page.prompts, page.answers, page.works
    for at in range(0, max(len(prompts), len(answers), len(works), 1), PIECE):
        upto = at + PIECE
        page.prompts, page.answers, page.works = prompts[at:upto], answers[at:upto], works[at:upto]
        last = upto >= max(len(prompts), len(answers), len(works))
        yield page.turned(now.mark(finished=last))
