"""From a browser window's title to the page's own, and from that to the AI tool whose page it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wellbeing.catalogue.pattern import LONGEST
from wellbeing.catalogue.slogan import named_with_slogan
from wellbeing.catalogue.tables import BrowserRow, BrowsersFile
from wellbeing.catalogue.tool import Never, ToolRow
from wellbeing.catalogue.why import Ground

INVISIBLE = dict.fromkeys(
    (0x200B, 0x200C, 0x200D, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
)
"""Zero-width and direction marks: Edge puts one into its own name, Gemini and right-to-left desktops around theirs."""
_SEPARATOR = re.compile(r"\s+([-–—|·])\s+")
_DASHES = frozenset("-–—")
_ARTICLES = frozenset(
    {"The", "Le", "La", "Les", "El", "Los", "Las", "Il", "Lo", "Der", "Die", "Das", "De", "Het", "O", "A"}
)
_MEMORY = re.compile(r"[\d.,\u00a0 ]+(?:[KMGT]i?B|[KMG]o|[КМГ]Б|[ك-م].?ب)")
"""A size of memory, as Chrome writes it behind `High memory usage`."""
_COUNTER = re.compile(r"^(?:\(\d{1,5}\+?\)|[●🔊🔇🔴])\s*")
"""Unread messages, a sound: what pages and browsers put in front."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page's title without the browser's part."""

    whole: str
    parts: tuple[str, ...]
    """Between separators, at least one."""
    mark: str
    """The separator before the last part; empty where there is one part."""
    ordered: bool = False
    """It begins with a left-to-right mark, as Google writes its products' names (and Apple its store's pages)."""


@dataclass(frozen=True, slots=True)
class Guess:
    """The tool that a title gives away, and by which words of the rule's, never the title's."""

    row: ToolRow
    ground: Ground
    words: str


class Pages:
    """What browsers add to titles, compiled; immutable, safe on any thread."""

    def __init__(self, table: BrowsersFile) -> None:
        self._names = {name.casefold(): row for row in table.browser for name in (row.name, *row.titles)}
        self._profiles = {name.casefold() for name in table.title.profiles}
        self._states = {state.casefold() for state in table.title.states}
        self._hangs = re.compile(
            rf"\s(?:<\d{{1,3}}>|[(（](?:{'|'.join(map(re.escape, table.title.hangs))})[)）])$", re.IGNORECASE
        )
        numbered = "|".join(re.escape(name.casefold()) for name in table.title.numbered)
        self._numbered = re.compile(rf"(?:{numbered})\s?\d{{1,3}}")
        more = "|".join(
            re.escape(text.casefold()).replace(r"\#", r"\d{1,4}") for text in table.title.more_pages
        )
        self._more = re.compile(rf"\s+(?:{more})$")

    def page(self, title: str, browser: BrowserRow | None, *, web_app: bool) -> Page | None:
        """The page's title; None where a window that is no known browser's does not end in a browser's name.

        `ChatGPT und 3 weitere Seiten - Persönlich – Microsoft Edge` gives `ChatGPT`. What a private window
        adds is left, so that no page is recognised in one.
        """
        ordered = title.lstrip().startswith("\u200e")
        text = title[:LONGEST].translate(INVISIBLE).replace("\xa0", " ").strip()
        pieces = _SEPARATOR.split(self._hangs.sub("", text))
        bare = self._without_browser(pieces)
        if bare is None:
            if browser is None and not web_app:
                return None
            bare = pieces
        while len(bare) > 1 and self._is_profile(bare[-1]):
            bare = bare[:-2]
        if len(bare) > 3 and _MEMORY.fullmatch(bare[-1].strip()) and self._is_state(bare[-3]):
            bare = bare[:-2]
        if len(bare) > 1 and self._is_state(bare[-1]):
            bare = bare[:-2]
        more = self._more.search(bare[-1].casefold())
        if more is not None and len(bare[-1].casefold()) == len(bare[-1]):
            bare = [*bare[:-1], bare[-1][: more.start()]]
        bare = [_COUNTER.sub("", bare[0]), *bare[1:]]
        whole = "".join(piece if place % 2 == 0 else f" {piece} " for place, piece in enumerate(bare)).strip()
        mark = bare[-2] if len(bare) > 1 else ""
        return Page(whole, tuple(piece.strip() for piece in bare[::2]), mark, ordered) if whole else None

    def _without_browser(self, pieces: list[str]) -> list[str] | None:
        """The pieces before the browser's name; Chrome of macOS puts the profile behind it."""
        page, colon, name = pieces[-1].rpartition(": ")
        if colon and name.strip().casefold() in self._names:  # Edge in Spanish and Russian
            return [*pieces[:-1], page.strip()]
        if len(pieces) > 2 and self._is_browser(pieces[-1]):
            return pieces[:-2]
        if len(pieces) > 4 and self._is_browser(pieces[-3]):
            return pieces[:-4]
        return None

    def _is_browser(self, piece: str) -> bool:
        folded = piece.strip().casefold()
        return folded in self._names or folded.endswith(" in mozilla firefox")

    def _is_state(self, piece: str) -> bool:
        return piece.strip().casefold() in self._states

    def _is_profile(self, piece: str) -> bool:
        folded = piece.strip().casefold()
        return folded in self._profiles or self._numbered.fullmatch(folded) is not None


