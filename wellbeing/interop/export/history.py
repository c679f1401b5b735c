"""Bringing an official export into the ledger: `wellbeing import`, and a page later."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from wellbeing.interop.export import conversations, takeout
from wellbeing.interop.export.archive import Meter, members
from wellbeing.interop.page import Page
from wellbeing.model import Answer, Prompt
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError


class Service(StrEnum):
    """Whose export it is; the value is the tool's id in the catalogue."""

    CHATGPT = "chatgpt"
    CLAUDE = "claude"
    GEMINI = "gemini"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is."""

    done: int
    """Bytes read."""
    whole: int
    """Bytes there are."""
    prompts: int


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought; what was known already is among it, and counts once."""

    prompts: int = 0
    conversations: int = 0
    first: datetime | None = None
    """Of the prompts; None where there are none. Aware, UTC."""
    last: datetime | None = None


class Keeping(Protocol):
    """What an import needs of a ledger."""

    def add(self, *, prompts: Sequence[Prompt] = (), answers: Sequence[Answer] = ()) -> None:
        """See `ports.Ledger.add`."""
        ...


def bring_in(
    service: Service,
    file: Path,
    ledger: Keeping,
    *,
    progress: Callable[[Progress], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Imported:
    """Read an export and keep its counts and times, piece by piece; once more, and nothing doubles.

    Takes about a second for 20 MB, and bounded memory.

    Args:
        service: whose export it is.
        file: the ZIP that the service sent, or a file from it.
        ledger: keeps each piece whole or not at all; a `ports.Ledger` does.
        progress: called after each piece, on this thread.
        cancelled: asked often; once it is true, nothing more is read.

    Raises:
        Cancelled: it was; what was kept until then stays, and another import goes on from there.
        KnownError: the file is none of this service, damaged or dangerous; what came before it stays.
        StoreError: see `Ledger.add`.
    """
    source = takeout.read if service is Service.GEMINI else _conversations(service)
    wanted = takeout.FILES if service is Service.GEMINI else conversations.FILES
    prompts, extent = 0, list[datetime]()
    sessions: set[str] = set()
    with members(file, wanted, cancelled) as found:
        meter: Meter | None = None
        for meter, page in source(found):
            ledger.add(prompts=page.prompts, answers=page.answers)
            prompts += len(page.prompts)
            times = [*extent, *(prompt.at for prompt in page.prompts)]
            extent = [min(times), max(times)] if times else []
            sessions.update(prompt.session for prompt in page.prompts)
            progress(Progress(meter.done, meter.whole, prompts))
        if meter is None:
            raise KnownError(Sentence("{file} holds no conversations.", file=file.name), conversations.CHOOSE)
    first, last = extent or (None, None)
    return Imported(prompts, len(sessions), first, last)


def _conversations(service: Service) -> takeout.Source:
    take = conversations.chatgpt if service is Service.CHATGPT else conversations.claude

    def source(found: takeout.Members) -> Iterator[tuple[Meter, Page]]:
        for member in found:
            page = Page()
            for conversation in conversations.conversations(member):
                if not take(conversation, page):
                    _refuse(service, conversations.owner(conversation), member.name)
                if page.full:
                    yield member.meter, page
                    page = Page()
            yield member.meter, page

    return source


def _refuse(service: Service, owner: str | None, name: str) -> None:
    """What has no messages at all is passed over; another service's export is named."""
    if owner is not None and owner != service:
        raise KnownError(
            Sentence("{name} is an export of another service.", name=name),
            Sentence("Use: wellbeing import {owner} FILE", owner=owner),
        )
    if owner is None:
        raise KnownError(Sentence("{name} is no export of conversations.", name=name), conversations.CHOOSE)
