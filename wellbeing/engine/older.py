"""Older history: what an official export would bring, bringing it in, and taking it back.

file ─ look ─► found: how much, from when, how much of it is new ─ bring_in ─► brought ─ undo ─► as before
"""

from __future__ import annotations

import base64
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec

from wellbeing.interop.export.history import Imported, Service
from wellbeing.interop.export.history import bring_in as read_export
from wellbeing.model import Answer, Prompt
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError, Store
from wellbeing.timeline.day import Calendar

_LATEST = "brought"


@dataclass(slots=True)
class _Pile:
    """Gathers all that an export tells; 100,000 prompts take some 40 MB, in the window's process."""

    prompts: list[Prompt] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    def add(self, *, prompts: Sequence[Prompt] = (), answers: Sequence[Answer] = ()) -> None:
        """See `history.Keeping`."""
        self.prompts += prompts
        self.answers += answers


@dataclass(frozen=True, slots=True)
class Found:
    """What would come in."""

    service: Service
    name: str
    """Of the file, without its folders."""
    told: Imported
    new: int
    """Prompts that are neither known nor forgotten."""
    years: tuple[tuple[int, int], ...]
    """Prompts by calendar year of the person."""
    prompts: Sequence[Prompt]
    answers: Sequence[Answer]


class Brought(msgspec.Struct, frozen=True):
    """The latest import, as it is kept for taking it back."""

    service: Service
    name: str
    at: datetime
    prompts: int
    """That were new."""
    names: str
    """Of what was new, packed; they tell nothing outside this record."""


def look(store: Store, calendar: Calendar, file: Path, cancelled: Callable[[], bool]) -> Found:
    """Read an export and say what it would bring; nothing is written. About a second for 20 MB.

    Raises:
        Cancelled: it was.
        KnownError: no service's export, damaged or dangerous.
    """
    refused: KnownError | None = None
    for service in Service:
        pile = _Pile()
        try:
            told = read_export(service, file, pile, cancelled=cancelled)
        except KnownError as error:
            if pile.prompts:
                raise  # it is of this service, and damaged
            refused = refused or error
            continue
        if told.prompts or service is Service.GEMINI:
            years = Counter(calendar.day_of(one.at).year for one in pile.prompts)
            new = store.ledger.unknown(pile.prompts)
            return Found(
                service, file.name, told, new, tuple(sorted(years.items())), pile.prompts, pile.answers
            )
    if refused is None:
        raise KnownError(
            Sentence("No prompts of yours are in {file}.", file=file.name),
            Sentence("Choose the ZIP that the service sent."),
        )
    raise refused


def bring_in(store: Store, found: Found, at: datetime) -> Brought:
    """Take it into the record; the latest import before can no longer be taken back."""
    names = store.ledger.take_in(prompts=found.prompts, answers=found.answers)
    new = sum(name.startswith("p") for name in names)
    one = Brought(found.service, found.name, at, new, _packed(names))
    store.mark(_LATEST, msgspec.json.encode(one).decode())
    return one


def latest(store: Store) -> Brought | None:
    """The latest import; None where there is none, or it was taken back."""
    text = store.mark(_LATEST)
    return msgspec.json.decode(text, type=Brought) if text else None


def undo(store: Store) -> int:
    """Take back the latest import, and nothing else; how many prompts went.

    Raises:
        KnownError: there is none.
    """
    one = latest(store)
    if one is None:
        raise KnownError(
            Sentence("There is no import that could be taken back."), Sentence("Nothing was changed.")
        )
    count = store.ledger.take_back(_unpacked(one.names))
    store.mark(_LATEST, "")
    return count


def _packed(names: Sequence[str]) -> str:
    return base64.b85encode(zlib.compress("\n".join(names).encode())).decode()


def _unpacked(text: str) -> list[str]:
    joined = zlib.decompress(base64.b85decode(text)).decode()
    return joined.split("\n") if joined else []