class Titles:
    """The titles by which tools are guessed, compiled; immutable, safe on any thread."""

    def __init__(self, tools: Sequence[ToolRow], never: Never) -> None:
        first = tools[::-1]  # the first tool that has a name keeps it
        self._brands = {brand: row for row in first for brand in row.brands}
        self._words = {word: row for row in first for word in row.words}
        self._names = {**{row.name: row for row in first}, **self._words, **self._brands}
        self._alone = {title: row for row in first for title in row.alone}
        self._leads = {brand: row for row in first for brand in row.leads}
        self._patterns = [(re.compile(pattern), row) for row in tools for pattern in row.titles]
        self._any_pattern = _any_of([pattern.pattern for pattern, _ in self._patterns])
        self._never = frozenset(part.casefold() for part in never.parts)
        self._other_site = _beginnings(never.beginnings)
        self._unlike = {row.id: _beginnings(row.unlike) for row in tools if row.unlike}

    def tool(self, page: Page, allowed: frozenset[str] | None, *, web_app: bool) -> Guess | None:
        """The tool whose page this is, and by which words; None for pages about one.

        Args:
            page: the page's title.
            allowed: ids of tools that the site leaves possible; None where the site is unknown.
            web_app: the window is an installed web app, whose name browsers put in front.
        """
        found = self._exact(page) or self._by_pattern(page)
        if found is None and web_app and len(page.parts) > 1:
            name = page.parts[0]
            row = self._brands.get(name) or self._words.get(name)
            found = None if row is None else Guess(row, Ground.TITLE_WEB_APP, name)
        if found is None or (allowed is not None and found.row.id not in allowed):
            return None
        unlike = self._unlike.get(found.row.id)
        return None if unlike is not None and unlike.search(page.whole.casefold()) else found

    def _exact(self, page: Page) -> Guess | None:
        whole, last = page.whole, page.parts[-1]
        row = self._brands.get(whole) or self._words.get(whole) or self._alone.get(whole)
        if row is not None:
            return Guess(row, Ground.TITLE_IS, whole)
        if len(page.parts) == 1:
            return None
        row = self._brands.get(last) or (self._words.get(last) if page.mark in _DASHES else None)
        if row is not None:
            return None if self._about(page) else Guess(row, Ground.TITLE_ENDS, last)
        if len(page.parts) != 2 or page.mark not in _DASHES:
            return None
        first = page.parts[0]
        row = self._leads.get(first)
        if row is None and page.ordered:
            row = self._brands.get(first) or self._words.get(first)
        if row is None or self._names_a_site(last):
            return None
        return Guess(row, Ground.TITLE_BEGINS, first)

    def _about(self, page: Page) -> bool:
        """Whether a part before the last says that the page tells about the tool, or is another site's."""
        return any(part.casefold() in self._never for part in page.parts[:-1])

    def _names_a_site(self, part: str) -> bool:
        """Whether what follows a brand is rather the name of a site that has a page about it (`Wikipedia`).

        One word, capitals only, a dot, or an article and one word: chats are seldom called so, sites often.
        """
        words = part.split()
        if len(words) < 2 or "." in part or part.isupper() or (len(words) == 2 and words[0] in _ARTICLES):
            return True
        folded = part.casefold()
        return folded in self._never or self._other_site.search(folded) is not None

    def _by_pattern(self, page: Page) -> Guess | None:
        if self._any_pattern is None or self._any_pattern.match(page.whole):
            for pattern, row in self._patterns:
                if pattern.match(page.whole) and not self._about(page):
                    return Guess(row, Ground.TITLE_LIKE, pattern.pattern)
        name = named_with_slogan(page.whole) if len(page.parts) <= 3 else None
        named = None if name is None else self._names.get(name)
        return None if named is None or name is None else Guess(named, Ground.TITLE_SLOGAN, name)


def _any_of(patterns: Sequence[str]) -> re.Pattern[str] | None:
    """One pattern that matches wherever any of these does; None where they cannot be put together."""
    try:
        return re.compile("|".join(f"(?:{pattern})" for pattern in patterns)) if patterns else None
    except re.error:  # two groups of one name, flags for the whole pattern
        return None


def _beginnings(words: Sequence[str]) -> re.Pattern[str]:
    """A pattern for texts in lower case that have a word beginning like one of these."""
    return re.compile("|".join(rf"\b{re.escape(word.casefold())}" for word in words))
