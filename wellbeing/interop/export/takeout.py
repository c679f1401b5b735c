"""Google's Takeout of "Gemini Apps": one record for each prompt, as JSON or as HTML in the person's language.

Source: Takeout's own files. Records are known by their structure, since every word in them is translated:
a prompt is a record with an answer below it; others (a rating, a changed setting) begin with other words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from wellbeing.interop.export.activity import Activities
from wellbeing.interop.export.archive import Member, Meter
from wellbeing.interop.field import at, digest, entries, moment, text
from wellbeing.interop.page import Page
from wellbeing.model import Prompt
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError

FILES: Final = re.compile(r"(?i)(gemini|bard)[^/]*/[^/]+\.(html|json)$|(^|/)MyActivity\.(html|json)$")
"""The folder keeps the product's name in every language; the file's name is translated."""
_PRODUCTS: Final = ("gemini", "bard")
TOOL: Final = "gemini"

Members = Iterator[Member]
Source = Callable[[Members], Iterator[tuple[Meter, Page]]]


@dataclass(frozen=True, slots=True)
class Record:
    """One record, reduced to what decides whether it is a prompt."""

    at: datetime | None
    opening: str
    """Digest of its first word, which is the same for all prompts of one language."""
    answered: bool
    said: bool
    """Whether more stands behind the first word."""


@dataclass(slots=True)
class _Sorter:
    """Tells prompts from other records; those without an answer wait until the words of prompts are known."""

    openings: Counter[str] = field(default_factory=Counter)
    waiting: list[tuple[datetime, str]] = field(default_factory=list)

    def take(self, one: Record, page: Page) -> None:
        """Put it on the page if it is a prompt for sure; else remember it."""
        page.understood += one.at is not None
        page.unknown += one.at is None
        if one.at is None:
            return
        if one.answered:
            self.openings[one.opening] += 1
            page.prompts.append(_prompt(one.at))
        elif one.said:
            self.waiting.append((one.at, one.opening))

    def rest(self, page: Page) -> None:
        """Those that begin as most prompts do are prompts whose answer was not kept."""
        usual = {opening for opening, many in self.openings.items() if many * 10 >= self.openings.total()}
        page.prompts += [_prompt(when) for when, opening in self.waiting if opening in usual]


def _prompt(when: datetime) -> Prompt:
    # JSON tells milliseconds, HTML seconds: the second is the key, so that both count once. Takeout knows no
    # conversations; a day stands for one.
    return Prompt(TOOL, f"takeout:{int(when.timestamp())}", when, f"{when:%Y-%m-%d}")


def read(found: Members) -> Iterator[tuple[Meter, Page]]:
    """See `history.bring_in`: what the files of a Takeout tell, in pieces.

    Raises:
        KnownError: a file is neither form, or breaks off.
    """
    for member in found:
        sorter = _Sorter()
        page = Page()
        start = member.begins()
        if start not in (b"[", b"<"):
            raise _no_activity(member)
        records = _from_json(member) if start == b"[" else _from_html(member)
        for one in records:
            sorter.take(one, page)
            if page.full:
                yield member.meter, page
                page = Page()
        sorter.rest(page)
        yield member.meter, page


def _no_activity(member: Member) -> KnownError:
    return KnownError(
        Sentence("{file} is no activity of Gemini.", file=member.name),
        Sentence('Choose the ZIP of Google Takeout with "My Activity › Gemini Apps".'),
    )


def _from_json(member: Member) -> Iterator[Record]:
    for item in member.elements():
        if _of_gemini(item):
            words = (text(at(item, "title")) or "").split(maxsplit=1)
            yield Record(
                moment(at(item, "time")),
                digest(words[0]) if words else "",
                bool(entries(at(item, "safeHtmlItem"))),
                len(words) > 1,
            )


def _of_gemini(item: object) -> bool:
    told = [at(item, "header"), *entries(at(item, "products"))]
    names = [name.lower() for name in told if isinstance(name, str)]
    return not names or any(product in name for name in names for product in _PRODUCTS)


def _from_html(member: Member) -> Iterator[Record]:
    activities = Activities()
    content = b" "
    while content:
        content = member.read()
        for one in activities.feed(content):
            member.meter.piece = 0
            words = one.title.split(maxsplit=1)
            yield Record(one.at, digest(words[0]) if words else "", one.answered, len(words) > 1)
    if not activities.cells:
        raise _no_activity(member)
